"""Every address on a page that a browser follows, loads, sends to or that the page merely names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice
from operator import attrgetter
from typing import TYPE_CHECKING

from kit.pages import head_links, media_links
from kit.pages.collector import Collector
from kit.pages.css import style_links
from kit.pages.pressed import NOWHERE, is_pressed
from kit.pages.tree import START, Tree, fold, place_of, short_text
from kit.pages.types import Link, LinkKind, Place
from kit.pages.urls import Resolve

if TYPE_CHECKING:
    from turbohtml import Element

# More than any page made by people (the longest index of Debian's documentation packages has 17,000); the rest of a
# page with more is not read, and that is said. Each costs 1.5 kB until it is reported: this keeps a run under 150 MB.
MAX_LINKS = 30_000

_SPACE = re.compile(r"[\t\n\f\r ]+")


def links_of(tree: Tree, resolve: Resolve) -> Iterator[Link]:
    """Give the links of a page in the order of its source (JSON-LD and srcdoc are read elsewhere)."""
    collector = Collector(tree, resolve)
    if not collector.rare:
        return _by_name(collector)
    found = chain(_by_name(collector), _by_attribute(collector))
    return iter(sorted(islice(found, MAX_LINKS), key=attrgetter("place")))


def _by_name(collector: Collector) -> Iterator[Link]:
    """Give the links of elements that are known by their names."""
    from turbohtml import Namespace

    tree, resolve, related = collector.tree, collector.resolve, collector.related
    html, navigate = Namespace.HTML, LinkKind.NAVIGATE
    new = tuple.__new__  # named tuples of all their parts at once, in under half the time of any other way
    foreign = not tree.kinds.isdisjoint({"svg", "math"})
    for element, tag in zip(tree.named, tree.tags, strict=True):
        if tag == "a" and (raw := element.attr("href")) is not None:
            # Most links of a site are made in these lines: they are written for speed.
            url, problem = resolve(raw)
            position = element.position
            words = short_text(element) if collector.nested else " ".join(element.text.split())[:200]
            yield new(
                Link,
                (
                    raw,
                    url,
                    new(Place, (position[0], position[1] + 1)) if position else START,
                    tag,
                    "href",
                    navigate,
                    words or _alternative(element),
                    _rels(element) if related and element in related else (),
                    problem,
                    ((raw < "$" and raw.strip() in NOWHERE) or raw[:11] == "javascript:")
                    and is_pressed(element),
                ),
            )
        elif foreign and element.namespace is not html:
            if tag in _FOREIGN_READERS:
                yield from _FOREIGN_READERS[tag](collector, element)
        elif tag in _READERS:
            yield from _READERS[tag](collector, element)


def _by_attribute(collector: Collector) -> Iterator[Link]:
    """Give the links of attributes that may stand on many elements."""
    for element in collector.rare:
        tag = element.tag
        if tag in {"a", "area"} and (ping := element.attr("ping")):
            for one in _SPACE.split(ping.strip()):
                yield collector.link(element, one, "ping", LinkKind.MENTION)
        if tag in _WITH_BACKGROUND and element.attr("background"):
            yield from collector.resource(element, "background")
        if style := element.attr("style"):
            place = place_of(element)
            for found in style_links(style, place):
                url, problem = collector.resolve(found.raw)
                yield Link(found.raw, url, place, tag, "style", LinkKind.RESOURCE, problem=problem)


# https://html.spec.whatwg.org/#the-page and the table elements: presentational hints that load an image.
_WITH_BACKGROUND = frozenset({"body", "table", "thead", "tbody", "tfoot", "tr", "td", "th"})


def _rels(element: Element) -> tuple[str, ...]:
    return tuple((element.attr("rel") or "").lower().split())


def _vector_anchor(collector: Collector, element: Element) -> Iterator[Link]:
    """Give the link of an `a` with the old `xlink:href` alone, inside SVG or not."""
    raw = element.attr("xlink:href")
    if raw is not None:
        text = fold(element.text)[:200] or _alternative(element)
        yield collector.link(element, raw, "xlink:href", LinkKind.NAVIGATE, text, element.attr("rel") or "")


def _area(collector: Collector, element: Element) -> Iterator[Link]:
    raw = element.attr("href")
    if raw is not None:
        text = _alternative(element)
        link = collector.link(element, raw, "href", LinkKind.NAVIGATE, text, element.attr("rel") or "")
        yield link._replace(pressed=True) if raw.strip() in NOWHERE and is_pressed(element) else link


def _alternative(element: Element) -> str:
    """Give the words a link has when it has no text: its label, its picture's alt, its title."""
    picture = element.find("img") if element.tag == "a" else element
    words = (
        element.attr("aria-label") or (picture.attr("alt") if picture else "") or element.attr("title") or ""
    )
    return fold(words)[:200]


def _input(collector: Collector, element: Element) -> Iterator[Link]:
    kind = (element.attr("type") or "").lower()
    if kind == "image":
        yield from collector.resource(element, "src")
    if kind in {"image", "submit"}:
        yield from _formaction(collector, element)


def _formaction(collector: Collector, element: Element) -> Iterator[Link]:
    raw = element.attr("formaction")
    if raw is not None:
        yield collector.link(
            element,
            raw,
            "formaction",
            LinkKind.SUBMIT,
            short_text(element) if element.tag == "button" else "",
        )


def _form(collector: Collector, element: Element) -> Iterator[Link]:
    raw = element.attr("action")
    if raw is not None:
        yield collector.link(element, raw, "action", LinkKind.SUBMIT)


def _cite(collector: Collector, element: Element) -> Iterator[Link]:
    if raw := element.attr("cite"):
        yield collector.link(element, raw, "cite", LinkKind.MENTION)


_READERS: dict[str, Callable[[Collector, Element], Iterator[Link]]] = {
    "a": _vector_anchor,
    "area": _area,
    "link": head_links.link_element,
    "img": media_links.image,
    "input": _input,
    "source": media_links.source,
    "video": media_links.video,
    "audio": media_links.video,
    "track": media_links.embed,
    "iframe": media_links.frame,
    "frame": media_links.frame,
    "embed": media_links.embed,
    "object": media_links.plugin,
    "script": head_links.script,
    "form": _form,
    "button": _formaction,
    "blockquote": _cite,
    "q": _cite,
    "ins": _cite,
    "del": _cite,
    "html": head_links.root,
    "meta": head_links.meta,
    "style": head_links.style,
}
# https://svgwg.org/svg2-draft/linking.html; an HTML name inside SVG is an element nobody knows.
_FOREIGN_READERS: dict[str, Callable[[Collector, Element], Iterator[Link]]] = {
    "a": _vector_anchor,
    "script": head_links.script,
    "style": head_links.style,
    "image": media_links.vector,
    "use": media_links.vector,
    "feImage": media_links.vector,
}
