"""Opening hours: from what an owner types to minutes per day, and nothing guessed.

Grammar: groups `DAYS TIMES` separated by comma or semicolon, where a comma or semicolon before a day
name starts a new group: `Mon-Fri 08:00-12:30, 14:00-18:00; Sat 9-13`. In the place of times stand
`closed` or `by appointment`; `by appointment` may stand alone. Times past midnight (`18:00-02:00`)
belong to the day they begin on; `24:00` is the end of the day. A narrower part may take days from a wider one
before it (`Mon-Sun 8-16, Mon closed`). What people say in other words
(`8-5 weekdays, closed Sundays`) is rewritten to this first (`hours_said.py`); the facts keep what was typed.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kit.facts.hours_said import advice_on, plain_hours
from kit.facts.hours_times import EXAMPLE, Span, clock, read_span

__all__ = [
    "APPOINTMENT_WORDS",
    "CLOSED_WORDS",
    "DAYS",
    "DayHours",
    "Week",
    "babel_days",
    "clock",
    "day_names",
    "parse_day",
    "parse_week",
]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOSED_WORDS = {
    "closed",
    "geschlossen",
    "zu",
    "fermé",
    "ferme",
    "cerrado",
    "gesloten",
    "fechado",
    "chiuso",
    "مغلق",
}
APPOINTMENT_WORDS = {
    "by appointment", "by appointment only", "appointment only", "nach vereinbarung", "nach absprache",
    "sur rendez-vous", "con cita previa", "con cita", "op afspraak", "com marcação", "su appuntamento", "بموعد",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayHours:
    """One day: its spans, or shut, or by appointment; a day nobody mentioned is not in the week."""

    spans: tuple[Span, ...] = ()
    by_appointment: bool = False

    @property
    def closed(self) -> bool:
        """Tell whether nobody can come on this day."""
        return not self.spans and not self.by_appointment


@dataclass(frozen=True, slots=True)
class Week:
    """A typed week. `days` holds one entry per mentioned day (0 = Monday), in order."""

    text: str
    days: tuple[tuple[int, DayHours], ...] = ()
    by_appointment: bool = False

    def day(self, number: int) -> DayHours:
        """Give the hours of a weekday (0 = Monday); a day that was not mentioned is closed."""
        return dict(self.days).get(number, DayHours(by_appointment=self.by_appointment))


@cache
def day_names(language: str) -> dict[str, int]:
    """Give every way to write a weekday in English and in `language`, lower case without dots."""
    names = {
        "monday": 0, "tuesday": 1, "tues": 1, "wednesday": 2, "weds": 2, "thursday": 3, "thur": 3, "thurs": 3,
        "friday": 4, "saturday": 5, "sunday": 6, "mo": 0, "tu": 1, "we": 2, "th": 3, "fr": 4, "sa": 5, "su": 6,
    } | {day: number for number, day in enumerate(DAYS)}  # fmt: skip
    if language != "en":  # English is written out above: babel's tables take a while to read
        for name, number in babel_days(language):
            names.setdefault(name, number)
            names.setdefault(_plain(name), number)
    return names


def babel_days(language: str) -> Iterator[tuple[str, int]]:
    """Give the ways of a language to write its weekdays, by babel's tables; nothing for one it does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "short", "narrow"):
            names = locale.days[context].get(width, {})
            if len(set(names.values())) == len(
                DAYS
            ):  # in Spanish `L-V` are days, in English T is two of them
                for number, name in names.items():
                    yield name.casefold().replace(".", "").strip(), number


def _plain(name: str) -> str:
    """Give a name without its accents, as it is typed on a phone: `sabado`."""
    return "".join(each for each in unicodedata.normalize("NFD", name) if not unicodedata.combining(each))


def parse_week(text: str, language: str = "en", *, some_days: bool = False) -> Week:
    """Read regular hours; raises ValueError with one plain sentence and an example.

    With `some_days` the text is a line of a page, of which others may follow: it may tell only closed days.
    """
    folded, names = _fold(text), day_names(language)
    try:
        return _week(folded, names, text, text, some_days)
    except ValueError as exc:
        said, problem = plain_hours(folded, _several(names)), str(exc)
    if said != folded:
        try:
            return _week(said, names, text, text, some_days)
        except ValueError as exc:
            problem = str(exc)
    raise ValueError(_better(text, folded, names) or problem)


def _better(text: str, folded: str, names: dict[str, int]) -> str:
    """Say what to write where the words themselves tell what is missing; "" where they do not."""
    quoted = " ".join(text.split())
    quoted = quoted if len(quoted) <= _QUOTED else f"{quoted[:_QUOTED]}…"
    if advice := advice_on(folded):
        return f'"{quoted}": {advice}'
    if folded[:1].isdigit() and not re.search(rf"(?<![a-z])(?:{_day(names)})(?![a-z])", folded):
        try:
            parse_day(folded)
        except ValueError:
            return ""
        return f'"{quoted}": on which days? Write for example: Mon-Fri {quoted}'
    return ""


_QUOTED = 60
"""Characters of an answer that a sentence repeats."""


def _week(folded: str, names: dict[str, int], source: str, text: str, some_days: bool) -> Week:
    if folded in APPOINTMENT_WORDS:
        return Week(text, by_appointment=True)
    days: dict[int, DayHours] = {}
    widths: dict[int, int] = {}  # of how many days the part speaks that told a day
    for numbers, rest, written in _groups(folded, names, source):
        hours = _times(rest, written)
        for number in numbers:
            if number in days and not _narrows(hours, len(numbers), widths[number]):
                raise ValueError(f'"{written}" names a day twice; give each day once, {EXAMPLE}')
            days[number], widths[number] = hours, len(numbers)
    if not some_days and len(days) < len(DAYS) and all(hours.closed for hours in days.values()):
        raise ValueError(f'"{source}" says only when nobody can come; add when you are open, {EXAMPLE}')
    return Week(text, tuple(sorted(days.items())))


def _narrows(hours: DayHours, width: int, before: int) -> bool:
    """Tell whether a part may take a day from one before it: `every day 8-4, closed Monday`, `daily 8-4, Sun 10-2`.

    Closed days narrow every wider part; other hours only a part about the whole week, for beside `Mon-Fri 8-12`
    a `Fri 14-18` could come on top.
    """
    return width < before and (hours.closed or before == len(DAYS))


def parse_day(text: str) -> DayHours:
    """Read the hours of one day (`8-12, 14-18`, `closed`, `by appointment`); raises ValueError."""
    folded = _fold(text)
    try:
        return _times(folded, text)
    except ValueError:
        said = plain_hours(folded, _several(day_names("en")))
        if said == folded:
            raise
        return _times(said, text)


def _times(folded: str, written: str) -> DayHours:
    if folded in CLOSED_WORDS:
        return DayHours()
    if folded in APPOINTMENT_WORDS:
        return DayHours(by_appointment=True)
    if not folded:
        raise ValueError(f'"{written}" has no times; {EXAMPLE}')
    spans: tuple[Span, ...] = ()
    for part in re.split(r"\s*(?:,|;|\+|&|/| and | und | et | y )\s*", folded):
        if part:
            spans = (*spans, read_span(part, written, after=spans[-1][1] if spans else 0))
    for before, after in itertools.pairwise(spans):
        if after[0] < before[1]:
            raise ValueError(
                f'"{written}" has times that overlap; put the earlier one first and let them not touch'
            )
    return DayHours(spans)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _day(names: dict[str, int]) -> str:
    return "|".join(sorted((re.escape(name) + r"\.?" for name in names), key=len, reverse=True))


def _several(names: dict[str, int]) -> str:
    """Give the pattern of one or several days: `mon`, `mon-fri`, `mon, wed and fri`."""
    day = _day(names)
    one = rf"(?:{day})(?:\s*(?:-|–|—|to|bis|à|al|tot|t/m)\s*(?:{day}))?"
    return rf"{one}(?:\s*(?:,|&|\+|/|and|und|et|y|e|en)\s*{one})*"


def _groups(folded: str, names: dict[str, int], text: str) -> list[tuple[tuple[int, ...], str, str]]:
    """Cut at every day expression that begins the text or follows a comma, semicolon or line end."""
    day = _day(names)
    head = re.compile(rf"(?:^|[,;]\s*|(?<=\d)\s+|(?<=closed)\s+)({_several(names)})(?=[\s:]|$)")
    found = list(head.finditer(folded))
    if not found or found[0].start() != 0:
        word = re.split(r"[\s,;]", folded)[0] if folded else ""
        known = f' "{word}" is not a day I know;' if word and not word[0].isdigit() else " a day is missing;"
        raise ValueError(f'"{text}":{known} {EXAMPLE}')
    ends = [match.start() for match in found[1:]] + [len(folded)]
    groups = []
    for match, end in zip(found, ends, strict=True):
        source = " ".join(text.split())
        written = (source if source.casefold() == folded else folded)[match.start() : end].strip(" ,;")
        rest = folded[match.end() : end].strip(" ,;:")
        groups.append((_day_numbers(match.group(1), names, day), rest, written))
    return groups


def _day_numbers(expression: str, names: dict[str, int], day: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for match in re.finditer(
        rf"(?<![a-zà-ÿ])({day})(?:\s*(?:-|–|—|to|bis|à|al|tot|t/m)\s*({day}))?(?![a-zà-ÿ])", expression
    ):
        first = names[match.group(1).rstrip(".")]
        last = names[match.group(2).rstrip(".")] if match.group(2) else first
        count = (last - first) % 7 + 1
        numbers += [(first + step) % 7 for step in range(count)]
    return tuple(numbers)
