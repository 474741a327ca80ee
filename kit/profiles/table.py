"""Every network answered in one table: what to act on first, and those left, together by their reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kit.networks.catalogue import index
from kit.profiles.verdicts import verdicts
from kit.profiles.why import Why, explain, explainer_of

if TYPE_CHECKING:
    from kit.facts.models import Business
    from kit.facts.trade import Trade
    from kit.plan.choice import Choice

_HEADS = {
    "pick": "Yes",
    "claim": "Listings to claim: fill them once",
    "signpost": "Only as a signpost: a true name and one way to reach you",
    "park": "Park: pin a note that says where you are, and leave it",
    "reserve": "Not now, but next in line",
    "leave": "No",
}


@dataclass(frozen=True, slots=True)
class Row:
    """Networks with one answer: their names, the points if a channel gives any, and the reason in a few words."""

    networks: tuple[str, ...]
    names: str
    points: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one verdict."""

    head: str
    rows: tuple[Row, ...]


def table(business: Business, trade: Trade, choice: Choice) -> Iterator[Group]:
    """Give the groups in the order to act on; a network stands in exactly one row."""
    explainer = explainer_of(choice)
    found = [
        explain(each.network, business, trade, choice, explainer)
        for each in verdicts(business, trade, choice)
    ]
    for word, head in _HEADS.items():
        rows = tuple(_rows([each for each in found if each.verdict == word], together=word != "claim"))
        if rows:
            yield Group(head, rows)


def _rows(found: list[Why], *, together: bool) -> Iterator[Row]:
    """Put networks with the same points and reason into one row; listings keep a row each, to be ticked off."""
    same: dict[tuple[int | None, str], list[Why]] = {}
    for each in found:
        same.setdefault((each.points, each.brief if together else each.network), []).append(each)
    for (points, _), group in same.items():
        names = ", ".join(index()[each.network].name.split(" (")[0] for each in group)
        yield Row(tuple(each.network for each in group), names, points, group[0].brief)
