"""What the rules look at when one page is not enough: the whole site, its links and its truth."""

from __future__ import annotations

from dataclasses import dataclass, field

from kit.check.types import LinkResult, ProfileResult, Seen, SubjectKind
from kit.facts.models import Business
from kit.pages.types import Page, Place


@dataclass(frozen=True, slots=True)
class Digest:
    """What stays of a page after its one reading."""

    name: str
    address: str
    title: str
    lang: str
    anchors: frozenset[str]
    scripted: bool | None
    """None: not looked at yet."""
    canonical: str
    cut: bool
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact as a page states it: its kind (phone, email, name …), the text as written, and where."""

    kind: str
    text: str
    place: Place
    source: str
    """text, link, json-ld, microdata, h-card, meta."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A local link that works on this disk but not on every server: `where` is a value of local.Where."""

    link: LinkResult
    where: str
    near: str


@dataclass(frozen=True, slots=True)
class Site:
    """A site after all its pages were read and all its links were judged."""

    kind: SubjectKind
    name: str
    pages: tuple[Digest, ...]
    links: tuple[LinkResult, ...]
    profiles: tuple[ProfileResult, ...] = ()
    business: Business | None = None
    hosts: tuple[tuple[str, Seen], ...] = field(default=())
    """Outside hosts that pages call by themselves, each with the first place."""


def digest(page: Page, mentions: tuple[Mention, ...] = (), *, whole: bool = True) -> Digest:
    """Keep of a page what other pages and the rules about the whole site need.

    With `whole` False only what the links need is read from it, which is half the work.
    """
    return Digest(
        page.name,
        page.address,
        page.title,
        page.lang,
        page.anchors,
        page.scripted if whole else None,
        page.canonical,
        page.cut,
        mentions,
    )
