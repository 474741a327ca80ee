"""What a validator complains of, said in an owner's words with an example that is right."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
_OFFERED = 3
"""Facts of one name that are offered at most."""


def say(error: ErrorDetails, path: Path) -> str:
    """Give one plain sentence for a validation error at `path`, without the path itself."""
    context: dict[str, Any] = error.get("ctx") or {}
    value = error.get("input")
    shown = f'"{value}" ' if isinstance(value, str) else ""
    speak = _SENTENCES.get(error["type"])
    return speak(shown, context, path) if speak else str(context.get("error", error["msg"]))


def dotted(path: Path) -> str:
    """Write a path as `profiles[2].link`; lists count from 1, as people do."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _too(shown: str, context: dict[str, Any], _path: Path) -> str:
    if "ge" in context:
        return f"{shown}is too small; the least is {context['ge']:g}"
    return f"{shown}is too large; the most is {context['le']:g}"


_SENTENCES: dict[str, Callable[[str, dict[str, Any], Path], str]] = {
    "missing": lambda _shown, _context, path: f"is missing; add it, for example: {_example(path)}",
    "extra_forbidden": lambda _shown, _context, path: _did_you_mean(path),
    "literal_error": lambda shown, context, _path: (
        f"{shown}is not one of the words: {str(context.get('expected', '')).replace(chr(39), '')}"
    ),
    **dict.fromkeys(
        ("int_parsing", "int_type", "int_from_float", "int_parsing_size"),
        lambda shown, _context, _path: f"{shown}is not a whole number; write for example: 12",
    ),
    **dict.fromkeys(
        ("float_parsing", "float_type", "finite_number"),
        lambda shown, _context, _path: f"{shown}is not a number; write for example: 12.5",
    ),
    **dict.fromkeys(
        ("bool_parsing", "bool_type"), lambda shown, _context, _path: f"{shown}must be yes or no"
    ),
    **dict.fromkeys(("greater_than_equal", "less_than_equal"), _too),
    "tuple_type": lambda _shown, _context, path: f"must be a list; write for example: {path[-1]}: [one, two]",
    **dict.fromkeys(
        ("model_type", "model_attributes_type", "dict_type"),
        lambda _shown, _context, _path: "must be a block of its own, with the facts indented below it",
    ),
    "string_pattern_mismatch": lambda shown, _context, _path: (
        f'{shown}is not a colour; write for example: "#0b5d7a" (with the quotes)'
    ),
}


def _did_you_mean(path: Path) -> str:
    from kit.facts.paths import fields_at

    known = fields_at(path[:-1])
    near = difflib.get_close_matches(str(path[-1]), known, n=1, cutoff=0.6)
    if near:
        return f'is not a fact I know; did you mean "{near[0]}"?'
    if path[-1] in {"locations", "branches", "places"}:
        return "more than one place of business cannot be kept yet; make one folder for each"
    if elsewhere := _elsewhere(path):
        return f"is not a fact I know; did you mean {' or '.join(elsewhere)}?"
    return f"is not a fact I know; here may stand: {', '.join(known)}"


def _elsewhere(path: Path) -> list[str]:
    """Give the facts of this last name that stand in another block, the shortest first; a slip counts where none is."""
    from kit.base.alike import nearest
    from kit.facts.paths import all_paths

    by_name: dict[str, list[str]] = {}
    for fact, _ in all_paths():
        by_name.setdefault(fact.rpartition(".")[2].removesuffix("[]"), []).append(fact.replace("[]", "[1]"))
    typed = str(path[-1])
    name = typed if typed in by_name else nearest(typed, by_name)
    return sorted(by_name.get(name, []), key=lambda fact: ("[" in fact, fact.count("."), len(fact)))[
        :_OFFERED
    ]


def _example(path: Path) -> str:
    examples = {
        "name": "name: Harbour Plumbing",
        "trade": "trade: plumber",
        "place": "place: {mode: [premises]}",
    }
    return examples.get(str(path[-1]), f"{path[-1]}: …")
