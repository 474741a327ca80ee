"""Who may read a file: a new one follows the umask, one that is replaced stays as its owner wanted it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kit.base import atomic


@pytest.mark.parametrize(
    ("umask", "mode", "made"),
    [(0o022, 0o666, 0o644), (0o002, 0o666, 0o664), (0o077, 0o666, 0o600), (0o002, 0o600, 0o600)],
    ids=["everybody reads", "the group writes", "nobody else", "a private file"],
)
def test_a_new_file_follows_the_umask(tmp_path: Path, umask: int, mode: int, made: int) -> None:
    before = os.umask(umask)
    try:
        atomic.atomic_write(tmp_path / "file.txt", b"one", mode=mode)
    finally:
        os.umask(before)
    assert (tmp_path / "file.txt").stat().st_mode & 0o777 == made


@pytest.mark.parametrize("chosen", [0o600, 0o640, 0o664, 0o444])
def test_a_file_that_is_replaced_keeps_the_rights_its_owner_chose(tmp_path: Path, chosen: int) -> None:
    target, copy = tmp_path / "business.yaml", tmp_path / "copy.yaml"
    target.write_bytes(b"one")
    target.chmod(chosen)
    atomic.atomic_write(target, b"two")
    atomic.atomic_writes([(target, b"three")])
    atomic.atomic_write(copy, b"two", like=target)
    assert [path.stat().st_mode & 0o777 for path in (target, copy)] == [chosen, chosen]


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only an administrator gives files away")
@pytest.mark.parametrize(
    ("mine", "after"), [(True, (1234, 1234, 0o660)), (False, (1234, 0, 0o600))], ids=["may", "may not"]
)
def test_an_administrator_leaves_a_file_to_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mine: bool, after: tuple[int, int, int]
) -> None:
    target, real = tmp_path / "people.yaml", os.fchown
    target.write_bytes(b"one")
    target.chmod(0o660)
    os.chown(target, 1234, 1234)

    def no_group(handle: int, uid: int, _gid: int) -> None:
        real(handle, uid, -1)
        raise PermissionError(errno.EPERM, "not a member of the group")

    if not mine:
        monkeypatch.setattr(os, "fchown", no_group)
    atomic.atomic_write(target, b"two")
    about = target.stat()
    assert (about.st_uid, about.st_gid, about.st_mode & 0o777) == after
