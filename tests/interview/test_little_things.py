"""What made somebody hesitate once, a row each: words that said nothing, questions that made no sense."""

from __future__ import annotations

import pytest

from kit.facts.places import COUNTRIES, likely_zone, zones_apart
from kit.facts.trade import load_trade
from kit.interview import engine
from kit.interview.answer_text import choices_of, told, typed_form
from kit.interview.answers import data_of
from kit.interview.brief import render_brief
from kit.interview.conversation import review_rows
from kit.interview.engine import State
from kit.interview.guesses import guess_for
from kit.interview.homework import homework
from kit.interview.hours_table import hours_rows
from kit.interview.page import read_page
from kit.interview.parts import Part
from kit.interview.questions import standing_questions
from kit.interview.trouble import business_of
from kit.interview.typed import read_typed

CAFE = {
    "business.trade": "cafe",
    "business.name": "Tin Kettle",
    "place.mode": ["premises"],
    "place.town": "Frome",
}


def cafe(**more: object) -> State:
    return engine.put(engine.start(), CAFE | more)


def test_no_number_day_or_yes_stands_bare_in_the_review():
    state = cafe(
        **{
            "marketing.start": "2026-12-07",
            "marketing.minutes_per_week": "60",
            "marketing.comfort.stage": "0",
        }
    )
    said = {name: words for name, _, words in review_rows(state)}
    assert said["time"] == "60 minutes a week · the plan begins on 7 December 2026"
    assert said["comfort"] == "a stage: dread it"


@pytest.mark.parametrize("part", [each for question in standing_questions() for part in question.parts for each in (part, *part.fields)])  # fmt: skip
def test_every_bare_kind_says_what_it_is(part: Part):
    value = {"number": "12", "score": "2", "yes_no": "yes", "date": "2026-12-07"}.get(part.kind)
    assert (
        value is None
        or len(told(part, value).split()) > 2 - (part.kind == "score")
        or "since" in told(part, value)
    )


def asked_at(state: State, question: str) -> list[str]:
    found = next(each for each in engine.visible(state) if each.id == question)
    return [part.fact for part in engine.parts_now(state, found, more=False)]


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        pytest.param(None, True, id="nobody said"),
        pytest.param("none", False, id="there is no domain"),
        pytest.param("me", True, id="there is one"),
    ],
)
def test_a_domain_is_asked_about_only_where_there_can_be_one(held, asked):
    facts = asked_at(cafe(**({"domain.held_by": held} if held else {})), "website")
    assert ("domain.name" in facts, "site.address" in facts) == (asked, asked)
    assert facts[0] == "domain.held_by"


def test_every_kind_of_proof_has_an_example_of_its_own():
    proof = next(each for each in standing_questions() if each.id == "proof").parts[0]
    kind, text = proof.fields[:2]
    assert set(text.examples) == set(kind.choices)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("an hour", "60"), ("half an hour", "30"), ("one hour a week", "60"), ("two hours", "120"), ("an hour and a half", "90"),
     ("half an hour if im lucky", "30"), ("30 mins tops", "30"), ("dunno, 45ish", "45"), ("maybe an hour or so", "60")],
)  # fmt: skip
def test_time_a_week_is_understood_as_it_is_said(typed, minutes):
    assert read_typed(Part(fact="marketing.minutes_per_week", kind="number", label="m"), typed) == minutes


def put_off(state: State, *questions: str) -> State:
    while state.here != engine.REVIEW:
        state = engine.later(state) if state.here in questions else engine.skip(state)
    return state


def test_who_comes_back_stands_at_the_first_question_put_off_and_goes_through_all_of_them():
    state = engine.resume(put_off(cafe(), "about", "looks"))
    assert state.here == "about"
    state = engine.answer(state, {"business.about": "I bake."})
    assert state.here == "looks"
    assert engine.later(state).here == engine.REVIEW
    assert engine.resume(engine.later(state)).here == "looks"


def test_homework_names_the_way_to_the_very_question():
    text = engine.put(cafe(), {"contact.email": "a@b.example"}).text
    tasks = homework(business_of(data_of(text)), load_trade("cafe"), later=["looks"])
    ways = {task.id: task.do for task in tasks}
    assert ways["later_looks"] == "webkit answers edit looks"
    assert ways["services"] == "webkit answers edit services"
    assert ways["questions"] == "webkit answers edit asked_cafe"
    assert "webkit init" not in " ".join(ways.values())


def test_a_country_offers_a_zone_for_each_clock_and_takes_every_zone_by_name():
    place = next(each for each in standing_questions() if each.id == "place")
    part = next(each for each in place.parts if each.kind == "timezone")
    american = choices_of(part, country="US")
    assert {"New York", "Chicago", "Denver", "Phoenix", "Los Angeles", "Anchorage", "Honolulu"} <= set(
        american.values()
    )
    assert len(american) < 10
    assert read_typed(part, "America/Boise", country="US") == "America/Boise"
    assert list(choices_of(part, country="ES").values()) == ["Canary", "Madrid"]
    assert isinstance(part.when, dict)
    asked = {code for code in COUNTRIES if len(zones_apart(code)) > 1} - {"AQ", "UM"}  # nobody lives there
    assert set(part.when["country"]) == asked, "where there is one clock there is nothing to ask"
    assert zones_apart("CY") == ("Asia/Nicosia",)
    assert (likely_zone("ES"), likely_zone("US")) == ("Europe/Madrid", "America/New_York")


def test_web3forms_is_asked_for_its_key_where_its_address_is_given():
    part = Part(fact="contact.form", kind="form", label="f")
    with pytest.raises(ValueError, match="access key"):
        read_typed(part, "https://api.web3forms.com/submit")
    kept = read_typed(part, "https://api.web3forms.com/submit abc-123")
    assert kept == {"to": "provider", "address": "https://api.web3forms.com/submit", "key": "abc-123"}
    assert typed_form(part, kept) == "https://api.web3forms.com/submit abc-123"


def test_a_page_without_what_is_needed_is_refused_with_what_the_terminal_says():
    state = engine.answer(
        engine.answer(engine.start(), {"business.trade": "cafe"}), {"business.name": "Tin Kettle"}
    )
    question = engine.current(state)
    assert question
    assert question.id == "mode"
    values, errors = read_page(state, question, {})
    assert (values, errors) == (
        {},
        {"place.mode": "This one is needed. Pick at least one; or Skip for later."},
    )


def test_the_brief_is_there_as_soon_as_a_designer_began_and_says_what_is_open():
    business = business_of(data_of(engine.put(cafe(), {"contact.email": "a@b.example"}).text))
    assert render_brief(business, load_trade("cafe")) is None
    made = render_brief(business, load_trade("cafe"), designer=True)
    assert made
    assert "No goal in numbers is agreed: `webkit answers edit goals`" in made.content.decode()


def test_a_country_says_which_language_its_customers_read_and_english_ones_are_not_asked():
    """The site of a window cleaner in Málaga came out in English, because nobody had asked."""
    place = next(each for each in standing_questions() if each.id == "place")
    part = next(each for each in place.parts if each.fact == "language")
    spanish, british = cafe(**{"business.country": "ES"}), cafe(**{"business.country": "GB"})
    guess = guess_for(spanish, part)
    assert guess
    assert (guess.value, guess.where) == ("es", "your country")
    assert ("language" in asked_at(spanish, "place"), "language" in asked_at(british, "place")) == (
        True,
        False,
    )


@pytest.mark.parametrize("typed", ["8 till 4 except monday", "Mon closed; other days 8-4"])
def test_hours_with_an_exception_are_answered_with_the_way_to_write_them(typed):
    with pytest.raises(ValueError, match="name the days you are open, for example: Tue-Sun 8-16"):
        hours_rows(typed)
