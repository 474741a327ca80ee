"""What the rules look at when one page is not enough: the whole site, its links and its truth."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kit.check.hiding import Hiding
from kit.check.local import is_local
from kit.check.types import LinkResult, ProfileResult, Seen, SubjectKind
from kit.facts.hours import Week
from kit.net.records import Mail
from kit.pages.types import Page, Place, TextRun

if TYPE_CHECKING:
    from kit.facts.models import Business


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
    notice: str = ""
    """The text of a privacy notice in lower case; "" for every other page."""
    words: bytes = b""
    """The visible text, packed, of a page that cannot be had again: text fragments are looked for in it."""
    markup: bytes = b""
    """Such a page itself, packed, where nothing but its links was looked at: packing costs less than reading."""
    charset: str = ""

    def as_page(self) -> Page:
        """Give a page with what is known here: enough to look for the places on it."""
        text = zlib.decompress(self.words).decode() if self.words else ""
        runs = tuple(TextRun(line, Place(1, 1), "p") for line in text.splitlines())
        return Page(
            self.name,
            self.address,
            anchors=self.anchors,
            texts=runs,
            scripted=bool(self.scripted),
            cut=self.cut,
        )


MACHINE_READ = frozenset({"json-ld", "microdata", "h-card", "vcard"})
"""Sources of a mention that state facts about the business and nobody else."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact as a page states it: its kind (phone, email, name …), the text as written, and where."""

    kind: str
    text: str
    place: Place
    source: str
    """text, link, json-ld, microdata, h-card, vcard, meta."""
    around: str = ""
    """For numbers in text the words before them, of links their text, for a moment the name of the event."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A local link that works on this disk but not on every server: `where` is a value of local.Where."""

    link: LinkResult
    where: str
    near: str


@dataclass(frozen=True, slots=True)
class Truth:
    """The facts that pages are compared with. `source` is "facts" or "site"; empty means not known."""

    source: str
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    street: str = ""
    postcode: str = ""
    town: str = ""
    week: Week | None = None
    country: str = ""
    language: str = "en"

    @property
    def is_facts(self) -> bool:
        """Tell whether the owner's facts are the truth here."""
        return self.source == "facts"


@dataclass(frozen=True, slots=True)
class Reach:
    """What was asked about the domain of the site: mail, certificate, registration, other addresses of it."""

    domain: str = ""
    mail_domain: str = ""
    mail: Mail | None = None
    unsigned: str = ""
    """The mail provider whose place for the signing key (DKIM) is known and empty, "" when it is not."""
    spf_records: int = 0
    spf_lookups: int = 0
    certificates: tuple[tuple[str, int], ...] = ()
    """(host, days left) of the site's own hosts."""
    expires: date | None = None
    twins: tuple[tuple[str, str], ...] = ()
    """(address asked, address it led to) of the site's other names: with http, with and without www."""
    lost: tuple[str, ...] = ()
    """Pages that an earlier run saw alive and that are gone now, with nothing that leads on."""


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
    claims: tuple[tuple[str, Seen], ...] = ()
    """Addresses elsewhere that the site calls its own (rel=me, sameAs), each with the first place."""
    truth: Truth = field(default_factory=lambda: Truth("site"))
    today: date = date.min
    secure: tuple[tuple[str, str], ...] = ()
    """(http link, the https address that answers too) of links that could be written with https."""
    reach: Reach | None = None
    """What name servers, registries and hosts say; None when the run did not ask."""
    hiding: tuple[Hiding, ...] = ()
    """What keeps search engines away, beside what pages say themselves."""


def digest(
    page: Page,
    mentions: tuple[Mention, ...] = (),
    *,
    whole: bool = True,
    content: bytes = b"",
    charset: str = "",
) -> Digest:
    """Keep of a page what other pages and the rules about the whole site need.

    With `whole` False only what the links need is read from it, which is half the work; `content` is then kept
    for a closer look, where the page cannot be had again.
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
        _notice(page) if whole else "",
        _packed(page) if whole and not is_local(page.address) else b"",
        zlib.compress(content, 1) if content else b"",
        charset,
    )


def _packed(page: Page) -> bytes:
    return zlib.compress("\n".join(run.text for run in page.texts).encode("utf-8", "replace"), 1)


_NOTICE = re.compile(
    r"privacy|datenschutz|confidentialit|privacidad|privacidade|riservatezza|privacyverklaring", re.IGNORECASE
)


def _notice(page: Page) -> str:
    """Give the words of a privacy notice, known by its name, title or first heading."""
    first = next((text for level, text, _ in page.headings if level == 1), "")
    if not _NOTICE.search(f"{page.name} {page.title} {first}"):
        return ""
    return " ".join(run.text for run in page.texts).casefold()[:200_000]
