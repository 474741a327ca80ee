"""Stock phrases: what anybody's page could say, with the question that would repair it (`stock.yaml`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kit.facts.yaml_data import load_data

_STOCK = Path(__file__).resolve().parent / "stock.yaml"


def stock_phrases(sentence: str, language: str) -> Iterator[tuple[str, str, str]]:
    """Give every stock phrase in a text: the phrase, the question that would repair it, the fact to fill."""
    spoken = f" {folded(sentence)} "
    for spaced, row in _looked_for(language.split("-")[0]):
        if spaced in spoken:
            yield row


@cache
def stock(language: str) -> tuple[tuple[str, str, str], ...]:
    """Give the stock phrases of a language: (phrase, question that repairs it, fact to fill)."""
    rows = load_data(_STOCK).get(language, ())
    return tuple((phrase, row["ask"], row["fact"]) for row in rows for phrase in row["phrases"])


@cache
def _looked_for(language: str) -> tuple[tuple[str, tuple[str, str, str]], ...]:
    """Give each phrase as it is looked for, folded once."""
    return tuple((f" {folded(row[0])} ", row) for row in stock(language))


def folded(text: str) -> str:
    """Give the words of a text in small letters with single spaces, its marks left out."""
    return " ".join(re.findall(r"[\w’'-]+", unicodedata.normalize("NFC", text).casefold().replace("’", "'")))
