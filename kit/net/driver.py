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
    slots: int,
    wall: Callable[[], float],
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    doubts: Callable[[Reply], bool] | None = None,
) -> Iterator[Reply]:
    """Give the replies to `asks` in the order they come; after `stop` only what is under way is finished.

    A reply that `doubts` says True to is asked for once more, by a job whose `first` is that reply.
    """
    run = _Run(iter(asks), settings, transport, guard, slots, wall, doubts)
    told = -_TICK
    try:
        while True:
            stopping = stop is not None and stop()
            taken = run.begun
            yield from run.fill(stopping=stopping)
            run.start(stopping=stopping)
            if run.idle:
                # A caller that gives None while nothing is under way has nothing more.
                if stopping or run.ended or run.begun == taken:
                    break
                run.dry = False
                continue
            yield from run.collect(_TICK if progress or stop else None, stopping=stopping)
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
        slots: int,
        wall: Callable[[], float],
        doubts: Callable[[Reply], bool] | None,
    ) -> None:
        self._source = source
        self._doubts = doubts
        self._settings = settings
        self._transport = transport
        self._guard = guard
        self._wall = wall
        self._lanes: Lanes[Job] = Lanes(settings, slots=slots)
        self._silent: dict[tuple[str, int], int] = {}
        self._flying = 0
        self._given: list[tuple[Job, Outcome]] = []
        """Ended without being asked."""
        self._done = 0
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

    def fill(self, *, stopping: bool) -> Iterator[Reply]:
        """Take asks until the window is full; those that need no network are answered at once."""
        while not (stopping or self.dry or self.ended) and self._flying + self._lanes.waiting < _WINDOW:
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
                self._lanes.done(lane, now, seconds=0.0, free=False, asked=False)
                self._given.append((job, silent))
                continue
            self._flying += 1
            self._transport.start(job)

    def collect(self, tick: float | None, *, stopping: bool) -> Iterator[Reply]:
        """Wait for outcomes and take each one step further."""
        given, self._given = self._given, []
        for job, outcome in given:
            yield from self._advance(job, outcome)
        if not given:
            for job, outcome in self._transport.wait(self._pause(tick)):
                self._flying -= 1
                yield from self._step(job, outcome, stopping=stopping)

    def _pause(self, tick: float | None) -> float | None:
        wake = self._lanes.wake() if self._flying < self._settings.concurrency else None
        if wake is None:
            return tick
        left = max(0.0, wake - self._transport.now())
        return left if tick is None else min(left, tick)

    def _settle(self, job: Job, reply: Reply, *, doubting: bool) -> Iterator[Reply]:
        if job.first is not None:
            yield self._answered(_with_second(job.first, reply))
        elif doubting and self._doubts is not None and self._doubts(reply):
            self._ask_again(job.ask, reply)
        else:
            yield self._answered(reply)

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

    def _step(self, job: Job, outcome: Outcome, *, stopping: bool) -> Iterator[Reply]:
        lane, url = job.lane, job.exchange.url
        assert lane is not None
        now = self._transport.now()
        free = lane.free or (
            bool(outcome.address) and self._guard.allowed(url.host, outcome.address, url.port)
        )
        self._lanes.done(lane, now, seconds=outcome.answer_seconds, free=free, asked=bool(outcome.address))
        if stopping or self._lanes.weary(lane):
            outcome = outcome._replace(last=True)
        self._note_silence(url.host, url.port, outcome)
        if outcome.head is not None and outcome.head.status < 400:
            # The host's next request goes out before this answer is worked on, so that neither waits.
            self.start(stopping=stopping)
        yield from self._advance(job, outcome, doubting=not stopping)

    def _advance(self, job: Job, outcome: Outcome, *, doubting: bool = True) -> Iterator[Reply]:
        """Tell a job's chain how its request went, and put what it wants next into its lane."""
        lane = job.lane
        assert lane is not None
        while True:
            try:
                job.exchange = job.chain.send(outcome)
            except StopIteration as end:
                yield from self._settle(job, end.value, doubting=doubting)
                return
            silent = self._given_up(job.exchange)
            if silent is None:
                break
            outcome = silent
        now = self._transport.now()
        if job.exchange.wait and outcome.head is not None and outcome.head.status == 429:
            self._lanes.hold(lane, now + job.exchange.wait)
        self._lanes.add(job.exchange.url.host, job, now, wait=job.exchange.wait, first=True)

    def _note_silence(self, host: str, port: int, outcome: Outcome) -> None:
        if outcome.trouble is Trouble.TIMEOUT:
            self._silent[host, port] = self._silent.get((host, port), 0) + 1
        elif outcome.head is not None:
            self._silent.pop((host, port), None)

    def _given_up(self, exchange: Exchange) -> Outcome | None:
        if self._silent.get((exchange.url.host, exchange.url.port), 0) < SILENT_LIMIT:
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
