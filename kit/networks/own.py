"""The business's own profiles as its facts name them: which can be linked, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.networks.catalogue import Entry, index, names, plain_name
from kit.networks.links import ProfileLink, read_link
from kit.networks.models import brand_of

if TYPE_CHECKING:
    from kit.facts.models import Business  # half of a start of `webkit check`, and most folders have no facts


@dataclass(frozen=True, slots=True)
class Named:
    """A profile as it was typed: network, link, handle and state, "" where nothing stands."""

    network: str
    link: str = ""
    handle: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """One profile that is not closed. `url` is the link to show, "" when none may be shown; `trouble` says why."""

    number: int
    """Its place in the facts, from 1."""
    network: str
    """The network's id, old names understood; as typed when the catalogue does not know it."""
    name: str
    """The network as people know it, without what stands in brackets."""
    state: str
    handle: str
    url: str
    trouble: str = ""
    """One or two sentences for the owner: what is wrong and what to paste instead."""


def own_profiles(business: Business) -> tuple[OwnProfile, ...]:
    """Give the profiles the facts name and the owner has not closed, in their order."""
    return looked_through(
        Named(each.network, each.link or "", each.handle or "", each.state or "")
        for each in business.profiles
    )


def looked_through(profiles: Iterable[Named]) -> tuple[OwnProfile, ...]:
    """Give each profile that is not closed with the link to show or with its trouble.

    A post, a front page, a person's profile where a page is meant, a handle against the rules, a closing network
    and a second profile on one network are never linked: a visitor would land in the wrong place.
    """
    first: dict[str, str] = {}
    found = []
    for number, each in enumerate(profiles, start=1):
        if each.state == "closed":
            continue
        one = _looked_at(number, each)
        if one.url and one.network in index():
            known = first.setdefault(one.network, one.url)
            if known != one.url:
                one = _second(one, known)
        found.append(one)
    return tuple(found)


def troubles(profiles: Iterable[OwnProfile]) -> Iterator[str]:
    """Give what is wrong, one line per profile, each with its place in the facts."""
    for each in profiles:
        if each.trouble:
            yield f"profiles[{each.number}]: {each.trouble}"


def _looked_at(number: int, named: Named) -> OwnProfile:
    network = named.network if named.network in index() else names().get(plain_name(named.network), "")
    text = named.link or named.handle
    if not network:
        shown = named.network.replace("_", " ").capitalize()
        return OwnProfile(number, named.network, shown, named.state, named.handle, named.link)
    entry = index()[network]
    if entry.status == "winding_down" and text:
        return OwnProfile(number, network, _short(entry), named.state, named.handle, "", _closing(entry))
    if not text:
        return OwnProfile(number, network, _short(entry), named.state, "", "")
    read = read_link(text, network)
    if isinstance(read, ProfileLink):
        return OwnProfile(number, network, _short(entry), named.state, read.handle, read.url)
    trouble = f"{read.sentence} {read.hint}".strip()
    return OwnProfile(number, network, _short(entry), named.state, named.handle, "", trouble)


def _short(entry: Entry) -> str:
    return entry.name.split(" (")[0]


def _closing(entry: Entry) -> str:
    return f"{_short(entry)} is closing down, so a link there will soon lead nowhere. Set its state to closed, or take it out."


def _second(one: OwnProfile, known: str) -> OwnProfile:
    said = (
        f"There are two profiles on {brand_of(one.name)}: {known} and {one.url}. "
        "The site links the first; put the one you look after first, and close or merge the other."
    )
    return OwnProfile(one.number, one.network, one.name, one.state, one.handle, "", said)
