"""Opening hours: from what an owner types to minutes per day, and nothing guessed.

Grammar: groups `DAYS TIMES` separated by comma or semicolon, where a comma or semicolon before a day
name starts a new group: `Mon-Fri 08:00-12:30, 14:00-18:00; Sat 9-13`. In the place of times stand
`closed` or `by appointment`; `by appointment` may stand alone. Times past midnight (`18:00-02:00`)
belong to the day they begin on; `24:00` is the end of the day.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Span = tuple[int, int]
"""Opening and closing minute of a day; closing is above 1440 when it lies after midnight."""

_LONGEST_NIGHT = 16 * 60
"""Longest span past midnight taken at its word; `9-5` is a slip for 9-17 (a choice of ours)."""

_EXAMPLE = "write for example: Mon-Fri 8-18, Sat 9-13"
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
_TIME = r"(\d{1,2})(?:[:.h](\d{2})|h)?\s*(am|pm|a\.m\.|p\.m\.|uhr)?"
_SPAN = re.compile(rf"^{_TIME}\s*(?:-|–|—|to|bis|à|a|tot)\s*{_TIME}$", re.IGNORECASE)


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
    return names


def babel_days(language: str) -> Iterator[tuple[str, int]]:
    """Give the ways of a language to write its weekdays, by babel's tables; nothing for one it does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "short"):
            for number, name in locale.days[context].get(width, {}).items():
                yield name.casefold().replace(".", "").strip(), number


def parse_week(text: str, language: str = "en") -> Week:
    """Read regular hours; raises ValueError with one plain sentence and an example."""
    folded = _fold(text)
    if folded in APPOINTMENT_WORDS:
        return Week(text, by_appointment=True)
    names = day_names(language)
    days: dict[int, DayHours] = {}
    for numbers, rest, written in _groups(folded, names, text):
        hours = parse_day(rest, written=written)
        for number in numbers:
            if number in days:
                raise ValueError(f'"{written}" names a day twice; give each day once, {_EXAMPLE}')
            days[number] = hours
    return Week(text, tuple(sorted(days.items())))


def parse_day(text: str, *, written: str = "") -> DayHours:
    """Read the hours of one day (`8-12, 14-18`, `closed`, `by appointment`); raises ValueError."""
    folded = _fold(text)
    written = written or text
    if folded in CLOSED_WORDS:
        return DayHours()
    if folded in APPOINTMENT_WORDS:
        return DayHours(by_appointment=True)
    if not folded:
        raise ValueError(f'"{written}" has no times; {_EXAMPLE}')
    spans = tuple(
        _span(part, written) for part in re.split(r"\s*(?:,|;|\+|&| and | und | et | y )\s*", folded) if part
    )
    for before, after in itertools.pairwise(spans):
        if after[0] < before[1]:
            raise ValueError(
                f'"{written}" has times that overlap; put the earlier one first and let them not touch'
            )
    return DayHours(spans)


def clock(minute: int) -> str:
    """Write a minute of the day as HH:MM; minutes past midnight wrap, 1440 is 24:00."""
    return "24:00" if minute == 1440 else f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _groups(folded: str, names: dict[str, int], text: str) -> list[tuple[tuple[int, ...], str, str]]:
    """Cut at every day expression that begins the text or follows a comma, semicolon or line end."""
    day = "|".join(sorted((re.escape(name) + r"\.?" for name in names), key=len, reverse=True))
    one = rf"(?:{day})(?:\s*(?:-|–|—|to|bis|à|al|tot|t/m)\s*(?:{day}))?"
    several = rf"{one}(?:\s*(?:,|&|\+|/|and|und|et|y|e|en)\s*{one})*"
    head = re.compile(rf"(?:^|[,;]\s*|(?<=\d)\s+|(?<=closed)\s+)({several})(?=[\s:]|$)")
    found = list(head.finditer(folded))
    if not found or found[0].start() != 0:
        word = re.split(r"[\s,;]", folded)[0] if folded else ""
        known = f' "{word}" is not a day I know;' if word and not word[0].isdigit() else " a day is missing;"
        raise ValueError(f'"{text}":{known} {_EXAMPLE}')
    ends = [match.start() for match in found[1:]] + [len(folded)]
    groups = []
    for match, end in zip(found, ends, strict=True):
        source = " ".join(text.split())
        written = (source if len(source) == len(folded) else folded)[match.start() : end].strip(" ,;")
        rest = folded[match.end() : end].strip(" ,;:")
        groups.append((_day_numbers(match.group(1), names, day), rest, written))
    return groups


def _day_numbers(expression: str, names: dict[str, int], day: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for match in re.finditer(rf"({day})(?:\s*(?:-|–|—|to|bis|à|al|tot|t/m)\s*({day}))?", expression):
        first = names[match.group(1).rstrip(".")]
        last = names[match.group(2).rstrip(".")] if match.group(2) else first
        count = (last - first) % 7 + 1
        numbers += [(first + step) % 7 for step in range(count)]
    return tuple(numbers)


def _span(part: str, written: str) -> Span:
    match = _SPAN.match(part)
    if not match:
        raise ValueError(f'"{written}": I cannot read "{part}" as times; {_EXAMPLE}')
    hour1, minute1, half1, hour2, minute2, half2 = match.groups()
    also_afternoon = half2 in {"pm", "p.m."} and int(hour1) < int(hour2)  # `2-5pm`, but `9-5pm`
    opens = _minute(hour1, minute1, half1 or (half2 if also_afternoon else None), written)
    closes = _minute(hour2, minute2, half2, written)
    if opens == 1440:
        raise ValueError(f'"{written}" begins at 24:00; write 00:00')
    if closes == opens:
        raise ValueError(f'"{written}" opens and closes at the same time; {_EXAMPLE}')
    if closes > opens:
        return (opens, closes)
    if closes + 1440 - opens > _LONGEST_NIGHT:
        meant = f"if you mean the afternoon, write {clock(opens)}-{clock(closes + 720)}"
        remedy = meant if closes < 720 else "put the earlier time first"
        raise ValueError(f'"{written}" would be open all night; {remedy}')
    return (opens, closes + 1440)


def _minute(hour: str, minute: str | None, half: str | None, written: str) -> int:
    hours, minutes = int(hour), int(minute or 0)
    if half and half[0] in "ap":
        if not 1 <= hours <= 12:
            raise ValueError(f'"{written}" has {hours} {half}, which no clock shows; {_EXAMPLE}')
        hours = hours % 12 + (12 if half[0] == "p" else 0)
    if hours > 24 or (hours == 24 and minutes):
        raise ValueError(f'"{written}" has an hour after 24; {_EXAMPLE}')
    if minutes > 59:
        raise ValueError(f'"{written}" has a minute after 59; {_EXAMPLE}')
    return hours * 60 + minutes
