"""The interview as a pure machine: frozen states, and functions from one state to the next.

A state holds the page of facts (`text`) itself: an accepted answer is a change of that page and nothing
else. Nothing here reads, writes, prints or looks at the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from kit.facts.conditions import Known, holds
from kit.facts.known import known
from kit.facts.schema import COMMENT
from kit.facts.trade import Trade, trade_of
from kit.interview.answers import (
    LONGEST,
    Change,
    Plain,
    Refused,
    apply,
    business_of,
    changed_data,
    changes_for,
    data_of,
    longest,
    tidy,
    troubles,
    value_at,
)  # fmt: skip
from kit.interview.questions import Interview, Part, Question, questions_for

REVIEW = "review"
"""The step after the last question: everything in one table."""
EMPTY = COMMENT + "version: 1\nlanguage: en\n"
"""The page of facts before the first answer."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A value we think is right, and where it comes from; offered as "is this right?", never as an answer."""

    fact: str
    value: Plain
    where: str


@dataclass(frozen=True, slots=True)
class State:
    """Where an interview stands. Only `text` is the owner's; the rest is how far we are."""

    interview: Interview = "standard"
    text: str = EMPTY
    here: str = ""
    passed: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    trail: tuple[str, ...] = ()
    aside: tuple[tuple[str, Plain], ...] = ()
    """Answers whose question no longer applies, kept in case it applies again."""
    guesses: tuple[Guess, ...] = ()
    expected: float = 0.0
    """Seconds the answered questions usually take."""
    spent: float = 0.0
    """Seconds this person took for them."""
    finished: bool = False


def start(interview: Interview = "standard", text: str = EMPTY, guesses: Iterable[Guess] = ()) -> State:
    """Give the first state over a page of facts; questions it answers already count as answered."""
    return resume(State(interview=interview, text=text, guesses=tuple(guesses)))


def resume(state: State) -> State:
    """Give a saved state made fit for today's questions: unknown ids fall away, new questions are open."""
    ids = {question.id for question in questions_of(state)}
    settled = state.skipped | state.later
    answered = {each.id for each in visible(state) if each.id not in settled and answered_by(state, each)}
    state = replace(
        state,
        passed=frozenset((state.passed | answered) & ids) - settled,
        skipped=state.skipped & ids,
        later=state.later & ids,
        trail=tuple(each for each in state.trail if each in ids),
        finished=False,
    )
    if state.here in {question.id for question in visible(state)}:
        return replace(state, passed=state.passed - {state.here})
    return _onward(replace(state, here=""))


def current(state: State) -> Question | None:
    """Give the question to show now; None at the review and after the end."""
    return next((each for each in questions_of(state) if each.id == state.here), None)


def put(state: State, values: Mapping[str, Plain | None]) -> State:
    """Keep answers by fact and stay at the question; None takes an answer away.

    Raises Refused with a sentence per fact when one cannot be kept; then nothing changes at all.
    """
    values = {fact: _small(fact, value) for fact, value in values.items()}
    data = data_of(state.text)
    changes: list[Change] = []
    now: Mapping[str, Any] = data
    for fact, value in values.items():
        step = list(changes_for(now, fact, value))
        now, changes = changed_data(now, step), changes + step
    _refuse_troubles(data, now, values)
    if not changes:
        return state
    before = _places(state)
    state = replace(state, text=apply(state.text, changes), finished=False)
    return _settle(state, before, frozenset(values))


def answer(state: State, values: Mapping[str, Plain | None], *, seconds: float = 0.0) -> State:
    """Keep the answers to the current question and go to the next; `seconds` is how long it took."""
    question = current(state)
    state = put(state, values)
    return onward(state, seconds=seconds) if question else state


def onward(state: State, *, seconds: float = 0.0) -> State:
    """Leave the current question as it is: answered when anything stands there, else skipped."""
    question = current(state)
    if question is None:
        return _onward(state)
    if not answered_by(state, question, more=True):
        return skip(state)
    if 0 < seconds < 1800:  # a longer pause was lunch, not thinking
        state = replace(state, expected=state.expected + question.seconds, spent=state.spent + seconds)
    return _onward(_mark(state, "passed", question.id))


def skip(state: State) -> State:
    """Go on without an answer; an answer that stands already stays."""
    question = current(state)
    if question is None:
        return _onward(state)
    kept = "passed" if answered_by(state, question, more=True) else "skipped"
    return _onward(_mark(state, kept, question.id))


def later(state: State) -> State:
    """Go on and put the question on the homework."""
    question = current(state)
    return _onward(_mark(state, "later", question.id)) if question else _onward(state)


def back(state: State) -> State:
    """Go to the question shown before this one; at the very first one nothing happens."""
    shown = [question.id for question in visible(state)]
    trail = list(state.trail)
    while trail:
        before = trail.pop()
        if before in shown and before != state.here:
            return replace(state, here=before, trail=tuple(trail), finished=False)
    place = shown.index(state.here) if state.here in shown else len(shown)
    return replace(state, here=shown[place - 1], trail=(), finished=False) if place > 0 else state


def go(state: State, question: str) -> State:
    """Go straight to a question (from the review, or a bookmark); an unknown one leaves the state as it is."""
    if question != REVIEW and question not in {each.id for each in visible(state)}:
        return state
    trail = (*state.trail, state.here) if state.here and state.here != question else state.trail
    return replace(state, here=question, trail=trail, finished=False)


def finish(state: State) -> State:
    """End here. Where something is missing that nothing can be built without, go to its question instead."""
    missing = obstacles(state)
    if missing:
        return go(state, next(iter(missing)))
    return replace(state, finished=True, here=REVIEW)


def obstacles(state: State) -> dict[str, str]:
    """Give what stands in the way of building: question id → one plain sentence, in the order asked."""
    from kit.facts.problems import FactsError
    from kit.facts.reader import parse_business

    try:
        parse_business(state.text)
    except FactsError as exc:
        found: dict[str, str] = {}
        for problem in exc.problems:
            owner = _question_of(state, problem.field)
            found.setdefault(owner, f"{problem.field}: {problem.message}")
        order = [question.id for question in visible(state)]
        return dict(sorted(found.items(), key=lambda row: order.index(row[0]) if row[0] in order else 99))
    return {}


def refresh(state: State, text: str) -> State:
    """Give the state over a page of facts that somebody changed meanwhile; the place in the interview stays."""
    return replace(state, text=text)


def questions_of(state: State) -> tuple[Question, ...]:
    """Give every question of this interview for the trade as it is known now, asked or not."""
    return questions_for(state.interview, trade_now(state))


def visible(state: State) -> tuple[Question, ...]:
    """Give the questions that apply now, in order."""
    facts = known_now(state)
    return tuple(
        question
        for question in questions_of(state)
        if holds(question.when, facts) is True
        and any(holds(part.when, facts) is True for part in question.parts)
    )


def parts_now(state: State, question: Question, *, more: bool = True) -> tuple[Part, ...]:
    """Give the parts of a question that apply now; without `more` only the main ones."""
    facts = known_now(state)
    return tuple(
        part for part in question.parts if (more or not part.more) and holds(part.when, facts) is True
    )


def answered_by(state: State, question: Question, *, more: bool = False) -> bool:
    """Tell whether the page of facts holds an answer to the question (to a main part, or to any with `more`)."""
    data = data_of(state.text)
    return any(value_at(data, part.fact) is not None for part in question.parts if more or not part.more)


def value_now(state: State, fact: str) -> Any:
    """Give what stands at a fact as plain data, or None."""
    return value_at(data_of(state.text), fact)


def trade_now(state: State) -> Trade:
    """Give the record of the trade as it is known now; before it is known, a plain one."""
    return _facts(state.text)[0]


def known_now(state: State) -> Known:
    """Give what conditions are asked of."""
    return _facts(state.text)[1]


@lru_cache(maxsize=32)
def _facts(text: str) -> tuple[Trade, Known]:
    business = business_of(data_of(text))
    trade = trade_of(business)
    return trade, known(business, trade)


def _mark(state: State, kind: str, question: str) -> State:
    sets = {name: getattr(state, name) - {question} for name in ("passed", "skipped", "later")}
    sets[kind] |= {question}
    trail = state.trail if state.trail[-1:] == (question,) else (*state.trail, question)
    return replace(state, trail=trail[-200:], finished=False, **sets)


def _onward(state: State) -> State:
    """Go to the next open question, else to the first open one, else to the review."""
    asked = visible(state)
    settled = state.passed | state.skipped | state.later
    place = next((number for number, each in enumerate(asked) if each.id == state.here), -1)
    for question in (*asked[place + 1 :], *asked[: place + 1]):
        if question.id not in settled:
            return replace(state, here=question.id)
    return replace(state, here=REVIEW)


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
        fact = next((each for each in values if _about(each, trouble.path)), None)
        if fact is not None and (trouble.path, trouble.message) not in old:
            inner = (
                trouble.path.removeprefix(fact).lstrip(".")
                if fact != trouble.path and "#" not in fact
                else ""
            )
            found.setdefault(fact, f"{inner}: {trouble.message}" if inner else trouble.message)
    if found:
        raise Refused(found)


def _about(fact: str, path: str) -> bool:
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


def _question_of(state: State, path: str) -> str:
    """Give the id of the question that asks for the fact at `path`, or for something near it."""
    asked = visible(state)
    for question in asked:
        if any(_about(part.fact, path) or path == part.fact for part in question.parts):
            return question.id
    for question in asked:
        if any(part.fact.startswith(f"{path}.") for part in question.parts):
            return question.id
    return asked[0].id
