"""What is sold, for whom, by whom, and why a stranger may trust it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from kit.base.files import name_problem
from kit.facts.models import Business
from kit.facts.money import FROM, Price
from kit.facts.shown import Proof, Service
from kit.facts.trade import Trade
from kit.facts.words import Words
from kit.site.speech import Speech

ENOUGH_WORDS = 40
"""Words of `details` from which a service gets a page of its own: less is a thin page."""
_KITCHENS = frozenset(["Restaurant", "CafeOrCoffeeShop", "BarOrPub", "FoodEstablishment"])
_SHOPS = frozenset(["shop_local", "maker_online", "food_place"])
_ASK = frozenset(
    ["ask", "auf anfrage", "sur demande", "a consultar", "op aanvraag", "su richiesta", "sob consulta"]
)


def slug(text: str, fallback: str) -> str:
    """Give a file name's stem from a title: lower case letters, digits and hyphens; else the fallback."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("&", " "))
    found = (
        re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower())
        .strip("-")[:60]
        .strip("-")
    )
    # Windows keeps names such as con for devices, whatever their ending.
    return f"{found}-page" if found and name_problem(PurePosixPath(found)) else found or fallback


def services(business: Business, speech: Speech) -> list[dict[str, Any]]:
    """Give the services in the owner's order, each with its price as text and its page where it has one."""
    return [
        {
            "id": name,
            "name": service.name.say(speech.language),
            "about": _say(service.about, speech),
            "price": price_text(service.price, speech),
            "details": paragraphs(_say(service.details, speech)),
            "href": f"services/{name}.html" if has_page(service) else "",
            "photo": None,
        }
        for name, service in named_services(business)
    ]


def named_services(business: Business) -> tuple[tuple[str, Service], ...]:
    """Give each service with a name for addresses, the same in every language, no two alike."""
    taken: set[str] = set()
    found: list[tuple[str, Service]] = []
    for number, service in enumerate(business.services, 1):
        wanted = slug(str(service.name), f"service-{number}")
        name = next(each for each in _candidates(wanted) if each not in taken)
        taken.add(name)
        found.append((name, service))
    return tuple(found)


def services_title(trade: Trade, listed: list[dict[str, Any]], speech: Speech) -> tuple[str, str]:
    """Name the list of what is sold, in a heading and in a menu: a restaurant has no "services", a shop has goods.

    "Prices" is said only where there are some.
    """
    priced = any(each["price"] for each in listed)
    if trade.schema_org in _KITCHENS and trade.shape == "you_come_to_us":
        return speech.say("Menu"), speech.say("Menu")
    if trade.family in _SHOPS:
        word = speech.say("Prices") if priced else speech.say("What we offer")
        return word, word
    return speech.say("Services and prices") if priced else speech.say("Services"), speech.say("Services")


def has_page(service: Service) -> bool:
    """Tell whether there is enough to say about a service for a page of its own, in every language or none."""
    return service.details is not None and len(str(service.details).split()) >= ENOUGH_WORDS


def price_text(price: Price | None, speech: Speech) -> str:
    """Give a price as typed, spaces kept together; `ask` becomes a sentence."""
    if price is None:
        return ""
    if price.text.strip().casefold() in _ASK:
        return speech.say("Price on request")
    text = price.text
    english = text.casefold().startswith("from ")
    if price.starts and english is not (speech.language == "en"):  # said in the words of another language
        text = speech.say("from {price}", price=FROM.sub("", text.strip()).strip())
    return re.sub(r"(?<=[£€$¥₹])\s|(?<=\d)\s(?=[£€$¥₹]|\d)", "\u00a0", text)


def price_range(business: Business) -> str:
    """Give `priceRange` from the prices that are numbers: `£85–£95`; "" when there are none."""
    prices = [
        service.price for service in business.services if service.price and service.price.amount is not None
    ]
    if not prices:
        return ""
    amounts: list[Decimal] = sorted(price.amount for price in prices if price.amount is not None)
    code = prices[0].currency
    low, high = (_money(amount, code) for amount in (amounts[0], amounts[-1]))
    return low if low == high else f"{low}–{high}"


def proof(business: Business, speech: Speech) -> dict[str, Any]:
    """Give `proof` of the view: checkable points first by licence, and customers' words allowed to be shown."""
    points = list(_licence(business))
    points += [_point(each, speech) for each in business.proof if each.kind != "quote"]
    if business.identity.since and not any(point["kind"] == "years" for point in points):
        text = speech.say("Since {year}", year=str(business.identity.since))
        points.append({"kind": "years", "text": text, "date": "", "link": "", "by": ""})
    return {
        "points": points,
        "quotes": [
            _point(each, speech) for each in business.proof if each.kind == "quote" and each.permission
        ],
    }


def questions(business: Business, speech: Speech) -> list[dict[str, Any]]:
    """Give the questions customers ask, with the owner's answers."""
    return [
        {
            "id": slug(str(each.ask), f"question-{number}"),
            "ask": each.ask.say(speech.language),
            "answer": each.answer.say(speech.language),
        }
        for number, each in enumerate(business.questions, 1)
    ]


def people(business: Business, speech: Speech) -> list[dict[str, Any]]:
    """Give the people customers meet. Nobody of `network:` is among them."""
    return [
        {
            "name": person.name,
            "role": _say(person.role, speech),
            "about": _say(person.about, speech),
            "photo": None,
        }
        for person in business.people
    ]


def trade_name(business: Business, trade: Trade, speech: Speech) -> str:
    """Give the trade as customers call it: the owner's word, the trade's own, or its translation."""
    if business.identity.trade_name:
        return business.identity.trade_name.say(speech.language)
    if speech.language in trade.label:
        return trade.label[speech.language]
    return speech.trade(trade.label["en"])


def headline(business: Business, trade: Trade, speech: Speech) -> str:
    """Say what and where in one line: `Plumber in Whitby`."""
    what, town = trade_name(business, trade, speech), business.place.town
    away = not {"premises", "at_customer"} & set(business.place.mode) and business.place.mode
    return speech.say("{trade} in {town}", trade=what, town=town) if town and not away else what


def legal(business: Business, speech: Speech) -> list[str]:
    """Give the small print: registered name, and what stands in the register."""
    identity = business.identity
    named = identity.legal_name if identity.legal_name != business.name else None
    return [*([named] if named else []), *registered(business, speech)]


def registered(business: Business, speech: Speech) -> list[str]:
    """Give what stands in the register, a line each: register and number, its place, the office, VAT."""
    register, lines = business.identity.registration, []
    if register and register.place:
        lines.append(speech.say("Registered in {place}", place=register.place))
    if register and (register.body or register.number):
        lines.append(" ".join(part for part in (register.body, register.number) if part))
    if register and register.office:
        lines.append(speech.say("Registered office: {office}", office=register.office))
    if register and register.vat:
        lines.append(speech.say("VAT number {number}", number=register.vat))
    return lines


def paragraphs(text: str) -> list[str]:
    """Cut a text at its empty lines."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def _licence(business: Business) -> Iterable[dict[str, str]]:
    licence = business.identity.licence
    if licence:
        text = " ".join(part for part in (licence.body, licence.number) if part)
        yield {"kind": "licence", "text": text, "date": "", "link": "", "by": ""}


def _point(each: Proof, speech: Speech) -> dict[str, str]:
    return {
        "kind": each.kind,
        "text": each.text.say(speech.language),
        "date": _month(each.date, speech) if each.kind != "quote" else "",
        "link": each.link or "",
        "by": each.by or "",
    }


def _month(date: dt.date | None, speech: Speech) -> str:
    return speech.month(date) if date else ""


def _money(amount: Decimal, code: str) -> str:
    from babel.numbers import format_currency

    whole = amount == amount.to_integral_value()
    if not code:
        return f"{amount:.0f}" if whole else f"{amount:.2f}"
    return format_currency(
        amount, code, "¤#,##0" if whole else "¤#,##0.00", locale="en", currency_digits=False
    )


def _say(text: Words | None, speech: Speech) -> str:
    return text.say(speech.language) if text else ""


def _candidates(wanted: str) -> Iterable[str]:
    yield wanted
    for number in itertools.count(2):
        yield f"{wanted}-{number}"
