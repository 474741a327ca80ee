"""What the form's script works with: parts and their conditions, what is known, and the words the checks need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kit.facts.hours import APPOINTMENT_WORDS, CLOSED_WORDS, day_names
from kit.facts.hours_said import ADVICE, REWRITES
from kit.facts.known import USUAL_GOALS, USUAL_MINUTES
from kit.facts.places import EU, country_names
from kit.interview import engine
from kit.interview.colours import colour_names
from kit.interview.form import Form, FormPart
from kit.interview.form_conditions import DEPENDS
from kit.interview.questions import Part

SCHEMA = "webkit-answers/1"
"""The format of the answers file; another number is another format."""
LONG, SHORT = 5000, 200
"""Characters kept of a text and of a line (`kit/facts/kinds.py`)."""
_LONG_KINDS = {"text", "words", "list"}


def script_data(form: Form, mail: str) -> dict[str, Any]:
    """Give everything the script reads, as plain data."""
    state = form.state
    kinds = {part.part.kind for question in form.questions for part in question.parts}
    kinds |= {
        field.kind for question in form.questions for part in question.parts for field in part.part.fields
    }
    country = str(engine.value_now(state, "business.country") or "")
    return {
        "schema": SCHEMA, "project": form.project, "form": form.version, "name": form.name, "mail": mail,
        "questions": [
            {"id": each.question.id, "when": each.when, "seconds": each.question.seconds, "facts": [part.part.fact for part in each.parts]}
            for each in form.questions
        ],
        "parts": {part.part.fact: _part(part) for question in form.questions for part in question.parts},
        "groups": list(dict.fromkeys(each.question.group for each in form.questions)),
        "known": known_data(form),
        "country": country,
        "countries": _countries() if "country" in kinds else {},
        "phone": _phone(country),
        "days": day_names(engine.weekdays_now(state)) if "hours" in kinds else {},
        "closed": sorted(CLOSED_WORDS), "appointment": sorted(APPOINTMENT_WORDS),
        "hours": {"rewrites": [list(row) for row in REWRITES], "advice": [list(row) for row in ADVICE]} if "hours" in kinds else {},
        "colours": list(colour_names()) if "colour" in kinds else [],
        "trades": _trades() if "trade" in kinds else [],
    }  # fmt: skip


def known_data(form: Form) -> dict[str, Any]:
    """Give what conditions are asked of when the form is opened, and the standing values its answers mix with."""
    known, asked = engine.known_now(form.state), frozenset(form.facts)
    given = known.get("facts") or frozenset()
    assert isinstance(given, frozenset)
    sources = sorted({fact for facts in DEPENDS.values() for fact in facts} - asked)
    standing = {fact: value for fact in sources if (value := engine.value_now(form.state, fact)) is not None}
    return {
        "words": {key: sorted(value) for key, value in known.items() if isinstance(value, frozenset) and key != "facts"},
        "regulated": known.get("regulated"), "hours": known.get("hours"),
        "given": sorted(path for path in given if not _above(path, asked)),
        "standing": standing,
        "assumed": {"goal": list(USUAL_GOALS), "hours": USUAL_MINUTES / 60, "who": _usual_customers(form)},
        "eu": sorted(EU),
    }  # fmt: skip


def _usual_customers(form: Form) -> list[str]:
    return list(engine.trade_now(form.state).who or ("people",))


def _above(path: str, asked: Iterable[str]) -> bool:
    """Tell whether a path is one of the asked facts, or the block one of them stands in."""
    return any(fact == path or fact.startswith(f"{path}.") for fact in asked)


def _part(part: FormPart) -> dict[str, Any]:
    asked = part.part
    return {
        "kind": asked.kind, "when": part.when, "more": asked.more, "back": bool(part.remark), "was": part.value, "one": asked.one,
        "fields": {field.fact: _field(field) for field in asked.fields}, **_field(asked),
    }  # fmt: skip


def _field(part: Part) -> dict[str, Any]:
    limit = LONG if part.kind in _LONG_KINDS else SHORT
    return {
        "kind": part.kind,
        "label": part.label,
        "required": part.required,
        "limit": limit,
        "example": part.example,
        "fact": part.fact,
    }


def _countries() -> dict[str, str]:
    return {
        name.casefold(): code
        for language in ("es", "fr", "de", "en")
        for code, name in country_names(language).items()
    }


def _trades() -> list[str]:
    from kit.facts.trade_search import all_labels

    return [label for _, label in all_labels()]


def _phone(country: str) -> dict[str, Any]:
    """Give how many digits a number of the country can have, with its code and prefix, and an example."""
    from kit.facts.phones import digits_of, example_of, shape_of, usual_digits

    shortest, longest = digits_of(country)
    code, prefix, lengths = shape_of(country)
    return {
        "shortest": shortest, "longest": longest, "example": example_of(country), "code": code, "prefix": prefix, "lengths": list(lengths),
        "usual": usual_digits(country),
    }  # fmt: skip
