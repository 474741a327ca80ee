"""What a page holds, each part with its line: the one parse that every check reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class LinkKind(StrEnum):
    """What a browser does with an address on a page."""

    NAVIGATE = "navigate"
    RESOURCE = "resource"
    SUBMIT = "submit"
    MENTION = "mention"
    """Named but not followed by a browser: cite, Open Graph, JSON-LD, ping."""


class Place(NamedTuple):
    """Where something stands in a file: line and column count from 1. As common as links, so a named tuple too."""

    line: int
    column: int


class Link(NamedTuple):
    """One address on a page; a named tuple, because large folders hold hundreds of thousands of them.

    `raw` is what was typed, after entities; `url` is absolute (against base and page address), or ""
    when it cannot be parsed (`problem` says why). Fragments are kept.
    """

    raw: str
    url: str
    place: Place
    element: str
    attribute: str
    kind: LinkKind
    text: str = ""
    rel: tuple[str, ...] = ()
    problem: str = ""
    pressed: bool = False
    """A script takes the press: the element says so itself (onclick, role=button, data-bs-toggle and the like).
    Only looked at where the address leads nowhere."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form: its name, type, whether a label names it, and whether it must be filled."""

    name: str
    type: str
    labelled: bool
    required: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Form:
    """A form: `action` as typed (None when the attribute is absent), resolved address and fields."""

    action: str | None
    url: str
    method: str
    place: Place
    fields: tuple[FormField, ...] = ()
    name: str = ""
    submit_text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    """Every attribute of the form element: hosts that take forms are told by them (data-netlify)."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image: `alt` is None when the attribute is absent, "" when it says decorative."""

    src: str
    alt: str | None
    place: Place
    in_link: bool = False


@dataclass(frozen=True, slots=True)
class Data:
    """One item of structured data: `syntax` is json-ld, microdata, h-card or vcard; `value` plain JSON-like data."""

    syntax: str
    value: Any
    place: Place


@dataclass(frozen=True, slots=True)
class TextRun:
    """A block's visible text, white space folded, with the place where it starts.

    `lines` holds the text cut at `br` elements when there are several; in `text` they are one line.
    """

    text: str
    place: Place
    element: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Redirect:
    """One rule of a redirects file: `force` when it also hides a file of that name."""

    source: str
    target: str
    status: int
    force: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Page:
    """One page, parsed once. `address` is what links are resolved against, `name` what people see."""

    name: str
    address: str
    title: str = ""
    lang: str = ""
    links: tuple[Link, ...] = ()
    anchors: frozenset[str] = frozenset()
    """Every id and a-name, as written (not percent-decoded)."""
    forms: tuple[Form, ...] = ()
    images: tuple[Image, ...] = ()
    data: tuple[Data, ...] = ()
    texts: tuple[TextRun, ...] = ()
    meta: tuple[tuple[str, str, Place], ...] = ()
    """(name or property, content, place) of each meta element."""
    headings: tuple[tuple[int, str, Place], ...] = ()
    scripted: bool = False
    """The page builds itself by script: little text, at least one script; anchors prove nothing."""
    canonical: str = ""
    cut: bool = False
    problems: tuple[tuple[str, Place], ...] = field(default=())
    """What could not be read (broken JSON-LD, unknown charset), in plain words."""
    kind: str = "html"
    """What it was read as: html, markdown, css, sitemap, sitemap index, feed, xml, manifest, vcard, redirects, list, other."""
    redirects: tuple[Redirect, ...] = ()


class Topic(StrEnum):
    """What a statement is about."""

    NAME = "name"
    DESCRIPTION = "description"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    HOURS = "hours"
    SPECIAL = "special"
    """Hours of certain days only: `2026-12-24/2026-12-26 closed`."""
    MOMENT = "moment"
    """When an event begins or ends."""
    PRICE = "price"
    PROFILE = "profile"
    LOGO = "logo"
    COLOUR = "colour"
    KIND = "kind"
    """A type of schema.org, such as Bakery."""
    AREA = "area"
    SERVICE = "service"
    SINCE = "since"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: `value` as written, `source` where it was found, `context` the words around it.

    `source` is json-ld, microdata, h-card, vcard, link, meta, title, image or text. `parts` holds what the page
    itself keeps apart: of an address street, unit, postcode, town, region and country, of a price its currency,
    of a name whether it is the legal or another one, of hours whether they are the whole week, of a service its
    price and what is said about it.
    """

    topic: Topic
    value: str
    source: str
    place: Place
    context: str = ""
    parts: tuple[tuple[str, str], ...] = ()
