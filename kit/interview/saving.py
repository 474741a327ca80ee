"""An interview on disk: the page of facts, and beside it how far we are. Saved after every answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.base.atomic import atomic_write, remove
from kit.base.errors import InputError
from kit.interview.answers import data_of
from kit.interview.engine import EMPTY, FOUND, Guess, State, refresh, resume
from kit.interview.questions import Interview, Question
from kit.interview.trouble import troubles
from kit.output.apply import STATE
from kit.output.facts_file import FACTS, read_facts

PROGRESS = "interview.json"
"""Below `.webkit/`: which questions were passed, skipped and put off. Without it nothing is lost but the place."""


def load(
    folder: Path, interview: Interview, guesses: Sequence[Guess] = (), extra: tuple[Question, ...] = ()
) -> State:
    """Give the interview of a project folder where it was left, or a new one.

    New `guesses` (a site was just read) are laid before the owner first, also in a project that goes on.
    `extra` are questions of a pack. Raises FactsError when the page of facts is there and cannot be used.
    """
    text = read_facts(folder)
    state = State(interview=interview, text=text or EMPTY, guesses=tuple(guesses), extra=extra)
    if text is not None:
        _must_be_usable(text)
    state = replace(state, **_progress(folder))
    if guesses:
        from kit.interview.found import rows_of, usable

        state = replace(state, guesses=usable(state, guesses), here=FOUND)
        state = state if rows_of(state) else replace(state, here="")
    return resume(state)


def save(folder: Path, state: State, *, was: str) -> State:
    """Put an accepted answer on disk before anything else happens; gives the state as it stands there.

    `was` is the page the answer was made on. When the file reads differently by now (an editor saved it),
    nothing of it is overwritten: InputError says so, and the next start takes the file as it is.
    """
    now = read_facts(folder)
    if now is not None and now not in (was, state.text):
        raise InputError(
            f"{folder / FACTS} was changed by another program while you answered.",
            hint="Your last answer was not kept, everything before it was. Run the same command again to go on.",
        )
    if now != state.text:
        _for_editors(folder)
        atomic_write(folder / FACTS, state.text.encode("utf-8"))
    content = json.dumps(_kept(state), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    atomic_write(folder / STATE / PROGRESS, content.encode("utf-8"), mode=0o600)
    return state


def _for_editors(folder: Path) -> None:
    """Lay the schema that the first line of the facts names beside them, before they are there."""
    from kit.facts.schema import schema_file

    path = folder / STATE / "business.schema.json"
    if not path.is_file():
        atomic_write(path, schema_file())


def later_facts(folder: Path) -> frozenset[str]:
    """Give the ids of the questions that were put off to the homework."""
    kept = _progress(folder)
    return frozenset(kept.get("later", ()))


def interview_of(folder: Path) -> Interview:
    """Give which interview the project was begun with; `standard` when nobody knows any more."""
    try:
        kept = json.loads((folder / STATE / PROGRESS).read_text("utf-8"))
        return "designer" if kept["interview"] == "designer" else "standard"
    except (OSError, ValueError, TypeError, KeyError):
        return "standard"


def forget(folder: Path) -> None:
    """Forget how far the interview was; the facts stay."""
    remove(folder / STATE / PROGRESS)


def current_text(folder: Path, state: State) -> State:
    """Give the state over what the file says now, when somebody changed it between two questions."""
    text = read_facts(folder)
    return refresh(state, text) if text is not None and text != state.text and not _broken(text) else state


def _must_be_usable(text: str) -> None:
    from kit.facts.reader import parse_business

    if troubles(data_of(text)):
        parse_business(text)  # raises with the place of each problem


def _broken(text: str) -> bool:
    try:
        return bool(troubles(data_of(text)))
    except InputError:
        return True


def _kept(state: State) -> dict[str, Any]:
    return {
        "interview": state.interview,
        "here": state.here,
        "passed": sorted(state.passed),
        "skipped": sorted(state.skipped),
        "later": sorted(state.later),
        "trail": list(state.trail),
        "aside": [list(row) for row in state.aside],
        "guesses": [[guess.fact, guess.value, guess.where] for guess in state.guesses],
        "expected": round(state.expected, 1),
        "spent": round(state.spent, 1),
        "promised": round(state.promised, 1),
        "furthest": round(state.furthest, 3),
    }


def _progress(folder: Path) -> dict[str, Any]:
    """Read how far we were; a file that cannot be read only costs the place, so it is ignored."""
    try:
        kept = json.loads((folder / STATE / PROGRESS).read_text("utf-8"))
        return _typed(kept) if isinstance(kept, Mapping) else {}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _typed(kept: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: frozenset(map(str, kept[name])) for name in ("passed", "skipped", "later")}
    found["here"] = str(kept["here"])
    found["trail"] = tuple(map(str, kept["trail"]))
    found["aside"] = tuple((str(fact), value) for fact, value in kept["aside"])
    found["expected"], found["spent"] = float(kept["expected"]), float(kept["spent"])
    found["promised"] = float(kept.get("promised", 0))
    found["furthest"] = min(max(float(kept.get("furthest", 0)), 0.0), 1.0)
    guesses = tuple(Guess(str(fact), value, str(where)) for fact, value, where in kept["guesses"])
    return found | ({"guesses": guesses} if guesses else {})
