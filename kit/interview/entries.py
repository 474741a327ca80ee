"""Answers that are lists of entries (services, people, profiles), asked line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kit.interview import engine
from kit.interview.answers import Plain, Refused
from kit.interview.engine import State
from kit.interview.face import Face, Move, Prompt, World, move_to
from kit.interview.prompts import prompt_for, word_or_text
from kit.interview.questions import Part, Question
from kit.interview.shown import shown
from kit.interview.typed import read_typed


def ask_entries(state: State, question: Question, part: Part, face: Face, world: World) -> State:
    """Ask for entries until an empty line; each finished entry is kept at once."""
    entries = list(engine.value_now(state, part.fact) or [])
    if part.label.casefold() != question.ask.casefold():
        face.say(part.label)
    if entries:
        return _change_entries(state, question, part, face, world)
    return _add_entries(state, question, part, face, world)


def _add_entries(state: State, question: Question, part: Part, face: Face, world: World) -> State:
    while True:
        have = list(engine.value_now(state, part.fact) or [])
        new, ended = _ask_entry(state, question, part, face, world, number=len(have) + 1, old={})
        state = new
        if ended:
            return state


def _change_entries(state: State, question: Question, part: Part, face: Face, world: World) -> State:
    while True:
        entries = list(engine.value_now(state, part.fact) or [])
        for number, entry in enumerate(entries, 1):
            face.say(f"{number:3}  {shown(part, [entry])}")
        head = Part(
            fact=part.fact,
            kind="line",
            label="Enter keeps these; a number changes one, a adds one, x and a number takes one away",
        )
        text = word_or_text(face, question, Prompt(part=head, label=head.label), state).casefold()
        if text in {"", "-"}:
            return state
        number = int(digits) if (digits := text.lstrip("x ").strip()).isdigit() else 0
        if text in {"a", "add"}:
            state = _add_entries(state, question, part, face, world)
        elif text.startswith("x") and 1 <= number <= len(entries):
            del entries[number - 1]
            state = move_to(state, engine.put(state, {part.fact: entries or None}), world)
            if not entries:
                return state
        elif 1 <= number <= len(entries):
            state, _ = _ask_entry(state, question, part, face, world, number=number, old=entries[number - 1])
        else:
            face.refuse(f'"{text}": type for example 1, a, or x1')


def _ask_entry(
    state: State,
    question: Question,
    part: Part,
    face: Face,
    world: World,
    *,
    number: int,
    old: Mapping[str, Any],
) -> tuple[State, bool]:
    """Ask the fields of one entry; gives the state and whether the list ended here."""
    entry: dict[str, Any] = dict(old)
    place = 0
    fields = [each for each in part.fields if not each.more or each.fact in old]
    while place < len(fields):
        each = fields[place]
        try:
            value = _ask_field(state, question, part, each, entry, face, world, number)
        except Move as move:
            if move.word == "<" and place:
                place -= 1
                continue
            if move.word == "+":
                fields = list(part.fields)
                continue
            raise
        if value is None and place == 0 and each.fact not in entry and not entry:
            return state, True
        if isinstance(value, dict):
            entry.update(value)
        elif value is not None:
            entry[each.fact] = value
        place += 1
    entries = list(engine.value_now(state, part.fact) or [])
    entries[number - 1 : number] = [entry]
    try:
        return move_to(state, engine.put(state, {part.fact: entries}), world), False
    except Refused as exc:
        face.refuse(" ".join(exc.problems.values()))
        return state, False


def _ask_field(
    state: State,
    question: Question,
    part: Part,
    each: Part,
    entry: Mapping[str, Any],
    face: Face,
    world: World,
    number: int,
) -> Plain | None:
    first = each is part.fields[0]
    label = f"{part.one.capitalize()} {number}: {each.label}" if first else each.label
    prompt = prompt_for(
        state, part if first and part.ideas else each, world, label=label, now=entry.get(each.fact)
    )
    prompt = Prompt(
        part=each, label=label, now=shown(each, entry.get(each.fact)), typed=str(entry.get(each.fact) or ""),
        choices=prompt.choices if not (first and part.ideas) else {}, ideas=prompt.ideas if first and number == 1 else (),
        country=prompt.country, check=lambda text: _field_problem(state, part, each, text, prompt.country),
    )  # fmt: skip
    while True:
        text = word_or_text(face, question, prompt, state)
        if text in {"", "-"}:
            if each.required and not first and not prompt.now:
                face.refuse(f"This one is needed. Write for example: {each.example or '1'}")
                continue
            return None
        if (
            part.ideas in {"services", "advice_topics"}
            and first
            and text.isdigit()
            and 1 <= int(text) <= len(prompt.ideas)
        ):
            text = prompt.ideas[int(text) - 1]
            face.noted(each, text)
        problem = _field_problem(state, part, each, text, prompt.country)
        if not problem:
            return read_typed(each, text, country=prompt.country)
        face.refuse(problem)


def _field_problem(state: State, part: Part, each: Part, text: str, country: str) -> str:
    """Say what is wrong with one field, looked at alone; what its entry still lacks does not count."""
    from kit.interview.answers import data_of, tidy, troubles_of

    if not text.strip() or text.strip().casefold() in {"?", "<", "-", "later", "!", "+"}:
        return ""
    try:
        value = tidy(read_typed(each, text, country=country))
    except ValueError as exc:
        return str(exc)
    entry = value if isinstance(value, dict) and each.kind == "profile" else {each.fact: value}
    return troubles_of(data_of(state.text), part.fact, [entry], each.fact)
