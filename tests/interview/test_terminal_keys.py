"""The keys that steer: signs act at once in a field and in a list alike, words need Enter."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.interview import engine
from kit.interview.saving import load, save
from kit.interview.terminal_keys import Habit, key_line
from tests.interview.screen import Screen, facts_in


def begun(folder: Path, question: str) -> Path:
    """Put an interview on disk that stands at a question; everything before it is answered."""
    state = engine.start()
    for answers in (
        {"business.trade": "plumber"},
        {"business.name": "Harbour"},
        {"place.mode": ["premises"]},
    ):
        if state.here != question:
            state = engine.answer(state, answers)
    save(folder, engine.go(state, question), was=state.text)
    return folder


def test_a_sign_acts_at_once_in_a_field_and_in_a_list(tmp_path):
    with Screen("init", str(begun(tmp_path, "place"))) as screen:
        screen.wait_for("Country")
        screen.type("<")
        screen.wait_for("Choose all")
        screen.type("<")
        screen.wait_for("as on the sign")
        screen.type("?")
        screen.wait_for("that it is all one business")
        screen.type("\x03")
        assert screen.code() == 130


def test_an_enter_after_a_sign_by_habit_answers_nothing(tmp_path):
    with Screen("init", str(begun(tmp_path, "place"))) as screen:
        screen.wait_for("Country")
        screen.type("<\r")
        screen.wait_for("Choose all")
        screen.type("<\r")
        screen.wait_for("as on the sign")
        screen.type("\x03")
        assert screen.code() == 130
    assert load(tmp_path, "standard").here == "name"


def test_an_enter_after_a_digit_by_habit_answers_nothing(tmp_path):
    with Screen("init", str(begun(tmp_path, "name"))) as screen:
        screen.wait_for("as on the sign")
        screen.type("+")
        screen.answer("Harbour", "What it is in law")
        screen.type("1\r")
        screen.wait_for("registered name")
        screen.type("Ada Storr\r")
        screen.wait_for("Where it stands")
        screen.type("2")
        screen.wait_for("The year it began")
        screen.type("\x03")
        assert screen.code() == 130
    assert "stage: first_year" in facts_in(tmp_path)
    assert "legal_name: Ada Storr" in facts_in(tmp_path)


@pytest.mark.parametrize("key", [pytest.param(" ", id="space"), pytest.param("2", id="its digit")])
def test_the_first_press_on_a_guess_says_yes_to_it_and_the_second_takes_it_away(tmp_path, key):
    """An owner who sees a tick and wants it presses the key that ticks: the guess must not go by that."""
    with Screen("init", str(begun(tmp_path, "mode"))) as screen:
        screen.wait_for("▣ 2 I go to them")
        screen.type(key)
        screen.wait_for("■")
        screen.type(key)
        screen.wait_for("□")
        screen.type(f"{key}\r")
        screen.wait_for("Country")
        screen.type("\x03")
        assert screen.code() == 130
    assert engine.value_now(load(tmp_path, "standard"), "place.mode") == ["at_customer"]


def test_later_is_typed_in_a_list_as_in_a_field(tmp_path):
    with Screen("init", str(begun(tmp_path, "mode"))) as screen:
        screen.wait_for("Choose all")
        screen.answer("later", "Put on your homework.")
        screen.wait_for("Country")
        screen.answer("later", "Put on your homework.")
        screen.type("\x03")
        assert screen.code() == 130
    assert load(tmp_path, "standard").later == {"mode", "place"}


def test_a_number_may_begin_with_plus(tmp_path):
    with Screen("init", str(begun(tmp_path, "contact"))) as screen:
        screen.wait_for("Phone")
        screen.answer("+44 20 7946 0018", "Email")
        screen.type("\x03")
        assert screen.code() == 130
    assert "+44 20 7946 0018" in facts_in(tmp_path)


def test_letters_go_to_the_choice_that_begins_so_and_taking_every_tick_away_empties_the_answer(tmp_path):
    with Screen("init", str(begun(tmp_path, "mode"))) as screen:
        screen.wait_for("Choose all")
        screen.answer("b ", "Country")
        assert "- remote" in facts_in(tmp_path)
        screen.type("<")
        screen.wait_for("Choose all")
        screen.answer("23", "Taken away.")
        screen.type("\x03")
        assert screen.code() == 130
    assert "mode" not in facts_in(tmp_path)


@pytest.mark.parametrize("width", [30, 40, 60, 80, 96])
@pytest.mark.parametrize("kind", ["line", "phone"])
def test_the_line_of_keys_fits_and_names_every_key(width, kind):
    shown = "".join(
        text for _, text in key_line(width, (("space", "picks"), ("Enter", "goes on")), more=3, kind=kind)
    )
    assert len(shown) < max(width, 46)
    assert all(key in shown for key in ("?", "<", "-", "!", "+", "later"))


def test_only_the_first_enter_soon_after_a_sign_belongs_to_it():
    times = iter([0.0, 0.5, 0.6, 10.0, 11.0])
    habit = Habit(lambda: next(times))
    habit.sign()
    assert habit.takes_enter()
    assert not habit.takes_enter()
    habit = Habit(iter([10.0, 11.0]).__next__)
    habit.sign()
    assert not habit.takes_enter()
