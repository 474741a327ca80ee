"""Pictures that no browser can show: empty files, cut-off ones, and pages in the place of a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kit.check.types import Seen

_NAMES = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|ico|svg)$", re.IGNORECASE)
_SHOWN_AS = frozenset({"img", "image", "source", "input", "link", "video", "style", "css", "icons"})
"""Elements that show a picture; a link to one only opens it."""
_SIGNS = (
    b"\x89PNG",
    b"\xff\xd8",
    b"GIF8",
    b"RIFF",
    b"BM",
    b"\0\0\1\0",
    b"\0\0\0",  # AVIF and HEIC: the length of their first box
    b"II*\0",
    b"MM\0*",
    b"\xff\x0a",
)
"""How picture files begin; a browser goes by these, whatever the file is called (mimesniff.spec.whatwg.org, 6.1)."""
_LEAST = 26
"""Bytes of the smallest picture that any browser shows, a GIF of one point."""


def is_picture(url: str, seen: Iterable[Seen]) -> bool:
    """Tell an address that a page shows as a picture, by its name and by where it stands."""
    named = _NAMES.search(url.partition("#")[0].partition("?")[0])
    return named is not None and any(each.element in _SHOWN_AS for each in seen)


def picture_trouble(content: bytes) -> str:
    """Say why the beginning of a file (64 bytes or more of it) cannot be shown as a picture, "" when it may."""
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return "the file is empty"
    if re.match(rb"<(?:!doctype html|html|head|body)", start, re.IGNORECASE):
        return "the file is a web page, not a picture"
    if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<")):
        return ""  # drawings are text, in UTF-16 too
    if not content.startswith(_SIGNS):
        return "the file is no picture"
    return f"the file is cut off after {len(content)} bytes" if len(content) < _LEAST else ""


def trouble_in_file(file: Path) -> str:
    """Say why a file on the disk is no picture; one that cannot be read is not judged here."""
    try:
        if not file.is_file():  # a pipe would be waited for
            return ""
        with file.open("rb") as opened:
            return picture_trouble(opened.read(512))
    except OSError:
        return ""
