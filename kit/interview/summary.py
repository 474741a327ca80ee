"""All answers of a page of facts, group by group, in words: for `webkit answers show` and whoever sums up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.interview import engine
from kit.interview.answer_text import shown
from kit.interview.engine import State
from kit.interview.questions import Interview, Question, all_groups


@dataclass(frozen=True, slots=True)
class Row:
    """One answered fact: its path, and the answer in words, a line per entry of a list."""

    fact: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """One group of questions: what is answered, and which questions are open."""

    title: str
    rows: tuple[Row, ...]
    open: tuple[Question, ...]


def groups_of(text: str, interview: Interview = "standard") -> Iterator[GroupSummary]:
    """Give the groups of an interview over a page of facts, in the order asked."""
    state = State(interview=interview, text=text)
    asked = engine.visible(state)
    for group in all_groups():
        mine = tuple(question for question in asked if question.group == group.id)
        rows = tuple(row for question in mine for row in _rows(state, question))
        still = tuple(question for question in mine if not engine.answered_by(state, question, more=True))
        yield GroupSummary(group.title, rows, still)


def _rows(state: State, question: Question) -> Iterator[Row]:
    for part in engine.parts_now(state, question):
        value = engine.value_now(state, part.fact)
        if value is None:
            continue
        fact, _, ask = part.fact.partition("#")
        if part.kind == "blocks" and isinstance(value, list) and value:
            yield Row(fact, tuple(shown(part, [entry]) for entry in value))
        else:
            said = shown(part, value) or "none"
            yield Row(fact, (f"{ask} {said}" if ask else said,))
