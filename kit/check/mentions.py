"""What a page says about the business: numbers, addresses, names, hours and prices, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from kit.check.site import Mention
from kit.pages.types import Data, LinkKind, Page, Place, TextRun

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
_NO_BUSINESS = frozenset(
    ["website", "webpage", "breadcrumblist", "article", "blogposting", "newsarticle", "person", "product",
     "event", "faqpage", "imageobject", "videoobject", "offer", "service", "review", "searchaction", "itemlist",
     "listitem", "book", "recipe", "jobposting", "collectionpage", "aboutpage", "contactpage", "creativework",
     "softwareapplication", "course", "place", "postaladdress"]
)  # fmt: skip
_MOST = 200
"""Mentions of one kind kept per page; a directory of thousands of numbers is nobody's own page."""


def mentions_of(page: Page, business: Business | None = None) -> tuple[Mention, ...]:
    """Give every statement about the business that a page makes; with facts also where it quotes them."""
    return (*_links(page), *_data(page), *_meta(page), *_texts(page), *_quoted(page, business))


def is_business(item: Any) -> bool:
    """Tell structured data about a business from the many other things a page can describe."""
    if not isinstance(item, Mapping):
        return False
    kinds = item.get("@type", "")
    names = {str(each).casefold() for each in (kinds if isinstance(kinds, list) else [kinds])}
    if names & _NO_BUSINESS or not names - {""}:
        return False
    return bool(
        {"telephone", "address", "openingHours", "openingHoursSpecification", "priceRange"} & item.keys()
    )


def _links(page: Page) -> Iterator[Mention]:
    for link in page.links:
        if link.kind is LinkKind.NAVIGATE and link.url.startswith("tel:"):
            yield Mention("phone", unquote(link.url[4:]).partition(";")[0], link.place, "link")
        elif link.kind is LinkKind.NAVIGATE and link.url.startswith("mailto:"):
            for address in unquote(link.url[7:].partition("?")[0]).split(","):
                if "@" in address:
                    yield Mention("email", address.strip(), link.place, "link")


def _data(page: Page) -> Iterator[Mention]:
    for data in page.data:
        if data.syntax == "h-card":
            yield from _card(data)
        elif is_business(data.value):
            yield from _business(data.value, data.place, data.syntax)


def _business(item: Mapping[str, Any], place: Place, source: str) -> Iterator[Mention]:
    for key, kind in (("name", "name"), ("legalName", "name"), ("telephone", "phone"), ("email", "email")):
        for text in _plain(item.get(key)):
            yield Mention(kind, text.removeprefix("mailto:").removeprefix("tel:"), place, source)
    for address in _many(item.get("address")):
        if isinstance(address, Mapping):
            for key, kind in (
                ("streetAddress", "street"),
                ("postalCode", "postcode"),
                ("addressLocality", "town"),
            ):
                for text in _plain(address.get(key)):
                    yield Mention(kind, text, place, source)
    for text in _plain(item.get("openingHours")):
        yield Mention("hours", text, place, source)
    days: dict[str, list[str]] = {}
    for day, span in (pair for each in _many(item.get("openingHoursSpecification")) for pair in _spans(each)):
        days.setdefault(day, []).append(span)
    if days:
        text = "; ".join(f"{day} {', '.join(sorted(spans))}" for day, spans in days.items())
        yield Mention("week", text, place, source)


def _spans(each: Any) -> Iterator[tuple[str, str]]:
    """Give (day, span) of one OpeningHoursSpecification; special days have their own dates and are left out."""
    if not isinstance(each, Mapping) or "validFrom" in each or "validThrough" in each:
        return
    opens, closes = str(each.get("opens", ""))[:5], str(each.get("closes", ""))[:5]
    for day in _many(each.get("dayOfWeek")):
        name = str(day).rstrip("/").rpartition("/")[2][:3]
        if name and opens and closes and opens != closes:  # both alike: closed that day
            yield name, f"{opens}-{'24:00' if closes in {'00:00', '23:59'} else closes}"


def _card(data: Data) -> Iterator[Mention]:
    value = data.value if isinstance(data.value, Mapping) else {}
    properties = value.get("properties", value)
    for key, kind in (("tel", "phone"), ("email", "email"), ("postal-code", "postcode")):
        for text in _plain(properties.get(key)):
            yield Mention(kind, text.removeprefix("mailto:").removeprefix("tel:"), data.place, "h-card")


def _meta(page: Page) -> Iterator[Mention]:
    for name, content, place in page.meta:
        if name.lower() == "og:site_name" and content.strip():
            yield Mention("site_name", content.strip(), place, "meta")


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
        for claim in _CLAIM.finditer(text):
            yield Mention("claim", claim.group(), run.place, "text")


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
    heading = ""
    for run in page.texts:
        text = run.text
        if run.element in _HEADINGS:
            heading = text
        if _MONEY.search(text):
            yield Mention("price", f"{heading} \u2014 {text}"[:400], run.place, "text")
        if body and body in text.casefold():
            yield Mention("licence", text[:400], run.place, "text")
        if any(quote in _folded(text) for quote in quotes):
            yield Mention("quote", text[:200], run.place, "text")


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"})
_FOOTER = 8
"""Runs at the end of a page among which its own copyright line stands; further up it is somebody else's."""
_MONEY = re.compile(r"[£€$¥₹]\s*\d|\d\s*(?:[£€]|EUR|GBP|USD|CHF|zł|Kč)\b|\d\s*€")
_TIMES = re.compile(
    r"\b\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|uhr)?\s*(?:-|–|—|to|bis)\s*\d{1,2}(?:[:.h]\d{2})?", re.IGNORECASE
)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _plain(value: Any) -> Iterator[str]:
    for each in _many(value):
        if isinstance(each, str | int | float) and str(each).strip():
            yield " ".join(str(each).split())
