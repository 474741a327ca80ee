"""What is offered as a guess, and where it says it comes from."""

from __future__ import annotations

import pytest

from kit.interview import engine
from kit.interview.engine import put
from kit.interview.guesses import guess_for
from kit.interview.machine import NOWHERE, Machine


def country_guess(facts, machine=NOWHERE):
    state = engine.answer(engine.start(), {"business.trade": "plumber"})
    state = put(state, facts)
    parts = {part.fact: part for question in engine.visible(state) for part in question.parts}
    guess = guess_for(state, parts["business.country"], machine=machine)
    return (guess.value, guess.where) if guess else None


@pytest.mark.parametrize(
    ("facts", "machine", "guess"),
    [
        pytest.param({}, NOWHERE, None, id="nothing is known"),
        pytest.param({}, Machine("Etc/UTC", "en_US.UTF-8"), None, id="a machine nobody set up"),
        pytest.param({}, Machine("", "C.UTF-8"), None, id="no language at all"),
        pytest.param({}, Machine("Europe/Dublin", "en_US.UTF-8"), ("IE", "the settings of this computer"), id="the clock"),
        pytest.param({}, Machine("America/Chicago", "en_US.UTF-8"), ("US", "the settings of this computer"), id="the clock of America"),
        pytest.param({}, Machine("UTC", "en_GB.UTF-8"), ("GB", "the settings of this computer"), id="the language"),
        pytest.param({"place.postcode": "yo21 3ab"}, Machine("Europe/Dublin"), ("GB", "your postcode"), id="the postcode"),
        pytest.param({"place.postcode": "F28 X000"}, NOWHERE, ("IE", "your postcode"), id="an Eircode"),
        pytest.param({"place.postcode": "28195"}, NOWHERE, None, id="five digits are at home in too many countries"),
        pytest.param({"contact.phone": "+49 421 123456"}, NOWHERE, ("DE", "your phone number"), id="the phone number"),
    ],
)  # fmt: skip
def test_the_country_is_guessed_from_what_tells_it_and_from_nothing_else(facts, machine, guess):
    assert country_guess(facts, machine) == guess


def test_a_number_that_names_the_country_asks_for_it_once_more():
    state = engine.start()
    for answers in (
        {"business.trade": "plumber"},
        {"business.name": "H"},
        {"place.mode": ["premises"]},
        {"place.town": "Cork"},
    ):
        state = engine.answer(state, answers)
    assert "place" in state.passed
    state = engine.answer(state, {"contact.phone": "+353 21 427 3000"})
    assert "place" not in state.passed
    while state.here != "place":
        state = engine.skip(state)
    state = engine.answer(state, {"business.country": "IE"})
    assert state.here == engine.REVIEW
