"""The channel choice, exactly by the head of `model.yaml`: gates, points with parts, the best set, verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kit.plan.budget import Budget, budget_of
from kit.plan.model import Channel, Model
from kit.plan.owner import Owner, Presence

Verdict = Literal["pick", "signpost", "park", "reserve", "leave"]


@dataclass(frozen=True, slots=True)
class Part:
    """One term of the points: what it gave, and the most it can give (0 for adjustments)."""

    name: str
    points: float
    most: int


@dataclass(frozen=True, slots=True)
class Scored:
    """A channel with its verdict. A gated channel has a gate and neither points nor parts."""

    channel: Channel
    verdict: Verdict
    points: int = 0
    parts: tuple[Part, ...] = ()
    gate: str = ""

    def part(self, name: str) -> Part:
        """Give one part of the points. Raises KeyError when it did not count."""
        for part in self.parts:
            if part.name == name:
                return part
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Choice:
    """The answer: every channel in the model's order, the week it was made for, and whom it is for."""

    owner: Owner
    budget: Budget
    channels: tuple[Scored, ...]

    def of(self, name: str) -> Scored:
        """Give what was decided about one channel. Raises KeyError when there is none."""
        for scored in self.channels:
            if scored.channel.id == name:
                return scored
        raise KeyError(name)

    def with_verdict(self, verdict: Verdict) -> tuple[Scored, ...]:
        """Give the channels with this verdict, most points first."""
        found = (scored for scored in self.channels if scored.verdict == verdict)
        return tuple(sorted(found, key=lambda each: (-each.points, each.channel.order)))

    @property
    def picks(self) -> tuple[Scored, ...]:
        """Give the picked channels, most points first."""
        return self.with_verdict("pick")

    @property
    def left(self) -> int:
        """Give the channel minutes that no pick uses; they go to upkeep and people."""
        return self.budget.channels - sum(each.channel.minutes for each in self.picks)

    @property
    def states(self) -> tuple[str, ...]:
        """Give what conditions ask under `state`: signpost, park, and channel:signpost, channel:park."""
        shown = [each for each in self.channels if each.verdict in {"signpost", "park"}]
        return tuple(
            dict.fromkeys(
                [*(each.verdict for each in shown), *(f"{each.channel.id}:{each.verdict}" for each in shown)]
            )
        )


def choose(owner: Owner, model: Model) -> Choice:
    """Choose the channels for this owner. The same owner and model always give the same choice."""
    budget = budget_of(owner, model)
    points = {
        channel.id: parts_of(channel, owner, model)
        for channel in model.channels
        if not gate_of(channel, owner)
    }
    sums = {name: total(parts) for name, parts in points.items()}
    picked = best_set(owner, model, sums)
    return Choice(
        owner, budget, tuple(_scored(each, owner, model, points, picked) for each in model.channels)
    )


def gate_of(channel: Channel, owner: Owner) -> str:
    """Name the gate that keeps a channel out (model.yaml, GATES; `never` = refused), or give ""."""
    if channel.id in owner.never:
        return "never"
    open_to = {
        None: True,
        "past_customers_10": (owner.customers_served or 0) >= 10,
        "local_or_regional": "local" in owner.reach,
        "local_b2c": "local" in owner.reach and "people" in owner.who,
        "sells_things": owner.ships,
        "sells_things_or_ideas": owner.ships or owner.shows_in_pictures == 3,
    }
    return "" if open_to[channel.gate] else str(channel.gate)


def parts_of(channel: Channel, owner: Owner, model: Model) -> tuple[Part, ...]:
    """Give the terms of a channel's points (model.yaml, POINTS), unrounded."""
    weights = model.weights
    came = owner.came_by(channel.id)
    proof = model.proof_unknown if came is None else min(1.0, came / model.proof_full_at)
    reach = max((channel.reach[each] for each in channel.reach if each in owner.reach), default=0)
    comfort = [owner.comfort_with(skill) for skill in channel.skills]
    ranked = list(zip(owner.pursued, model.goal_rank_weights, strict=False))
    goals = {str(name): cell for name, cell in channel.goals.items()}
    wanted = sum(weight * goals[goal] / 3 for goal, weight in ranked)
    cells = {str(name): cell for name, cell in channel.customers.items()}
    terms = (
        Part("customers", weights.customers * cells[owner.family] / 3, weights.customers),
        Part("proof", weights.proof * proof, weights.proof),
        Part("reach", weights.reach * reach / 3, weights.reach),
        Part("comfort", weights.comfort * sum(comfort) / (3 * len(comfort)), weights.comfort),
        Part("goals", weights.goals * wanted / sum(weight for _, weight in ranked) if ranked else 0.0, weights.goals),
        Part("learning", weights.learning * channel.learning / 3, weights.learning),
    )  # fmt: skip
    return terms + tuple(part for part in _adjustments(channel, owner, model) if part.points)


def _adjustments(channel: Channel, owner: Owner, model: Model) -> Iterable[Part]:
    adjust = model.adjust
    profiles = [_worth(each, model) for each in owner.presences if each.channel == channel.id]
    yield Part("profile", max(profiles, default=0), 0)
    if channel.visual:
        yield Part("pictures", adjust.visual_gap * max(0, 2 - owner.shows_in_pictures), 0)
    if channel.shows_work:
        yield Part("confidential", adjust.confidential * owner.confidential, 0)


def _worth(presence: Presence, model: Model) -> int:
    match presence.level, presence.held:
        case "tried", _:
            return model.adjust.tried_no_result
        case "active", True:
            return model.adjust.active_and_held
        case "dormant", True:
            return model.adjust.dormant_and_held
        case _:
            return 0


def total(parts: Iterable[Part]) -> int:
    """Add up, round (halves up) and clamp to 0-100."""
    return rounded(sum(part.points for part in parts))


def rounded(exact: float) -> int:
    """Round points (halves up) and clamp them to 0-100."""
    return max(0, min(100, int(exact + 0.5 + 1e-9) if exact > 0 else 0))


def cap_of(owner: Owner, model: Model) -> int:
    """Give how many channels the hours allow at most."""
    return next((cap.max for cap in model.caps if owner.minutes < cap.hours_below * 60), model.caps[-1].max)


def feeds_of(owner: Owner, model: Model) -> int:
    """Give how many feeds the hours allow at most."""
    limit = model.feed_limit
    return limit.max if owner.minutes < limit.hours_below * 60 else limit.otherwise


def best_set(owner: Owner, model: Model, points: dict[str, int]) -> frozenset[str]:
    """Give the set with the largest sum of (points - reserve) that fits minutes, cap and feed limit.

    Ties go to fewer minutes, then to the order of the model.
    """
    room, feeds = budget_of(owner, model).channels, feeds_of(owner, model)
    able = [each for each in model.channels if points.get(each.id, -1) >= model.thresholds.pick]
    best: tuple[tuple[int, int], tuple[Channel, ...]] = ((0, 0), ())
    for size in range(1, cap_of(owner, model) + 1):
        for chosen in combinations(able, size):
            minutes = sum(each.minutes for each in chosen)
            if minutes > room or sum(each.type == "feed" for each in chosen) > feeds:
                continue
            rank = (sum(points[each.id] - model.thresholds.reserve for each in chosen), -minutes)
            best = _better(best, (rank, chosen))
    return frozenset(each.id for each in best[1])


def _better(
    one: tuple[tuple[int, int], tuple[Channel, ...]], two: tuple[tuple[int, int], tuple[Channel, ...]]
) -> tuple[tuple[int, int], tuple[Channel, ...]]:
    if one[0] != two[0]:
        return max(one, two, key=lambda each: each[0])
    return min(one, two, key=lambda each: [channel.order for channel in each[1]])


def _scored(
    channel: Channel,
    owner: Owner,
    model: Model,
    points: dict[str, tuple[Part, ...]],
    picked: frozenset[str],
) -> Scored:
    if channel.id not in points:
        return Scored(channel, "leave", gate=gate_of(channel, owner))
    parts = points[channel.id]
    return Scored(channel, _verdict(channel, owner, model, total(parts), picked), total(parts), parts)


def _verdict(channel: Channel, owner: Owner, model: Model, points: int, picked: frozenset[str]) -> Verdict:
    there = [each for each in owner.presences if each.channel == channel.id]
    cell = {str(name): value for name, value in channel.customers.items()}[owner.family]
    if channel.id in picked:
        return "pick"
    if channel.type == "feed" and cell >= 2 and (channel.lookup or any(each.held for each in there)):
        return "signpost"
    if channel.type == "feed" and there:
        return "park"
    return "reserve" if points >= model.thresholds.reserve else "leave"
