"""One open connection, and what a request and the loop that carries it ask of each other.

The loop makes flights and flights call the loop; both know only what is written here, so that neither
module imports the other.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from typing import Protocol

from kit.net.chain import Exchange, Outcome
from kit.net.guard import Guard
from kit.net.lookup import Found


class Load(Protocol):
    """What a flight carries and the loop gives back at its end: anything that holds a request."""

    exchange: Exchange


class Line:
    """One open connection; it knows where it leads and what its certificate says."""

    __slots__ = ("address", "busy", "certificate_days", "doomed", "flight", "origin", "sock", "watched")

    def __init__(self, sock: socket.socket, address: str, origin: tuple[str, str, int]) -> None:
        self.sock = sock
        self.address = address
        self.origin = origin
        self.certificate_days: int | None = None
        self.flight: Aloft | None = None
        self.watched = 0
        self.busy = False
        """A thread is at its handshake."""
        self.doomed = False
        """To be closed as soon as that is over."""


class Aloft(Protocol):
    """A request under way, as the loop sees it."""

    landed: bool
    deadline: float

    def ready(self, line: Line) -> None:
        """Go on: the socket can be read or written."""

    def shaken(self, line: Line, fault: BaseException | None) -> None:
        """Go on after a step of the handshake."""

    def named(self, found: Found) -> None:
        """Go on with the addresses of the host."""

    def time_is_up(self) -> None:
        """End at the deadline."""


class Tower(Protocol):
    """The loop, as a request under way sees it."""

    guard: Guard
    wall: Callable[[], float]
    connections: int

    def now(self) -> float:
        """Give the loop's time in seconds."""

    def tls_context(self) -> ssl.SSLContext:
        """Give the process's one verifying context."""

    def shake(self, line: Line) -> None:
        """Take the next step of a line's handshake beside the loop."""

    def look_up(self, host: str, flight: Aloft) -> None:
        """Give `flight` the addresses of `host`."""

    def watch(self, line: Line, *, write: bool) -> None:
        """Wait until `line` can be written or read."""

    def keep(self, line: Line) -> None:
        """Keep a connection for the next request to the same place."""

    def close_line(self, line: Line) -> None:
        """Close a connection."""

    def at(self, moment: float, what: Aloft) -> None:
        """Set a flight's deadline."""

    def later(self, seconds: float, what: Callable[[], None]) -> None:
        """Call `what` in so many seconds."""

    def landed(self, job: Load, outcome: Outcome) -> None:
        """Take a job's outcome."""
