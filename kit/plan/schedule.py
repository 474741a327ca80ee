"""Thirteen weeks of work that fits: habits first, then what is due, split where it must be, never squeezed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kit.plan.choice import Choice
from kit.plan.items import Item
from kit.plan.select import REVIEWS, Shown, channels_named
from kit.plan.weeks import WEEKS, Envelopes, Name, Start, envelopes_of, starts_of

HOME: dict[str, Name] = {
    "measurement": "measure",
    "reviews": "upkeep",
    "listings": "upkeep",
    "security": "upkeep",
    "website": "upkeep",
    "legal": "upkeep",
    "foundations": "upkeep",
    "learning network": "learning",
    "networking": "networks",
    "referrals": "networks",
    "profiles": "networks",
    "content": "networks",
}
"""Which envelope pays for an area once set-up is over."""
_AREAS = (
    "measurement",
    "legal",
    "networking",
    "learning network",
    "foundations",
    "listings",
    "reviews",
    "security",
)
"""What comes first among equals: count, be allowed, know your people, know your gaps; then the rest."""
_FIRST = {"before_launch": 1, "week_1": 1, "weekly": 1, "month_1": 2, "quarter": 5}
_DUE = {"before_launch": 1, "week_1": 1, "weekly": 1, "month_1": 4, "quarter": 13}
_HABIT_SHARE = 60
"""Percent of an envelope that priority-1 habits may take; measuring is all habit and takes what it needs."""
_PIECE, _SMALL_PIECE, _SMALL_WEEK = 10, 5, 90
"""Minutes below which an item is not begun: a shorter sitting is lost to starting. Small weeks take what there is."""
_TASKS = 8
"""Different things a week at most, habits aside: a page of nine lines holds no more."""


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work in one week. `left` are the item's minutes still open after it."""

    item: Item
    envelope: Name
    minutes: int
    left: int = 0
    habit: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """One week: its Monday, its envelopes, and the work that fills them at most."""

    number: int
    monday: dt.date
    envelopes: Envelopes
    lines: tuple[Line, ...]

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

    def left(self, item: Item) -> int:
        """Give the minutes of a waiting item that were not worked off in the quarter."""
        worked = sum(line.minutes for week in self.weeks for line in week.lines if line.item.id == item.id)
        return item.minutes - worked

    @property
    def undone(self) -> tuple[Item, ...]:
        """Give the priority-1 items that do not fit into the quarter."""
        return tuple(item for item in self.waits if item.priority == 1 and item.when != "yearly")


@dataclass
class _Task:
    item: Item
    due: int
    first: int
    left: int
    turn: int = 0
    launch: bool = False
    last: int = 0
    """The last week a habit was kept."""


@dataclass
class _State:
    """What the planner remembers from week to week (private to one call of `schedule`)."""

    tasks: list[_Task]
    habits: list[_Task]
    blockers: dict[str, tuple[str, ...]]
    finished: dict[str, int] = field(default_factory=dict)
    running: frozenset[str] = frozenset()
    piece: int = _PIECE


def schedule(shown: Shown, choice: Choice, start: dt.date, launch_hours: float | None) -> Calendar:
    """Plan the quarter. `start` is the Monday of week 1; `launch_hours` None means nobody said.

    The same arguments give the same calendar. In every week the envelopes add up to the owner's minutes and
    the lines stay inside them.
    """
    starts = starts_of(choice)
    in_time, over = _launch(shown.launch, launch_hours)
    state = _begin(shown, starts, in_time, over)
    state.piece = _PIECE if choice.budget.minutes >= _SMALL_WEEK else _SMALL_PIECE
    weeks = tuple(_week(number, start, choice, starts, state) for number in range(1, WEEKS + 1))
    late = [state.finished.get(item.id) for item in over]
    return Calendar(
        weeks=weeks,
        starts=starts,
        launch_minutes=sum(item.minutes for item in shown.launch),
        launch_over=sum(item.minutes for item in over),
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


def _begin(shown: Shown, starts: tuple[Start, ...], in_time: list[Item], over: list[Item]) -> _State:
    begin = {start.scored.channel.id: start.week for start in starts}
    there = {item.id for item in shown.all}
    tasks = [_Task(item, 1, 1, item.minutes, launch=True) for item in over]
    again = [(item, 1 + item.every) for item in in_time if item.every and item.every < WEEKS]
    tasks += [_Task(item, week, week, item.minutes, turn=1) for item, week in again]
    habits = []
    for item in shown.work:
        if item.id in REVIEWS or item.when == "yearly":
            continue
        named = [begin[channel] for channel in channels_named(item) if channel in begin]
        if item.when == "weekly":
            habits.append(_Task(item, 1, min(named, default=1), item.minutes))
        else:
            first = max(_FIRST[item.when], min(named, default=1) - 2)
            tasks.append(_Task(item, max(first, _DUE[item.when]), first, item.minutes))
    done = {item.id: 0 for item in (*in_time, *shown.by_tool, *shown.rules)}
    blockers = {item.id: tuple(name for name in item.after if name in there) for item in shown.all}
    return _State(tasks, habits, blockers, finished=done)


def _week(number: int, start: dt.date, choice: Choice, starts: tuple[Start, ...], state: _State) -> Week:
    envelopes = envelopes_of(choice, starts, number)
    state.running = frozenset(each.scored.channel.id for each in starts if each.week <= number)
    pools = dict(envelopes.rows())
    lines = [
        *_habits(state, pools, number, first=True),
        *_due(state, pools, number),
        *_habits(state, pools, number, first=False),
    ]
    return Week(number, start + dt.timedelta(weeks=number - 1), envelopes, tuple(_joined(lines)))


def _core(task: _Task, state: _State) -> bool:
    return bool(channels_named(task.item) & state.running)


def _habits(state: _State, pools: dict[Name, int], week: int, *, first: bool) -> Iterable[Line]:
    """Keep habits, those longest not kept first: priority 1 within their share, the others where room is left."""
    caps = {name: minutes if name == "measure" or not first else minutes * _HABIT_SHARE // 100 for name, minutes in pools.items()}  # fmt: skip
    order = sorted(state.habits, key=lambda task: (task.last, not _core(task, state), task.item.priority))
    for task in order:
        name = HOME[task.item.area]
        alone = first and task.item.minutes <= pools[name] and caps[name] == pools[name] * _HABIT_SHARE // 100
        if (task.item.priority == 1) is not first or task.first > week or not _after(task.item, state):
            continue
        if task.item.minutes <= caps[name] or (alone and caps[name] > 0):
            caps[name] = max(0, caps[name] - task.item.minutes)
            pools[name] -= task.item.minutes
            task.last = week
            yield Line(task.item, name, task.item.minutes, habit=True)


def _after(item: Item, state: _State) -> bool:
    """Tell whether everything an item waits for is finished (what does not apply is not waited for)."""
    return all(name in state.finished for name in state.blockers[item.id])


def _due(state: _State, pools: dict[Name, int], week: int) -> Iterable[Line]:
    """Do what is due, in order: launch leftovers, what was begun, core of running channels, priority, date."""
    waiting = sorted(
        (task for task in state.tasks if task.first <= week),
        key=lambda task: (
            not task.launch,
            task.item.priority,
            task.left == task.item.minutes,
            task.turn > 0,
            not _core(task, state),
            task.due,
            _AREAS.index(task.item.area) if task.item.area in _AREAS else len(_AREAS),
        ),
    )
    done = 0
    for task in waiting:
        ready = max(
            (state.finished.get(name, 999) + task.item.after_weeks for name in state.blockers[task.item.id]),
            default=0,
        )
        if ready <= week and done < _TASKS:
            lines = tuple(_work(task, state, pools, week))
            done += bool(lines)
            yield from lines


def _work(task: _Task, state: _State, pools: dict[Name, int], week: int) -> Iterable[Line]:
    home = HOME[task.item.area]
    room = pools["setup"] + pools[home]
    if room < min(task.left, state.piece):
        return
    order: tuple[Name, ...] = ("setup", home) if home == "networks" else (home, "setup")
    for name in order:
        minutes = min(task.left, pools[name])
        if minutes:
            pools[name] -= minutes
            task.left -= minutes
            yield Line(task.item, name, minutes, task.left)
    if not task.left:
        state.finished.setdefault(task.item.id, week)
        state.tasks.remove(task)
        again = task.item.every
        if again and week + again <= WEEKS:
            state.tasks.append(_Task(task.item, week + again, week + again, task.item.minutes, task.turn + 1))


def _joined(lines: list[Line]) -> Iterable[Line]:
    """Join the pieces of one item in one envelope."""
    merged: dict[tuple[str, Name], Line] = {}
    for line in lines:
        key = (line.item.id, line.envelope)
        old = merged.get(key)
        merged[key] = replace(line, minutes=old.minutes + line.minutes) if old else line
    yield from merged.values()
