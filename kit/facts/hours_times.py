"""Times of one day: from `8-12` or `9am to 5:30pm` to minutes, as people mean them.

Bare hours up to twelve are read as people say them: `9-5` ends in the afternoon, and after `8-12` comes `1-5`
in the afternoon. Where two readings are possible (`11-2`, `2-6`) both are named and none is taken.
"""

from __future__ import annotations

import re

Span = tuple[int, int]
"""Opening and closing minute of a day; closing is above 1440 when it lies after midnight."""

EXAMPLE = "write for example: Mon-Fri 8-18, Sat 9-13"
"""The end of every refusal."""
_LONGEST_NIGHT = 16 * 60
"""Longest span past midnight taken at its word; `9-5` means 9-17 (a choice of ours)."""
_HALF, _MIDDAY = 12 * 60, 11 * 60
"""Bare hours that begin before eleven end on the same day: `10-2`. From eleven on it could be a lunch or a bar."""
_FIRST_HOUR = 5 * 60
"""Bare hours before this one are no morning that anybody opens in: `2-6` needs another word."""
_TIME = r"(\d{1,2})(?:[:.h](\d{2})|h)?\s*(am|pm|a\.m\.|p\.m\.|uhr)?"
_ONE = re.compile(rf"^{_TIME}$", re.IGNORECASE)
_SPAN = re.compile(rf"^{_TIME}\s*(?:-|–|—|to|bis|à|a|tot)\s*{_TIME}$", re.IGNORECASE)


def clock(minute: int) -> str:
    """Write a minute of the day as HH:MM; minutes past midnight wrap, 1440 is 24:00."""
    return "24:00" if minute == 1440 else f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def read_span(part: str, written: str, *, after: int = 0) -> Span:
    """Read `8-12`; `written` is what an error quotes, `after` the minute the span before it ended. Raises ValueError."""
    match = _SPAN.match(part)
    if not match:
        what = "does not say until when" if _ONE.match(part) else f'I cannot read "{part}" as times'
        raise ValueError(f'"{written}": {what}; {EXAMPLE}')
    hour1, minute1, half1, hour2, minute2, half2 = match.groups()
    begins = half1 or ("pm" if half2 and half2[0] == "p" and int(hour1) < int(hour2) else None)
    opens, closes = _minute(hour1, minute1, begins, written), _minute(hour2, minute2, half2, written)
    if opens == 1440:
        raise ValueError(f'"{written}" begins at 24:00; write 00:00')
    if _bare(hour1) and not half1:
        if half2 and half2[0] == "a":
            opens = _before_night(opens, closes, written)
        elif not half2 and _bare(hour2):
            opens, closes = _as_said(opens, closes, after, written)
    if closes == opens:
        raise ValueError(f'"{written}" opens and closes at the same time; {EXAMPLE}')
    if closes > opens:
        return (opens, closes)
    if closes + 1440 - opens > _LONGEST_NIGHT:
        meant = f"if you mean the afternoon, write {clock(opens)}-{clock(closes + _HALF)}"
        remedy = meant if closes < _HALF else "put the earlier time first"
        raise ValueError(f'"{written}" would be open all night; {remedy}')
    return (opens, closes + 1440)


def _bare(hour: str) -> bool:
    """Tell whether an hour could be one of the morning or of the afternoon: 9, but neither 09 nor 17."""
    return hour[0] != "0" and int(hour) <= 12


def _as_said(opens: int, closes: int, after: int, written: str) -> Span:
    """Give the two minutes as people mean bare hours; raises ValueError where they could mean two things."""
    later = closes + _HALF
    if opens < after <= opens + _HALF and opens < _HALF:  # 8-12, then 1-5
        return opens + _HALF, later if closes <= _HALF else closes
    if closes > opens >= _FIRST_HOUR or opens < closes == _HALF:
        return opens, closes
    if closes > opens:
        raise _two(written, "the night or the afternoon", (opens + _HALF, later), (opens, closes))
    if later <= opens or opens == closes == _HALF:
        return opens, closes
    if opens < _MIDDAY:
        return opens, later
    if closes + 1440 - opens > _HALF:
        raise _two(written, "until the afternoon or into the night", (opens, later), (opens, closes))
    return opens, closes


def _before_night(opens: int, closes: int, written: str) -> int:
    """Give the minute meant by a bare hour whose end is `2am`: `6-2am` is an evening."""
    if closes >= opens or opens >= _HALF:
        return opens
    if opens <= _HALF - 4 * 60:
        return opens + _HALF
    raise _two(written, "from the morning or from the evening", (opens, closes), (opens + _HALF, closes))


def _two(written: str, what: str, one: Span, other: Span) -> ValueError:
    said = ", or ".join(f"{clock(opens)}-{clock(closes)}" for opens, closes in (one, other))
    return ValueError(f'"{written}" could be {what}; write {said}')


def _minute(hour: str, minute: str | None, half: str | None, written: str) -> int:
    hours, minutes = int(hour), int(minute or 0)
    if half and half[0] in "ap":
        if not 1 <= hours <= 12:
            raise ValueError(f'"{written}" has {hours} {half}, which no clock shows; {EXAMPLE}')
        hours = hours % 12 + (12 if half[0] == "p" else 0)
    if hours > 24 or (hours == 24 and minutes):
        raise ValueError(f'"{written}" has an hour after 24; {EXAMPLE}')
    if minutes > 59:
        raise ValueError(f'"{written}" has a minute after 59; {EXAMPLE}')
    return hours * 60 + minutes
