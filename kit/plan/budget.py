"""The week in minutes before any channel is chosen: slack, measure, upkeep, learning, and what is left."""

from __future__ import annotations

from dataclasses import dataclass

from kit.plan.model import Model
from kit.plan.owner import Owner

_TIGHT = {"measure": 10, "upkeep": 20, "learning": 20}
"""Percent of the week when the floors would eat more than 60 percent of it (model.yaml, MINUTES)."""
_EAGER_LEARNING = 0.30
"""Learning's share for those who came to learn, and for those who are fully booked (model.yaml, MINUTES)."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Minutes a week, whole numbers; the five envelopes add up to `minutes` exactly."""

    minutes: int
    slack: int
    measure: int
    upkeep: int
    learning: int

    @property
    def channels(self) -> int:
        """Give the minutes that are left for channels."""
        return self.minutes - self.slack - self.measure - self.upkeep - self.learning


def budget_of(owner: Owner, model: Model) -> Budget:
    """Split the owner's minutes by model.yaml's MINUTES."""
    minutes, split, floors = owner.minutes, model.split, model.floors
    slack = int(minutes * _percent(split.slack) // 500) * 5
    if (floors.measure + floors.upkeep + floors.learning) * 100 > 60 * (minutes - slack):
        tight = {name: minutes * share // 100 for name, share in _TIGHT.items()}
        return Budget(minutes, slack, **tight)
    eager = owner.goals[:1] == ("learn",) or owner.fully_booked
    return Budget(
        minutes,
        slack,
        measure=max(floors.measure, _nearest_five(minutes, split.measure)),
        upkeep=max(floors.upkeep, _nearest_five(minutes, split.upkeep)),
        learning=max(floors.learning, _nearest_five(minutes, _EAGER_LEARNING if eager else split.learning)),
    )


def _percent(share: float) -> int:
    return round(share * 100)


def _nearest_five(minutes: int, share: float) -> int:
    """Round `share` of the minutes to the nearest five, halves up, without binary fractions."""
    return (minutes * _percent(share) + 250) // 500 * 5
