"""Compiled templates, kept in the user's cache folder: parsing them is a third of a small build's time."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from kit.base.atomic import atomic_write
from kit.base.errors import MachineError


class Kept(BytecodeCache):
    """One file per template and source (Jinja checks both, and its own and Python's version).

    A cache that cannot be read or written costs time and nothing else.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from its file, if there is a good one that is ours."""
        path = self._path(bucket)
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            if not hasattr(os, "getuid") or path.stat().st_uid == os.getuid():
                bucket.bytecode_from_string(path.read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the bucket's file."""
        with contextlib.suppress(MachineError):
            atomic_write(self._path(bucket), bucket.bytecode_to_string(), mode=0o600)

    def _path(self, bucket: Bucket) -> Path:
        return self.folder / f"{bucket.key}.cache"


def user_cache() -> BytecodeCache | None:
    """Give the cache of this user, or None where WEBKIT_NO_CACHE asks for none."""
    if os.environ.get("WEBKIT_NO_CACHE"):
        return None
    import platformdirs

    return Kept(Path(platformdirs.user_cache_dir("webkit")) / "templates")
