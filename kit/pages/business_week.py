"""Opening hours in schema.org's structured form, written the way people write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kit.pages.business_offers import many
from kit.pages.types import Topic

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEK = (("kind", "week"),)
"""The parts of a statement that gives the whole week: a day it does not name is closed."""


def specified_hours(item: dict[str, Any]) -> Iterator[tuple[Topic, str]]:
    """Give the usual week as `Mon-Wed, Fri 09:00-17:00; Sun closed`, and special days as `FIRST/LAST 10:00-12:00`.

    Two openings of one day belong together, wherever they stand. Opening and closing at the same time means
    closed (https://developers.google.com/search/docs/appearance/structured-data/local-business).
    """
    week: dict[int, list[str]] = {}
    special: dict[str, list[str]] = {}
    listed = many(item.get("openingHoursSpecification")) + many(item.get("specialOpeningHoursSpecification"))
    for each in listed:
        if not isinstance(each, dict):
            continue
        opens, closes = (str(each.get(key) or "")[:5] for key in ("opens", "closes"))
        span = f"{opens}-{_end(closes)}" if opens and closes and opens != closes else ""
        if first := str(each.get("validFrom") or "")[:10]:
            last = str(each.get("validThrough") or first)[:10]
            special.setdefault(f"{first}/{last}", []).extend(filter(None, [span]))
        elif not each.get("validThrough"):
            for day in filter(None, map(_day, many(each.get("dayOfWeek")))):
                week.setdefault(day - 1, []).extend(filter(None, [span]))
    if week:
        yield Topic.HOURS, _written(week)
    for when, spans in special.items():
        yield Topic.SPECIAL, f"{when} {', '.join(sorted(spans)) or 'closed'}"


def _day(value: Any) -> int:
    """Give 1 for Monday to 7 for Sunday, 0 for what is none of them; `Mo` and `https://schema.org/Monday` count."""
    word = str(value).rstrip("/").rpartition("/")[2].lower()
    known = [number for number, name in enumerate(_NAMES, 1) if len(word) > 1 and name.startswith(word)]
    return known[0] if known else 0


def _end(closes: str) -> str:
    return "24:00" if closes in {"00:00", "23:59"} else closes


def _written(week: dict[int, list[str]]) -> str:
    same: dict[str, list[int]] = {}
    for day in sorted(week):
        same.setdefault(", ".join(sorted(week[day])) or "closed", []).append(day)
    return "; ".join(f"{day_spans(days)} {times}" for times, days in same.items())


def day_spans(days: Sequence[int]) -> str:
    """Give days (0 is Monday) in words, those in a row as one span: `Mon-Wed, Fri`."""
    spans: list[list[int]] = []
    for day in days:
        if spans and spans[-1][-1] == day - 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    return ", ".join(
        DAYS[span[0]] if len(span) == 1 else f"{DAYS[span[0]]}-{DAYS[span[-1]]}" for span in spans
    )
