"""The one reading of every page: its links, its anchors, what it says, and what its own rules find."""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from kit.base.second import begin
from kit.base.text import clean
from kit.check.hiding import Hiding, hidden_by_header
from kit.check.local import ROOT, Tree, address_of, is_front, is_local
from kit.check.rule import Rule, findings
from kit.check.site import Digest, Mention, Site, digest
from kit.check.targets import Packed, Targets, seen_at
from kit.check.types import Finding, Seen, Severity
from kit.pages.links import MAX_LINKS
from kit.pages.tree import MAX_BYTES, MAX_TAGS, forget_tree
from kit.pages.types import LinkKind, Page, Redirect

LONGEST_PAGE = 20_000_000
"""Bytes read of one file, as of a sitemap; of a page less, and the report says so."""

Parse = Callable[..., Page]
"""kit.pages.other.parse_any, or a fake of it."""

Extract = Callable[[Page], tuple[Mention, ...]]
"""What a page says about the business."""


def nothing_said(_page: Page) -> tuple[Mention, ...]:
    """Give nothing: for runs that do not compare facts."""
    return ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a page is read from. `again` says that it can be had again, so that less of it need be kept."""

    content: bytes
    name: str
    address: str
    charset: str = ""
    kind: str = ""
    robots: str = ""
    """What the server tells search engines of it (X-Robots-Tag)."""
    again: bool = False


_WORTH_TWO = 200
"""Pages of a folder that are read by two processes: fewer are read before a second one has begun."""


class _Part(NamedTuple):
    """What some pages of a folder hold, as plain as it must be to come from another process."""

    targets: Packed
    digests: dict[str, Digest]
    cards: dict[str, Digest]
    found: list[Finding]
    hosts: dict[str, Seen]
    claimed: dict[str, Seen]


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
    cards: dict[str, Digest] = field(default_factory=dict)
    """Contact files: no pages, but they state facts."""
    found: list[Finding] = field(default_factory=list)
    hosts: dict[str, Seen] = field(default_factory=dict)
    """Outside hosts that pages call without being asked, with the first place."""
    looked_at: Page | None = None
    """The page that was last looked at more closely."""
    redirects: tuple[Redirect, ...] = ()
    """What the folder's `_redirects` file sends on, as Netlify and Cloudflare do."""
    claimed: dict[str, Seen] = field(default_factory=dict)
    """Addresses that the site says are its own elsewhere (rel=me, sameAs), with the first place."""
    hiding: list[Hiding] = field(default_factory=list)
    """What keeps search engines away, beside what pages say themselves."""

    @property
    def whole(self) -> bool:
        """Tell whether the rules look at more of a page than its links."""
        return any(rule.subject in {Page, Site} for rule in self.rules)

    def glance(self, content: bytes, address: str, charset: str = "") -> None:
        """Look only for the anchors of a page that other pages point into."""
        if address not in self.digests:
            self.glanced[address] = digest(self._parsed(content, address, address, charset, "text/html"))

    def whole_page(self, known: Digest, file: Path | None) -> Page:
        """Give a page again for a closer look: local ones from their file, others from what was kept.

        The last one is remembered: a page with thousands of wrong anchors is read again once.
        """
        if self.looked_at is None or self.looked_at.address != known.address:
            self.looked_at = self._again(known, file)
        return self.looked_at

    def forget_pages(self) -> None:
        """Give back the room of the last page, once all links are judged."""
        self.looked_at = None
        forget_tree()

    def _again(self, known: Digest, file: Path | None) -> Page:
        if file is not None:
            with contextlib.suppress(OSError):  # it was there a moment ago
                return self._parsed(file.read_bytes(), known.name, known.address)
        if known.markup:
            content = zlib.decompress(known.markup)
            return self._parsed(content, known.name, known.address, known.charset, "text/html")
        return known.as_page()

    def anchors(self, address: str) -> Digest | None:
        """Give what is known of the page at an address, whether it was read or only looked at."""
        return self.digests.get(address) or self.glanced.get(address)

    def read(self, source: Source) -> Page:
        """Read one page: parse it once, run the rules on it, and keep what the rest of the run needs."""
        page = self._parsed(source.content, source.name, source.address, source.charset, source.kind)
        self.targets.add(page)
        if page.kind in _SHOWN:
            self._keep(page, source)
        elif page.kind == "redirects" and page.name == "_redirects":
            self.redirects = page.redirects
        elif page.kind == "vcard" and self.whole:
            self.cards[page.address] = digest(page, self.extract(page), whole=False)
        return page

    def _keep(self, page: Page, source: Source) -> None:
        whole = self.whole
        mentions = self.extract(page) if whole else ()
        content = b"" if whole or source.again else source.content[:LONGEST_PAGE]
        kept = digest(page, mentions, whole=whole, content=content, charset=source.charset)
        self.digests[page.address.partition("#")[0]] = kept
        self.found.extend(findings(self.rules, page, page.name))
        self.found.extend(_cut(page, cut=page.cut or len(source.content) > LONGEST_PAGE))
        self.found.extend(_unread(page) if whole else ())
        if source.robots and is_front(page.name, page.address):
            self.hiding.extend(filter(None, (hidden_by_header(source.robots, page.name),)))
        for link in page.links:
            if link.kind is LinkKind.RESOURCE:
                if not link.url.startswith(ROOT) and (host := _host(link.url)) and host not in self.hosts:
                    self.hosts[host] = seen_at(link, page.name)
            elif (link.rel and "me" in link.rel) or link.attribute == "sameAs":
                self.claimed.setdefault(link.url, seen_at(link, page.name))

    def _parsed(self, content: bytes, name: str, address: str, charset: str = "", kind: str = "") -> Page:
        content = content[:LONGEST_PAGE]
        return self.parse(content, name=name, address=address, charset=charset, content_type=kind)

    def read_folder(self, tree: Tree, progress: Callable[[int, int], None]) -> dict[str, str]:
        """Read every page of a folder; gives the second paths that links on the disk make."""
        scan = tree.scan()
        for path in scan.others:
            self.read_file(tree.root / path, path)
        every = scan.pages
        own = len(every) // 2 if len(every) >= _WORTH_TWO else len(every)
        wait_for_rest = begin(partial(self._part_of, tree.root, every[own:])) if own < len(every) else None
        for number, path in enumerate(every[:own]):
            progress(number * len(every) // own, len(every))
            self.read_file(tree.root / path, path)
        if wait_for_rest is not None:
            self._take(wait_for_rest())
        forget_tree()
        return dict(scan.twins)

    def _part_of(self, root: Path, paths: tuple[str, ...]) -> _Part:
        """Read some pages beside this reading, and give what they hold."""
        beside = Reading(self.parse, self.rules, self.extract)
        for path in paths:
            beside.read_file(root / path, path)
        return _Part(
            beside.targets.packed(), beside.digests, beside.cards, beside.found, beside.hosts, beside.claimed
        )

    def _take(self, part: _Part) -> None:
        """Take what later pages hold, as if they had been read here."""
        self.targets.merge(part.targets)
        self.digests.update(part.digests)
        self.cards.update(part.cards)
        self.found.extend(part.found)
        for mine, theirs in ((self.hosts, part.hosts), (self.claimed, part.claimed)):
            for key, seen in theirs.items():
                mine.setdefault(key, seen)

    def read_file(self, file: Path, path: str) -> None:
        """Read one page from the disk; one that cannot be read is a finding."""
        try:
            with file.open("rb") as opened:
                # Asked for by its size: room for the longest page would be made and given back for each one.
                size = os.fstat(opened.fileno()).st_size
                most = LONGEST_PAGE if path.endswith(".xml") else MAX_BYTES
                content = opened.read(most + 1) if size > most else opened.read()
        except OSError as exc:
            message = f"this page cannot be read: {exc.strerror or exc}"
            fix = "Check the rights of the file; a web server could not read it either."
            self.found.append(Finding("unreadable_page", Severity.ERROR, path, 0, message, fix))
            return
        self.read(Source(content, clean(path), address_of(path), again=True))


_SHOWN = frozenset({"html", "markdown"})
"""What people see as a page; style sheets, sitemaps and the like only have links."""


@lru_cache(maxsize=4096)
def _host(url: str) -> str:
    scheme, _, rest = url.partition("://")
    if scheme not in {"http", "https"} or is_local(url):
        return ""
    return rest.partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].lower()


def _cut(page: Page, *, cut: bool) -> Iterator[Finding]:
    if cut:
        limits = f"{MAX_BYTES // 1_000_000} MB, {MAX_TAGS:,} tags and {MAX_LINKS:,} links"
        message = f"this page is too large; only its beginning was read (at most {limits})"
        fix = "Split the page: phones on a slow line never finish loading it."
        yield Finding("page_too_large", Severity.WARNING, page.name, 0, message, fix)


def _unread(page: Page) -> Iterator[Finding]:
    for problem, place in page.problems:
        message = clean(problem, limit=300)
        yield Finding("broken_markup", Severity.WARNING, page.name, place.line, message, "", "", place.column)
