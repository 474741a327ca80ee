"""Keeping an answer: checked, put on the page of facts, and what no longer applies put aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kit.interview.answers import (
    LONGEST,
    Change,
    Plain,
    Refused,
    apply,
    changed_data,
    changes_for,
    data_of,
    longest,
    tidy,
    value_at,
)
from kit.interview.handwriting import fair, street_alone
from kit.interview.numbers import PHONES, numbers_kept
from kit.interview.pace import promise
from kit.interview.state import State, parts_now, visible
from kit.interview.trouble import troubles


def put(state: State, values: Mapping[str, Plain | None]) -> State:
    """Keep answers by fact and stay at the question; None takes an answer away.

    Raises Refused with a sentence per fact when one cannot be kept; then nothing changes at all.
    """
    data = data_of(state.text)
    values = {fact: _small(fact, value) for fact, value in values.items()}
    values = {fact: value if value is None else fair(fact, value, data) for fact, value in values.items()}
    changes: list[Change] = []
    now: Mapping[str, Any] = data
    for fact, value in values.items():
        step = list(changes_for(now, fact, value))
        now, changes = changed_data(now, step), changes + step
    kept = tuple(numbers_kept(data, now)) if "business.country" in values else ()
    if "place.town" in values and (alone := street_alone(now)):
        kept = (*kept, ("place.street", alone))
    now, changes = changed_data(now, kept), [*changes, *kept]
    _refuse_troubles(data, now, values)
    if not changes:
        return state
    before = _places(state)
    answered = replace(state, text=apply(state.text, changes), finished=False)
    if not value_at(now, "business.country") and any(_names_country(values.get(each)) for each in PHONES):
        answered = replace(answered, passed=state.passed - {"place"}, skipped=state.skipped - {"place"})
    return promise(_settle(answered, before, frozenset(values)), before=state)


def _names_country(number: Plain | None) -> bool:
    """Tell whether a number says which country it rings in: then the question about the place has a guess to offer."""
    return isinstance(number, str) and number.startswith(("+", "00"))


def _small(fact: str, value: Plain | None) -> Plain | None:
    size = longest(value)
    if size > LONGEST:
        raise Refused(
            {fact: f"is {size:,} characters long; at most 5,000 are kept. Keep the best two sentences."}
        )
    return tidy(value)


def _refuse_troubles(
    data: Mapping[str, Any], now: Mapping[str, Any], values: Mapping[str, Plain | None]
) -> None:
    old = {(each.path, each.message) for each in troubles(data)}
    found: dict[str, str] = {}
    for trouble in troubles(now):
        fact = next((each for each in values if about(each, trouble.path)), None)
        if fact is not None and (trouble.path, trouble.message) not in old:
            inner = (
                trouble.path.removeprefix(fact).lstrip(".")
                if fact != trouble.path and "#" not in fact
                else ""
            )
            found.setdefault(fact, f"{inner}: {trouble.message}" if inner else trouble.message)
    if "profiles" in values and (said := _wrong_profile(data, now)):
        found.setdefault("profiles", said)
    if found:
        raise Refused(found)


def _wrong_profile(data: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Say what is wrong with a profile that was not wrong before: a post, a second one, a closing network."""
    from kit.networks.own import Named, looked_through

    def wrong(facts: Mapping[str, Any]) -> list[str]:
        rows = value_at(facts, "profiles")
        named = [
            Named(*(str(row.get(name) or "") for name in ("network", "link", "handle", "state")))
            for row in (rows if isinstance(rows, list) else ()) if isinstance(row, Mapping)
        ]  # fmt: skip
        return [each.trouble for each in looked_through(named) if each.trouble]

    old = wrong(data)
    return next((said for said in wrong(now) if said not in old), "")


def about(fact: str, path: str) -> bool:
    """Tell whether a trouble at `path` is about the fact, or about something inside it."""
    name = fact.partition("#")[0]
    return path == name or path.startswith((f"{name}.", f"{name}["))


def _places(state: State) -> dict[str, str]:
    """Give every fact that is asked for now, with the question that asks for it."""
    return {part.fact: question.id for question in visible(state) for part in parts_now(state, question)}


def _settle(state: State, before: Mapping[str, str], given: frozenset[str]) -> State:
    """Put answers aside whose question no longer applies, and bring back those whose question does again."""
    for _ in range(6):  # each round can open or shut what hangs on the one before; chains are three long
        after, data = _places(state), data_of(state.text)
        gone = [
            (fact, value) for fact in before
            if fact not in after and fact not in given and (value := value_at(data, fact)) is not None
        ]  # fmt: skip
        kept = dict(state.aside)
        again = [
            (fact, kept[fact]) for fact in after
            if fact in kept and fact not in given and value_at(data, fact) is None
        ]  # fmt: skip
        opened = {after[fact] for fact in after if fact not in before and value_at(data, fact) is None}
        if not gone and not again:
            main = {each.id for each in visible(state) if any(
                part.fact not in before and not part.more and value_at(data, part.fact) is None
                for part in parts_now(state, each))}  # fmt: skip
            return replace(state, passed=state.passed - (opened & main))
        now: Mapping[str, Any] = data
        changes: list[Change] = []
        for fact, value in (*((fact, None) for fact, _ in gone), *again):
            step = list(changes_for(now, fact, value))
            now, changes = changed_data(now, step), changes + step
        kept = {fact: value for fact, value in kept.items() if fact not in dict(again)} | dict(gone)
        state, before = replace(state, text=apply(state.text, changes), aside=tuple(kept.items())), after
    return state
