"""Where an existing site says its business is: country, street, town, postcode, region, areas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

from kit.base.text import clean
from kit.interview.engine import Guess
from kit.interview.heard import Heard, sayings
from kit.pages.types import Topic

_FIELDS = (("street", 200), ("town", 100), ("postcode", 12), ("region", 100))
_ENDINGS = {"uk": "GB"}
_MOST_AREAS = 30


def place_guesses(heard: Sequence[Heard], address: str) -> tuple[str, tuple[Guess, ...]]:
    """Give the country's two letters ("" when nothing tells it) and the guesses about the place."""
    said = sorted(sayings(heard, Topic.ADDRESS), key=lambda each: (each.rank, -len(each.said.parts)))
    country = _country(said, heard, address)
    made = (*([country] if country else ()), *_address(said), *_areas(heard))
    return (str(country.value) if country else ""), made


def _country(said: Sequence[Heard], heard: Sequence[Heard], address: str) -> Guess | None:
    for each in said:
        if code := _code(each.part("country")):
            return Guess("business.country", code, each.where)
    for each in sorted(sayings(heard, Topic.PHONE), key=lambda each: each.rank):
        if code := _dialled(each.said.value):
            return Guess("business.country", code, f"the number in {each.where}")
    ending = (urlsplit(address).hostname or "").rpartition(".")[2].casefold()
    if code := _code(_ENDINGS.get(ending, ending if len(ending) == 2 else "")):
        return Guess("business.country", code, f"the .{ending} of the address")
    return _spoken(heard[0]) if heard else None


def _spoken(first: Heard) -> Guess | None:
    """Guess the country from `lang`: its region, or the one country that mostly speaks the language."""
    code = _code(first.region or _MOSTLY_AT_HOME.get(first.language, ""))
    return Guess("business.country", code, f"the language of {first.page}") if code else None


_MOSTLY_AT_HOME = {
    "de": "DE", "it": "IT", "nl": "NL", "pl": "PL", "da": "DK", "sv": "SE", "nb": "NO", "fi": "FI", "cs": "CZ", "hu": "HU",
    "el": "GR", "ro": "RO", "bg": "BG", "hr": "HR", "sk": "SK", "sl": "SI", "et": "EE", "lv": "LV", "lt": "LT", "ga": "IE",
    "ja": "JP", "ko": "KR", "th": "TH", "tr": "TR", "uk": "UA",
}  # fmt: skip
"""English, French, Spanish, Portuguese and Arabic are at home in too many countries."""


def _code(text: str) -> str:
    """Give the two letters for a code or a name in English, German, French or Spanish, or ""."""
    from kit.interview.questions import Part
    from kit.interview.typed import read_typed

    if not text or len(text) > 60:
        return ""
    try:
        return str(read_typed(Part(fact="business.country", kind="country", label=""), text))
    except ValueError:
        return ""


def _dialled(number: str) -> str:
    from kit.facts.phones import parse_phone

    if not number.strip().startswith(("+", "00")):
        return ""
    try:
        return parse_phone(re.sub(r"^00", "+", number.strip())).region
    except ValueError:
        return ""


def _address(said: Sequence[Heard]) -> Iterator[Guess]:
    """Give each part; the same address written twice is one, and its parts complete each other."""
    from kit.check.truth import same_postcode, same_text

    for field, longest in _FIELDS:
        same: Callable[[str, str], bool] = same_postcode if field == "postcode" else same_text
        kept: list[str] = []
        for each in said:
            unit = each.part("unit") if field == "street" else ""
            value = clean(", ".join(filter(None, (each.part(field), unit))), limit=longest)
            if field == "region" and len(value) < 3 and not value.isupper():
                continue
            if value and not any(same(value, other) for other in kept) and len(kept) < 3:
                kept.append(value)
                yield Guess(f"place.{field}", value, each.where)


def _areas(heard: Sequence[Heard]) -> Iterator[Guess]:
    found: dict[str, str] = {}
    for each in sayings(heard, Topic.AREA):
        found.setdefault(clean(each.said.value, limit=80), each.where)
    areas = [area for area in found if area][:_MOST_AREAS]
    if areas:  # one yes for all of them: nobody ticks thirty villages
        yield Guess("place.areas", [*areas], found[areas[0]])
