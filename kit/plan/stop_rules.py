"""Stop rules, signed before the start: after so many weeks and hours, fewer than one number, then what happens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import ceil

from kit.plan.choice import Choice
from kit.plan.weeks import Start

_TEST_SHARE = 0.8
"""Below this share of the planned hours it was no test (PLAN, "Stop rules")."""
_LAG = 2
"""Effects lag: at the first test half of break-even is enough."""


@dataclass(frozen=True, slots=True)
class StopRule:
    """The sentence an owner signs for one channel, in parts."""

    channel: str
    name: str
    inline: str
    begins: dt.date
    half: dt.date
    judged: dt.date
    weeks: int
    minutes: int
    least_hours: float
    number: int
    what: str
    break_even: float | None
    """Customers that pay for the hours at their worth; None when hour or profit is not known."""
    leave: str
    """What the owner does then, in the first person."""
    instead: str
    """What gets the minutes afterwards: the best reserve that fits into them, or ""."""

    @property
    def hours(self) -> float:
        """Give the hours planned until the test."""
        return self.weeks * self.minutes / 60


def stop_rules(
    choice: Choice,
    starts: tuple[Start, ...],
    monday: dt.date,
    *,
    hour_worth: float | None = None,
    profit: float | None = None,
) -> tuple[StopRule, ...]:
    """Give one rule for each channel that starts. `hour_worth` and `profit` are in the owner's money."""
    return tuple(_rule(start, monday, hour_worth, profit, _next(choice, start)) for start in starts)


def _next(choice: Choice, start: Start) -> str:
    room = start.scored.channel.minutes + choice.left
    fits = (each.channel for each in choice.with_verdict("reserve") if each.channel.minutes <= room)
    return next((channel.inline for channel in fits), "")


def _rule(
    start: Start, monday: dt.date, hour_worth: float | None, profit: float | None, instead: str
) -> StopRule:
    channel = start.scored.channel
    hours = channel.weeks * channel.minutes / 60
    even = None if not profit or hour_worth is None else hours * hour_worth / profit
    begins = monday + dt.timedelta(weeks=start.week - 1)
    return StopRule(
        channel=channel.id,
        name=channel.name,
        inline=channel.inline,
        begins=begins,
        half=begins + dt.timedelta(days=7 * (channel.weeks // 2) - 3),
        judged=begins + dt.timedelta(days=7 * channel.weeks - 3),
        weeks=channel.weeks,
        minutes=channel.minutes,
        least_hours=round(hours * _TEST_SHARE, 1),
        number=max(channel.signal.at_least, ceil(round((even or 0) / _LAG, 6))),
        what=channel.signal.what,
        break_even=None if even is None else round(even, 1),
        leave=channel.leave,
        instead=instead,
    )
