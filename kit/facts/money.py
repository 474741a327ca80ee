"""Prices as owners write them: kept as typed, and understood where they can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SYMBOLS = {
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "zł": "PLN",
    "kč": "CZK",
    "fr.": "CHF",
    "chf": "CHF",
}
_AMOUNT = re.compile(r"(\d{1,3}(?:[ ,.’'\u00a0\u202f]\d{3})+|\d+)(?:([.,])(\d{1,2}))?(?!\d)")
FROM = re.compile(r"(?i)^(?:from|ab|à partir de|dès|desde|vanaf|a partire da|a partir de|da)\b")
"""The word before a price from which it starts, in the languages owners write."""
_UNIT = re.compile(r"(?i)(?:\ban?\b|\bper\b|\bpro\b|\bpar\b|\bpor\b|/|\beach\b)\s*([^,;.()]*)$")


@dataclass(frozen=True, slots=True)
class Price:
    """A price: the typed text; amount and currency when one number is meant; `starts` for "from …"."""

    text: str
    amount: Decimal | None = None
    currency: str = ""
    starts: bool = False
    unit: str = ""


def parse_price(text: str, country: str = "") -> Price:
    """Understand a price such as `from £85`, `$450 a month` or `ask`. Never refuses: the text is the fact."""
    numbers = list(_AMOUNT.finditer(text))
    if len(numbers) != 1:
        return Price(text)
    match = numbers[0]
    whole = re.sub(r"\D", "", match.group(1))
    amount = Decimal(f"{whole}.{match.group(3) or '0'}")
    unit = _UNIT.search(text[match.end() :])
    return Price(
        text,
        amount,
        _currency(text, country),
        bool(FROM.match(text.strip())),
        unit.group(1).strip() if unit else "",
    )


def currency_of(country: str) -> str:
    """Give the ISO code of the money used in a country today, or "" when there is none."""
    from babel.numbers import get_territory_currencies

    found = get_territory_currencies(country) if country else []
    return str(found[0]) if found else ""


def _currency(text: str, country: str) -> str:
    folded = text.casefold()
    for symbol, code in _SYMBOLS.items():
        if symbol in folded:
            return code
    letters = re.search(r"\b([A-Z]{3})\b", text)
    if letters:
        from babel import Locale

        if letters.group(1) in Locale("en").currencies:
            return letters.group(1)
    if "$" in text:
        local = currency_of(country)
        return local if local in {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD"} else "USD"
    return currency_of(country)
