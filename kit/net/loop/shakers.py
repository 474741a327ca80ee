"""TLS handshakes beside the loop: OpenSSL needs about a millisecond for each, and lets other threads run meanwhile."""

from __future__ import annotations

import queue
import ssl
import threading
from collections import deque
from collections.abc import Callable

from kit.base.second import cores
from kit.net.loop.line import Line


def shake(line: Line) -> BaseException | None:
    """Take one step of a handshake; give what `do_handshake` raised, for the loop, where faults get their names."""
    assert isinstance(line.sock, ssl.SSLSocket)
    try:
        line.sock.do_handshake()
    except Exception as exc:  # noqa: BLE001
        return exc
    return None


class Shakers:
    """A few threads that take one step of a handshake each time a line is handed to them."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self.done: deque[tuple[Line, BaseException | None]] = deque()
        """Lines whose step is over, with what `do_handshake` raised."""
        self._tell = tell
        self._wanted: queue.SimpleQueue[Line | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self.most = min(4, max(2, cores()))
        """Threads at most; where there are none the loop shakes hands itself."""

    def step(self, line: Line) -> None:
        """Take the next step of a line's handshake; until it is over nobody else may touch its socket."""
        line.busy = True
        if len(self._threads) < self.most:
            thread = threading.Thread(target=self._work, daemon=True, name="webkit-tls")
            self._threads.append(thread)
            thread.start()
        self._wanted.put(line)

    def close(self) -> None:
        """Let the threads end; no step of theirs waits for the network, so that this takes milliseconds."""
        for _ in self._threads:
            self._wanted.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (line := self._wanted.get()) is not None:
            self.done.append((line, shake(line)))
            self._tell()
