"""Structured data on a page: JSON-LD, microdata and h-card, each item with the line it starts on."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kit.pages.tree import Tree, fold, place_of
from kit.pages.types import Data, Link, LinkKind, Place
from kit.pages.urls import Resolve

if TYPE_CHECKING:
    from turbohtml import Element
    from turbohtml.extract import MicrodataItem

# Deeper data is no description of a business; the bound keeps hostile pages from our stack.
_DEPTH = 40
_CARDS, _CARD_SIZE, _CARD_DEPTH = 20, 50_000, 60
# How far behind the last address of a block we look for the next one.
_WINDOW = 20_000
_ADDRESS_KEYS = frozenset(
    [
        "url",
        "image",
        "logo",
        "sameas",
        "contenturl",
        "thumbnailurl",
        "thumbnail",
        "embedurl",
        "hasmap",
        "hasmenu",
        "menu",
        "photo",
        "downloadurl",
        "installurl",
        "license",
        "mainentityofpage",
        "discussionurl",
        "urltemplate",
    ]
)

Block = tuple[str, Any, Place]
Problem = tuple[str, Place]


def json_blocks(tree: Tree) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Give every JSON-LD block as (text, value, place), and what could not be read."""
    blocks: list[Block] = []
    problems: list[Problem] = []
    for element in tree.select("script[type]"):
        kind = (element.attr("type") or "").partition(";")[0].strip().lower()
        if kind != "application/ld+json" or element.attr("src") is not None:
            continue
        text, place = element.text, place_of(element)
        try:
            blocks.append((text, json.loads(text), place))
        except json.JSONDecodeError as exc:
            column = exc.colno if exc.lineno > 1 else place.column
            problems.append((_plain(text, exc), Place(place.line + exc.lineno - 1, column)))
        except (ValueError, RecursionError):
            problems.append(("the JSON-LD is nested too deep or holds a number too long to read", place))
    return tuple(blocks), tuple(problems)


def _plain(text: str, exc: json.JSONDecodeError) -> str:
    if not text.strip():
        return "the JSON-LD block is empty"
    reason = exc.msg[0].lower() + exc.msg[1:]
    return f"the JSON-LD cannot be read, so search engines skip all of it: {reason}"


def json_items(blocks: tuple[Block, ...]) -> Iterator[Data]:
    """Give each item of the JSON-LD blocks: the elements of a list or `@graph` count one by one."""
    for _, value, place in blocks:
        for item in value if isinstance(value, list) else [value]:
            graph = item.get("@graph") if isinstance(item, dict) else None
            for one in graph if isinstance(graph, list) else [item]:
                yield Data("json-ld", one, place)


def json_links(blocks: tuple[Block, ...], resolve: Resolve) -> Iterator[Link]:
    """Give the addresses that JSON-LD names; identifiers (`@id`, `@context`, `@type`) are not addresses."""
    for text, value, place in blocks:
        locate = _Locator(text, place)
        for key, raw in _strings(value):
            if _is_address(key, raw):
                url, problem = resolve(raw)
                yield Link(raw, url, locate.place(raw), "script", key, LinkKind.MENTION, problem=problem)


def _is_address(key: str, raw: str) -> bool:
    if not raw or key.startswith("@") or "{" in raw or any(sign.isspace() for sign in raw.strip()):
        return False
    lower = raw.lower()
    if lower.startswith(("https://schema.org/", "http://schema.org/")):
        return False  # the vocabulary's own words: https://schema.org/Monday
    return lower.startswith(("http://", "https://")) or (
        key.lower() in _ADDRESS_KEYS and not lower.startswith("_:")
    )


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    """Give (key, text) of each text in plain data, in its order, without recursion."""
    stack: list[tuple[str, Any]] = [("", value)]
    while stack:
        key, one = stack.pop()
        if isinstance(one, str):
            yield key, one
        elif isinstance(one, dict):
            stack.extend((name, inner) for name, inner in reversed(one.items()))
        elif isinstance(one, list):
            stack.extend((key, inner) for inner in reversed(one))


class _Locator:
    """Finds values in the text of a block; they come in its order, so each is looked for behind the last."""

    def __init__(self, text: str, start: Place) -> None:
        self.text = text
        self.start = start
        self.lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self.cursor = 0

    def place(self, raw: str) -> Place:
        """Give the place of the next use of a value; one written with escapes stands at the last one found."""
        for typed in (raw, raw.replace("/", "\\/")):
            offset = self.text.find(typed, self.cursor, self.cursor + _WINDOW)
            if offset >= 0:
                self.cursor = offset + len(typed)
                return self._at(offset)
        return self._at(self.cursor)

    def _at(self, offset: int) -> Place:
        row = bisect_right(self.lines, offset)
        if row == 1:
            return self.start
        return Place(self.start.line + row - 1, offset - self.lines[row - 1] + 1)


def microdata_items(tree: Tree, base: str) -> Iterator[Data]:
    """Give each top-level microdata item in the shape of JSON-LD, addresses resolved against `base`."""
    scopes = list(tree.document.select("[itemscope]"))
    if not scopes:
        return
    tops = [element for element in scopes if element.attr("itemprop") is None]
    items = tree.document.microdata(base or None)
    for index, item in enumerate(items):
        place = place_of(tops[index]) if len(tops) == len(items) else place_of(tops[0] if tops else scopes[0])
        if index >= len(tops) or tops[index] not in tree.inert:
            yield Data("microdata", _microdata(item, _DEPTH), place)


def _microdata(item: MicrodataItem, depth: int) -> dict[str, Any]:
    kinds = [kind.rstrip("/").rpartition("/")[2].rpartition("#")[2] for kind in (item.type or "").split()]
    made: dict[str, Any] = {"@type": kinds[0] if len(kinds) == 1 else kinds} if kinds else {}
    if item.id:
        made["@id"] = item.id
    for name, values in item.properties.items():
        plain = [
            fold(one) if isinstance(one, str) else _microdata(one, depth - 1) for one in values if depth > 0
        ]
        if plain:
            made[name] = plain[0] if len(plain) == 1 else plain
    return made


def card_items(tree: Tree, base: str) -> Iterator[Data]:
    """Give each h-card (https://microformats.org/wiki/h-card); mf2py is asked about the card alone, it is slow."""
    cards = [
        card
        for card in tree.select(".h-card")
        if card.parent is None or card.parent.closest(".h-card") is None
    ]
    for card in cards[:_CARDS]:
        markup = card.html
        if len(markup) <= _CARD_SIZE and _depth(card) <= _CARD_DEPTH:
            yield from (Data("h-card", item["properties"], place_of(card)) for item in _cards(markup, base))


def _cards(markup: str, base: str) -> list[dict[str, Any]]:
    import mf2py

    items = mf2py.parse(doc=markup, url=base or None)["items"]
    return [item for item in items if "h-card" in item.get("type", ())]


def _depth(element: Element) -> int:
    """Give how deep the elements below this one nest, at most one more than we would accept."""
    level: list[Element] = [element]
    depth = 0
    while level and depth <= _CARD_DEPTH:
        level = [child for one in level for child in one.children if type(child).__name__ == "Element"]  # type: ignore[misc]
        depth += 1
    return depth
