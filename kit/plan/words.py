"""Numbers, times and lists as an owner reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count_word(number: int) -> str:
    """Write a small count as a word, a larger one in digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def minutes_text(minutes: int) -> str:
    """Write minutes up to an hour and a half as minutes, more as hours."""
    if minutes <= 90 and minutes != 60:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    return hours_text(minutes)


def hours_text(minutes: int) -> str:
    """Write minutes as hours: `3 hours`, `1 hour 15 minutes`, `45 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} minute{'' if rest == 1 else 's'}")
    return " ".join(parts)


def list_text(parts: Iterable[str]) -> str:
    """Join with commas and a last "and"."""
    every = list(parts)
    return " and ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)


def day_text(day: dt.date, *, year: bool = False) -> str:
    """Write a day as people say it: `Monday 7 December`, with the year on demand."""
    return f"{day:%A} {day.day} {day:%B}" + (f" {day.year}" if year else "")


def short_day(day: dt.date) -> str:
    """Write a day shortly: `7 Dec`."""
    return f"{day.day} {day:%b}"
