"""The head of an HTTP/1 answer: bytes to status and headers, and how the body after it is framed."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

HEAD_LIMIT = 262_144
"""Bytes of one head, interim answers included: what Chromium takes (net::ERR_RESPONSE_HEADERS_TOO_BIG)."""
INTERIM_LIMIT = 20
"""Interim answers (1xx) before the real one; browsers see one or two."""

_STATUS = re.compile(r"HTTP/([0-9])(?:\.([0-9]))?[ \t]+([0-9]{3})(?:[ \t].*)?", re.IGNORECASE | re.DOTALL)
_SPACE = " \t\r\n"


class NotHttp(ValueError):
    """What came back is not an HTTP answer that a browser would take; the text says what is wrong with it."""


class Head(NamedTuple):
    """Status and headers (names in lower case, values in Latin-1 as sent) of one answer."""

    status: int
    version: int
    """10 or 11."""
    headers: tuple[tuple[str, str], ...]
    framing: tuple[str, str, str] = ("", "", "")
    """What Connection, Content-Length and Transfer-Encoding say, each joined by commas as HTTP allows."""

    def header(self, name: str) -> str:
        """Give the first header called `name` (lower case), or ""."""
        return next((value for key, value in self.headers if key == name), "")

    def all(self, name: str) -> str:
        """Give every value of `name`, joined by commas as HTTP allows."""
        return ",".join([value for key, value in self.headers if key == name])


def parse_head(raw: bytes) -> Head:
    """Read a head (everything before the blank line, CRLF or bare LF); raises NotHttp."""
    lines = raw.decode("latin-1").split("\n")
    status, version = (_usual_status if len(lines[0]) <= _USUAL else _status)(lines[0])
    headers, framing = _headers(lines)
    return Head(status, version, tuple(headers), framing)


def _status(line: str) -> tuple[int, int]:
    """Read the first line of a head: its status, and 10 or 11 for the version."""
    found = _STATUS.fullmatch(line.rstrip("\r"))
    if found is None:
        raise NotHttp("the answer does not begin like HTTP")
    major, minor, digits = found.groups()
    if major != "1" and not (major, minor) == ("2", "0"):
        raise NotHttp("the answer is in an HTTP version that nobody asked for")
    status = int(digits)
    if status < 100:
        raise NotHttp("the answer has no valid status number")
    return status, 10 if minor == "0" and major == "1" else 11


def _headers(lines: list[str]) -> tuple[list[tuple[str, str]], tuple[str, str, str]]:
    headers: list[tuple[str, str]] = []
    framing = {"connection": "", "content-length": "", "transfer-encoding": ""}
    for line in lines[1:]:
        if line[:1] in _BLANK and headers:
            # White space at its start: the line goes on with the one before (obs-fold).
            name, value = headers[-1]
            headers[-1] = (name, f"{value} {line.strip(_SPACE)}".strip(_SPACE))
            continue
        header = _usual_header(line) if len(line) <= _USUAL else _header(line)
        # Lines without a name are skipped, as browsers do, instead of ending the head.
        if header is not None:
            headers.append(header)
            name, value = header
            if name in framing:
                framing[name] = f"{framing[name]},{value}" if framing[name] else value
    return headers, (framing["connection"], framing["content-length"], framing["transfer-encoding"])


def _header(line: str) -> tuple[str, str] | None:
    name, colon, value = line.partition(":")
    name = name.strip(_SPACE).lower()
    return (name, value.strip(_SPACE)) if colon and name else None


_USUAL = 80
"""Characters of a line that is worth remembering: most of a head's lines are those of the heads before it."""
_usual_status = lru_cache(maxsize=256)(_status)
_usual_header = lru_cache(maxsize=1024)(_header)
_BLANK = frozenset({" ", "\t"})


def begins_like_http(data: bytes | bytearray) -> bool:
    """Say whether the first bytes can be those of an HTTP answer, so that other protocols are known at once."""
    beginning = data.lstrip(b"\r\n")[:5].upper()
    return b"HTTP/".startswith(bytes(beginning))


class Framing(Enum):
    """How the end of a body is known (RFC 9112, section 6.3)."""

    EMPTY = "empty"
    LENGTH = "length"
    CHUNKED = "chunked"
    CLOSE = "close"


def frame(head: Head, method: str) -> tuple[Framing, int]:
    """Say how the body is framed, and its length where that is known; raises NotHttp when lengths contradict."""
    if method == "HEAD" or head.status in {204, 304} or head.status < 200:
        return Framing.EMPTY, 0
    _, length, coding = head.framing
    if coding:
        last = coding.rpartition(",")[2].strip().lower()
        return (Framing.CHUNKED if last == "chunked" else Framing.CLOSE), 0
    if "," in length:
        lengths = {part.strip() for part in length.split(",")} - {""}
        if len(lengths) > 1:
            raise NotHttp("the server names two different lengths for one answer")
        length = "".join(lengths)
    # Nonsense and more than 2^63 mean "until the connection ends", as in browsers.
    if length.isascii() and length.isdigit() and len(length) < 19:
        return Framing.LENGTH, int(length)
    return Framing.CLOSE, 0


def keeps_open(head: Head) -> bool:
    """Say whether the server keeps the connection for another request (RFC 9112, section 9.3)."""
    said = head.framing[0].lower()
    if not said:
        return head.version != 10
    tokens = {token.strip() for token in said.split(",")}
    return "keep-alive" in tokens if head.version == 10 else "close" not in tokens
