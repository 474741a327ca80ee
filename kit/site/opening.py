"""Opening hours as a door sign writes them, and as schema.org does."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

from kit.facts.hours import DAYS, DayHours, Week
from kit.facts.shown import OpeningHours, SpecialDay
from kit.site.speech import Speech

_SCHEMA_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LOOK_AHEAD = 370
"""Days of special opening that are shown: a year, and the same feast once more."""


def opening(hours: OpeningHours, speech: Speech, today: dt.date) -> dict[str, Any]:
    """Give `hours` of the view: rows, lines, note, special days from `today` on."""
    week = hours.regular
    rows = list(_rows(week, speech)) if week and week.days else []
    return {
        "rows": rows,
        "lines": [f"{row['short']} {row['times']}" for row in rows if not row["closed"]],
        "by_appointment": bool(week and week.by_appointment),
        "note": hours.note.say(speech.language) if hours.note else "",
        "special": [_special(day, speech) for day in coming(hours, today)],
        "seven": list(_seven(week, speech)) if week and week.days else [],
    }


def coming(hours: OpeningHours, today: dt.date) -> tuple[SpecialDay, ...]:
    """Give the special days that are not over and begin within a year, in order."""
    last = today + dt.timedelta(days=LOOK_AHEAD)
    days = (day for day in hours.special if (day.until or day.date) >= today and day.date <= last)
    return tuple(sorted(days, key=lambda day: day.date))


def times(hours: DayHours, speech: Speech) -> str:
    """Write the hours of one day: `08:00–12:30, 14:00–18:00`, or that it is closed or by appointment."""
    if hours.by_appointment:
        return speech.say("By appointment")
    if hours.closed:
        return speech.say("Closed")
    return ", ".join(spans(hours, speech))


def spans(hours: DayHours, speech: Speech) -> list[str]:
    """Write each opening of a day by itself, so that a page can keep each on one line."""
    if hours.by_appointment or hours.closed:
        return [times(hours, speech)]
    return [f"{speech.time(opens)}–{speech.time(closes)}" for opens, closes in hours.spans]


def opening_specification(week: Week) -> list[dict[str, Any]]:
    """Give schema.org's `openingHoursSpecification` of the regular week; days with equal hours share one."""
    spans: dict[tuple[int, int], list[str]] = {}
    for number, day in week.days:
        for span in day.spans:
            spans.setdefault(span, []).append(_SCHEMA_DAYS[number])
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": days,
            "opens": _schema_time(span[0]),
            "closes": _schema_time(span[1]),
        }
        for span, days in spans.items()
    ]


def special_specification(days: tuple[SpecialDay, ...]) -> list[dict[str, Any]]:
    """Give schema.org's specification of special days; closed is written 00:00 to 00:00, as Google asks.

    Source: developers.google.com/search/docs/appearance/structured-data/local-business, seen 2026-11.
    """
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": day.date.isoformat(),
            "validThrough": (day.until or day.date).isoformat(),
            "opens": _schema_time(opens),
            "closes": _schema_time(closes) if closes else "00:00",
        }
        for day in days
        if not day.hours.by_appointment
        for opens, closes in day.hours.spans or ((0, 0),)
    ]


def _schema_time(minute: int) -> str:
    return "23:59" if minute == 1440 else f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _rows(week: Week, speech: Speech) -> Iterator[dict[str, Any]]:
    """Give one row for each run of neighbouring days with equal hours, Monday first."""
    each = [(number, week.day(number)) for number in range(len(DAYS))]
    for hours, run in itertools.groupby(each, key=lambda pair: pair[1]):
        numbers = [number for number, _ in run]
        yield {
            "days": _span(numbers, speech, "wide"),
            "short": _span(numbers, speech, "abbreviated"),
            "times": times(hours, speech),
            "spans": spans(hours, speech),
            "closed": hours.closed,
        }


def _seven(week: Week, speech: Speech) -> Iterator[dict[str, Any]]:
    for number in range(len(DAYS)):
        hours = week.day(number)
        yield {
            "day": speech.weekday(number),
            "short": speech.weekday(number, "abbreviated"),
            "times": times(hours, speech),
            "closed": hours.closed,
        }


def _span(numbers: list[int], speech: Speech, width: str) -> str:
    first, last = (speech.weekday(number, width) for number in (numbers[0], numbers[-1]))
    first = first[:1].upper() + first[1:]
    if len(numbers) == 1:
        return first
    between = "–" if width == "abbreviated" else " – "
    comma = "، " if speech.language.startswith("ar") else ", "
    return f"{first}{between}{last}" if len(numbers) > 2 or width != "wide" else f"{first}{comma}{last}"


def _special(day: SpecialDay, speech: Speech) -> dict[str, Any]:
    if day.until and day.until != day.date:
        written = speech.days(day.date, day.until)
    else:
        written = speech.day_of_week(day.date)
    return {
        "date": written[:1].upper() + written[1:],
        "iso": day.date.isoformat(),
        "times": times(day.hours, speech),
        "spans": spans(day.hours, speech),
        "closed": day.hours.closed,
        "why": day.why.say(speech.language) if day.why else "",
    }
