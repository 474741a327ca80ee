"""Sentences that anybody could have written are found, and the question is named that repairs them."""

from __future__ import annotations

import pytest

from kit.profiles.stock import stock
from tests.profiles.conftest import Owner
from tests.profiles.own_words import complaints, sentences


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        pytest.param("We are passionate about what we do.", "services.about", id="passion"),
        pytest.param("Quality workmanship at competitive prices.", "proof", id="quality first"),
        pytest.param("With years of experience we are your trusted partner.", "business.since", id="years"),
        pytest.param("No job too small.", "customers.not_for", id="no job too small"),
        pytest.param("Do not hesitate to contact us.", "contact.first_step", id="hesitate"),
        pytest.param("We care about every home as if it were ours.", "business.speciality", id="no fact: the next open question"),
    ],
)  # fmt: skip
def test_empty_sentences_are_found(plumber: Owner, text: str, fact: str) -> None:
    found = complaints(text, plumber.business, plumber.trade)
    assert [each.fact for each in found] == [fact]
    assert found[0].ask.endswith("?")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sue answers the phone herself until ten.", id="a person"),
        pytest.param("We drive to Sandsend on the same day.", id="a place"),
        pytest.param("It costs £85 and takes an hour of your day.", id="a number"),
        pytest.param("We stop the water first, whatever it takes.", id="the owner's own words"),
        pytest.param("Bathroom fitting from start to finish.", id="a service"),
        pytest.param("Call us today.", id="three words are a label"),
    ],
)
def test_sentences_with_a_fact_pass(plumber: Owner, text: str) -> None:
    assert complaints(text, plumber.business, plumber.trade) == ()


def test_the_question_is_the_first_that_is_still_open(cafe: Owner) -> None:
    found = complaints("There is always something good to find here.", cafe.business, cafe.trade)
    assert found[0].fact == "services"


def test_other_languages_have_their_own_phrases(cafe: Owner) -> None:
    assert complaints("Alles aus einer Hand!", cafe.business, cafe.trade, "de-AT")[0].fact == "services"
    assert not complaints("Alles aus einer Hand!", cafe.business, cafe.trade, "xx")[0].why.startswith("“")
    assert stock("xx") == ()


def test_sentences_end_at_marks_and_lines() -> None:
    assert list(sentences("One. Two!\nThree “quoted.” Four £2.50 is fine")) == ["One.", "Two!", "Three “quoted.”", "Four £2.50 is fine"]  # fmt: skip
