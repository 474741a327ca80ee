"""The addresses of pictures, films, sounds, frames and plug-ins: what a page shows besides its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kit.pages.collector import Collector
from kit.pages.tree import fold, place_of
from kit.pages.types import Link, LinkKind

if TYPE_CHECKING:
    from turbohtml import Element


def image(collector: Collector, element: Element) -> Iterator[Link]:
    """Give the files of an `img`, its map and its long description."""
    yield from collector.resource(element, "src")
    yield from collector.candidates(element, "srcset")
    if element in collector.rare:
        yield from usemap(collector, element)
        if long := element.attr("longdesc"):
            yield collector.link(element, long, "longdesc", LinkKind.MENTION)


def usemap(collector: Collector, element: Element) -> Iterator[Link]:
    """Give the image map an image names; https://html.spec.whatwg.org/#rules-for-parsing-a-hash-name-reference."""
    raw = element.attr("usemap")
    if raw is None:
        return
    if collector.maps is None:
        maps = collector.tree.select("map")
        collector.maps = frozenset(
            name for each in maps for name in (each.attr("name"), each.attr("id")) if name
        )
    _, sign, name = raw.partition("#")
    url, _ = collector.resolve(raw)
    problem = "" if sign and name in collector.maps else f"no map on this page has the name {name[:80]!r}"
    yield Link(raw, url, place_of(element), element.tag, "usemap", LinkKind.MENTION, problem=problem)


def source(collector: Collector, element: Element) -> Iterator[Link]:
    """Give the file of a `source`, which counts only inside the right parent."""
    parent = getattr(element.parent, "tag", "")
    if parent == "picture":
        yield from collector.candidates(element, "srcset")
    elif parent in {"audio", "video"}:
        yield from collector.resource(element, "src")


def video(collector: Collector, element: Element) -> Iterator[Link]:
    """Give the file of a `video` or `audio`, and the still picture of a `video`."""
    yield from collector.resource(element, "src")
    if element.tag == "video" and element.attr("poster"):
        yield from collector.resource(element, "poster")


def frame(collector: Collector, element: Element) -> Iterator[Link]:
    """Give the page inside a frame."""
    raw = element.attr("src")  # an empty one loads about:blank, and srcdoc wins over it
    if raw and raw.strip("\t\n\f\r ") and element.attr("srcdoc") is None:
        yield collector.link(element, raw, "src", LinkKind.RESOURCE, fold(element.attr("title") or ""))


def embed(collector: Collector, element: Element) -> Iterator[Link]:
    """Give the file of an `embed` or `track`."""
    yield from collector.resource(element, "src")


def plugin(collector: Collector, element: Element) -> Iterator[Link]:
    """Give the file of an `object`, and its map."""
    yield from collector.resource(element, "data")
    yield from usemap(collector, element)


def vector(collector: Collector, element: Element) -> Iterator[Link]:
    """Give what SVG loads: `href`, or the old `xlink:href` when it stands alone."""
    attribute = "href" if element.attr("href") is not None else "xlink:href"
    if element.attr(attribute):
        yield from collector.resource(element, attribute)
