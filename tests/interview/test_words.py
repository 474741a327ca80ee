"""Answers said back: in an owner's words, never as the id, the code or the spelling a machine would like."""

from __future__ import annotations

import pytest

from kit.facts.paths import fields_at
from kit.facts.trade_search import meant
from kit.interview.answer_text import shown
from kit.interview.questions import Part, standing_questions
from kit.interview.typed import read_typed


def _is_fact(path: str) -> bool:
    *block, name = path.split(".")
    return name in fields_at(tuple(block))


def test_every_question_asks_for_facts_that_there_are():
    """`fact#…` is one entry of a list, chosen by its question."""
    for question in standing_questions():
        for part in question.parts:
            fact = part.fact.partition("#")[0]
            for path in (fact, *(f"{fact}.{field.fact.partition('#')[0]}" for field in part.fields)):
                file = f"kit/interview/questions/{question.group}.yaml"
                assert _is_fact(path), f"{file}: {question.id}: {path} is no fact of kit/facts/models.py"


PAGES = Part(
    fact="profiles", kind="blocks", label="Pages", fields=(Part(fact="link", kind="profile", label="Link"),)
)


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        pytest.param(Part(fact="trade", kind="id", label=""), "dog_walker", "Dog walker", id="another trade"),
        pytest.param(Part(fact="look.colour", kind="colour", label=""), "#0f766e", "teal (#0f766e)", id="a named colour"),
        pytest.param(Part(fact="look.colour", kind="colour", label=""), "#0f766f", "#0f766f", id="a colour without a name"),
        pytest.param(PAGES, [{"network": "facebook_page"}], "Facebook Page", id="a network"),
    ],
)  # fmt: skip
def test_an_answer_is_said_in_words(part, value, said):
    assert shown(part, value) == said


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [("ls81ab", "GB", "LS8 1AB"), ("sw1a 1aa", "", "SW1A 1AA"), ("f28x000", "IE", "F28X000"), ("28195", "DE", "28195"), ("whitby", "GB", "whitby"), ("1012 ab", "NL", "1012 AB")],
)  # fmt: skip
def test_a_postcode_is_written_as_on_a_letter(typed, country, kept):
    assert read_typed(Part(fact="place.postcode", kind="line", label=""), typed, country=country) == kept


@pytest.mark.parametrize(
    ("typed", "trade"),
    [
        ("plumb", "plumber"),
        ("dog gromer", "dog_groomer"),
        ("Klempner", "plumber"),
        ("sail maker", ""),
    ],
)
def test_every_face_takes_the_same_letters_for_a_trade(typed, trade):
    assert meant(typed)[0] == trade


def test_a_goal_keeps_its_commas():
    goals = Part(fact="brief.goals", kind="list", label="Goals, one a line")
    assert read_typed(goals, "more breakfasts, like 20 a day") == ["more breakfasts, like 20 a day"]
