"""From pages to targets: each distinct address once, with every place where it stands."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from kit.base.text import clean
from kit.check.types import Seen, Target
from kit.pages.types import Link, LinkKind, Page

ASKED = frozenset({"http", "https"})
_INLINE = frozenset({"data", "javascript", "about", "blob", "view-source"})
"""Not addresses of anything elsewhere: what they hold is the page's own."""


Packed = tuple[dict[str, list[tuple[Any, ...]]], dict[str, str]]
"""The places of each address, and what is wrong with some of them."""


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
        every, name, texts = self._seen, page.name, self._texts
        self._all = None
        # A large site has hundreds of thousands of links: these lines are written for speed.
        for link in page.links:
            _, url, place, element, _, kind, text = link[:7]
            if not url.startswith("http") or link.attribute == "usemap":
                if (named := wanted(link)) is None:
                    continue
                if not url:
                    self.problems[named] = clean(link.problem, limit=300) or "it cannot be read as an address"
                url = named
            followed = (kind is _NAVIGATE and element != "link") or is_followed(link)
            seen = _make_seen((name, *place, element, texts.get(text) or self._text(text), followed))
            if (places := every.get(url)) is None:
                every[url] = [seen]
            else:
                places.append(seen)

    def packed(self) -> Packed:
        """Give everything as plain data, which goes to another process in a third of the time."""
        return {url: [tuple(seen) for seen in places] for url, places in self._seen.items()}, self.problems

    def merge(self, packed: Packed) -> None:
        """Take all that another collector has of later pages."""
        seen, problems = packed
        for url, places in seen.items():
            self.see(url, *map(_make_seen, places))
        self.problems.update(problems)

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
_NAVIGATE = LinkKind.NAVIGATE
_make_seen = partial(tuple.__new__, Seen)


def wanted(link: Link) -> str | None:
    """Give the address to judge, the raw text when it is malformed, or None when it is no link."""
    if link.attribute == "usemap" and not link.problem:
        return None  # a map has a name of its own, which need be no place on the page
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
