"""What the choice means for each network and listing of the catalogue: which profiles to make, keep, pin or leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.networks.catalogue import Entry, index
from kit.plan.choice import Choice, Verdict
from kit.plan.model import Model

Kind = Literal["channel", "listing"]
_DOOR = frozenset({"google_business", "apple_business", "bing_places"})
"""Maps show places customers come to or businesses that drive to them, and nothing else."""
_MET = frozenset({"premises", "at_customer"})


@dataclass(frozen=True, slots=True)
class NetworkVerdict:
    """What to do about one network: its channel's verdict, or `claim` or `leave` for a listing."""

    network: str
    verdict: Verdict | Literal["claim"]
    channel: str = ""
    has_profile: bool = False


def network_verdicts(
    choice: Choice, business: Business, trade: Trade, model: Model
) -> tuple[NetworkVerdict, ...]:
    """Give the verdict of every network of the catalogue, in the catalogue's order."""
    there = {profile.network for profile in business.profiles if profile.state != "closed"}
    return tuple(_verdict(entry, choice, business, trade, model, there) for entry in index().values())


def _verdict(
    entry: Entry, choice: Choice, business: Business, trade: Trade, model: Model, there: set[str]
) -> NetworkVerdict:
    has = entry.id in there
    channel = model.channel_of(entry.id)
    if entry.id in business.marketing.never:
        return NetworkVerdict(entry.id, "leave", channel.id if channel else "", has)
    if channel:
        return NetworkVerdict(entry.id, choice.of(channel.id).verdict, channel.id, has)
    claim = has or (entry.kind == "listing" and _suits(entry, business, trade))
    return NetworkVerdict(entry.id, "claim" if claim else "leave", "", has)


def _suits(entry: Entry, business: Business, trade: Trade) -> bool:
    """Tell whether a listing is claimed (head of model.yaml, CHANNELS)."""
    near = "worldwide" in entry.regions or business.country in entry.regions
    met = entry.id not in _DOOR or bool(_MET & set(business.place.mode))
    return bool(set(trade.kinds) & set(entry.suits)) and near and met


def networks_to_show(choice: Choice, business: Business, trade: Trade, model: Model) -> tuple[str, ...]:
    """Give the networks that get a profile sheet: every profile the business has, and what the plan picks.

    Of a picked channel with several networks and no profile yet, the first that is open in the business's
    country; channels that are people (past customers, partners) make nobody open a new profile.
    """
    have = [
        profile.network
        for profile in business.profiles
        if profile.state != "closed" and profile.network in index()
    ]
    picked = [name for scored in choice.picks for name in _new(scored.channel.id, have, business, model)]
    listings = [
        each.network
        for each in network_verdicts(choice, business, trade, model)
        if each.verdict == "claim" and (each.has_profile or each.network in _DOOR)
    ]
    return tuple(dict.fromkeys([*have, *picked, *listings]))


def _new(name: str, have: list[str], business: Business, model: Model) -> Iterable[str]:
    channel = model.channel(name)
    if channel.type == "people" or set(channel.networks) & set(have):
        return
    entries = index()
    for network in channel.networks:
        entry = entries[network]
        open_here = "worldwide" in entry.regions or business.country in entry.regions
        if open_here and network not in business.marketing.never and entry.status == "active":
            yield network
            return
