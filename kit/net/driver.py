"""The run itself: takes asks, gives each host its turn, drives every chain over a transport, hands out replies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from kit.net.chain import Chain, Exchange, Outcome, chase
from kit.net.guard import Guard
from kit.net.lanes import Lane, Lanes
from kit.net.types import Ask, NetSettings, Progress, Reply, Trouble

_WINDOW = 5000
"""Asks taken from the caller and not yet answered: enough to mix the hosts, little enough for memory."""
_TICK = 0.2
"""Seconds between two reports of progress and looks at `stop`."""
SILENT_LIMIT = 3
"""Time-outs in a row after which a server is not asked further in this run."""


@dataclass(slots=True, eq=False)
class Job:
    """One ask on its way: its chain, the request that comes next, and the lane that it stands in."""

    ask: Ask
    chain: Chain
    exchange: Exchange
    lane: Lane[Job] | None = None
    begun: bool = False
    first: Reply | None = None
    """The doubtful reply of the bulk path, when this is the second opinion on it."""


class Transport(Protocol):
    """What carries one request: threads with requests, or the event loop."""

    def now(self) -> float:
        """Give the time in seconds, on a clock that never goes back."""

    def expect(self, secure_hosts: int) -> None:
        """Take note of how many hosts with https the run has come upon so far."""

    def start(self, job: Job) -> None:
        """Begin `job.exchange`; its outcome comes out of `wait`."""

    def wait(self, seconds: float | None) -> list[tuple[Job, Outcome]]:
        """Give what has ended, after at most `seconds` (None: until something has)."""

    def close(self) -> None:
        """Let go of every connection."""


def drive(
    asks: Iterable[Ask | None],
    settings: NetSettings,
    transport: Transport,
    guard: Guard,
    *,
    wall: Callable[[], float],
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    doubts: Callable[[Reply], bool] | None = None,
    crowd: int | None = None,
) -> Iterator[Reply]:
    """Give the replies to `asks` in the order they come; after `stop` only what is under way is finished.

    A reply that `doubts` says True to is asked for once more, by a job whose `first` is that reply.
    A host has one connection; a slow answer brings the second, and so do `crowd` asks that wait for it.
    """
    run = _Run(iter(asks), settings, transport, guard, wall, doubts, crowd)
    told = -_TICK
    tick = _TICK if progress or stop else None
    try:
        while True:
            stopping = stop is not None and stop()
            taken = run.begun
            if run.hungry and not stopping:
                yield from run.fill()
                transport.expect(len(run.secure))
            run.start(stopping=stopping)
            if run.idle:
                # A caller that gives None while nothing is under way has nothing more.
                if stopping or run.ended or run.begun == taken:
                    break
                run.dry = False
                continue
            for job, outcome in run.collect(tick):
                reply = run.step(job, outcome, stopping=stopping)
                if reply is not None:
                    yield reply
            if progress is not None and transport.now() - told >= _TICK:
                told = transport.now()
                progress(run.progress())
        if progress is not None:
            progress(run.progress())
    finally:
        transport.close()


class _Run:
    """The state of one `drive`."""

    def __init__(
        self,
        source: Iterator[Ask | None],
        settings: NetSettings,
        transport: Transport,
        guard: Guard,
        wall: Callable[[], float],
        doubts: Callable[[Reply], bool] | None,
        crowd: int | None,
    ) -> None:
        self._source = source
        self._doubts = doubts
        self._settings = settings
        self._transport = transport
        self._guard = guard
        self._wall = wall
        self._lanes: Lanes[Job] = Lanes(settings, slots=1, crowd=crowd)
        self._silent: dict[tuple[str, int], int] = {}
        self._flying = 0
        self._given: list[tuple[Job, Outcome]] = []
        """Ended without being asked."""
        self._done = 0
        self.secure: set[str] = set()
        """Hosts with https."""
        self.begun = 0
        self.dry = False
        """The caller has nothing more to ask just now."""
        self.ended = False
        """The caller has nothing more to ask at all."""

    @property
    def idle(self) -> bool:
        """Say whether nothing is under way and nothing waits."""
        return not (self._flying or self._lanes.waiting or self._given)

    def progress(self) -> Progress:
        """Say how far the run is."""
        return Progress(self._done, self.begun, self._lanes.hosts(5))

    @property
    def hungry(self) -> bool:
        """Say whether more asks are wanted from the caller."""
        return not (self.dry or self.ended) and self._flying + self._lanes.waiting < _WINDOW

    def fill(self) -> Iterator[Reply]:
        """Take asks until the window is full; those that need no network are answered at once."""
        while self.hungry:
            try:
                ask = next(self._source)
            except StopIteration:
                self.ended = True
                return
            if ask is None:
                self.dry = True
                return
            self.begun += 1
            chain = chase(ask, self._settings, self._wall)
            try:
                exchange = next(chain)
            except StopIteration as end:
                yield self._answered(end.value)
                continue
            if exchange.url.scheme == "https":
                self.secure.add(exchange.url.host)
            self._lanes.add(exchange.url.host, Job(ask, chain, exchange), self._transport.now())

    def start(self, *, stopping: bool) -> None:
        """Start what may start now."""
        now = self._transport.now()
        while self._flying < self._settings.concurrency:
            taken = self._lanes.take(now)
            if taken is None:
                return
            lane, job = taken
            job.lane = lane
            if stopping and not job.begun:
                self._lanes.done(lane, now, seconds=0.0, free=False, asked=False)
                continue
            job.begun = True
            silent = self._given_up(job.exchange)
            if silent is not None:
                self._given.append((job, silent))
                continue
            self._flying += 1
            self._transport.start(job)

    def collect(self, tick: float | None) -> list[tuple[Job, Outcome]]:
        """Wait for outcomes, at most for `tick` seconds."""
        if self._given:
            given, self._given = self._given, []
            return given
        ended = self._transport.wait(self._pause(tick))
        self._flying -= len(ended)
        return ended

    def step(self, job: Job, outcome: Outcome, *, stopping: bool) -> Reply | None:
        """Take a job one step further; give its reply when that was the last one."""
        lane = job.lane
        assert lane is not None
        self._free(lane, job, outcome)
        if stopping or self._lanes.weary(lane):
            outcome = outcome._replace(last=True)
        if outcome.head is not None and outcome.head.status < 400:
            # The host's next request goes out before this answer is worked on, so that neither waits.
            self.start(stopping=stopping)
        while True:
            try:
                job.exchange = exchange = job.chain.send(outcome)
            except StopIteration as end:
                return self._settle(job, end.value, doubting=not stopping)
            silent = self._given_up(exchange)
            if silent is None:
                break
            outcome = silent
        now = self._transport.now()
        if exchange.wait and outcome.head is not None and outcome.head.status == 429:
            self._lanes.hold(lane, now + exchange.wait)
        self._lanes.add(exchange.url.host, job, now, wait=exchange.wait, first=True)
        return None

    def _free(self, lane: Lane[Job], job: Job, outcome: Outcome) -> None:
        """Give a job's place in its lane to the next one."""
        url, address = job.exchange.url, outcome.address
        free = lane.free or (bool(address) and self._guard.allowed(url.host, address, url.port))
        now = self._transport.now()
        self._lanes.done(lane, now, seconds=outcome.answer_seconds, free=free, asked=bool(address))
        if outcome.trouble is Trouble.TIMEOUT:
            self._silent[url.host, url.port] = self._silent.get((url.host, url.port), 0) + 1
        elif self._silent and outcome.head is not None:
            self._silent.pop((url.host, url.port), None)

    def _pause(self, tick: float | None) -> float | None:
        wake = self._lanes.wake() if self._flying < self._settings.concurrency else None
        if wake is None:
            return tick
        left = max(0.0, wake - self._transport.now())
        return left if tick is None else min(left, tick)

    def _settle(self, job: Job, reply: Reply, *, doubting: bool) -> Reply | None:
        if job.first is not None:
            return self._answered(_with_second(job.first, reply))
        if doubting and self._doubts is not None and self._doubts(reply):
            self._ask_again(job.ask, reply)
            return None
        return self._answered(reply)

    def _ask_again(self, ask: Ask, first: Reply) -> None:
        # One try is enough: the first path has done the retrying.
        chain = chase(ask, replace(self._settings, tries=1), self._wall)
        exchange = next(chain)
        job = Job(ask, chain, exchange, begun=True, first=first)
        self._lanes.add(exchange.url.host, job, self._transport.now(), first=True)

    def _answered(self, reply: Reply) -> Reply:
        self._done += 1
        self.dry = False
        return reply

    def _given_up(self, exchange: Exchange) -> Outcome | None:
        if not self._silent or self._silent.get((exchange.url.host, exchange.url.port), 0) < SILENT_LIMIT:
            return None
        return Outcome(
            trouble=Trouble.TIMEOUT,
            detail=f"{exchange.url.host} had let {SILENT_LIMIT} requests in a row time out and was not asked again",
            last=True,
        )


def _with_second(first: Reply, second: Reply) -> Reply:
    """Join the two; where they agree on the trouble, the second one's sentence says more about it."""
    if first.trouble is not None and first.trouble is second.trouble and second.detail:
        first = replace(first, detail=second.detail, certificate_days=second.certificate_days)
    return replace(first, second=second)
