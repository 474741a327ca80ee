"""What `webkit check` is pointed at: a project, a folder, a site, one page, a list, or standard input."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kit.base.errors import InputError
from kit.base.text import clean
from kit.check.local import PAGES
from kit.check.types import SubjectKind
from kit.output.manifest import load_manifest
from kit.output.writes import set_aside

if TYPE_CHECKING:
    from kit.facts.models import Business

_LARGEST = 100_000_000
"""Bytes of a list or of standard input; a list of a million links is some 60 MB."""

_CLEAN_HOSTS = frozenset({"netlify", "cloudflare", "github"})
"""Hosts that serve `about` from `about.html` (their documentation, "pretty URLs")."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to check. `folder` is where its pages are, `url` where a crawl begins.

    `content` is what standard input or a single file held; `lines` the entries of a list with their
    numbers in the file.
    """

    kind: SubjectKind
    name: str
    folder: Path | None = None
    url: str = ""
    file: str = ""
    content: bytes = b""
    lines: tuple[tuple[int, str], ...] = ()
    business: Business | None = None
    project: Path | None = None

    @property
    def clean_urls(self) -> bool:
        """Tell whether the project's host serves pages without `.html` in their address."""
        return bool(self.business and self.business.site.host in _CLEAN_HOSTS)

    def set_aside(self) -> frozenset[str]:
        """Give the files of a project's site that are new versions beside an owner's page, below the site."""
        if self.project is None:
            return frozenset()
        found = set_aside(load_manifest(self.project / ".webkit"))
        return frozenset(path.removeprefix("site/") for path in found if path.startswith("site/"))

    @property
    def site_address(self) -> str:
        """Give the address under which the project's pages will be, with a slash at its end, or ""."""
        address = (self.business.site.address if self.business else None) or ""
        return address if not address or address.endswith("/") else f"{address}/"


def find_subject(
    target: str,
    *,
    load: Callable[[Path], Business],
    stdin: Callable[[], bytes],
    crawl: bool = True,
) -> Subject:
    """Say what `target` is. Raises InputError with what to write instead when it is nothing we know."""
    if target == "-":
        return _from_stdin(stdin())
    if re.match(r"(?i)https?:", target):
        return _from_address(target, crawl=crawl)
    path = Path(target)
    if path.is_dir():
        return _from_folder(target, path, load)
    if path.is_file():
        return _from_file(target, path)
    if _looks_like_host(target):
        raise InputError(
            f"There is no file or folder called {clean(target)!r}.",
            hint=f"If you mean the website, write its whole address: https://{clean(target)}",
        )
    raise InputError(
        f"There is no file or folder called {clean(target)!r}.",
        hint="Name a project, a folder with HTML pages, a page, a list of addresses, or a web address.",
    )


def _from_folder(target: str, path: Path, load: Callable[[Path], Business]) -> Subject:
    facts = path / "business.yaml"
    if not facts.is_file():
        return Subject(SubjectKind.FOLDER, target, folder=path)
    business = load(path)
    site = path / "site"
    if not site.is_dir():
        raise InputError(
            f"{clean(target)} has facts but no website yet.",
            hint="Run `webkit build` there first, then check again.",
        )
    return Subject(SubjectKind.PROJECT, target, folder=site, business=business, project=path)


def _from_address(target: str, *, crawl: bool) -> Subject:
    try:
        parts = urlsplit(target)
        usable = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        raise InputError(
            f"{clean(target)!r} is not a web address.", hint="Write for example: https://www.yourname.com/"
        )
    return Subject(SubjectKind.URL if crawl else SubjectKind.PAGE, target, url=target)


def _from_file(target: str, path: Path) -> Subject:
    if path.suffix.lower() in (*PAGES, ".md", ".markdown"):
        return Subject(SubjectKind.PAGE, target, folder=path.parent, file=path.name)
    content = path.read_bytes() if path.stat().st_size <= _LARGEST else None
    if content is None:
        raise InputError(f"{clean(target)} is larger than 100 MB.", hint="Split the list into several files.")
    if _looks_like_html(content):
        return Subject(SubjectKind.PAGE, target, folder=path.parent, file=path.name)
    return Subject(SubjectKind.LIST, target, folder=path.parent, lines=_lines(content, target))


def _from_stdin(content: bytes) -> Subject:
    if _looks_like_html(content):
        return Subject(SubjectKind.PAGE, "-", folder=Path(), content=content)
    return Subject(SubjectKind.LIST, "-", folder=Path(), lines=_lines(content, "-"))


def _lines(content: bytes, name: str) -> tuple[tuple[int, str], ...]:
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(
            f"{clean(name)} is not a text file.", hint="A list has one address or path a line, as plain text."
        )
    text = _text(content)
    found = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    return tuple((number, line) for number, line in found if line and not line.startswith("#"))


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8-sig", "replace")


def _looks_like_html(content: bytes) -> bool:
    return _text(content[:1024]).lstrip().startswith("<")


def _looks_like_host(target: str) -> bool:
    return bool(re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[a-zA-Z]{2,}(/.*)?", target))
