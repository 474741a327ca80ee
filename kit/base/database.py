"""Opening a SQLite file that can be made again (history, journal): a damaged one is put aside, disk trouble has a remedy."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from kit.base.atomic import make_folder, move
from kit.base.errors import MachineError

_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a file (sqlite.org, "Temporary Files Used By SQLite")."""


@contextlib.contextmanager
def database(file: Path, schema: str, *, what: str, thorough: bool = False) -> Iterator[sqlite3.Connection]:
    """Give a connection to `file`, made with `schema` where it is not there, and close it behind the block.

    A file that is no database any more is kept as NAME.damaged and a new one begun. With `thorough` the whole
    file is looked through first, and every commit waits for the disk. Raises MachineError, naming `what` it is,
    when the disk refuses, also inside the block: whatever was committed before then still stands.
    """
    with _disk_trouble(file, what):
        make_folder(file.parent)
        connection = _connect(file, schema, thorough=thorough)
        try:
            yield connection
        finally:
            connection.close()


@contextlib.contextmanager
def _disk_trouble(file: Path, what: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as exc:
        raise MachineError(
            f"{file}: {what} cannot be kept ({exc}).",
            hint="Check the disk, its space and your rights, then try again.",
        ) from exc


def _connect(file: Path, schema: str, *, thorough: bool) -> sqlite3.Connection:
    for again in (True, False):
        connection = sqlite3.connect(file, timeout=30)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            if thorough:
                connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(schema)
            if thorough and connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("it is damaged")
        except sqlite3.DatabaseError as exc:
            connection.close()
            if not again or isinstance(exc, sqlite3.OperationalError):
                raise
            move(file, file.with_suffix(".damaged"))
            for extra in _BESIDE:
                file.with_name(file.name + extra).unlink(missing_ok=True)
        else:
            return connection
    raise AssertionError
