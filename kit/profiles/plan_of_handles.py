"""One name everywhere: proposals for the networks that matter here, where they differ, what to watch for."""

from __future__ import annotations

from typing import Any

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.networks.catalogue import load_network
from kit.networks.handles import Proposal, confusable, normalise, propose
from kit.networks.links import ProfileLink, read_link
from kit.profiles.boxes import PERSONAL

LARGEST = ("instagram", "facebook_page", "x", "youtube", "tiktok")
"""A name must fit these too, so that it need not be changed when one of them is wanted later."""


def handle_plan(business: Business, trade: Trade, networks: tuple[str, ...]) -> dict[str, Any]:
    """Give the handles there are, the proposals that fit `networks` best, and warnings."""
    proposals = proposals_for(business, trade, networks)
    there = dict(current_handles(business))
    return {
        "there": [{"network": load_network(name).name, "handle": handle} for name, handle in there.items()],
        "warnings": differing(there),
        "proposals": [
            {
                "handle": each.handle,
                "warnings": list(each.warnings),
                "rows": [
                    {
                        "network": load_network(fit.network).name,
                        "handle": fit.handle,
                        "same": fit.same,
                        "problem": fit.problem,
                    }
                    for fit in each.fits
                ],
            }
            for each in proposals
        ],
    }


def proposals_for(business: Business, trade: Trade, networks: tuple[str, ...]) -> tuple[Proposal, ...]:
    """Propose handles for these networks and the largest, the handles that are there already tried first."""
    chosen = tuple(
        each
        for each in dict.fromkeys((*networks, *LARGEST))
        if load_network(each).handle.chosen and each not in PERSONAL
    )
    return propose(
        business.name,
        chosen,
        town=business.place.town or "",
        trade=trade.name("en"),
        domain=business.domain.name or "",
        prefer=tuple(handle for network, handle in current_handles(business) if network not in PERSONAL),
    )


def planned_handles(business: Business, trade: Trade, networks: tuple[str, ...]) -> dict[str, str]:
    """Give the handle to choose on each network: the best proposal, one for all; a person's own for a personal one."""
    best = proposals_for(business, trade, networks)[0]
    planned = {fit.network: fit.handle for fit in best.fits if not fit.problem}
    for network in PERSONAL & set(networks):
        name = business.people[0].name if business.people else business.name
        found = propose(name, [network])
        planned |= {fit.network: fit.handle for each in found[:1] for fit in each.fits if not fit.problem}
    return planned


def current_handles(business: Business) -> list[tuple[str, str]]:
    """Give (network, handle) of the profiles whose owner chose the name."""
    found = []
    for profile in business.profiles:
        if profile.state == "closed" or not (profile.link or profile.handle):
            continue
        link = read_link(profile.link or profile.handle or "", profile.network)
        if isinstance(link, ProfileLink) and load_network(link.network).handle.chosen:
            found.append((link.network, link.handle))
    return found


def differing(there: dict[str, str]) -> list[str]:
    """Say where existing handles differ or could be mistaken for one another."""
    said = []
    rows = [
        (name, normalise(handle, load_network(name).handle, compare=True)) for name, handle in there.items()
    ]
    for number, (network, handle) in enumerate(rows):
        for other, second in rows[number + 1 :]:
            if confusable(handle, second):
                said.append(
                    f"{handle} ({load_network(network).short_name}) and {second} ({load_network(other).short_name}) look "
                    "alike but are different: people will type the wrong one."
                )
    return said
