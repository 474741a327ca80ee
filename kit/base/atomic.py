"""The only place that opens files for writing: whole or not at all, and on the disk when it says so."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from kit.base.errors import MachineError

_REMEDY = {
    errno.ENOSPC: "The disk is full. Free some space and run the same command again.",
    errno.EDQUOT: "Your disk quota is used up. Free some space and run the same command again.",
    errno.EACCES: "You may not write there. Check the rights of the folder, or choose another one.",
    errno.EPERM: "You may not write there. Check the rights of the folder, or choose another one.",
    errno.EROFS: "The disk is read-only. Choose another folder.",
    errno.EMFILE: "Too many files are open on this machine. Close some programs and try again.",
    errno.ELOOP: "A link stands there that cannot be followed. Delete the link and run the same command again.",
    errno.EISDIR: "A folder stands where a file should be. Move it away and run the same command again.",
    errno.EEXIST: "A file stands where a folder should be. Move it away and run the same command again.",
    errno.ENOTDIR: "A file stands where a folder should be. Move it away and run the same command again.",
    errno.ENOTSUP: "Something that is no file stands in its place. Move it away and run the same command again.",
    errno.EIO: "The disk reported a fault. Copy your folder to another disk before you go on.",
}


_NEW_FILE = 0o666
"""What everybody may do with a new file, before the owner's umask takes its part away (POSIX)."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # Windows would write \r\n for \n


@contextlib.contextmanager
def disk_trouble(path: Path) -> Iterator[None]:
    """Turn an operating system error inside the block into a `MachineError` with a remedy."""
    try:
        yield
    except OSError as exc:
        hint = _REMEDY.get(exc.errno or 0, "Check the disk and the rights of the folder, then try again.")
        raise MachineError(f"{path}: {exc.strerror or exc}", hint=hint) from exc


def sync_folder(folder: Path) -> None:
    """Make renames inside `folder` survive a power cut (POSIX: the directory itself needs an fsync)."""
    if os.name == "nt":  # Windows keeps directory entries itself and refuses to open folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def atomic_write(
    path: Path,
    content: bytes | Iterable[bytes],
    *,
    mode: int = _NEW_FILE,
    like: Path | None = None,
    lasting: bool = True,
) -> None:
    """Write `content`, whole or piece by piece, to `path` as a whole: temp file, fsync, rename, fsync of the folder.

    A crash at any moment leaves the old file or the new one, never a mixture. A link is written
    through, not replaced. A file that is replaced keeps its rights; a new one has those of `like` where that is
    there (a copy is for nobody who may not read the original), else `mode` less the umask. What can be made again
    need not be `lasting`: then nothing waits for the disk.
    Raises MachineError with a remedy; the old content then still stands.
    """
    with disk_trouble(path):
        folder = _put(path, content, mode=mode, like=like, lasting=lasting)
        if lasting:
            sync_folder(folder)


def atomic_writes(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write many files, each as `atomic_write` does, in order; every folder waits for the disk once, at the end."""
    folders: dict[Path, Path] = {}
    for path, content in files:
        with disk_trouble(path):
            folders.setdefault(_put(path, content), path)
    for folder, path in folders.items():
        with disk_trouble(path):
            sync_folder(folder)


def _put(
    path: Path,
    content: bytes | Iterable[bytes],
    *,
    mode: int = _NEW_FILE,
    like: Path | None = None,
    lasting: bool = True,
) -> Path:
    """Put a whole file into its place, and give the folder whose new name is not on the disk yet."""
    path = _plain_file(path)
    make_folder(path.parent)
    temporary = path.parent / f".{path.name[:40]}.{os.urandom(4).hex()}.tmp"
    try:
        write_new(temporary, content, mode=mode, like=path if path.exists() else like, lasting=lasting)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return path.parent


def write_new(
    path: Path,
    content: bytes | Iterable[bytes],
    *,
    mode: int = _NEW_FILE,
    like: Path | None = None,
    lasting: bool = True,
) -> None:
    """Write a file that nobody can see yet, with the rights that `atomic_write` promises; raises OSError."""
    before = like.stat() if like is not None and like.exists() else None
    handle = os.open(path, _NEW, mode if before is None else 0o600)
    with os.fdopen(handle, "wb") as file:
        if before is not None and hasattr(os, "fchmod"):
            _as_before(handle, before)
        file.writelines((content,) if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno()) if lasting else None


def _as_before(handle: int, before: os.stat_result) -> None:
    """Give an open file the rights of another, and its owner where we may; a group we cannot give gets no more than all."""
    mode, now = before.st_mode & 0o777, os.fstat(handle)
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        try:
            os.fchown(handle, before.st_uid if os.geteuid() == 0 else -1, before.st_gid)
        except OSError:
            mode &= 0o707 | (mode & 0o007) << 3
    if mode != now.st_mode & 0o777:
        os.fchmod(handle, mode)


def _plain_file(path: Path) -> Path:
    """Give what a link leads to; a device or a pipe is nothing to replace by a file, least of all by an administrator."""
    if path.is_symlink():
        path = Path(os.path.realpath(path))
        if path.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.ENOTSUP, "is not a file")
    return path


def append_line(path: Path, line: str) -> None:
    """Add one line to a text file, safely: the whole file is written anew (ledgers are small)."""
    with disk_trouble(path):
        old = path.read_bytes() if path.exists() else b""
    if old and not old.endswith(b"\n"):
        old += b"\n"
    atomic_write(path, old + line.encode("utf-8") + b"\n")


def make_folder(folder: Path) -> None:
    """Make `folder` and its parents, each fsynced into its own parent."""
    with disk_trouble(folder):
        missing = []
        here = folder
        while not here.is_dir():
            missing.append(here)
            here = here.parent
        for each in reversed(missing):
            with disk_trouble(each):  # a file in its place is named itself
                each.mkdir(exist_ok=True)
            sync_folder(each.parent)


def move(source: Path, target: Path) -> None:
    """Rename a file or folder within one disk, and make it last."""
    with disk_trouble(target):
        make_folder(target.parent)
        source.rename(target)
        sync_folder(target.parent)
        if source.parent != target.parent:
            sync_folder(source.parent)


def remove(path: Path) -> None:
    """Remove a file, a link or a whole folder, if it is there."""
    with disk_trouble(path):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)


def remove_with_folders(path: Path, top: Path) -> None:
    """Remove a file, and each folder between it and `top` that holds nothing any more."""
    remove(path)
    for folder in path.parents:
        if folder == top or not folder.is_relative_to(top):
            return
        with disk_trouble(folder):
            if not folder.is_dir() or folder.is_symlink() or any(folder.iterdir()):
                return
            folder.rmdir()
            sync_folder(folder.parent)


def exchange(new: Path, live: Path) -> None:
    """Put the folder `new` in the place of the folder `live` in one step; afterwards `new` holds the old one.

    Linux swaps two names atomically (renameat2, RENAME_EXCHANGE). Elsewhere two renames follow each other
    closely, and `settle_exchange` finishes what a crash between them left.
    """
    with disk_trouble(live):
        if not live.exists():
            make_folder(live.parent)
            new.rename(live)
        elif not _renameat2(new, live):
            waiting = new.with_name(new.name + ".old")
            live.rename(waiting)
            new.rename(live)
            waiting.rename(new)
        sync_folder(live.parent)
        sync_folder(new.parent)


def settle_exchange(new: Path, live: Path) -> None:
    """Finish an exchange that a crash cut in two: the old folder goes back to its place."""
    waiting = new.with_name(new.name + ".old")
    with disk_trouble(live):
        if waiting.exists() and not live.exists():
            waiting.rename(live)
            sync_folder(live.parent)
        elif waiting.exists():
            remove(waiting)


def _renameat2(first: Path, second: Path) -> bool:
    """Swap two names in one system call; False where the system cannot."""
    import ctypes

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange_flag = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, linux/fs.h
    done = call(here, os.fsencode(first), here, os.fsencode(second), exchange_flag)
    if done == 0:
        return True
    number = ctypes.get_errno()
    if number in {errno.ENOSYS, errno.EINVAL}:
        return False
    raise OSError(number, os.strerror(number), str(second))


def twin(source: Path, target: Path) -> None:
    """Give `target` the content of `source` without reading it where the disk can link, else by copying."""
    with disk_trouble(target):
        make_folder(target.parent)
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError:
            shutil.copy2(source, target, follow_symlinks=False)
