"""One request on its way through the loop: names, dialling, TLS, sending, reading, and one deadline over all."""

from __future__ import annotations

import errno
import os
import socket
import ssl
from collections.abc import Callable

from kit.net import certificate
from kit.net.chain import Exchange, Outcome
from kit.net.faults import Blocked, outcome_of
from kit.net.head import NotHttp
from kit.net.limits import DRAIN_SECONDS
from kit.net.lookup import Found, interleave, no_address
from kit.net.loop.line import Line, Load, Tower
from kit.net.loop.wire import Answer, request_bytes

_NEXT_ADDRESS = 0.25
"""Seconds before the next address of a host is tried beside the first (RFC 8305, section 5)."""
_UNDER_WAY = frozenset({errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY})
_PIECE = 65_536


class Flight:
    """One exchange. The loop calls in when a socket is ready or a time has come; `land` ends it."""

    __slots__ = (
        "_answer",
        "_attempts",
        "_begun",
        "_dialled",
        "_left",
        "_line",
        "_loop",
        "_reused",
        "_sent",
        "_step",
        "_unsent",
        "_untried",
        "deadline",
        "exchange",
        "job",
        "landed",
    )

    def __init__(self, loop: Tower, job: Load) -> None:
        self.job = job
        self.exchange: Exchange = job.exchange
        self.landed = False
        self.deadline = loop.now() + job.exchange.seconds
        self._loop = loop
        self._begun = loop.now()
        self._answer = Answer(job.exchange)
        self._line: Line | None = None
        self._attempts: list[Line] = []
        self._untried: list[str] = []
        self._dialled = ""
        self._unsent = b""
        self._reused = False
        self._sent = self._begun
        self._step: Callable[[Line], None] = self._connected

    def take_off(self, line: Line | None) -> None:
        """Begin, over a kept connection if there is one."""
        if line is None:
            self._dial()
            return
        self._reused = True
        self._line = line
        line.flight = self
        self._send(line)

    def ready(self, line: Line) -> None:
        """Go on: the socket can be read or written."""
        try:
            self._step(line)
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError, BlockingIOError):
            pass
        except (OSError, ValueError) as exc:
            self._failed(line, exc)

    def time_is_up(self) -> None:
        """End at the deadline: with a time-out, or with what the answer has brought."""
        if self._answer.head is None:
            self.land(outcome_of(TimeoutError(), self.exchange.url.host, self.exchange.seconds))
        else:
            self._finish(f"no complete answer within {self.exchange.seconds:.3g} seconds")

    def named(self, found: Found) -> None:
        """Go on with the addresses of the host: judge them all, dial those that passed."""
        url = self.exchange.url
        if not found.addresses:
            self._give_up(Blocked(*no_address(found, url.host), passing=found.passing))
            return
        judged = [
            (address, self._loop.guard.judge(url.host, address, url.port))
            for address in interleave(found.addresses)
        ]
        self._untried = [address for address, refusal in judged if refusal is None]
        if not self._untried:
            refusal = judged[0][1]
            assert refusal is not None
            self._give_up(Blocked(refusal.trouble, refusal.detail))
            return
        self._try_next()

    def next_address(self) -> None:
        """Try the next address beside one that has not answered yet."""
        if not self.landed and self._line is None and self._untried:
            self._try_next()

    def land(self, outcome: Outcome, *, keep: bool = False) -> None:
        """End with an outcome; the connection is kept only after a clean end."""
        if self.landed:
            return
        self.landed = True
        line = self._line
        for attempt in self._attempts:
            if attempt is not line:
                self._loop.close_line(attempt)
        self._attempts = []
        if line is not None:
            line.flight = None
            if keep:
                self._loop.keep(line)
            else:
                self._loop.close_line(line)
        now = self._loop.now()
        timed = outcome._replace(
            seconds=now - self._begun,
            answer_seconds=now - self._sent,
            address=line.address if line else self._dialled,
        )
        self._loop.landed(self.job, timed)

    def _dial(self) -> None:
        self._step = self._connected
        self._reused = False
        self._answer = Answer(self.exchange)
        self._loop.look_up(self.exchange.url.host, self)

    def _try_next(self) -> None:
        self._dialled = address = self._untried.pop(0)
        url = self.exchange.url
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        try:
            sock = socket.socket(family, socket.SOCK_STREAM)
        except OSError as exc:
            self._give_up(exc)
            return
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line = Line(sock, address, url.origin)
        line.flight = self
        self._attempts.append(line)
        self._loop.connections += 1
        code = sock.connect_ex((address, url.port))
        if code and code not in _UNDER_WAY:
            self._failed(line, OSError(code, os.strerror(code)))
            return
        self._loop.watch(line, write=True)
        if self._untried:
            self._loop.later(_NEXT_ADDRESS, self.next_address)

    def _connected(self, line: Line) -> None:
        code = line.sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            # Raised, so that the number becomes the right kind of OSError (refused, timed out, …).
            raise OSError(code, os.strerror(code))
        self._line = line
        for attempt in self._attempts:
            if attempt is not line:
                self._loop.close_line(attempt)
        self._attempts = [line]
        if line.origin[0] == "https":
            # Raises for a connection that was reset just now, on which wrap_socket would leave a socket open.
            line.sock.getpeername()
            line.sock = self._loop.tls_context().wrap_socket(
                line.sock,
                server_hostname=line.origin[1].rstrip(".").encode("ascii"),
                do_handshake_on_connect=False,
            )
            self._step = self._secure
            self._secure(line)
        else:
            self._send(line)

    def _secure(self, line: Line) -> None:
        self._loop.shake(line)

    def shaken(self, line: Line, fault: BaseException | None) -> None:
        """Go on after a step of the handshake."""
        if fault is None:
            assert isinstance(line.sock, ssl.SSLSocket)
            der = line.sock.getpeercert(binary_form=True) or b""
            line.certificate_days = certificate.days_left(der, self._loop.wall())
            self._send(line)
        elif isinstance(fault, ssl.SSLWantWriteError | ssl.SSLWantReadError):
            self._loop.watch(line, write=isinstance(fault, ssl.SSLWantWriteError))
        else:
            self._failed(line, fault)

    def _send(self, line: Line) -> None:
        self._unsent = request_bytes(self.exchange)
        self._step = self._send_rest
        self.ready(line)

    def _send_rest(self, line: Line) -> None:
        try:
            sent = line.sock.send(self._unsent)
        except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
            sent = 0
        self._unsent = self._unsent[sent:]
        if self._unsent:
            self._loop.watch(line, write=True)
            return
        self._step = self._read
        self._sent = self._loop.now()
        self._loop.watch(line, write=False)

    def _read(self, line: Line) -> None:
        answer = self._answer
        had_head = answer.head is not None
        while True:
            data = line.sock.recv(_PIECE)
            if data:
                answer.feed(data)
            else:
                answer.end()
            if answer.over:
                self._finish("")
                return
            # What TLS has already unpacked makes no socket ready.
            if not isinstance(line.sock, ssl.SSLSocket) or not line.sock.pending():
                break
        if not had_head and answer.head is not None and not self.exchange.want_body:
            self.deadline = min(self.deadline, self._loop.now() + DRAIN_SECONDS)
            self._loop.at(self.deadline, self)

    def _finish(self, fault: str) -> None:
        assert self._line is not None
        outcome = self._answer.outcome(fault, self._line.certificate_days)
        self.land(outcome, keep=not fault and self._answer.reusable)

    def _failed(self, line: Line, exc: BaseException) -> None:
        if self._line is None:
            # One address of several; the others may still answer.
            self._attempts.remove(line)
            self._loop.close_line(line)
            if self._untried:
                self._try_next()
            elif not self._attempts:
                self._give_up(exc)
            return
        if self._answer.head is not None:
            fault = outcome_of(exc, self.exchange.url.host, self.exchange.seconds).detail
            self._finish(fault)
            return
        if self._reused and not self._answer.heard and not isinstance(exc, NotHttp):
            # A kept connection that the server had left: dial anew, unseen.
            self._line = None
            self._loop.close_line(line)
            self._dial()
            return
        self._give_up(exc)

    def _give_up(self, exc: BaseException) -> None:
        self.land(outcome_of(exc, self.exchange.url.host, self.exchange.seconds))
