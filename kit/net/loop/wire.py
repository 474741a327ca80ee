"""One HTTP/1.1 exchange without any socket: request bytes out, answer bytes in, and what they mean so far."""

from __future__ import annotations

import re
from functools import lru_cache

from kit.net.body import Unpacker
from kit.net.chain import Exchange, Outcome
from kit.net.frames import Frames
from kit.net.head import (
    HEAD_LIMIT,
    INTERIM_LIMIT,
    Head,
    NotHttp,
    begins_like_http,
    frame,
    keeps_open,
    parse_head,
)
from kit.net.limits import DRAIN, SLACK

_END_OF_HEAD = re.compile(rb"\n\r?\n")


def request_bytes(exchange: Exchange) -> bytes:
    """Give the request as it goes on the wire."""
    url = exchange.url
    text = f"{exchange.method} {url.target} HTTP/1.1\r\nHost: {url.authority}\r\n"
    return text.encode("latin-1", "replace") + _header_bytes(exchange.headers)


@lru_cache(maxsize=256)
def _header_bytes(headers: tuple[tuple[str, str], ...]) -> bytes:
    lines = "".join([f"{name}: {value}\r\n" for name, value in headers])
    return f"{lines}\r\n".encode("latin-1", "replace")


class Answer:
    """What has come back of one exchange. `feed` raises NotHttp for what no browser would take."""

    def __init__(self, exchange: Exchange) -> None:
        self.heard = False
        self.head: Head | None = None
        self._exchange = exchange
        self._waiting = bytearray()
        self._searched = 0
        self._room = HEAD_LIMIT
        self._interim = 0
        self._frames: Frames | None = None
        self._unpacker: Unpacker | None = None
        self._budget = (exchange.body_limit if exchange.want_body else DRAIN) + SLACK

    @property
    def over(self) -> bool:
        """Say whether nothing more needs to be read."""
        if self._frames is None:
            return False
        if self._frames.over or self._budget < 0:
            return True
        return self._unpacker.cut if self._unpacker else not self._frames.worth_draining(DRAIN)

    @property
    def reusable(self) -> bool:
        """Say whether the connection may carry another request."""
        frames, head = self._frames, self.head
        return (
            frames is not None
            and head is not None
            and frames.done
            and not frames.surplus
            and head.status >= 200
            and keeps_open(head)
        )

    def feed(self, data: bytes) -> None:
        """Take the bytes that came."""
        self.heard = True
        if self._frames is None:
            data = self._feed_head(data)
        if self._frames is not None and data:
            self._feed_body(data)

    def end(self) -> None:
        """Take note that the connection ended; raises ConnectionError or NotHttp when that was too early."""
        if self._frames is not None:
            self._frames.end()
        elif self._waiting.strip(b"\r\n"):
            raise NotHttp("the connection ended inside the head of the answer")
        else:
            raise ConnectionResetError("the server closed the connection without an answer")

    def outcome(self, fault: str = "", certificate_days: int | None = None) -> Outcome:
        """Give what is known when it is over, or when its time is; the head must have come."""
        assert self._frames is not None
        if self._unpacker is None:
            return Outcome(self.head, certificate_days=certificate_days)
        fault = self._unpacker.fault or fault or self._frames.fault
        if self._budget < 0:
            fault = fault or "the server sends more than any page is long"
        return Outcome(
            self.head,
            detail=fault,
            body=bytes(self._unpacker.text),
            cut=self._unpacker.cut or bool(fault),
            certificate_days=certificate_days,
        )

    def _feed_head(self, data: bytes) -> bytes:
        """Take heads out of the bytes; give what follows the real one."""
        waiting = self._waiting
        if not waiting and data.startswith(b"HTTP/"):
            # Nearly always the whole head comes in one piece.
            found = _END_OF_HEAD.search(data)
            if found is not None and found.end() <= self._room:
                head = parse_head(data[: found.start() + 1])
                if head.status >= 200 or head.status == 101:
                    self._take(head)
                    return data[found.end() :]
        waiting += data
        while True:
            if not self._searched:
                self._check_beginning()
            found = _END_OF_HEAD.search(waiting, max(0, self._searched - 2))
            if (found.end() if found else len(waiting)) > self._room:
                raise NotHttp("the head of the answer is longer than browsers read")
            if found is None:
                self._searched = len(waiting)
                return b""
            head = parse_head(bytes(waiting[: found.start() + 1]))
            rest = bytes(waiting[found.end() :])
            waiting.clear()
            if head.status >= 200 or head.status == 101:
                self._take(head)
                return rest
            waiting += rest
            self._searched = 0
            self._room -= found.end()
            self._interim += 1
            if self._interim > INTERIM_LIMIT:
                raise NotHttp("the server sends interim answers without end")

    def _check_beginning(self) -> None:
        """Take away blank lines before a head, and know other protocols by their first line."""
        waiting = self._waiting
        if bytes(waiting[:1]) in {b"\r", b"\n"}:
            whole = len(waiting)
            self._waiting[:] = waiting.lstrip(b"\r\n")
            self._room -= whole - len(waiting)
        if not waiting.startswith(b"HTTP/") and b"\n" in waiting and not begins_like_http(waiting):
            raise NotHttp("the answer does not begin like HTTP")

    def _take(self, head: Head) -> None:
        self._frames = Frames(*frame(head, self._exchange.method))
        self.head = head
        if self._exchange.want_body:
            self._unpacker = Unpacker(head.all("content-encoding"), self._exchange.body_limit)

    def _feed_body(self, data: bytes) -> None:
        assert self._frames is not None
        self._budget -= len(data)
        payload = self._frames.feed(data)
        if self._unpacker is not None and payload:
            self._unpacker.feed(payload)
