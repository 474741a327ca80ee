"""How it stands on a day: what is ticked, what is red, and whom to meet; everything a page shows beside the plan."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.plan.decisions import DecisionPost
from kit.plan.whom import Company

DONE = frozenset({"proved", "logged", "your word"})
"""The marks that put a tick into a box."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`marks` say how it stands with an item, by id: proved, logged, your word, open, cannot tell."""

    today: dt.date
    marks: Mapping[str, str] = field(default_factory=dict)
    red: tuple[str, ...] = ()
    company: Mapping[int, Company] = field(default_factory=dict)
    decisions: tuple[DecisionPost, ...] = ()

    @property
    def nobody(self) -> bool:
        """Tell whether the owner has named nobody at all."""
        return not any(company.people for company in self.company.values())

    def done(self, *items: str) -> bool:
        """Tell whether all of some items are done, in whatever way."""
        return bool(items) and all(self.marks.get(item) in DONE for item in items)


def standing_text(marks: Mapping[str, str]) -> str:
    """Say the four kinds and what is open in one line, and no percentage."""
    counts = Counter(str(mark) for mark in marks.values())
    return (
        f"{counts['proved']} proved, {counts['logged']} logged, {counts['your word']} on your word, "
        f"{counts['open']} open, {counts['cannot tell']} cannot tell"
    )
