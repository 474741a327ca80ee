"""The checklist, typed: one YAML file per area in `checklists/`, and the sources they name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kit.base.share import shared_folder
from kit.facts.yaml_data import load_data, load_record

When = Literal["before_launch", "week_1", "month_1", "quarter", "weekly", "yearly"]
Repeat = Literal["weekly", "fortnightly", "monthly", "quarterly", "yearly"]
EVERY: dict[str, int] = {"weekly": 1, "fortnightly": 2, "monthly": 4, "quarterly": 13, "yearly": 52}
"""Weeks between two turns of what repeats."""


_PLAIN = ("customer", "customers")
_PAYING = re.compile(r"\bcustomers?\b")


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Verify(_Record):
    """How it is seen that an item is done. `ledger` shows that it was written down, not that it is true."""

    by: Literal["software", "ledger", "owner"]
    check: str = ""
    where: Literal["build", "live"] | None = None
    kind: str = ""
    days: int | None = None
    at_least: float | None = None
    at_most: float | None = None
    at_most_kb: int | None = None
    limit: str = ""
    field: str = ""
    variant: str = ""
    slug: str = ""
    tag: str = ""
    record: str = ""
    words: Any = None


class Item(_Record):
    """One line of the checklist. `minutes` are the owner's own, each time; the tool's work costs none."""

    id: str
    area: str
    title: str
    short: str = ""
    """A habit in a few words, for the weeks in which the owner knows it already."""
    why: str
    how: tuple[str, ...]
    when: When
    repeat: Repeat | None = None
    minutes: Annotated[int, Field(ge=0, le=120)]
    whole: bool = False
    """A meeting: it is not held in halves."""
    applies_if: dict[str, Any]
    evidence: str
    verify: Verify
    priority: Literal[1, 2, 3]
    after: tuple[str, ...] = ()
    after_weeks: int = 0
    tool: Literal["does", "drafts", "checks", "none"]
    source: str

    @property
    def every(self) -> int | None:
        """Give the weeks between two turns, or None for what is done once."""
        if self.when == "weekly":
            return 1
        return EVERY[self.repeat] if self.repeat else None


class _Area(_Record):
    area: str
    items: tuple[Item, ...]


class Source(_Record):
    """Where a claim of an item comes from."""

    title: str
    url: str
    looked_up: bool = False


@cache
def load_items(folder: Path | None = None) -> tuple[Item, ...]:
    """Give every item, in the order of the areas' file names and of the lines in them."""
    folder = folder or shared_folder("checklists")
    files = sorted(path for path in folder.glob("*.yaml") if path.stem != "sources")
    return tuple(item for path in files for item in load_record(path, _Area).items)


@cache
def items_for(called: tuple[str, str]) -> tuple[Item, ...]:
    """Give every item in the words of one trade: guests, clients, patients where others say customers."""
    if called == _PLAIN:
        return load_items()
    return tuple(_worded(item, called) for item in load_items())


def _worded(item: Item, called: tuple[str, str]) -> Item:
    def say(text: str) -> str:
        return _PAYING.sub(lambda found: called[found[0] == _PLAIN[1]], text)

    texts = {name: say(getattr(item, name)) for name in ("title", "short", "why", "evidence")}
    return item.model_copy(update={**texts, "how": tuple(map(say, item.how))})


@cache
def load_sources(folder: Path | None = None) -> dict[str, Source]:
    """Give the sources by their key; `practice` has none and needs none."""
    folder = folder or shared_folder("checklists")
    return {
        name: Source.model_validate(row)
        for name, row in load_data(folder / "sources.yaml")["sources"].items()
    }
