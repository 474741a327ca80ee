"""JSON-LD: the business in schema.org's words, of the narrowest type, and nothing that is not true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urljoin

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.site.offer import named_services, price_range
from kit.site.opening import coming, opening_specification, special_specification
from kit.site.speech import Speech


def identity(business: Business) -> str:
    """Give the address that stands for the business itself, the same on every page; "" without a site address."""
    return urljoin(business.site.address, "#business") if business.site.address else ""


def local_business(
    business: Business, trade: Trade, speech: Speech, today: dt.date, images: Sequence[str] = ()
) -> dict[str, Any]:
    """Give the business as schema.org data; absent facts are absent. All values are text, lists or blocks.

    Vocabulary: schema.org, as in the trade files (`schema_org`).
    """
    ways, hours = business.contact, business.hours
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": trade.schema_org,
        "@id": identity(business),
        "name": business.name,
        "legalName": business.identity.legal_name,
        "url": business.site.address,
        "description": business.identity.about.say(speech.language) if business.identity.about else None,
        "telephone": ways.phone.e164 if ways.phone else None,
        "email": ways.email,
        "foundingDate": str(business.identity.since) if business.identity.since else None,
        "vatID": business.identity.registration.vat if business.identity.registration else None,
        "address": _postal(business),
        "geo": _geo(business),
        "areaServed": [{"@type": "Place", "name": area} for area in business.place.areas],
        "openingHoursSpecification": opening_specification(hours.regular) if hours.regular else None,
        "specialOpeningHoursSpecification": special_specification(coming(hours, today)),
        "priceRange": price_range(business),
        "image": list(images),
        "makesOffer": [offer(business, name, speech) for name, _ in named_services(business)],
        "employee": [
            person(each.name, each.role.say(speech.language) if each.role else "") for each in business.people
        ],
        "sameAs": _elsewhere(business),
    }
    return without_empty(data)


def offer(business: Business, name: str, speech: Speech) -> dict[str, Any]:
    """Give one service as an Offer, with its price where that is one number."""
    service = dict(named_services(business))[name]
    price = service.price
    amount = price.amount if price else None
    code = price.currency if price else ""
    exact = price is not None and not price.starts
    starting = {"@type": "PriceSpecification", "minPrice": amount_text(amount), "priceCurrency": code}
    return without_empty(
        {
            "@type": "Offer",
            "itemOffered": without_empty(
                {
                    "@type": "Service",
                    "name": service.name.say(speech.language),
                    "description": service.about.say(speech.language) if service.about else None,
                }
            ),
            "price": amount_text(amount) if exact else None,
            "priceCurrency": code if exact and amount is not None else None,
            "priceSpecification": starting if amount is not None and not exact else None,
        }
    )


def amount_text(amount: Decimal | None) -> str:
    """Write an amount with as few decimals as it has: 85, 3.60; "" for none."""
    if amount is None:
        return ""
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def person(name: str, role: str = "") -> dict[str, Any]:
    """Give somebody customers meet."""
    return without_empty({"@type": "Person", "name": name, "jobTitle": role})


def breadcrumbs(crumbs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Give the way to a page from (label, absolute address) pairs, the front page first."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            without_empty({"@type": "ListItem", "position": str(number), "name": label, "item": link})
            for number, (label, link) in enumerate(crumbs, 1)
        ],
    }


def questions_page(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Give a page of questions and answers."""
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {"@type": "Question", "name": ask, "acceptedAnswer": {"@type": "Answer", "text": answer}}
            for ask, answer in pairs
        ],
    }


def without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """Drop what is not known: None, empty text, empty lists."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def _elsewhere(business: Business) -> list[str]:
    """Give the business's profiles that may be linked; the catalogue is read only where there are some."""
    if not business.profiles:
        return []
    from kit.networks.own import own_profiles

    alive = {"active", "dormant", ""}
    return [each.url for each in own_profiles(business) if each.state in alive and each.url]


def _postal(business: Business) -> dict[str, Any] | None:
    place = business.place
    come = "premises" in place.mode or (not place.mode and place.street)
    data = without_empty(
        {
            "streetAddress": place.street if come else None,
            "addressLocality": place.town,
            "addressRegion": place.region,
            "postalCode": place.postcode if come else None,
            "addressCountry": business.country,
        }
    )
    return {"@type": "PostalAddress", **data} if data else None


def _geo(business: Business) -> dict[str, Any] | None:
    place = business.place
    if place.latitude is None or place.longitude is None or "premises" not in place.mode:
        return None
    return {"@type": "GeoCoordinates", "latitude": f"{place.latitude:g}", "longitude": f"{place.longitude:g}"}
