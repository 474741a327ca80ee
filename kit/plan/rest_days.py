"""Days and weeks in which nobody builds a plan: public holidays, and the days from Christmas Eve to New Year."""

from __future__ import annotations

import datetime as dt

from kit.facts.public_holidays import public_holidays
from kit.plan.weeks import WEEKS

_ENOUGH = 2
"""Days from 24 December to 1 January that make a week quiet: then one or two weeks a year are."""


def holidays_of(country: str, start: dt.date) -> frozenset[dt.date]:
    """Give the public holidays of a country in the quarter; empty where the country is not known."""
    if not country:
        return frozenset()
    found = public_holidays(country, "", (start.year, start.year + 1))
    return frozenset(day for day, _ in found)


def days_off(country: str, start: dt.date) -> frozenset[dt.date]:
    """Give the days without an appointment: the holidays, and the two eves where Christmas is kept."""
    off = holidays_of(country, start)
    eves = {dt.date(year, 12, day) for year in (start.year, start.year + 1) for day in (24, 31)}
    return off | eves if _christmas(country, start) else off


def quiet_weeks(country: str, start: dt.date) -> frozenset[int]:
    """Give the numbers of the weeks that hold Christmas or the days up to New Year; `start` is the first Monday.

    In them nothing is begun, built or learned: customers are busy or away, and so is the owner.
    """
    numbers = [
        number
        for number in range(1, WEEKS + 1)
        if sum(map(_between, _days(start + dt.timedelta(weeks=number - 1)))) >= _ENOUGH
    ]
    return frozenset(numbers if numbers and _christmas(country, start) else ())


def _days(monday: dt.date) -> list[dt.date]:
    return [monday + dt.timedelta(days=day) for day in range(7)]


def _between(day: dt.date) -> bool:
    return (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)


def _christmas(country: str, start: dt.date) -> bool:
    """Tell whether Christmas is kept there; where the country is not known, it is."""
    off = holidays_of(country, start)
    return not off or dt.date(start.year, 12, 25) in off
