"""How sure a choice is: run it again with more hours, full proof, and weights shaken by up to a fifth."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace

from kit.plan.choice import Choice, best_set, choose, gate_of, parts_of, rounded, total
from kit.plan.model import Model
from kit.plan.owner import Owner

RUNS = 100
_SHAKE = 0.2
_STEP, _NEAR, _COARSE = 5, 240, 15
"""Minutes between two tries when the smallest sufficient week is sought: fine up to four hours more, then coarse."""
_MOST = 15 * 60
"""Minutes beyond which more hours are no advice for a small business."""


@dataclass(frozen=True, slots=True)
class Robustness:
    """In how many of `runs` shaken runs the same set came out, and what else came up most."""

    same: int
    runs: int
    rival: str


def robustness(choice: Choice, model: Model) -> Robustness:
    """Shake every part of the points by up to a fifth and choose again; the same choice gives the same answer."""
    dice = random.Random(17)  # noqa: S311 - a fixed seed, so that the same facts give the same bytes
    picked = frozenset(each.channel.id for each in choice.picks)
    others: Counter[str] = Counter()
    same = 0
    for _ in range(RUNS):
        points = {
            each.channel.id: rounded(
                sum(part.points * (1 + dice.uniform(-_SHAKE, _SHAKE)) for part in each.parts)
            )
            for each in choice.channels
            if not each.gate
        }
        found = best_set(choice.owner, model, points)
        same += found == picked
        others.update(found - picked)
    return Robustness(same, RUNS, others.most_common(1)[0][0] if others else "")


def joins_at(owner: Owner, model: Model) -> dict[str, int]:
    """Give, for each channel that more minutes would bring in, the smallest week (in steps) that does.

    No part of the points and no gate looks at the minutes: only the set is chosen again for each week.
    """
    points = {
        each.id: total(parts_of(each, owner, model)) for each in model.channels if not gate_of(each, owner)
    }
    order = sorted(points, key=lambda name: (-points[name], model.channel(name).order))
    found: dict[str, int] = {}
    first = owner.minutes // _STEP * _STEP + _STEP
    near = min(first + _NEAR, _MOST)
    for minutes in (*range(first, near, _STEP), *range(near, _MOST + 1, _COARSE)):
        picked = best_set(replace(owner, minutes=minutes), model, points)
        for name in order:
            if name in picked:
                found.setdefault(name, minutes)
    return found


def with_proof(owner: Owner, model: Model, channel: str) -> Choice:
    """Choose again as if enough of the last ten customers had named this channel."""
    counted = dict(owner.last_ten or ())
    counted[channel] = max(counted.get(channel, 0), model.proof_full_at)
    others = sum(count for name, count in counted.items() if name != channel)
    room = 10 - counted[channel]
    shrunk = {
        name: count if name == channel or others <= room else count * room // max(1, others)
        for name, count in counted.items()
    }
    return choose(replace(owner, last_ten=tuple(shrunk.items())), model)
