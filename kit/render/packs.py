"""Site packs: cookiecutter templates with fewer powers, rendered in memory by our sandbox."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

from kit.base.errors import InputError, UnsafeError
from kit.base.files import name_problem
from kit.base.share import shared_folder
from kit.render.engine import Templates, plain_once
from kit.render.limited import LimitedTemplates
from kit.render.settings import LARGEST_FILE, read_settings

PAGES = "{{cookiecutter.slug}}"
"""The folder of a pack whose files become the site."""
LARGEST_PACK = 20_000_000
MOST_FILES = 2_000
"""Limits of a pack, in bytes and files: a pack above them is not a template of a small site."""
LONGEST = 60.0
"""Seconds a whole pack may take; one template has its own limit (engine.py)."""
_BUILT_IN = ("starter",)
_HIDDEN = frozenset({".well-known", ".nojekyll"})
"""Hidden names a site may have; `.git`, `.github` or `.htaccess` would do something where the site is put."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was looked at and found harmless. `variables` are its own, with their defaults."""

    name: str
    folder: Path
    sample: Mapping[str, Any]
    variables: Mapping[str, Any] = field(default_factory=dict)
    prompts: Mapping[str, Any] = field(default_factory=dict)
    """How the pack words the questions for its variables (cookiecutter's `__prompts__`)."""
    options: Mapping[str, Any] = field(default_factory=dict)
    raw: tuple[str, ...] = ()
    files: tuple[PurePosixPath, ...] = ()
    ours: bool = False
    """Whether it travels with this program; all others are rendered by a child process that has limits."""


def built_in() -> tuple[str, ...]:
    """Give the names of the packs that travel with this program."""
    return _BUILT_IN


def open_pack(name: str = "starter", *, without_hooks: bool = False) -> Pack:
    """Give a pack by its built-in name or its folder.

    Raises InputError for what is no pack, UnsafeError for one that could do harm (`read_pack`).
    """
    if name in _BUILT_IN:
        return replace(read_pack(shared_folder("templates") / name), ours=True)
    folder = Path(name)
    if not folder.is_dir():
        raise InputError(
            f"there is no pack {name!r}",
            hint=f"Name a folder that holds a cookiecutter.json, or one of: {', '.join(_BUILT_IN)}.",
        )
    return read_pack(folder, without_hooks=without_hooks)


def read_pack(folder: Path, *, without_hooks: bool = False) -> Pack:
    """Look at a pack before anything of it is used, and give it.

    Refuses hooks (unless `without_hooks`, which leaves them unrun), extensions, links, paths that leave
    the folder, and sizes above the limits, all as UnsafeError.
    """
    settings = read_settings(folder)
    _refuse(folder, settings, without_hooks=without_hooks)
    if not (folder / PAGES).is_dir():
        raise InputError(
            f"{folder.name}: has no folder named {PAGES}", hint="That folder holds the pages of a pack."
        )
    files = tuple(
        PurePosixPath(path.relative_to(folder).as_posix())
        for path in sorted((folder / PAGES).rglob("*"))
        if path.is_file()
    )
    own = {
        key: value
        for key, value in settings.items()
        if not key.startswith("_") and key not in {"slug", "business"}
    }
    return Pack(
        name=folder.name,
        folder=folder,
        sample=settings["business"],
        variables=own,
        prompts=prompts if isinstance(prompts := settings.get("__prompts__", {}), Mapping) else {},
        options=settings.get("_jinja2_env_vars", {}),
        raw=tuple(settings.get("_copy_without_render", ())),
        files=files,
    )


class PackPages:
    """A pack ready to make pages. Templates are compiled once and used for every language and post."""

    def __init__(self, pack: Pack, variables: Mapping[str, Any] | None = None) -> None:
        self.pack = pack
        self._variables = {**pack.variables, **(variables or {})}
        # Names of template files are templates themselves, so the file type cannot be seen in them:
        # in a pack everything is escaped, as `_jinja2_env_vars: {autoescape: true}` does in cookiecutter.
        options = {**pack.options, "autoescape": True}
        make = Templates if pack.ours else LimitedTemplates
        self._templates = make((pack.folder, pack.folder / "templates"), options)

    def files(self, business: Mapping[str, Any], *, slug: str = "site") -> Iterator[tuple[str, bytes]]:
        """Make every file of the pack for one business view: (path below the site, bytes)."""
        data, end = self._data(business, slug), time.monotonic() + LONGEST
        for file in self.pack.files:
            if time.monotonic() > end:
                raise UnsafeError(f"{self.pack.name}: takes too long to make", hint="Do not use this pack.")
            path = self._path(file, data)
            if path:
                yield path, self._content(file, data)

    def file_names(self, business: Mapping[str, Any]) -> tuple[str, ...]:
        """Give the paths `files` would make, without making them."""
        data = self._data(business, "site")
        return tuple(path for file in self.pack.files if (path := self._path(file, data)))

    def has(self, name: str) -> bool:
        """Tell whether the pack has a template for things of one kind (`post`, `service`, …)."""
        return (self.pack.folder / "templates" / "each" / f"{name}.html").is_file()

    def each(self, name: str, business: Mapping[str, Any], **more: Any) -> str:
        """Make one page of a thing by `templates/each/NAME.html`; `more` holds `page` and the thing."""
        return self._templates.render(f"each/{name}.html", {**self._data(business, "site"), **more})

    def _data(self, business: Mapping[str, Any], slug: str) -> dict[str, Any]:
        return {"cookiecutter": {**self._variables, "slug": slug, "business": plain_once(business)}}

    def _path(self, file: PurePosixPath, data: Mapping[str, Any]) -> str:
        """Give where a file goes; "" when its name says that it is not wanted."""
        parts = [self._templates.text(part, data) if "{" in part else part for part in file.parts[1:]]
        if not all(part.strip() for part in parts):
            return ""
        path = PurePosixPath(*parts)
        problem = (
            name_problem(path)
            or ("must not leave the folder" if "/" in "".join(parts) else "")
            or (
                "is hidden" if any(part.startswith(".") for part in path.parts if part not in _HIDDEN) else ""
            )
        )
        if problem:
            raise UnsafeError(f"{file}: the name {str(path)!r} {problem}", hint="Do not use this pack.")
        return path.as_posix()

    def _content(self, file: PurePosixPath, data: Mapping[str, Any]) -> bytes:
        source = (self.pack.folder / file).read_bytes()
        below = PurePosixPath(*file.parts[1:]).as_posix()
        if any(fnmatch(below, pattern) or fnmatch(str(file), pattern) for pattern in self.pack.raw):
            return source
        if b"\0" in source[:8000]:
            return source
        return self._templates.render(file.as_posix(), data).encode("utf-8")


def _refuse(folder: Path, settings: Mapping[str, Any], *, without_hooks: bool) -> None:
    if (folder / "hooks").exists() and not without_hooks:
        raise UnsafeError(
            f"{folder.name}: brings hooks, which are programs that would run on this machine",
            hint="To use the pack without running them: --without-hooks",
        )
    if settings.get("_extensions"):
        raise UnsafeError(
            f"{folder.name}: asks for extensions of the template language, which are programs",
            hint="Do not use this pack, or ask its author for one without.",
        )
    size = count = 0
    for path in folder.rglob("*"):
        below = path.relative_to(folder)
        if below.parts[0] in {"hooks", ".git"}:
            continue  # never read: see loader.py
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            what = "a link" if path.is_symlink() else "neither a file nor a folder"
            raise UnsafeError(f"{folder.name}: {below} is {what}", hint="A pack holds its files itself.")
        if path.is_file():
            count, bytes_here = count + 1, path.stat().st_size
            size += bytes_here
            if bytes_here > LARGEST_FILE or size > LARGEST_PACK or count > MOST_FILES:
                raise UnsafeError(
                    f"{folder.name}: is too large at {below}",
                    hint=f"At most {MOST_FILES} files, {LARGEST_FILE // 1000} kB each and {LARGEST_PACK // 1_000_000} MB together.",
                )
