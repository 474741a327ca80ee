"""What goes into each box of a profile: name, bio, place, category, rows; every string made of facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kit.facts.hours import DayHours, Week, clock
from kit.facts.models import Business
from kit.facts.places import address_lines
from kit.facts.trade import Trade
from kit.networks.counting import UNITS, count, fits, shorten
from kit.networks.models import Network, TextField
from kit.profiles.bios import Bio, Taste, bios
from kit.profiles.phrases import Tongue
from kit.profiles.statements import Said, shown_phone, statements, trade_name, where

PERSONAL = frozenset({"linkedin_person"})
"""Networks whose profile is a person's: it carries the person's name."""
_ADVICE = frozenset({"coach", "adviser_b2b"})
_NO_PRICES = frozenset({("google_business", "description")})
_PLACES = frozenset({"location", "address"})
_SKIPPED = frozenset({"pronouns"})
"""Boxes that only the person can fill: nothing is put there."""


@dataclass(frozen=True, slots=True)
class Box:
    """One text box with what to paste, in one or two variants, by language."""

    label: str
    texts: tuple[Bio, ...]
    language: str
    note: str = ""


def display_name(business: Business, network: Network) -> tuple[str, int | None, str]:
    """Give the name to show, its count (None without a limit) and a sentence when it had to be cut."""
    name = business.name
    if network.id in PERSONAL and business.people:
        name = business.people[0].name
    rule = network.display_name
    if fits(name, rule.max, rule.counting):
        return name, count(name, rule.counting) if rule.max else None, ""
    short = shorten(name, rule.max, rule.counting, mark="")
    said = f"“{name}” has {count(name, rule.counting)} characters; {network.short_name} shows {rule.max}."
    return short, count(short, rule.counting), said


def boxes(business: Business, trade: Trade, network: Network) -> tuple[Box, ...]:
    """Give every box of the profile that the facts can fill, in the order of the network's form."""
    if network.id == "openstreetmap":
        text = _tags(business, trade)
        return (Box("Tags", (Bio(text, len(text), None, UNITS["strict"], "facts", ()),), business.language),)
    return tuple(
        box
        for language in business.all_languages
        for field in network.fields
        if field.id not in _SKIPPED
        for box in _filled(business, trade, network, field, language)
    )


def _filled(
    business: Business, trade: Trade, network: Network, field: TextField, language: str
) -> Iterator[Box]:
    if (network.id, field.id) == ("mastodon", "fields"):
        for label, value in rows(business, Tongue(language)):
            yield Box(f"Row “{label}”", (_whole(value, field),), language)
    elif texts := _texts(business, trade, network, field, language):
        yield Box(field.label, texts, language, _minimum(field, texts))


def _tags(business: Business, trade: Trade) -> str:
    """Give the tags to type on OpenStreetMap (wiki.openstreetmap.org, Key:opening_hours and Key:contact)."""
    contact, place = business.contact, business.place
    kinds = trade.categories.get("osm") or ()
    street, _, number = (place.street or "").rpartition(" ")
    digits_first = re.match(r"(\d\S*)\s+(.+)", place.street or "")
    if digits_first:
        number, street = digits_first[1], digits_first[2]
    rows = (
        *((each.partition("=")[0], each.partition("=")[2]) for each in kinds[:1]),
        ("name", business.name),
        ("phone", contact.phone.international if contact.phone else ""),
        ("email", contact.email or ""),
        ("website", business.site.address or ""),
        ("opening_hours", osm_hours(business.hours.regular) if business.hours.regular else ""),
        ("addr:housenumber", number if re.match(r"\d", number) else ""),
        ("addr:street", street if re.match(r"\d", number) else place.street or ""),
        ("addr:city", place.town or ""),
        ("addr:postcode", place.postcode or ""),
    )
    return "\n".join(f"{key}={value}" for key, value in rows if value)


def osm_hours(week: Week) -> str:
    """Write a week as OpenStreetMap wants it: `Mo-Fr 08:00-18:00; Sa 09:00-13:00`; equal days in a row joined."""
    names = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    if not week.days:
        return '"by appointment"' if week.by_appointment else ""
    groups: list[tuple[int, int, DayHours]] = []
    for number, hours in week.days:
        if groups and groups[-1][1] == number - 1 and groups[-1][2] == hours:
            groups[-1] = (groups[-1][0], number, hours)
        else:
            groups.append((number, number, hours))
    return "; ".join(
        f"{names[first]}{'' if first == last else '-' + names[last]} {_osm_times(hours)}"
        for first, last, hours in groups
    )


def _osm_times(hours: DayHours) -> str:
    if hours.closed:
        return "off"
    times = ",".join(f"{clock(start)}-{clock(end)}" for start, end in hours.spans)
    return times or '"by appointment"'


def _whole(text: str, field: TextField) -> Bio:
    text = shorten(text, field.max, field.counting, whole_words=True)
    return Bio(text, count(text, field.counting), field.max, UNITS[field.counting], "facts", ())


def _minimum(field: TextField, texts: tuple[Bio, ...]) -> str:
    short = [bio for bio in texts if bio.count < field.min]
    if not short:
        return ""
    return f"This box wants at least {field.min} characters: answer more questions with `webkit init`, and it grows."


def category(trade: Trade, network: Network, business: Business) -> str:
    """Give the category to choose: the network's own name for it where it is known, else what to search for."""
    key = {"google_business": "google", "bing_places": "bing", "apple_business": "apple", "yelp": "yelp", "openstreetmap": "osm"}  # fmt: skip
    known = trade.categories.get(key.get(network.id, ""), None)
    if known:
        first, *others = known
        return f"{first} (also: {', '.join(others)})" if others else first
    return f"search the list for “{trade_name(business, trade, business.language)}”"


def _texts(
    business: Business, trade: Trade, network: Network, field: TextField, language: str
) -> tuple[Bio, ...]:
    single = _single(business, trade, network, field, language)
    if single is not None:
        made = _whole(single, field)
        return (made,) if made.text else ()
    said = statements(business, trade, language)
    return bios(_for(said, network), field, taste_of(business, trade, network, field))


def taste_of(business: Business, trade: Trade, network: Network, field: TextField) -> Taste:
    """Give what this box refuses, and whether people come before prices in it."""
    links = field.links == "clickable" or (
        field.links in {"plain_text", "unknown"} and not network.website_field.present
    )
    person = business.people[0].name if network.id in PERSONAL and business.people else ""
    return Taste(
        prices=(network.id, field.id) not in _NO_PRICES,
        contact=not network.is_listing and field.id not in {"headline", "tagline"},
        links=links,
        advice=trade.family in _ADVICE,
        door=trade.shape == "you_come_to_us",
        personal=person,
    )


def _for(said: tuple[Said, ...], network: Network) -> tuple[Said, ...]:
    """A listing has boxes of its own for hours and address: its text need not repeat them."""
    if network.is_listing:
        return tuple(each for each in said if each.kind not in {"hours", "link"})
    return said


def _single(
    business: Business, trade: Trade, network: Network, field: TextField, language: str
) -> str | None:
    """Give the text of boxes that hold one fact, "" when it is not known; None for boxes that hold prose."""
    tongue, contact, place = Tongue(language), business.contact, business.place
    match network.id, field.id:
        case _, "location":
            if place.town and place.region and business.country in {"US", "CA", "AU"}:
                return f"{place.town}, {place.region}"
            return place.town or where(business, tongue)
        case _, "address":
            if "premises" not in place.mode or not place.street:
                return place.town or ""
            return ", ".join(
                address_lines(street=place.street, town=place.town or "", region=place.region or "", postcode=place.postcode or "", country=business.country)
            )  # fmt: skip
        case _, "email":
            return contact.email or ""
        case _, "company":
            return business.name
        case "linkedin_company", "specialties":
            return ", ".join(each.name.say(language) for each in business.services)
        case _, "business_intro_title":
            return trade_name(business, trade, language)
    return None


def rows(business: Business, tongue: Tongue) -> tuple[tuple[str, str], ...]:
    """Give up to four rows of label and value, as Mastodon has them: the site first, for it can be proved."""
    contact = business.contact
    found = (
        (tongue.say("Website"), business.site.address or ""),
        (tongue.say("Phone"), shown_phone(contact.phone, business) if contact.phone else ""),
        (tongue.say("Hours"), business.hours.regular.text if business.hours.regular else ""),
        (tongue.say("Where"), where(business, tongue)),
    )
    return tuple((label, value) for label, value in found if value)
