"""What structured data says about a business: schema.org items and h-cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kit.pages.business_address import address_parts
from kit.pages.tree import fold
from kit.pages.types import Data, Page, Said, Topic

# Schema.org types that describe something else than the business, whose name would mislead.
_OTHER_THINGS = frozenset(
    [
        "website",
        "webpage",
        "aboutpage",
        "contactpage",
        "collectionpage",
        "faqpage",
        "breadcrumblist",
        "listitem",
        "article",
        "newsarticle",
        "blogposting",
        "blog",
        "product",
        "offer",
        "service",
        "review",
        "rating",
        "aggregaterating",
        "imageobject",
        "videoobject",
        "searchaction",
        "question",
        "answer",
        "event",
        "recipe",
        "jobposting",
        "howto",
        "sitenavigationelement",
        "wpheader",
        "wpfooter",
        "person",
    ]
)
_ADDRESS_PARTS = (
    ("street", ("streetAddress", "street-address", "extendedAddress", "extended-address")),
    ("postcode", ("postalCode", "postal-code")),
    ("town", ("addressLocality", "locality")),
    ("region", ("addressRegion", "region")),
    ("country", ("addressCountry", "country-name")),
)


def said_in_data(page: Page) -> Iterator[Said]:
    """Give what JSON-LD, microdata and h-cards say about a business."""
    for data in page.data:
        if data.syntax == "h-card":
            yield from _card(data)
        else:
            for item in _things(data.value):
                yield from _thing(item, data)


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
    return {str(kind).rpartition("/")[2].lower() for kind in _many(item.get("@type"))}


def _tells(item: dict[str, Any]) -> bool:
    keys = {
        "telephone",
        "address",
        "openingHours",
        "openingHoursSpecification",
        "email",
        "sameAs",
        "priceRange",
        "logo",
    }
    return bool(keys & item.keys()) or bool(_kinds(item) & {"organization", "localbusiness", "corporation"})


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
        for value in _many(item.get(key)):
            yield topic, _without_scheme(value), _OTHER_NAMES.get(key, ())
    for address in _many(item.get("address")):
        text, parts = _address(address)
        yield Topic.ADDRESS, text, parts
    for value in _specified(item.get("openingHoursSpecification")):
        yield Topic.HOURS, value, ()
    for value in _many(item.get("logo")):
        named = isinstance(value, dict)
        yield Topic.LOGO, (value.get("url") or value.get("contentUrl")) if named else value, ()
    for value in _many(item.get("areaServed")):
        yield Topic.AREA, _plain(value), ()
    yield from _services(item.get("makesOffer") or item.get("hasOfferCatalog"))
    for price, currency in _offers(item.get("makesOffer") or item.get("hasOfferCatalog")):
        yield Topic.PRICE, price, (("currency", currency),) if currency else ()


def _many(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


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
        texts = [_plain(one) for key in keys for one in _many(value.get(key))]
        if text := ", ".join(filter(None, texts)):
            parts.append((part, text))
    found = dict(parts)
    town = " ".join(filter(None, (found.get("postcode"), found.get("town"))))
    line = [found.get("street"), town, found.get("region"), found.get("country")]
    return ", ".join(filter(None, line)), tuple(parts)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return fold(value) if isinstance(value, str) else ""


def _specified(value: Any) -> Iterator[str]:
    """Give schema.org's opening hours as `Mon-Fri 09:00-17:00`, days in a row as one span."""
    week = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for one in _many(value):
        if not isinstance(one, dict) or "validFrom" in one:
            continue
        words = [str(day).rpartition("/")[2].lower() for day in _many(one.get("dayOfWeek"))]
        days = sorted({week.index(word) for word in words if word in week})
        opens, closes = (str(one.get(key) or "")[:5] for key in ("opens", "closes"))
        shut = not opens or (opens == closes == "00:00")
        if days:
            yield f"{_day_list(days)} {'closed' if shut else f'{opens}-{closes}'}"


def _day_list(days: list[int]) -> str:
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    spans: list[list[int]] = []
    for day in days:
        if spans and spans[-1][-1] == day - 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    return ", ".join(
        names[span[0]] if len(span) == 1 else f"{names[span[0]]}-{names[span[-1]]}" for span in spans
    )


def _offers(value: Any) -> Iterator[tuple[str, str]]:
    waiting = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, dict):
            if one.get("price") is not None:
                yield str(one["price"]), str(one.get("priceCurrency") or "")
            waiting.extend((inner, depth + 1) for inner in reversed(list(one.values())) if depth < 6)
        elif isinstance(one, list):
            waiting.extend((inner, depth + 1) for inner in reversed(one) if depth < 6)


def _services(value: Any) -> Iterator[tuple[Topic, str, tuple[tuple[str, str], ...]]]:
    """Give what is offered by name, with its price where one stands beside it."""
    waiting = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, list):
            waiting.extend((inner, depth + 1) for inner in reversed(one) if depth < 6)
        elif isinstance(one, dict) and isinstance(thing := one.get("itemOffered"), dict):
            spelled = one.get("priceSpecification")
            price = spelled if isinstance(spelled, dict) else one
            parts = [
                ("about", thing.get("description")), ("price", price.get("price")),
                ("from", price.get("minPrice")), ("currency", price.get("priceCurrency")),
            ]  # fmt: skip
            kept = tuple(
                (name, fold(str(text))[:500]) for name, text in parts if isinstance(text, str | int | float)
            )
            yield Topic.SERVICE, _plain(thing), kept
        elif isinstance(one, dict):
            waiting.append((one.get("itemListElement"), depth + 1))


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
        for value in _many(data.value.get(key)):
            text = value.get("value") if isinstance(value, dict) else value
            if isinstance(text, str):
                yield Said(topic, fold(str(_without_scheme(text))), data.syntax, data.place)
    for value in _many(data.value.get("adr")):
        inner = value.get("properties") if isinstance(value, dict) else None
        text, parts = _address(inner if inner is not None else value)
        yield Said(Topic.ADDRESS, text or _plain(value), data.syntax, data.place, parts=parts)
