"""Stop rules, signed before the start: after so many weeks and hours, fewer than one number, then what happens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import ceil

from kit.plan.choice import Choice
from kit.plan.model import load_model
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
    """What gets the minutes afterwards: the best reserve that has the points and fits into them, or ""."""

    @property
    def hours(self) -> float:
        """Give the hours planned until the test."""
        return self.least_hours / _TEST_SHARE


def stop_rules(
    choice: Choice,
    starts: tuple[Start, ...],
    monday: dt.date,
    quiet: frozenset[int] = frozenset(),
    *,
    hour_worth: float | None = None,
    profit: float | None = None,
) -> tuple[StopRule, ...]:
    """Give one rule for each channel that starts. `hour_worth` and `profit` are in the owner's money.

    `quiet` weeks are no test: the days of half time and verdict are later by as many.
    """
    return tuple(_rule(start, monday, quiet, hour_worth, profit, _next(choice, start)) for start in starts)


def _next(choice: Choice, start: Start) -> str:
    room = start.scored.channel.minutes + choice.left
    least = load_model().thresholds.pick
    good = (each for each in choice.with_verdict("reserve") if each.points >= least)
    return next((each.channel.inline for each in good if each.channel.minutes <= room), "")


def _last_week(first: int, weeks: int, quiet: frozenset[int]) -> int:
    """Give the last of so many weeks from `first` on; quiet ones do not count."""
    week = first
    while weeks > 1 or week in quiet:
        weeks -= week not in quiet
        week += 1
    return week


def _rule(
    start: Start,
    monday: dt.date,
    quiet: frozenset[int],
    hour_worth: float | None,
    profit: float | None,
    instead: str,
) -> StopRule:
    channel = start.scored.channel
    hours = channel.weeks * channel.minutes / 60
    even = None if not profit or hour_worth is None else hours * hour_worth / profit
    half, judged = (_last_week(start.week, weeks, quiet) for weeks in (channel.weeks // 2, channel.weeks))
    return StopRule(
        channel=channel.id,
        name=channel.name,
        inline=channel.inline,
        begins=monday + dt.timedelta(weeks=start.week - 1),
        half=monday + dt.timedelta(days=7 * half - 3),
        judged=monday + dt.timedelta(days=7 * judged - 3),
        weeks=judged - start.week + 1,
        minutes=channel.minutes,
        least_hours=round(hours * _TEST_SHARE, 1),
        number=max(channel.signal.at_least, ceil(round((even or 0) / _LAG, 6))),
        what=channel.signal.what,
        break_even=None if even is None else round(even, 1),
        leave=channel.leave,
        instead=instead,
    )
