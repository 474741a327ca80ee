"""A requests session made for strangers: own sockets, one deadline, bounded heads, one TLS context."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests
import requests.adapters
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from kit.net.faults import Blocked, NoProxy, TooMuch
from kit.net.frames import Frames
from kit.net.guard import Guard
from kit.net.head import (
    HEAD_LIMIT,
    INTERIM_LIMIT,
    Framing,
    Head,
    NotHttp,
    begins_like_http,
    frame,
    keeps_open,
    parse_head,
)
from kit.net.lookup import Lookups, interleave, no_address

_CONNECT_SHARE = 3.0
"""Seconds for one of several addresses before the next is tried."""


@dataclass(slots=True)
class Call:
    """The exchange that this thread is at; sockets look here for what is left of time and bytes."""

    deadline: float
    room: int
    host: str = ""
    target: str = ""
    head: Head | None = None
    address: str = ""
    certificate: bytes = b""
    reused: bool = False
    sent: float = 0.0
    """When the request had gone out; 0 before that."""
    heard: bool = False
    """Something came back."""


class _Here(threading.local):
    call: Call | None = None


here = _Here()
"""One exchange a thread: set by the reference path before it hands over to requests."""


def _left() -> float:
    assert here.call is not None
    left = here.call.deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time for this exchange is over")
    return left


def _count(size: int) -> int:
    assert here.call is not None
    here.call.heard = here.call.heard or size > 0
    here.call.room -= size
    if here.call.room < 0:
        raise TooMuch("the server sends more than any page is long")
    return size


class _Socket(socket.socket):
    """A socket whose every wait ends at the exchange's deadline, however slowly bytes drip."""

    def recv_into(self, *args: Any, **named: Any) -> int:
        self.settimeout(_left())
        return _count(super().recv_into(*args, **named))

    def sendall(self, *args: Any, **named: Any) -> None:
        self.settimeout(_left())
        super().sendall(*args, **named)


class _TlsSocket(ssl.SSLSocket):
    """The same for encrypted connections."""

    def getpeername(self) -> Any:
        """Close a connection that was reset before the handshake: `wrap_socket` raises then, and leaves it open."""
        try:
            return super().getpeername()
        except OSError as exc:
            self.close()
            raise ConnectionResetError(errno.ECONNRESET, "the server reset the connection") from exc

    def recv_into(self, *args: Any, **named: Any) -> int:
        self.settimeout(_left())
        return _count(super().recv_into(*args, **named))

    def sendall(self, *args: Any, **named: Any) -> None:
        self.settimeout(_left())
        super().sendall(*args, **named)


def dial(guard: Guard, lookups: Lookups, host: str, port: int) -> socket.socket:
    """Connect to `host`: look it up, judge its addresses, dial those that passed, within the call's deadline.

    Raises Blocked, TimeoutError or the OSError of the last address that was tried.
    """
    try:
        found = lookups.find(host).result(timeout=_left())
    except TimeoutError:
        raise TimeoutError(f"the name servers did not answer for {host} in time") from None
    if not found.addresses:
        raise Blocked(*no_address(found, host), passing=found.passing)
    judged = [(address, guard.judge(host, address, port)) for address in interleave(found.addresses)]
    allowed = [address for address, refusal in judged if refusal is None]
    if not allowed:
        refusal = judged[0][1]
        assert refusal is not None
        raise Blocked(refusal.trouble, refusal.detail)
    for place, address in enumerate(allowed):
        last = place == len(allowed) - 1
        try:
            return _connect(address, port, _left() if last else min(_left(), _CONNECT_SHARE))
        except OSError:
            if last:
                raise
    raise AssertionError


def _connect(address: str, port: int, seconds: float) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    assert here.call is not None
    here.call.address = address
    made = _Socket(family, socket.SOCK_STREAM)
    try:
        made.settimeout(seconds)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.connect((address, port))
        made.settimeout(_left())
        # Raises for a connection that was reset just now, before anything is sent on it.
        made.getpeername()
    except BaseException:
        made.close()
        raise
    return made


class Response(http.client.HTTPResponse):
    """Reads heads by our own bounded parser: any number of headers, interim answers skipped, 256 kB at most."""

    def begin(self) -> None:
        room = HEAD_LIMIT
        for _ in range(INTERIM_LIMIT + 1):
            raw = self._read_head(room)
            room -= len(raw)
            head = parse_head(raw)
            if head.status >= 200 or head.status == 101:
                return self._take(head)
        raise NotHttp("the server sends interim answers without end")

    def _read_head(self, room: int) -> bytes:
        lines: list[bytes] = []
        while True:
            line = self.fp.readline(room + 1)
            room -= len(line)
            if room < 0:
                raise NotHttp("the head of the answer is longer than browsers read")
            if not line:
                if not lines:
                    raise http.client.RemoteDisconnected("the server closed the connection without an answer")
                raise NotHttp("the connection ended inside the head of the answer")
            if line.strip(b"\r\n"):
                lines.append(line)
            elif lines:
                return b"".join(lines)
            if not begins_like_http(lines[0] if lines else b""):
                raise NotHttp("the answer does not begin like HTTP")

    def _take(self, head: Head) -> None:
        framing, length = frame(head, self._method or "GET")  # type: ignore[attr-defined]
        self.code = self.status = head.status
        self.reason = ""
        self.version = head.version
        # Everything is read from our own head; the libraries need none of it.
        self.headers = self.msg = http.client.HTTPMessage()
        self.chunked = False
        self.frames = Frames(framing, length)
        self.chunk_left = None
        self.length = None
        self.will_close = not keeps_open(head) or framing is Framing.CLOSE or head.status < 200
        assert here.call is not None
        here.call.head = head

    def pieces(self) -> Iterator[bytes]:
        """Give the payload as it comes; its end and its faults stand in `frames` afterwards."""
        while not self.frames.over:
            raw = self.fp.read1(16_384)
            if raw:
                yield self.frames.feed(raw)
            else:
                self.frames.end()

    @property
    def reusable(self) -> bool:
        """Say whether the body has ended cleanly, so that the connection may carry another request."""
        return self.frames.done and not self.frames.surplus and not self.will_close


class _OwnWay:
    """What the plain and the TLS connection have in common; a proxy's own connection goes the usual way."""

    response_class = Response
    guard: Guard
    lookups: Lookups
    proxy: Any
    certificate = b""
    address = ""
    used = False
    sock: Any
    _dns_host: str
    port: int

    def _new_conn(self) -> socket.socket:
        assert here.call is not None
        if self.proxy is not None:
            # The user chose the proxy: it may stand inside, and it resolves the names.
            try:
                found = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
                return _connect(str(found[0][4][0]), self.port, _left())
            except OSError as exc:
                raise NoProxy(f"{self._dns_host}:{self.port}") from exc
        return dial(self.guard, self.lookups, self._dns_host, self.port)

    def request(self, method: str, url: str, *args: Any, **named: Any) -> None:
        assert here.call is not None
        here.call.reused = self.sock is not None and self.used
        here.call.certificate = self.certificate
        here.call.address = self.address or here.call.address
        self.used = True
        # Exactly the bytes that a browser would send: urllib3 would rewrite a lone % and other oddities.
        super().request(method, url if self.proxy is not None else here.call.target, *args, **named)  # type: ignore[misc]
        here.call.sent = time.monotonic()

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        if isinstance(self.sock, ssl.SSLSocket):
            self.certificate = self.sock.getpeercert(binary_form=True) or b""
        assert here.call is not None
        self.address = here.call.address
        self.used = False


def build_session(
    guard: Guard, lookups: Lookups, tls: ssl.SSLContext, *, pools: int, per_host: int
) -> requests.Session:
    """Give a session for all threads of a run: our sockets, no cookies, no environment, no redirects of its own."""
    common = {"guard": guard, "lookups": lookups}
    plain: Any = type("PlainConnection", (_OwnWay, HTTPConnection), common)
    secure: Any = type("SecureConnection", (_OwnWay, HTTPSConnection), common)
    plain_pool = type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain})
    secure_pool = type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure})
    session = requests.Session()
    session.trust_env = False
    session.headers.clear()
    tls.sslsocket_class = _TlsSocket
    session.mount("http://", _Adapter(tls, {"http": plain_pool, "https": secure_pool}, pools, per_host))
    session.mount("https://", session.get_adapter("http://"))
    return session


class _Adapter(requests.adapters.HTTPAdapter):
    """One adapter for both schemes; it never touches certificate files, which requests loads per connection."""

    def __init__(self, tls: ssl.SSLContext, pools: dict[str, Any], count: int, size: int) -> None:
        self._tls = tls
        self._pools = pools
        super().__init__(pool_connections=count, pool_maxsize=size)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **named: Any) -> None:
        self.poolmanager = urllib3.PoolManager(
            num_pools=connections, maxsize=maxsize, block=block, ssl_context=self._tls, **named
        )
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
        manager = super().proxy_manager_for(proxy, ssl_context=self._tls, **named)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def cert_verify(self, *_unused: Any) -> None:
        """Leave the connection's certificates alone: the context has them."""

    def build_connection_pool_key_attributes(self, request: Any, *_unused: Any) -> Any:
        host, _ = super().build_connection_pool_key_attributes(request, True, None)
        return host, {"ssl_context": self._tls}
