"""What the site says in one language: fixed strings from gettext catalogues, dates and times by babel."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kit.facts.compiled import compiled
from kit.site.alone import ALONE

if TYPE_CHECKING:
    from babel import Locale

_YEAR = re.compile(r"(?:,?\s*'de'\s*|[,\s]+)y+$")
_FOLDER = Path(__file__).parent / "locale"
RIGHT_TO_LEFT = frozenset(["ar", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"])
"""Languages written from right to left (Unicode CLDR, scripts Arab, Hebr, Thaa)."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One language of the site, spoken in one country ("" when that is unknown), by a business or by one person alone."""

    language: str
    country: str = ""
    alone: bool = False
    """Whether the owner says "I" (`business.voice: i`)."""

    def say(self, text: str, **values: str) -> str:
        """Give a fixed string in this language, with `{name}` filled in; English where it is missing."""
        said = ALONE.get(text, text) if self.alone else text
        found = catalogue(self.language).get(said) or said
        return found.format(**values) if values else found

    def trade(self, label: str) -> str:
        """Give the name of a trade, from its English label."""
        return catalogue(self.language).get(f"trade\x04{label}") or label

    @property
    def direction(self) -> str:
        """Give `rtl` or `ltr`."""
        return "rtl" if self.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"

    @property
    def locale(self) -> Locale:
        """Give babel's locale for the language, in the country where babel knows that pair."""
        # English of no country is written as in Europe (CLDR region 150): 13:30 and 3 May are read everywhere.
        neutral = "150" if self.language == "en" else ""
        return _locale(self.language, self.country or neutral)

    def day(self, date: dt.date) -> str:
        """Write a day in full, with its year."""
        from babel.dates import format_date

        return format_date(date, "long", locale=self.locale)

    def day_of_week(self, date: dt.date) -> str:
        """Write a day with its weekday, without its year where the language puts that last: a door sign."""
        from babel.dates import format_date

        pattern = _YEAR.sub("", self.locale.date_formats["full"].pattern)
        return format_date(date, pattern, locale=self.locale)

    def days(self, first: dt.date, last: dt.date) -> str:
        """Write a run of days in short, as the language does: `Thu 24 – Sat 26 Dec`."""
        from babel.dates import format_interval

        return format_interval(first, last, "MMMEd", locale=self.locale)

    def long_day(self, date: dt.date) -> str:
        """Write a day with its weekday and its year."""
        from babel.dates import format_date

        return format_date(date, "full", locale=self.locale)

    def month(self, date: dt.date) -> str:
        """Write a month with its year."""
        from babel.dates import format_skeleton

        return format_skeleton("yMMMM", dt.datetime.combine(date, dt.time()), locale=self.locale)

    def time(self, minute: int) -> str:
        """Write a minute of the day as people there read it: `08:00`, or `8 AM` where clocks stop at twelve."""
        from babel.dates import format_time

        if minute == 1440 and "h" not in str(self.locale.time_formats["short"]):
            return "24:00"
        moment = dt.time(minute // 60 % 24, minute % 60)
        text = format_time(moment, "short", locale=self.locale)
        return text.replace(":00", "") if "h" in str(self.locale.time_formats["short"]) else text

    def weekday(self, number: int, width: str = "wide") -> str:
        """Give the name of a weekday, 0 for Monday."""
        return str(self.locale.days["stand-alone"][width][number])

    def listed(self, items: Iterable[str]) -> str:
        """Join names as a sentence does: one, two and three."""
        from babel.lists import format_list

        return format_list(list(items), locale=self.locale)

    def language_name(self, language: str) -> str:
        """Give the name of a language in that language itself."""
        name = _locale(language, "").get_display_name() or language
        return name[:1].upper() + name[1:]


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Give the catalogue of a language: English text (after `trade\\x04` for trades) to translation."""
    path = _FOLDER / f"{language.split('-')[0]}.po"
    found: dict[str, str] = compiled(path, _translations) if path.is_file() else {}
    return found


def _translations(content: bytes) -> dict[str, str]:
    from babel.messages.pofile import read_po

    return {
        f"{message.context}\x04{message.id}" if message.context else str(message.id): str(message.string)
        for message in read_po(io.BytesIO(content))
        if message.id and message.string and not message.fuzzy
    }


def spoken() -> tuple[str, ...]:
    """Give every language the fixed strings are there in; English needs no catalogue."""
    return ("en", *sorted(path.stem for path in _FOLDER.glob("*.po")))


@cache
def _locale(language: str, country: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    for name in (f"{language.split('-')[0]}-{country}" if country else language, language, "en"):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("babel always knows English")
