"""The owner's Markdown to HTML that cannot harm: markdown-it-py writes it, nh3 lets through what is listed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kit.base.cache import remembered
from kit.facts.problems import Problem
from kit.site.contents import Written
from kit.site.front_matter import ContentError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Picture = Callable[[str, str], str | None]
"""Gives the HTML of a picture from its file and its alternative text; None when there is no such file."""

_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "picture",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
    ]
)
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": frozenset(["id", "lang", "dir", "title"]),
    "a": frozenset(["href", "hreflang", "rel"]),
    "img": frozenset(["src", "alt", "width", "height", "loading", "decoding", "srcset", "sizes"]),
    "source": frozenset(["srcset", "sizes", "type", "media"]),
    "ol": frozenset(["start", "reversed", "type"]),
    "time": frozenset(["datetime"]),
    "td": frozenset(["colspan", "rowspan"]),
    "th": frozenset(["colspan", "rowspan", "scope"]),
    "details": frozenset(["open"]),
    "blockquote": frozenset(["cite"]),
}
_SCHEMES = frozenset(["http", "https", "mailto", "tel", "sms"])


_BEGINNING = 1500
"""Characters in which a summary is looked for."""


def to_html(written: Written, *, here: str = "", picture: Picture | None = None, lowest: int = 2) -> str:
    """Give the HTML of a text, its headings beginning at `lowest`.

    `here` leads from the page to the front page: links without a scheme are taken from there. Pictures
    come by `picture`. Raises ContentError with file and line for a picture that is not there or that
    another server holds.
    """
    if re.search(r"(?i)!\[|<img", written.text):  # its pictures come from outside of it
        return _html(written, here, picture, lowest)

    def make() -> bytes:
        return _html(written, here, None, lowest).encode("utf-8")

    return remembered(written.kept, "html", (written.text, here, lowest), make).decode("utf-8")


def _html(written: Written, here: str, picture: Picture | None, lowest: int) -> str:
    import nh3

    markdown = _markdown()
    tokens = markdown.parse(written.text)
    _headings(tokens, lowest)
    for token in tokens:
        for child in token.children or ():
            _link(child, here)
            _image(child, token, written, picture)
    html = markdown.renderer.render(tokens, markdown.options, {})
    html = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )
    return html.strip()


@lru_cache(maxsize=4096)
def plain_text(written: Written, limit: int = 200) -> str:
    """Give the beginning of a text without marks, for summaries: its first paragraph, cut at a word."""
    begins = written.text[:_BEGINNING]
    made = remembered(
        written.kept, "summary", (begins, limit), lambda: _beginning(begins, limit).encode("utf-8")
    )
    return made.decode("utf-8")


def _beginning(text: str, limit: int) -> str:
    markdown = _markdown()
    links: dict[str, Any] = {}
    tokens: list[Token] = []
    markdown.block.parse(text, markdown, links, tokens)  # only blocks; words where they are wanted
    for before, token in itertools.pairwise(tokens):
        if before.type == "paragraph_open":
            said = " ".join(_said(markdown.parseInline(token.content, links)).split())
            if said:
                return said if len(said) <= limit else said[: limit - 1].rsplit(" ", 1)[0] + "…"
    return ""


def _said(tokens: list[Token]) -> str:
    """Give the words of a paragraph."""
    return "".join(
        child.content if child.type in {"text", "code_inline"} else " " if "break" in child.type else ""
        for token in tokens
        for child in token.children or ()
    )


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _headings(tokens: list[Token], lowest: int) -> None:
    """Move headings so that the page's own title stays the only one of the first rank, without gaps."""
    found = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    if not found:
        return
    shift = lowest - min(found)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"


def _link(token: Token, here: str) -> None:
    if token.type != "link_open" or not here:
        return
    href = str(token.attrGet("href") or "")
    if not urlsplit(href).scheme and not href.startswith(("#", "/", "?")):
        token.attrSet("href", here + href.removeprefix("./"))


def _image(token: Token, parent: Token, written: Written, picture: Picture | None) -> None:
    if token.type == "html_inline" and re.match(r"(?i)<img\b", token.content):
        _refuse(written, parent, "pictures are written as ![what it shows](photos/name.jpg)")
    if token.type != "image":
        return
    source, alt = str(token.attrGet("src") or ""), token.content
    if urlsplit(source).scheme or source.startswith("//"):
        _refuse(written, parent, f'"{source}" is on another server; put the picture into content/photos/')
    file = source if source.startswith("content/") else f"content/{source.lstrip('./')}"
    html = picture(file, alt) if picture else None
    if html is None:
        _refuse(written, parent, f'there is no picture "{file}"')
    token.type, token.tag, token.content, token.children = "html_inline", "", html or "", None


def _refuse(written: Written, token: Token, message: str) -> Any:
    line = written.line + (token.map[0] if token.map else 0)
    raise ContentError((Problem(written.file, line, 1, "", message),))
