"""How customers get in touch: ways, the one main action, the address, profiles elsewhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from kit.facts.models import Business
from kit.facts.phones import Phone
from kit.facts.places import address_lines
from kit.site.speech import Speech

_MAPS = "https://www.google.com/maps/search/?"
"""Google's Maps URLs open the map program a phone has (developers.google.com/maps/documentation/urls)."""


def contact(business: Business, speech: Speech) -> dict[str, Any]:
    """Give `contact` of the view: each way that is there, as text and as a link."""
    ways, language = business.contact, speech.language
    return {
        "phone": _phone(ways.phone, business, "tel") if ways.phone else None,
        "text_phone": _phone(ways.text_phone, business, "sms") if ways.text_phone else None,
        "email": {"text": ways.email, "href": f"mailto:{_mail(ways.email)}"} if ways.email else None,
        "booking": {"text": _host(ways.booking_link), "href": ways.booking_link}
        if ways.booking_link
        else None,
        "reply_time": ways.reply_time.say(language) if ways.reply_time else "",
    }


def shown_phone(phone: Phone, business: Business) -> str:
    """Write a number as its customers read it: national for neighbours, international for others.

    Spaces and hyphens are the kind that do not break, so that a number stays on one line.
    """
    near = phone.region == business.country and "national" not in business.place.reach
    away = "remote" in business.place.mode or "ship" in business.place.mode
    text = phone.national if near and not away else phone.international
    return text.replace(" ", "\u00a0").replace("-", "\u2011")


def action(business: Business, speech: Speech, form: bool) -> dict[str, Any] | None:
    """Give the one thing a new customer should do first, or the nearest that the facts allow."""
    ways = business.contact
    wanted = ways.first_step or ("walk_in" if _customers_come(business) and not ways.phone else "call")
    order = (wanted, "call", "book", "write", "text", "walk_in")
    for kind in dict.fromkeys(order):
        found = _action(kind, business, speech, form)
        if found:
            return {"kind": kind, "note": "", "value": "", "outside": True, **found}
    return None


def address(business: Business, speech: Speech) -> dict[str, Any] | None:
    """Give the address where customers come, or None where they do not."""
    place = business.place
    if not _customers_come(business) or not (place.street or place.town):
        return None
    lines = address_lines(
        street=place.street or "",
        town=place.town or "",
        region="" if place.region == place.town else place.region or "",
        postcode=place.postcode or "",
        country=business.country,
    )
    query = ", ".join((business.name, *lines))
    return {
        "lines": list(lines),
        "map": _MAPS + urlencode({"api": "1", "query": query}, quote_via=quote) if place.street else "",
        "note": place.note.say(speech.language) if place.note else "",
    }


def profiles(business: Business) -> list[dict[str, Any]]:
    """Give the profiles that are kept alive: one that sleeps sends customers to an empty room.

    What cannot be linked (a post, a front page, a wrong handle) is left out; `webkit check` says why.
    """
    if business.site.shown_profiles is False or not business.profiles:
        return []
    from kit.networks.models import brand_of
    from kit.networks.own import own_profiles

    alive = [each for each in own_profiles(business) if each.state in {"active", ""} and each.url]
    brands = [brand_of(each.name) for each in alive]
    return [
        {
            "network": each.network,
            "name": brand if brands.count(brand) == 1 else each.name,  # a person and a page, both on LinkedIn
            "href": each.url,
        }
        for each, brand in zip(alive, brands, strict=True)
    ]


def _customers_come(business: Business) -> bool:
    place = business.place
    return "premises" in place.mode or (not place.mode and bool(place.street))


def _action(kind: str, business: Business, speech: Speech, form: bool) -> dict[str, Any] | None:
    ways, mine = business.contact, business.identity.voice == "i"
    number = ways.text_phone or ways.phone
    if kind == "call" and ways.phone:
        shown = _phone(ways.phone, business, "tel")
        label = speech.say("Call me") if mine else speech.say("Call us")
        return {"label": label, "value": shown["text"], "short": shown["text"], "href": shown["href"]}
    if kind == "text" and number:
        shown = _phone(number, business, "sms")
        label = speech.say("Text me") if mine else speech.say("Text us")
        return {"label": label, "value": shown["text"], "short": label, "href": shown["href"]}
    if kind == "book" and ways.booking_link:
        return {
            "label": speech.say("Book a time"),
            "short": speech.say("Book a time"),
            "href": ways.booking_link,
        }
    if kind == "write" and (ways.email or form):
        label = speech.say("Write to me") if mine else speech.say("Write to us")
        target = "contact.html#form" if form else f"mailto:{_mail(ways.email or '')}"
        return {"label": label, "short": label, "href": target, "outside": not form}
    if kind == "walk_in" and _customers_come(business):
        label = speech.say("Find us")
        where = business.place.street or business.place.town or ""
        return {"label": label, "value": where, "short": label, "href": "contact.html", "outside": False}
    return None


def _phone(phone: Phone, business: Business, scheme: str) -> dict[str, Any]:
    return {"text": shown_phone(phone, business), "href": f"{scheme}:{phone.e164}", "e164": phone.e164}


def _mail(address: str) -> str:
    return quote(address, safe="@.+-_")


def _host(link: str) -> str:
    return (urlsplit(link).hostname or link).removeprefix("www.")
