"""Public holidays ahead on which the week's hours would be believed: offered to the owner as special days."""

from __future__ import annotations

import datetime as dt

from kit.facts.models import Business
from kit.facts.public_holidays import public_holidays

AHEAD = 60
"""Days looked ahead: early enough to change the map listings too."""


def unsettled_holidays(business: Business, today: dt.date) -> list[tuple[dt.date, str]]:
    """Give the holidays of the next weeks that fall on an open day and have no hours of their own.

    Source: the `holidays` package, by country and, where it knows it, region. An unknown country has none.
    """
    week = business.hours.regular
    if week is None or not business.country:
        return []
    settled = {day.date for day in business.hours.special}
    last = today + dt.timedelta(days=AHEAD)
    return [
        (day, name)
        for day, name in public_holidays(
            business.country, business.place.region or "", (today.year, last.year)
        )
        if today <= day <= last
        and day not in settled
        and not week.day(day.weekday()).closed
        and not _within(business, day)
    ]


def _within(business: Business, day: dt.date) -> bool:
    return any(each.date <= day <= (each.until or each.date) for each in business.hours.special)
