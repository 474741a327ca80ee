"""What was made before and need not be made again: bytes by the hash of everything they came from.

One rule guards it: a key holds all that is put in, and the folder's name holds the program itself, down to the
size and time of each of its files, of the folder its libraries lie in, and of the machine's time zones. Nothing else
decides what may be used again. A project folder travels: what its cache holds counts only where it was made.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Protocol
from zoneinfo import TZPATH

from kit.base.share import shared_folder

_SECRET_BYTES = 32


class Cache(Protocol):
    """Keeps lists of files by key; it may forget, and never gives back anything else."""

    def load(self, key: str) -> tuple[tuple[str, bytes], ...] | None:
        """Give the files kept under `key`, or None."""

    def save(self, key: str, files: Sequence[tuple[str, bytes]]) -> None:
        """Keep files under `key`."""


def key_of(*inputs: bytes | str) -> str:
    """Give a key for these inputs: equal inputs, equal key."""
    hashed = blake2b(digest_size=16)
    for each in inputs:
        content = each.encode("utf-8", "surrogatepass") if isinstance(each, str) else each
        hashed.update(len(content).to_bytes(8, "big") + content)
    return hashed.hexdigest()


def remembered(kept: Cache | None, what: str, inputs: Sequence[object], make: Callable[[], bytes]) -> bytes:
    """Give `make()`, or what it gave for the same inputs before.

    `what` names the maker. `inputs` are all that `make` looks at: bytes and texts as they are, everything else by
    its repr (numbers, days, frozen records of such).
    """
    if kept is None:
        return make()
    key = key_of(what, *(each if isinstance(each, bytes | str) else repr(each) for each in inputs))
    found = kept.load(key)
    if found is None:
        found = (("", make()),)
        kept.save(key, found)
    return found[0][1]


class FolderCache:
    """A cache in a folder, one file per key: a seal and a line of names and sizes, then the contents.

    The seal is a checksum that only this user's programs can make. A folder that came from somebody else may hold
    entries that look like ours; they count as absent, and so does half an entry after a power cut: nothing waits for
    the disk here.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / _program()
        self._used: set[str] = set()

    def load(self, key: str) -> tuple[tuple[str, bytes], ...] | None:
        """Give the files kept under `key`; a damaged or foreign entry counts as absent."""
        self._used.add(key)
        try:
            head, _, rest = (self.folder / f"{key}.made").read_bytes().partition(b"\n")
        except OSError:
            return None
        seal, _, index = head.partition(b" ")
        if seal.decode("ascii", "replace") != key_of(_secret(), key, index, rest):
            return None
        files, at = [], 0
        for name, size in json.loads(index):
            files.append((name, rest[at : at + size]))
            at += size
        return tuple(files)

    def save(self, key: str, files: Sequence[tuple[str, bytes]]) -> None:
        """Keep files under `key`."""
        from kit.base.atomic import atomic_write

        self._used.add(key)
        rest = b"".join(content for _, content in files)
        index = json.dumps([(name, len(content)) for name, content in files]).encode()
        seal = key_of(_secret(), key, index, rest).encode()
        atomic_write(self.folder / f"{key}.made", seal + b" " + index + b"\n" + rest, lasting=False)

    def tidy(self) -> None:
        """Forget what was not asked for since this was opened, and what another version of the program made."""
        for path in self.folder.parent.rglob("*.made"):
            if path.parent != self.folder or path.stem not in self._used:
                with contextlib.suppress(OSError):
                    path.unlink()
        for path in self.folder.parent.glob("*/"):
            with contextlib.suppress(OSError):
                path.rmdir()  # only what is empty now goes


@cache
def _secret() -> bytes:
    """Give what this user's seals are made with; it lies where no project is, and is made at the first need.

    One that others can read, or could have put there, does not count. Where it cannot be kept it holds for this run,
    and the next one makes everything again.
    """
    import platformdirs

    from kit.base.atomic import atomic_write, make_folder
    from kit.base.errors import MachineError

    path = Path(platformdirs.user_cache_dir("webkit")) / "seal"
    with contextlib.suppress(OSError):
        if path.is_file() and _mine(path.parent, 0o022) and _mine(path, 0o077):  # a pipe would be waited for
            found = path.read_bytes()
            if len(found) == _SECRET_BYTES:
                return found
    made = os.urandom(_SECRET_BYTES)
    with contextlib.suppress(MachineError, OSError):
        make_folder(path.parent)
        if _mine(path.parent, 0):
            path.parent.chmod(0o700)  # others may have put a seal there while they could: it goes
            path.unlink(missing_ok=True)
            atomic_write(path, made, mode=0o600, lasting=False)
    return made


def _mine(path: Path, taboo: int) -> bool:
    """Say whether a file or folder belongs to this user, and gives nobody the rights in `taboo`."""
    about = path.stat()
    return not hasattr(os, "getuid") or (about.st_uid == os.getuid() and not about.st_mode & taboo)


@cache
def _program() -> str:
    """Give a name for exactly this program: its files with size and time, its Python, and when a library last changed."""
    libraries = [Path(each) for each in sys.path if each.endswith("-packages")]
    zones = [Path(each, "tzdata.zi") for each in TZPATH]
    parts = [sys.version]
    parts += (f"{path} {path.stat().st_mtime_ns}" for path in (*libraries, *zones) if path.exists())
    for root in (
        Path(__file__).resolve().parents[1],
        shared_folder("templates"),
        shared_folder("checklists"),
    ):
        parts += _files(root)
    return key_of(*parts)[:16]


def _files(folder: Path) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(Path(entry.path))
        else:
            about = entry.stat(follow_symlinks=False)  # an editor's lock is a link to nowhere
            yield f"{entry.path} {about.st_size} {about.st_mtime_ns}"
