"""One name everywhere: proposals for the networks that matter here, where they differ, what to watch for."""

from __future__ import annotations

from typing import Any

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.networks.catalogue import load_network
from kit.networks.handles import Proposal, confusable, normalise, propose, same_handle
from kit.networks.links import ProfileLink, read_link
from kit.plan.words import list_text
from kit.profiles.boxes import PERSONAL

LARGEST = ("instagram", "facebook_page", "x", "youtube", "tiktok")
"""A name must fit these too, so that it need not be changed when one of them is wanted later."""


def handle_plan(business: Business, trade: Trade, networks: tuple[str, ...]) -> dict[str, Any]:
    """Give the handles there are, the proposals that fit `networks` best, and warnings."""
    proposals = proposals_for(business, trade, networks)
    there = dict(current_handles(business))
    return {
        "there": [
            {"network": load_network(name).short_name, "handle": handle} for name, handle in there.items()
        ],
        "warnings": differing(there),
        "on": list_text(load_network(fit.network).brand for fit in proposals[0].fits) if proposals else "",
        "proposals": [_proposal(each, there) for each in proposals],
    }


def _proposal(proposal: Proposal, there: dict[str, str]) -> dict[str, Any]:
    """Give one proposal; where a profile is there already, its own handle stands and says whether it differs."""
    rows: list[dict[str, Any]] = []
    for fit in proposal.fits:
        record = load_network(fit.network)
        have = there.get(fit.network, "")
        same = same_handle(have, proposal.handle, record) if have else fit.same
        rows.append(
            {
                "network": record.short_name,
                "handle": have or fit.handle,
                "same": same,
                "problem": "" if have else fit.problem,
                "yours": bool(have),
            }
        )
    return {
        "handle": proposal.handle,
        "warnings": list(proposal.warnings),
        "same": list_text(row["network"] for row in rows if row["same"]),
        "rows": rows,
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
