"""The few words between the facts, in the customers' language: gettext catalogues, English as the key."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kit.facts.compiled import compiled

_FOLDER = Path(__file__).parent / "locale"

PHRASES = (
    "{trade} in {place}",
    "{trade}, online",
    "{trade}, all over the country",
    "For {whom}",
    "Not for: {whom}",
    "Since {year}",
    "Call {phone}",
    "Call me: {phone}",
    "Call us: {phone}",
    "Text {phone}",
    "Book: {link}",
    "Write to {mail}",
    "Come in: {place}",
    "Website: {link}",
    "Hours: {hours}",
    "{person}, {role}",
    "“{words}”",
    "“{words}” – {by}",
    "It starts with: “{words}”",
    "Guarantee: {text}",
    "Insured: {text}",
    "A good introduction for me: {firm}",
    "A good introduction for us: {firm}",
    "{body}, no. {number}",
    "Known for: {speciality}",
    "Phone",
    "Website",
    "Hours",
    "Where",
    "How to reach me:",
    "How to reach us:",
    "I am not active here. The way to reach me: {way}",
    "We are not active here. The way to reach us: {way}",
)
"""Every phrase that can stand between facts; a test holds the catalogues to this list."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of the texts."""

    language: str

    def say(self, phrase: str, **values: str) -> str:
        """Give a phrase of PHRASES with its values filled in; English where it is not translated."""
        found = _catalogue(self.language).get(phrase, phrase)
        # Braces in a fact must stay as typed, so nothing is formatted twice.
        for name in values:
            found = found.replace("{" + name + "}", "\x00" + name + "\x00")
        for name, value in values.items():
            found = found.replace("\x00" + name + "\x00", value)
        return found

    def listed(self, items: Iterable[str]) -> str:
        """Join names as a sentence does: one, two and three."""
        from babel import Locale, UnknownLocaleError
        from babel.lists import format_list

        try:
            locale = Locale.parse(self.language, sep="-")
        except (UnknownLocaleError, ValueError):
            locale = Locale("en")
        if locale.language == "en":
            locale = Locale("en", "GB")  # no comma before "and": it saves a character in every bio
        return format_list(list(items), locale=locale)


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    path = _FOLDER / f"{language.split('-')[0]}.po"
    found: dict[str, str] = compiled(path, _translations) if path.is_file() else {}
    return found


def _translations(content: bytes) -> dict[str, str]:
    from babel.messages.pofile import read_po

    return {
        str(each.id): str(each.string) for each in read_po(io.BytesIO(content)) if each.id and each.string
    }
