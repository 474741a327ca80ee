"""What a page says about the business: numbers, addresses, names, hours and prices, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kit.check.said_data import said_in_data
from kit.check.site import Mention
from kit.check.truth import fold_text, street_name
from kit.pages.types import LinkKind, Page, TextRun

if TYPE_CHECKING:
    from kit.facts.models import Business

_MAIL = re.compile(r"(?<![\w.@/-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+(?![\w@])")
_DIGITS = re.compile(r"(?<![\w/.#-])\+?\(?\d[\d\s().\-\u2010-\u2015/\u00a0]{5,22}\d(?![\w/])")
_YEAR = re.compile(
    r"(?:©|\(c\)|copyright)\D{0,20}((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?", re.IGNORECASE
)
_CLAIM = re.compile(
    r"\b(?:[Tt]he|[Yy]our|[Oo]ur \w+'s) (?:best|leading|finest|cheapest|most trusted|number one|no\. ?1)\b[^.!?]{0,40}"
    r"\b(?:in|around) [A-Z][\w'-]+"
)
# A number of customers, jobs or stars that nobody can check.
_MANY = re.compile(
    r"\b(?:over|more than|around|about|\d)\s?[\d,. ]*\d{2,}\+? (?:happy|satisfied|delighted|loyal) (?:customers|clients|patients|guests|families|couples)\b"
    r"|\b(?:100 ?%|hundred per ?cent) (?:satisfaction|satisfied)\b",
    re.IGNORECASE,
)
# Only a line that is nothing else: "Now open in Leeds!" is news, "We are open now" on a page of files is a guess.
_NOW = re.compile(
    r"^\W*(?:we(?:['’]re| are) )?(?:currently )?open (?:right )?now\W*$|^\W*(?:wir haben )?jetzt geöffnet\W*$"
    r"|^\W*ouvert (?:maintenant|actuellement)\W*$",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"\b(?:we(?:['’]re| are) )?open (?:24/7|24 ?h(?:ours)?|around the clock|day and night)\b|\brund um die uhr geöffnet\b",
    re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?),? 20\d\d"
_OFFER = re.compile(
    rf"\b(?:offer|sale|discount|voucher|early bird|% off)\b[^.!?]{{0,60}}\b(?:until|till|ends?|expires?|through|valid to)\b[^.!?]{{0,12}}?{_DATE}",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"\b(?:christmas|easter|bank holiday|holiday|summer|new year(?:['’]s)?) (?:opening )?(?:hours|times)\W{1,3}20\d\d\b",
    re.IGNORECASE,
)
_MOST = 200
"""Mentions of one kind kept per page; a directory of thousands of numbers is nobody's own page."""


def mentions_of(page: Page, business: Business | None = None) -> tuple[Mention, ...]:
    """Give every statement about the business that a page makes; with facts also where it quotes them."""
    return (
        *_links(page),
        *said_in_data(page),
        *_meta(page),
        *_texts(page),
        *_quoted(page, business),
        *(_stock(page, business) if business else ()),
    )


def _links(page: Page) -> Iterator[Mention]:
    for link in page.links:
        if link.kind is LinkKind.NAVIGATE and link.url.startswith("tel:"):
            dialled = unquote(link.url[4:]).partition(";")[0]
            yield Mention("phone", dialled, link.place, "link", link.text)
        elif link.kind is LinkKind.NAVIGATE and link.url.startswith("mailto:"):
            for address in unquote(link.url[7:].partition("?")[0]).split(","):
                if "@" in address:
                    yield Mention("email", address.strip(), link.place, "link")


_META = {
    "og:site_name": "site_name",
    "application-name": "site_name",
    "og:phone_number": "phone",
    "business:contact_data:phone_number": "phone",
    "og:email": "email",
    "business:contact_data:email": "email",
    "og:street-address": "street",
    "business:contact_data:street_address": "street",
    "og:postal-code": "postcode",
    "business:contact_data:postal_code": "postcode",
    "og:locality": "town",
    "business:contact_data:locality": "town",
}
"""Open Graph, its older form and the business names of Facebook (ogp.me; developers.facebook.com, "business.business")."""


def _meta(page: Page) -> Iterator[Mention]:
    for name, content, place in page.meta:
        kind = _META.get(name.lower())
        if kind and content.strip():
            yield Mention(kind, content.strip(), place, "meta")


def _texts(page: Page) -> Iterator[Mention]:
    counts: dict[str, int] = {}
    for run in page.texts:
        for mention in _from_text(run):
            counts[mention.kind] = counts.get(mention.kind, 0) + 1
            if counts[mention.kind] <= _MOST:
                yield mention
    for run in page.texts[-_FOOTER:]:
        if (year := _YEAR.search(run.text)) is not None:
            yield Mention("year", year.group(2) or year.group(1), run.place, "text")
    for before, after in pairwise(page.texts):
        if before.element in {"dt", "th", "td"} and after.element in {"dd", "td"} and len(before.text) <= 30:
            yield Mention("row", f"{before.text} {after.text}"[:120], before.place, "text")


def _from_text(run: TextRun) -> Iterator[Mention]:
    text = run.text
    if "@" in text:
        for mail in _MAIL.finditer(text):
            yield Mention("email", mail.group(), run.place, "text")
    if run.element not in {"pre", "code"}:
        for number in _DIGITS.finditer(text):
            if 7 <= sum(letter.isdigit() for letter in number.group()) <= 15:
                before = text[max(0, number.start() - 40) : number.start()]
                yield Mention("phone", " ".join(number.group().split()), run.place, "text", before)
        if len(text) <= 160 and _TIMES.search(text):
            yield Mention("hours", text, run.place, "text")
        for kind, sign in _SIGNS:
            for found in sign.finditer(text):
                yield Mention(kind, found.group(), run.place, "text")


_SIGNS = (
    ("claim", _CLAIM),
    ("claim", _MANY),
    ("now", _NOW),
    ("always", _ALWAYS),
    ("dated", _OFFER),
    ("dated", _SEASON),
)


def _quoted(page: Page, business: Business | None) -> Iterator[Mention]:
    """Give the runs that name a service with a price, the licence, or a customer's words without permission."""
    if business is None:
        return
    licence = business.identity.licence
    body = licence.body.casefold() if licence else ""
    quotes = [
        _folded(str(proof.text))
        for proof in business.proof
        if proof.kind == "quote" and proof.permission is None
    ]
    services = {
        service.name.say(language).casefold()
        for service in business.services
        for language in business.all_languages
    }
    street = street_name(business.place.street or "")
    heading = ""
    for run in page.texts:
        text = run.text
        folded = text.casefold()
        for name in [each for each in services if each in folded]:
            services.discard(name)
            yield Mention("service", name, run.place, "text")
        if street and len(text) <= 400 and street in fold_text(text):
            yield Mention("address", text, run.place, "text")
        if run.element in _HEADINGS:
            heading = text
        if _MONEY.search(text):
            yield Mention("price", f"{heading} \u2014 {text}"[:400], run.place, "text")
        if body and body in folded:
            yield Mention("licence", text[:400], run.place, "text")
        if any(quote in _folded(text) for quote in quotes):
            yield Mention("quote", text[:200], run.place, "text")


def _stock(page: Page, business: Business) -> Iterator[Mention]:
    """Give the runs with a phrase that any business could write; only on an owner's own pages."""
    from kit.profiles.lint import stock_phrases

    language = page.lang or business.language
    for run in page.texts:
        if run.element not in {"pre", "code", "script", "style"}:
            for phrase, ask, fact in stock_phrases(run.text, language):
                yield Mention("stock", phrase, run.place, "text", f"{ask} ({fact})")


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"})
_FOOTER = 8
"""Runs at the end of a page among which its own copyright line stands; further up it is somebody else's."""
_MONEY = re.compile(r"[£€$¥₹]\s*\d|\d\s*(?:[£€]|EUR|GBP|USD|CHF|zł|Kč)\b|\d\s*€")
_TIMES = re.compile(
    r"\b\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|uhr)?\s*(?:-|–|—|to|bis)\s*\d{1,2}(?:[:.h]\d{2})?", re.IGNORECASE
)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
