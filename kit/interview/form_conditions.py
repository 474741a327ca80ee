"""The condition language as data for the client form's script: compiled, and folded where the form cannot change it.

A compiled condition is JSON: true, false, null (unknown), or a list whose first word says what it is:
`["all", …]`, `["any", …]`, `["not", c]`, `["has", KEY, [words]]`, `["hours", "min"|"max", n]`,
`["is", KEY, bool]`, `["given", path]`. `templates/form/conditions.js` holds the same evaluation; a test runs
both over the same cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kit.facts.conditions import Known

Compiled = bool | list[Any] | None

DEPENDS: dict[str, tuple[str, ...]] = {
    "place": ("place.mode", "place.street"),
    "reach": ("place.reach", "place.mode", "place.town"),
    "who": ("customers.who",),
    "country": ("business.country",),
    "form": ("business.form",),
    "stage": ("business.stage",),
    "goal": ("marketing.goals",),
    "regulated": ("business.regulated", "business.licence.body"),
    "opted": ("marketing.opted",),
    "hours": ("marketing.minutes_per_week",),
    "has": (
        "marketing.customers_served", "domain.name", "domain.held_by", "domain.mail", "contact.phone", "contact.form",
        "contact.booking_link", "already",
    ),
}  # fmt: skip
"""Key of the language → the facts it is read from (`kit/facts/known.py`), as far as a form can change them."""


def compile_condition(condition: Mapping[str, Any]) -> Compiled:
    """Give a condition as data; the same truth as `kit.facts.conditions.holds`."""
    return _joined("all", [_one(key, wanted) for key, wanted in condition.items()])


def live_keys(facts: Iterable[str]) -> frozenset[str]:
    """Give the keys whose value can change while these facts are being answered."""
    asked = frozenset(facts)
    return frozenset(key for key, sources in DEPENDS.items() if asked & frozenset(sources))


def fold(compiled: Compiled, known: Known, facts: Iterable[str]) -> Compiled:
    """Give the condition with everything decided that answers to `facts` cannot change."""
    asked = frozenset(facts)
    return _fold(compiled, known, live_keys(asked), asked)


def evaluate(compiled: Compiled, known: Known) -> bool | None:
    """Tell whether a compiled condition holds; None when an absent fact decides (Kleene's logic)."""
    if not isinstance(compiled, list):
        return compiled
    name, *rest = compiled
    match name:
        case "all":
            found = [evaluate(each, known) for each in rest]
            return False if False in found else None if None in found else True
        case "any":
            found = [evaluate(each, known) for each in rest]
            return True if True in found else None if None in found else False
        case "not":
            inner = evaluate(rest[0], known)
            return None if inner is None else not inner
        case _:
            return _leaf(name, rest, known)


def _one(key: str, wanted: Any) -> Compiled:
    match key:
        case "any":
            return _joined("any", [compile_condition(each) for each in wanted])
        case "not":
            return ["not", compile_condition(wanted)]
        case "hours_min" | "hours_max":
            return ["hours", key[6:], float(wanted)]
        case "regulated":
            return ["is", key, wanted]
        case "known":
            return _joined("all", [["given", path] for path in _list(wanted)])
        case "not_known":
            return _joined("all", [["not", ["given", path]] for path in _list(wanted)])
        case _:
            return ["has", key, _list(wanted)]


def _joined(name: str, parts: list[Compiled]) -> Compiled:
    """Join with constants settled: the deciding one wins, the neutral one goes."""
    decides = name == "any"
    if any(each is decides for each in parts):
        return decides
    left = [each for each in parts if each is not (not decides)]
    if not left:
        return not decides
    return left[0] if len(left) == 1 else [name, *left]


def _fold(compiled: Compiled, known: Known, live: frozenset[str], asked: frozenset[str]) -> Compiled:
    if not isinstance(compiled, list):
        return compiled
    name, *rest = compiled
    if name in {"all", "any"}:
        return _joined(name, [_fold(each, known, live, asked) for each in rest])
    if name == "not":
        inner = _fold(rest[0], known, live, asked)
        return ["not", inner] if isinstance(inner, list) else None if inner is None else not inner
    if name == "given":
        changes = any(fact == rest[0] or fact.startswith(f"{rest[0]}.") for fact in asked)
    else:
        changes = (name if name == "hours" else rest[0]) in live
    return compiled if changes else evaluate(compiled, known)


def _leaf(name: str, rest: list[Any], known: Known) -> bool | None:
    if name == "given":
        paths = known.get("facts") or frozenset()
        return isinstance(paths, frozenset) and rest[0] in paths
    if name == "hours":
        hours = known.get("hours")
        if isinstance(hours, bool) or not isinstance(hours, int | float):
            return None
        limit = float(rest[1])
        return hours >= limit if rest[0] == "min" else hours <= limit
    have = known.get(rest[0])
    if have is None:
        return None
    if name == "is":
        return bool(have is rest[1])
    unsure = known.get(f"maybe:{rest[0]}")
    if isinstance(have, frozenset) and have & set(rest[1]):
        return True
    return None if isinstance(unsure, frozenset) and unsure & set(rest[1]) else False


def _list(wanted: Any) -> list[str]:
    return [wanted] if isinstance(wanted, str) else list(wanted)
