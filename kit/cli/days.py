"""A day as a person types it at the command line."""

from __future__ import annotations

import datetime as dt
import re

from kit.base.clock import today
from kit.base.errors import InputError
from kit.base.text import clean

_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
"""Day, month, year with dots: nobody writes the month first with dots. With slashes both ways are in use."""


def a_day(text: str | None) -> dt.date | None:
    """Read a day: 2026-12-24, 24.12.2026, today, yesterday or tomorrow; raises InputError with a right example."""
    if text is None:
        return None
    plain = text.strip().lower()
    if plain in _NEAR:
        return today() + dt.timedelta(days=_NEAR[plain])
    dots = _DOTS.fullmatch(plain)
    try:
        return dt.date(int(dots[3]), int(dots[2]), int(dots[1])) if dots else dt.date.fromisoformat(plain)
    except ValueError as exc:
        raise InputError(
            f'"{clean(text, limit=40)}" is not a day of the calendar', hint="Write for example: 2026-12-24"
        ) from exc


def a_past_day(text: str | None) -> dt.date | None:
    """Read a day on which something happened; raises InputError for one that has not come."""
    day = a_day(text)
    if day is not None and day > today():
        raise InputError(
            f"{day.isoformat()} has not come yet.", hint="For a day until when something is promised: --due"
        )
    return day
