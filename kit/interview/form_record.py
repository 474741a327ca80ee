"""What a project remembers of its forms: its own number, which forms went out, what was sent back, who is being asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kit.base.atomic import atomic_write
from kit.interview.answers import Plain
from kit.output.apply import STATE

NAME = "forms.json"
"""Below `.webkit/`. Without it the next form begins anew; no fact is lost."""


@dataclass(frozen=True, slots=True)
class SentBack:
    """One answer that went back to the client: the remark, and what they had written (None: nothing that could be read)."""

    fact: str
    remark: str
    draft: Plain | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The memory of a project's forms. `forms` holds (version, day it was made), the newest last."""

    project: str
    forms: tuple[tuple[str, str], ...] = ()
    sent_back: tuple[SentBack, ...] = ()
    unsure: tuple[tuple[str, str], ...] = ()
    """Question → whom the client wanted to ask ("" when nobody was named)."""

    def remark(self, fact: str) -> str:
        """Give the remark on what was answered at a fact, or ""."""
        return next((each.remark for each in self.sent_back if each.fact == fact), "")

    def whom(self, question: str) -> str:
        """Give whom the client wanted to ask about a question, or ""."""
        return dict(self.unsure).get(question, "")

    def drafts(self) -> Iterator[tuple[str, Plain]]:
        """Give what was written and sent back, by fact."""
        return ((each.fact, each.draft) for each in self.sent_back if each.draft is not None)

    def made_on(self, version: str) -> str:
        """Give the day a form was made, or "" for one that is not ours."""
        return dict(self.forms).get(version, "")


def with_form(record: Record, version: str, day: str) -> Record:
    """Give the record with one more form made; the last twenty are remembered."""
    kept = tuple(row for row in record.forms if row[0] != version)
    return replace(record, forms=(*kept, (version, day))[-20:])


def load_record(folder: Path) -> Record | None:
    """Give the record of a project, or None when no form was ever made here (or nothing readable is left of it)."""
    try:
        kept = json.loads((folder / STATE / NAME).read_text("utf-8"))
        return _typed(kept) if isinstance(kept, Mapping) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def save_record(folder: Path, record: Record) -> None:
    """Keep the record; call it with the project's lock held."""
    kept = {
        "project": record.project,
        "forms": [list(row) for row in record.forms],
        "sent_back": [[each.fact, each.remark, each.draft] for each in record.sent_back],
        "unsure": [list(row) for row in record.unsure],
    }
    content = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    atomic_write(folder / STATE / NAME, content.encode("utf-8"), mode=0o600)


def _typed(kept: Mapping[str, Any]) -> Record:
    return Record(
        str(kept["project"]),
        tuple((str(version), str(day)) for version, day in kept["forms"]),
        tuple(SentBack(str(fact), str(remark), draft) for fact, remark, draft in kept["sent_back"]),
        tuple((str(question), str(whom)) for question, whom in kept["unsure"]),
    )
