"""Sitemaps and feeds: their addresses with their lines, read without ever following an XML entity."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Any

from kit.pages.tree import START
from kit.pages.types import Link, LinkKind, Page, Place
from kit.pages.urls import Resolve, resolver

# https://www.sitemaps.org/protocol.html allows 50,000 addresses and 50 MB; we keep the first and read less.
MAX_ENTRIES = 50_000
MAX_XML_BYTES = 20_000_000
_MAX_DEPTH = 100
_MAX_VALUE = 10_000
_TYPES = {"urlset": "sitemap", "sitemapindex": "sitemap index", "rss": "feed", "feed": "feed", "RDF": "feed"}


class _Stop(Exception):
    pass


def parse_xml(content: bytes, *, name: str, address: str) -> Page:
    """Give the addresses of a sitemap, sitemap index or feed as the links of a page.

    In a sitemap index the links' element is `sitemap`, so that a crawler knows them from pages. A gzip
    file is unpacked up to MAX_XML_BYTES. A document type is refused (entities could grow without end or
    name files of this machine); what stood before a mistake is kept and the mistake is in `problems`.
    """
    from xml.parsers import expat

    data, cut = _unpacked(content)
    parser = expat.ParserCreate(namespace_separator=" ")
    reader = _Reader(parser, resolver(address))
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    try:
        parser.Parse(data.lstrip(b" \t\r\n") if data[:1].isspace() else data, True)
    except _Stop as stop:
        reader.problem(str(stop))
    except (expat.ExpatError, ValueError, LookupError) as exc:
        if not (cut and reader.links):
            reason = expat.ErrorString(exc.code) if isinstance(exc, expat.ExpatError) else str(exc)
            reader.problem(f"this file is not well-formed XML: {reason}")
    finally:  # parser and reader know each other: such a ring would keep a value of can_ada to the end (see urls.py)
        parser.StartElementHandler = parser.EndElementHandler = None
        parser.CharacterDataHandler = parser.StartDoctypeDeclHandler = None
    if cut:
        reader.problem(f"this file is longer than {MAX_XML_BYTES // 1_000_000} MB; only its start was read")
    return Page(
        name=name,
        address=address,
        title=reader.title[:500],
        links=tuple(reader.links),
        cut=cut,
        problems=tuple(reader.problems),
        kind=_TYPES.get(reader.root, "xml"),
    )


def _unpacked(content: bytes) -> tuple[bytes, bool]:
    if content[:2] != b"\x1f\x8b":
        return content[:MAX_XML_BYTES], len(content) > MAX_XML_BYTES
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(content, MAX_XML_BYTES)
    except zlib.error:
        return b"", False
    return data, bool(unpacker.unconsumed_tail)


@dataclass(slots=True)
class _Reader:
    """Gathers the addresses while expat reads; local names only, namespaces do not matter here."""

    parser: Any
    resolve: Resolve
    links: list[Link] = field(default_factory=list)
    problems: list[tuple[str, Place]] = field(default_factory=list)
    root: str = ""
    title: str = ""
    path: list[str] = field(default_factory=list)
    value: list[str] = field(default_factory=list)
    length: int = 0
    place: Place = START
    permanent: bool = True

    def here(self) -> Place:
        return Place(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def problem(self, sentence: str) -> None:
        self.problems.append((sentence, self.here()))

    def doctype(self, *_: object) -> None:
        raise _Stop("this file declares a document type, which could hide harmful entities; it was not read")

    def start(self, full: str, attributes: dict[str, str]) -> None:
        name = full.rpartition(" ")[2]
        self.root = self.root or name
        self.path.append(name)
        if len(self.path) > _MAX_DEPTH:
            raise _Stop("this file is nested too deep to be a sitemap or feed")
        self.value, self.length, self.place = [], 0, self.here()
        if name == "link" and "href" in attributes:
            rel = attributes.get("rel", "alternate")
            self.add(attributes["href"], "link", "href", (rel,))
        elif name in {"enclosure", "content", "thumbnail"} and "url" in attributes:
            self.add(attributes["url"], name, "url")
        elif name == "guid":
            self.permanent = attributes.get("isPermaLink", "true").lower() == "true"

    def text(self, data: str) -> None:
        if self.length < _MAX_VALUE:
            self.value.append(data)
            self.length += len(data)

    def end(self, _: str) -> None:
        name = self.path.pop()
        parent = self.path[-1] if self.path else ""
        value = "".join(self.value).strip()
        self.value, self.length = [], 0
        if not value:
            return
        if name == "loc":
            self.add(value, "sitemap" if parent == "sitemap" else "loc", parent)
        elif (name in {"link", "comments", "wfw"} and self.root in {"rss", "RDF"}) or (
            name == "guid" and self.permanent and value.lower().startswith(("http://", "https://"))
        ):
            self.add(value, name, parent)
        elif name == "url" and parent == "image":
            self.add(value, "image", "url")
        elif name == "title" and not self.title:
            self.title = " ".join(value.split())

    def add(self, raw: str, element: str, attribute: str, rel: tuple[str, ...] = ()) -> None:
        if len(self.links) >= MAX_ENTRIES:
            raise _Stop(f"this file has more than {MAX_ENTRIES:,} addresses; the rest was not read")
        url, problem = self.resolve(raw)
        image = element in {"image", "enclosure", "content", "thumbnail"} or attribute == "image"
        kind = LinkKind.RESOURCE if image else LinkKind.NAVIGATE
        self.links.append(Link(raw, url, self.place, element, attribute, kind, "", rel, problem))
