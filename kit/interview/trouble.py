"""What is wrong with answers that may still be incomplete, and the typed business they make as far as they go."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.interview.answers import Plain, changed_data, inside, set_at

if TYPE_CHECKING:
    from kit.facts.models import Business


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong in the data: its path and one plain sentence."""

    path: str
    message: str


def troubles(data: Mapping[str, Any]) -> tuple[Trouble, ...]:
    """Say what is wrong with facts that may still be incomplete; what is only missing is no trouble."""
    from pydantic import ValidationError

    from kit.facts.models import Business
    from kit.facts.plain import dotted, say

    try:
        Business.model_validate(filled(data), context=_context(data))
    except ValidationError as exc:
        return tuple(
            Trouble(dotted(tuple(error["loc"])), say(error, tuple(error["loc"])))
            for error in exc.errors(include_url=False)
        )
    return ()


def troubles_of(data: Mapping[str, Any], fact: str, value: Plain, field: str) -> str:
    """Say what is wrong with one field of a single-entry list put at `fact`, or give ""."""
    name = fact.partition("#")[0]
    tried = changed_data(data, [(name, value)])
    wanted = (f"{name}[1].{field}", f"{name}[1].network")
    found = (each for each in troubles(tried) if each.path.startswith(wanted))
    return next((each.message for each in found if not each.message.startswith("is missing")), "")


def business_of(data: Mapping[str, Any]) -> Business:
    """Give the typed business as far as it is known; what is wrong or missing is left out."""
    from pydantic import ValidationError

    from kit.facts.models import Business

    made = copy.deepcopy(filled(data))
    for _ in range(50):
        try:
            return Business.model_validate(made, context=_context(made))
        except ValidationError as exc:
            for error in exc.errors(include_url=False):
                _forget(made, tuple(error["loc"]))
            made = filled(made)
    return Business.model_validate(filled({}))


def _forget(made: dict[str, Any], path: tuple[str | int, ...]) -> None:
    while len(path) > 1 and not _has(made, path):
        path = path[:-1]
    if path:
        cut = next((number for number, step in enumerate(path) if isinstance(step, int)), None)
        set_at(made, path if cut is None else path[: cut + 1], None)


def _has(made: Any, path: tuple[str | int, ...]) -> bool:
    for step in path:
        made = inside(made, step)
        if made is None:
            return False
    return True


def filled(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give the data with stand-ins for what the schema requires, so that the rest can be checked."""
    block = data.get("business")
    identity = {"name": "…", "trade": "other", **(block if isinstance(block, dict) else {})}
    return {**data, "business": identity, "place": data.get("place") or {}}


def _context(data: Mapping[str, Any]) -> dict[str, Any]:
    from kit.facts.places import check_country, language_at_home

    first = data.get("language") if isinstance(data.get("language"), str) else None
    several = data.get("languages") if isinstance(data.get("languages"), list) else []
    said = tuple(dict.fromkeys(code for code in (first, *(several or [])) if isinstance(code, str)))
    try:
        country = check_country(str(data["business"]["country"]))
    except (KeyError, TypeError, ValueError):
        country = ""
    codes = said or ("en",)
    weekdays = said[0] if said else language_at_home(country) or "en"
    return {"language": codes[0], "languages": codes, "country": country, "weekdays": weekdays}
