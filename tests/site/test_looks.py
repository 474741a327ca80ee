"""A look is one file of data and one style sheet; everything else follows from them."""

from __future__ import annotations

import pytest

from kit.base.share import shared_folder
from kit.facts.look import Look, load_look, look_ids, looks
from kit.facts.reader import parse_business
from kit.facts.trade import load_trade, trade_ids
from kit.site.ornaments import _FAMILIES as ORNAMENTS
from kit.site.pattern import _FAMILIES as PATTERNS


@pytest.mark.parametrize("look", looks(), ids=lambda look: look.id)
def test_each_has_a_style_sheet_and_a_drawing(look: Look) -> None:
    sheet = f"starter/templates/css/look-{look.id}.css"
    assert (shared_folder("templates") / sheet).is_file(), f"templates/{sheet} is missing"
    drawn = sorted(PATTERNS.keys() & ORNAMENTS.keys())
    assert look.pattern in drawn, (
        f"kit/facts/looks/{look.id}.yaml: pattern: {look.pattern} is none of {', '.join(drawn)}"
    )


def test_every_style_sheet_belongs_to_a_look() -> None:
    for path in (shared_folder("templates") / "starter/templates/css").glob("look-*.css"):
        name = path.stem.removeprefix("look-")
        assert name in look_ids(), f"kit/facts/looks/{name}.yaml is missing"


def test_every_trade_wears_one_that_exists() -> None:
    assert {load_trade(trade).look for trade in trade_ids()} <= set(look_ids())


def test_the_interview_offers_all_of_them_in_the_same_words() -> None:
    from kit.interview.questions import standing_questions

    parts = (part for question in standing_questions() for part in question.parts)
    offered = next(part.choices for part in parts if part.fact == "look.design")
    assert offered == {look.id: look.feeling for look in looks()}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param("harbor", 'did you mean "harbour"', id="a slip"),
        pytest.param("modern", f"there are: {', '.join(look_ids())}", id="a word of theirs"),
    ],
)
def test_an_unknown_look_is_named_with_its_line(written: str, said: str) -> None:
    facts = f"version: 1\nbusiness: {{name: A, trade: plumber}}\nlook: {{design: {written}}}\n"
    with pytest.raises(Exception, match="3") as caught:
        parse_business(facts)
    assert said in str(caught.value)
    assert load_look("harbour").id == "harbour"
