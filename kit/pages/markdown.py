"""Markdown files: their links, headings and text, with lines, as if they were pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kit.pages.parse import parse_page
from kit.pages.tree import MAX_BYTES, START, fold
from kit.pages.types import Image, Link, LinkKind, Page, Place, TextRun
from kit.pages.urls import Resolve, resolver

if TYPE_CHECKING:
    from markdown_it.token import Token

# https://github.github.com/gfm/#autolinks-extension-: bare addresses, without the punctuation behind them.
_BARE = re.compile(r"(?:https?://|www\.)[^\s<>\"`]+", re.IGNORECASE)
_TRAILING = "?!.,:*_~'\""
_ENTITY = re.compile(r"&\w+;\Z")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


def parse_markdown(content: bytes, *, name: str, address: str) -> Page:
    """Give a Markdown file as a page: CommonMark with tables, bare addresses and the HTML inside it.

    Anchors are the ids that GitHub and most generators make from headings. Places are those of the file.
    """
    from markdown_it import MarkdownIt

    text = content[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    if front:  # blank lines in its place keep every line number
        text = "\n" * front[0].count("\n") + text[front.end() :]
    reader = _Reader(text.split("\n"), resolver(address), address)
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        reader.block(token)
    return Page(
        name=name,
        address=address,
        title=next((heading for level, heading, _ in reader.headings if level == 1), ""),
        links=tuple(reader.links),
        anchors=frozenset(reader.anchors),
        images=tuple(reader.images),
        texts=tuple(reader.texts),
        headings=tuple(reader.headings),
        cut=len(content) > MAX_BYTES,
        kind="markdown",
    )


@dataclass(slots=True)
class _Reader:
    """Gathers what the tokens of one file say; each inline token knows only the line its block starts on."""

    lines: list[str]
    resolve: Resolve
    address: str
    links: list[Link] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    images: list[Image] = field(default_factory=list)
    texts: list[TextRun] = field(default_factory=list)
    headings: list[tuple[int, str, Place]] = field(default_factory=list)
    tag: str = "p"
    line: int = 0
    column: int = 0

    def block(self, token: Token) -> None:
        if token.map:
            self.line, self.column = token.map[0], 0
        if token.type.endswith("_open"):
            self.tag = token.tag
        elif token.type == "html_block":
            self.html(token.content)
        elif token.type == "inline":
            self.inline(token)

    def inline(self, token: Token) -> None:
        children = token.children or []
        place = self.find(token.content[:20].split("\n")[0])
        text = fold("".join(_words(children)))
        if text:
            self.texts.append(TextRun(text, place, self.tag))
        if re.fullmatch("h[1-6]", self.tag):
            self.headings.append((int(self.tag[1]), text, place))
            self.anchors.update(self.slugs(text))
        inside = 0
        for index, child in enumerate(children):
            if child.type in {"softbreak", "hardbreak"}:
                self.line, self.column = self.line + 1, 0
            elif child.type == "link_open":
                inside += 1
                self.link(
                    str(child.attrGet("href") or ""), fold("".join(_words(_until_close(children, index))))
                )
            elif child.type == "link_close":
                inside -= 1
            elif child.type == "image":
                self.image(child, in_link=inside > 0)
            elif child.type == "html_inline":
                self.html(child.content)
            elif child.type == "text" and not inside:
                self.bare(child.content)

    def link(self, raw: str, text: str) -> None:
        url, problem = self.resolve(raw)
        place = self.find(raw, text)
        self.links.append(Link(raw, url, place, "a", "href", LinkKind.NAVIGATE, text[:200], (), problem))

    def image(self, child: Token, *, in_link: bool) -> None:
        raw = str(child.attrGet("src") or "")
        url, problem = self.resolve(raw)
        place = self.find(raw)
        self.images.append(Image(raw, child.content, place, in_link))
        self.links.append(Link(raw, url, place, "img", "src", LinkKind.RESOURCE, "", (), problem))

    def bare(self, text: str) -> None:
        for found in _BARE.finditer(text):
            raw = _without_trailing(found[0])
            while raw.endswith(")") and raw.count(")") > raw.count("("):
                raw = raw[:-1]
            url, problem = self.resolve(raw if raw[:4].lower() == "http" else f"http://{raw}")
            self.links.append(
                Link(raw, url, self.find(raw), "a", "href", LinkKind.NAVIGATE, raw, (), problem)
            )

    def html(self, markup: str) -> None:
        page = parse_page(markup.encode(), name="", address=self.address, charset="utf-8")
        for link in page.links:
            line = self.line + link.place.line - 1
            self.links.append(link._replace(place=self.find(link.raw, line=line)))
        self.anchors.update(page.anchors)

    def find(self, *words: str, line: int | None = None) -> Place:
        """Give where one of the words stands on the current line or the next few, else the line itself."""
        first = self.line if line is None else line
        for word in words:
            for typed in {word: 0, unquote(word): 0} if word else ():
                for row in range(first, min(first + 3, len(self.lines))):
                    column = self.lines[row].find(typed, self.column if row == first else 0)
                    if column >= 0:
                        return Place(row + 1, column + 1)
        return Place(first + 1, 1)

    def slugs(self, text: str) -> Iterator[str]:
        """Give the ids made of a heading: GitHub's, numbered when it repeats, and the one with single hyphens."""
        slug = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        plain = re.sub(r"-+", "-", slug).strip("-")
        for one in dict.fromkeys((slug, plain)):
            number = 1
            unique = one
            while unique in self.anchors and number < 1000:
                unique = f"{one}-{number}"
                number += 1
            yield unique


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "image":
            yield token.content


def _until_close(tokens: list[Token], start: int) -> list[Token]:
    end = next(
        (index for index in range(start, len(tokens)) if tokens[index].type == "link_close"), len(tokens)
    )
    return tokens[start:end]


__all__ = ["START", "parse_markdown"]


def _without_trailing(raw: str) -> str:
    """Take off what follows a bare address in a sentence: marks and entities at its end."""
    while True:
        raw = raw.rstrip(_TRAILING)
        entity = _ENTITY.search(raw[-40:])
        if entity is None:
            return raw
        raw = raw[: -len(entity[0])]
