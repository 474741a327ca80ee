"""Examples that fit who is asked: of the trade, of its family, in the money and the places of the country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kit.facts.trade import Trade
from kit.facts.yaml_data import load_data
from kit.interview.parts import Example, Part, Question

_HERE = Path(__file__).parent
_PLACES = {
    "place.town": "town", "place.postcode": "postcode", "place.region": "region", "place.areas": "areas",
    "business.registration.register": "register", "business.registration.number": "number", "business.registration.place": "registered",
}  # fmt: skip


def fitted(question: Question, trade: Trade, country: str) -> Question:
    """Give a question with examples for this trade and country: a café owner has no boiler to service.

    Where the country is unknown an amount stands without a sign, and what only a country can show is left out.
    """
    said = examples_for(trade, country)
    return question.model_copy(
        update={
            "good": _answer(question.good, said.get(f"{question.id}.good"), country),
            "weak": _answer(question.weak, said.get(f"{question.id}.weak"), country),
            "parts": tuple(_part(part, part.fact, said, country) for part in question.parts),
        }
    )


def examples_for(trade: Trade, country: str) -> Mapping[str, str]:
    """Give the examples by fact (`services.price`) and by question (`name.good`) for a trade in a country ("" if unknown)."""
    own = _HERE / "examples" / f"{trade.id}.yaml"
    family = load_data(_HERE / "examples" / f"{trade.family}.yaml")
    differs = load_data(own) if trade.known and own.is_file() else {}
    return {**family, **differs, **_of_trade(trade, country), **_of_country(country)}


def in_money(text: str, country: str) -> str:
    """Give a text with its amounts in pounds as amounts of the country, of about the same weight."""
    sign, times = _money(country)
    return re.sub(r"£(\d[\d,]*(?:\.\d+)?)", lambda found: sign + _times(found[1], times), text)


def _answer(answer: Example, text: str | None, country: str) -> Example:
    return answer.model_copy(update={"text": in_money(text or answer.text, country)})


def _part(part: Part, name: str, said: Mapping[str, str], country: str) -> Part:
    fields = tuple(_part(field, f"{name}.{field.fact}", said, country) for field in part.fields)
    example = in_money(said.get(name, part.example), country)
    examples = {choice: in_money(text, country) for choice, text in part.examples.items()}
    if example == part.example and not fields and examples == part.examples:
        return part
    return part.model_copy(update={"example": example, "examples": examples, "fields": fields})


def _of_trade(trade: Trade, country: str) -> dict[str, str]:
    licence = next((each.body for each in trade.licences if each.country == country), "")
    found = {"business.licence.body": licence}
    if trade.services:
        found |= dict.fromkeys(("services.name", "photos.service"), trade.services[0].name)
    if trade.first_words:
        found["customers.first_words"] = trade.first_words[0]
    if trade.advice_topics:
        found["network.topics.topic"] = trade.advice_topics[0]
    if trade.partners:
        found["network.referrers.trade"] = trade.partners[0].trade.replace("_", " ")
    return found


def _of_country(country: str) -> dict[str, str]:
    from kit.facts.phones import example_of

    place = load_data(_HERE / "example_places.yaml").get(country, {})
    known = {
        fact: str(place.get(name, ""))
        for fact, name in _PLACES.items()
        if name in place or country or name == "postcode"
    }
    if not country:
        return known
    return known | {
        "contact.phone": example_of(country),
        "business.registration.vat": f"{country}000000000",
        "business.registration.office": ", ".join(("1 High Street", *(each for each in (place.get("town"), place.get("postcode")) if each))),
    }  # fmt: skip


_HEAVY = {
    "JPY": 150, "KRW": 1500, "INR": 100, "SEK": 10, "NOK": 10, "DKK": 10, "CZK": 25, "HUF": 400, "PLN": 5, "ISK": 150, "RON": 5,
    "THB": 40, "ZAR": 20, "MXN": 20, "BRL": 5, "TRY": 40, "PHP": 60, "IDR": 15000, "VND": 25000, "RUB": 100, "UAH": 40,
}  # fmt: skip
"""How many times more of it a thing costs than in pounds, very roughly: an example of 85 yen would teach nothing."""
_DOLLARS = frozenset(["USD", "CAD", "AUD", "NZD", "SGD", "HKD"])


@cache
def _money(country: str) -> tuple[str, int]:
    from kit.facts.money import currency_of

    code = currency_of(country)
    if not code:
        return "", 1
    from babel.numbers import get_currency_symbol

    sign = "$" if code in _DOLLARS else str(get_currency_symbol(code, "en"))
    return f"{sign} " if sign[-1:].isalpha() else sign, _HEAVY.get(code, 1)


def _times(amount: str, times: int) -> str:
    if times == 1:
        return amount
    return f"{round(float(amount.replace(',', '')) * times):,}"
