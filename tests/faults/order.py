"""Whether a trace shows every rename between an fsync of what is renamed and one of the folder it went to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

CALLS = ("write", "fsync", "rename", "renameat2", "unlink", "mkdir", "openat", "pwrite64", "rmdir", "linkat")
"""The system calls that change something, as strace names them."""

_CALL = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+= (-?\d+)")
_HANDLE = re.compile(r"^\d+<([^>]*)>")
_NAMES = re.compile(r'"((?:[^"\\]|\\.)*)"')


def disorder(lines: Iterable[str], folder: Path) -> Iterator[str]:
    """Give each rename below `folder` that no fsync of its content precedes, or no fsync of its folder follows.

    A file counts as unsynced from its first write until its fsync; a folder that is moved must hold none that is
    unsynced. The order is that of the trace, so a sync in another thread counts too. The cache promises nothing: its
    entries are known by a checksum.
    """
    unsynced: set[str] = set()
    waiting: dict[str, str] = {}
    for line in lines:
        match = _CALL.match(line)
        if not match or str(folder) not in line or match[3].startswith("-") or "/.webkit/cache/" in line:
            continue
        call, rest = match[1], match[2]
        handle = _HANDLE.match(rest)
        if call in {"write", "pwrite64"} and handle:
            unsynced.add(handle[1])
        elif call == "fsync" and handle:
            unsynced.discard(handle[1])
            waiting.pop(handle[1], None)
        elif call in {"rename", "renameat2"}:
            source, target = _NAMES.findall(rest)[:2]
            if any(path == source or path.startswith(source + "/") for path in unsynced):
                yield f"renamed before its fsync: {line[:160]}"
            waiting[str(Path(target).parent)] = line[:160]
    yield from (f"no fsync of the folder after: {line}" for line in waiting.values())
