"""What the readers of one page's links share: how a link is made, and how addresses are resolved."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from kit.pages.srcset import parse_srcset
from kit.pages.tree import Tree, place_of
from kit.pages.types import Link, LinkKind
from kit.pages.urls import Resolve

if TYPE_CHECKING:
    from turbohtml import Element

EMPTY = "the address is empty, so nothing is loaded"


# Links can stand inside links, each with the text of all below it: so many of them are harmless even then.
_HARMLESS = 300

# Attributes that few pages have: one look for all of them spares each link the looks for each.
_RARELY = ("ping", "longdesc", "usemap", "background", "style")
_RARE = 'a[rel],[ping],[longdesc],[usemap],[background],[style*="("],[style*="\\\\"]'

make_link = partial(tuple.__new__, Link)
"""Make a link of all its parts at once: what Link(…) does in a third of the time."""


class Collector:
    """Holds what all readers of one page share: how addresses are resolved, and whether links nest."""

    def __init__(self, tree: Tree, resolve: Resolve) -> None:
        self.resolve = resolve
        many = tree.tags.count("a") > _HARMLESS
        self.nested = many and tree.document.select_one("a a") is not None
        found = tuple(tree.select(_RARE))
        self.related = frozenset(element for element in found if element.attr("rel") is not None)
        self.rare = frozenset(element for element in found if any(map(element.attr, _RARELY)))
        self.maps: frozenset[str] | None = None
        self.tree = tree

    def link(
        self, element: Element, raw: str, attribute: str, kind: LinkKind, text: str = "", rel: str = ""
    ) -> Link:
        url, problem = self.resolve(raw)
        rels = tuple(rel.lower().split()) if rel else ()
        return make_link(
            (raw, url, place_of(element), element.tag, attribute, kind, text, rels, problem, False)
        )

    def resource(self, element: Element, attribute: str) -> Iterator[Link]:
        """Give the resource an attribute names; an empty one is not loaded, which is a problem."""
        raw = element.attr(attribute)
        if raw is None:
            return
        if raw.strip("\t\n\f\r "):
            yield self.link(element, raw, attribute, LinkKind.RESOURCE)
        else:
            yield Link(raw, "", place_of(element), element.tag, attribute, LinkKind.RESOURCE, problem=EMPTY)

    def candidates(self, element: Element, attribute: str) -> Iterator[Link]:
        """Give each candidate of a srcset or imagesrcset."""
        if srcset := element.attr(attribute):
            for raw, _ in parse_srcset(srcset):
                yield self.link(element, raw, attribute, LinkKind.RESOURCE)
