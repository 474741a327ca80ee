"""Which items of the checklist are shown to this owner: those whose conditions hold, and only those."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kit.facts.conditions import Known, holds
from kit.plan.items import Item

REVIEWS = frozenset({"mea-05", "mea-07", "mea-12"})
"""Items that the reviews of weeks 4, 8 and 13 are made of; they have their own minutes."""

LAUNCH_ORDER = ("foundations", "security", "website", "content")
"""What comes first before the launch: know what you offer, own your name, then the pages; the law is read with them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The items that apply, sorted by what becomes of them; `waiting` hang on a fact nobody gave."""

    launch: tuple[Item, ...]
    """Priority 1, before the launch: paid from its own hours."""
    work: tuple[Item, ...]
    """Everything else that costs the owner minutes."""
    by_tool: tuple[Item, ...]
    """What the generator does itself: no minutes."""
    rules: tuple[Item, ...]
    """Habits that cost no minutes of their own: house rules."""
    unknown: tuple[Item, ...]
    told: tuple[Item, ...] = ()
    """What the facts show to be done before the quarter begins: no minutes are kept for it."""

    @property
    def all(self) -> tuple[Item, ...]:
        """Give every item that applies."""
        return self.launch + self.work + self.by_tool + self.rules + self.told

    def without(self, done: frozenset[str]) -> Shown:
        """Give the same with work that is done already put aside."""
        work = tuple(item for item in self.work if item.id not in done)
        return replace(self, work=work, told=tuple(item for item in self.work if item.id in done))


def select(items: Iterable[Item], known: Known) -> Shown:
    """Sort the items that apply. An item whose condition is unknown waits until homework is answered."""
    every = tuple(items)
    answers = {item.id: holds(item.applies_if, known) for item in every}
    shown = [item for item in every if answers[item.id]]
    by_tool = [item for item in shown if done_by_tool(item)]
    by_owner = [item for item in shown if not done_by_tool(item)]
    rules = [item for item in by_owner if not item.minutes]
    rest = [item for item in by_owner if item.minutes]
    launch = [item for item in rest if _before_launch(item)]
    return Shown(
        launch=tuple(sorted(launch, key=lambda item: _rank(item.area))),
        work=tuple(item for item in rest if not _before_launch(item)),
        by_tool=tuple(by_tool),
        rules=tuple(rules),
        unknown=tuple(item for item in every if answers[item.id] is None),
    )


def _before_launch(item: Item) -> bool:
    return item.priority == 1 and item.when == "before_launch"


def _rank(area: str) -> tuple[int, str]:
    return (LAUNCH_ORDER.index(area) if area in LAUNCH_ORDER else len(LAUNCH_ORDER), area)


def done_by_tool(item: Item) -> bool:
    """Tell whether the generator finishes an item by itself.

    What only the owner's log can show (`ledger`) is prepared by the tool, and still the owner's work.
    """
    return item.tool == "does" and item.verify.by == "software"


def channels_named(item: Item) -> frozenset[str]:
    """Give the channels an item's condition names: it is core work of those channels."""
    return frozenset(_named(item.applies_if))


def _named(condition: dict[str, object]) -> Iterable[str]:
    for key, value in condition.items():
        if key == "channel" and isinstance(value, list):
            yield from value
        elif key == "any" and isinstance(value, list):
            for each in value:
                yield from _named(each)
