"""One page's element tree as the HTML standard builds it, and the few questions every reader asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from kit.pages.types import Place

if TYPE_CHECKING:
    from turbohtml import Document, Element, ShadowRoot

# A tree takes up to 25 times the size of its page: 4 MB keep a run under 150 MB whatever a page does.
# The longest page of Debian's documentation packages has 1.2 MB.
MAX_BYTES = 4_000_000
START = Place(1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """A parsed page: `inert` are the elements inside `template`, which a browser neither shows nor loads."""

    document: Document
    encoding: str
    cut: bool
    unknown_charset: str
    inert: frozenset[Element]
    shadows: tuple[ShadowRoot, ...]
    foreign: bool
    """It holds SVG or MathML."""

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
    import turbohtml

    kept = content if len(content) <= MAX_BYTES else content[:MAX_BYTES]
    unknown = ""
    try:
        document = turbohtml.parse(kept, encoding=charset.strip() or None, scripting=True)
    except (LookupError, ValueError):
        unknown = charset
        document = turbohtml.parse(kept, scripting=True)
    # Most pages have none of these; looking for their names is cheaper than for them in the tree.
    text = _plain(kept)
    inert = frozenset(document.select("template *")) if b"template" in text else frozenset()
    shadows = tuple(_shadow_roots(document)) if b"shadowrootmode" in text else ()
    foreign = b"<svg" in text or b"<math" in text
    return Tree(document, document.encoding or "utf-8", kept is not content, unknown, inert, shadows, foreign)


def _plain(content: bytes) -> bytes:
    """Give ASCII in lower case, whatever the charset: in UTF-16 every other byte is zero."""
    return (content.replace(b"\0", b"") if b"\0" in content else content).lower()


def place_of(element: Element) -> Place:
    """Give where an element's tag starts; elements the parser made up stand at the start of the page."""
    position = element.position
    return Place(position[0], position[1] + 1) if position else START


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
