"""What the pages of the browser face work on, and what happens to it when a page is sent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kit.interview import engine
from kit.interview.answers import Refused
from kit.interview.engine import State
from kit.interview.found import take
from kit.interview.found_page import read_found
from kit.interview.machine import NOWHERE, Machine
from kit.interview.numbers import numbers_changed, short_number
from kit.interview.own_trade import NAME
from kit.interview.page import Sent, read_page
from kit.interview.questions import Question
from kit.interview.saving import current_text


@dataclass(slots=True)
class Desk:
    """What the pages work on: the state, and how to keep it, preview it and end.

    The one changing value of the browser face. `lock` is held while a page is answered: two tabs, or a
    double click, come one after the other.
    """

    folder: Path
    state: State
    keep: Callable[[State, State], State]
    preview: Callable[[], None]
    end: Callable[[], None]
    token: str
    now: Callable[[], float]
    machine: Machine = NOWHERE
    shown_at: float = 0.0
    notices: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    """What the same question is shown again for, by fact: no mistake, but worth a look."""
    lock: threading.Lock = field(default_factory=threading.Lock)


def answer_page(desk: Desk, sent: Sent, wrong: Mapping[str, str]) -> dict[str, str] | None:
    """Carry out what a page sent; gives the problems by fact when something cannot be kept, else None.

    `wrong` is what was no picture, by fact: it is shown like any other problem, and what is right is kept.
    A page from before (the browser's own back button) answers its own question, and then the interview
    goes on where it was open.
    """
    desk.state = current_text(desk.folder, desk.state)
    old, move = desk.state, sent.get("move", ["on"])[0]
    asked = sent.get("question", [""])[0]
    if engine.FOUND in {old.here, asked}:
        if old.here == asked:
            right, dropped = read_found(old, sent, move)
            _go_on(desk, take(old, right, wrong=dropped))
        return None
    here = engine.go(old, asked) if asked and asked != old.here else old
    question = engine.current(here)
    if question is None or question.id != asked:
        if question is None and asked == engine.REVIEW:
            _go_on(desk, _steer(desk, here, move))
        return None
    if move in {"back", "skip", "later"}:
        _go_on(desk, _steer(desk, here, move))
        return None
    values, errors = read_page(here, question, sent, trade=_trade, machine=desk.machine)
    state, errors = here, {**errors, **wrong}
    for _ in range(2):  # the second time without what was refused: what is right stays typed
        try:
            state = engine.put(
                here, {fact: value for fact, value in values.items() if fact not in errors or fact in wrong}
            )
            break
        except Refused as exc:
            errors |= exc.problems
    if errors:
        _go_on(desk, state)
        return errors
    desk.notices.extend(_numbers_kept(here, state) if values.get("business.country") else ())
    desk.notices.extend(_near(state) if values.get("business.trade") else ())
    if move == "on" and (notes := _look_again(here, state, question)):
        desk.notes = notes
        _go_on(desk, state)
        return None
    state = engine.onward(state, seconds=desk.now() - desk.shown_at)
    _go_on(desk, _steer(desk, state, move) if move == "finish" else state)
    return None


def _look_again(old: State, new: State, question: Question) -> dict[str, str]:
    """Give what a question has to be shown again for, by fact.

    A part it has only with the answers of its own page, such as a country's language; a number that lacks a digit.
    """
    before = {part.fact for part in engine.parts_now(old, question)}
    notes: dict[str, str] = {}
    for part in engine.parts_now(new, question):
        if part.fact not in before and not part.more and engine.value_now(new, part.fact) is None:
            notes[part.fact] = "One thing more, because of what you just said."
        elif doubt := short_number(old, new, part.fact):
            notes[part.fact] = doubt
    return notes


def _numbers_kept(old: State, new: State) -> list[str]:
    said = "Your number is written {} now, so that it still rings where it did."
    return [said.format(number) for number in numbers_changed(old.text, new.text)]


def _near(state: State) -> list[str]:
    """Say that a trade stands in the person's own word, and which of the list it could have been."""
    from kit.facts.trade_search import meant

    own = str(engine.value_now(state, NAME) or "")
    if not own:
        return []
    others = " or ".join(each.label for each in meant(own)[1][:3])
    near = f" If you meant {others}: Back, and pick it." if others else ""
    return [f"{own} is not on our list and stands as you wrote it.{near}"]


def _go_on(desk: Desk, state: State) -> None:
    """Keep a state on disk; where the facts have changed and suffice, the preview is made anew."""
    old = desk.state
    desk.state = desk.keep(state, old)
    if desk.state.text != old.text and not engine.obstacles(desk.state):
        desk.preview()


def _steer(desk: Desk, state: State, move: str) -> State:
    """Move without an answer; `finish` goes to the review first, and from there to the end."""
    if move.startswith("go:"):
        return engine.go(state, move[3:])
    if move in {"back", "skip", "later"}:
        return {"back": engine.back, "skip": engine.skip, "later": engine.later}[move](state)
    missing = engine.obstacles(state)
    desk.notices.extend(f"Still needed: {sentence}" for sentence in missing.values())
    if missing:
        return engine.go(state, next(iter(missing)))
    return engine.finish(state) if desk.state.here == engine.REVIEW else engine.go(state, engine.REVIEW)


def _trade(text: str) -> str:
    """Give the trade that is surely meant, else the person's own word; the buttons below the field offer the others."""
    from kit.facts.trade_search import meant, slug

    return text if len(text) > _LONGEST_TRADE else meant(text)[0] or slug(text)


_LONGEST_TRADE = 200
"""Characters; what is longer is no trade, and the facts say so."""
