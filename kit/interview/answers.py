"""Answers as plain data: where a fact stands, what changes on the page of facts."""

from __future__ import annotations

import copy
import itertools
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kit.facts.edit import change_facts, fact_at, parse_path

Plain = str | list[Any] | dict[str, Any]
Change = tuple[str, Plain | None]
"""A fact's path as in `webkit set`, and its new value; None takes it away."""

LONGEST = 20_000
"""More characters than any fact keeps (5,000); a pasted book is refused before it is read."""


class Refused(ValueError):
    """An answer that cannot be kept; `problems` says why, per fact, with an example that works."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = dict(problems)


_READ: dict[str, dict[str, Any]] = {}
_PAGES_READ = 32


def data_of(text: str) -> dict[str, Any]:
    """Give the facts of a page as plain data (do not change it). Raises FactsError for broken YAML.

    The last pages are remembered, so that an answer costs one reading of its page and not ten.
    """
    if text not in _READ:
        _remember(text, _read(text))
    return _READ[text]


def _remember(text: str, data: dict[str, Any]) -> None:
    while len(_READ) >= _PAGES_READ:
        _READ.pop(next(iter(_READ)), None)
    _READ[text] = data


def _read(text: str) -> dict[str, Any]:
    from kit.facts.tree import parse_tree

    if not any(line.strip() and not line.startswith("#") for line in text.splitlines()):
        return {}
    return parse_tree(text, "business.yaml")[0].data


def value_at(data: Mapping[str, Any], fact: str) -> Any:
    """Give what stands at a fact, or None.

    `questions#ASK` is the answer to one of the customers' questions, `questions#*TRADE` are the entries that
    the trade's own list does not ask.
    """
    if "#" not in fact:
        return fact_at(data, fact)
    if _OWN in fact:
        return [entry for entry in data.get("questions") or [] if not _of_trade(fact, entry)] or None
    name, _, ask = fact.partition("#")
    entries = data.get(name)
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, Mapping) and _plain_text(entry.get("ask")) == ask:
            return entry.get("answer")
    return None


def changes_for(data: Mapping[str, Any], fact: str, value: Plain | None) -> Iterator[Change]:
    """Give the smallest changes that make `fact` be `value`, so that comments beside it stay."""
    if _OWN in fact:
        kept = [entry for entry in data.get("questions") or [] if _of_trade(fact, entry)]
        fact, value = "questions", [*kept, *(value if isinstance(value, list) else [])] or None
    if "#" in fact:
        yield from _customer_answer(data, fact, value)
        return
    old = fact_at(data, fact)
    if old == value:
        return
    if (
        isinstance(value, str) and isinstance(old, dict) and old
    ):  # a text in several languages keeps the others
        yield f"{fact}.{next(iter(old))}", value
        return
    if not (
        isinstance(old, list) and isinstance(value, list) and any(isinstance(each, dict) for each in value)
    ):
        yield fact, value
        return
    for number, entry in enumerate(value):
        if number >= len(old) or old[number] != entry:
            yield f"{fact}[{number + 1}]", entry
    for number in range(len(old), len(value), -1):
        yield f"{fact}[{number}]", None


_OWN = "#*"


def _of_trade(fact: str, entry: Any) -> bool:
    """Tell whether an entry of `questions` is one that the trade named in the fact asks by itself."""
    from kit.facts.trade import load_trade

    asks = {question.ask for question in load_trade(fact.partition(_OWN)[2]).questions}
    return isinstance(entry, Mapping) and _plain_text(entry.get("ask")) in asks


def _customer_answer(data: Mapping[str, Any], fact: str, value: Plain | None) -> Iterator[Change]:
    name, _, ask = fact.partition("#")
    entries = data.get(name) or []
    here = next((number for number, each in enumerate(entries) if _plain_text(each.get("ask")) == ask), None)
    if value is None:
        if here is not None:
            yield (f"{name}[{here + 1}]", None) if len(entries) > 1 else (name, None)
    elif here is None:
        yield f"{name}[{len(entries) + 1}]", {"ask": ask, "answer": value}
    elif entries[here].get("answer") != value:
        yield f"{name}[{here + 1}].answer", value


def changed_data(data: Mapping[str, Any], changes: Sequence[Change]) -> dict[str, Any]:
    """Give a copy of the data with the changes made: the same as reading the changed text."""
    made = copy.deepcopy(dict(data))
    for path, value in changes:
        set_at(made, parse_path(path), copy.deepcopy(value))
    return made


def set_at(here: Any, steps: tuple[str | int, ...], value: Plain | None) -> None:
    """Put a value into plain data, making what leads there; None takes it away."""
    for step, following in itertools.pairwise(steps):
        inner = inside(here, step)
        if inner is None:
            if value is None:
                return
            inner = [] if isinstance(following, int) else {}
            _place(here, step, inner)
        here = inner
    last = steps[-1]
    if value is not None:
        _place(here, last, value)
    elif isinstance(here, dict):
        here.pop(str(last), None)
    elif isinstance(here, list) and isinstance(last, int) and last < len(here):
        del here[last]


def inside(here: Any, step: str | int) -> Any:
    """Give what stands at a name or place in plain data, None when nothing does."""
    if isinstance(step, int):
        return here[step] if isinstance(here, list) and step < len(here) else None
    return here.get(step) if isinstance(here, dict) else None


def _place(here: Any, step: str | int, value: Any) -> None:
    if isinstance(here, list) and isinstance(step, int):
        here[step : step + 1] = [value]
    elif isinstance(here, dict):
        here[step] = value


def apply(text: str, changes: Sequence[Change]) -> str:
    """Give the page of facts with the changes made; comments, order and everything else stay.

    A block that lost its last entry goes too, so that no `contact: {}` is left behind. What the new page
    reads as is known without reading it (`changed_data`; a property in the tests holds the two together).
    """
    if not changes:
        return text
    now = changed_data(data_of(text), changes)
    hollow = [(path, None) for path, _ in changes for path in _hollow(now, path)]
    made = change_facts(text, [*changes, *hollow])
    _remember(made, changed_data(now, hollow))
    return made


def _hollow(data: Mapping[str, Any], path: str) -> Iterator[str]:
    while "." in path:
        path = path.rpartition(".")[0]
        if "[" not in path and fact_at(data, path) in ({}, []):
            yield path


def tidy(value: Plain | None) -> Plain | None:
    """Give an answer as it is kept: NFC, outer space gone, empty texts and empty entries left out."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip() or None
    if isinstance(value, list):
        return [kept for each in value if (kept := tidy(each)) not in (None, {}, [])] or None
    if isinstance(value, dict):
        return {str(key): kept for key, each in value.items() if (kept := tidy(each)) is not None} or None
    return None if value is None else str(value)


def longest(value: Plain | None) -> int:
    """Give the length of the longest text in an answer."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return max((longest(each) for each in value.values()), default=0)
    return max((longest(each) for each in value), default=0) if isinstance(value, list) else 0


def _plain_text(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(next(iter(value.values()), ""))
    return str(value or "")
