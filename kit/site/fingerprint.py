"""Style sheets made small and named by their content, so that browsers may keep them for a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from kit.site.minify import tightened

Made = tuple[str, bytes, str]
"""Path below the site, bytes, and the owner's file it came from."""


def fingerprinted(files: Iterable[Made]) -> Iterator[Made]:
    """Give the files with every style sheet below `assets/` renamed, and the pages that ask for it told."""
    kept = [(path, _slim(path, content), source) for path, content, source in files]
    names = {
        path: _named(path, content)
        for path, content, _ in kept
        if path.startswith("assets/") and path.endswith(".css")
    }
    if not names:
        yield from kept
        return
    asked = re.compile(rb'(?<=["/])(' + b"|".join(re.escape(path.encode()) for path in names) + rb')(?=")')

    def renamed(found: re.Match[bytes]) -> bytes:
        return names[found[1].decode()].encode()

    for path, content, source in kept:
        yield (
            names.get(path, path),
            asked.sub(renamed, content) if path.endswith(".html") else content,
            source,
        )


def _slim(path: str, content: bytes) -> bytes:
    return tightened(content.decode("utf-8")).encode("utf-8") if path.endswith(".css") else content


def _named(path: str, content: bytes) -> str:
    stem = path.removesuffix(".css")
    return f"{stem}.{blake2b(content, digest_size=5).hexdigest()}.css"
