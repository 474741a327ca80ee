"""A second process for many secure hosts: it carries requests over a loop of its own, and we decide everything.

A handshake costs OpenSSL 0.7 ms and the interpreter as much again in waiting for its lock, so that 1,000 secure
hosts keep one core busy for as long as the network takes. Only single requests are handed over: paces, redirects,
retries and second opinions stay here, and each host belongs to one of the two processes. When the other one
dies or hangs, what it was at is asked here.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kit.base.second import fork
from kit.net.chain import Exchange, Outcome
from kit.net.driver import Job
from kit.net.guard import Guard
from kit.net.loop.transport import Loop
from kit.net.types import NetSettings, Resolver

_GRACE = 5.0
"""Seconds after a request's own deadline until the other process counts as hanging."""
_LOOK = 1.0
"""Seconds between two looks for that."""
_PIECE = 1 << 18
_LENGTH = struct.Struct("!I")


def start_twin(
    settings: NetSettings, guard: Guard, resolver: Resolver, wall: Callable[[], float], loop: Loop[Job]
) -> Twin | None:
    """Give a second process, or None where there can be none: then `loop` does all by itself.

    It is forked, so that it costs milliseconds and the authorities are read once for both.
    """
    loop.tls_context()
    here, there = socket.socketpair()

    def carry() -> None:
        here.close()
        os.setpgid(0, 0)  # a closed terminal is the first process's business, too; we end with it
        _Second(_Wire(there), Loop(settings, guard, resolver, wall)).carry()

    process = fork(carry)
    there.close()
    if process is None:
        here.close()
        return None
    return Twin(process, _Wire(here), loop)


class _Wire:
    """Our end of the socket between the two: messages out and in, nothing ever waits."""

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self.sock = sock
        self.unsent = bytearray()
        self._come = bytearray()

    def put(self, message: object) -> None:
        """Take a message to be sent."""
        data = pickle.dumps(message, protocol=5)
        self.unsent += _LENGTH.pack(len(data)) + data

    def send(self) -> None:
        """Send what there is room for."""
        with contextlib.suppress(BlockingIOError):
            while self.unsent:
                del self.unsent[: self.sock.send(self.unsent)]

    def receive(self) -> list[Any]:
        """Give the messages that have come whole; raises EOFError when the other end is gone."""
        try:
            data = self.sock.recv(_PIECE)
        except BlockingIOError:
            return []
        if not data:
            raise EOFError
        self._come += data
        messages = []
        while len(self._come) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._come)
            end = _LENGTH.size + length
            if len(self._come) < end:
                break
            messages.append(pickle.loads(self._come[_LENGTH.size : end]))  # noqa: S301 - our own process's words
            del self._come[:end]
        return messages


class Twin:
    """The second process as its parent sees it; everything runs in the thread of the loop."""

    def __init__(self, process: int, wire: _Wire, loop: Loop[Job]) -> None:
        self.alive = True
        self._process = process
        self._wire = wire
        self._loop = loop
        self._under_way: dict[int, tuple[Job, float]] = {}
        """What it is at, and when that should be over at the latest."""
        self._number = 0
        self._new: list[tuple[int, Exchange]] = []
        self._ended: list[tuple[Job, Outcome]] = []
        self._looking = False
        loop.share_cores()
        loop.listen(wire.sock, self._ready)

    def start(self, job: Job) -> None:
        """Hand a request over, with the next `flush`."""
        self._number += 1
        self._under_way[self._number] = (job, self._loop.now() + job.exchange.seconds + _GRACE)
        self._new.append((self._number, job.exchange))

    def flush(self) -> None:
        """Send what was handed over, as far as the wire takes it."""
        if self._new and self.alive:
            self._wire.put(self._new)
            self._new = []
            self._ready()
        if self._under_way and not self._looking:
            self._looking = True
            self._loop.later(_LOOK, self._look)

    def take(self) -> list[tuple[Job, Outcome]]:
        """Give what has ended since the last call."""
        ended, self._ended = self._ended, []
        return ended

    def close(self) -> None:
        """End it; it keeps nothing that would be lost."""
        self.alive = False
        self._wire.sock.close()
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)

    def _ready(self) -> None:
        try:
            self._wire.send()
            for batch in self._wire.receive():
                for number, outcome in batch:
                    job, _ = self._under_way.pop(number)
                    self._ended.append((job, outcome))
        except (OSError, EOFError):
            self._lost()
            return
        if self._ended:
            self._loop.hurry()
        self._loop.listen(self._wire.sock, self._ready, write=bool(self._wire.unsent))

    def _look(self) -> None:
        self._looking = bool(self.alive and self._under_way)
        if any(due < self._loop.now() for _, due in self._under_way.values()):
            self._lost()
        elif self._looking:
            self._loop.later(_LOOK, self._look)

    def _lost(self) -> None:
        """Do its work here: it has died or hangs."""
        if not self.alive:
            return
        self._loop.listen(self._wire.sock, None)
        self.close()
        jobs = [job for job, _ in self._under_way.values()]
        self._under_way.clear()
        self._new = []
        for job in jobs:
            self._loop.start(job)


@dataclass(slots=True, eq=False)
class _Errand:
    """One request in the second process."""

    number: int
    exchange: Exchange


class _Second:
    """The second process: a loop that carries what comes over the wire."""

    def __init__(self, wire: _Wire, loop: Loop[_Errand]) -> None:
        self._gone = False
        self._wire = wire
        self._loop = loop
        loop.share_cores()
        loop.listen(wire.sock, self._ready)

    def carry(self) -> None:
        """Take, ask and answer until the first process is gone."""
        while not self._gone:
            ended = self._loop.wait(None)
            if ended:
                self._wire.put([(errand.number, outcome) for errand, outcome in ended])
                self._ready()

    def _ready(self) -> None:
        try:
            self._wire.send()
            for batch in self._wire.receive():
                for number, exchange in batch:
                    self._loop.start(_Errand(number, exchange))
        except (OSError, EOFError):
            self._gone = True
            self._loop.hurry()
            return
        self._loop.listen(self._wire.sock, self._ready, write=bool(self._wire.unsent))
