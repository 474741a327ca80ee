"""The owner as the channel choice sees them: a small value made from the facts, with what was assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kit.facts.known import assumed
from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.facts.web import Profile
from kit.plan.model import Model

Level = Literal["active", "dormant", "tried", "unknown"]


@dataclass(frozen=True, slots=True)
class Presence:
    """A profile of the owner in a channel that is not closed. `held`: the owner can log in."""

    channel: str
    level: Level
    held: bool = True
    network: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """What the choice counts with. `assumed` names the facts nobody gave; None means not known."""

    family: str
    minutes: int
    reach: tuple[str, ...]
    who: tuple[str, ...]
    goals: tuple[str, ...]
    comfort: tuple[tuple[str, int], ...]
    shows_in_pictures: int
    confidential: int
    customers_served: int | None
    ships: bool
    last_ten: tuple[tuple[str, int], ...] | None
    presences: tuple[Presence, ...] = ()
    never: frozenset[str] = frozenset()
    more_jobs_possible: int | None = None
    assumed: tuple[str, ...] = ()
    called: tuple[str, str] = ("customer", "customers")
    """What those who pay are called: one, several."""
    trade: str = ""

    def comfort_with(self, skill: str) -> int:
        """Give how much the owner likes doing something, 0 to 3."""
        return dict(self.comfort).get(skill, 0)

    def came_by(self, channel: str) -> float | None:
        """Give how many of the last ten customers came this way; None when nobody counted.

        Counts that add up to more than ten are scaled down to ten: shares matter, not the sum.
        """
        total = sum(count for _, count in self.last_ten or ())
        if self.last_ten is None or not total:
            return None
        return dict(self.last_ten).get(channel, 0) * (10 / total if total > 10 else 1)

    @property
    def fully_booked(self) -> bool:
        """Tell whether the owner said that no more jobs are possible."""
        return self.more_jobs_possible == 0

    @property
    def pursued(self) -> tuple[str, ...]:
        """Give the goals that can be had: who is fully booked cannot have new customers, but can learn."""
        if not self.fully_booked:
            return self.goals
        return tuple(goal for goal in self.goals if goal != "new_customers") or ("learn",)


def owner_of(business: Business, trade: Trade, model: Model) -> Owner:
    """Give the owner of these facts, with the assumptions of `kit.facts.known` where a fact is absent."""
    values = assumed(business, trade)
    return Owner(
        family=trade.family,
        minutes=values.minutes,
        reach=values.reach,
        who=values.who,
        goals=values.goals,
        comfort=values.comfort,
        shows_in_pictures=values.shows_in_pictures,
        confidential=values.confidential,
        customers_served=values.customers_served,
        ships="ship" in business.place.mode,
        last_ten=values.last_ten,
        presences=tuple(_presences(business.profiles, model)),
        never=frozenset(_refused(values.never, model)),
        more_jobs_possible=values.more_jobs_possible,
        assumed=values.assumed,
        trade=trade.id,
        called=model.people_words.get(trade.id) or model.people_words[trade.family],
    )


def _presences(profiles: tuple[Profile, ...], model: Model) -> Iterable[Presence]:
    for profile in profiles:
        channel = model.channel_of(profile.network)
        if channel is None or profile.state == "closed":
            continue
        held = profile.login in {None, "me"}
        yield Presence(channel.id, profile.state or "unknown", held, profile.network)


def _refused(never: tuple[str, ...], model: Model) -> Iterable[str]:
    """Give the refused channels: named themselves, or with every network of theirs refused."""
    names = set(never)
    for channel in model.channels:
        if channel.id in names or (channel.networks and names.issuperset(channel.networks)):
            yield channel.id
