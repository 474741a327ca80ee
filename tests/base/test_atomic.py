"""Whole or not at all, and a remedy for every trouble of the disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kit.base import atomic
from kit.base.errors import MachineError
from kit.base.lock import lock


def test_writes_whole_files_and_makes_folders(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "file.txt"
    atomic.atomic_write(target, b"one")
    atomic.atomic_write(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["file.txt"]


def test_whoever_has_the_old_file_open_reads_it_to_its_end(tmp_path: Path) -> None:
    target = tmp_path / "file.txt"
    target.write_bytes(b"old")
    with target.open("rb") as reader:
        atomic.atomic_write(target, b"new content")
        assert reader.read() == b"old"


def test_a_link_is_written_through(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to(real)
    atomic.atomic_write(tmp_path / "link.txt", b"new")
    assert real.read_bytes() == b"new"
    assert (tmp_path / "link.txt").is_symlink()


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "Free some space"),
        (errno.EROFS, "read-only"),
        (errno.EMFILE, "Close some programs"),
        (errno.EXDEV, "try again"),
    ],
)
def test_trouble_keeps_the_old_file_and_names_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, remedy: str
) -> None:
    target = tmp_path / "file.txt"
    atomic.atomic_write(target, b"old")

    def refuse(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(MachineError) as caught:
        atomic.atomic_write(target, b"new")
    assert remedy in caught.value.hint
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file.txt"]


def test_folders_change_places_in_one_step(tmp_path: Path) -> None:
    live, new = tmp_path / "site", tmp_path / "next"
    for folder, text in ((live, "old"), (new, "new")):
        folder.mkdir()
        (folder / "index.html").write_text(text)
    atomic.exchange(new, live)
    assert (live / "index.html").read_text() == "new"
    assert (new / "index.html").read_text() == "old"


def test_the_first_exchange_is_a_rename(tmp_path: Path) -> None:
    (tmp_path / "next").mkdir()
    atomic.exchange(tmp_path / "next", tmp_path / "site")
    assert (tmp_path / "site").is_dir()
    assert not (tmp_path / "next").exists()


def test_without_the_system_call_a_cut_exchange_is_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "_renameat2", lambda _first, _second: False)
    live, new = tmp_path / "site", tmp_path / "next"
    for folder in (live, new):
        folder.mkdir()
        (folder / "name").write_text(folder.name)
    atomic.exchange(new, live)
    assert (live / "name").read_text() == "next"
    live.rename(tmp_path / "next.old")  # as a crash between the two renames leaves it
    atomic.settle_exchange(tmp_path / "next", live)
    assert (live / "name").read_text() == "next"
    (tmp_path / "next.old").mkdir()
    atomic.settle_exchange(tmp_path / "next", live)
    assert not (tmp_path / "next.old").exists()


def test_moves_removes_and_appends(tmp_path: Path) -> None:
    atomic.append_line(tmp_path / "log.csv", "a")
    (tmp_path / "log.csv").write_bytes(b"a\nb")
    atomic.append_line(tmp_path / "log.csv", "c")
    assert (tmp_path / "log.csv").read_text() == "a\nb\nc\n"
    atomic.move(tmp_path / "log.csv", tmp_path / "other" / "log.csv")
    atomic.remove(tmp_path / "other" / "log.csv")
    atomic.remove(tmp_path / "other")
    atomic.remove(tmp_path / "never-there")
    assert list(tmp_path.iterdir()) == []


def test_twins_are_equal_even_across_disks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x")
    atomic.twin(tmp_path / "a", tmp_path / "b")

    def refuse(*_args: object, **_more: object) -> None:
        raise OSError(errno.EXDEV, "other disk")

    monkeypatch.setattr(os, "link", refuse)
    atomic.twin(tmp_path / "a", tmp_path / "c")
    assert (tmp_path / "b").read_bytes() == (tmp_path / "c").read_bytes() == b"x"


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
