"""One page's element tree as the HTML standard builds it, and the few questions every reader asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from kit.pages.types import Place

if TYPE_CHECKING:
    from turbohtml import Document, Element, ShadowRoot

# A tree takes up to 25 times the size of its page, and 150 bytes a tag: these keep a run under 150 MB whatever a page
# does. The longest page of Debian's documentation packages has 2.6 MB and 98,000 tags.
MAX_BYTES = 4_000_000
MAX_TAGS = 150_000
"""Of start and end tags, counted by their `<`."""
START = Place(1, 1)


# Every element that a reader of addresses asks for by its name: one walk finds them all.
_NAMES = (
    *("a", "area", "link", "img", "input", "source", "video", "audio", "track", "iframe", "frame", "embed"),
    *("object", "script", "form", "button", "blockquote", "q", "ins", "del", "html", "meta", "style"),
    *("image", "use", "feImage", "base", "title", "template", "svg", "math"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """A parsed page: `inert` are the elements inside `template`, which a browser neither shows nor loads."""

    document: Document
    encoding: str
    cut: bool
    unknown_charset: str
    inert: frozenset[Element]
    shadows: tuple[ShadowRoot, ...]
    named: tuple[Element, ...]
    """The live elements of the names that may hold an address, those in declarative shadow roots last."""
    tags: tuple[str, ...]
    """The names of `named`, one by one."""
    kinds: frozenset[str]
    """The names that occur at all: what is not among them need not be looked for."""

    def select(self, selector: str) -> Iterator[Element]:
        """Give the live elements that match, those in declarative shadow roots after the others."""
        found = self.document.select(selector)
        if not self.inert and not self.shadows:
            yield from found
            return
        for element in found:
            if element not in self.inert:
                yield element
        for shadow in self.shadows:
            yield from shadow.select(selector)


@lru_cache(maxsize=1)
def load_tree(content: bytes, charset: str = "") -> Tree:
    """Parse a page by the HTML standard, with scripting on as in a browser (so `noscript` is text).

    `charset` is the one of the Content-Type header; a byte order mark wins over it, it over `meta`. The
    last tree is remembered, so that a page read in two steps is parsed once.
    """
    kept = _beginning(content)
    document, unknown = _parsed(kept, charset, shadows=False)
    named = tuple(document.iter_elements(_NAMES))
    tags = tuple([element.tag for element in named])
    inert: frozenset[Element] = frozenset()
    shadows: tuple[ShadowRoot, ...] = ()
    if "template" in tags:
        if document.select_one("template[shadowrootmode]") is not None:
            document, unknown = _parsed(kept, charset, shadows=True)
            shadows = tuple(_shadow_roots(document))
        inert = frozenset(document.select("template *"))
        named = tuple(_live(document, inert, shadows))
        tags = tuple([element.tag for element in named])
    encoding = document.encoding or "utf-8"
    return Tree(
        document, encoding, len(kept) < len(content), unknown, inert, shadows, named, tags, frozenset(tags)
    )


def _beginning(content: bytes) -> bytes:
    """Give as much of a page as is read."""
    kept = content[:MAX_BYTES]
    if len(kept) <= MAX_TAGS or kept.count(b"<") <= MAX_TAGS:
        return kept
    end = -1
    for _ in range(MAX_TAGS + 1):
        end = kept.find(b"<", end + 1)
    return kept[:end]


def forget_tree() -> None:
    """Give back the room of the last tree, once all pages are read: up to 25 times the size of its page."""
    load_tree.cache_clear()


def _parsed(content: bytes, charset: str, *, shadows: bool) -> tuple[Document, str]:
    """Give the document, and the charset if there is none of that name."""
    import turbohtml

    try:
        return (
            turbohtml.parse(
                content,
                encoding=charset.strip() or None,
                scripting=True,
                allow_declarative_shadow_roots=shadows,
            ),
            "",
        )
    except (LookupError, ValueError):
        return turbohtml.parse(content, scripting=True, allow_declarative_shadow_roots=shadows), charset


def _live(
    document: Document, inert: frozenset[Element], shadows: tuple[ShadowRoot, ...]
) -> Iterator[Element]:
    for element in document.iter_elements(_NAMES):
        if element not in inert:
            yield element
    for shadow in shadows:
        yield from shadow.iter_elements(_NAMES)


def place_of(element: Element) -> Place:
    """Give where an element's tag starts; elements the parser made up stand at the start of the page."""
    position = element.position
    return make_place((position[0], position[1] + 1)) if position else START


make_place = partial(tuple.__new__, Place)
"""Make a place of its two numbers at once: what Place(…) does, without a call in between."""


def fold(text: str) -> str:
    """Give text with each run of white space as one space."""
    return " ".join(text.split())


def short_text(element: Element, *, nodes: int = 100, limit: int = 200) -> str:
    """Give the folded text of a small element, looking at so many nodes at most (nesting has no bound)."""
    parts: list[str] = []
    skipped = {"script", "style", "template", "noscript"}
    for node in islice(element.descendants, nodes):
        if type(node).__name__ == "Text":
            parent = node.parent
            if getattr(parent, "tag", "") not in skipped:
                parts.append(node.text[: limit * 4])
        elif getattr(node, "tag", "") == "br":
            parts.append(" ")
    return fold("".join(parts))[:limit]


def _shadow_roots(document: Document) -> Iterator[ShadowRoot]:
    waiting: list[Document | ShadowRoot] = [document]
    while waiting:
        for element in waiting.pop().iter_elements():
            if shadow := element.shadow_root:
                yield shadow
                waiting.append(shadow)
