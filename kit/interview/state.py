"""Where an interview stands: one frozen value, and what can be read off it.

A state holds the page of facts (`text`) itself: an accepted answer is a change of that page and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from kit.facts.conditions import Known, holds
from kit.facts.known import known
from kit.facts.places import language_at_home
from kit.facts.schema import COMMENT
from kit.facts.trade import Trade, trade_of
from kit.interview.answers import Plain, data_of, value_at
from kit.interview.questions import Interview, Part, Question, questions_for
from kit.interview.trouble import business_of

REVIEW = "review"
"""The step after the last question: everything in one table."""
FOUND = "found"
"""The step before the first question, when an existing site was read: what it says, to be judged at once."""
EMPTY = COMMENT + "version: 1\n"
"""The page of facts before the first answer. Without a language it is English, and the country may say otherwise."""


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
    extra: tuple[Question, ...] = ()
    """Questions asked after all others: a pack's own."""
    expected: float = 0.0
    """Seconds the answered questions usually take."""
    spent: float = 0.0
    """Seconds this person took for them."""
    promised: float = 0.0
    """Seconds that were said to be left; 0 before the first question."""
    furthest: float = 0.0
    """The largest share that was shown as done, 0 to 1."""
    finished: bool = False


def current(state: State) -> Question | None:
    """Give the question to show now; None at the review and after the end."""
    return next((each for each in questions_of(state) if each.id == state.here), None)


def refresh(state: State, text: str) -> State:
    """Give the state over a page of facts that somebody changed meanwhile; the place in the interview stays."""
    return replace(state, text=text)


def questions_of(state: State) -> tuple[Question, ...]:
    """Give every question of this interview for the trade as it is known now, asked or not."""
    country = str(value_now(state, "business.country") or "").upper()
    return (*questions_for(state.interview, trade_now(state), country), *state.extra)


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


def weekdays_now(state: State) -> str:
    """Give the language weekdays are read in beside English: the site's, else the one of the country."""
    said = value_now(state, "language")
    return str(said or language_at_home(str(value_now(state, "business.country") or "")) or "en")


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
