"""Finding a trade by a few letters or a misspelling, in English, German, French and Spanish."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.facts.yaml_data import load_data

if TYPE_CHECKING:
    from kit.facts.trade import Trade

_INDEX = Path(__file__).parent / "trades_index.yaml"
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l"})
NEAR = 0.55
"""Likeness below which two words are two words and not one misspelt (tried on 200 misspellings)."""

EXACT = 2.0
"""The score from which a name was typed as it stands in a trade's file."""


@dataclass(frozen=True, slots=True)
class Found:
    """A trade that fits: its id, its shown name, and the words that fitted."""

    id: str
    label: str
    by: str
    score: float


@dataclass(frozen=True, slots=True)
class _Name:
    trade: str
    shown: str
    plain: str
    is_label: bool
    language: str


def find_trades(text: str, language: str = "en", *, limit: int = 8) -> tuple[Found, ...]:
    """Give the trades that fit what was typed, best first; nothing when nothing is near.

    Beginnings come before middles, exact names before beginnings; words of `language` win ties.
    """
    wanted = plain(text)
    if not wanted:
        return ()
    best: dict[str, tuple[float, _Name]] = {}
    pairs = _pairs(wanted)
    for name in _names():
        score = _score(wanted, pairs, name)
        if score and name.language == language:
            score += 0.1
        if score > best.get(name.trade, (0.0, name))[0]:
            best[name.trade] = (score, name)
    order = sorted(best.items(), key=lambda row: (-row[1][0], row[0]))
    top = order[0][1][0] if order else 0
    kept = [row for row in order if row[1][0] >= min(top - 0.35, 0.95) or row[1][0] >= 0.8][:limit]
    return tuple(
        Found(trade, label(trade, language), name.shown, round(score, 3)) for trade, (score, name) in kept
    )


def meant(text: str) -> tuple[str, tuple[Found, ...]]:
    """Give the trade that is surely meant, else "" and the trades that could be (none for a new trade).

    A beginning is sure, and a misspelling that only one trade fits; a word in the middle of a name is not:
    a sail maker is no craft shop.
    """
    found = find_trades(text)
    slip = len(found) == 1 and 0.75 <= found[0].score < 1
    return (found[0].id, ()) if found and (found[0].score >= 1.4 or slip) else ("", found)


def label(trade: str, language: str = "en") -> str:
    """Give a trade's shown name; a name without a file is shown as it reads."""
    row = _rows().get(trade)
    if row is None:
        return trade.replace("_", " ").capitalize()
    return str(row["label"].get(language, row["label"]["en"]))


def all_labels(language: str = "en") -> tuple[tuple[str, str], ...]:
    """Give every trade as (id, shown name), in the order of the names."""
    return tuple(
        sorted(((trade, label(trade, language)) for trade in _rows()), key=lambda row: plain(row[1]))
    )


def slug(text: str) -> str:
    """Give an id for a trade that the list does not know: `Sail maker` becomes sail_maker."""
    return "_".join(plain(text).split())[:60].strip("_") or "other"


def index_of(trades: Iterable[Trade]) -> dict[str, dict[str, Any]]:
    """Give the content of `trades_index.yaml`; a test holds the file to it."""
    return {
        trade.id: {
            "label": dict(trade.label),
            "names": {code: list(words) for code, words in trade.names.items()},
        }
        for trade in sorted(trades, key=lambda each: each.id)
    }


def plain(text: str) -> str:
    """Give `text` in plain lower-case letters and digits with single spaces; accents fall away."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    text = "".join(each for each in text if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", text.replace("_", " ")))


@cache
def _rows() -> dict[str, Any]:
    rows: dict[str, Any] = load_data(_INDEX)
    return rows


@cache
def _names() -> tuple[_Name, ...]:
    return tuple(_all_names())


def _all_names() -> Iterator[_Name]:
    for trade, row in _rows().items():
        yield _Name(trade, row["label"]["en"], plain(trade), True, "en")
        for code, shown in row["label"].items():
            yield _Name(trade, shown, plain(shown), True, code)
        for code, names in row["names"].items():
            for shown in names:
                yield _Name(trade, shown, plain(shown), False, code)


def _score(wanted: str, pairs: frozenset[str], name: _Name) -> float:
    have = name.plain
    bonus = 0.03 if name.is_label else 0.0
    if have == wanted:
        return EXACT + bonus
    if have.startswith(wanted):
        return 1.5 + bonus - len(have) / 1000
    if f" {wanted}" in f" {have}":
        return 1.2 + bonus - len(have) / 1000
    if len(wanted) >= 4 and f" {have} " in f" {wanted} ":
        return 1.1 + bonus + len(have) / 1000
    if len(wanted) >= 4 and wanted in have:
        return 1.0 + bonus
    if len(wanted) < 4:
        return 0.0
    theirs = _pairs_of(have)
    likeness = 2 * len(pairs & theirs) / (len(pairs) + len(theirs))
    if len(have) > len(wanted) + 2:  # the beginning of a longer word, misspelt
        cut = _pairs_of(have[: len(wanted) + 1])
        likeness = max(likeness, 0.92 * 2 * len(pairs & cut) / (len(pairs) + len(cut)))
    if wanted[0] == have[:1]:
        likeness += 0.08
    return likeness if likeness >= NEAR else 0.0


def _pairs(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring and next-but-one letters: a swap or a doubled letter changes few of them."""
    padded = f" {text} "
    near = {padded[place : place + 2] for place in range(len(padded) - 1)}
    far = {f"{padded[place]}_{padded[place + 2]}" for place in range(len(padded) - 2)}
    return frozenset(near | far)


@cache
def _pairs_of(text: str) -> frozenset[str]:
    return _pairs(text)
