"""The head of an HTTP/1 answer: bytes to status and headers, and how the body after it is framed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

HEAD_LIMIT = 262_144
"""Bytes of one head, interim answers included: what Chromium takes (net::ERR_RESPONSE_HEADERS_TOO_BIG)."""
INTERIM_LIMIT = 20
"""Interim answers (1xx) before the real one; browsers see one or two."""

_STATUS = re.compile(rb"HTTP/(\d)(?:\.(\d))?[ \t]+(\d{3})(?:[ \t].*)?", re.IGNORECASE | re.DOTALL)


class NotHttp(ValueError):
    """What came back is not an HTTP answer that a browser would take; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers (names in lower case, values in Latin-1 as sent) of one answer."""

    status: int
    version: int
    """10 or 11."""
    headers: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str:
        """Give the first header called `name` (lower case), or ""."""
        return next((value for key, value in self.headers if key == name), "")

    def all(self, name: str) -> str:
        """Give every value of `name`, joined by commas as HTTP allows."""
        return ",".join(value for key, value in self.headers if key == name)


def parse_head(raw: bytes) -> Head:
    """Read a head (everything before the blank line, CRLF or bare LF); raises NotHttp."""
    lines = raw.split(b"\n")
    found = _STATUS.fullmatch(lines[0].rstrip(b"\r"))
    if found is None:
        raise NotHttp("the answer does not begin like HTTP")
    major, minor, status = found.groups()
    if major != b"1" and not (major, minor) == (b"2", b"0"):
        raise NotHttp("the answer is in an HTTP version that nobody asked for")
    if int(status) < 100:
        raise NotHttp("the answer has no valid status number")
    version = 10 if (major, minor) == (b"1", b"0") else 11
    return Head(int(status), version, tuple(_headers(lines[1:])))


def _headers(lines: list[bytes]) -> list[tuple[str, str]]:
    headers: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in {b" ", b"\t"} and headers:
            name, value = headers[-1]
            headers[-1] = (name, f"{value} {line.strip().decode('latin-1')}".strip())
            continue
        raw_name, colon, raw_value = line.partition(b":")
        # Lines without a name are skipped, as browsers do, instead of ending the head.
        if colon and raw_name.strip():
            headers.append((raw_name.strip().decode("latin-1").lower(), raw_value.strip().decode("latin-1")))
    return headers


def begins_like_http(data: bytes) -> bool:
    """Say whether the first bytes can be those of an HTTP answer, so that other protocols are known at once."""
    beginning = data.lstrip(b"\r\n")[:5].upper()
    return b"HTTP/".startswith(beginning)


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
    codings = [coding.strip().lower() for coding in head.all("transfer-encoding").split(",")]
    if codings[-1] == "chunked":
        return Framing.CHUNKED, 0
    lengths = {length.strip() for length in head.all("content-length").split(",")} - {""}
    if len(lengths) > 1 and codings == [""]:
        raise NotHttp("the server names two different lengths for one answer")
    if codings == [""] and lengths:
        digits = lengths.pop()
        # Nonsense and more than 2^63 mean "until the connection ends", as in browsers.
        if digits.isascii() and digits.isdigit() and len(digits) < 19:
            return Framing.LENGTH, int(digits)
    return Framing.CLOSE, 0


def keeps_open(head: Head) -> bool:
    """Say whether the server keeps the connection for another request (RFC 9112, section 9.3)."""
    tokens = {token.strip().lower() for token in head.all("connection").split(",")}
    return "keep-alive" in tokens if head.version == 10 else "close" not in tokens
