"""The addresses in `link`, `meta`, `script`, `style` and `html`: what a page loads first and says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kit.pages.collector import EMPTY, Collector
from kit.pages.css import css_links
from kit.pages.tree import place_of
from kit.pages.types import Link, LinkKind, Place

if TYPE_CHECKING:
    from turbohtml import Element

# https://html.spec.whatwg.org/#linkTypes: what a browser loads by itself, and what is only a hint to connect.
_LOADED_RELS = frozenset(
    [
        "stylesheet",
        "icon",
        "apple-touch-icon",
        "apple-touch-icon-precomposed",
        "apple-touch-startup-image",
        "mask-icon",
        "preload",
        "modulepreload",
        "prefetch",
        "prerender",
        "manifest",
        "fluid-icon",
    ]
)
_HINTS = frozenset({"preconnect", "dns-prefetch"})
# Values of `meta name/property` that hold an address (ogp.me, Twitter cards, the tile settings of Windows).
_META_ADDRESS = re.compile(
    r"og:(?:url|see_also|(?:image|video|audio)(?::(?:url|secure_url))?)"
    r"|twitter:(?:url|image(?::src|0|1|2|3)?|player(?::stream)?)"
    r"|msapplication-(?:tileimage|config|square\d+x\d+logo|wide\d+x\d+logo)"
    r"|article:(?:publisher|author)",
)
_WEB = re.compile(r"https?:", re.IGNORECASE)


def link_element(collector: Collector, element: Element) -> Iterator[Link]:
    """Give where a `link` leads, unless it is only a hint to connect, and the pictures it preloads."""
    rel = element.attr("rel") or ""
    words = frozenset(rel.lower().split())
    if words and words <= _HINTS:
        return
    kind = LinkKind.RESOURCE if words & _LOADED_RELS else LinkKind.MENTION
    raw = element.attr("href")
    if raw is not None and (raw.strip("\t\n\f\r ") or kind is LinkKind.MENTION):
        yield collector.link(element, raw, "href", kind, rel=rel)
    elif raw is not None:
        yield Link(
            raw, "", place_of(element), "link", "href", kind, rel=tuple(rel.lower().split()), problem=EMPTY
        )
    if "preload" in words:
        yield from collector.candidates(element, "imagesrcset")


_SCRIPT_TYPES = re.compile(
    r"(?:(?:application|text)/(?:x-)?(?:java|ecma)script|text/(?:javascript1\.[0-5]|jscript|livescript)|module|)\Z"
)


def script(collector: Collector, element: Element) -> Iterator[Link]:
    """Give a script's file; one whose type is no script type is data that other scripts may load later."""
    attribute = "src" if element.attr("src") is not None else "href"
    raw = element.attr(attribute)
    if raw is None or (attribute == "href" and element.namespace.value != "svg"):
        return
    kind = (element.attr("type") or "").strip("\t\n\f\r ").lower()
    if _SCRIPT_TYPES.match(kind):
        yield from collector.resource(element, attribute)
    elif raw:
        yield collector.link(element, raw, attribute, LinkKind.MENTION)


def root(collector: Collector, element: Element) -> Iterator[Link]:
    """Give the old application cache that `html` may name."""
    if raw := element.attr("manifest"):
        yield collector.link(element, raw, "manifest", LinkKind.MENTION)


_REFRESH = re.compile(
    r"[\t\n\f\r ]*(?=[\d.])[\d.]*+(?=[\t\n\f\r ;,])[\t\n\f\r ]*+[;,]?+[\t\n\f\r ]*+(.+)", re.DOTALL
)
_REFRESH_URL = re.compile(r"url[\t\n\f\r ]*=[\t\n\f\r ]*(.*)", re.IGNORECASE | re.DOTALL)


def refresh_address(content: str) -> str:
    """Give the address in a `meta` refresh, or "" (https://html.spec.whatwg.org/#shared-declarative-refresh-steps)."""
    found = _REFRESH.match(content)
    if not found:
        return ""
    raw = found[1]
    if named := _REFRESH_URL.match(raw):
        raw = named[1]
    return raw[1:].partition(raw[0])[0] if raw[:1] in {'"', "'"} else raw


def meta(collector: Collector, element: Element) -> Iterator[Link]:
    """Give the address in a refresh or in a card for social networks."""
    content = element.attr("content") or ""
    if (element.attr("http-equiv") or "").lower() == "refresh":
        if raw := refresh_address(content):
            yield collector.link(element, raw, "content", LinkKind.NAVIGATE)
        return
    name = (element.attr("property") or element.attr("name") or "").lower()
    if content and _META_ADDRESS.fullmatch(name):
        if name.startswith("article:") and not _WEB.match(content):
            return  # the name of an author, which is allowed too
        yield collector.link(element, content, "content", LinkKind.MENTION, name)


def style(collector: Collector, element: Element) -> Iterator[Link]:
    """Give the files that a `style` element loads."""
    kind = (element.attr("type") or "text/css").lower()
    if kind != "text/css":
        return
    for found in css_links(element.text, start=_after_tag(element)):
        url, problem = collector.resolve(found.raw)
        attribute = "import" if found.imported else "url"
        yield Link(found.raw, url, found.place, "style", attribute, LinkKind.RESOURCE, problem=problem)


def _after_tag(element: Element) -> Place:
    """Give about where an element's text starts: the column counts the shortest form of its tag."""
    place = place_of(element)
    return Place(place.line, place.column + len(element.tag) + 2)
