"""Everything one site is made from, in one value."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.site.contents import EMPTY, Content
from kit.site.dress import Dress, dress_of
from kit.site.frame import Frame
from kit.site.pictures import Photos
from kit.site.speech import Speech
from kit.site.things import Shelf


@dataclass(frozen=True, slots=True)
class Job:
    """The facts, the owner's words, the day, and how photos come. Without `photos` pages show none."""

    business: Business
    trade: Trade
    today: dt.date
    content: Content = EMPTY
    photos: Photos | None = None
    cards: bool = True

    @property
    def dress(self) -> Dress:
        """Give the look and its colours."""
        return dress_of(self.business, self.trade)

    def shelf(self, language: str) -> Shelf:
        """Give what the pages of one language are made from."""
        speech = Speech(language, self.business.country, alone=self.business.identity.voice == "i")
        frame = Frame(self.business, speech, self.business.all_languages, self.dress if self.cards else None)
        return Shelf(frame, self.content, self.photos)
