"""The one reading of every page: its links, its anchors, what it says, and what its own rules find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.base.text import clean
from kit.check.local import Tree, address_of, is_local
from kit.check.rule import Rule, findings
from kit.check.site import Digest, Mention, digest
from kit.check.targets import Targets, seen_at, wanted
from kit.check.types import Finding, Seen, Severity
from kit.pages.types import Link, LinkKind, Page

LONGEST_PAGE = 20_000_000
"""Bytes read of one page; the rest is left out, and the report says so."""

Parse = Callable[..., Page]
"""kit.pages.parse.parse_page, or a fake of it."""

Extract = Callable[[Page], tuple[Mention, ...]]
"""What a page says about the business."""


def nothing_said(_page: Page) -> tuple[Mention, ...]:
    """Give nothing: for runs that do not compare facts."""
    return ()


@dataclass(slots=True)
class Reading:
    """Everything read so far. Pages are handed in one by one and not kept."""

    parse: Parse
    rules: tuple[Rule[Any], ...]
    extract: Extract
    targets: Targets = field(default_factory=Targets)
    digests: dict[str, Digest] = field(default_factory=dict)
    """By the page's address, without fragment."""
    glanced: dict[str, Digest] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    hosts: dict[str, Seen] = field(default_factory=dict)
    """Outside hosts that pages call without being asked, with the first place."""
    claimed: dict[str, Seen] = field(default_factory=dict)
    """Addresses that the site says are its own elsewhere (rel=me, sameAs), with the first place."""

    @property
    def whole(self) -> bool:
        """Tell whether the rules look at more of a page than its links."""
        return any(rule.subject is Page for rule in self.rules)

    def glance(self, content: bytes, address: str, charset: str = "") -> None:
        """Look only for the anchors of a page that other pages point into."""
        if address not in self.digests:
            page = self.parse(content[:LONGEST_PAGE], name=address, address=address, charset=charset)
            self.glanced[address] = digest(page)

    def is_scripted(self, known: Digest, file: Path | None) -> bool:
        """Tell whether a page builds itself by script; local pages may have to be looked at again."""
        if known.scripted is not None or file is None:
            return bool(known.scripted)
        try:
            content = file.read_bytes()[:LONGEST_PAGE]
        except OSError:  # it was there a moment ago
            return False
        again = digest(
            self.parse(content, name=known.name, address=known.address, charset=""), known.mentions
        )
        self.digests[known.address] = again
        return bool(again.scripted)

    def anchors(self, address: str) -> Digest | None:
        """Give what is known of the page at an address, whether it was read or only looked at."""
        return self.digests.get(address) or self.glanced.get(address)

    def read(
        self, content: bytes, name: str, address: str, charset: str = "", *, again: bool = False
    ) -> Page:
        """Read one page: parse it once, run the rules on it, and keep what the rest of the run needs.

        `again` says that it can be had again, so that a run without rules need only read its links.
        """
        page = self.parse(content[:LONGEST_PAGE], name=name, address=address, charset=charset)
        self.targets.add(page)
        whole = self.whole or not again
        self.digests[address.partition("#")[0]] = digest(page, self.extract(page), whole=whole)
        self.found.extend(findings(self.rules, page, name))
        self.found.extend(_cut(page, cut=page.cut or len(content) > LONGEST_PAGE))
        self.found.extend(_unread(page) if whole else ())
        for link in page.links:
            if (
                link.kind is LinkKind.RESOURCE
                and link.url
                and not is_local(link.url)
                and (host := _host(link))
            ):
                self.hosts.setdefault(host, seen_at(link, name))
            elif "me" in link.rel or link.attribute == "sameAs":
                self.claimed.setdefault(link.url, seen_at(link, name))
        return page

    def read_folder(self, tree: Tree, progress: Callable[[int, int], None]) -> dict[str, str]:
        """Read every page of a folder; gives the second paths that links on the disk make."""
        scan = tree.scan()
        for number, path in enumerate(scan.pages):
            progress(number, len(scan.pages))
            self.read_file(tree.root / path, path)
        return dict(scan.twins)

    def read_file(self, file: Path, path: str) -> None:
        """Read one page from the disk; one that cannot be read is a finding."""
        try:
            with file.open("rb") as opened:
                content = opened.read(LONGEST_PAGE + 1)
        except OSError as exc:
            message = f"this page cannot be read: {exc.strerror or exc}"
            fix = "Check the rights of the file; a web server could not read it either."
            self.found.append(Finding("unreadable_page", Severity.ERROR, path, 0, message, fix))
            return
        self.read(content, clean(path), address_of(path), again=True)


def links_of(page: Page) -> Iterator[tuple[str, Link]]:
    """Give (address without fragment, link) for what may lead to more pages."""
    for link in page.links:
        if link.kind in {LinkKind.NAVIGATE, LinkKind.SUBMIT} and (url := wanted(link)) and link.url:
            yield url.partition("#")[0], link


def _host(link: Link) -> str:
    scheme, _, rest = link.url.partition("://")
    if scheme not in {"http", "https"}:
        return ""
    return rest.partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].lower()


def _cut(page: Page, *, cut: bool) -> Iterator[Finding]:
    if cut:
        message = f"this page is larger than {LONGEST_PAGE // 1_000_000} MB; only its beginning was read"
        fix = "Split the page: phones on a slow line never finish loading it."
        yield Finding("page_too_large", Severity.WARNING, page.name, 0, message, fix)


def _unread(page: Page) -> Iterator[Finding]:
    for problem, place in page.problems:
        message = clean(problem, limit=300)
        yield Finding("broken_markup", Severity.WARNING, page.name, place.line, message, "", "", place.column)
