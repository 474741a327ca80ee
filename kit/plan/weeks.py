"""The shape of the quarter: when channels start, when reviews are, and each week's envelopes in minutes.

The guarantee: in every week the envelopes add up to the owner's minutes exactly. What a review takes is
taken from the others; time is never added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kit.plan.choice import Choice, Scored

WEEKS = 13
START_WEEKS = (2, 5, 9, 11)
"""One channel at a time (PLAN, "Shape of the quarter")."""
REVIEW_MINUTES = {4: 40, 8: 60, 13: 95}
"""Monthly review; the same with verdicts; the 90-day review with an outsider."""
_VERDICT_MINUTES = 20
"""The part of weeks 8 and 13 that judges channels; without one it is not needed."""
SMALL_WEEK = 90
"""Minutes a week below which upkeep and learning take turns: one thing of half an hour in place of two of ten minutes."""
_PEOPLE_MINUTES = 20
"""What the owner's people get first when no channel is picked: three lines to three people."""
Name = Literal["measure", "upkeep", "learning", "networks", "setup", "review", "slack"]
ENVELOPES: tuple[Name, ...] = ("measure", "upkeep", "learning", "networks", "setup", "review", "slack")


@dataclass(frozen=True, slots=True)
class Start:
    """A channel and the week its minutes begin."""

    scored: Scored
    week: int


@dataclass(frozen=True, slots=True)
class Envelopes:
    """One week's minutes by purpose; they add up to the week."""

    measure: int
    upkeep: int
    learning: int
    networks: int
    setup: int
    review: int
    slack: int

    def rows(self) -> tuple[tuple[Name, int], ...]:
        """Give name and minutes in the order of the planner's table."""
        return tuple((name, getattr(self, name)) for name in ENVELOPES)

    @property
    def total(self) -> int:
        """Give the sum."""
        return sum(minutes for _, minutes in self.rows())


def starts_of(choice: Choice, quiet: frozenset[int] = frozenset()) -> tuple[Start, ...]:
    """Say which channel starts when: the one that answers soonest first, one at a time, none in a quiet week."""
    order = sorted(choice.picks, key=lambda each: (each.channel.weeks, -each.points, each.channel.order))
    weeks: list[int] = []
    for wish in START_WEEKS:
        free = (week for week in range(wish, WEEKS) if week not in quiet and week not in weeks)
        weeks.append(next(free, wish))
    return tuple(Start(scored, week) for scored, week in zip(order, weeks, strict=False))


def reviews_of(starts: tuple[Start, ...], quiet: frozenset[int] = frozenset()) -> dict[int, int]:
    """Give which review stands in which week. One that would fall into a quiet week moves.

    The last one moves forward, the others back; none moves into a week in which something starts.
    """
    taken = quiet | {start.week for start in starts}
    found: dict[int, int] = {}
    for review in REVIEW_MINUTES:
        later = range(review + 1, WEEKS) if review < WEEKS else range(WEEKS - 1, 0, -1)
        free = (week for week in later if week not in taken and week not in found)
        found[next(free, review) if review in quiet else review] = review
    return found


def envelopes_of(choice: Choice, starts: tuple[Start, ...], week: int, review: int = 0) -> Envelopes:
    """Split one week; `review` is which review it holds, or 0.

    Without a pick the channel minutes go to the owner's people and to upkeep.
    """
    budget = choice.budget
    people = 0 if choice.picks else max(choice.left // 10 * 5, min(choice.left, _PEOPLE_MINUTES))
    running = [start.scored.channel.minutes for start in starts if start.week <= week] or [people]
    upkeep, learning = budget.upkeep + choice.left - people, budget.learning
    if week == 1:
        running, learning = [0], 0
    setup = budget.channels - choice.left + people - sum(running) + budget.learning - learning
    if budget.minutes < SMALL_WEEK and week > 1:
        upkeep, learning = (upkeep + learning, 0) if week % 2 else (0, upkeep + learning)
    plain = Envelopes(budget.measure, upkeep, learning, sum(running), setup, 0, budget.slack)
    return _with_review(plain, running[::-1], review_minutes(choice, review))


def review_minutes(choice: Choice, review: int) -> int:
    """Give a review's minutes; in a small week it takes half at most, and the last one all but measuring."""
    wanted = REVIEW_MINUTES.get(review, 0)
    if not choice.picks and review in {8, WEEKS}:
        wanted -= _VERDICT_MINUTES
    minutes = choice.budget.minutes
    return min(wanted, minutes - choice.budget.measure if review == WEEKS else minutes // 2)


def at_rest(plain: Envelopes, used: dict[Name, int]) -> Envelopes:
    """Give the same week with everything that is not used put into slack."""
    kept = {name: used.get(name, 0) for name in ENVELOPES if name != "slack"}
    return Envelopes(**kept, slack=plain.total - sum(kept.values()))


def _with_review(plain: Envelopes, newest_first: list[int], wanted: int) -> Envelopes:
    """Take a review's minutes from set-up, slack, the newest channel, then learning, then upkeep."""
    have = dict(plain.rows())
    open_minutes = wanted
    for name, most in (
        ("setup", plain.setup),
        ("slack", plain.slack),
        *(("networks", minutes) for minutes in newest_first),
        ("learning", plain.learning),
        ("upkeep", plain.upkeep),
    ):
        taken = min(open_minutes, most)
        have[name] -= taken  # type: ignore[index]
        open_minutes -= taken
    have["review"] = wanted - open_minutes
    return Envelopes(**have)
