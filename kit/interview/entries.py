"""Answers that are lists of entries (services, people, profiles), asked line by line.

Each finished entry is kept at once. Where the trade has ideas, they come first as a list to pick from.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from kit.interview import engine
from kit.interview.answer_text import choices_of, short, shown
from kit.interview.answers import Plain, Refused, data_of, tidy
from kit.interview.face import ENOUGH, KEYS, Move, Prompt, Talk
from kit.interview.guesses import guess_for, starts_for
from kit.interview.prompts import country_of, details_of, picture_problem, word_or_text
from kit.interview.questions import Part
from kit.interview.trouble import troubles_of
from kit.interview.typed import read_typed

_NONE: Mapping[str, Any] = MappingProxyType({})
_SHORT = 40
"""Characters of an entry's name that still fit before the next label."""


def ask_entries(talk: Talk, part: Part) -> None:
    """Ask for entries until an empty line; each finished entry is kept at once."""
    if talk.question and sum(not each.more for each in talk.question.parts) > 1:
        talk.face.say(part.label)
    if _entries(talk, part) or _takes_guess(talk, part):
        _change_entries(talk, part)
        return
    _pick_ideas(talk, part)
    _add_entries(talk, part)


def _entries(talk: Talk, part: Part) -> list[Any]:
    return list(engine.value_now(talk.state, part.fact) or [])


def _takes_guess(talk: Talk, part: Part) -> bool:
    """Offer what an existing site lists, as a whole; it can be changed entry by entry afterwards."""
    guess = guess_for(talk.state, part)
    if guess is None or not isinstance(guess.value, list):
        return False
    for each in guess.value:
        talk.face.say(f"     {shown(part, [each])}")
    head = Part(fact=part.fact, kind="line", label="Is this right? Enter takes it, no does not")
    text = word_or_text(talk, Prompt(part=head, label=f"{head.label} (from {guess.where})", name=part.label))
    if text.casefold() not in {"", "y", "yes"}:
        return False
    talk.keep(engine.put(talk.state, {part.fact: guess.value}))
    return True


def _pick_ideas(talk: Talk, part: Part) -> None:
    """Offer the trade's ideas as a list; each one picked becomes an entry whose other fields are asked."""
    starts = starts_for(talk.state, part)
    if not starts:
        return
    picked: list[str] = []
    while (picked := _picked(talk, part, [label for label, _ in starts], tuple(picked))) and not _ask_picked(
        talk, part, [starts[int(each) - 1][1] for each in picked]
    ):
        pass


def _picked(talk: Talk, part: Part, labels: list[str], chosen: tuple[str, ...]) -> list[str]:
    """Let a person pick from ideas; gives their numbers, none when nothing was picked."""
    choices = {str(number): label for number, label in enumerate(labels, 1)}
    head = Part(fact=part.fact, kind="many", label=f"{part.pick} Your own words come next.", choices=choices)
    prompt = Prompt(part=head, label=head.label, name="Picked", choices=choices, chosen=chosen, silent=True)
    while True:
        text = word_or_text(talk, prompt)
        if text in {"", "-"}:
            return []
        try:
            return [str(each) for each in read_typed(head, text) or ()]
        except ValueError:
            talk.face.refuse(f'"{text}": type numbers of the list, for example 1, 3; or Enter for none')


def _ask_picked(talk: Talk, part: Part, given: list[Mapping[str, Any]]) -> bool:
    """Ask what each picked entry still lacks; `<` goes to the entry before, and from the first one to the list (False)."""
    before = _entries(talk, part)
    with suppress(Refused):  # what says something by itself is on disk before more is asked about it
        talk.keep(engine.put(talk.state, {part.fact: list(given)}))
    whole = bool(_entries(talk, part))
    numbers: list[int] = []
    place = 0
    while place < len(given):
        number = place + 1 if whole else len(_entries(talk, part)) + 1
        number = numbers[place] if place < len(numbers) else number
        numbers[place:] = [number]
        old = dict(enumerate(_entries(talk, part), 1)).get(number, _NONE)
        try:
            _ask_entry(talk, part, number=number, old=old, given=given[place])
        except Move as move:
            if move.word != "<":
                raise
            if not place:
                talk.keep(engine.put(talk.state, {part.fact: before or None}))
                return False
            place -= 1
        else:
            place += 1
    return True


def _add_entries(talk: Talk, part: Part) -> None:
    first = number = len(_entries(talk, part)) + 1
    more = True
    while more:
        old = dict(enumerate(_entries(talk, part), 1)).get(number, _NONE)
        try:
            more = _ask_entry(talk, part, number=number, old=old)
            number = min(number, len(_entries(talk, part))) + 1
        except Move as move:  # back to the entry given before this one
            if move.word != "<" or number == first:
                raise
            number -= 1


def _change_entries(talk: Talk, part: Part) -> None:
    while entries := _entries(talk, part):
        for number, entry in enumerate(entries, 1):
            talk.face.say(f"{number:3}  {shown(part, [entry])}")
        head = Part(
            fact=part.fact, kind="line",
            label="Enter keeps these. A number changes one, a adds one, x and a number takes one away",
        )  # fmt: skip
        text = word_or_text(
            talk, Prompt(part=head, label=head.label, name=part.label, silent=True)
        ).casefold()
        if text in {"", "-"}:
            return
        number = int(digits) if (digits := text.lstrip("x ").strip()).isdigit() else 0
        if text in {"a", "add"}:
            _add_entries(talk, part)
        elif text.startswith("x") and 1 <= number <= len(entries):
            del entries[number - 1]
            talk.keep(engine.put(talk.state, {part.fact: entries or None}))
        elif 1 <= number <= len(entries):
            _ask_entry(talk, part, number=number, old=entries[number - 1])
        else:
            talk.face.refuse(f'"{text}": type for example 1, a, or x1')


def _ask_entry(
    talk: Talk, part: Part, *, number: int, old: Mapping[str, Any] = _NONE, given: Mapping[str, Any] = _NONE
) -> bool:
    """Ask the fields of one entry (not those `given`) and keep it; False when the list ended here."""
    entry: dict[str, Any] = {**old, **given}
    place = 0
    while place < len(fields := _fields(talk, part, entry, old=old, given=given)):
        each = fields[place]
        try:
            value = _ask_field(talk, part, each, entry, number)
        except Move as move:
            if move.word == "<" and place:
                place -= 1
            elif move.word == "+":
                talk.details = True
            else:
                raise
            continue
        if value is None and each.fact not in entry:
            if not entry:
                return False
            if each.required:
                talk.face.say(f"Left out: without {each.label.rstrip('?').casefold()} it says nothing.")
                return True
        if isinstance(value, dict):
            entry.update(value)
        elif value is not None:
            entry[each.fact] = value
        place += 1
    return _keep_entry(talk, part, number, entry)


def _fields(
    talk: Talk, part: Part, entry: Mapping[str, Any], *, old: Mapping[str, Any], given: Mapping[str, Any]
) -> list[Part]:
    """Give the fields to ask as the entry stands: a customer's words need a name and a yes, a guarantee does not."""
    kind = _kind_of(part, entry)
    return [
        each
        for each in part.fields
        if each.fact not in given
        and (not each.more or each.fact in old or talk.details or kind in each.needed_by)
    ]


def _kind_of(part: Part, entry: Mapping[str, Any]) -> str:
    return str(entry.get(part.fields[0].fact, ""))


def _keep_entry(talk: Talk, part: Part, number: int, entry: Mapping[str, Any]) -> bool:
    if part.fact == "profiles" and not {"link", "handle", "state"} & set(entry):
        talk.face.refuse("Left out: a page needs its link, or a word on how it is doing.")
        return True
    entries = _entries(talk, part)
    entries[number - 1 : number] = [dict(entry)]
    try:
        talk.keep(engine.put(talk.state, {part.fact: entries}))
    except Refused as exc:
        talk.face.refuse(" ".join(exc.problems.values()))
        return False
    return True


def _ask_field(talk: Talk, part: Part, each: Part, entry: Mapping[str, Any], number: int) -> Plain | None:
    prompt = _field_prompt(talk, part, each, entry, number)
    while True:
        text = word_or_text(talk, prompt)
        if text in {"", "-", ENOUGH}:
            return None
        if each.kind == "file":
            try:
                return talk.world.bring(text)
            except ValueError as exc:
                talk.face.refuse(str(exc))
                continue
        problem = _field_problem(talk.state.text, part, each, text, prompt.country)
        if not problem:
            value = read_typed(each, text, country=prompt.country)
            said = shown(each, value) if not isinstance(value, dict) else ""
            if said and said.casefold() != text.casefold():
                talk.face.noted(each, said)
            return value
        talk.face.refuse(problem)


def _field_prompt(talk: Talk, part: Part, each: Part, entry: Mapping[str, Any], number: int) -> Prompt:
    country, facts = country_of(talk.state), talk.state.text
    choices = choices_of(each, country=country)
    starts = each is part.fields[0] and not entry
    first = each is part.fields[0]
    if example := each.examples.get(_kind_of(part, entry)):
        each = each.model_copy(update={"example": example})
    if starts and choices:
        choices = {ENOUGH: "That is all" if number > 1 else "Nothing to add"} | choices
    return Prompt(
        part=each, label=_field_label(part, each, entry, number),
        name=_field_name(part, each, number) if first else _field_label(part, each, entry, number),
        now=shown(each, entry.get(each.fact)), typed=str(entry.get(each.fact) or ""), choices=choices,
        chosen=(str(entry[each.fact]),) if each.fact in entry else (), country=country,
        silent=starts and number > 1, more=0 if talk.details else _more(talk, part),
        check=(lambda text: picture_problem(talk, text)) if each.kind == "file"
        else (lambda text: _field_problem(facts, part, each, text, country)),
    )  # fmt: skip


def _more(talk: Talk, part: Part) -> int:
    """Count what `+` would ask for: the other fields of the entry, and the details of the question."""
    hidden = sum(each.more for each in part.fields)
    return hidden + (len(details_of(talk.state, talk.question)) if talk.question else 0)


def _field_label(part: Part, each: Part, entry: Mapping[str, Any], number: int) -> str:
    """Say which entry a field belongs to: by its name where it has one, else by its number."""
    known = _brief(_called(part, entry))
    if each is not part.fields[0] or known:
        return f"{known}: {each.label}" if known else each.label
    end = " (Enter: that is all)" if number > 1 and not each.choices else ""
    return f"{_field_name(part, each, number)}: {each.label}{end}"


def _brief(name: str) -> str:
    """Give a long name without its explanation, or its first words: a bare "Price" says not of what."""
    from textwrap import shorten

    return name if len(name) <= _SHORT else shorten(short(name), _SHORT, placeholder=" …")


def _called(part: Part, entry: Mapping[str, Any]) -> str:
    """Give what an entry is called while its other fields are asked; a page by its network, not by its address."""
    if "network" in entry:
        return shown(part, [{"network": entry["network"]}])
    return next((shown(field, entry[field.fact]) for field in part.fields if field.fact in entry), "")


def _field_name(part: Part, each: Part, number: int) -> str:
    return f"{part.one[:1].upper()}{part.one[1:]} {number}" if each is part.fields[0] else short(each.label)


def _field_problem(facts: str, part: Part, each: Part, text: str, country: str) -> str:
    """Say what is wrong with one field, looked at alone; what its entry still lacks does not count."""
    if not text.strip() or text.strip().casefold() in {*KEYS, ENOUGH}:
        return ""
    try:
        value = tidy(read_typed(each, text, country=country))
    except ValueError as exc:
        return str(exc)
    entry = value if isinstance(value, dict) and each.kind == "profile" else {each.fact: value}
    return troubles_of(data_of(facts), part.fact, [entry], each.fact)
