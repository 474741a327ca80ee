"""From pages to targets: each distinct address once, with every place where it stands."""

from __future__ import annotations

import re

from kit.base.text import clean
from kit.check.types import Seen, Target
from kit.pages.types import Link, LinkKind, Page

ASKED = frozenset({"http", "https"})
_INLINE = frozenset({"data", "javascript", "about", "blob", "view-source"})
"""Not addresses of anything elsewhere: what they hold is the page's own."""


class Targets:
    """Collects targets page by page, so that no page need be kept."""

    def __init__(self) -> None:
        self._seen: dict[str, list[Seen]] = {}
        self._texts: dict[str, str] = {}
        self._all: tuple[Target, ...] | None = None
        self.problems: dict[str, str] = {}
        """What is wrong with each address that cannot be parsed."""

    def add(self, page: Page) -> None:
        """Take every link of a page."""
        seen, name = self._seen, page.name
        self._all = None
        for link in page.links:
            # The next line spares most links a closer look: a large site has hundreds of thousands.
            url = link.url if link.url.startswith("http") else wanted(link)
            if url is not None:
                place = link.place
                text = self._text(link.text)
                where = Seen(name, place.line, place.column, link.element, text, is_followed(link))
                seen.setdefault(url, []).append(where)
                if not link.url:
                    self.problems[url] = clean(link.problem, limit=300) or "it cannot be read as an address"

    def see(self, url: str, *places: Seen) -> None:
        """Take one address with its places."""
        self._seen.setdefault(url, []).extend(places)
        self._all = None

    def all(self) -> tuple[Target, ...]:
        """Give the targets in the order they were first seen."""
        if self._all is None:
            self._all = tuple(Target(url, tuple(places)) for url, places in self._seen.items())
        return self._all

    def __len__(self) -> int:
        return len(self._seen)

    def _text(self, text: str) -> str:
        """Clean a link's text once: menus repeat theirs on every page."""
        known = self._texts.get(text)
        if known is None:
            known = clean(text, limit=80)
            if len(self._texts) < _REMEMBERED:
                self._texts[text] = known
        return known


_REMEMBERED = 50_000


def wanted(link: Link) -> str | None:
    """Give the address to judge, the raw text when it is malformed, or None when it is no link."""
    if not link.url:
        raw = clean(link.raw)
        scheme = raw.partition(":")[0].lower()
        return None if scheme in _INLINE or not raw else raw
    return None if scheme_of(link.url) in _INLINE else link.url


def is_followed(link: Link) -> bool:
    """Tell whether a browser or a visitor goes there; `link` elements that load nothing are only named."""
    return link.kind is not LinkKind.MENTION and (link.element != "link" or link.kind is LinkKind.RESOURCE)


def seen_at(link: Link, page: str) -> Seen:
    """Give the place of a link, as reports show it."""
    return Seen(
        page, link.place.line, link.place.column, link.element, clean(link.text, limit=80), is_followed(link)
    )


def scheme_of(url: str) -> str:
    """Give the scheme in lower case, "" when there is none."""
    scheme, colon, _ = url.partition(":")
    return scheme.lower() if colon and _SCHEME.fullmatch(scheme) else ""


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*")


def without_fragment(url: str) -> str:
    """Give the part of an address that is asked for."""
    return url.partition("#")[0]
