"""What keeps search engines from a site beside the words of its pages: its robots.txt, and a header of its server."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kit.net.robots import parse_robots

ENGINES = ("googlebot", "bingbot")
"""The programs that customers find a business through; what only others are told is the owner's choice."""


@dataclass(frozen=True, slots=True)
class Hiding:
    """One word to search engines that they must stay away: where it stands, its line there, and how it reads."""

    where: str
    line: int
    words: str


def hidden_by_robots(raw: bytes, where: str) -> Hiding | None:
    """Give what a robots.txt says when no page may be read, the front page neither; None when one may."""
    shut = [engine for engine in ENGINES if not parse_robots(raw, engine).allows("/")]
    if not shut:
        return None
    lines = raw.splitlines()
    all_shut = [number for number, line in enumerate(lines) if _SHUTS_ALL.match(line)][:20]
    # Other programs may have such a line of their own: this one's is the line without which it may come.
    line = next(
        (number for number in all_shut if _lets_in(lines[:number] + lines[number + 1 :], shut[0])), -1
    )
    whom = "" if len(shut) == len(ENGINES) else f" for {shut[0]}"
    return Hiding(where, line + 1, f"Disallow: /{whom}")


def _lets_in(lines: list[bytes], engine: str) -> bool:
    return parse_robots(b"\n".join(lines), engine).allows("/")


_SHUTS_ALL = re.compile(rb"\s*disallow\s*:\s*/\*?\s*(?:#|$)", re.IGNORECASE)


_WORD_WITH_VALUE = re.compile(r"\s*(?:unavailable_after|max-[a-z-]+)\s*:")


def hidden_by_header(header: str, where: str) -> Hiding | None:
    """Give what an X-Robots-Tag header says when the page must not be shown; None when it may.

    A word after a name ("otherbot: noindex") is for that program only, and so are those after it.
    """
    whom = "robots"
    for part in header.lower().split(","):
        name, colon, word = part.rpartition(":")
        if colon and not _WORD_WITH_VALUE.match(part):
            whom = name.strip()
        if word.strip() in {"noindex", "none"} and whom in {"robots", *ENGINES}:
            return Hiding(where, 0, f"X-Robots-Tag: {header}")
    return None
