"""What stands where a file, a folder or the lock should be is named with what to do, and nothing of it is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kit.base import atomic
from kit.base.errors import MachineError
from kit.base.lock import lock


@pytest.mark.parametrize("linked", [False, True], ids=["itself", "behind a link"])
def test_a_pipe_is_not_replaced(tmp_path: Path, linked: bool) -> None:
    """Found with a link to a device, run by an administrator: the machine lost the device."""
    pipe, link = tmp_path / "pipe", tmp_path / "link.txt"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    with pytest.raises(MachineError, match="is not a file") as caught:
        atomic.atomic_write(link if linked else pipe, b"new")
    assert "Move it away" in caught.value.hint
    assert pipe.is_fifo()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_link_to_itself_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "log.csv").symlink_to("log.csv")
    with pytest.raises(MachineError) as caught:
        atomic.atomic_write(tmp_path / "log.csv", b"new")
    assert "Delete the link" in caught.value.hint


@pytest.mark.parametrize(
    ("stands", "wanted", "remedy"),
    [
        (".webkit", ".webkit/history/1.yaml", "A file stands where a folder should be"),
        ("plan", "plan/today.html", "A file stands where a folder should be"),
        ("log.csv/", "log.csv", "A folder stands where a file should be"),
    ],
    ids=["a file for .webkit", "a file for the plan", "a folder for a file"],
)
def test_what_stands_in_the_way_is_named_with_what_to_do(
    tmp_path: Path, stands: str, wanted: str, remedy: str
) -> None:
    there = tmp_path / stands
    there.mkdir() if stands.endswith("/") else there.write_bytes(b"mine")
    with pytest.raises(MachineError) as caught:
        atomic.atomic_write(tmp_path / wanted, b"new")
    assert caught.value.message.startswith(f"{there}: ")
    assert caught.value.hint == f"{remedy}. Move it away and run the same command again."


@pytest.mark.parametrize("kind", ["folder", "link", "pipe", "link to a pipe"])
def test_a_lock_that_is_no_file_is_told_of_and_nothing_behind_it_is_emptied(
    tmp_path: Path, kind: str
) -> None:
    path, other = tmp_path / "shop" / ".webkit" / "lock", tmp_path / "other"
    path.parent.mkdir(parents=True)
    os.mkfifo(other) if kind.endswith("a pipe") else other.write_bytes(b"mine")
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(other)
    with pytest.raises(MachineError) as caught, lock(path, who="webkit set"):
        raise AssertionError("held")
    assert caught.value.message.startswith(f"{path}: ")
    assert "run the same command again" in caught.value.hint
    assert other.is_fifo() or other.read_bytes() == b"mine"


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "shop" / ".webkit" / "lock"
    with (
        lock(path, who="webkit build (process 7, since 21:04)"),
        pytest.raises(
            MachineError, match=r"shop is being changed by webkit build \(process 7, since 21:04\)"
        ),
        lock(path, who="webkit set"),
    ):
        raise AssertionError("two writers")
    with lock(path, who="webkit set"):
        assert path.read_text() == "webkit set"
