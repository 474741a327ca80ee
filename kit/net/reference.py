"""The reference path: every request by a tuned requests session, in threads; slower, and beyond doubt."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator

from kit.net.chain import Outcome
from kit.net.driver import Job, drive
from kit.net.guard import Guard, build_guard
from kit.net.lookup import Lookups, system_resolver
from kit.net.types import Ask, NetSettings, Progress, Reply, Resolver

CROWD = 4
"""Asks that wait for one host from which on a second connection pays: for two asks a second handshake costs
more than the wait, and a thread that waits for its server leaves the others the interpreter."""


def ask_all(
    asks: Iterable[Ask | None],
    settings: NetSettings,
    *,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    resolver: Resolver = system_resolver,
    wall: Callable[[], float] = time.time,
) -> Iterator[Reply]:
    """Give the replies to `asks` in the order they come, each asked through requests.

    `resolver` gives the addresses of a name and `wall` the seconds since 1970; `stop` is looked at several
    times a second, and when it says True what is under way is finished and nothing else is begun. Raises
    InputError for settings that make no sense and MachineError when the user's own proxy cannot be reached.

    Behind a proxy (`settings.proxies`) names are the proxy's to resolve, so that the guard judges only
    addresses that stand in a link as numbers; keeping inner names away from it is then up to the proxy.
    """
    guard = build_guard(settings)
    transport = Threads(settings, guard, resolver, wall)
    yield from drive(asks, settings, transport, guard, crowd=CROWD, wall=wall, progress=progress, stop=stop)


class Threads:
    """Carries requests in threads, which are made when needed and never more than `settings.concurrency`."""

    def __init__(
        self,
        settings: NetSettings,
        guard: Guard,
        resolver: Resolver,
        wall: Callable[[], float],
        *,
        tell: Callable[[], None] | None = None,
    ) -> None:
        """Make the session; `tell` is called, in another thread, whenever something has ended."""
        from kit.net import tls
        from kit.net.exchange import World
        from kit.net.session import build_session

        lookups = Lookups(resolver)
        context = tls.context(settings.ca_file)
        session = build_session(guard, lookups, context, pools=settings.concurrency * 4, per_host=16)
        self._world = World(session, guard, lookups, dict(settings.proxies), wall)
        self._tell = tell
        self._most = settings.concurrency
        self._wanted: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._ended: queue.SimpleQueue[tuple[Job, Outcome | BaseException]] = queue.SimpleQueue()
        self._threads = 0
        self._flying = 0

    def now(self) -> float:
        """Give the time in seconds, on a clock that never goes back."""
        return time.monotonic()

    def expect(self, secure_hosts: int) -> None:
        """Nothing is to be made ready here."""

    def start(self, job: Job) -> None:
        """Hand a request to a thread."""
        self._flying += 1
        if self._threads < min(self._flying, self._most):
            self._threads += 1
            threading.Thread(target=self._work, daemon=True, name="webkit-asks").start()
        self._wanted.put(job)

    def wait(self, seconds: float | None) -> list[tuple[Job, Outcome]]:
        """Give what has ended, after at most `seconds`."""
        if not self._flying:
            if seconds:  # even a sleep of nothing gives the processor away
                time.sleep(seconds)
            return []
        try:
            ended = [self._ended.get(block=seconds != 0, timeout=seconds)]
        except queue.Empty:
            return []
        while not self._ended.empty():
            ended.append(self._ended.get())
        self._flying -= len(ended)
        return [(job, _outcome(outcome)) for job, outcome in ended]

    def close(self) -> None:
        """Let the threads end after what they are at, and drop the kept connections."""
        for _ in range(self._threads):
            self._wanted.put(None)
        self._world.lookups.close()
        self._world.session.close()

    def _work(self) -> None:
        from kit.net.exchange import exchange_once

        while (job := self._wanted.get()) is not None:
            try:
                outcome: Outcome | BaseException = exchange_once(self._world, job.exchange)
            except BaseException as exc:  # noqa: BLE001  # raised again where the caller waits
                outcome = exc
            self._ended.put((job, outcome))
            if self._tell is not None:
                self._tell()


def _outcome(found: Outcome | BaseException) -> Outcome:
    if isinstance(found, BaseException):
        raise found
    return found
