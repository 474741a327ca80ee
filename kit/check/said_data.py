"""What structured data says of the business: JSON-LD, microdata, h-cards and contact files, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kit.check.site import Mention
from kit.pages.types import Data, Page, Place

_NO_BUSINESS = frozenset(
    ["website", "webpage", "breadcrumblist", "article", "blogposting", "newsarticle", "person", "product",
     "event", "faqpage", "imageobject", "videoobject", "offer", "service", "review", "searchaction", "itemlist",
     "listitem", "book", "recipe", "jobposting", "collectionpage", "aboutpage", "contactpage", "creativework",
     "softwareapplication", "course", "place", "postaladdress"]
)  # fmt: skip
_DEEPEST = 8
_MOST_OFFERS = 200


def said_in_data(page: Page) -> Iterator[Mention]:
    """Give every statement about the business in the structured data of a page."""
    for data in page.data:
        match data.syntax:
            case "h-card":
                yield from _card(data)
            case "vcard":
                yield from _business(data.value, data.place, data.syntax)
            case _:
                if is_business(data.value):
                    yield from _business(data.value, data.place, data.syntax)
                    yield from _special_days(data.value, data.place, data.syntax)
                yield from _offers_and_events(data)


def is_business(item: Any) -> bool:
    """Tell structured data about a business from the many other things a page can describe."""
    if not isinstance(item, Mapping):
        return False
    names = _types(item)
    if names & _NO_BUSINESS or not names - {""}:
        return False
    return bool(
        {"telephone", "address", "openingHours", "openingHoursSpecification", "priceRange"} & item.keys()
    )


def _business(item: Mapping[str, Any], place: Place, source: str) -> Iterator[Mention]:
    for key, kind in (("name", "name"), ("legalName", "name"), ("telephone", "phone"), ("email", "email")):
        for text in _plain(item.get(key)):
            yield Mention(kind, text.removeprefix("mailto:").removeprefix("tel:"), place, source)
    for address in _many(item.get("address")):
        if isinstance(address, Mapping):
            yield from _address(address, place, source)
    for text in _plain(item.get("openingHours")):
        yield Mention("hours", text, place, source)
    days: dict[str, list[str]] = {}
    for each in _many(item.get("openingHoursSpecification")):
        for day, span in _week_spans(each):
            days.setdefault(day, []).append(span)
    if days:
        text = "; ".join(f"{day} {', '.join(sorted(spans))}" for day, spans in days.items())
        yield Mention("week", text, place, source)


def _address(address: Mapping[str, Any], place: Place, source: str) -> Iterator[Mention]:
    for key, kind in (("streetAddress", "street"), ("postalCode", "postcode"), ("addressLocality", "town")):
        for text in _plain(address.get(key)):
            yield Mention(kind, text, place, source)


def _week_spans(each: Any) -> Iterator[tuple[str, str]]:
    """Give (day, span) of one OpeningHoursSpecification of the usual week; special days have their own dates."""
    if not isinstance(each, Mapping) or "validFrom" in each or "validThrough" in each:
        return
    opens, closes = _clock(each, "opens"), _clock(each, "closes")
    for day in _many(each.get("dayOfWeek")):
        name = str(day).rstrip("/").rpartition("/")[2][:3]
        if name and opens and closes and opens != closes:  # both alike: closed that day
            yield name, f"{opens}-{_end(closes)}"


def _special_days(item: Mapping[str, Any], place: Place, source: str) -> Iterator[Mention]:
    """Give `FIRST/LAST HOURS` for each specification that is valid on certain days only."""
    listed = [
        *_many(item.get("openingHoursSpecification")),
        *_many(item.get("specialOpeningHoursSpecification")),
    ]
    days: dict[str, list[str]] = {}
    for each in listed:
        if isinstance(each, Mapping) and each.get("validFrom"):
            first = str(each["validFrom"])[:10]
            last = str(each.get("validThrough") or first)[:10]
            opens, closes = _clock(each, "opens"), _clock(each, "closes")
            spans = days.setdefault(f"{first}/{last}", [])
            if opens and closes and opens != closes:
                spans.append(f"{opens}-{_end(closes)}")
    for when, spans in days.items():
        yield Mention("special", f"{when} {', '.join(sorted(spans)) or 'closed'}", place, source)


def _offers_and_events(data: Data) -> Iterator[Mention]:
    for number, item in enumerate(_items(data.value, 0)):
        if number > _MOST_OFFERS:
            return
        name = next(_plain(item.get("name")), "")
        for price in _prices(item) if name else ():
            yield Mention("price", f"{name[:200]} — {price}", data.place, data.syntax)
        if any(each.endswith("event") for each in _types(item)):
            for key in ("startDate", "endDate", "doorTime"):
                for text in _plain(item.get(key)):
                    yield Mention("moment", text, data.place, data.syntax, name[:80])


def _prices(item: Mapping[str, Any]) -> Iterator[str]:
    """Give the prices of a thing: its own, or those of the offers it holds."""
    for each in (item, *_many(item.get("offers")), *_many(item.get("priceSpecification"))):
        if isinstance(each, Mapping):
            yield from _plain(each.get("price"))


def _items(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        yield value
        for each in value.values():
            yield from _items(each, depth + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _items(each, depth + 1)


def _card(data: Data) -> Iterator[Mention]:
    value = data.value if isinstance(data.value, Mapping) else {}
    properties = value.get("properties", value)
    for key, kind in (("tel", "phone"), ("email", "email"), ("postal-code", "postcode")):
        for text in _plain(properties.get(key)):
            yield Mention(kind, text.removeprefix("mailto:").removeprefix("tel:"), data.place, "h-card")


def _types(item: Mapping[str, Any]) -> set[str]:
    return {str(each).rpartition("/")[2].casefold() for each in _many(item.get("@type"))}


def _clock(each: Mapping[str, Any], key: str) -> str:
    return str(each.get(key) or "")[:5]


def _end(closes: str) -> str:
    return "24:00" if closes in {"00:00", "23:59"} else closes


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _plain(value: Any) -> Iterator[str]:
    for each in _many(value):
        if isinstance(each, str | int | float) and str(each).strip():
            yield " ".join(str(each).split())
