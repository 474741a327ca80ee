"""A question as plain data for a page, and a sent page back to answers: for the browser and the client form."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from kit.interview import engine
from kit.interview.answer_text import choices_of, needed, shown, typed_form
from kit.interview.answers import Plain
from kit.interview.engine import State
from kit.interview.found import rivals_for
from kit.interview.guesses import guess_for, ideas_for
from kit.interview.hours_table import hours_rows
from kit.interview.machine import NOWHERE, Machine
from kit.interview.own_trade import own_word, trade_shown
from kit.interview.questions import Part, Question
from kit.interview.typed import read_typed

_INPUTS = {"phone": "tel", "email": "email", "link": "url"}
_AUTOFILL = {
    "business.name": "organization", "place.street": "address-line1", "place.town": "address-level2",
    "place.postcode": "postal-code", "business.country": "country-name", "contact.phone": "tel", "contact.email": "email",
}  # fmt: skip
Sent = Mapping[str, list[str]]
"""What a page sent: field name → values."""


def question_data(
    state: State,
    question: Question,
    *,
    errors: Mapping[str, str],
    sent: Sent | None = None,
    upload: bool,
    machine: Machine = NOWHERE,
    notes: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Give a question for the template; `sent` is what was typed and refused, shown again as it was.

    `notes` says, by fact, what is worth another look though nothing is wrong.
    """
    parts = engine.parts_now(state, question)
    rows = [
        part_data(state, part, errors.get(part.fact, ""), sent, upload=upload, machine=machine)
        | {"note": (notes or {}).get(part.fact, "")}
        for part in parts
    ]
    more = [row for row, part in zip(rows, parts, strict=True) if part.more]
    return {
        "id": question.id,
        "ask": question.ask,
        "why": question.why,
        "feeds": ", ".join(question.feeds),
        "good": {"text": question.good.text, "because": question.good.because},
        "weak": {"text": question.weak.text, "because": question.weak.because},
        "parts": [row for row, part in zip(rows, parts, strict=True) if not part.more],
        "more": more,
        "more_open": any(row["error"] or row["note"] for row in more),
    }


def part_data(
    state: State,
    part: Part,
    error: str,
    sent: Sent | None = None,
    *,
    upload: bool,
    machine: Machine = NOWHERE,
) -> dict[str, Any]:
    """Give one part for the template, with its standing answer, its guess and its choices."""
    value = engine.value_now(state, part.fact)
    guess = guess_for(state, part, machine=machine)
    country = str(engine.value_now(state, "business.country") or "")
    said = shown(part, guess.value) if guess else ""
    standing = trade_shown(state, part) if part.kind == "trade" and value else _written(part, value)
    typed = sent.get(part.fact, [""])[0] if sent is not None and error else standing
    chosen = guess.value if guess and value is None else value
    marked = chosen if isinstance(chosen, list) else [chosen]
    listed = {"pick", "yes_no", "score", "many", "timezone"}
    return {
        "fact": part.fact, "id": _id(part.fact), "kind": "pick" if part.kind == "timezone" else part.kind, "label": part.label,
        "hint": part.hint, "example": part.example, "examples": "", "needed_by": "", "required": part.required, "ordered": part.ordered, "one": part.one,
        "value": typed, "guess": said, "where": guess.where if guess else "", "error": error, "note": "", "upload": upload,
        "ideas": list(ideas_for(state, part)) if part.ideas not in {"partners"} else [],
        "details": part.more, "rivals": [{"said": shown(part, each.value), "where": each.where} for each in rivals_for(state, part)],
        "choices": [
            {"id": name, "label": label, "chosen": name in [str(each) for each in marked], "count": _count(value, name)}
            for name, label in choices_of(part, country=country).items()
        ] if part.kind in listed | {"counts"} else [],
        "rows": _rows(part, value, sent, upload=upload) if part.kind == "blocks" else [],
        "week": _week(part, value, engine.weekdays_now(state)), "input": _INPUTS.get(part.kind, "text"),
        "autocomplete": _AUTOFILL.get(part.fact, "off"),
    }  # fmt: skip


def _id(name: str) -> str:
    return "f-" + re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60]


def _written(part: Part, value: Any) -> str:
    if part.kind == "list" and isinstance(value, list):
        return "\n".join(str(each) for each in value)
    if part.kind in {"trade", "country", "language"}:
        return shown(part, value)
    return typed_form(part, value)


def _count(value: Any, name: str) -> str:
    return str(value.get(name, "")) if isinstance(value, Mapping) else ""


def _week(part: Part, value: Any, language: str) -> list[dict[str, str]]:
    if part.kind != "hours" or not isinstance(value, str):
        return []
    try:
        return [{"day": day, "times": times} for day, times in hours_rows(value, language)]
    except ValueError:
        return []


def _rows(part: Part, value: Any, sent: Sent | None, *, upload: bool) -> list[list[dict[str, Any]]]:
    """Give the fields of each entry: those that stand, or those sent and refused, and one empty entry."""
    entries = [dict(each) for each in value] if isinstance(value, list) else []
    if sent is not None and any(name.startswith(f"{part.fact}.") for name in sent):
        entries = _sent_entries(part, sent)
    return [
        [_field(part, field, entry, number, upload=upload) for field in part.fields]
        for number, entry in enumerate([*entries, {}])
    ]


def _field(part: Part, field: Part, entry: Mapping[str, Any], number: int, *, upload: bool) -> dict[str, Any]:
    name = f"{part.fact}.{number}.{field.fact}"
    value = entry.get(field.fact)
    if field.kind == "profile" and value is None:
        value = entry.get("network")
    return {
        "name": name, "id": _id(name), "kind": field.kind, "label": field.label, "hint": field.hint, "required": False,
        "example": field.example if number == 0 else "", "examples": _examples(field), "needed_by": " ".join(field.needed_by), "value": _written(field, value), "guess": "", "where": "",
        "ideas": [], "details": field.more, "rivals": [], "error": "", "note": "", "week": [], "upload": upload, "input": _INPUTS.get(field.kind, "text"), "autocomplete": "off",
        "choices": [
            {"id": each, "label": label, "chosen": str(value) == each} for each, label in choices_of(field).items()
        ] if field.kind in {"pick", "score"} else [],
    }  # fmt: skip


def _examples(field: Part) -> str:
    return json.dumps(field.examples, ensure_ascii=False) if field.examples else ""


def _sent_entries(part: Part, sent: Sent) -> list[dict[str, Any]]:
    numbers = sorted(
        {
            int(found.group(1))
            for name in sent
            if (found := re.match(re.escape(part.fact) + r"\.(\d{1,3})\.", name))
        }
    )
    entries = [
        {
            field.fact: text.strip()
            for field in part.fields
            if (text := sent.get(f"{part.fact}.{number}.{field.fact}", [""])[0]).strip()
        }
        for number in numbers
    ]
    return [entry for entry in entries if entry]


def read_page(
    state: State,
    question: Question,
    sent: Sent,
    *,
    trade: Callable[[str], str] = str,
    machine: Machine = NOWHERE,
) -> tuple[dict[str, Plain | None], dict[str, str]]:
    """Give the answers a page sent, and what could not be read, both by fact. An emptied field takes an answer away.

    `trade` turns typed words into a trade's id. A part the page did not show stays as it is.
    """
    values: dict[str, Plain | None] = {}
    errors: dict[str, str] = {}
    country = str(engine.value_now(state, "business.country") or "")
    for part in engine.parts_now(state, question):
        try:
            found = read_part(state, part, sent, country, machine)
        except ValueError as exc:
            errors[part.fact] = str(exc)
            continue
        if found is ...:
            continue
        if part.required and found is None:
            errors[part.fact] = f"{needed(part)}; or Skip for later."
            continue
        values[part.fact] = trade(str(found)) if part.kind == "trade" and found else found
        if part.kind == "trade" and found:
            values |= own_word(state, values[part.fact], str(found))
    return values, errors


def read_part(state: State, part: Part, sent: Sent, country: str, machine: Machine = NOWHERE) -> Any:
    """Give the answer a page sent for one part: None takes it away, `...` says that the page did not show it.

    Raises ValueError with a sentence for what cannot be read. The client form is read by it, too.
    """
    if part.kind == "blocks":
        guess = guess_for(state, part) if f"{part.fact}.guess" in sent else None
        taken = guess.value if guess is not None and isinstance(guess.value, list) else []
        return [*taken, *(_read_entry(part, entry, country) for entry in _sent_entries(part, sent))] or None
    if part.kind == "counts":
        counted = {
            name: sent[f"{part.fact}.{name}"][0].strip()
            for name in part.choices
            if sent.get(f"{part.fact}.{name}", [""])[0].strip()
        }
        return {name: count for name, count in counted.items() if count.strip("0")} or None
    if part.kind == "many":
        picked = sent.get(part.fact, [])
        order = sent.get(f"{part.fact}.order", [""])[0].split(", ")
        return sorted(picked, key=lambda name: order.index(name) if name in order else 99) or None
    text = sent.get(part.fact, [None])[0]
    if text is None:
        return ...
    if not text.strip():
        guess = guess_for(state, part, machine=machine) if f"{part.fact}.guess" in sent else None
        return guess.value if guess else None
    return text.strip() if part.kind == "trade" else read_typed(part, text, country=country)


def _read_entry(part: Part, entry: Mapping[str, Any], country: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field in part.fields:
        if field.fact in entry:
            value = read_typed(field, str(entry[field.fact]), country=country)
            made.update(value if isinstance(value, dict) else {field.fact: value})
    return made
