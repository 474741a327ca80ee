"""Which name somebody meant who mistyped one: only what a person would take for it, else nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_MOST = 5000
"""Names that are compared; a folder with more has no name that is meant by a slip."""


def nearest(wanted: str, names: Iterable[str]) -> str:
    """Give the one name that was meant, or "" when none is near enough or two are.

    Capitals, hyphens and underscores do not count. Numbers must be the same: `index-8` is no slip of `index-9`.
    Of five letters one may be wrong, missing, too many or changed places with the next, of eight two, of
    fourteen three, never the first one; the same words in another order are the same name.
    """
    plain, words = _plain(wanted), _words(wanted)
    if not plain:
        return ""
    known = _by_numbers(frozenset(names)).get(_numbers(wanted), [])[:_MOST]
    for alike in (
        [name for name, other, _ in known if other == plain],
        [name for name, _, theirs in known if len(words) > 1 and theirs == words],
    ):
        if alike:
            return alike[0]
    most = _slips(len(plain))
    ranked = sorted(
        (slips, name) for name, other, _ in known if (slips := _distance(plain, other, most)) <= most
    )
    if not most or not ranked or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return ""
    return ranked[0][1]


@lru_cache(maxsize=64)
def _by_numbers(names: frozenset[str]) -> dict[tuple[str, ...], list[tuple[str, str, list[str]]]]:
    """Give the names, each with its letters and words, by their numbers; a folder of pages is asked about often."""
    found: dict[tuple[str, ...], list[tuple[str, str, list[str]]]] = {}
    for name in sorted(names):
        if name:
            found.setdefault(_numbers(name), []).append((name, _plain(name), _words(name)))
    return found


def _numbers(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", name))


def _slips(letters: int) -> int:
    return sum(letters >= bound for bound in (5, 8, 14))


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _words(name: str) -> list[str]:
    return sorted(re.findall(r"[^\W_]+", name.casefold()))


def _distance(one: str, other: str, most: int) -> int:
    """Count letters that are wrong, missing, too many or have changed places; `most + 1` stands for more."""
    begins = one[:1] == other[:1] or one[:2] == other[1::-1]
    if not begins or abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, theirs in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != theirs))
            changed = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == theirs
            line.append(min(cost, before[column - 2] + 1) if changed else cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]
