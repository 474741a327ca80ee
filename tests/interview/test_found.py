"""What an existing site says is a question in every face: a yes settles it, a no asks, rivals are a choice."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.interview import engine, found
from kit.interview.conversation import converse
from kit.interview.engine import Guess
from kit.interview.face import World
from kit.interview.found_page import found_data, read_found
from kit.interview.plain import PlainFace
from kit.interview.saving import load, save

GUESSES = (
    Guess("business.trade", "plumber", "Plumber in index.html, line 3"), Guess("business.name", "Harbour", "index.html, line 3"),
    Guess("business.country", "GB", "index.html, line 3"), Guess("place.town", "Whitby", "index.html, line 3"),
    Guess("contact.phone", "01632 960123", "contact.html, line 12"), Guess("contact.phone", "01632 960999", "about.html, line 3"),
    Guess("contact.email", "not a mail", "index.html, line 9"), Guess("hours.regular", "Mon-Fri 08:00-18:00", "index.html, line 20"),
    Guess("profiles", [{"network": "instagram", "link": "https://www.instagram.com/harbour/"}], "index.html, line 30"),
    Guess("profiles", [{"network": "x", "link": "https://x.com/harbour"}], "index.html, line 31"), Guess("language", "en", "index.html"),
)  # fmt: skip


def begun(folder):
    return load(folder, "standard", GUESSES)


def talk(folder, *typed: str) -> tuple[engine.State, str]:
    shown: list[str] = []
    lines = iter(typed)

    def read(mark: str) -> str:
        for line in lines:
            shown.append(mark + line)
            return line
        raise EOFError

    world = World(keep=lambda new, old: save(folder, new, was=old.text), now=lambda: 0.0)
    with contextlib.suppress(EOFError):
        converse(begun(folder), PlainFace(read, shown.append, width=100), world)
    return load(folder, "standard"), "\n".join(shown)


def asked(state):
    return [each.id for each in engine.visible(state) if each.id not in state.passed]


def test_what_cannot_be_kept_and_what_stands_already_is_not_shown(tmp_path):
    rows = found.rows_of(begun(tmp_path))
    assert [row.label for row in rows] == [
        "Trade",
        "Name",
        "Country",
        "Town",
        "Phone",
        "Phone",
        "Hours",
        "Page",
        "Page",
    ]
    assert [row.rivals for row in rows if row.fact == "contact.phone"] == [True, True]


def test_nothing_is_an_answer_before_a_yes(tmp_path):
    assert engine.value_now(begun(tmp_path), "business.name") is None


def test_enter_takes_all_and_skips_what_it_settles(tmp_path):
    state, shown = talk(tmp_path, "")
    assert "Phone: your website says 01632 960123 (contact.html, line 12); or 01632 960999" in shown
    assert "* 2  Name: Harbour (index.html, line 3)" in shown
    assert engine.value_now(state, "profiles") == [
        {"network": "instagram", "link": "https://www.instagram.com/harbour/"}, {"network": "x", "link": "https://x.com/harbour"}
    ]  # fmt: skip
    assert state.here == "mode"
    assert asked(state)[:4] == ["mode", "contact", "services", "about"]


def test_a_no_is_asked_like_any_other_question(tmp_path):
    state, _ = talk(tmp_path, "1, 3, 4")
    assert state.here == "name"
    assert engine.value_now(state, "hours.regular") is None
    assert {each.fact for each in state.guesses} == {"contact.phone"}


def test_rivals_are_taken_by_number_at_their_question(tmp_path):
    state, shown = talk(tmp_path, "", "1", "2", "", "", "")
    assert "Your website says two things; type a number to take one:" in shown
    assert engine.value_now(state, "contact.phone") == "01632 960999"


def test_a_number_whose_country_was_wrong_waits_for_the_right_one(tmp_path):
    begun(tmp_path)
    guesses = (
        engine.Guess("business.country", "GB", "index.html, line 3"),
        engine.Guess("contact.phone", "01632 960123", "index.html, line 4"),
    )
    state = found.take(load(tmp_path, "standard", guesses), [1], wrong=[0])
    assert engine.value_now(state, "contact.phone") is None
    assert [each.fact for each in state.guesses] == ["contact.phone"]
    assert "contact" not in state.passed


def test_later_asks_one_by_one_each_as_a_guess(tmp_path):
    state, shown = talk(tmp_path, "later", "", "")
    assert "Harbour: is this right? (from index.html, line 3; Enter is yes)" in shown
    assert engine.value_now(state, "business.name") == "Harbour"


def test_pages_found_are_offered_as_one_list_at_their_question(tmp_path):
    state = engine.go(found.take(begun(tmp_path), (), wrong=()), "profiles")
    save(tmp_path, state, was=state.text)
    shown: list[str] = []
    lines = iter(["", ""])
    world = World(keep=lambda new, old: save(tmp_path, new, was=old.text), now=lambda: 0.0)
    with contextlib.suppress(StopIteration):
        converse(load(tmp_path, "standard"), PlainFace(lambda _mark: next(lines), shown.append), world)
    assert len(engine.value_now(load(tmp_path, "standard"), "profiles")) == 2


def test_the_choice_survives_a_stop(tmp_path):
    state = begun(tmp_path)
    save(tmp_path, state, was=state.text)
    again = load(tmp_path, "standard")
    assert (again.here, found.rows_of(again)) == (engine.FOUND, found.rows_of(state))


def test_answers_that_stand_are_never_asked_over(tmp_path):
    (tmp_path / "business.yaml").write_text("version: 1\nbusiness:\n  name: Mine\n  trade: cafe\n", "utf-8")
    facts = {row.fact for row in found.rows_of(begun(tmp_path))}
    assert not facts & {"business.name", "business.trade"}
    assert found.take(begun(tmp_path), range(len(GUESSES)), wrong=()).text.count("name: Mine") == 1


@settings(max_examples=8, deadline=None, derandomize=True)
@given(
    judged=st.lists(st.sampled_from(["right", "wrong", "open"]), min_size=len(GUESSES), max_size=len(GUESSES))
)
def test_any_yes_and_no_leaves_an_interview_that_goes_on(judged):
    begun_now = engine.start(guesses=found.usable(engine.State(), GUESSES))
    rows = range(len(begun_now.guesses))
    right = {number for number in rows if judged[number] == "right"}
    wrong = {number for number in rows if judged[number] == "wrong"}
    state = found.take(begun_now, right, wrong=wrong)
    assert engine.current(state) is not None or state.here == engine.REVIEW
    for number, guess in enumerate(begun_now.guesses):
        kept = guess in state.guesses
        value = engine.value_now(state, guess.fact)
        if number in right:
            assert kept == (value is None)
        elif number in wrong:
            assert not kept
        else:
            chosen = any(begun_now.guesses[one].fact == guess.fact for one in right)
            assert kept or value is not None or chosen


SENT = [
    pytest.param({"found.business.name": ["1"], "found.contact.phone": ["5"]}, "on", {"business.name", "contact.phone"}, id="ticks and a choice"),
    pytest.param({"found.contact.phone": [""]}, "on", set(), id="none of them"),
    pytest.param({"found.business.name": ["99", "x", "-1"]}, "on", set(), id="numbers that no row has"),
    pytest.param({"found.business.name": ["1"]}, "later", set(), id="one by one"),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "move", "facts"), SENT)
def test_what_the_browser_sends_back(tmp_path, sent, move, facts):
    state = begun(tmp_path)
    right, wrong = read_found(state, sent, move)
    assert {state.guesses[number].fact for number in right} == facts
    assert wrong or move == "later"


def test_the_page_puts_rivals_side_by_side(tmp_path):
    phone = next(each for each in found_data(begun(tmp_path)) if each["fact"] == "contact.phone")
    assert phone["rivals"] is True
    assert [row["said"] for row in phone["rows"]] == ["01632 960123", "01632 960999"]
