"""An answer in words: what may be chosen, how it is said in one line, and how it would be typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from kit.facts.places import country_names, zones_apart
from kit.interview.colours import name_of
from kit.interview.questions import Part


def choices_of(part: Part, *, country: str = "") -> dict[str, str]:
    """Give the values one may choose from and how each is called; empty where anything may be typed."""
    if part.kind == "timezone":
        return {zone: zone.rpartition("/")[2].replace("_", " ") for zone in zones_apart(country)}
    if part.kind == "yes_no":
        return {"yes": "Yes", "no": "No"}
    if part.kind == "score":
        return {str(number): word for number, word in enumerate(part.scale)}
    return dict(part.choices)


def _trade(value: str) -> str:
    from kit.facts.trade_search import label

    return label(value)


def _network(value: str) -> str:
    from kit.networks.catalogue import index

    return index()[value].name if value in index() else value


def _country(value: str) -> str:
    return country_names("en").get(value.upper(), value)


def _language(value: str) -> str:
    from babel import Locale

    return str(Locale.parse(value, sep="-").english_name)


_IN_WORDS: Mapping[str, Callable[[str], str]] = {
    "trade": _trade, "id": _trade, "country": _country, "language": _language, "colour": name_of,
}  # fmt: skip


def shown(part: Part, value: Any) -> str:
    """Say an answer in one line, in words instead of ids."""
    if value is None:
        return ""
    choices = choices_of(part)
    if part.kind in _IN_WORDS:
        return _IN_WORDS[part.kind](str(value))
    if part.kind == "blocks" and isinstance(value, list):
        return "; ".join(_block_line(part, each) for each in value)
    if part.kind == "counts" and isinstance(value, Mapping):
        return ", ".join(
            f"{count} {short(part.choices.get(str(name), str(name)))}" for name, count in value.items()
        )
    if part.kind == "form" and isinstance(value, Mapping):
        return str(value.get("address") or value.get("to"))
    if isinstance(value, list):
        return ", ".join(short(choices.get(str(each), str(each))) for each in value)
    if isinstance(value, Mapping):
        return str(next(iter(value.values()), ""))
    return choices.get(str(value), str(value))


def needed(part: Part) -> str:
    """Say that a part cannot stay empty, and how to answer it; the same in every face."""
    if part.kind in {"many", "pick"}:
        how = "Pick at least one" if part.kind == "many" else "Pick one"
    else:
        how = f"Write for example: {part.example or 'a few letters'}"
    return f"This one is needed. {how}"


_BARE = {"number", "score", "yes_no", "date"}
"""Kinds whose answer says nothing without what was asked: 60, fine, yes, a day."""


def told(part: Part, value: Any) -> str:
    """Say an answer where its question does not stand beside it: `60 minutes a week`, never a bare 60."""
    said = _day(str(value)) if part.kind == "date" else shown(part, value)
    if not said:
        return ""
    if part.said:
        return part.said.format(said)
    if part.kind not in _BARE and not part.fact.startswith("questions#"):
        return said
    return f"{part.label}{'' if part.label[-1:] == '?' else ':'} {said}"


def _day(value: str) -> str:
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return value
    return f"{day.day} {day:%B %Y}"


def typed_form(part: Part, value: Any) -> str:
    """Give what a person would type to get `value`, to be edited in place."""
    if value is None:
        return ""
    if part.kind == "counts" and isinstance(value, Mapping):
        return ", ".join(f"{name} {count}" for name, count in value.items())
    if part.kind == "form" and isinstance(value, Mapping):
        return " ".join(str(value[name]) for name in ("address", "key") if name in value) or str(
            value.get("to")
        )
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return str(next(iter(value.values()), "")) if isinstance(value, Mapping) else str(value)


def _block_line(part: Part, entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return str(entry)
    fields = {field.fact: field for field in part.fields}
    said = [
        told(fields[name], value)
        if name in fields
        else _network(str(value))
        if name == "network"
        else str(value)
        for name, value in entry.items()
    ]
    return ", ".join(said[:3])


def short(label: str) -> str:
    """Give the label of a choice without its explanation."""
    return label.split(":")[0]
