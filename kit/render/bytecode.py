"""Compiled templates, kept in the user's cache folder: parsing them is a third of a small build's time."""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from kit.base.atomic import atomic_write
from kit.base.errors import MachineError

_SUM = 4
"""Bytes of the checksum."""


def _checksum(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(_SUM, "big")


class Kept(BytecodeCache):
    """One file per template and source (Jinja checks both, and its own and Python's version).

    A cache that cannot be read or written costs time and nothing else. Nothing waits for the disk here: a
    checksum before the content finds what a power cut left half, before Python would run it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from its file, if there is a good one that is ours."""
        path = self._path(bucket)
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            if not hasattr(os, "getuid") or path.stat().st_uid == os.getuid():
                kept = path.read_bytes()
                if kept[:_SUM] == _checksum(kept[_SUM:]):
                    bucket.bytecode_from_string(kept[_SUM:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the bucket's file."""
        with contextlib.suppress(MachineError):
            content = bucket.bytecode_to_string()
            atomic_write(self._path(bucket), _checksum(content) + content, mode=0o600, lasting=False)

    def _path(self, bucket: Bucket) -> Path:
        return self.folder / f"{bucket.key}.cache"


def user_cache() -> BytecodeCache | None:
    """Give the cache of this user, or None where WEBKIT_NO_CACHE asks for none."""
    if os.environ.get("WEBKIT_NO_CACHE"):
        return None
    import platformdirs

    return Kept(Path(platformdirs.user_cache_dir("webkit")) / "templates")
