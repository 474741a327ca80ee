"""Filling one week: what a channel needs, habits, what is due; a task is split where it must be, a meeting never."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from kit.plan.items import Item
from kit.plan.select import channels_named
from kit.plan.weeks import WEEKS, Name

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
_HABIT_SHARE = 60
"""Percent of an envelope that priority-1 habits may take; measuring is all habit and takes what it needs."""
_PEOPLE_SHARE = 40
"""Percent of people's minutes that setting a network up leaves alone."""
PIECE, SMALL_PIECE, TINY_WEEK = 10, 5, 60
"""Minutes below which an item is not begun: a shorter sitting is lost to starting. Tiny weeks take what there is."""
_LEAST_SLIP, _MOST_SLIP = 5, 10
"""A rest of this many minutes, or of a fifth of the item in between, is let go: no estimate is finer than that."""
_LATE = 3
"""The priority of what comes only when everything else is done."""
_TASKS = 7
"""Different things a week at most, habits aside: a page of nine lines holds no more."""


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work in one week. `left` are the item's minutes still open after it; `again`: it was begun before."""

    item: Item
    envelope: Name
    minutes: int
    left: int = 0
    habit: bool = False
    again: bool = False


@dataclass
class Task:
    """An item that waits for its minutes, from week `first` on. `owed` comes before everything else."""

    item: Item
    due: int
    first: int
    left: int
    turn: int = 0
    owed: bool = False
    last: int = 0
    """The last week a habit was kept."""
    begun: bool = False

    @cached_property
    def channels(self) -> frozenset[str]:
        """Give the channels it is core work of."""
        return channels_named(self.item)


@dataclass
class State:
    """What the planner remembers from week to week (private to one call of `schedule`)."""

    tasks: list[Task]
    habits: list[Task]
    blockers: dict[str, tuple[str, ...]]
    finished: dict[str, int] = field(default_factory=dict)
    running: frozenset[str] = frozenset()
    piece: int = PIECE
    small: bool = False
    """Whether the weeks are so small that what was begun is finished before habits are kept."""
    planned: int = 0
    """Tasks of the week so far."""


def fill(state: State, pools: dict[Name, int], week: int, *, rest: bool) -> tuple[Line, ...]:
    """Give the work of a week, and take its minutes out of `pools`. `rest`: a quiet week, habits alone."""
    state.planned = 0
    lines: list[Line] = []
    if not rest:
        lines += _meetings(state, pools, week)
        lines += _core(state, pools, week)
    else:
        pools["learning"] = 0
    lines += _habits(state, pools, week, first=True)
    if not rest:
        lines += _due(state, pools, week)
    lines += _habits(state, pools, week, first=False)
    return tuple(_joined(lines))


def _core(state: State, pools: dict[Name, int], week: int) -> Iterable[Line]:
    """Begin a running channel with its own work: before that is done, its habits have nothing to stand on.

    What sets a network up leaves most of the minutes to people.
    """
    for task in _waiting(state, week):
        core = _is_core(task, state) and HOME[task.item.area] == "networks"
        if task.item.priority == 1 and not task.item.whole and (core or (state.small and task.begun)):
            yield from _work(task, state, pools, week)
    kept = pools["networks"] * _PEOPLE_SHARE // 500 * 5
    pools["networks"] -= kept
    for task in sorted(_waiting(state, week), key=lambda task: len(task.channels)):
        if _is_core(task, state) and task.item.when == "week_1" and task.item.priority < _LATE:
            yield from _work(task, state, pools, week)
    pools["networks"] += kept


def _meetings(state: State, pools: dict[Name, int], week: int) -> Iterable[Line]:
    """Hold what cannot be held in halves. People are met in it, so people's minutes may pay for it too, once a week."""
    for task in _waiting(state, week):
        home = HOME[task.item.area]
        room = pools[home] + pools["setup"] + (pools["networks"] if home != "networks" else 0)
        if task.item.whole and task.item.priority < _LATE and task.left <= room:
            yield from _work(task, state, pools, week)
            return


def _habits(state: State, pools: dict[Name, int], week: int, *, first: bool) -> Iterable[Line]:
    """Keep habits, those longest not kept first: priority 1 within their share, the others where room is left."""
    caps = {name: minutes if name == "measure" or not first else minutes * _HABIT_SHARE // 100 for name, minutes in pools.items()}  # fmt: skip
    order = sorted(state.habits, key=lambda task: (task.last, not _is_core(task, state), task.item.priority))
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


def _is_core(task: Task, state: State) -> bool:
    return bool(task.channels & state.running)


def _after(item: Item, state: State) -> bool:
    """Tell whether everything an item waits for is finished (what does not apply is not waited for)."""
    return all(name in state.finished for name in state.blockers[item.id])


def _due(state: State, pools: dict[Name, int], week: int) -> Iterable[Line]:
    """Do what is due, in order."""
    for task in _waiting(state, week):
        if not task.item.whole or task.item.priority == _LATE:
            yield from _work(task, state, pools, week)


def _waiting(state: State, week: int) -> list[Task]:
    """Give what may be done this week: what is owed, what was begun, core of running channels, priority, date."""
    ready = [task for task in state.tasks if task.first <= week and _ready(task, state) <= week]
    return sorted(
        ready,
        key=lambda task: (
            not task.owed,
            task.item.priority,
            not task.begun,
            task.turn > 0,
            not _is_core(task, state),
            task.due,
            _AREAS.index(task.item.area) if task.item.area in _AREAS else len(_AREAS),
        ),
    )


def _ready(task: Task, state: State) -> int:
    return max(
        (state.finished.get(name, 999) + task.item.after_weeks for name in state.blockers[task.item.id]),
        default=0,
    )


def _work(task: Task, state: State, pools: dict[Name, int], week: int) -> Iterable[Line]:
    """Work on a task as far as the week's minutes go."""
    home = HOME[task.item.area]
    order: tuple[Name, ...] = ("setup", home) if home == "networks" else (home, "setup")
    if task.item.whole and task.item.priority < _LATE and home != "networks":
        order = (*order, "networks")
    take = _sitting(task, sum(pools[name] for name in order), state.piece)
    if not take or state.planned >= _TASKS or _ready(task, state) > week:
        return
    state.planned += 1
    again, task.begun = task.begun, True
    task.left -= take
    if task.left <= _slip(task.item):
        task.left = 0
    alone = next((name for name in order if pools[name] >= take), None)
    for name in (alone,) if alone else order:
        minutes = min(take, pools[name])
        if minutes:
            pools[name] -= minutes
            take -= minutes
            yield Line(task.item, name, minutes, task.left, again=again)
    if not task.left:
        state.finished.setdefault(task.item.id, week)
        state.tasks.remove(task)
        every = task.item.every
        if every and week + every <= WEEKS:
            state.tasks.append(Task(task.item, week + every, week + every, task.item.minutes, task.turn + 1))


def _sitting(task: Task, room: int, piece: int) -> int:
    """Give the minutes of one sitting, 0 for none: all of it, or a piece that leaves a piece worth sitting down for."""
    if room >= task.left:
        return task.left
    if task.item.whole or room < piece:
        return 0
    if task.left - room <= _slip(task.item):
        return room
    take = min(room, task.left - piece)
    return take if take >= piece else 0


def _slip(item: Item) -> int:
    return min(_MOST_SLIP, max(_LEAST_SLIP, item.minutes // 5))


def _joined(lines: list[Line]) -> Iterable[Line]:
    """Join the pieces of one item in one envelope."""
    merged: dict[tuple[str, Name], Line] = {}
    for line in lines:
        key = (line.item.id, line.envelope)
        old = merged.get(key)
        merged[key] = replace(line, minutes=old.minutes + line.minutes) if old else line
    yield from merged.values()
