"""A look is one file of data and one style sheet; everything else follows from them."""

from __future__ import annotations

import pytest

from kit.base.share import shared_folder
from kit.facts.look import load_look, look_ids, looks
from kit.facts.reader import parse_business
from kit.facts.trade import load_trade, trade_ids
from kit.site.ornaments import _FAMILIES as ORNAMENTS
from kit.site.pattern import _FAMILIES as PATTERNS


def test_there_are_six_each_with_a_style_sheet_and_a_drawing() -> None:
    sheets = shared_folder("templates") / "starter/templates/css"
    assert look_ids() == ("bench", "corner", "harbour", "practice", "study", "table")
    for look in looks():
        assert (sheets / f"look-{look.id}.css").is_file(), look.id
        assert look.pattern in PATTERNS.keys() & ORNAMENTS.keys(), look.id


def test_every_trade_wears_one_that_exists() -> None:
    assert {load_trade(trade).look for trade in trade_ids()} <= set(look_ids())


def test_the_interview_offers_all_of_them_in_the_same_words() -> None:
    from kit.interview.questions import standing_questions

    parts = (part for question in standing_questions() for part in question.parts)
    offered = next(part.choices for part in parts if part.fact == "look.design")
    assert dict(offered) == {look.id: look.feeling for look in looks()}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("harbor", 'did you mean "harbour"', id="a slip"),
        pytest.param("modern", "there are: bench, corner", id="a word of theirs"),
    ],
)
def test_an_unknown_look_is_named_with_its_line(written: str, said: str) -> None:
    facts = f"version: 1\nbusiness: {{name: A, trade: plumber}}\nlook: {{design: {written}}}\n"
    with pytest.raises(Exception, match="3") as caught:
        parse_business(facts)
    assert said in str(caught.value)
    assert load_look("harbour").id == "harbour"
