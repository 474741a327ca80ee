"""What an existing site told, laid before its owner at once: each row is right or not, and nothing else is asked of it.

Only a yes makes an answer of a guess. Rivals (two numbers on one site) are a choice; those left open are
shown again at their question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from kit.interview import engine
from kit.interview.answer_text import shown
from kit.interview.answers import Plain, Refused, data_of, value_at
from kit.interview.engine import FOUND, Guess, State
from kit.interview.questions import Part, standing_questions

_ENOUGH = {
    "trade": ("business.trade",), "name": ("business.name",), "place": ("place.town", "place.street"),
    "contact": ("contact.phone", "contact.email"), "hours": ("hours.regular",), "profiles": ("profiles",),
    "services": ("services",), "about": ("business.about",),
}  # fmt: skip
"""Questions that a yes settles, and the facts that suffice; every other question is still asked."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line to say yes or no to: the guess by its number in the state, in words."""

    number: int
    fact: str
    label: str
    said: str
    where: str
    rivals: bool
    """Another guess says something else about the same fact."""


def usable(state: State, guesses: Iterable[Guess]) -> tuple[Guess, ...]:
    """Leave out what the facts could never keep, each tried alone over what the site says first."""
    guesses = tuple(each for each in guesses if each.fact != "language" or _open(state, each))
    base = _kept(state, [each for each in guesses if each.fact in _GROUND])
    return tuple(
        each for each in guesses
        if _kept(state if each.fact in _GROUND else base, [each]).text != (state if each.fact in _GROUND else base).text
    )  # fmt: skip


_GROUND = frozenset({"language", "business.country"})
"""What others are read with: a number without its country cannot be judged."""


def rows_of(state: State) -> tuple[Row, ...]:
    """Give the rows still to be judged, in the order of the interview."""
    order = list(_parts())
    found = [
        (number, each) for number, each in enumerate(state.guesses)
        if each.fact in order and _open(state, each)
    ]  # fmt: skip
    found.sort(key=lambda row: order.index(row[1].fact))
    return tuple(_row(state, number, each) for number, each in found)


def _row(state: State, number: int, guess: Guess) -> Row:
    part = _parts()[guess.fact]
    label = part.one.capitalize() if part.one else _SHORT.get(guess.fact, part.label)
    entry = guess.value[0] if isinstance(guess.value, list) and guess.value else None
    said = str(entry["link"]) if isinstance(entry, dict) and "link" in entry else shown(part, guess.value)
    return Row(number, guess.fact, label, said, guess.where, _has_rival(state, guess))


_SHORT = {
    "business.name": "Name", "business.trade": "Trade", "language": "Language", "place.areas": "Area",
    "business.about": "About you", "hours.regular": "Hours", "business.legal_name": "Registered name",
    "business.since": "Since", "domain.name": "Domain", "site.address": "Website", "already": "There is already",
    "place.region": "Region", "look.colour": "Colour", "look.logo": "Logo",
}  # fmt: skip


@cache
def _parts() -> dict[str, Part]:
    found: dict[str, Part] = {}
    for question in standing_questions():
        for part in question.parts:
            found.setdefault(part.fact, part)
    return found


def _open(state: State, guess: Guess) -> bool:
    now = value_at(data_of(state.text), guess.fact)
    if guess.fact == "language":
        return (now or "en") != guess.value
    return now is None


def _has_rival(state: State, guess: Guess) -> bool:
    if isinstance(guess.value, list):
        return False  # entries of a list stand beside each other
    return any(each.fact == guess.fact and each is not guess for each in state.guesses)


def take(state: State, right: Iterable[int], *, wrong: Iterable[int]) -> State:
    """Make answers of the guesses that are `right` and forget those that are `wrong` (numbers of the rows).

    What a yes settles is not asked again. Guesses in neither list stay for their question, and so does what
    cannot be kept yet: a number whose country was wrong is offered again once the right one is known.
    """
    right, wrong = {row.number for row in rows_of(state)} & set(right), set(wrong)
    taken = [each for number, each in enumerate(state.guesses) if number in right]
    facts = {each.fact for each in taken}
    kept = tuple(
        each for number, each in enumerate(state.guesses)
        if number not in right and number not in wrong and each.fact not in facts
    )  # fmt: skip
    made = _kept(replace(state, guesses=kept), taken)
    data = data_of(made.text)
    waiting = tuple(each for each in taken if value_at(data, each.fact) is None)
    made = replace(made, guesses=(*kept, *waiting))
    open_now = {each.fact for each in kept if _has_rival(made, each)}
    settled = {
        question.id for question in engine.visible(made)
        if not any(part.fact in open_now for part in question.parts)
        and any(fact in facts and value_at(data, fact) is not None for fact in _ENOUGH.get(question.id, ()))
    }  # fmt: skip
    made = replace(made, passed=made.passed | settled, skipped=made.skipped - settled)
    return engine.onward(replace(made, here=FOUND))


def _kept(state: State, guesses: Iterable[Guess]) -> State:
    """Put the guesses one after the other, entries of a list together; what is refused is left out."""
    for fact, value in _together(guesses):
        try:
            state = engine.put(state, {fact: value})
        except Refused:
            continue
    return state


def _together(guesses: Iterable[Guess]) -> Iterator[tuple[str, Plain]]:
    values: dict[str, Plain] = {}
    for each in sorted(guesses, key=lambda each: each.fact not in _GROUND):
        before = values.get(each.fact)
        if isinstance(before, list) and isinstance(each.value, list):
            values[each.fact] = [*before, *each.value]
        else:
            values.setdefault(each.fact, each.value)
    yield from values.items()


def rivals_for(state: State, part: Part) -> tuple[Guess, ...]:
    """Give the guesses that contradict each other about a part without an answer, or nothing."""
    found = tuple(each for each in state.guesses if each.fact == part.fact and _open(state, each))
    return found if len(found) > 1 and _has_rival(state, found[0]) else ()
