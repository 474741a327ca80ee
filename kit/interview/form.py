"""What a client form asks: the questions still open (or all), with what stands, what was sent back, and when each applies."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from kit.facts.conditions import Known, holds
from kit.facts.yaml_data import load_data
from kit.interview import engine
from kit.interview.answer_text import shown
from kit.interview.answers import Plain, Refused, data_of, value_at
from kit.interview.engine import State
from kit.interview.form_conditions import Compiled, compile_condition, fold
from kit.interview.form_record import Record
from kit.interview.homework import open_facts
from kit.interview.questions import Part, Question
from kit.interview.trouble import business_of

SUPPLIES = {"logo_promised": "Logo", "photos_promised": "Photo"}
"""Fact of a form that no page of facts has → the word before its entry in `brief.supplies`."""


@dataclass(frozen=True, slots=True)
class FormPart:
    """One thing the form asks: the part as it is asked there, what stands now, and a remark on what was sent before."""

    part: Part
    value: Plain | None
    remark: str
    when: Compiled


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of the form. `known` holds what is settled already, as (label, answer), to be shown and not asked."""

    question: Question
    parts: tuple[FormPart, ...]
    known: tuple[tuple[str, str], ...]
    when: Compiled
    whom: str
    """Whom the client wanted to ask, as said in an earlier form."""


@dataclass(frozen=True, slots=True)
class Form:
    """Everything a form holds. `state` is what it is filled in with: the facts, and drafts that were sent back."""

    project: str
    version: str
    name: str
    state: State
    questions: tuple[FormQuestion, ...]
    everything: bool

    @property
    def facts(self) -> tuple[str, ...]:
        """Give the fact of every part, in order."""
        return tuple(each.part.fact for question in self.questions for each in question.parts)

    @property
    def seconds(self) -> int:
        """Give how long it usually takes."""
        return sum(each.question.seconds for each in self.questions)


def make_form(state: State, record: Record, *, everything: bool = False) -> Form:
    """Choose what to ask: with `everything` every question that can apply, else what is open or was sent back."""
    known, data = engine.known_now(state), data_of(state.text)
    chosen, asked = _reachable(tuple(_chosen(state, record, everything=everything)), known)
    questions = tuple(
        FormQuestion(
            question,
            tuple(
                FormPart(
                    part,
                    value_at(data, part.fact),
                    record.remark(part.fact),
                    _when(part, known, asked),
                )
                for part in parts
            ),
            _known(data, question, asked),
            _when(question, known, asked),
            record.whom(question.id),
        )
        for question, parts in chosen
    )
    name = str(value_at(data, "business.name") or "your business")
    draft = _with_drafts(state, record)
    return Form(record.project, _version(record, questions, draft), name, draft, questions, everything)


def form_parts(state: State) -> dict[str, tuple[Question, Part]]:
    """Give every part a form may have asked, as it is asked there, by fact: for the answers that come back."""
    return {
        described(part).fact: (question, described(part))
        for question in engine.questions_of(state)
        for part in question.parts
    }


@cache
def _described() -> dict[str, Part]:
    return {
        fact: Part.model_validate(row)
        for fact, row in load_data(Path(__file__).parent / "form_described.yaml").items()
    }


def described(part: Part) -> Part:
    """Give the part as a form asks it: a file is described, and files inside of lists are left out."""
    if part.fact in _described():
        return _described()[part.fact].model_copy(update={"when": part.when, "more": part.more})
    fields = tuple(each for each in part.fields if each.kind != "file")
    return part.model_copy(update={"fields": fields}) if len(fields) != len(part.fields) else part


def _chosen(state: State, record: Record, *, everything: bool) -> Iterator[tuple[Question, tuple[Part, ...]]]:
    """Give the questions and parts that are wanted, whether they can apply or not."""
    data = data_of(state.text)
    wanted = open_facts(business_of(data), engine.trade_now(state))
    met: set[str] = set()
    for question in engine.questions_of(state):
        back = {part.fact for part in question.parts if record.remark(described(part).fact)}
        if not (everything or back or _is_open(state, question, wanted, record)):
            continue
        asked_before = engine.answered_by(state, question)
        parts = tuple(
            _in_sight(described(part))
            if (asked_before and _wants(wanted, part)) or part.fact in back
            else described(part)
            for part in question.parts
            if (everything or part.fact in back or value_at(data, part.fact) is None)
            and _can_be_asked(part, data)
            and part.fact not in met  # what two questions ask stands in a form once
        )
        met |= {part.fact for part in question.parts}
        if parts:
            yield question, parts


def _in_sight(part: Part) -> Part:
    """Give a part that is not folded away: what is left of a question that was answered, or came back."""
    return part.model_copy(update={"more": False})


def _reachable(
    chosen: tuple[tuple[Question, tuple[Part, ...]], ...], known: Known
) -> tuple[tuple[tuple[Question, tuple[Part, ...]], ...], tuple[str, ...]]:
    """Leave out what no answer to this form can bring up, and give the facts that are asked; until nothing more falls."""
    while True:
        asked = tuple(part.fact for _, parts in chosen for part in parts)
        left = tuple(
            (question, kept)
            for question, parts in chosen
            if _when(question, known, asked) not in (False, None)
            and (kept := tuple(part for part in parts if _when(part, known, asked) not in (False, None)))
        )
        if left == chosen:
            return chosen, asked
        chosen = left


def _is_open(state: State, question: Question, wanted: frozenset[str], record: Record) -> bool:
    if question.id in state.later or record.whom(question.id):
        return True
    data = data_of(state.text)
    parts = [part for part in question.parts if value_at(data, part.fact) is None]
    if _promised(data, parts):
        return False
    if not engine.answered_by(state, question):
        return True
    return any(holds(part.when, engine.known_now(state)) is True and _wants(wanted, part) for part in parts)


def _wants(wanted: frozenset[str], part: Part) -> bool:
    return any(part.fact == fact or part.fact.startswith(f"{fact}.") for fact in wanted)


def _promised(data: Mapping[str, Any], parts: Iterable[Part]) -> bool:
    """Tell whether all that is open of a question is pictures that were promised already."""
    supplies = value_at(data, "brief.supplies") or []
    words = {str(each.get("what", "")).partition(":")[0] for each in supplies if isinstance(each, Mapping)}
    main = [described(part).fact for part in parts if not part.more and part.kind != "colour"]
    return bool(main) and all(fact in SUPPLIES for fact in main) and bool(words & set(SUPPLIES.values()))


def _can_be_asked(part: Part, data: Mapping[str, Any]) -> bool:
    """A choice of time zones needs the country first; without it the next form asks."""
    return part.kind != "timezone" or value_at(data, "business.country") is not None


def _when(asked_for: Question | Part, known: Known, asked: Iterable[str]) -> Compiled:
    return fold(compile_condition(asked_for.when), known, asked)


def _known(data: Mapping[str, Any], question: Question, asked: Iterable[str]) -> tuple[tuple[str, str], ...]:
    settled = (
        (part.label, shown(part, value))
        for part in question.parts
        if described(part).fact not in asked and (value := value_at(data, part.fact)) is not None
    )
    return tuple((label, said) for label, said in settled if said)


def _with_drafts(state: State, record: Record) -> State:
    """Give the state with what the client wrote before and got back, so that it can be mended instead of typed again."""
    for fact, value in record.drafts():
        try:
            state = engine.put(state, {fact: value})
        except Refused:
            continue
    return replace(state, finished=False)


def _version(record: Record, questions: Iterable[FormQuestion], draft: State) -> str:
    """Give the form's own number: the same questions over the same facts have the same one."""
    said = [
        [each.question.id, each.when, each.whom, [[part.part.model_dump(), part.value, part.remark, part.when] for part in each.parts]]
        for each in questions
    ]  # fmt: skip
    content = json.dumps([record.project, draft.text, said], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(content.encode("ascii")).hexdigest()[:12]
