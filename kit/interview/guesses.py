"""What we think an answer is, before it is given: always with where it comes from, always a question."""

from __future__ import annotations

import re
from collections.abc import Callable

from kit.facts.places import language_at_home
from kit.facts.trade import Trade
from kit.facts.trade_search import label
from kit.interview.engine import Guess, State, trade_now, value_now
from kit.interview.found import rivals_for
from kit.interview.machine import NOWHERE, Machine
from kit.interview.questions import Part

_MODES = {
    "comes_to_you": "at_customer",
    "you_come_to_us": "premises",
    "we_talk": "remote",
    "you_order": "ship",
}


def guess_for(state: State, part: Part, *, machine: Machine = NOWHERE) -> Guess | None:
    """Give a guess for a part that has no answer, or None."""
    if value_now(state, part.fact) is not None:
        return None
    said = [guess for guess in state.guesses if guess.fact == part.fact]
    if rivals_for(state, part):
        return None  # there is a choice to make, and no first among equals
    if said and isinstance(said[0].value, list):
        entries = [entry for guess in said if isinstance(guess.value, list) for entry in guess.value]
        return Guess(part.fact, entries, said[0].where)
    if said:
        return said[0]
    make = _GUESSES.get(part.guess)
    return make(state, part, trade_now(state), machine) if make else None


def _country(state: State, part: Part, _trade: Trade, machine: Machine) -> Guess | None:
    for fact, said in (("contact.phone", "your phone number"), ("contact.text_phone", "your phone number")):
        if code := _dialled(str(value_now(state, fact) or "")):
            return Guess(part.fact, code, said)
    if code := _posted(str(value_now(state, "place.postcode") or "")):
        return Guess(part.fact, code, "your postcode")
    here = machine.country()
    return Guess(part.fact, here, "the settings of this computer") if here else None


def _dialled(number: str) -> str:
    from kit.facts.phones import parse_phone

    if not number.startswith(("+", "00")):
        return ""
    try:
        return parse_phone(re.sub(r"^00", "+", number)).region
    except ValueError:
        return ""


_POSTCODES = {
    "GB": r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", "IE": r"[AC-FHKNPRTV-Y]\d[\dW] ?[\dA-Z]{4}",
    "CA": r"[A-Z]\d[A-Z] ?\d[A-Z]\d", "NL": r"[1-9]\d{3} ?[A-Z]{2}",
}  # fmt: skip
"""Postcodes whose shape no other country has; five digits are at home in too many."""


def _posted(postcode: str) -> str:
    text = postcode.strip().upper()
    return next((code for code, shape in _POSTCODES.items() if re.fullmatch(shape, text)), "")


def _mode(_state: State, part: Part, trade: Trade, _machine: Machine) -> Guess | None:
    return Guess(part.fact, [_MODES[trade.shape]], "what is usual in your trade") if trade.known else None


def _who(_state: State, part: Part, trade: Trade, _machine: Machine) -> Guess | None:
    return Guess(part.fact, list(trade.who), "what is usual in your trade") if trade.known else None


def _first_step(state: State, part: Part, _trade: Trade, _machine: Machine) -> Guess | None:
    for fact, step in (
        ("contact.booking_link", "book"),
        ("contact.phone", "call"),
        ("contact.email", "write"),
    ):
        if value_now(state, fact):
            return Guess(part.fact, step, "what you just told us")
    return None


def _regulated(state: State, part: Part, trade: Trade, _machine: Machine) -> Guess | None:
    country = value_now(state, "business.country")
    found = next((licence for licence in trade.licences if licence.country == country), None)
    return Guess(part.fact, "yes", f"{found.body}: {found.work}; please verify") if found else None


def _address(state: State, part: Part, _trade: Trade, _machine: Machine) -> Guess | None:
    domain = value_now(state, "domain.name")
    return Guess(part.fact, f"https://{domain}/", "your domain") if domain else None


def _language(state: State, part: Part, _trade: Trade, _machine: Machine) -> Guess | None:
    code = language_at_home(str(value_now(state, "business.country") or ""))
    return Guess(part.fact, code, "your country") if code else None


_GUESSES: dict[str, Callable[[State, Part, Trade, Machine], Guess | None]] = {
    "country": _country, "mode_of_trade": _mode, "who_of_trade": _who, "first_step": _first_step, "regulated": _regulated,
    "address_of_domain": _address, "language_of_country": _language,
}  # fmt: skip


def ideas_for(state: State, part: Part) -> tuple[str, ...]:
    """Give suggestions from the trade's file for a part; they are ideas to choose from, never answers."""
    trade, country = trade_now(state), value_now(state, "business.country")
    match part.ideas:
        case "first_words":
            return trade.first_words
        case "licences":
            return tuple(licence.body for licence in trade.licences if licence.country == country)
        case _:
            return tuple(label for label, _ in starts_for(state, part))


def starts_for(state: State, part: Part) -> tuple[tuple[str, dict[str, str]], ...]:
    """Give the trade's ideas for a list of entries: how each is shown, and the fields it would fill in."""
    trade = trade_now(state)
    match part.ideas:
        case "services":
            return tuple((service.name, {"name": service.name}) for service in trade.services)
        case "advice_topics":
            return tuple((topic, {"topic": topic}) for topic in trade.advice_topics)
        case "partners":
            return tuple(
                (f"{label(partner.trade)}: {partner.why}", {"trade": partner.trade})
                for partner in trade.partners
            )
        case _:
            return ()
