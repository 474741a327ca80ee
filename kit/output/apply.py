"""Carrying the decisions out: the site is replaced whole or not at all, everything else file by file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kit.base.atomic import (
    atomic_write,
    atomic_writes,
    disk_trouble,
    exchange,
    make_folder,
    remove,
    remove_with_folders,
    settle_exchange,
    sync_folder,
    twin,
    write_new,
)
from kit.base.errors import MachineError
from kit.base.files import RenderedFile
from kit.output.manifest import NAME, Manifest, dump_manifest, fingerprint, load_manifest
from kit.output.writes import LINK, Action, Write, beside_name, lies_beside, plan_writes

STATE = ".webkit"
SITE = "site"
_WRITES = {Action.CREATE, Action.UPDATE, Action.BESIDE}


def decide(project: Path, files: Iterable[RenderedFile], *, overwrite: bool = False) -> tuple[Write, ...]:
    """Look at what is on disk and say what would happen to each file; nothing is written."""
    made = tuple(files)
    manifest = load_manifest(project / STATE)
    names = {str(file.path) for file in made} | set(manifest.files)
    names |= {beside for name in names for beside in _beside(project, name)}
    return tuple(plan_writes(made, manifest, scan(project, sorted(names)), overwrite=overwrite))


def _beside(project: Path, name: str) -> Iterator[str]:
    """Give the versions that are there beside a file, and the first name that is free."""
    there = True
    while there:
        name = beside_name(name)
        yield name
        there = os.path.lexists(project / name)


def apply(project: Path, writes: Sequence[Write]) -> None:
    """Write what was decided; call it with the project's lock held.

    A crash at any moment leaves the old site or the new one. The manifest knows both contents while the
    build is under way. Owner's files that `overwrite` replaces are kept below `.webkit/replaced/`.
    Raises MachineError; what was there before then still stands.
    """
    state = project / STATE
    next_site = state / "next-site"
    _own_folder(project / SITE)
    settle_exchange(next_site, project / SITE)
    remove(next_site)
    old = load_manifest(state)
    _keep_replaced(project, writes, old)
    if all(write.action in {Action.SAME, Action.KEEP} for write in writes) and set(old.files) >= {
        w.path for w in writes
    }:
        return
    atomic_write(state / NAME, dump_manifest(_during(old, writes)))
    inside = [write for write in writes if write.path.startswith(f"{SITE}/")]
    if any(write.action in _WRITES | {Action.REMOVE} for write in inside):
        _build_tree(project / SITE, next_site, inside)
        exchange(next_site, project / SITE)
        remove(next_site)
    outside = [write for write in writes if not write.path.startswith(f"{SITE}/")]
    atomic_writes(
        (project / write.target, write.content or b"") for write in outside if write.action in _WRITES
    )
    for write in outside:
        if write.action is Action.REMOVE:
            remove_with_folders(project / write.path, project)
    atomic_write(state / NAME, dump_manifest(_after(old, writes)))


def _own_folder(live: Path) -> None:
    """Refuse a file or a link in the place of the site: it would be swapped out and removed."""
    if live.is_symlink() or (live.exists() and not live.is_dir()):
        raise MachineError(
            f"{live} is {'a link' if live.is_symlink() else 'a file'}, and the site's own folder must stand there.",
            hint="Move it away and run the same command again; a copy or a link elsewhere may lead to the folder.",
        )


def scan(project: Path, names: Iterable[str]) -> dict[str, str]:
    """Give the fingerprint of each named file that is there; a folder or link in its place counts as foreign."""
    return dict(_scan(project, names))


def _scan(project: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        path = project / name
        try:
            if path.is_symlink():
                yield name, LINK
            elif path.is_file():
                yield name, fingerprint(path.read_bytes())
            elif path.is_dir():
                raise MachineError(
                    f"{path} is a folder where a file should be",
                    hint="Move it away and run the command again.",
                )
        except OSError as exc:
            raise MachineError(f"{path}: {exc.strerror}", hint="Check the rights of the file.") from exc


def _build_tree(live: Path, fresh: Path, writes: Sequence[Write]) -> None:
    """Make the whole new site beside the old one: what stays is linked, what changes is written."""
    make_folder(fresh)
    gone = {write.path for write in writes if write.action is Action.REMOVE}
    written = {write.target for write in writes if write.action in _WRITES}
    folders = {fresh}
    with disk_trouble(live):
        standing = tuple(_files(live))
    for path in standing:
        relative = path.relative_to(live).as_posix()
        if f"{SITE}/{relative}" in gone | written:
            continue
        target = fresh / relative
        twin(path, target)
        folders.add(target.parent)
    for write in writes:
        if write.action in _WRITES:
            assert write.content is not None
            target = fresh / write.target.removeprefix(f"{SITE}/")
            make_folder(target.parent)
            with disk_trouble(target):
                write_new(target, write.content, like=live / target.relative_to(fresh))
            folders.add(target.parent)
    with disk_trouble(fresh):
        for folder in sorted(folders, reverse=True):
            sync_folder(folder)


def _files(folder: Path) -> Iterator[Path]:
    """Give every file and link below a folder; one that cannot be looked into stops the build (rglob passes it over)."""
    for here, folders, names in os.walk(folder, onerror=_raise) if folder.is_dir() else ():
        folders.sort()
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        yield from (Path(here) / name for name in sorted([*names, *links]))


def _raise(exc: OSError) -> None:
    raise exc


def _keep_replaced(project: Path, writes: Sequence[Write], manifest: Manifest) -> None:
    for write in writes:
        path = project / write.path
        if write.action is Action.UPDATE and path.is_file():
            content = path.read_bytes()
            print_now = fingerprint(content)
            if not manifest.ours(write.path, print_now):
                kept = project / STATE / "replaced" / print_now[:8] / write.path
                atomic_write(kept, content, like=path)


def _during(old: Manifest, writes: Sequence[Write]) -> Manifest:
    files = dict(old.files)
    for write in writes:
        if write.action in _WRITES:
            files[write.path] = tuple(dict.fromkeys((*files.get(write.path, ()), write.fingerprint)))
            if write.target != write.path:
                files[write.target] = (*files.get(write.target, ()), write.fingerprint)
    return Manifest(files)


def _after(old: Manifest, writes: Sequence[Write]) -> Manifest:
    files: dict[str, tuple[str, ...]] = {}
    for write in writes:
        if write.action in {Action.REMOVE, Action.FORGET}:
            continue
        files[write.path] = (write.fingerprint,)
        if write.action is Action.KEEP:
            files |= {path: kept for path, kept in old.files.items() if write.path in lies_beside(path)}
        elif write.target not in {"", write.path}:
            files[write.target] = (write.fingerprint,)
    return Manifest(files)
