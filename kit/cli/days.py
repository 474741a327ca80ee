"""A day as a person types it at the command line."""

from __future__ import annotations

import datetime as dt

from kit.base.errors import InputError


def a_day(text: str | None) -> dt.date | None:
    """Read a day typed by a person; raises InputError with a right example."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as exc:
        raise InputError(
            f'"{text}" is not a day of the calendar', hint="Write for example: 2026-12-24"
        ) from exc
