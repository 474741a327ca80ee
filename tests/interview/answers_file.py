"""An answers file written as a form writes it, for the tests of the import."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kit.interview.form_file import checksum_of
from kit.interview.form_record import load_record


def answers_for(
    project: Path, answers: Mapping[str, Any], *, unsure: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Give the content for a project: fact → text, (was, text), or a mapping of fields for a list."""
    record = load_record(project)
    assert record is not None
    made: dict[str, Any] = {
        "schema": "webkit-answers/1", "project": record.project, "form": record.forms[-1][0], "name": "Corner Cup",
        "saved": "2026-12-01", "answers": [_answer(fact, value) for fact, value in answers.items()],
        "unsure": [{"question": question, "whom": whom} for question, whom in (unsure or {}).items()],
    }  # fmt: skip
    return made | {"checksum": checksum_of(made)}


def write_answers(path: Path, content: Mapping[str, Any]) -> Path:
    """Write the content as a file and give its path."""
    path.write_text(json.dumps(content, indent=1), "utf-8")
    return path


def _answer(fact: str, value: Any) -> dict[str, Any]:
    was, value = value if isinstance(value, tuple) else (None, value)
    fields = value if isinstance(value, dict) else {fact: value}
    sent = [[name, each if isinstance(each, list) else [each]] for name, each in fields.items()]
    return {"fact": fact, "was": was, "sent": sent}
