"""What each network is for this business: its channel's verdict, or claim and leave for listings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.networks.catalogue import Entry, index
from kit.networks.models import WORLDWIDE
from kit.plan.choice import Choice, Scored
from kit.profiles.kinds import countries_in_words, kinds_in_words

Word = Literal["pick", "signpost", "park", "reserve", "leave", "claim"]

NEEDS_PLACE = frozenset({"google_business", "apple_business", "bing_places"})
"""Listings that only take businesses which receive customers or drive to them."""

_MAPS = ("google_business", "apple_business", "bing_places")

# Networks of no channel: the channel that does for the same people what they promise.
NEAREST = {
    "xing": "linkedin", "github": "linkedin", "behance": "instagram", "dribbble": "instagram", "linktree": "instagram",
    "vimeo": "youtube", "apple_podcasts": "speaking", "spotify": "speaking", "soundcloud": "speaking",
    "checkatrade": "referral_partners", "mybuilder": "referral_partners", "angi": "referral_partners", "bark": "referral_partners",
    "booking": "past_customers", "opentable": "past_customers", "thefork": "past_customers",
    "doctolib": "past_customers", "zocdoc": "past_customers",
    "goodreads": "newsletter", "ko_fi": "newsletter", "patreon": "newsletter", "meetup": "speaking", "eventbrite": "speaking",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one network. `points` is None where no channel gives any; `missed` is the rule a listing missed."""

    network: str
    word: Word
    points: int | None = None
    scored: Scored | None = None
    missed: str = ""
    nearest: str = ""


def verdict_of(network: str, business: Business, trade: Trade, choice: Choice) -> Verdict:
    """Give the verdict of one network by its id; KeyError for an unknown one."""
    entry = index()[network]
    for scored in choice.channels:
        if network in scored.channel.networks:
            points = None if scored.gate else scored.points
            return Verdict(network, scored.verdict, points, scored, nearest=scored.channel.id)
    if entry.kind == "listing":
        missed = rule_missed(entry, business, trade)
        return Verdict(network, "leave" if missed else "claim", missed=missed)
    return Verdict(network, "leave", nearest=NEAREST.get(network, ""))


def verdicts(business: Business, trade: Trade, choice: Choice) -> tuple[Verdict, ...]:
    """Give the verdict of every network, the ones to act on first."""
    order: tuple[Word, ...] = ("pick", "claim", "signpost", "park", "reserve", "leave")
    found = [verdict_of(network, business, trade, choice) for network in index()]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                order.index(each.word),
                -(each.points or 0),
                _reach(each.network),
                each.network,
            ),
        )
    )


def _reach(network: str) -> int:
    """Give a listing's place in the queue: the maps that most people open come first."""
    return _MAPS.index(network) if network in _MAPS else len(_MAPS)


def rule_missed(entry: Entry, business: Business, trade: Trade) -> str:
    """Say which rule keeps a listing from being claimed, or give ""."""
    name, country = entry.name.split(" (")[0], business.country
    if entry.status == "winding_down":
        return f"{name} is closing down, so work put into it is lost."
    if entry.id in NEEDS_PLACE and not {"premises", "at_customer"} & set(_modes(business)):
        return "It takes only businesses that customers visit or that go to them; online-only ones are not allowed."
    if not set(trade.kinds) & set(entry.suits):
        return f"It is made for {kinds_in_words(entry.suits)}, and yours is none of these."
    if entry.regions != WORLDWIDE and country not in entry.regions:
        where = countries_in_words(entry.regions)
        if not country:
            return f"It serves {where} only, and your country is not in your facts."
        return f"It serves {where}; you are in {countries_in_words((country,))}."
    return ""


def sheets_for(business: Business, trade: Trade, choice: Choice) -> tuple[str, ...]:
    """Give the networks that get a sheet, in the order to do them: the map that everybody opens, what the plan picks
    or signposts, what is there already, and the other listings to claim."""
    has = (each.network for each in business.profiles if each.state != "closed" and each.network in index())
    planned = (
        network
        for verdict in ("pick", "signpost")
        for scored in choice.channels
        if scored.verdict == verdict
        for network in _first_networks(scored, business)
    )
    claimed = [each.network for each in verdicts(business, trade, choice) if each.word == "claim"]
    first = [
        each for each in claimed if each == _MAPS[0]
    ]  # whoever is searched for near by is searched for there
    return tuple(dict.fromkeys((*first, *planned, *has, *claimed)))


def _modes(business: Business) -> tuple[str, ...]:
    return business.place.mode or (("premises",) if business.place.street or business.place.town else ())


def _first_networks(scored: Scored, business: Business) -> Iterator[str]:
    """Of a channel with several networks the one to begin with; a company on LinkedIn needs page and person."""
    networks = [
        each
        for each in scored.channel.networks
        if each in index()
        and (index()[each].regions == WORLDWIDE or business.country in index()[each].regions)
    ]
    if "linkedin_person" in networks:
        yield "linkedin_person"
        if business.identity.form in {"company", "partnership", "nonprofit"}:
            yield "linkedin_company"
    elif scored.channel.type != "people" and networks and scored.channel.id != "newsletter":
        yield networks[0]
    elif "whatsapp_business" in networks and (business.contact.phone or business.contact.text_phone):
        yield "whatsapp_business"
