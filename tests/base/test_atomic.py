"""Whole or not at all, and a remedy for every trouble of the disk."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from kit.base import atomic
from kit.base.errors import MachineError


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names of what was fsynced from now on, in order; half-made files are called `new`."""
    names: list[str] = []
    real = os.fsync

    def record(handle: int) -> None:
        name = Path(f"/proc/self/fd/{handle}").readlink().name
        names.append("new" if name.endswith(".tmp") else name)
        real(handle)

    monkeypatch.setattr(os, "fsync", record)
    return names


def test_writes_whole_files_and_makes_folders(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "file.txt"
    atomic.atomic_write(target, b"one")
    atomic.atomic_write(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["file.txt"]


def test_a_name_of_the_longest_kind_can_be_written(tmp_path: Path) -> None:
    atomic.atomic_write(tmp_path / ("x" * 255), b"one")
    assert [len(path.name) for path in tmp_path.iterdir()] == [255]


def test_what_was_written_lasts_and_what_can_be_made_again_waits_for_nothing(
    tmp_path: Path, synced: list[str]
) -> None:
    atomic.atomic_write(tmp_path / "a" / "b" / "one", b"1")
    assert synced == [tmp_path.name, "a", "new", "b"]
    synced.clear()
    atomic.atomic_write(tmp_path / "a" / "two", b"2", lasting=False)
    assert synced == []


def test_many_files_wait_for_each_folder_once(tmp_path: Path, synced: list[str]) -> None:
    (tmp_path / "a").mkdir()
    files = [(tmp_path / "a" / "one", b"1"), (tmp_path / "two", b"2"), (tmp_path / "a" / "three", b"3")]
    atomic.atomic_writes(files)
    assert synced == ["new", "new", "new", "a", tmp_path.name]
    assert [path.read_bytes() for path, _ in files] == [b"1", b"2", b"3"]


def test_changes_of_name_last_in_both_folders(tmp_path: Path, synced: list[str]) -> None:
    for name in ("a", "b", "b/new"):
        (tmp_path / name).mkdir()
    (tmp_path / "a" / "one").write_bytes(b"1")
    atomic.move(tmp_path / "a" / "one", tmp_path / "b" / "one")
    assert synced == ["b", "a"]
    synced.clear()
    atomic.move(tmp_path / "b" / "one", tmp_path / "b" / "two")
    atomic.remove(tmp_path / "b" / "two")
    assert synced == ["b", "b"]
    synced.clear()
    atomic.exchange(tmp_path / "b" / "new", tmp_path / "a")
    assert synced == [tmp_path.name, "b"]


def test_a_half_made_file_lies_on_the_same_disk_and_is_private_until_it_is_whole(tmp_path: Path) -> None:
    seen: list[tuple[str, int]] = []
    (tmp_path / "file.txt").write_bytes(b"old")
    (tmp_path / "file.txt").chmod(0o600)

    def pieces() -> Iterator[bytes]:
        (half,) = tmp_path.glob(".file.txt.*.tmp")
        seen.append((half.name, half.stat().st_mode & 0o777))
        yield b"one"

    atomic.atomic_write(tmp_path / "file.txt", pieces())
    assert [mode for _, mode in seen] == [0o600]
    assert (tmp_path / "file.txt").read_bytes() == b"one"


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


def test_linux_needs_no_moment_without_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live, new = _two_folders(tmp_path)

    def refuse(*_names: object) -> None:
        raise AssertionError("two renames leave a moment in which there is no site")

    monkeypatch.setattr(os, "rename", refuse)
    atomic.exchange(new, live)
    assert (live / "name").read_text() == "next"


def _two_folders(place: Path) -> tuple[Path, Path]:
    live, new = place / "site", place / "next"
    for folder in (live, new):
        folder.mkdir()
        (folder / "name").write_text(folder.name)
    return live, new


def _library(number: int) -> Callable[..., object]:
    """Give a C library whose renameat2 fails with an error number; with 0 it has none."""

    def renameat2(*_args: object) -> int:
        ctypes.set_errno(number)
        return -1

    return lambda *_args, **_more: SimpleNamespace(**({"renameat2": renameat2} if number else {}))


@pytest.mark.parametrize("number", [0, errno.ENOSYS, errno.EINVAL], ids=["absent", "unknown", "not here"])
def test_where_the_system_cannot_swap_two_renames_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    live, new = _two_folders(tmp_path)
    monkeypatch.setattr(ctypes, "CDLL", _library(number))
    atomic.exchange(new, live)
    assert ((live / "name").read_text(), (new / "name").read_text()) == ("next", "site")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["next", "site"]


def test_a_disk_that_fails_in_the_swap_is_no_reason_for_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, new = _two_folders(tmp_path)
    monkeypatch.setattr(ctypes, "CDLL", _library(errno.EIO))
    with pytest.raises(MachineError, match="Input/output error") as caught:
        atomic.exchange(new, live)
    assert "fault" in caught.value.hint
    assert (live / "name").read_text() == "site"


def test_the_first_exchange_is_a_rename(tmp_path: Path) -> None:
    (tmp_path / "next").mkdir()
    atomic.exchange(tmp_path / "next", tmp_path / "site")
    assert (tmp_path / "site").is_dir()
    assert not (tmp_path / "next").exists()


@pytest.mark.parametrize(("at", "stands"), [(1, "site"), (2, "site"), (3, "next")])
def test_an_exchange_cut_at_any_rename_is_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, stands: str
) -> None:
    live, new = _two_folders(tmp_path)
    real, done = os.rename, list[object]()

    def cut(source: Path, target: Path) -> None:
        done.append(source)
        if len(done) == at:
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(ctypes, "CDLL", _library(0))
    monkeypatch.setattr(os, "rename", cut)
    with pytest.raises(KeyboardInterrupt):
        atomic.exchange(new, live)
    monkeypatch.setattr(os, "rename", real)
    atomic.settle_exchange(new, live)
    assert (live / "name").read_text() == stands
    assert not (tmp_path / "next.old").exists()


def test_moves_removes_and_appends(tmp_path: Path) -> None:
    atomic.append_line(tmp_path / "log.csv", "a")
    atomic.append_line(tmp_path / "log.csv", "é")
    assert (tmp_path / "log.csv").read_bytes() == "a\né\n".encode()
    (tmp_path / "log.csv").write_bytes(b"a\nb")
    atomic.append_line(tmp_path / "log.csv", "c")
    assert (tmp_path / "log.csv").read_text() == "a\nb\nc\n"
    atomic.move(tmp_path / "log.csv", tmp_path / "other" / "log.csv")
    atomic.remove(tmp_path / "other" / "log.csv")
    atomic.remove(tmp_path / "other")
    atomic.remove(tmp_path / "never-there")
    assert list(tmp_path.iterdir()) == []


def _other_disk(*_args: object, **_more: object) -> None:
    raise OSError(errno.EXDEV, "other disk")


def test_twins_are_equal_even_across_disks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x")
    atomic.twin(tmp_path / "a", tmp_path / "b")
    monkeypatch.setattr(os, "link", _other_disk)
    atomic.twin(tmp_path / "a", tmp_path / "c")
    assert (tmp_path / "b").read_bytes() == (tmp_path / "c").read_bytes() == b"x"


def test_a_twin_of_a_link_is_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to("a")
    atomic.twin(tmp_path / "link", tmp_path / "b")
    monkeypatch.setattr(os, "link", _other_disk)
    atomic.twin(tmp_path / "link", tmp_path / "c")
    assert [(tmp_path / name).readlink() for name in "bc"] == [Path("a")] * 2


@pytest.mark.parametrize(
    "do",
    [
        pytest.param(lambda place: atomic.append_line(place / "folder", "x"), id="a line"),
        pytest.param(lambda place: atomic.atomic_write(place / "folder", b"x"), id="a file"),
        pytest.param(lambda place: atomic.move(place / "nothing", place / "folder"), id="a move"),
        pytest.param(lambda place: atomic.exchange(place / "nothing", place / "folder"), id="an exchange"),
        pytest.param(lambda place: atomic.twin(place / "nothing", place / "folder"), id="a twin"),
    ],
)
def test_trouble_is_told_with_the_name_of_what_was_to_be_changed(
    tmp_path: Path, do: Callable[[Path], None]
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(MachineError) as caught:
        do(tmp_path)
    assert caught.value.message.startswith(f"{tmp_path / 'folder'}: ")


def test_a_file_written_piece_by_piece_is_whole_or_not_there(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    atomic.atomic_write(file, (each for each in (b"{", b"}")))
    assert file.read_bytes() == b"{}"

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        atomic.atomic_write(file, broken())
    assert file.read_bytes() == b"{}"
    assert list(tmp_path.iterdir()) == [file]
