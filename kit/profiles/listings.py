"""One page for all listings: the strings that must be the same everywhere, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.facts.models import Business
from kit.facts.shown import Service
from kit.facts.trade import Trade
from kit.networks.catalogue import load_network
from kit.plan.words import minutes_text
from kit.profiles.boxes import boxes, category
from kit.profiles.cards import postal
from kit.profiles.statements import shown_phone
from kit.profiles.verdicts import Verdict

LEAVE_OFF = "Leave it off: customers do not come to you. Enter the service areas instead."
"""What stands in the place of an address where nobody comes: advice, not a text to paste."""


def strings(business: Business) -> Iterator[tuple[str, str]]:
    """Give (box, text) of the master record: name, address, phone, hours as every listing must have them."""
    yield "Name", business.name
    yield from _places(business)
    yield from _ways(business)
    yield from _times(business)
    if business.identity.since:
        yield "Opened", str(business.identity.since)
    if business.services:
        yield "Services", "\n".join(_service(each, business.language) for each in business.services)


def _places(business: Business) -> Iterator[tuple[str, str]]:
    place = business.place
    if address := postal(business):
        yield "Address", "\n".join(address)
    elif "at_customer" in place.mode:
        yield "Address", LEAVE_OFF
    if place.areas:
        yield "Service areas", "\n".join(place.areas)


def _ways(business: Business) -> Iterator[tuple[str, str]]:
    contact = business.contact
    if contact.phone:
        shown = shown_phone(contact.phone, business)
        yield "Phone", shown
        if contact.phone.international != shown:
            yield "Phone, international", contact.phone.international
    rows = (
        ("Website", business.site.address),
        ("Booking link", contact.booking_link),
        ("Email", contact.email),
    )
    yield from ((label, text) for label, text in rows if text)


def _times(business: Business) -> Iterator[tuple[str, str]]:
    if business.hours.regular:
        yield "Hours", business.hours.regular.text
    for special in business.hours.special:
        why = f" ({special.why.say(business.language)})" if special.why else ""
        until = f" to {special.until.isoformat()}" if special.until else ""
        text = "closed" if special.hours.closed else _spans(special.hours.spans)
        yield f"Special hours, {special.date.isoformat()}{until}{why}", text


def _service(service: Service, language: str) -> str:
    price = service.price.text if service.price and service.price.amount is not None else ""
    return f"{service.name.say(language)}, {price}" if price else service.name.say(language)


def claims(business: Business, trade: Trade, found: tuple[Verdict, ...]) -> Iterator[dict[str, Any]]:
    """Give the listings to claim, each with address, category, minutes and the text for its largest box."""
    for verdict in found:
        if verdict.word != "claim":
            continue
        record = load_network(verdict.network)
        filled = [text for box in boxes(business, trade, record) for text in box.texts]
        yield {
            "id": record.id,
            "name": record.short_name,
            "start": record.guide.start if record.guide else "",
            "category": category(trade, record, business),
            "time": minutes_text(record.weekly_minutes.first_setup),
            "held": any(each.network == record.id and each.state != "closed" for each in business.profiles),
            "count": filled[0].count if filled else 0,
        }


def _spans(spans: tuple[tuple[int, int], ...]) -> str:
    from kit.facts.hours import clock

    return ", ".join(f"{clock(start)}-{clock(end)}" for start, end in spans) or "by appointment"
