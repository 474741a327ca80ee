"""Packs from elsewhere: zip and git addresses, unpacked into a folder of ours and pinned by their content."""

from __future__ import annotations

import io
import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from kit.base.atomic import atomic_write, remove
from kit.base.errors import InputError, UnsafeError
from kit.base.files import name_problem
from kit.render.packs import LARGEST_PACK, MOST_FILES, built_in
from kit.render.settings import LARGEST_FILE

Fetch = Callable[[str], bytes]
"""Gives the bytes behind an https address (kit/net does it); raises a KitError when it cannot."""
Run = Callable[[Sequence[str]], None]
"""Runs one program to its end; raises a KitError when it fails."""

_REVISION = re.compile(r"[\w./-]{1,100}")
"""What may stand behind `@`: anything freer was a way to slip in options (GHSA-f4q6-9qm4-h8j4)."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a pack comes from. `kind` is built_in, folder, zip or git."""

    kind: str
    where: str
    revision: str = ""


def parse_address(text: str) -> Address:
    """Read what stands behind `--pack`; raises UnsafeError for ways that cannot be trusted, InputError for none."""
    if text in built_in():
        return Address("built_in", text)
    where, at, revision = (
        text.rpartition("@") if re.search(r"\.git@[^/]*$|\.git@.*$", text) else (text, "", "")
    )
    if at and (not _REVISION.fullmatch(revision) or revision.startswith("-") or ".." in revision):
        raise UnsafeError(
            f"{revision!r} is no revision", hint="Write a tag or a branch, for example: …/pack.git@v2"
        )
    scheme = urlsplit(where).scheme.lower()
    git = where.endswith(".git")
    if git and (scheme in {"https", "ssh"}):
        return Address("git", where, revision)
    if scheme == "https" and urlsplit(where).path.endswith(".zip"):
        return Address("zip", where)
    if (
        scheme in {"http", "git", "file", "ftp", "ssh", "https"}
        or where.startswith("ext::")
        or (git and ":" in where)
    ):
        raise UnsafeError(
            f"{text}: packs come from https addresses that end in .zip or .git, or from ssh ones that end in .git",
            hint="For example: https://host.example/pack.zip or https://host.example/pack.git@v2",
        )
    return Address("folder", text)


def fetch_zip(address: Address, store: Path, fetch: Fetch) -> tuple[Path, str]:
    """Fetch and unpack a zip below `store`: (folder of the pack, hash of the zip). Nothing of it is run."""
    content = fetch(address.where)
    mark = sha256(content).hexdigest()
    target = store / mark[:20]
    if not target.is_dir():
        _unpack(content, address.where, target)
    return _root(target, address.where), mark


def fetch_git(address: Address, store: Path, run: Run) -> tuple[Path, str]:
    """Clone a revision below `store`: (folder of the pack, hash of its files). No hooks, no submodules."""
    target = store / sha256(f"{address.where}@{address.revision}".encode()).hexdigest()[:20]
    remove(target)
    branch = ("--branch", address.revision) if address.revision else ()
    run(
        (
            "git", "-c", "protocol.allow=never", "-c", "protocol.https.allow=always", "-c", "protocol.ssh.allow=always",
            "-c", "core.hooksPath=/dev/null", "-c", "core.symlinks=false", "-c", "credential.helper=",
            "clone", "--quiet", "--depth", "1", "--no-recurse-submodules", *branch, "--", address.where, str(target),
        )
    )  # fmt: skip
    remove(target / ".git")
    return target, folder_hash(target)


def folder_hash(folder: Path) -> str:
    """Give one hash of all files below a folder, names included."""
    whole = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts):
        name = path.relative_to(folder).as_posix().encode()
        whole.update(len(name).to_bytes(4, "big") + name + sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def pinned(text: str, mark: str, pins: Mapping[str, str]) -> bool:
    """Tell whether this pack was agreed to before; raises UnsafeError when it is no longer the same."""
    known = pins.get(text)
    if known is not None and known != mark:
        raise UnsafeError(
            f"{text} is not the pack you agreed to: its content has changed",
            hint="Look at what is new (webkit pack lint), then agree to it anew by removing its line from .webkit/packs.json.",
        )
    return known is not None


def _unpack(content: bytes, where: str, target: Path) -> None:
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    except zipfile.BadZipFile as exc:
        raise InputError(f"{where} is not a zip file", hint="Ask for the address of the zip itself.") from exc
    with packed:
        if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_PACK:
            raise UnsafeError(f"{where} is too large for a pack", hint="Do not use this pack.")
        for entry in entries:
            _unpack_one(packed, entry, where, target)


def _unpack_one(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str, target: Path) -> None:
    path = PurePosixPath(entry.filename)
    problem = name_problem(path) if "\\" not in entry.filename else "has a backslash"
    if problem or stat.S_ISLNK(entry.external_attr >> 16):
        raise UnsafeError(
            f"{where}: {entry.filename!r} {problem or 'is a link'}", hint="Do not use this pack."
        )
    if entry.file_size > LARGEST_FILE:
        raise UnsafeError(f"{where}: {entry.filename} is too large", hint="Do not use this pack.")
    try:
        data = packed.read(entry)  # never more than it says: zipfile stops there, and the checksum tells
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError) as exc:
        raise UnsafeError(
            f"{where}: {entry.filename} is damaged, locked, or not as large as it says",
            hint="Ask for the zip once more, or do not use this pack.",
        ) from exc
    atomic_write(target / path, data)


def _root(folder: Path, where: str) -> Path:
    """Give the folder that holds cookiecutter.json: the top, or the one folder in it, as hosts pack them."""
    inside = [folder, *sorted(path for path in folder.iterdir() if path.is_dir())]
    for each in inside[:2]:
        if (each / "cookiecutter.json").is_file():
            return each
    raise InputError(f"{where} holds no pack: there is no cookiecutter.json in it", hint="Ask its author.")
