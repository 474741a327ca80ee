"""Databases that can be made again: a damaged one is put aside, and a refusing disk has a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.base.database import database
from kit.base.errors import MachineError

SCHEMA = "CREATE TABLE IF NOT EXISTS word (text TEXT);"


def _words(file: Path) -> list[str]:
    with database(file, SCHEMA, what="the list") as connection:
        return [text for (text,) in connection.execute("SELECT text FROM word")]


@pytest.mark.parametrize("thorough", [False, True])
def test_what_was_committed_is_there_the_next_time(tmp_path: Path, thorough: bool) -> None:
    file = tmp_path / "a" / "words.sqlite"
    with database(file, SCHEMA, what="the list", thorough=thorough) as connection, connection:
        connection.execute("INSERT INTO word VALUES ('tea')")
    assert _words(file) == ["tea"]


def test_a_damaged_file_is_put_aside_and_a_new_one_begun(tmp_path: Path) -> None:
    file = tmp_path / "words.sqlite"
    file.write_bytes(b"no database at all, and long enough to be looked at" * 50)
    assert _words(file) == []
    assert (tmp_path / "words.damaged").read_bytes().startswith(b"no database")


def test_a_disk_that_refuses_inside_the_block_has_a_remedy(tmp_path: Path) -> None:
    def write_where_nothing_may_be_written() -> None:
        with database(tmp_path / "words.sqlite", SCHEMA, what="the list") as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("INSERT INTO word VALUES ('tea')")

    with pytest.raises(MachineError, match=r"words\.sqlite: the list cannot be kept"):
        write_where_nothing_may_be_written()
