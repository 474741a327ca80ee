"""A folder of files as a web server would show it: what an address inside it leads to."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from kit.base.alike import nearest
from kit.base.errors import MachineError

HOST = "folder.invalid"
"""The made-up host of local pages (RFC 2606: no real one can ever have this name)."""

# Browsers cut `../` at the root of a site. The folder stands this deep, so that a link which leaves it
# is seen to leave it; no sensible page climbs twelve folders above the top one.
_DEPTH = 12
_STEP = "-~"
_ORIGIN = f"https://{HOST}"
ROOT = f"{_ORIGIN}/"
"""How every address of the folder begins, and of what stands above it."""
BASE = ROOT + f"{_STEP}/" * _DEPTH
"""The made-up address of the folder itself."""

PAGES = (".html", ".htm", ".xhtml")
MARKDOWN = (".md", ".markdown")
"""Pages of a folder that holds none of the others; beside those they are notes of the site's makers."""
INDEXES = ("index.html", "index.htm", "index.xhtml")
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})


class Where(StrEnum):
    """What an address inside the folder leads to."""

    FILE = "file"
    BARE_FOLDER = "bare_folder"
    MISSING = "missing"
    OTHER_CASE = "other_case"
    OUTSIDE = "outside"
    OUTSIDE_MISSING = "outside_missing"
    NO_PICTURE = "no_picture"
    """A file that is shown as a picture and is none."""


@dataclass(frozen=True, slots=True)
class Landing:
    """What was found: `path` below the folder (of the index page for a folder), `near` a likely name."""

    where: Where
    path: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """The pages of a folder, each file once; `twins` maps a second path of the same file to the first."""

    pages: tuple[str, ...]
    twins: Mapping[str, str]
    others: tuple[str, ...] = ()
    """Files that hold addresses without being pages: style sheets, sitemaps, feeds, manifests, redirects."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder on this disk; names are compared letter by letter, as Linux servers do.

    `clean_urls` says that the host serves `about` from `about.html` (Netlify, Cloudflare, GitHub do).
    """

    root: Path
    clean_urls: bool = False
    left_out: frozenset[str] = frozenset()
    """Files that are there and no part of the site: new versions that wait beside an owner's page."""
    _listings: dict[str, frozenset[str] | None] = field(default_factory=dict, compare=False, repr=False)

    def scan(self) -> Scan:
        """List every page; one that links on the disk lead to twice counts under its straight path."""
        first: dict[tuple[int, int], str] = {}
        twins: dict[str, str] = {}
        for _linked, path in sorted(_walk(str(self.root), "", False, frozenset())):
            known = (self.root / path).stat()
            same = first.setdefault((known.st_dev, known.st_ino), path)
            if same != path:
                twins[path] = same
        every = sorted(path for path in first.values() if path not in self.left_out)
        kinds = PAGES if any(path.lower().endswith(PAGES) for path in every) else MARKDOWN
        pages = tuple(path for path in every if path.lower().endswith(kinds))
        others = (path for path in every if not path.lower().endswith((*PAGES, *MARKDOWN)))
        return Scan(pages, twins, tuple(others))

    def find(self, path: str) -> Landing:
        """Say what `path` (below the folder, decoded) leads to."""
        parts = [part for part in path.split("/") if part not in {"", "."}]
        here = ""
        for number, part in enumerate(parts):
            names = self._names(here)
            if names is None or part not in names:
                return self._missing(path, parts, number, names or frozenset())
            here = f"{here}/{part}" if here else part
        return self._landed(here, path)

    def _landed(self, here: str, path: str) -> Landing:
        names = self._names(here)
        if names is None:
            if path.endswith("/"):  # a file is not a folder: servers answer 404
                return Landing(Where.MISSING, path, path.rstrip("/"))
            return Landing(Where.FILE, here)
        for index in INDEXES:
            if index in names:
                return Landing(Where.FILE, f"{here}/{index}" if here else index)
        return Landing(Where.BARE_FOLDER, path)

    def _missing(self, path: str, parts: list[str], number: int, names: frozenset[str]) -> Landing:
        part = parts[number]
        last = number == len(parts) - 1
        before = parts[:number]
        if self.clean_urls and last and f"{part}.html" in names:
            return Landing(Where.FILE, "/".join([*before, f"{part}.html"]))
        twin = _folded(names).get(part.casefold())
        if twin is not None:
            rest = self.find("/".join([*before, twin, *parts[number + 1 :]]))
            if rest.where in {Where.FILE, Where.BARE_FOLDER, Where.OTHER_CASE}:
                return Landing(Where.OTHER_CASE, path, rest.near or rest.path)
        if last and f"{part}.html" in names:
            return Landing(Where.MISSING, path, "/".join([*before, f"{part}.html"]))
        close = _nearest(part, names) if last else ""
        return Landing(Where.MISSING, path, "/".join([*before, close]) if close else "")

    def _names(self, folder: str) -> frozenset[str] | None:
        """List a folder once; None when it is not one."""
        if folder not in self._listings:
            try:
                self._listings[folder] = frozenset(entry.name for entry in os.scandir(self.root / folder))
            except (OSError, ValueError):  # ValueError: a NUL in the address
                self._listings[folder] = None
        return self._listings[folder]

    def outside(self, url: str) -> Landing:
        """Say where an address that leaves the folder leads on this disk."""
        climbed, rest = _climbed(url)
        there = self.root.resolve()
        for _ in range(climbed):
            there = there.parent
        try:
            exists = (there / rest).exists()
        except (OSError, ValueError):
            exists = False
        return Landing(Where.OUTSIDE if exists else Where.OUTSIDE_MISSING, "../" * climbed + rest)


def _nearest(part: str, names: frozenset[str]) -> str:
    """Give the name in the folder that was meant: of the same kind, its name alone written nearly alike."""
    stem, kind = _cut(part)
    stems = _stems(names).get(kind, {})
    return stems.get(nearest(stem, stems), "")


@lru_cache(maxsize=64)
def _folded(names: frozenset[str]) -> dict[str, str]:
    """Give the names of a folder by their small letters, the first of several; asked again for each broken link."""
    return {name.casefold(): name for name in sorted(names, reverse=True)}


@lru_cache(maxsize=64)
def _stems(names: frozenset[str]) -> dict[str, dict[str, str]]:
    """Give the names of a folder by their ending and the name alone."""
    found: dict[str, dict[str, str]] = {}
    for name in sorted(names, reverse=True):
        stem, kind = _cut(name)
        found.setdefault(kind, {})[stem] = name
    return found


def _cut(name: str) -> tuple[str, str]:
    """Give a name without its ending, and the ending; all endings of pages are one."""
    stem, _, ending = name.rpartition(".")
    if not stem:
        return name, ""
    return stem, "html" if f".{ending.lower()}" in PAGES else ending.lower()


def address_of(path: str) -> str:
    """Give the made-up address of a file below the folder."""
    return BASE + quote(os.fsencode(path), safe="/!$&'()*+,;=:@~-._")


def is_local(url: str) -> bool:
    """Tell a made-up address from a real one."""
    return url.startswith(ROOT) or (
        url.startswith(_ORIGIN) and url[len(_ORIGIN) : len(_ORIGIN) + 1] in {"", "?", "#"}
    )


def is_front(name: str, address: str) -> bool:
    """Tell the front page of a site or folder."""
    if is_local(address):
        return name in {"index.html", "index.htm"}
    return address.partition("://")[2].partition("/")[2] in {"", "index.html", "index.htm"}


def path_of(url: str) -> str | None:
    """Give the decoded path below the folder of a made-up address; None when it leaves the folder.

    An address from the root (`/about.html`) counts from the folder too. Query and fragment are dropped.
    """
    path = url.partition("#")[0].partition("?")[0]
    if path.startswith(BASE):
        return _decoded(path[len(BASE) :])
    path = path[len(_ORIGIN) :].lstrip("/")
    if path.partition("/")[0] == _STEP:
        return None
    return _decoded(path)


def shown_url(url: str) -> str:
    """Give an address as people read it: the path below the folder for local ones, with its fragment."""
    if not is_local(url):
        return url
    path = path_of(url)
    if path is None:
        climbed, rest = _climbed(url)
        path = "../" * climbed + rest
    address, mark, fragment = url.partition("#")
    query = address.partition("?")[1] + address.partition("?")[2]
    return f"{path}{query}{mark}{fragment}" or "./"


def _climbed(url: str) -> tuple[int, str]:
    path = url.partition("#")[0].partition("?")[0][len(_ORIGIN) :]
    steps = path.lstrip("/").split("/")
    kept = 0
    while kept < len(steps) and steps[kept] == _STEP:
        kept += 1
    return _DEPTH - kept, _decoded("/".join(steps[kept:]))


def _decoded(path: str) -> str:
    return os.fsdecode(unquote_to_bytes(path)) if "%" in path else path


def _walk(
    root: str, folder: str, linked: bool, above: frozenset[tuple[int, int]]
) -> Iterator[tuple[bool, str]]:
    """Give (reached by a link, path) of every page file; a folder is not entered again inside itself."""
    try:
        known = Path(root, folder).stat()
        here = (known.st_dev, known.st_ino)
        entries = [] if here in above else list(os.scandir(f"{root}/{folder}"))
    except OSError as exc:
        if exc.errno in _MACHINE:  # not this folder's fault: saying "no pages" would be a guess
            raise MachineError(
                f"{root}/{folder}: {exc.strerror}", hint="Close some programs and try again."
            ) from exc
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        by_link = linked or entry.is_symlink()
        if by_link and not Path(root, path).exists():
            continue  # a link to nowhere or to itself: asking the entry would raise
        if _is_read(entry.name.lower()) and entry.is_file():
            yield by_link, path
        elif entry.is_dir() and _entered(entry.name):
            yield from _walk(root, path, by_link, above | {here})


_MACHINE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO})


def _is_read(name: str) -> bool:
    return name.endswith((*PAGES, *MARKDOWN, ".css", ".webmanifest", ".vcf")) or bool(_OTHERS.fullmatch(name))


_OTHERS = re.compile(
    r"sitemap[\w.-]*\.xml(?:\.gz)?|(?:feed|rss|atom|index)\.xml|manifest\.json|_redirects|[\w.-]+\.(?:rss|atom)"
)


def _entered(name: str) -> bool:
    return name not in _SKIPPED_FOLDERS and (not name.startswith(".") or name == ".well-known")
