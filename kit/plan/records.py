"""What a project folder holds beside the facts: ledger, people, decisions. Damage is told, never in the way."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

from kit.plan.decisions import DecisionPost, read_decision
from kit.plan.last_look import FILE as LOOKED
from kit.plan.last_look import Looked, read_looked
from kit.plan.ledger import FILE as LOG
from kit.plan.ledger import Ledger, read_ledger
from kit.plan.people import FILE as PEOPLE
from kit.plan.people import People, read_people, with_touches

_DRAFT = re.compile(r"^draft:\s*true", re.MULTILINE)
_LARGEST = 5_000_000
TOUCHES = ("touch", "conversation", "thanks", "reconnect")
"""Kinds of entries that say somebody was written to or met."""


@dataclass(frozen=True, slots=True)
class Records:
    """The owner's records, and every doubt about them with its line."""

    ledger: Ledger = field(default_factory=Ledger)
    people: People = field(default_factory=People)
    decisions: tuple[DecisionPost, ...] = ()
    post_days: tuple[dt.date, ...] = ()
    """The days of published posts, as their file names say them."""

    looked: Looked = field(default_factory=Looked)

    @property
    def problems(self) -> tuple[str, ...]:
        """Give what could not be read, line by line; all of it stays in the files."""
        return (*self.ledger.problems, *self.people.problems)


def load_records(folder: Path) -> Records:
    """Read the records below a project folder; a file that is not there is empty."""
    posts = sorted((folder / "content" / "posts").glob("*.md"))
    texts = {path: _text(path) for path in posts}
    found = (read_decision(text, path.relative_to(folder).as_posix()) for path, text in texts.items())
    ledger = read_ledger(_text(folder / LOG))
    touches = ((entry.who, entry.date) for entry in ledger.of(*TOUCHES) if entry.who)
    return Records(
        ledger=ledger,
        people=with_touches(read_people(_text(folder / PEOPLE)), touches),
        looked=read_looked(_text(folder / ".webkit" / LOOKED)),
        decisions=tuple(post for post in found if post),
        post_days=tuple(
            day for path, text in texts.items() if (day := _day(path.name)) and not _DRAFT.search(text)
        ),
    )


def _day(name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(name[:10])
    except ValueError:
        return None


def _text(path: Path) -> str:
    if not path.is_file() or path.stat().st_size > _LARGEST:
        return ""
    return path.read_bytes().decode("utf-8", "replace")
