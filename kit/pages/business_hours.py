"""Opening hours as websites spell them, read line by line into the one spelling the facts keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from kit.facts.hours import DayHours, clock, parse_week

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_BETWEEN = re.compile(r"[|•·\s]+")
"""What stands between days and times in tables and lists."""
_SHUT_FIRST = re.compile(r"^(closed|geschlossen|fermé|cerrado|gesloten)(?:\s+(?:le|los|el|op))?\s+(.+)$")
_SLIP = re.compile(
    r"(?<![\d:.])(\d{1,2})((?:[:.]\d\d)?)(\s*[-–—]\s*)(\d{1,2})((?:[:.]\d\d)?)(?![\d:.]|\s*[ap]\.?m)"
)


def week_text(lines: Iterable[str], language: str = "en") -> str:
    """Give the week that some lines say, as `Mon-Fri 08:00-18:00, Sat 09:00-13:00`; "" when none can be read.

    Each line is read alone, and one that cannot be read (a holiday, a sentence) is left out; the first
    line to name a day wins. `9-5` is taken as nine to five in the afternoon.
    """
    days: dict[int, DayHours] = {}
    for line in lines:
        for number, hours in _days_of(line, language):
            days.setdefault(number, hours)
    return _written(days) if any(not hours.closed for hours in days.values()) else ""


def _days_of(line: str, language: str) -> Iterator[tuple[int, DayHours]]:
    if len(line) > 300:
        return
    text = _SLIP.sub(_afternoon, _BETWEEN.sub(" ", line.casefold()).strip(" ,;:."))
    if found := _SHUT_FIRST.match(text):
        text = f"{found[2]} {found[1]}"
    try:
        yield from parse_week(text, language, some_days=True).days
    except ValueError:
        return


def _afternoon(found: re.Match[str]) -> str:
    """Read `9-5` as 9-17: nobody writes twelve hours of night like that."""
    opens, closes = int(found[1]), int(found[4])
    if 5 <= opens <= 12 and 1 <= closes <= 11 and closes < opens:
        closes += 12
    return f"{found[1]}{found[2]}{found[3]}{closes}{found[5]}"


def _written(days: dict[int, DayHours]) -> str:
    said = [(number, _times(days[number])) for number in sorted(days) if not days[number].closed]
    groups = []
    for times, same in groupby(_in_a_row(said), key=lambda row: (row[1], row[2])):
        numbers = [row[0] for row in same]
        span = _DAYS[numbers[0]] if len(numbers) == 1 else f"{_DAYS[numbers[0]]}-{_DAYS[numbers[-1]]}"
        groups.append(f"{span} {times[0]}")
    return ("; " if any("," in group for group in groups) else ", ").join(groups)


def _in_a_row(said: list[tuple[int, str]]) -> Iterator[tuple[int, str, int]]:
    """Give each day with its times and a mark that is the same for days that follow one another."""
    for place, (number, times) in enumerate(said):
        yield number, times, number - place


def _times(hours: DayHours) -> str:
    if hours.by_appointment:
        return "by appointment"
    return ", ".join(f"{clock(opens)}-{clock(closes)}" for opens, closes in hours.spans)
