"""The body after a head, taken out of its frames: bytes in, payload out, and where it ends."""

from __future__ import annotations

import re

from kit.net.head import Framing

_LINE_LIMIT = 4096
"""Bytes of one chunk-size line with its extensions."""
_TRAILER_LIMIT = 65_536
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?", re.DOTALL)


class Frames:
    """Takes raw bytes as they come; `feed` gives the payload in them. Nothing is kept but a line."""

    def __init__(self, framing: Framing, length: int) -> None:
        self.done = framing is Framing.EMPTY or (framing is Framing.LENGTH and length == 0)
        self.fault = ""
        self.surplus = False
        """More came than the body was long; such a connection must not be used again."""
        self._framing = framing
        self._left = length
        self._line = b""
        self._in_trailers = False
        self._after_chunk = False
        self._room = _TRAILER_LIMIT

    @property
    def over(self) -> bool:
        """Say whether nothing more is to be read."""
        return self.done or bool(self.fault)

    def worth_draining(self, limit: int) -> bool:
        """Say whether reading to the end may take at most `limit` bytes."""
        return self._framing is not Framing.CLOSE and self._left <= limit

    def feed(self, data: bytes) -> bytes:
        """Give the payload in the next raw bytes."""
        if self.over:
            self.surplus = self.surplus or bool(data)
            return b""
        if self._framing is Framing.CLOSE:
            return data
        if self._framing is Framing.LENGTH:
            payload = data[: self._left]
            self._left -= len(payload)
            self.done = not self._left
            self.surplus = len(data) > len(payload)
            return payload
        return b"".join(self._unchunk(data))

    def end(self) -> None:
        """Take note that the connection has ended."""
        if self._framing is Framing.CLOSE:
            self.done = True
        elif not self.over:
            self.fault = "the connection ended before the body did"

    def _unchunk(self, data: bytes) -> list[bytes]:
        payload: list[bytes] = []
        place = 0
        while place < len(data) and not self.over:
            if self._left:
                piece = data[place : place + self._left]
                payload.append(piece)
                place += len(piece)
                self._left -= len(piece)
                self._after_chunk = not self._left
                continue
            end = data.find(b"\n", place)
            self._line += data[place:] if end < 0 else data[place : end + 1]
            if len(self._line) > _LINE_LIMIT:
                self.fault = "the sizes of the chunks make no sense"
            elif end >= 0:
                line, self._line = self._line.rstrip(b"\r\n"), b""
                self._take_line(line)
            place = len(data) if end < 0 else end + 1
        self.surplus = self.done and place < len(data)
        return payload

    def _take_line(self, line: bytes) -> None:
        if self._in_trailers:
            self._room -= len(line) + 2
            self.done = not line
            if self._room < 0:
                self.fault = "the trailers do not end"
        elif self._after_chunk:
            self._after_chunk = False
            if line:
                self.fault = "the chunks are not as long as they say"
        else:
            found = _SIZE.fullmatch(line)
            if found is None:
                self.fault = "the sizes of the chunks make no sense"
                return
            self._left = int(found.group(1), 16)
            self._in_trailers = not self._left
