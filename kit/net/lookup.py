"""Names to addresses: each name once in a run, in threads of its own, so that a slow name server holds up nobody."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from kit.net.types import Resolver, Trouble

_THREADS = 16


@dataclass(frozen=True, slots=True)
class Found:
    """The addresses of a name, or the sentence that says why there are none."""

    addresses: tuple[str, ...]
    detail: str = ""
    passing: bool = False
    """The name server failed, so that another try may go better."""


def system_resolver(host: str) -> tuple[str, ...]:
    """Ask this machine for the addresses of `host`; raises OSError when there are none."""
    # As bytes: hosts are ASCII by now, and the codec for others would cost more than the question.
    found = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Lookups:
    """The names of one run. `find` may be called from any thread."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._found: dict[str, Future[Found]] = {}
        self._wanted: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads = 0
        self._open = 0

    def find(self, host: str) -> Future[Found]:
        """Give the future addresses of `host`; it never holds an exception. Addresses need no asking."""
        with self._lock:
            future = self._found.get(host)
            if future is not None and not (future.done() and future.result().passing):
                return future
            future = self._found[host] = Future()
            if _is_address(host):
                future.set_result(Found((host,)))
                return future
            self._open += 1
            if self._threads < min(_THREADS, self._open):
                self._threads += 1
                # Daemons: a name server that never answers must not keep the program from ending.
                threading.Thread(target=self._serve, daemon=True, name="webkit-names").start()
        self._wanted.put(host)
        return future

    def close(self) -> None:
        """Let the threads end."""
        for _ in range(self._threads):
            self._wanted.put(None)

    def _serve(self) -> None:
        while (host := self._wanted.get()) is not None:
            found = _look_up(self._resolver, host)
            with self._lock:
                self._open -= 1
                future = self._found[host]
            future.set_result(found)


def interleave(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Give addresses with the two families taking turns (RFC 8305, section 4), the first one's family first."""
    first = [address for address in addresses if (":" in address) == (":" in addresses[0])]
    second = [address for address in addresses if (":" in address) != (":" in addresses[0])]
    mixed = [address for pair in zip(first, second, strict=False) for address in pair]
    return (*mixed, *first[len(second) :], *second[len(first) :])


def no_address(found: Found, host: str) -> tuple[Trouble, str]:
    """Give the trouble of a name without addresses."""
    return Trouble.DNS_FAILURE, found.detail or f"no server is known by the name {host}"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _look_up(resolver: Callable[[str], object], host: str) -> Found:
    try:
        addresses = tuple(str(address) for address in resolver(host))  # type: ignore[attr-defined]
    except socket.gaierror as exc:
        passing = exc.errno == socket.EAI_AGAIN
        said = "the name servers did not answer for" if passing else "no server is known by the name"
        return Found((), f"{said} {host}", passing=passing)
    except Exception as exc:  # noqa: BLE001  # a name that breaks its resolver is the name's fault, not the run's
        return Found((), f"no server is known by the name {host} ({exc})")
    return Found(addresses)
