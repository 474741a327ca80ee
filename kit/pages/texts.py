"""What a page shows in words: its blocks of visible text and its headings, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.pages.tree import START, Tree, fold, place_of, short_text
from kit.pages.types import Place, TextRun

if TYPE_CHECKING:
    from turbohtml import Element, Node

# https://html.spec.whatwg.org/#hidden-elements and what is never text for a reader.
_HIDDEN = frozenset(
    [
        "head",
        "title",
        "script",
        "style",
        "template",
        "noscript",
        "noembed",
        "noframes",
        "datalist",
        "area",
        "base",
        "link",
        "meta",
        "param",
        "rp",
        "source",
        "track",
        "iframe",
        "object",
        "audio",
        "video",
        "canvas",
    ]
)
# https://html.spec.whatwg.org/#flow-content-3: the elements that a browser sets on lines of their own.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
_UNSHOWN_IN_SVG = frozenset({"title", "desc", "defs", "metadata", "symbol"})
_DISPLAY_NONE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
# How far behind the last tag we look for a run's first word before we give the tag's place instead.
_WINDOW = 4000


def texts_of(tree: Tree, source: str) -> Iterator[TextRun]:
    """Give each block's visible text in the order of the page; `source` is the decoded page, for places.

    No recursion: pages may nest 200,000 levels deep. One loop, because it sees every node of every page.
    """
    from turbohtml import Element, Text

    root = tree.document.root
    if root is None:
        return
    finder = _Finder(source)
    run = _Run()
    stack: list[tuple[Iterator[Node], str, bool]] = [(iter(root), "body", False)]
    while stack:
        nodes, block, is_block = stack[-1]
        for node in nodes:
            if isinstance(node, Text):
                run.add(node.text, block)
            elif isinstance(node, Element) and not _hidden(node, tag := node.tag):
                starts_block = tag in _BLOCKS
                if starts_block:
                    yield from run.close(finder)
                elif tag == "br":
                    run.parts.append(_BREAK)
                if position := node.position:
                    run.near = position
                stack.append((iter(node.shadow_root or node), tag if starts_block else block, starts_block))
                break
        else:
            stack.pop()
            if is_block:
                yield from run.close(finder)
    yield from run.close(finder)


# One object of its own, so that a newline in the source is not taken for it.
_BREAK = "".join(("\n", " "))


@dataclass(slots=True)
class _Run:
    """The text gathered since the last block boundary, the block it is in, and the last tag before it."""

    parts: list[str] = field(default_factory=list)
    element: str = "body"
    near: tuple[int, int] = (1, 0)
    at: tuple[int, int] = (1, 0)
    blank: bool = True

    def add(self, text: str, block: str) -> None:
        if self.blank and not text.isspace():
            self.at, self.element, self.blank = self.near, block, False
        self.parts.append(text)

    def close(self, finder: _Finder) -> Iterator[TextRun]:
        parts, blank = self.parts, self.blank
        self.parts, self.blank = [], True
        if not blank:
            if _BREAK in parts:
                lines = tuple(line for line in map(fold, _lines(parts)) if line)
            else:
                lines = (fold("".join(parts)),)
            run = object.__new__(_FoundRun)
            put = object.__setattr__
            put(run, "text", " ".join(lines))
            put(run, "element", self.element)
            put(run, "lines", lines if len(lines) > 1 else ())
            put(run, "seek", (finder, lines[0], self.at))
            yield run


class _FoundRun(TextRun):
    """A run whose place is looked for when somebody names it: few of a page's hundreds are."""

    __slots__ = ("seek",)
    seek: tuple[_Finder, str, tuple[int, int]]

    def __getattr__(self, key: str) -> Place:
        if key != "place":
            raise AttributeError(key)
        finder, words, near = self.seek
        object.__setattr__(self, "place", finder.place(words, near))
        return self.place


def _lines(parts: list[str]) -> Iterator[str]:
    """Give the text between line breaks; only a `br` breaks a line, a newline in the source does not."""
    current: list[str] = []
    for part in parts:
        if part is _BREAK:
            yield "".join(current)
            current = []
        else:
            current.append(part)
    yield "".join(current)


def _hidden(element: Element, tag: str) -> bool:
    if tag in _HIDDEN or element.attr("hidden") is not None:
        return True
    if tag == "dialog":
        return element.attr("open") is None
    if tag in _UNSHOWN_IN_SVG and element.namespace.value == "svg":
        return True
    style = element.attr("style")
    return bool(style and _DISPLAY_NONE.search(style))


class _Finder:
    """Finds where a text stands in the source: behind its tag, by its first words."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.starts: list[int] = []

    def place(self, text: str, near: tuple[int, int]) -> Place:
        if not self.starts:
            self.starts = [0, *(found.end() for found in re.finditer(r"\r\n|[\n\r]", self.source))]
        line, column = near
        start = self.starts[min(line, len(self.starts)) - 1] + column
        for words in (text[:24], text.partition(" ")[0]):
            offset = self._find(words, start)
            if offset >= 0:
                row = bisect_right(self.starts, offset)
                return Place(row, offset - self.starts[row - 1] + 1)
        return Place(line, column + 1)

    def _find(self, words: str, start: int) -> int:
        """Look behind the tag's end, so that a word in an attribute is not taken for it."""
        end = (
            self.source.find(">", start, start + _WINDOW) if self.source[start : start + 1] == "<" else start
        )
        return self.source.find(words, max(end, start), start + _WINDOW)


def headings_of(tree: Tree) -> Iterator[tuple[int, str, Place]]:
    """Give (level, text, place) of each heading."""
    for element in tree.select("h1,h2,h3,h4,h5,h6"):
        yield int(element.tag[1]), short_text(element, nodes=300, limit=500), place_of(element)


def title_of(tree: Tree) -> str:
    """Give the title of the page, white space folded."""
    for element, tag in zip(tree.named, tree.tags, strict=True):
        if tag == "title" and element.namespace.value == "html":
            return fold(element.text)[:2000]
    return ""


def meta_of(tree: Tree) -> Iterator[tuple[str, str, Place]]:
    """Give (name, content, place) of each meta element; property and http-equiv count as names."""
    for element in tree.select("meta[content]"):
        name = (
            element.attr("name")
            or element.attr("property")
            or element.attr("http-equiv")
            or element.attr("itemprop")
        )
        if name:
            yield name.strip().lower(), (element.attr("content") or "").strip(), place_of(element)


__all__ = ["START", "headings_of", "meta_of", "texts_of", "title_of"]
