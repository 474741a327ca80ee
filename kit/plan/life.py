"""Life events: what to do, and when, if you move, change prices, are away, or close; with the day it is undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kit.base.errors import InputError
from kit.facts.yaml_data import load_record

_FOLDER = Path(__file__).resolve().parent / "events"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_Record):
    """One thing to do, so many days from the event (`after`: when it is over). `undo`: it takes something back."""

    day: int | Literal["after"]
    do: str
    undo: bool = False


class LifeEvent(_Record):
    """An event and its checklist. `length` are the days it usually lasts; `facts` what changes."""

    id: str
    title: str
    asks: str
    facts: tuple[str, ...]
    length: int = 0
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A step with its day."""

    day: dt.date
    do: str
    undo: bool
    late: bool


@cache
def events() -> dict[str, LifeEvent]:
    """Give every event by its id, in the order of the files' names."""
    return {path.stem: load_record(path, LifeEvent) for path in sorted(_FOLDER.glob("*.yaml"))}


def find_event(name: str) -> LifeEvent:
    """Give one event; raises InputError that names them all."""
    found = events().get(name.strip().lower())
    if found is None:
        raise InputError(
            f'"{name}" is not an event there is a list for.', hint=f"There are: {', '.join(events())}"
        )
    return found


def dated_steps(
    event: LifeEvent, day: dt.date, today: dt.date, *, until: dt.date | None = None
) -> tuple[Dated, ...]:
    """Put the steps on days. What should have been done before today is due today, and says so."""
    end = until or day + dt.timedelta(days=event.length)
    rows = []
    for step in event.steps:
        when = end + dt.timedelta(days=1) if step.day == "after" else day + dt.timedelta(days=step.day)
        rows.append(Dated(max(when, today), step.do, step.undo, when < today))
    return tuple(sorted(rows, key=lambda row: row.day))
