"""What structured data says about a business: schema.org items, h-cards and contact files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kit.pages.business_address import address_parts
from kit.pages.business_offers import many, plain, prices_in, services_in
from kit.pages.business_week import WEEK, specified_hours
from kit.pages.tree import fold
from kit.pages.types import Data, Page, Said, Topic

# Schema.org types that describe something else than the business, whose name would mislead.
_OTHER_THINGS = frozenset(
    ["website", "webpage", "aboutpage", "contactpage", "collectionpage", "faqpage", "breadcrumblist", "listitem",
     "itemlist", "article", "newsarticle", "blogposting", "blog", "book", "creativework", "course", "product", "offer",
     "service", "softwareapplication", "review", "rating", "aggregaterating", "imageobject", "videoobject",
     "searchaction", "question", "answer", "event", "recipe", "jobposting", "howto", "sitenavigationelement",
     "wpheader", "wpfooter", "person", "place", "postaladdress"]
)  # fmt: skip
_ADDRESS_PARTS = (
    ("street", ("streetAddress", "street-address")),
    ("unit", ("extendedAddress", "extended-address")),
    ("postcode", ("postalCode", "postal-code")),
    ("town", ("addressLocality", "locality")),
    ("region", ("addressRegion", "region")),
    ("country", ("addressCountry", "country-name")),
)


def said_in_data(page: Page, *, own: bool = False) -> Iterator[Said]:
    """Give what JSON-LD, microdata, h-cards and contact files say about a business.

    With `own` only what is plainly about the site's own: an organisation named inside something else (a
    publisher, a venue) may be anybody, and so may one that gives neither number, address nor hours.
    """
    for data in page.data:
        if data.syntax == "h-card":
            yield from _card(data)
        elif data.syntax == "vcard":
            yield from _thing(data.value, data)
        elif not own:
            for item in _things(data.value):
                yield from _thing(item, data)
        elif isinstance(data.value, dict) and is_business(data.value):
            yield from _thing(data.value, data)


def is_business(item: dict[str, Any]) -> bool:
    """Tell structured data about a business from the many other things a page can describe."""
    kinds = _kinds(item) - {""}
    return bool(kinds) and not kinds & _OTHER_THINGS and bool(_OWN & item.keys())


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """Give the businesses in an item: itself, and those nested in what is about something else."""
    waiting = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, dict):
            if not _kinds(one) & _OTHER_THINGS and _tells(one):
                yield one
            waiting.extend((inner, depth + 1) for inner in reversed(list(one.values())) if depth < 8)
        elif isinstance(one, list):
            waiting.extend((inner, depth + 1) for inner in reversed(one) if depth < 8)


def _kinds(item: dict[str, Any]) -> set[str]:
    return {str(kind).rpartition("/")[2].lower() for kind in many(item.get("@type"))}


_OWN = frozenset({"telephone", "address", "openingHours", "openingHoursSpecification", "priceRange"})
_TELLING = _OWN | {"email", "sameAs", "logo"}


def _tells(item: dict[str, Any]) -> bool:
    return bool(_TELLING & item.keys()) or bool(
        _kinds(item) & {"organization", "localbusiness", "corporation"}
    )


# Each simple property of schema.org and what it is about; the others have functions of their own.
_SIMPLE = (
    ("@type", Topic.KIND),
    ("name", Topic.NAME),
    ("legalName", Topic.NAME),
    ("alternateName", Topic.NAME),
    ("telephone", Topic.PHONE),
    ("email", Topic.EMAIL),
    ("openingHours", Topic.HOURS),
    ("sameAs", Topic.PROFILE),
    ("priceRange", Topic.PRICE),
    ("description", Topic.DESCRIPTION),
    ("foundingDate", Topic.SINCE),
)
_OTHER_NAMES = {"legalName": (("kind", "legal"),), "alternateName": (("kind", "other"),)}


def _thing(item: dict[str, Any], data: Data) -> Iterator[Said]:
    for topic, value, parts in _statements(item):
        if isinstance(value, str | int | float) and (text := fold(str(value))):
            yield Said(topic, text[:500], data.syntax, data.place, parts=parts)


def _statements(item: dict[str, Any]) -> Iterator[tuple[Topic, Any, tuple[tuple[str, str], ...]]]:
    for key, topic in _SIMPLE:
        for value in many(item.get(key)):
            yield topic, _without_scheme(value), _OTHER_NAMES.get(key, ())
    for address in many(item.get("address")):
        text, parts = _address(address)
        yield Topic.ADDRESS, text, parts
    for topic, value in specified_hours(item):
        yield topic, value, WEEK if topic is Topic.HOURS else ()
    for value in many(item.get("logo")):
        named = isinstance(value, dict)
        yield Topic.LOGO, (value.get("url") or value.get("contentUrl")) if named else value, ()
    for value in many(item.get("areaServed")):
        yield Topic.AREA, plain(value), ()
    offers = item.get("makesOffer") or item.get("hasOfferCatalog")
    for name, parts in services_in(offers):
        yield Topic.SERVICE, name, parts
    for price, currency in prices_in(offers):
        yield Topic.PRICE, price, (("currency", currency),) if currency else ()


def _without_scheme(value: Any) -> Any:
    return re.sub(r"^(?:tel|mailto):", "", value, flags=re.IGNORECASE) if isinstance(value, str) else value


def _address(value: Any) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Give an address on one line and in its parts; a plain text has no parts."""
    if isinstance(value, str):
        text = fold(re.sub(r"\s*\n\s*", ", ", value.strip()))
        return text, address_parts(text) if len(text) <= 200 else ()
    if not isinstance(value, dict):
        return "", ()
    parts = []
    for part, keys in _ADDRESS_PARTS:
        texts = [plain(one) for key in keys for one in many(value.get(key))]
        if text := ", ".join(filter(None, texts)):
            parts.append((part, text))
    found = dict(parts)
    town = " ".join(filter(None, (found.get("postcode"), found.get("town"))))
    line = [found.get("street"), found.get("unit"), town, found.get("region"), found.get("country")]
    return ", ".join(filter(None, line)), tuple(parts)


def _card(data: Data) -> Iterator[Said]:
    """Give what an h-card says (https://microformats.org/wiki/h-card)."""
    topics = {
        "name": Topic.NAME,
        "org": Topic.NAME,
        "tel": Topic.PHONE,
        "email": Topic.EMAIL,
        "logo": Topic.LOGO,
    }
    for key, topic in topics.items():
        for value in many(data.value.get(key)):
            text = value.get("value") if isinstance(value, dict) else value
            if isinstance(text, str):
                yield Said(topic, fold(str(_without_scheme(text))), data.syntax, data.place)
    for value in many(data.value.get("adr")) or [data.value]:
        inner = value.get("properties") if isinstance(value, dict) else None
        text, parts = _address(inner if inner is not None else value)
        yield Said(Topic.ADDRESS, text or plain(value), data.syntax, data.place, parts=parts)
