"""Words of the owner set into a sentence: capitals, full stops, labels, and whose voice a text is in."""

from __future__ import annotations

import re

from kit.facts.words import Words
from kit.profiles.phrases import Tongue

# Openings of an `ideal` that may be written small behind "For": anything else might be a name.
_COMMON = frozenset(
    ["people", "owners", "anyone", "families", "couples", "women", "men", "parents", "landlords", "small", "first", "new",
     "those", "companies", "firms", "teams", "managers", "homeowners", "house", "home", "couples", "students", "young",
     "older", "busy", "local", "founders", "leaders", "directors", "brides", "tenants", "guests", "drivers", "restaurants",
     "shops", "schools", "dental", "medical", "private", "independent", "growing", "large", "rural", "retired", "anybody", "somebody",
     "farmers", "builders", "architects", "lawyers", "doctors", "dentists", "authors", "writers", "musicians", "makers", "hotels", "pubs",
     "farms", "offices", "practices", "clinics", "churches", "clubs", "walkers", "cyclists", "dogs", "cats", "pet", "dog", "cat", "charities", "freelancers", "households", "a", "the", "everyone", "patients", "adults", "children"]
)  # fmt: skip
_LANGUAGES_AND_PEOPLES = frozenset(
    ["english", "french", "german", "spanish", "italian", "welsh", "irish", "gaelic", "dutch", "polish"]
)


def small(text: str, language: str) -> str:
    """Write the first letter small where a sentence goes on, unless it may be a name (English only)."""
    first = re.split(r"[\s,;-]", text, maxsplit=1)[0]
    plain = first == "A" or (first[:1].isupper() and first[1:].islower())
    if language.split("-")[0] != "en" or not plain or first.lower() in _LANGUAGES_AND_PEOPLES:
        return text
    return text[:1].lower() + text[1:]


def speaks(text: str) -> bool:
    """Say whether a text about a person is in their own voice."""
    return text.split(maxsplit=1)[0].strip(",").lower() in {"i", "i'm", "i've", "my", "ich", "mein", "meine", "je", "j'ai", "mon", "ma", "yo", "mi"}  # fmt: skip


def bare(words: Words, language: str) -> str:
    """Give a text on one line without its closing full stop, so that it can stand anywhere."""
    text = " ".join(words.say(language).split())
    return text[:-1] if text.endswith(".") and not text.endswith("..") and "." not in text[-4:-1] else text


def for_whom(ideal: Words, tongue: Tongue) -> str:
    """Give "for owners of …", or "" where the text might begin with a name and cannot go on a sentence."""
    text = bare(ideal, tongue.language)
    english = tongue.language.split("-")[0] == "en"
    if english and text.split()[0].lower() not in _COMMON:
        return ""
    said = tongue.say("For {whom}", whom=small(text, tongue.language))
    return said[:1].lower() + said[1:]


_SAYS_SO = ("guarant", "warrant", "garant", "insur", "versicher", "assur", "asegur", "liab")
"""Beginnings of words that say already what the label would."""


def labelled(label: str, text: str, tongue: Tongue) -> str:
    """Put "Guarantee:" or "Insured:" before a text that does not say so itself."""
    if any(each in text.casefold() for each in _SAYS_SO):
        return text
    return tongue.say(label, text=small(text, tongue.language))
