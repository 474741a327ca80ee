"""The engine: any sequence of moves ends where the interview can be finished, and no given answer is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.facts.reader import parse_business
from kit.facts.tree import parse_tree
from kit.interview import engine
from kit.interview.answers import Refused, data_of, value_at
from kit.interview.engine import REVIEW, State, start
from kit.interview.progress import progress
from kit.interview.saving import _kept, _typed, load, save

MINIMAL = {
    "business.trade": "plumber",
    "business.name": "Harbour",
    "place.town": "Whitby",
    "contact.phone": "+44 20 7946 0018",
}


def walk(state: State, *moves: Any) -> State:
    """Make moves: a mapping answers, a word is the engine's function of that name, `go:ID` jumps."""
    for move in moves:
        if isinstance(move, dict):
            state = engine.answer(state, move)
        elif move.startswith("go:"):
            state = engine.go(state, move[3:])
        else:
            state = getattr(engine, move)(state)
    return state


def test_the_standard_interview_has_seventeen_questions_a_trade_block_and_a_review():
    state = start()
    shown = [question.id for question in engine.visible(state)]
    assert len(shown) == 17 + 1
    state = walk(state, {"business.trade": "plumber"})
    assert len(engine.visible(state)) == 17 + 1
    for _ in range(17):
        state = walk(state, "skip")
    assert state.here == REVIEW


def test_quick_asks_only_what_a_site_cannot_do_without():
    shown = [question.id for question in engine.visible(start("quick"))]
    assert shown == ["trade", "name", "mode", "place", "contact", "hours", "profiles"]


@pytest.mark.parametrize(("interview", "minutes"), [("quick", 2), ("standard", 10), ("designer", 12)])
def test_the_minutes_promised_before_the_first_question(interview, minutes):
    assert progress(engine.put(start(interview), {"business.trade": "plumber"})).minutes_left == minutes


def test_designer_adds_the_brief():
    shown = [question.id for question in engine.visible(start("designer"))]
    assert shown[-3:] == ["goals", "supplies", "approval"]


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        pytest.param("contact.phone", "+4412", "too few digits", id="phone too short"),
        pytest.param("contact.email", "me at home", "hello@yourname.com", id="not a mail address"),
        pytest.param("hours.regular", "Mon-Fri 8-26", "hour after 24", id="hour after 24"),
        pytest.param("business.name", "x" * 300, "at most 200", id="long name"),
        pytest.param("business.about", "x" * 1_000_000, "at most 5,000", id="a megabyte"),
        pytest.param("business.name", "Har\u202ebour", "hidden character", id="direction override"),
        pytest.param("business.name", "Har\x1b[2Jbour", "hidden character", id="terminal escape"),
        pytest.param("services", [{"price": "1"}], "name", id="service without a name"),
        pytest.param("look.colour", "greenish", "colour", id="not a colour code"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused_at_the_question(fact, value, words):
    state = walk(start(), {"business.trade": "plumber", "business.name": "H"})
    with pytest.raises(Refused) as refused:
        engine.put(state, {fact: value})
    assert words in refused.value.problems[fact]


@pytest.mark.parametrize(
    "name", ["قهوة الميناء", "ร้านกาแฟ", "Café \U0001f980", "Bäckerei: „Zum Hafen“ #1", "- no", "Cafe\u0301"]
)
def test_names_of_the_world_are_kept_exactly_in_nfc(name):
    import unicodedata

    state = engine.put(start(), {"business.name": name})
    assert value_at(data_of(state.text), "business.name") == unicodedata.normalize("NFC", name)


def test_a_branch_left_keeps_its_answers_aside_and_gets_them_back():
    state = walk(start(), {"business.trade": "plumber"}, {"business.name": "H"}, {"place.mode": ["premises"]})
    state = engine.put(state, {"place.street": "4 Quay", "place.town": "Whitby"})
    moved = walk(state, "go:mode", {"place.mode": ["at_customer"]})
    assert engine.value_now(moved, "place.street") is None
    assert dict(moved.aside) == {"place.street": "4 Quay"}
    again = walk(moved, "go:mode", {"place.mode": ["at_customer", "premises"]})
    assert engine.value_now(again, "place.street") == "4 Quay"
    assert again.aside == ()


def test_another_trade_keeps_the_customers_questions_of_the_first_aside():
    state = walk(start(), {"business.trade": "plumber"}, "go:asked_plumber")
    question = engine.current(state)
    assert question is not None
    state = walk(state, {question.parts[0].fact: "85 for the first hour"})
    cafe = walk(state, "go:trade", {"business.trade": "cafe"})
    assert "85" not in cafe.text
    plumber = walk(cafe, "go:trade", {"business.trade": "plumber"})
    assert "85 for the first hour" in plumber.text


def test_finish_goes_to_what_is_missing_and_then_ends():
    state = walk(start(), {"business.trade": "plumber"}, "finish")
    assert state.here == "name"
    assert not state.finished
    state = walk(state, {"business.name": "H"}, "finish")
    assert state.here == "mode"
    state = walk(state, {"place.mode": ["remote"]}, "finish")
    assert state.here == "contact"
    state = walk(state, {"contact.email": "h@example.org"}, "finish")
    assert state.finished


def test_back_shows_what_was_shown_before():
    state = walk(start(), {"business.trade": "plumber"}, {"business.name": "H"}, "skip", "back", "back")
    assert state.here == "name"
    assert walk(state, "back", "back", "back").here == "trade"


def test_comments_and_hand_written_lines_survive_the_interview():
    text = "# mine\nversion: 1\nbusiness:\n  name: Corner  # the sign says so\n  trade: cafe\nplace: {mode: [premises]}\n"
    state = engine.put(start(text=text), {"contact.phone": "+353 98 12345", "business.name": "Corner Cup"})
    assert "# mine" in state.text
    assert "# the sign says so" in state.text
    assert parse_business(state.text).business.name == "Corner Cup"


def test_a_text_in_two_languages_keeps_the_other_one():
    text = "version: 1\nlanguages: [en, de]\nbusiness: {name: A, trade: cafe, about: {en: Hello, de: Moin}}\n"
    state = engine.put(start(text=text), {"business.about": "Good morning"})
    assert value_at(data_of(state.text), "business.about") == {"en": "Good morning", "de": "Moin"}


def test_a_finished_project_is_all_answered_and_questions_that_came_later_are_open(samples):
    state = start(text=(samples / "harbour-plumbing.yaml").read_text("utf-8"))
    assert state.here.startswith("asked_plumber")
    assert {"trade", "services", "looks"} <= state.passed


@pytest.mark.parametrize(
    ("here", "goes_on_at"),
    [
        pytest.param("a_question_of_last_year", "name", id="the question is gone"),
        pytest.param("asked_cafe", "name", id="it belonged to another trade"),
        pytest.param("contact", "contact", id="it is still there"),
    ],
)
def test_an_interview_goes_on_after_the_question_files_changed(here, goes_on_at):
    state = walk(start(), {"business.trade": "plumber"})
    old = replace(
        state, here=here, passed=state.passed | {"gone"}, trail=("trade", "gone"), skipped=frozenset({"old"})
    )
    state = engine.resume(old)
    assert state.here == goes_on_at
    assert {"gone", "old"}.isdisjoint(state.passed | state.skipped | set(state.trail))


def test_answers_in_a_broken_progress_file_cost_the_place_and_nothing_else(tmp_path):
    state = walk(start(), {"business.trade": "plumber"}, {"business.name": "H"})
    save(tmp_path, state, was=state.text)
    (tmp_path / ".webkit" / "interview.json").write_text('{"here": ', "utf-8")
    again = load(tmp_path, "standard")
    assert again.text == state.text
    assert again.here == "mode"


moves = st.lists(
    st.one_of(
        st.sampled_from(["skip", "later", "back", "finish", "onward", "stop", "go:mode", "go:trade", "go:review"]),
        st.sampled_from(
            [
                {"business.trade": "plumber"}, {"business.trade": "cafe"}, {"business.name": "Harbour"},
                {"place.mode": ["premises"]}, {"place.mode": ["at_customer"]}, {"place.mode": ["remote"]},
                {"place.street": "4 Quay", "place.town": "Whitby"}, {"business.country": "US"}, {"business.country": "GB"},
                {"place.timezone": "America/Chicago"}, {"place.areas": ["Whitby"]}, {"business.regulated": "yes"},
                {"business.regulated": "no"}, {"business.licence.body": "Gas Safe"}, {"business.licence.number": "0123"},
                {"contact.phone": "+44 20 7946 0018"}, {"contact.phone": "12"}, {"services": [{"name": "A"}, {"name": "B"}]},
            ]
        ),
    ),
    max_size=14,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(moves=moves)
def test_any_sequence_ends_in_a_state_that_can_be_finished_and_loses_nothing(moves):
    """Slow: every example holds a whole interview of up to fourteen moves."""
    make_moves(moves)


@pytest.mark.long
@settings(max_examples=600, deadline=None)
@given(moves=moves)
def test_many_sequences_end_in_a_state_that_can_be_finished_and_lose_nothing(moves):
    """Long: six hundred of them."""
    make_moves(moves)


def make_moves(moves: list[Any]) -> None:
    """Make the moves, looking after each one that nothing is lost, then finish."""
    state, given_facts = start(), {}
    for move in moves:
        if isinstance(move, dict):
            asked = {
                part.fact for question in engine.visible(state) for part in engine.parts_now(state, question)
            }
            if not set(move) <= asked:
                continue  # no face can answer what is not asked
            try:
                state = engine.answer(state, move)
            except Refused:
                continue
            given_facts |= move
        elif move == "stop":  # what is written to disk and read again on another day
            state = engine.resume(State(interview=state.interview, text=state.text, **_typed(_kept(state))))
        elif move.startswith("go:"):
            state = engine.go(state, move[3:])
        else:
            state = getattr(engine, move)(state)
        assert data_of(state.text) == parse_tree(state.text, "business.yaml")[0].data
        aside = dict(state.aside)
        for fact, value in given_facts.items():
            assert engine.value_now(state, fact) == value or aside.get(fact) == value, fact
    for _ in range(40):
        state = engine.finish(state)
        if state.finished:
            break
        missing = {fact: value for fact, value in MINIMAL.items() if engine.value_now(state, fact) is None}
        state = engine.answer(state, missing)
    assert state.finished
    parse_business(state.text)


@pytest.mark.parametrize(
    ("profiles", "words"),
    [
        pytest.param([{"network": "x", "link": "https://x.com/jack/status/20"}], "one post", id="a post"),
        pytest.param(
            [{"network": "x", "link": "https://x.com/one"}, {"network": "x", "link": "https://x.com/two"}],
            "two profiles on X", id="two on one network",
        ),
        pytest.param([{"network": "foursquare", "handle": "corner"}], "closing down", id="a closing network"),
        pytest.param(
            [{"network": "linkedin_company", "link": "https://www.linkedin.com/in/sue"}],
            "a LinkedIn Page is meant", id="a person where a page is meant",
        ),
    ],
)  # fmt: skip
def test_a_profile_that_cannot_be_linked_is_refused_with_a_sentence(profiles: list[Any], words: str) -> None:
    state = walk(start(), MINIMAL)
    with pytest.raises(Refused) as caught:
        engine.put(state, {"profiles": profiles})
    assert words in caught.value.problems["profiles"]


def test_the_schema_that_the_facts_name_is_there_from_the_first_answer(tmp_path):
    state = walk(start(), {"business.trade": "plumber"})
    save(tmp_path, state, was=start().text)
    named = (tmp_path / "business.yaml").read_text("utf-8").splitlines()[0].partition("$schema=")[2]
    assert named
    assert (tmp_path / named).read_bytes().startswith(b"{")
