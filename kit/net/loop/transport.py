"""The event loop: sockets that never block, timers on a heap, names looked up elsewhere, connections kept."""

from __future__ import annotations

import contextlib
import heapq
import selectors
import socket
import ssl
import time
from collections import deque
from collections.abc import Callable
from itertools import count
from typing import Any, Generic, TypeVar

from kit.base.second import cores
from kit.net import tls
from kit.net.chain import Outcome
from kit.net.guard import Guard
from kit.net.limits import raise_file_limit
from kit.net.lookup import Found, Lookups
from kit.net.loop.flight import Flight
from kit.net.loop.line import Aloft, Line, Load
from kit.net.loop.shakers import Shakers, shake
from kit.net.types import NetSettings, Resolver

_ABSENT = 0.05
"""Seconds the caller may take between two calls before the clock stops for it: its own work is no time-out."""


Cargo = TypeVar("Cargo", bound=Load)


class Loop(Generic[Cargo]):
    """Carries requests over one selector, in the thread of whoever calls `wait`."""

    def __init__(
        self, settings: NetSettings, guard: Guard, resolver: Resolver, wall: Callable[[], float]
    ) -> None:
        self.guard = guard
        self.wall = wall
        self.connections = 0
        """Dialled so far."""
        self._ca_file = settings.ca_file
        self._most_kept = max(32, raise_file_limit() // 2 - settings.concurrency)
        self._lookups = Lookups(resolver)
        self._named: deque[tuple[Aloft, Found]] = deque()
        self._selector = selectors.DefaultSelector()
        self._kept: dict[tuple[str, str, int], list[Line]] = {}
        self._ages: deque[Line] = deque()
        self._kept_count = 0
        self._timers: list[tuple[float, int, Aloft | Callable[[], None]]] = []
        self._order = count()
        self._ended: list[tuple[Any, Outcome]] = []
        self._nudged = False
        self._left_at = time.monotonic()
        self._absent = self._left_at
        self._time = 0.0
        self._shakers = Shakers(self._call)
        self._called = False
        self._woken, self._wake = socket.socketpair()
        self._woken.setblocking(False)
        self._wake.setblocking(False)
        self.listen(self._woken, self._answer_threads)

    def now(self) -> float:
        """Give the loop's time in seconds: it stands still while the caller is at work of its own."""
        return self._time

    def tls_context(self) -> ssl.SSLContext:
        """Give the process's one verifying context, loaded when the first secure host comes."""
        return tls.context(self._ca_file)

    def start(self, job: Cargo) -> None:
        """Begin a request, over a kept connection when there is one."""
        flight = Flight(self, job)
        self.at(flight.deadline, flight)
        lines = self._kept.get(job.exchange.url.origin)
        line = None
        if lines:
            line = lines.pop()
            self._kept_count -= 1
        flight.take_off(line)

    def nudge(self) -> None:
        """Make `wait` return soon; may be called from any thread."""
        self._nudged = True
        self._call()

    def hurry(self) -> None:
        """Make `wait` return after this turn; only from what the loop itself calls."""
        self._nudged = True

    def listen(self, sock: socket.socket, ready: Callable[[], None] | None, *, write: bool = False) -> None:
        """Call `ready` when something has come over `sock`, with `write` also when it takes more; None: no longer."""
        if ready is None:
            self._selector.unregister(sock)
            return
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if write else 0)
        known = self._selector.get_map().get(sock)
        if known is None:
            self._selector.register(sock, wanted, ready)
        elif known.events != wanted:
            self._selector.modify(sock, wanted, ready)

    def share_cores(self) -> None:
        """Take note that another process does half of the work."""
        self._shakers.most = cores() // 4

    def wait(self, seconds: float | None) -> list[tuple[Cargo, Outcome]]:
        """Give what has ended, after at most `seconds`."""
        away = time.monotonic() - self._left_at
        if away > _ABSENT:
            self._absent += away
        self._tick()
        end = None if seconds is None else self._time + seconds
        while not self._ended and not self._nudged:
            self._turn(end)
            if end is not None and self._time >= end:
                break
        self._nudged = False
        ended, self._ended = self._ended, []
        self._left_at = time.monotonic()
        return ended

    def close(self) -> None:
        """Let go of every connection."""
        self._shakers.close()
        for line, _ in self._shakers.done:
            line.sock.close()
        for key in list(self._selector.get_map().values()):
            if isinstance(key.data, Line):
                key.data.sock.close()
        self._selector.close()
        self._woken.close()
        self._wake.close()
        self._lookups.close()

    def landed(self, job: Load, outcome: Outcome) -> None:
        """Take a job's outcome."""
        self._ended.append((job, outcome))

    def at(self, moment: float, what: Aloft | Callable[[], None]) -> None:
        """Call at a moment of the loop's clock: a function, or a flight's deadline."""
        heapq.heappush(self._timers, (moment, next(self._order), what))

    def later(self, seconds: float, what: Callable[[], None]) -> None:
        """Call `what` in so many seconds."""
        self.at(self._time + seconds, what)

    def shake(self, line: Line) -> None:
        """Take the next step of a line's handshake beside the loop, which leaves its socket alone meanwhile."""
        if self._shakers.most:
            self.unwatch(line)
            self._shakers.step(line)
        elif line.flight is not None:
            line.flight.shaken(line, shake(line))

    def look_up(self, host: str, flight: Aloft) -> None:
        """Give `flight` the addresses of `host`, at once when they are known."""
        future = self._lookups.find(host)
        if future.done():
            flight.named(future.result())
            return

        def tell(_: object) -> None:
            # In a thread of the lookups: only the queue and the byte that wakes the loop are touched.
            self._named.append((flight, future.result()))
            self._call()

        future.add_done_callback(tell)

    def watch(self, line: Line, *, write: bool) -> None:
        """Wait until `line` can be written or read."""
        wanted = selectors.EVENT_WRITE if write else selectors.EVENT_READ
        if line.watched == wanted:
            return
        if line.watched:
            self._selector.modify(line.sock, wanted, line)
        else:
            self._selector.register(line.sock, wanted, line)
        line.watched = wanted

    def unwatch(self, line: Line) -> None:
        """Wait for nothing on `line`."""
        if line.watched:
            self._selector.unregister(line.sock)
            line.watched = 0

    def keep(self, line: Line) -> None:
        """Keep a connection for the next request to the same place; the oldest give way."""
        self.watch(line, write=False)
        self._kept.setdefault(line.origin, []).append(line)
        self._kept_count += 1
        self._ages.append(line)
        while self._kept_count > self._most_kept and self._ages:
            self._drop_kept(self._ages.popleft())

    def close_line(self, line: Line) -> None:
        """Close a connection, or have it closed once its handshake's step is over."""
        if line.busy:
            line.doomed = True
            return
        self.unwatch(line)
        line.sock.close()

    def _drop_kept(self, line: Line) -> None:
        lines = self._kept.get(line.origin, [])
        if line in lines:
            lines.remove(line)
            self._kept_count -= 1
            self.close_line(line)

    def _tick(self) -> None:
        self._time = max(self._time, time.monotonic() - self._absent)

    def _turn(self, end: float | None) -> None:
        """Wait for sockets or the next timer, and serve what is ready."""
        moment = self._next_timer()
        if end is not None and (moment is None or end < moment):
            moment = end
        events = self._selector.select(None if moment is None else max(0.0, moment - self._time))
        self._tick()
        for key, _ in events:
            line = key.data
            if not isinstance(line, Line):
                line()
            elif line.flight is not None:
                line.flight.ready(line)
            else:
                # A kept connection that says something has been closed by its server.
                self._drop_kept(line)
        while self._timers and self._timers[0][0] <= self._time:
            _, _, what = heapq.heappop(self._timers)
            if callable(what):
                what()
            elif not what.landed and what.deadline <= self._time:
                what.time_is_up()

    def _next_timer(self) -> float | None:
        while self._timers:
            moment, _, what = self._timers[0]
            if callable(what) or not what.landed:
                return moment
            heapq.heappop(self._timers)
        return None

    def _call(self) -> None:
        """Wake the selector, from any thread; one byte is enough for all that has come by then."""
        if not self._called:
            self._called = True
            with contextlib.suppress(OSError):
                self._wake.send(b"\0")

    def _answer_threads(self) -> None:
        with contextlib.suppress(OSError):
            self._woken.recv(4096)
        self._called = False
        while self._shakers.done:
            line, fault = self._shakers.done.popleft()
            line.busy = False
            if line.doomed or line.flight is None:
                line.sock.close()
            else:
                line.flight.shaken(line, fault)
        while self._named:
            flight, found = self._named.popleft()
            if not flight.landed:
                flight.named(found)
