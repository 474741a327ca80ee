"""Whether two facts mean the same however they were typed: `Mon-Fri 8-5` and `mon to fri 8am till 5pm` do."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from kit.facts.edit import parse_path
from kit.facts.hours import Week
from kit.facts.models import Business
from kit.facts.money import Price
from kit.facts.phones import Phone


def means_the_same(before: Business, after: Business, fact: str) -> bool:
    """Tell whether the fact at a path such as `hours.regular` means in both what it meant, whatever the spelling."""
    return bool(_meaning(_at(before, fact)) == _meaning(_at(after, fact)))


def _at(here: Any, fact: str) -> Any:
    for step in parse_path(fact):
        if isinstance(step, int):
            here = here[step] if isinstance(here, tuple) and step < len(here) else None
        else:
            fields = getattr(type(here), "model_fields", {})
            name = next((name for name, field in fields.items() if step in {name, field.alias}), "")
            here = getattr(here, name) if name else None
    return here


def _meaning(value: Any) -> Any:
    """Give what is compared; anything that is not understood stands for itself."""
    match value:
        case Week():
            return value.days, value.by_appointment
        case Phone():
            return value.e164
        case Price() if value.amount is not None:
            return value.amount, value.currency, _around(value)
        case str() if value.startswith(("http://", "https://")):
            parts = urlsplit(value)
            return urlunsplit(parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/"))
        case tuple():
            return tuple(_meaning(each) for each in value)
    return value


def _around(price: Price) -> str:
    """Give the words around an amount, without its currency: "plus VAT" is not the same price."""
    return re.sub(r"[\W\d_]", "", price.text).casefold().replace(price.currency.casefold(), "")
