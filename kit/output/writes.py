"""Deciding what to do with each file: a pure function of what was made, what we wrote, what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from kit.base.errors import UnsafeError
from kit.base.files import RenderedFile, name_problem
from kit.output.manifest import Manifest, fingerprint

LINK = "link"
"""What stands in the place of a link's fingerprint: it is never ours, whatever it leads to."""


class Action(StrEnum):
    """What happens to one file."""

    CREATE = "create"
    UPDATE = "update"
    SAME = "same"
    REMOVE = "remove"
    BESIDE = "beside"
    """The owner's version stays; ours is written beside it as `name.new.html`."""
    KEEP = "keep"
    """The owner's version stays, and ours has nothing new."""
    FORGET = "forget"
    """We no longer make it, and the owner has edited it: it is theirs now."""


@dataclass(frozen=True, slots=True)
class Write:
    """One decision. `content` is None when nothing is written; `target` is where content goes, or of a kept file lies."""

    action: Action
    path: str
    target: str = ""
    content: bytes | None = None
    fingerprint: str = ""

    @property
    def sentence(self) -> str:
        """Say it to the owner where it is theirs to know, else ""."""
        match self.action:
            case Action.BESIDE:
                return f"{self.path} is yours (you changed it): it stays. The new version is beside it as {self.target}."
            case Action.FORGET:
                return f"{self.path} is no longer needed, but you changed it: it stays."
            case _:
                return ""


def plan_writes(
    files: Iterable[RenderedFile], manifest: Manifest, on_disk: Mapping[str, str], *, overwrite: bool = False
) -> Iterator[Write]:
    """Say what to do with each file.

    `on_disk` gives the fingerprint of every file that is there now (paths of `files` and of the manifest, and
    the versions beside them).
    A file is the owner's when its content is not one we wrote. With `overwrite` ours wins, but for a link;
    the caller keeps a copy of theirs. Raises UnsafeError for a path that leaves the folder or exists twice.
    """
    made: dict[str, RenderedFile] = {}
    folded: dict[str, str] = {}
    for file in files:
        path = _safe(file.path)
        other = folded.setdefault(path.casefold(), path)
        if path in made or other != path:
            raise UnsafeError(
                f"two files want the name {path!r} ({other!r})", hint="Rename one of the two pages."
            )
        made[path] = file
    kept, beside = set(), set()
    for path, file in made.items():
        write = _decide(path, file.content, manifest, on_disk, overwrite=overwrite)
        if write.action is Action.KEEP:
            kept.add(path)
        elif write.action is Action.BESIDE:
            beside |= {write.target, beside_name(path)}
        yield write
    for path in manifest.files:
        now = on_disk.get(path)
        if path in made or path in beside or now is None or not kept.isdisjoint(lies_beside(path)):
            continue
        yield Write(Action.REMOVE if manifest.ours(path, now) else Action.FORGET, path)


def beside_name(path: str) -> str:
    """Give the name of the new version beside a file: `site/index.new.html`."""
    pure = PurePosixPath(path)
    return str(pure.with_name(f"{pure.stem}.new{pure.suffix}"))


def lies_beside(path: str) -> Iterator[str]:
    """Give the names beside whose files `path` would be a new version: of `a.new.new.md`, a.new.md and a.md."""
    pure = PurePosixPath(path)
    while (stem := pure.stem.removesuffix(".new")) != pure.stem and stem:
        pure = pure.with_name(f"{stem}{pure.suffix}")
        yield str(pure)


def set_aside(manifest: Manifest) -> frozenset[str]:
    """Give the new versions that lie beside files of their owner: they wait to be looked at, and are no part of a site."""
    return frozenset(
        path for path in manifest.files if any(each in manifest.files for each in lies_beside(path))
    )


def _decide(
    path: str, content: bytes, manifest: Manifest, on_disk: Mapping[str, str], *, overwrite: bool
) -> Write:
    new, now = fingerprint(content), on_disk.get(path)
    if now is None:
        return Write(Action.CREATE, path, path, content, new)
    if now == new:
        return Write(Action.SAME, path, fingerprint=new)
    if manifest.ours(path, now) or (overwrite and now != LINK):
        return Write(Action.UPDATE, path, path, content, new)
    if manifest.ours(path, new):
        waiting = (
            each
            for each in manifest.files
            if path in lies_beside(each) and manifest.ours(each, on_disk.get(each, ""))
        )
        return Write(Action.KEEP, path, next(waiting, ""), fingerprint=new)
    beside = beside_name(path)
    while beside in on_disk and not manifest.ours(beside, on_disk[beside]) and on_disk[beside] != new:
        beside = beside_name(beside)  # theirs as well: ours goes one further
    return Write(Action.BESIDE, path, beside, content, new)


def _safe(path: PurePosixPath) -> str:
    problem = name_problem(path)
    if problem:
        raise UnsafeError(f"the file name {str(path)!r} {problem}", hint="Choose another title or file name.")
    return str(path)
