"""Networks that no channel of the plan judges: listings to claim, and what is left with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.networks.models import Network
from kit.profiles.kinds import countries_in_words, kinds_in_words
from kit.profiles.verdicts import Verdict

if TYPE_CHECKING:
    from kit.plan.explain import Explainer

Reasons = tuple[tuple[str, ...], str, str]
"""Reasons, what would change the answer, and the reason in a few words."""

_ON_THE_MAP = frozenset({"google_business", "apple_business", "bing_places", "openstreetmap"})
_ANSWERS = frozenset({"google_business", "yelp", "tripadvisor", "trustpilot", "houzz", "bbb", "thumbtack"})
"""Where customers leave reviews that want an answer."""


def claimed(record: Network, business: Business, trade: Trade, explainer: Explainer) -> Reasons:
    """Say why a listing is to be claimed by this business, and what would end it."""
    came = dict(explainer.choice.owner.last_ten or ()).get("map_search")
    counted = ""
    if came and record.id in _ON_THE_MAP:
        from kit.plan.words import count_word

        counted = f"{count_word(round(came)).capitalize()} of your last ten {explainer.people[1]} came by searching the map."
    brief = counted or _short(record.guide.who if record.guide else record.what)
    return tuple(_why_claim(record, business, trade, counted)), _ENDS, brief


_ENDS = "A fee for what is free today, or your enquiries sold to others."


def _why_claim(record: Network, business: Business, trade: Trade, counted: str) -> Iterator[str]:
    if counted:
        yield counted
    if record.id in _ON_THE_MAP:
        yield from _door(record, business)
    else:
        fitting = tuple(each for each in record.suits if each in trade.kinds)
        yield f"It lists {kinds_in_words(fitting)}, and that is you."
    replies = ", answer reviews" if record.id in _ANSWERS else ""
    yield f"It is no place to talk: fill it once, keep it right{replies}."


def _door(record: Network, business: Business) -> Iterator[str]:
    place = business.place
    if place.street and ("premises" in place.mode or not place.mode):
        yield f"Customers come to {place.street}: the pin must stand on that door."
    elif record.id == "openstreetmap":
        yield "Only a door that people can walk up to belongs on it: without one, leave it."
    elif place.areas:
        from kit.plan.words import list_text

        yield f"You go to customers: leave the address off, and enter {list_text(place.areas)}."
    elif "at_customer" in place.mode:
        yield "You go to customers: leave the address off, and enter the places you go to."


def left(record: Network, verdict: Verdict, business: Business, trade: Trade) -> Reasons:
    """Say why a network is left alone, and what would change that: a rule it missed, another country, another trade."""
    name = record.short_name
    if record.status == "winding_down":
        return (verdict.missed,), "Nothing: it is going.", "It is closing down."
    if business.country and not record.is_in(business.country):
        where = countries_in_words(record.regions)
        said = f"It serves {where}; you are in {countries_in_words((business.country,))}."
        return (said,), "A second place of business there.", "Serves other countries."
    if not business.country and "country" in verdict.missed:
        return (
            (verdict.missed,),
            "Your country, with: webkit set business.country GB",
            "Your country is not known.",
        )
    if not set(record.suits) & set(trade.kinds):
        said = f"It is made for {kinds_in_words(record.suits)}, and yours is none of these."
        return (said,), "Only another line of work.", "Made for other trades."
    if "online-only" in verdict.missed:
        change = "A door that customers come to, or work at their place."
        return (verdict.missed,), change, "Only for those whom customers visit, or who go to them."
    against = record.guide.not_for if record.guide else ""
    if record.kind == "portal":
        said = f"It is made for your trade. {against} What people pass on costs nothing and stays yours."
        change = "Empty days that nothing else fills: then one month with a limit, and a count of what each customer cost."
        return (said,), change, against
    return (against or f"{name} meets few who choose a business like yours.",), _three(name), against


def _three(name: str) -> str:
    return f"Three customers who say that they looked for you on {name}."


def _short(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
