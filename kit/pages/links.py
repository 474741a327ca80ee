"""Every address on a page that a browser follows, loads, sends to or that the page merely names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kit.pages import head_links, media_links
from kit.pages.collector import Collector
from kit.pages.css import style_links
from kit.pages.pressed import NOWHERE, is_pressed
from kit.pages.tree import Tree, fold, place_of, short_text
from kit.pages.types import Link, LinkKind
from kit.pages.urls import Resolve

if TYPE_CHECKING:
    from turbohtml import Element

# More than any page made by people; the rest of a page with more is not read, and that is said.
MAX_LINKS = 200_000

_SELECTOR = ",".join(
    [
        "a[href]",
        "area[href]",
        "link",
        "img",
        "input",
        "source",
        "video",
        "audio",
        "track",
        "iframe",
        "frame",
        "embed[src]",
        "object[data]",
        "script",
        "form",
        "button[formaction]",
        "blockquote[cite]",
        "q[cite]",
        "ins[cite]",
        "del[cite]",
        "meta[content]",
        "style",
        "html[manifest]",
        "[background]",
        "[style]",
        "image",
        "use",
        "feImage",
        "a[xlink\\:href]",
        "object[usemap]",
    ]
)
_SPACE = re.compile(r"[\t\n\f\r ]+")


def links_of(tree: Tree, resolve: Resolve) -> Iterator[Link]:
    """Give the links of a page in the order of its source (JSON-LD and srcdoc are read elsewhere)."""
    collector = Collector(tree, resolve)
    foreign = frozenset(tree.select("svg *,math *")) if tree.foreign else frozenset()
    for element in tree.select(_SELECTOR):
        readers = _FOREIGN_READERS if element in foreign and element.namespace.value != "html" else _READERS
        reader = readers.get(element.tag)
        if reader is not None:
            yield from reader(collector, element)
        background = element.attr("background")
        if background and element.tag in _WITH_BACKGROUND:
            yield from collector.resource(element, "background")
        style = element.attr("style")
        if style:
            place = place_of(element)
            for found in style_links(style, place):
                url, problem = resolve(found.raw)
                yield Link(found.raw, url, place, element.tag, "style", LinkKind.RESOURCE, problem=problem)


# https://html.spec.whatwg.org/#the-page and the table elements: presentational hints that load an image.
_WITH_BACKGROUND = frozenset({"body", "table", "thead", "tbody", "tfoot", "tr", "td", "th"})


def _anchor(collector: Collector, element: Element) -> Iterator[Link]:
    attribute = "href"
    raw = element.attr("href")
    if raw is None:
        attribute = "xlink:href"
        raw = element.attr(attribute)
        if raw is None:
            return
    text = short_text(element) if collector.nested else fold(element.text)[:200]
    if not text:
        text = _alternative(element)
    link = collector.link(element, raw, attribute, LinkKind.NAVIGATE, text, element.attr("rel") or "")
    yield link._replace(pressed=True) if raw.strip() in NOWHERE and is_pressed(element) else link
    if ping := element.attr("ping"):
        for one in _SPACE.split(ping.strip()):
            yield collector.link(element, one, "ping", LinkKind.MENTION)


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
            fold(element.text)[:200] if element.tag == "button" else "",
        )


def _form(collector: Collector, element: Element) -> Iterator[Link]:
    raw = element.attr("action")
    if raw is not None:
        yield collector.link(element, raw, "action", LinkKind.SUBMIT)


def _cite(collector: Collector, element: Element) -> Iterator[Link]:
    if raw := element.attr("cite"):
        yield collector.link(element, raw, "cite", LinkKind.MENTION)


_READERS: dict[str, Callable[[Collector, Element], Iterator[Link]]] = {
    "a": _anchor,
    "area": _anchor,
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
    "a": _anchor,
    "script": head_links.script,
    "style": head_links.style,
    "image": media_links.vector,
    "use": media_links.vector,
    "feImage": media_links.vector,
}
