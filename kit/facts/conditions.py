"""The small condition language of checklist items and questions, with three answers: yes, no, unknown.

A condition is a mapping: its keys are joined by AND, the values in a list by OR. Special keys: `any`
(a list of alternatives), `not` (a condition), `hours_min` and `hours_max` (minutes a week / 60). An empty
condition always holds. A fact that is absent makes what depends on it unknown (None), never false:
Kleene's logic, so that "no" wins over "unknown" in AND, and "yes" in OR.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Value = frozenset[str] | bool | float | None
Known = Mapping[str, Value]
"""What is known, by key: a set of words, yes/no, a number; None or an absent key means unknown."""

KEYS = frozenset(
    [
        "kind",
        "family",
        "place",
        "reach",
        "who",
        "country",
        "form",
        "stage",
        "goal",
        "channel",
        "state",
        "has",
        "regulated",
        "opted",
        "any",
        "not",
        "hours_min",
        "hours_max",
        "hours",
        "not_known",
        "known",
        "language",
    ]
)


class ConditionError(ValueError):
    """A condition in shipped data is mistyped; it is our mistake, found by the tests of the data."""


def holds(condition: Mapping[str, Any], known: Known) -> bool | None:
    """Tell whether `condition` holds: True, False, or None when an absent fact decides.

    Raises ConditionError for a key that the language does not have.
    """
    return _all(_one(key, wanted, known) for key, wanted in condition.items())


def _one(key: str, wanted: Any, known: Known) -> bool | None:
    if key not in KEYS:
        raise ConditionError(f"{key!r} is not a key of the condition language")
    match key:
        case "any":
            return _any(holds(each, known) for each in wanted)
        case "not":
            inner = holds(wanted, known)
            return None if inner is None else not inner
        case "hours_min" | "hours_max":
            hours = known.get("hours")
            if not isinstance(hours, int | float):
                return None
            limit = float(wanted)
            return hours >= limit if key == "hours_min" else hours <= limit
        case "regulated":
            have = known.get(key)
            return None if have is None else have is wanted
        case "known" | "not_known":
            paths = known.get("facts") or frozenset()
            assert isinstance(paths, frozenset)
            return _all((path in paths) is (key == "known") for path in _list(wanted))
        case _:
            return _member(known, key, _list(wanted))


def _member(known: Known, key: str, wanted: list[str]) -> bool | None:
    """Tell whether one of the words is there; `maybe:KEY` holds words that nobody knows yet."""
    have, unsure = known.get(key), known.get(f"maybe:{key}")
    if have is None:
        return None
    assert isinstance(have, frozenset), key
    if have & set(wanted):
        return True
    return None if isinstance(unsure, frozenset) and unsure & set(wanted) else False


def _list(wanted: Any) -> list[str]:
    return [wanted] if isinstance(wanted, str) else list(wanted)


def _all(answers: Iterable[bool | None]) -> bool | None:
    unknown = False
    for answer in answers:
        if answer is False:
            return False
        unknown = unknown or answer is None
    return None if unknown else True


def _any(answers: Iterable[bool | None]) -> bool | None:
    unknown = False
    for answer in answers:
        if answer:
            return True
        unknown = unknown or answer is None
    return None if unknown else False
