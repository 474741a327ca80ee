"""Numbers, times and lists as an owner reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MANY = {"person": "people", "try": "tries", "touch": "touches", "enquiry": "enquiries"}


def count_word(number: int) -> str:
    """Write a small count as a word, a larger one in digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def counted(number: float, noun: str, *, word: bool = False) -> str:
    """Write a number with its noun: `1 minute`, `3 minutes`, `two people` (`word`: small counts as words).

    Every number that stands beside a noun comes through here, so that nobody reads "1 minutes".
    """
    shown = count_word(int(number)) if word and number == int(number) else f"{number:g}"
    return f"{shown} {noun if number == 1 else _MANY.get(noun, f'{noun}s')}"


def sentence_case(text: str) -> str:
    """Give a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def minutes_text(minutes: int) -> str:
    """Write minutes up to an hour and a half as minutes, more as hours."""
    if minutes <= 90 and minutes != 60:
        return counted(minutes, "minute")
    return hours_text(minutes)


def hours_text(minutes: int) -> str:
    """Write minutes as hours: `3 hours`, `1 hour 15 minutes`, `45 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [counted(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(counted(rest, "minute"))
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


def said_day(day: dt.date, language: str) -> str:
    """Write a day in the language of what is sent to somebody."""
    if language != "de":
        return day_text(day)
    from babel.dates import format_date

    return format_date(day, "EEEE, d. MMMM", locale="de")
