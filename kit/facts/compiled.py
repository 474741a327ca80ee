"""Our own data as Python's compiled modules are kept: made once, in `__pycache__` beside where it comes from.

Reading YAML is most of what a start costs that needs nothing but data, and asking a library for the public holidays
of one country loads those of all. A kept copy begins with a stamp of its source (size and time of a file, version of
a library) and a checksum of what follows (nothing of it waits for the disk, and a power cut may leave holes); it counts
only while both agree, and may be thrown away at any moment.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import pickle
import sys
import zlib
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kit.base.errors import MachineError

_FORM = b"webkit-data-2"
"""What a kept copy begins with; another form of it is another word here."""
_SUM = 4
"""Bytes of the checksum."""


class _Plain(pickle.Unpickler):
    """Reads plain data and days, and refuses whatever else a file might name."""

    def find_class(self, module: str, name: str) -> Any:
        """Give the two types of the calendar that YAML knows; raises UnpicklingError for all others."""
        if module == "datetime" and name in {"date", "datetime"}:
            return getattr(dt, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not plain data")


def compiled(path: Path, parse: Callable[[bytes], Any]) -> Any:
    """Give `parse` of the file's bytes, from the kept copy where there is one for this very file.

    Copies are kept only beside files of this program, and not where Python itself is told to keep none
    (PYTHONDONTWRITEBYTECODE) or may not write.
    """
    if not _ours(path.parent):
        return parse(path.read_bytes())
    about = path.stat()
    kept = path.parent / "__pycache__" / f"{path.name}.data"
    return _kept(kept, f"{about.st_size} {about.st_mtime_ns}", lambda: parse(path.read_bytes()))


def compiled_from(name: str, stamp: str, make: Callable[[], Any]) -> Any:
    """Give `make()`: plain data and days that hang on `name` and on `stamp`, the version of their source, alone."""
    digest = blake2b(name.encode(), digest_size=12).hexdigest()
    return _kept(Path(__file__).parent / "__pycache__" / f"{digest}.data", f"{name!r} {stamp}", make)


def _kept(kept: Path, stamp: str, make: Callable[[], Any]) -> Any:
    head = b"%s %s\n" % (_FORM, stamp.encode())
    with contextlib.suppress(OSError, pickle.UnpicklingError):
        content = kept.read_bytes()
        checksum, body = content[len(head) : len(head) + _SUM], content[len(head) + _SUM :]
        if content.startswith(head) and checksum == _sum(body):
            return _Plain(io.BytesIO(body)).load()
    made = make()
    if not sys.dont_write_bytecode:
        from kit.base.atomic import atomic_write

        body = pickle.dumps(made, protocol=5)
        with contextlib.suppress(MachineError):
            atomic_write(kept, head + _sum(body) + body, lasting=False)
    return made


def _sum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_SUM, "big")


@cache
def _ours(folder: Path) -> bool:
    """Say whether a folder came with this program; a pack or project of the owner's gets nothing put into it."""
    from kit.base.share import shared_folder

    return any(
        folder.is_relative_to(root) for root in (Path(__file__).parents[1], shared_folder("checklists"))
    )
