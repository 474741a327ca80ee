"""Thirteen weeks of work that fits: habits first, then what is due, split where it must be, never squeezed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kit.plan.choice import Choice
from kit.plan.filling import PIECE, SMALL_PIECE, TINY_WEEK, Line, State, Task, fill
from kit.plan.items import Item
from kit.plan.select import REVIEWS, Shown, channels_named
from kit.plan.weeks import (
    SMALL_WEEK,
    WEEKS,
    Envelopes,
    Name,
    Start,
    at_rest,
    envelopes_of,
    reviews_of,
    starts_of,
)

ASK, ANSWER = "lrn-11", "lrn-13"
"""The items that put an open decision to people, and that tell them what came of it."""

_FIRST = {"before_launch": 1, "week_1": 1, "weekly": 1, "month_1": 2, "quarter": 5}
_DUE = {"before_launch": 1, "week_1": 1, "weekly": 1, "month_1": 4, "quarter": 13}


@dataclass(frozen=True, slots=True)
class Week:
    """One week: its Monday, its envelopes, and the work that fills them at most."""

    number: int
    monday: dt.date
    envelopes: Envelopes
    lines: tuple[Line, ...]
    review: int = 0
    """Which review it holds: the one of week 4, 8 or 13, or none."""
    quiet: bool = False
    """Whether it lies between Christmas and New Year: habits alone, the rest is slack."""

    def free(self, name: Name) -> int:
        """Give the minutes of an envelope that no line uses."""
        return int(getattr(self.envelopes, name)) - sum(
            line.minutes for line in self.lines if line.envelope == name
        )


@dataclass(frozen=True, slots=True)
class Calendar:
    """The quarter. `waits` could not be finished in it; `launch_week` is None when the launch list does not fit."""

    weeks: tuple[Week, ...]
    starts: tuple[Start, ...]
    launch_minutes: int
    launch_over: int
    """Minutes of the launch list that the one-off hours do not cover."""
    launch_week: int | None
    """The week whose Monday the site can be launched."""
    waits: tuple[Item, ...]
    launch_left: int = 0
    """Minutes of the launch list that are still open when the quarter ends."""

    def left(self, item: Item) -> int:
        """Give the minutes of a waiting item that were not worked off in the quarter."""
        worked = sum(line.minutes for week in self.weeks for line in week.lines if line.item.id == item.id)
        return item.minutes - worked

    @property
    def undone(self) -> tuple[Item, ...]:
        """Give the priority-1 items that do not fit into the quarter."""
        return tuple(item for item in self.waits if item.priority == 1 and item.when != "yearly")


def schedule(
    shown: Shown,
    choice: Choice,
    start: dt.date,
    launch_hours: float | None,
    *,
    quiet: frozenset[int] = frozenset(),
    asked_until: dt.date | None = None,
) -> Calendar:
    """Plan the quarter. `start` is the Monday of week 1; `launch_hours` None means nobody said.

    `quiet` are the weeks in which nothing is begun. `asked_until` is the last day of a decision that was put to
    people already: then its outcome is owed to them, and no other is asked first.

    The same arguments give the same calendar. In every week the envelopes add up to the owner's minutes and
    the lines stay inside them.
    """
    starts = starts_of(choice, quiet)
    in_time, over = _launch(shown.launch, launch_hours)
    state = _begin(shown, starts, in_time, over)
    state.piece = PIECE if choice.budget.minutes >= TINY_WEEK else SMALL_PIECE
    state.small = choice.budget.minutes < SMALL_WEEK
    if asked_until:
        _owe_outcome(state, max(1, (asked_until - start).days // 7 + 1))
    reviews = reviews_of(starts, quiet)
    weeks = tuple(
        _week(number, start, choice, starts, state, reviews.get(number, 0), quiet=number in quiet)
        for number in range(1, WEEKS + 1)
    )
    late = [state.finished.get(item.id) for item in over]
    names, missing = {item.id for item in over}, sum(item.minutes for item in over)
    worked = sum(line.minutes for week in weeks for line in week.lines if line.item.id in names)
    return Calendar(
        launch_left=max(0, missing - worked) if None in late else 0,
        weeks=weeks,
        starts=starts,
        launch_minutes=sum(item.minutes for item in shown.launch),
        launch_over=missing,
        launch_week=None if None in late else max((week or 0 for week in late), default=0) + 1,
        waits=tuple(
            item
            for item in (*over, *shown.work)
            if item.id not in state.finished and item.id not in REVIEWS and item.when != "weekly"
        ),
    )


def _launch(items: tuple[Item, ...], hours: float | None) -> tuple[list[Item], list[Item]]:
    """Fill the one-off hours; what does not fit moves into the weeks. Unknown hours cover everything."""
    room = None if hours is None else int(hours * 60)
    in_time: list[Item] = []
    over: list[Item] = []
    for item in items:
        if room is None or item.minutes <= room:
            in_time.append(item)
            room = None if room is None else room - item.minutes
        else:
            over.append(item)
    return in_time, over


def _begin(shown: Shown, starts: tuple[Start, ...], in_time: list[Item], over: list[Item]) -> State:
    begin = {start.scored.channel.id: start.week for start in starts}
    there = {item.id for item in shown.all}
    tasks = [Task(item, 1, 1, item.minutes, owed=True) for item in over]
    again = [(item, 1 + item.every) for item in in_time if item.every and item.every < WEEKS]
    tasks += [Task(item, week, week, item.minutes, turn=1) for item, week in again]
    habits = []
    for item in shown.work:
        if item.id in REVIEWS or item.when == "yearly":
            continue
        named = [begin[channel] for channel in channels_named(item) if channel in begin]
        if item.when == "weekly":
            habits.append(Task(item, 1, min(named, default=1), item.minutes))
        else:
            first = max(_FIRST[item.when], min(named, default=1) - 2)
            tasks.append(Task(item, max(first, _DUE[item.when]), first, item.minutes))
    done = {item.id: 0 for item in (*in_time, *shown.by_tool, *shown.rules, *shown.told)}
    blockers = {item.id: tuple(name for name in item.after if name in there) for item in shown.all}
    return State(tasks, habits, blockers, finished=done)


def _owe_outcome(state: State, week: int) -> None:
    """Put the outcome of the open decision first from `week` on, and no second question beside it."""
    for task in tuple(state.tasks):
        if task.item.id == ASK:
            state.tasks.remove(task)
            state.finished[ASK] = -task.item.after_weeks
        if task.item.id == ANSWER:
            state.finished[ASK] = -task.item.after_weeks
            task.first = task.due = week
            task.owed = True


def _week(
    number: int,
    start: dt.date,
    choice: Choice,
    starts: tuple[Start, ...],
    state: State,
    review: int,
    *,
    quiet: bool,
) -> Week:
    envelopes = envelopes_of(choice, starts, number, review)
    state.running = frozenset(each.scored.channel.id for each in starts if each.week <= number)
    pools = dict(envelopes.rows())
    lines = fill(state, pools, number, rest=quiet)
    if quiet:
        used: dict[Name, int] = {name: minutes - pools[name] for name, minutes in envelopes.rows()}
        used |= {"review": envelopes.review, "learning": 0}
        envelopes = at_rest(envelopes, used)
    monday = start + dt.timedelta(weeks=number - 1)
    return Week(number, monday, envelopes, lines, review, quiet)
