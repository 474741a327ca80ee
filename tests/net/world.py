"""A loopback world of servers that behave badly, each under its own name: `https://NAME.world.test:PORT/`.

A behaviour is a function that gets a `Peer` after one request was read and sends what it likes. The table of
all of them, with what each must end as, is `BEHAVIOURS` in the modules `hostile_*.py`.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

CERTIFICATES = Path(__file__).parent / "certificates"
ROOT = str(CERTIFICATES / "root.pem")


@dataclass
class Peer:
    """The server's end of one connection."""

    sock: socket.socket
    world: World
    name: str = ""
    method: str = ""
    target: str = ""
    head: str = ""
    count: int = 0
    """The how-manieth request for this behaviour this is, from 1."""

    def send(self, *pieces: bytes | str) -> None:
        self.sock.sendall(b"".join(piece.encode() if isinstance(piece, str) else piece for piece in pieces))

    def drip(self, data: bytes, pause: float = 0.05) -> None:
        for byte in data:
            self.send(bytes([byte]))
            self.wait(pause)

    def forever(self, data: bytes, pause: float = 0.0) -> None:
        while not self.world.over.is_set():
            self.send(data)
            if pause:
                self.wait(pause)

    def wait(self, seconds: float) -> None:
        if self.world.over.wait(seconds):
            raise ConnectionError("the world is over")

    def hang(self) -> None:
        self.wait(60)

    def reset(self) -> None:
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def answer(self, status: int = 200, body: bytes = b"fine", *headers: str) -> None:
        """Send a whole proper answer."""
        lines = "".join(f"{header}\r\n" for header in headers)
        self.send(f"HTTP/1.1 {status} Fine\r\n{lines}Content-Length: {len(body)}\r\n\r\n", body)


Serve = Callable[[Peer], None]


@dataclass(frozen=True)
class Behaviour:
    """One way to behave, and what it must end as: a status, or a trouble by its name."""

    name: str
    serve: Serve
    ends: str
    detail: str = ""
    """Words that the sentence for people must hold."""
    body: bytes | None = None
    """What must have been read; None where it does not matter."""
    cut: bool = False
    wanted: bool = False
    """The body is asked for."""
    method: str = "GET"
    door: str = "plain"
    """Which listener: plain, raw (before any request is read), or the name of a certificate."""
    target: str = "/"
    requests: int | None = None
    """How many requests the server must have seen."""


class World:
    """All listeners; use as a context."""

    def __init__(self, behaviours: tuple[Behaviour, ...]) -> None:
        self.behaviours = {behaviour.name: behaviour for behaviour in behaviours}
        self.over = threading.Event()
        self.requests: Counter[str] = Counter()
        self.connections: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._ports: dict[str, int] = {}
        self._listeners: list[socket.socket] = []

    def __enter__(self) -> World:
        doors = {behaviour.door for behaviour in self.behaviours.values()} - {"raw"} | {"plain"}
        for door in sorted(doors):
            self._listen(door, None)
        for behaviour in self.behaviours.values():
            if behaviour.door == "raw":
                self._listen(behaviour.name, behaviour)
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for listener in self._listeners:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def url(self, name: str) -> str:
        """Give the address of a behaviour."""
        behaviour = self.behaviours[name]
        port = self._ports[name if behaviour.door == "raw" else behaviour.door]
        secure = behaviour.door != "plain" and not (
            behaviour.door == "raw" and behaviour.target.startswith("plain")
        )
        target = behaviour.target.removeprefix("plain")
        return f"{'https' if secure else 'http'}://{name}.world.test:{port}{target}"

    def port(self, door: str = "plain") -> int:
        return self._ports[door]

    def resolve(self, host: str) -> tuple[str, ...]:
        """Every name of the world stands at 127.0.0.1; others do not exist."""
        return ("127.0.0.1",) if host.endswith(".world.test") else ()

    @property
    def allowed(self) -> tuple[str, ...]:
        """What --allow-address names: the world's hosts by name, so that 127.0.0.1 itself stays forbidden."""
        return tuple(f"{name}.world.test" for name in self.behaviours)

    def _listen(self, door: str, raw: Behaviour | None) -> None:
        listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._listeners.append(listener)
        self._ports[door] = listener.getsockname()[1]
        context = None if raw or door == "plain" else _context(door)
        threading.Thread(target=self._accept, args=(listener, context, raw), daemon=True).start()

    def _accept(self, listener: socket.socket, context: ssl.SSLContext | None, raw: Behaviour | None) -> None:
        while not self.over.is_set():
            try:
                conn, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(conn, context, raw), daemon=True).start()

    def _serve(self, conn: socket.socket, context: ssl.SSLContext | None, raw: Behaviour | None) -> None:
        # Whatever the client does to a connection is its good right.
        with contextlib.suppress(OSError, ValueError), conn:
            conn.settimeout(30)
            conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if raw is not None:
                self._count(raw.name)
                raw.serve(Peer(conn, self, raw.name, count=self.requests[raw.name]))
                return
            if context is None:
                self._talk(conn)
                return
            with context.wrap_socket(conn, server_side=True) as secure:
                self._talk(secure)

    def _talk(self, conn: socket.socket) -> None:
        first = True
        for head in _heads(conn):
            method, target, _ = head.split("\r\n")[0].split(" ", 2)
            host = next(line for line in head.split("\r\n") if line.lower().startswith("host:"))
            name = host.partition(":")[2].strip().split(".")[0]
            if first:
                with self._lock:
                    self.connections[name] += 1
            first = False
            peer = Peer(conn, self, name, method, target, head, self._count(name))
            self.behaviours[name].serve(peer)

    def _count(self, name: str) -> int:
        with self._lock:
            self.requests[name] += 1
            return self.requests[name]


def _context(certificate: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
    return context


def _heads(conn: socket.socket) -> Iterator[str]:
    waiting = b""
    while True:
        while b"\r\n\r\n" not in waiting:
            piece = conn.recv(65_536)
            if not piece:
                return
            waiting += piece
        head, _, waiting = waiting.partition(b"\r\n\r\n")
        yield head.decode("latin-1")


class Close(ConnectionError):
    """Raised by a behaviour that has said all and closes the connection."""


def sends(*pieces: bytes | str, close: bool = True) -> Serve:
    """Give a behaviour that sends just this, and then closes or keeps the connection."""

    def serve(peer: Peer) -> None:
        peer.send(*pieces)
        if close:
            raise Close

    return serve
