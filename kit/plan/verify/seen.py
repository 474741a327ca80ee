"""What can be looked at to tell whether an item is done, and the answers there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from kit.facts.models import Business
from kit.pages.types import Page
from kit.plan.decisions import DecisionPost
from kit.plan.ledger import Ledger
from kit.plan.people import People
from kit.plan.plan import Plan
from kit.plan.records import Records


class Mark(StrEnum):
    """How it stands with an item. The first four are kinds of an answer; they are never added up."""

    PROVED = "proved"
    LOGGED = "logged"
    YOUR_WORD = "your word"
    CANNOT_TELL = "cannot tell"
    OPEN = "open"


@dataclass(frozen=True)
class Seen:
    """Everything a check may look at. `files` are the built files by path; empty means nothing was built."""

    plan: Plan
    today: dt.date
    ledger: Ledger = field(default_factory=Ledger)
    people: People = field(default_factory=People)
    decisions: tuple[DecisionPost, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    post_days: tuple[dt.date, ...] = ()
    looked: Mapping[str, bool] = field(default_factory=dict)
    """What the last look at the web saw, by item (`webkit plan --look`); kept in .webkit, handed in by the command."""

    @property
    def business(self) -> Business:
        """Give the facts."""
        return self.plan.business

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Give the built pages, parsed once: what they say is read while each page's tree is at hand."""
        from kit.pages.parse import parse_page

        address = (self.business.site.address or "").rstrip("/")
        found = []
        for name, content in sorted(self.files.items()):
            if name.startswith("site/") and name.endswith(".html"):
                own = f"{address}/{name.removeprefix('site/')}" if address else ""
                page = parse_page(content, name=name, address=own)
                assert page.texts is not None  # asking for one of the later parts reads them all
                found.append(page)
        return tuple(found)

    def page(self, name: str) -> Page | None:
        """Give the built page of this name (`about.html`), or None."""
        return next((page for page in self.pages if page.name == f"site/{name}"), None)

    def text(self, name: str) -> str:
        """Give a built file as text, "" when it is not there."""
        return self.files.get(name, b"").decode("utf-8", "replace")


def seen_of(plan: Plan, today: dt.date, records: Records, files: Mapping[str, bytes]) -> Seen:
    """Give everything a check may look at, from the plan, the records of the project and its built files."""
    return Seen(
        plan,
        today,
        records.ledger,
        records.people,
        records.decisions,
        files,
        records.post_days,
        records.looked.fresh(today),
    )
