"""The interview as a pure machine: frozen states, and functions from one state to the next.

Nothing here reads, writes, prints or looks at the clock. Faces import this module alone; what a state is
and how an answer is kept have files of their own (`state.py`, `keeping.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kit.interview.answers import Plain
from kit.interview.keeping import about, put
from kit.interview.pace import promise
from kit.interview.questions import Interview
from kit.interview.state import (
    EMPTY,
    FOUND,
    REVIEW,
    Guess,
    State,
    answered_by,
    current,
    known_now,
    parts_now,
    questions_of,
    refresh,
    trade_now,
    value_now,
    visible,
    weekdays_now,
)  # fmt: skip

__all__ = [
    "EMPTY", "FOUND", "REVIEW", "Guess", "State", "answer", "answered_by", "back", "current", "finish", "go", "known_now", "later",
    "obstacles", "onward", "parts_now", "put", "questions_of", "refresh", "resume", "skip", "start", "trade_now", "value_now",
    "visible", "weekdays_now",
]  # fmt: skip


def start(interview: Interview = "standard", text: str = EMPTY, guesses: Iterable[Guess] = ()) -> State:
    """Give the first state over a page of facts; questions it answers already count as answered."""
    guesses = tuple(guesses)
    return resume(State(interview=interview, text=text, guesses=guesses, here=FOUND if guesses else ""))


def resume(state: State) -> State:
    """Give a saved state made fit for today's questions: unknown ids fall away, new questions are open.

    Where nothing else is open it stands at the first question that was put off: who comes back, comes for that.
    """
    ids = {question.id for question in questions_of(state)}
    settled = state.skipped | state.later
    answered = {each.id for each in visible(state) if each.id not in settled and answered_by(state, each)}
    state = replace(
        state,
        passed=frozenset((state.passed | answered) & ids) - settled,
        skipped=state.skipped & ids,
        later=state.later & ids,
        trail=tuple(each for each in state.trail if each in ids),
        finished=False,
    )
    if state.here == FOUND and state.guesses:
        return state
    if state.here in {question.id for question in visible(state)}:
        return promise(replace(state, passed=state.passed - {state.here}))
    return _onward(replace(state, here=""), put_off=True)


def answer(state: State, values: Mapping[str, Plain | None], *, seconds: float = 0.0) -> State:
    """Keep the answers to the current question and go to the next; `seconds` is how long it took."""
    question = current(state)
    state = put(state, values)
    return onward(state, seconds=seconds) if question else state


def onward(state: State, *, seconds: float = 0.0) -> State:
    """Leave the current question as it is: answered when anything stands there, else skipped."""
    question = current(state)
    if question is None:
        return _onward(state)
    if not answered_by(state, question, more=True):
        return skip(state)
    if 0 < seconds < 1800:  # a longer pause was lunch, not thinking
        state = replace(state, expected=state.expected + question.seconds, spent=state.spent + seconds)
    return _onward(_mark(state, "passed", question.id), put_off=question.id in state.later)


def skip(state: State) -> State:
    """Go on without an answer; an answer that stands already stays."""
    question = current(state)
    if question is None:
        return _onward(state)
    kept = "passed" if answered_by(state, question, more=True) else "skipped"
    return _onward(_mark(state, kept, question.id), put_off=question.id in state.later)


def later(state: State) -> State:
    """Go on and put the question on the homework."""
    question = current(state)
    if question is None:
        return _onward(state)
    return _onward(_mark(state, "later", question.id), put_off=question.id in state.later)


def back(state: State) -> State:
    """Go to the question shown before this one; at the very first one nothing happens."""
    shown = [question.id for question in visible(state)]
    trail = list(state.trail)
    while trail:
        before = trail.pop()
        if before in shown and before != state.here:
            return replace(state, here=before, trail=tuple(trail), finished=False)
    place = shown.index(state.here) if state.here in shown else len(shown)
    return replace(state, here=shown[place - 1], trail=(), finished=False) if place > 0 else state


def go(state: State, question: str) -> State:
    """Go straight to a question (from the review, or a bookmark); an unknown one leaves the state as it is."""
    if question != REVIEW and question not in {each.id for each in visible(state)}:
        return state
    trail = (*state.trail, state.here) if state.here and state.here != question else state.trail
    return replace(state, here=question, trail=trail, finished=False)


def finish(state: State) -> State:
    """End here. Where something is missing that nothing can be built without, go to its question instead."""
    missing = obstacles(state)
    if missing:
        return go(state, next(iter(missing)))
    return replace(state, finished=True, here=REVIEW)


def obstacles(state: State) -> dict[str, str]:
    """Give what stands in the way of building: question id → one plain sentence, in the order asked."""
    from kit.facts.problems import FactsError
    from kit.facts.reader import parse_business

    try:
        parse_business(state.text)
    except FactsError as exc:
        found: dict[str, str] = {}
        for problem in exc.problems:
            owner = _question_of(state, problem.field)
            found.setdefault(owner, f"{problem.field}: {problem.message}")
        order = [question.id for question in visible(state)]
        return dict(sorted(found.items(), key=lambda row: order.index(row[0]) if row[0] in order else 99))
    return {}


def _mark(state: State, kind: str, question: str) -> State:
    sets = {name: getattr(state, name) - {question} for name in ("passed", "skipped", "later")}
    sets[kind] |= {question}
    trail = state.trail if state.trail[-1:] == (question,) else (*state.trail, question)
    return replace(state, trail=trail[-200:], finished=False, **sets)


def _onward(state: State, *, put_off: bool = False) -> State:
    """Go to the next open question, else to the first open one, else (`put_off`) to the next put off, else to the review."""
    asked = visible(state)
    settled = state.passed | state.skipped | state.later
    place = next((number for number, each in enumerate(asked) if each.id == state.here), -1)
    for question in (*asked[place + 1 :], *asked[: place + 1]):
        if question.id not in settled:
            return promise(replace(state, here=question.id), before=state)
    homework = (each.id for each in asked[place + 1 :] if put_off and each.id in state.later)
    return replace(state, here=next(homework, REVIEW))


def _question_of(state: State, path: str) -> str:
    """Give the id of the question that asks for the fact at `path`, or for something near it."""
    asked = visible(state)
    for question in asked:
        if any(about(part.fact, path) or path == part.fact for part in question.parts):
            return question.id
    for question in asked:
        if any(part.fact.startswith(f"{path}.") for part in question.parts):
            return question.id
    return asked[0].id
