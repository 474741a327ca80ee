"""Answers that came back, laid beside the facts: what is new, what changed, what conflicts, what cannot be kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kit.base.text import clean
from kit.interview import engine
from kit.interview.answer_text import shown
from kit.interview.answers import Plain, Refused, data_of, tidy, value_at
from kit.interview.engine import State
from kit.interview.form import SUPPLIES, form_parts
from kit.interview.form_file import Answer, Returned
from kit.interview.form_record import Record, SentBack
from kit.interview.own_trade import own_word
from kit.interview.page import read_part
from kit.interview.questions import Part, Question


class Kind(StrEnum):
    """How an answer stands to the facts."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "taken away"
    SAME = "the same"
    CONFLICT = "conflict"
    REFUSED = "cannot be kept"
    UNKNOWN = "no longer asked"


class Decision(StrEnum):
    """What becomes of an answer."""

    TAKE = "take"
    KEEP = "keep"
    SEND_BACK = "send back"


@dataclass(frozen=True, slots=True)
class Row:
    """One answer beside the fact: plain values, and both in one line of words. `problem` says why it cannot be kept."""

    kind: Kind
    fact: str
    question: str
    label: str
    mine: Plain | None
    theirs: Plain | None
    said_mine: str
    said_theirs: str
    problem: str = ""
    own: str = ""
    """The client's own word for a trade, as it was typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was decided about a row; `remark` goes back with it."""

    row: Row
    decision: Decision
    remark: str = ""


def compare(state: State, returned: Returned) -> tuple[Row, ...]:
    """Lay every answer beside the facts, in the order of the interview; nothing is changed."""
    asked = form_parts(state)
    order = {fact: number for number, fact in enumerate(asked)}
    answers = sorted(returned.answers, key=lambda each: order.get(each.fact, len(order)))
    read: dict[str, Plain | None] = {}
    problems: dict[str, str] = {}
    place = state
    for each in answers:
        if each.fact in asked:
            try:
                read[each.fact] = _read(place, asked[each.fact][1], each)
            except ValueError as exc:
                problems[each.fact] = str(exc)
            if each.fact == "business.country" and each.fact in read:
                place, _ = put_what_fits(place, {each.fact: read[each.fact]})
    _, refused = put_what_fits(state, merged_values(state, read))
    problems |= refused
    return tuple(_row(state, each, asked, read, problems) for each in answers)


def put_what_fits(state: State, values: Mapping[str, Plain | None]) -> tuple[State, dict[str, str]]:
    """Put all values that can be kept, and give the sentences for those that cannot, by fact.

    What would spoil another fact (a country in which the number that stands there cannot exist) or take
    away what nothing can be built without cannot be kept either: facts that could be used never become unusable.
    """
    left, problems = dict(values), dict[str, str]()
    usable = not engine.obstacles(state)
    while left:
        try:
            after = engine.put(state, left)
            spoilt = _spoilt(state, after, left) if usable else {}
        except Refused as exc:
            spoilt = {fact: said for fact, said in exc.problems.items() if fact in left} or dict.fromkeys(
                left, str(exc)
            )
        if not spoilt:
            return after, problems
        problems |= spoilt
        left = {fact: value for fact, value in left.items() if fact not in spoilt}
    return state, problems


def _spoilt(state: State, after: State, values: Mapping[str, Plain | None]) -> dict[str, str]:
    """Give the answers that stand in the way of building though each is right by itself, with the reason."""
    wrong = tuple(engine.obstacles(after).values())
    if not wrong:
        return {}
    for fact in values:
        others = engine.put(state, {name: value for name, value in values.items() if name != fact})
        if not set(engine.obstacles(others).values()) & set(wrong):
            return {fact: f"does not go with the rest: {wrong[0]}"}
    return dict.fromkeys(values, f"does not go with the rest: {wrong[0]}")


def merged_values(state: State, values: Mapping[str, Plain | None]) -> dict[str, Plain | None]:
    """Give the values by the facts they go to: what was promised becomes entries of `brief.supplies`."""
    made = {fact: value for fact, value in values.items() if fact not in SUPPLIES}
    promised = [entry for fact, word in SUPPLIES.items() for entry in _entries(word, values.get(fact))]
    if promised:
        have = made.get("brief.supplies") or engine.value_now(state, "brief.supplies") or []
        made["brief.supplies"] = [*have, *(entry for entry in promised if entry not in have)]
    return made


def merge(state: State, choices: Iterable[Choice]) -> tuple[State, dict[str, str]]:
    """Give the state with what was taken; and what could not be kept after all, since it hung on another answer."""
    rows = [each.row for each in choices if each.decision is Decision.TAKE]
    taken = {row.fact: row.theirs for row in rows}
    for row in rows:
        taken |= own_word(state, row.theirs, row.own) if row.own else {}
    return put_what_fits(state, merged_values(state, taken))


def answered_now(state: State, choices: Iterable[Choice]) -> State:
    """Give the state in which a question that was put off or skipped counts as answered once its answer is taken."""
    taken = {each.row.question for each in choices if each.decision is Decision.TAKE}
    return replace(
        state, later=state.later - taken, skipped=state.skipped - taken, passed=state.passed | taken
    )


def record_after(
    record: Record, choices: Iterable[Choice], unsure: Iterable[tuple[str, str]], asked: Iterable[Question]
) -> Record:
    """Give the record with the new remarks; an answer that was taken or kept needs no remark any more."""
    rows = tuple(choices)
    settled = {each.row.fact for each in rows}
    back = tuple(
        SentBack(each.row.fact, each.remark, each.row.theirs)
        for each in rows
        if each.decision is Decision.SEND_BACK
    )
    answered = {each.row.question for each in rows if each.decision is Decision.TAKE}
    known = {question.id for question in asked}
    asking = dict(record.unsure) | {name: clean(whom, limit=200) for name, whom in unsure if name in known}
    return replace(
        record,
        sent_back=(*(each for each in record.sent_back if each.fact not in settled), *back),
        unsure=tuple((question, whom) for question, whom in asking.items() if question not in answered),
    )


def _read(state: State, part: Part, answer: Answer) -> Plain | None:
    country = str(engine.value_now(state, "business.country") or "")
    found = read_part(state, part, answer.fields(), country)
    if part.kind == "trade" and isinstance(found, str):
        from kit.facts.trade_search import meant, slug

        found = meant(found)[0] or slug(found)
    return None if found is ... else tidy(found)


def _entries(word: str, value: Plain | None) -> list[dict[str, Any]]:
    if isinstance(value, str):
        return [{"what": f"{word}: {value}"}]
    entries = value if isinstance(value, list) else []
    return [each | {"what": f"{word}: {each.get('what', '')}"} for each in entries if isinstance(each, dict)]


def _row(
    state: State,
    answer: Answer,
    asked: Mapping[str, tuple[Question, Part]],
    read: Mapping[str, Plain | None],
    problems: Mapping[str, str],
) -> Row:
    if answer.fact not in asked:
        return Row(Kind.UNKNOWN, answer.fact, "", answer.fact, None, None, "", _typed_words(answer))
    question, part = asked[answer.fact]
    mine, theirs = value_at(data_of(state.text), answer.fact), read.get(answer.fact)
    row = Row(
        Kind.NEW, answer.fact, question.id, part.label, mine, theirs, shown(part, mine), shown(part, theirs)
    )  # fmt: skip
    problem = problems.get("brief.supplies" if answer.fact in SUPPLIES else answer.fact)
    if problem:
        return replace(row, kind=Kind.REFUSED, theirs=None, said_theirs=_typed_words(answer), problem=problem)
    if part.kind == "trade" and isinstance(theirs, str):
        row = replace(row, own=_typed_words(answer))
    return replace(row, kind=_kind(mine, answer.was, theirs))


def _kind(mine: Plain | None, was: Plain | None, theirs: Plain | None) -> Kind:
    if mine == theirs or (isinstance(mine, dict) and theirs == next(iter(mine.values()), None)):
        return Kind.SAME
    if mine != was:
        return Kind.CONFLICT
    if theirs is None:
        return Kind.GONE
    return Kind.NEW if mine is None else Kind.CHANGED


def _typed_words(answer: Answer) -> str:
    return ", ".join(value for _, values in answer.sent for value in values if value.strip())
