"""Whose turn it is: one lane per host, so that no server gets more than its share of connections and requests."""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, TypeVar

from kit.net.types import NetSettings

Item = TypeVar("Item")

_HOLD_LIMIT = 6
"""Pauses that one host may ask for before its asks are no longer retried."""
SLOW = 0.5
"""Seconds; after an answer that took longer, a host gets a second connection."""
_HANGING = 1.5
"""Seconds without an answer, after which the others of that host get a second connection."""
_FREE_SLOTS = 16
"""Connections at most for a server that the user named with --allow-address."""
_FREE_SLOW = 0.02
"""Seconds; above them, waiting for the wire costs such a server's run more than another connection."""
_FREE_ROW = 4
"""Answers in a row that must be above `_FREE_SLOW`, and asks that must wait per connection, for another one."""
_FREE_LONG = 1000
"""Asks that must wait for such a server for a second connection without a slow answer: with one, it sleeps
while we work and we sleep while it works, and each waking costs as much as the request."""


@dataclass(slots=True, eq=False)
class Lane(Generic[Item]):
    """One host: what waits for it, how many requests are under way, and when it was last asked."""

    host: str
    slots: int
    per_second: float
    waiting: deque[Item] = field(default_factory=deque)
    active: int = 0
    starts: deque[float] = field(default_factory=deque)
    held_until: float = 0.0
    holds: int = 0
    free: bool = False
    slow_row: int = 0
    queued: bool = False
    fresh: bool = True
    """Nothing was asked of it so far."""
    started: float = 0.0
    """When its last request began."""
    watched: bool = False


class Lanes(Generic[Item]):
    """The lanes of one run. Times are seconds on the caller's clock; nothing here sleeps or looks at one."""

    def __init__(self, settings: NetSettings, *, slots: int, crowd: int | None = None) -> None:
        self._per_second = settings.per_second
        self._paces = dict(settings.paces)
        self._most = max(1, settings.per_host)
        self._slots = max(1, min(slots, self._most))
        self._crowd = crowd
        self._lanes: dict[str, Lane[Item]] = {}
        self._ready: list[tuple[float, int, Lane[Item]]] = []
        self._fresh: list[tuple[float, int, Lane[Item]]] = []
        """As `_ready`, for hosts of which nothing was asked so far; the two take turns."""
        self._fresh_next = True
        self._later: list[tuple[float, int, str, Item]] = []
        self._watch: list[tuple[float, int, Lane[Item]]] = []
        self._order = count()
        self.waiting = 0

    def lane(self, host: str) -> Lane[Item]:
        """Give the lane of `host`."""
        found = self._lanes.get(host)
        if found is None:
            found = self._lanes[host] = Lane(host, self._slots, self._paces.get(host, self._per_second))
        return found

    def add(self, host: str, item: Item, now: float, *, wait: float = 0.0, first: bool = False) -> None:
        """Put `item` into its host's lane, `wait` seconds from now; `first` before the others there."""
        self.waiting += 1
        if wait > 0:
            heapq.heappush(self._later, (now + wait, next(self._order), host, item))
            return
        lane = self.lane(host)
        (lane.waiting.appendleft if first else lane.waiting.append)(item)
        if lane.slots == 1 and self._crowd is not None and len(lane.waiting) >= self._crowd:
            lane.slots = min(2, self._most)
        self._enqueue(lane, now)

    def take(self, now: float) -> tuple[Lane[Item], Item] | None:
        """Give the next item that may start now, or None. `done` must follow for its lane."""
        while self._later and self._later[0][0] <= now:
            _, _, host, item = heapq.heappop(self._later)
            lane = self.lane(host)
            # Who has waited already goes before those who came later.
            lane.waiting.appendleft(item)
            self._enqueue(lane, now)
        while self._watch and self._watch[0][0] <= now:
            self._look_at(heapq.heappop(self._watch)[2], now)
        while (heap := self._due(now)) is not None:
            _, _, lane = heapq.heappop(heap)
            lane.queued = False
            if lane.held_until <= now:
                return lane, self._start(lane, now)
            self._enqueue(lane, now)
        return None

    def done(self, lane: Lane[Item], now: float, *, seconds: float, free: bool, asked: bool = True) -> None:
        """Take note that a request of `lane` is over, after `seconds`; `free` lifts its pace (--allow-address).

        When nothing was `asked`, because no connection was made, it does not count for the pace.
        """
        lane.active -= 1
        if not asked and lane.starts:
            lane.starts.pop()
        lane.free = lane.free or free
        lane.slow_row = lane.slow_row + 1 if seconds >= _FREE_SLOW else 0
        if lane.free and lane.slow_row >= _FREE_ROW and len(lane.waiting) >= _FREE_ROW * lane.slots:
            lane.slots = min(_FREE_SLOTS, lane.slots * 2)
            lane.slow_row = 0
        elif lane.free and lane.slots == 1 and len(lane.waiting) >= _FREE_LONG:
            lane.slots = 2
        elif seconds >= SLOW:
            lane.slots = max(lane.slots, self._most)
        self._enqueue(lane, now)

    def hold(self, lane: Lane[Item], until: float) -> None:
        """Ask nothing of a host until then."""
        lane.holds += 1
        lane.held_until = max(lane.held_until, until)

    def weary(self, lane: Lane[Item]) -> bool:
        """Say whether a host has asked for patience too often for its asks to be tried again."""
        return lane.holds >= _HOLD_LIMIT

    def wake(self) -> float | None:
        """Give the time when something may start next, or None when nothing waits for a time."""
        if not self._later and not self._watch and not self._fresh:
            return self._ready[0][0] if self._ready else None
        return min(heap[0][0] for heap in (self._later, self._ready, self._fresh, self._watch) if heap)

    def hosts(self, limit: int) -> tuple[str, ...]:
        """Name up to `limit` hosts that are being asked or waited for, those with most to do first."""
        busy = (lane for lane in self._lanes.values() if lane.active or lane.waiting)
        most = heapq.nlargest(limit, busy, key=lambda lane: lane.active + len(lane.waiting))
        return tuple(lane.host for lane in most)

    def _due(self, now: float) -> list[tuple[float, int, Lane[Item]]] | None:
        """Give the heap whose turn it is, of those with something that may start now.

        New hosts cost handshakes and known ones waiting: mixed, each fills the time of the other, and a host
        that will hang is still come upon early.
        """
        fresh = bool(self._fresh) and self._fresh[0][0] <= now
        if self._ready and self._ready[0][0] <= now and not (fresh and self._fresh_next):
            self._fresh_next = True
            return self._ready
        self._fresh_next = False
        return self._fresh if fresh else None

    def _start(self, lane: Lane[Item], now: float) -> Item:
        item = lane.waiting.popleft()
        lane.active += 1
        self.waiting -= 1
        lane.started = now
        lane.fresh = False
        if not lane.free:
            lane.starts.append(now)
        if lane.waiting and not lane.watched and lane.slots < self._most:
            lane.watched = True
            heapq.heappush(self._watch, (now + _HANGING, next(self._order), lane))
        self._enqueue(lane, now)
        return item

    def _look_at(self, lane: Lane[Item], now: float) -> None:
        """Give a lane its second connection when the request that is under way has no answer yet."""
        lane.watched = False
        if not lane.waiting or lane.slots >= self._most:
            return
        if lane.active and now - lane.started >= _HANGING:
            lane.slots = self._most
            self._enqueue(lane, now)
            return
        lane.watched = True
        heapq.heappush(self._watch, (max(now, lane.started) + _HANGING, next(self._order), lane))

    def _enqueue(self, lane: Lane[Item], now: float) -> None:
        if lane.queued or not lane.waiting or lane.active >= lane.slots:
            return
        lane.queued = True
        heapq.heappush(
            self._fresh if lane.fresh else self._ready, (self._start_time(lane, now), next(self._order), lane)
        )

    def _start_time(self, lane: Lane[Item], now: float) -> float:
        """Say when a lane's next request may start: at most its `per_second` of them in any second."""
        start = max(now, lane.held_until)
        if lane.free or lane.per_second <= 0:
            return start
        burst = max(1, int(lane.per_second))
        while len(lane.starts) > burst:
            lane.starts.popleft()
        if len(lane.starts) == burst:
            start = max(start, lane.starts[0] + burst / lane.per_second)
        return start
