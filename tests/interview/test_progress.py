"""The minutes left: they shrink, they stand still for the slow, and only new questions add to them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.interview import engine
from kit.interview.answers import Refused
from kit.interview.engine import State, start
from kit.interview.pace import open_now
from kit.interview.progress import progress
from kit.interview.saving import _kept, _typed

FIRST = (
    {"business.trade": "plumber"},
    {"business.name": "H"},
    {"place.mode": ["at_customer"]},
    {"place.town": "W", "business.country": "GB"},
)


def minutes_through(paces: list[float]) -> list[int]:
    """Answer the first questions and pass the others, each in its usual seconds times a pace; give the minutes shown."""
    state, shown = start(), []
    for number, pace in enumerate(paces):
        question = engine.current(state)
        if question is None:
            break
        shown.append(progress(state).minutes_left)
        values = (
            FIRST[number] if number < len(FIRST) else {question.parts[0].fact: _any(question.parts[0].kind)}
        )
        try:
            state = engine.answer(state, values, seconds=question.seconds * pace)
        except Refused:
            state = engine.skip(state)
    return shown


def _any(kind: str) -> object:
    return {"phone": "+44 20 7946 0018", "number": "60", "score": "1"}.get(kind, "Mon 8-9")


@pytest.mark.parametrize(
    ("paces", "says"),
    [
        pytest.param([1.0] * 20, "an even pace", id="as fast as we think"),
        pytest.param([3.0] * 20, "slow", id="three times as long"),
        pytest.param([0.3] * 20, "quick", id="a third of it"),
        pytest.param(
            [0.4, 12.0, 0.5, 9.0, 0.3, 6.0] * 3, "by fits and starts", id="a telephone rings in between"
        ),
    ],
)
def test_the_minutes_left_never_grow_on_the_way(paces, says):
    shown = minutes_through(paces)
    assert shown == sorted(shown, reverse=True), says
    assert shown[0] == 10
    assert shown[-1] <= 3


def test_naming_the_trade_adds_nothing_since_its_questions_were_counted():
    state = start()
    assert progress(engine.answer(state, FIRST[0], seconds=10)).minutes_left <= progress(state).minutes_left


def test_one_slow_answer_stands_still_and_an_even_quick_pace_shows():
    slow, quick = minutes_through([8.0, *[1.0] * 6]), minutes_through([0.5] * 12)
    assert slow[1] == slow[0]
    assert quick[-1] < minutes_through([1.0] * 12)[-1]


def test_the_slow_see_the_minutes_fall_too_with_every_few_questions():
    shown = minutes_through([3.0] * 20)
    assert shown[len(shown) // 2] <= shown[0] - 2
    assert len(set(shown)) >= 6


MOVES = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "skip", "later", "back", "stop", "go:trade", "go:review", {"business.trade": "cafe"}, {"business.trade": "lamp_lighter"},
                {"business.trade": "plumber"}, {"place.mode": ["premises"]}, {"place.mode": ["remote"]}, {"business.country": "US"},
                {"business.regulated": "yes"}, {"business.regulated": "no"}, {"contact.phone": "+353 20 912 0123"},
            ]
        ),
        st.floats(0, 900),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=25, deadline=None, derandomize=True)
@given(moves=MOVES)
def test_it_grows_by_no_more_than_what_new_questions_ask_for_and_the_bar_never_goes_back(moves):
    state = start()
    for move, seconds in moves:
        before, work, share = progress(state).minutes_left, _work(state), progress(state).share
        state = _moved(state, move, seconds)
        grown = max(_work(state) - work, 0) * 3 / 60  # at the slowest pace that is counted
        assert progress(state).minutes_left <= before + grown + 1
        assert progress(state).share >= share


def _work(state: State) -> int:
    return sum(question.seconds for question in open_now(replace(state, here="")))


def _moved(state: State, move: object, seconds: float) -> State:
    if isinstance(move, dict):
        return engine.answer(state, move, seconds=seconds)
    if move == "stop":
        return engine.resume(State(interview=state.interview, text=state.text, **_typed(_kept(state))))
    if str(move).startswith("go:"):
        return engine.go(state, str(move)[3:])
    made: State = getattr(engine, str(move))(state)
    return made
