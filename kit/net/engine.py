"""The one way in: asks to replies by either engine, with a second opinion before anything counts as broken."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kit.base.errors import InputError
from kit.base.second import cores
from kit.net import tls
from kit.net.chain import Outcome
from kit.net.driver import Job, drive
from kit.net.guard import Guard, build_guard
from kit.net.lookup import system_resolver
from kit.net.loop.transport import Loop
from kit.net.types import Ask, NetSettings, Progress, Reply, Resolver, Trouble

if TYPE_CHECKING:
    from kit.net.loop.twin import Twin
    from kit.net.reference import Threads

ENGINES = ("fast", "requests")
TWIN_FROM = 500
"""Secure hosts of one run from which on a second process does half of the handshakes."""
_BROKEN = frozenset(
    {
        Trouble.DNS_FAILURE,
        Trouble.CONNECTION_REFUSED,
        Trouble.CONNECTION_FAILED,
        Trouble.TLS_ERROR,
        Trouble.TOO_MANY_REDIRECTS,
        Trouble.NOT_HTTP,
    }
)


def ask_all(
    asks: Iterable[Ask | None],
    settings: NetSettings,
    *,
    engine: str = "fast",
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    resolver: Resolver = system_resolver,
    wall: Callable[[], float] = time.time,
) -> Iterator[Reply]:
    """Give the replies to `asks` in the order they come; `engine` is one of `ENGINES`.

    "requests" sends everything over the reference path. "fast" sends it over the event loop, and what seems
    broken there once more over the reference path: such a reply has a `second`. Both must say broken for a
    link to be called that (kit/check judges it). Behind a proxy everything takes the reference path; see
    `kit.net.reference.ask_all` for that and for the other arguments. Raises InputError for an engine or
    settings that make no sense.
    """
    if engine not in ENGINES:
        raise InputError(
            f"there is no engine called {engine!r}", hint=f"Choose one of: {', '.join(ENGINES)}."
        )
    if settings.ca_file:
        tls.check(settings.ca_file)
    if engine == "requests" or settings.proxies:
        from kit.net import reference

        return reference.ask_all(asks, settings, progress=progress, stop=stop, resolver=resolver, wall=wall)
    guard = build_guard(settings)
    return drive(
        asks,
        settings,
        _Both(settings, guard, resolver, wall),
        guard,
        wall=wall,
        progress=progress,
        stop=stop,
        doubts=seems_broken,
    )


def seems_broken(reply: Reply) -> bool:
    """Say whether a visitor would fail here, as far as one engine can tell: then the other one is asked.

    Malformed addresses need no second opinion: both engines read addresses with the same code.
    """
    if reply.status is not None:
        return reply.status in {404, 410} or 500 <= reply.status < 600
    return reply.trouble in _BROKEN


class _Both:
    """The loop for first questions, threads with requests for second ones, made when the first doubt comes.

    Where there are very many secure hosts a second process carries half of them.
    """

    def __init__(
        self, settings: NetSettings, guard: Guard, resolver: Resolver, wall: Callable[[], float]
    ) -> None:
        self._world = (settings, guard, resolver, wall)
        self._loop: Loop[Job] = Loop(*self._world)
        self._threads: Threads | None = None
        self._twin: Twin | None = None
        self._thought_of_twin = False
        self._theirs: dict[str, bool] = {}
        """Whether the second process has a host: each belongs to one of the two for the whole run."""
        self._next_is_theirs = False
        self.now = self._loop.now

    def expect(self, secure_hosts: int) -> None:
        """Take on help when there is much to encrypt and a processor to do it."""
        if secure_hosts < TWIN_FROM or self._thought_of_twin:
            return
        self._thought_of_twin = True
        if cores() > 1:
            from kit.net.loop.twin import start_twin

            self._twin = start_twin(*self._world, self._loop)

    def start(self, job: Job) -> None:
        """Begin a request on the path that is meant for it."""
        if job.first is None:
            if self._is_theirs(job) and self._twin is not None and self._twin.alive:
                self._twin.start(job)
            else:
                self._loop.start(job)
            return
        if self._threads is None:
            from kit.net.reference import Threads

            self._threads = Threads(*self._world, tell=self._loop.nudge)
        self._threads.start(job)

    def wait(self, seconds: float | None) -> list[tuple[Job, Outcome]]:
        """Give what has ended on any path, after at most `seconds`."""
        if self._twin is not None:
            self._twin.flush()
        ended = self._loop.wait(seconds)
        if self._twin is not None:
            ended += self._twin.take()
        return ended + self._threads.wait(0) if self._threads is not None else ended

    def close(self) -> None:
        """Let go of every connection."""
        if self._twin is not None:
            self._twin.close()
        self._loop.close()
        if self._threads is not None:
            self._threads.close()

    def _is_theirs(self, job: Job) -> bool:
        url = job.exchange.url
        theirs = self._theirs.get(url.host)
        if theirs is None:
            theirs = self._twin is not None and url.scheme == "https" and self._next_is_theirs
            self._theirs[url.host] = theirs
            self._next_is_theirs = not theirs
        return theirs
