"""A text in one or more languages, as the owner typed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Text per language. A plain string in the facts stands under the first language of the facts."""

    by: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Give the text of the first language."""
        return self.by[0][1]

    def say(self, language: str) -> str:
        """Give the text in `language`, or in the first one when it was not translated."""
        return dict(self.by).get(language, self.by[0][1])

    def has(self, language: str) -> bool:
        """Tell whether the owner gave this text in `language`."""
        return any(code == language for code, _ in self.by)

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages this text is there in."""
        return tuple(code for code, _ in self.by)


def words(value: str | Mapping[str, str], language: str = "en") -> Words:
    """Make Words from a plain string (taken as `language`) or a mapping of language to text."""
    if isinstance(value, str):
        return Words(((language, value),))
    return Words(tuple(value.items()))
