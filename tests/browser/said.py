"""Structured data held against the facts and against the page that carries it.

Everything here is worked out from `business.yaml` anew, not by the code that wrote the page.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

from turbohtml import parse

from kit.facts.models import Business

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DATES = ("datePublished", "dateModified", "startDate", "endDate", "validFrom", "validThrough")


def faults(html: str, business: Business) -> Iterator[str]:
    """Give every way in which a page's data is broken, untrue, or not to be read on the page itself."""
    page = parse(html)
    language = str(page.find("html").attrs["lang"])
    scripts = [each for each in page.find_all("script") if each.attrs.get("type") == "application/ld+json"]
    words = _plain(" ".join(page.find("body").stripped_strings))
    for script in scripts:
        try:
            data = json.loads(script.text)
        except ValueError as exc:
            yield f"the structured data does not parse: {exc}"
            continue
        if data.get("@context") != "https://schema.org":
            yield "the structured data does not say that it speaks schema.org"
        for block in data.get("@graph", [data]):
            yield from _block(block, business, language, words)
    home = 'rel="canonical"' in html and page.find("body").attrs.get("class", "")
    if home and "home" in str(home) and not scripts:
        yield "the front page has no structured data"


def _block(block: dict[str, Any], business: Business, language: str, words: str) -> Iterator[str]:
    for key, value in _values(block):
        if value in ("", None, [], {}) or (key in _DATES and not _is_date(value)):
            yield f"{key} is empty or no date: {value!r}"
    match block["@type"]:
        case "FAQPage":
            for pair in block["mainEntity"]:
                yield from _shown(pair["name"], words, "a question")
                yield from _shown(pair["acceptedAnswer"]["text"], words, "an answer")
        case "BreadcrumbList":
            for place, step in enumerate(block["itemListElement"], 1):
                if step["position"] != str(place) or not step["item"].startswith(
                    business.site.address or "-"
                ):
                    yield f"a step of the way here is wrong: {step}"
        case "BlogPosting":
            yield from _shown(block["headline"], words, "the headline")
        case "Service" | "Event":
            yield from _shown(block["name"], words, "the name")
        case _:
            yield from _business(block, business, language, words)


def _way_here(block: dict[str, Any], business: Business) -> Iterator[str]:
    for place, step in enumerate(block["itemListElement"], 1):
        if step["position"] != str(place) or not step["item"].startswith(business.site.address or "-"):
            yield f"a step of the way here is wrong: {step}"


def _business(block: dict[str, Any], business: Business, language: str, words: str) -> Iterator[str]:
    """Compare what the page says of the business with what the owner said."""
    place, ways = business.place, business.contact
    come = "premises" in place.mode
    wanted = {
        "name": business.name,
        "telephone": ways.phone.e164 if ways.phone else None,
        "email": ways.email,
        "url": business.site.address,
        "areaServed": list(place.areas) or None,
        "streetAddress": place.street if come else None,
        "postalCode": place.postcode if come else None,
        "addressLocality": place.town,
    }
    found = {key: block.get(key) for key in ("name", "telephone", "email", "url")}
    found["areaServed"] = [each["name"] for each in block.get("areaServed", [])] or None
    found |= {
        key: block.get("address", {}).get(key) for key in ("streetAddress", "postalCode", "addressLocality")
    }
    for key in wanted:
        if wanted[key] != found[key]:
            yield f"{key} is {found[key]!r} in the data and {wanted[key]!r} in the facts"
    week = business.hours.regular
    opened = {(_DAYS[day], *span) for day, hours in week.days for span in hours.spans} if week else set()
    said = {
        (day, _minute(each["opens"]), _minute(each["closes"]))
        for each in block.get("openingHoursSpecification", [])
        for day in each["dayOfWeek"]
    }
    if opened != said:
        yield f"the hours are {sorted(said)} in the data and {sorted(opened)} in the facts"
    for offer in block.get("makesOffer", []):
        yield from _offered(offer, business, language)
    # A network may end its own addresses with a slash that the owner left out.
    profiles = {profile.link.rstrip("/") for profile in business.profiles if profile.link}
    missing = profiles - {link.rstrip("/") for link in block.get("sameAs", [])}
    if missing:
        yield f"profiles are missing: {sorted(missing)}"
    if (
        ways.phone
        and ways.phone.national.replace(" ", "") not in words.replace(" ", "")
        and (ways.phone.international.replace(" ", "") not in words.replace(" ", ""))
    ):
        yield "the phone number is in the data and not on the page"


def _offered(offer: dict[str, Any], business: Business, language: str) -> Iterator[str]:
    name = offer["itemOffered"]["name"]
    service = next((each for each in business.services if each.name.say(language) == name), None)
    if service is None:
        yield f"{name} is offered in the data and not in the facts"
        return
    amount = service.price.amount if service.price else None
    told = offer.get("price") or offer.get("priceSpecification", {}).get("minPrice")
    if (amount is None) != (told is None) or (amount is not None and float(told) != float(amount)):
        yield f"{name} costs {told} in the data and {amount} in the facts"


def _shown(text: str, words: str, what: str) -> Iterator[str]:
    if _plain(text) not in words:
        yield f"{what} is in the data and not on the page: {text}"


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _values(block: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Give every value of nested data with the name it stands under."""
    yield key, block
    if isinstance(block, dict):
        for name, value in block.items():
            yield from _values(value, name)
    elif isinstance(block, list):
        for value in block:
            yield from _values(value, key)


def _is_date(text: str) -> bool:
    try:
        return bool(dt.datetime.fromisoformat(text))
    except ValueError:
        return False


def _minute(text: str) -> int:
    hours, minutes = map(int, text.split(":"))
    return 1440 if (hours, minutes) == (23, 59) else hours * 60 + minutes
