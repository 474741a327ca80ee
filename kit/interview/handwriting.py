"""What was typed in haste, written as the owner would have it on the sign: letters and signs only, never a word.

Most owners answer on a telephone, in small letters. On a website `hebden bridge` looks like carelessness, and it is
the first thing a visitor reads. What has a large letter of its own is left alone: somebody meant it like that. So is
the name of the business, which is written as on the sign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kit.facts.edit import fact_at
from kit.interview.answers import Plain

_ENGLISH = frozenset(["GB", "IE", "US", "AU", "NZ", "CA", "ZA", "IM", "JE", "GG"])
_OTHER_LARGE_LETTERS = frozenset(["TR", "AZ"])
"""Countries where the large letter of i is another one."""
_SENTENCES = frozenset(
    [
        "business.about", "business.speciality", "place.note", "contact.reply_time", "hours.note", "customers.ideal",
        "customers.first_words", "customers.not_for", "services.name", "services.about", "people.role", "people.about",
        "proof.text", "questions.answer",
    ]
)  # fmt: skip
_PLACES = frozenset(["place.town", "place.region", "place.areas"])
_SMALL = frozenset(
    [
        "of", "the", "in", "on", "upon", "under", "by", "le", "la", "les", "de", "du", "des", "sur", "sous", "en", "an", "am",
        "der", "im", "bei", "ob", "vor", "auf", "und", "del", "y", "el", "los", "van", "von", "aan", "den", "di", "della", "da",
        "do", "dos", "das",
    ]
)  # fmt: skip
"""Words that stay small within the name of a place or a person."""
_SHORTENED = re.compile(r"(?i)\b(?:approx|incl|excl|max|min|hrs|mins|etc|tel|inc|ltd|bzw|evtl|env)\.$")
_BARE = re.compile(
    r"((?:from|about|around|ab|dès|desde)\s+)?(\d+(?:[.,]\d{1,2})?)"
    r"(\s*(?:ish|call|each|per|an?|plus|upwards|and up|depends|depending|/)\b[^\d£$€]*)?",
    re.IGNORECASE,
)
"""An amount without its money; what follows it must not be a length of time or a number of things."""
_DAYS = re.compile(r"\b(?:mon|tues?|wed|thur?s?|fri|sat|sun)(?:day|nesday|rsday|urday)?s?\b")


def fair(fact: str, value: Plain, data: Mapping[str, Any]) -> Plain:
    """Give an answer with its large letters, the sign of its money, and a street without its town.

    `data` are the facts as they stand, for the country and the town.
    """
    country = str(fact_at(data, "business.country") or "").upper()
    if country in _OTHER_LARGE_LETTERS:
        return value
    return _fair(fact, value, country, str(fact_at(data, "place.town") or ""))


def street_alone(data: Mapping[str, Any]) -> str:
    """Give the street that stands without the town repeated after it, or "" where nothing is repeated."""
    street, town = (str(fact_at(data, fact) or "") for fact in ("place.street", "place.town"))
    alone = _without_town(street, town)
    return alone if alone != street else ""


def _fair(fact: str, value: Plain, country: str, town: str) -> Plain:
    if isinstance(value, list):
        return [_fair(fact, each, country, town) for each in value]
    if isinstance(value, dict):
        return {name: _fair(f"{fact}.{name}", each, country, town) for name, each in value.items()}
    if not isinstance(value, str):
        return value
    if fact in _SENTENCES:
        return _sentences(value, country)
    if fact in _PLACES or fact == "people.name":
        return _named(value, country)
    if fact == "place.street":
        alone = _without_town(value, town)
        return _named(alone, country) if country in _ENGLISH else alone
    if fact == "services.price":
        return _priced(value, country)
    if fact == "hours.regular":
        return _days(value) if country in _ENGLISH else value
    return value


def _days(text: str) -> str:
    """Give readable hours with their days large; what is refused is shown as it was typed."""
    from kit.facts.hours import parse_week

    try:
        parse_week(text)
    except ValueError:
        return text
    return _DAYS.sub(lambda found: _large(found.group()), text)


def _large(word: str, country: str = "") -> str:
    """Give a word of small letters with a large one; letters without two sizes (Georgian has none in use) stay."""
    if country == "NL" and word.startswith("ij"):
        return f"IJ{word[2:]}"
    return word[:1].upper() + word[1:] if word[:1] < "\u0590" else word


def _sentences(text: str, country: str) -> str:
    first = text.split(maxsplit=1)[0] if len(text) > 2 and text.strip() else ""
    if not first.islower() or re.search(r"[.!?]\s+[^\W\d_a-zà-ÿ]", text):  # somebody minds the beginnings
        return text
    if country in _ENGLISH:
        text = re.sub(r"(?<![\w.’'-])i(?=[\s,!?]|['’](?:m|ve|ll|d)\b|$)", "I", text)
    if re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[,.;:!?)]*", first):
        text = _large(text.lstrip(), country)

    def begun(found: re.Match[str]) -> str:
        shortened = _SHORTENED.search(text[: found.start() + 1])
        return found.group() if shortened else found.group()[:-1] + _large(found.group()[-1])

    return re.sub(r"(?<=[^\W\d_]{3})[.!?]\s+[^\W\d_]", begun, text)


def _named(text: str, country: str) -> str:
    if text != text.lower():
        return text
    words = re.split(r"([\s,/-]+)", text)
    return "".join(
        word if number and word in _SMALL else _large(word, country) for number, word in enumerate(words)
    )


def _without_town(street: str, town: str) -> str:
    """Take the town away from the end of a street: the address writes it on a line of its own."""
    begin, comma, end = street.rpartition(",")
    return begin.strip() if comma and town and end.strip().casefold() == town.casefold() else street


def _priced(text: str, country: str) -> str:
    """Put the money of the country to a bare amount: on a list of prices `12` is no price."""
    found = _BARE.fullmatch(text.strip())
    if not found:
        return text
    from babel.numbers import get_currency_symbol

    from kit.facts.money import currency_of

    code = currency_of(country)
    if not code:
        return text
    sign = "$" if country in _ENGLISH and code.endswith("D") else str(get_currency_symbol(code, "en"))
    before = country in _ENGLISH and not sign[-1:].isalpha()
    amount = f"{sign}{found.group(2)}" if before else f"{found.group(2)} {sign}"
    return f"{found.group(1) or ''}{amount}{found.group(3) or ''}"
