"""One writer per project: a lock that dies with its process, and says who holds it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kit.base.atomic import disk_trouble, make_folder
from kit.base.errors import MachineError
from kit.base.text import clean

_LOCK = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""How the lock is opened: a project from elsewhere may hold a link there, to a file that is not to be emptied."""


@contextlib.contextmanager
def lock(path: Path, *, who: str) -> Iterator[None]:
    """Hold the lock file `path` inside the block; raises MachineError when another process holds it.

    The system releases it when the process ends, however it ends, so a stale lock cannot stay. `who` is
    written into it (command, process, time), to be shown to whoever has to wait.
    """
    with disk_trouble(path):
        make_folder(path.parent)
        handle = os.open(path, _LOCK, 0o666)
    try:
        with disk_trouble(path):
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.ENOTSUP, "is not a file")
        if not _take(handle):
            other = clean(os.pread(handle, 300, 0).decode("utf-8", "replace"), limit=200) or "another webkit"
            raise MachineError(
                f"{path.parent.parent} is being changed by {other}",
                hint="Wait until it has finished, or stop it, and run the command again.",
            )
        with disk_trouble(path):
            os.ftruncate(handle, 0)
            os.pwrite(handle, who.encode("utf-8"), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows: a region lock of one byte, far behind the text
        return _take_on_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take_on_windows(handle: int) -> bool:  # pragma: no cover - not run on this system
    import msvcrt

    os.lseek(handle, 1_000_000, os.SEEK_SET)
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
