"""How the points of a channel add up, on one line; the numbers shown always make the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.plan.choice import Scored

_NAMES = {
    "customers": "how customers choose",
    "proof": "last ten",
    "reach": "reach",
    "comfort": "liking",
    "goals": "goals",
    "learning": "learning",
    "profile": "profile",
    "pictures": "pictures",
    "confidential": "confidential",
}


def points_line(scored: Scored) -> str:
    """Give "how customers choose 10 of 30, last ten 0 of 15, …", or "" where there are no points to show."""
    exact = sum(part.points for part in scored.parts)
    if scored.gate or not 0 <= exact <= 100:
        return ""
    shown = [round(part.points) for part in scored.parts]
    while (gap := scored.points - sum(shown)) and shown:
        step = 1 if gap > 0 else -1
        off = [step * (part.points - number) for part, number in zip(scored.parts, shown, strict=True)]
        shown[off.index(max(off))] += step
    return ", ".join(
        f"{_NAMES[part.name]} {number} of {part.most}" if part.most else f"{_NAMES[part.name]} {number:+d}"
        for part, number in zip(scored.parts, shown, strict=True)
    )
