"""The terminal face in a real pseudo-terminal: how it feels, and that nothing stops it from keeping answers."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.facts.reader import parse_business
from kit.interview import engine
from kit.interview.saving import load, save
from tests.interview.screen import Screen, facts_in

BRIEF = {"goals", "supplies", "approval"}
Begin = Callable[[str], Path]


@pytest.fixture
def begun(tmp_path: Path) -> Begin:
    """Give a function that puts a half-done interview at a question on disk."""

    def at(question: str) -> Path:
        folder = tmp_path / "demo"
        folder.mkdir(exist_ok=True)
        state = engine.start("designer" if question in BRIEF else "standard")
        for answers in (
            {"business.trade": "plumber"}, {"business.name": "Harbour"}, {"place.mode": ["premises"]},
            {"business.country": "GB", "place.town": "Whitby"}, {"contact.phone": "01632 960123"},
        ):  # fmt: skip
            state = engine.answer(state, answers)
        state = state if question == "review" else engine.go(state, question)
        while question == "review" and state.here != "review":
            state = engine.skip(state)
        save(folder, state, was=state.text)
        return folder

    return at


QUESTIONS = {
    "trade": "Your trade", "name": "as on the sign", "mode": "Choose all", "place": "Street", "contact": "Email",
    "services": "Usual in your trade", "hours": "A usual week", "about": "In your own words",
    "customers": "The customer you want", "proof": "What kind of proof", "asked_plumber": "Can you come",
    "website": "A domain, such as", "profiles": "Paste its link", "time": "Minutes a week", "last_ten": "of the last ten",
    "comfort": "Writing a few lines", "circle": "Whom do you know", "looks": "Your colour",
    "goals": "Goals, one a line", "supplies": "Thing 1: What", "approval": "Sue Harbour", "review": "Enter creates it",
}  # fmt: skip
"""Every question of the longest interview, and the words of the first prompt in it that has no answer yet."""

ENDS = {
    "Ctrl-C": ("\x03", 130),
    "Ctrl-D": ("\x04", 130),
    "SIGTERM": (signal.SIGTERM, 143),
    "SIGHUP": (signal.SIGHUP, 143),
    "kill -9": (signal.SIGKILL, -9),
}


def stop_at(folder: Path, question: str, end: str) -> str:
    """Go on with an interview, stop it at its question by a key or a signal, and give what was shown."""
    how, code = ENDS[end]
    designer = ("--designer",) if question in BRIEF else ()
    with Screen("init", str(folder), *designer) as screen:
        screen.wait_for(QUESTIONS[question])
        screen.type(how) if isinstance(how, str) else screen.signal(how)
        assert screen.code() == code
    return screen.text


def test_every_question_is_stopped_at_in_these_tests():
    state = engine.answer(engine.start("designer"), {"business.trade": "plumber"})
    assert [*(question.id for question in engine.visible(state)), "review"] == list(QUESTIONS)


@pytest.mark.parametrize("question", ["name", "mode", "services", "last_ten", "review"])
def test_ctrl_c_is_saved_and_says_how_to_go_on(begun, question):
    folder = begun(question)
    shown = stop_at(folder, question, "Ctrl-C")
    assert f"webkit init {folder}" in shown.replace("\r\n", "")
    assert "01632 960123" in facts_in(folder)


@pytest.mark.parametrize("end", ["Ctrl-D", "SIGTERM", "SIGHUP"])
def test_every_other_end_keeps_what_was_answered(begun, end):
    folder = begun("mode")
    before = facts_in(folder)
    stop_at(folder, "mode", end)
    assert facts_in(folder) == before
    assert load(folder, "standard").here == "mode"


@pytest.mark.long
@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_end_at_every_question_keeps_what_was_answered(begun, question, end):
    """Long: a hundred and ten runs, a tenth of a second each."""
    folder = begun(question)
    before = facts_in(folder)
    stop_at(folder, question, end)
    assert facts_in(folder) == before
    assert load(folder, "designer" if question in BRIEF else "standard").here == question


WALK = [
    ("Your trade", "plumber", "trade: plumber"),
    ("as on the sign", "Harbour", "name: Harbour"),
    ("Choose all", "", "at_customer"),
    ("Country", "United Kingdom", "country: GB"),
    ("Town", "Whitby", "town: Whitby"),
    ("Postcode", "YO21 3AB", "postcode: YO21 3AB"),
    ("Places you drive to", "Whitby, Sandsend", "Sandsend"),
    ("Phone", "01632 960123", "01632 960123"),
    ("Email", "sue@harbour.example", "sue@harbour.example"),
]


@pytest.mark.parametrize("count", [3, pytest.param(len(WALK), marks=pytest.mark.long)])
def test_kill_9_after_any_answer_loses_none_and_goes_on_at_the_next_prompt(tmp_path, count):
    following = [*(words for words, _, _ in WALK[1:]), "Online booking"]
    for (shown, typed, kept), then in list(zip(WALK, following, strict=True))[:count]:
        with Screen("init", str(tmp_path)) as screen:
            screen.wait_for(shown)
            screen.answer(typed, then)
            screen.signal(signal.SIGKILL)
            assert screen.code() == -9
        assert kept in facts_in(tmp_path)


def test_a_quick_interview_by_keyboard_builds_a_site(tmp_path):
    folder = tmp_path / "demo"
    with Screen("init", str(folder), "--quick", env={"LANG": "en_IE.UTF-8"}) as screen:
        screen.wait_for("Your trade")
        screen.answer("coffe", "as on the sign")
        screen.answer("Corner Cup", "Choose all")
        screen.answer("", "Country")
        screen.answer("", "Street")
        screen.answer("4 Example Quay", "Town")
        screen.answer("Westport", "Postcode")
        screen.answer("", "Phone")
        screen.answer("12", "too few digits")
        screen.type("\x15")
        screen.answer("020 912 0123", "Email")
        screen.answer("", "Online booking")
        screen.answer("", "What should a new customer do first")
        screen.answer("", "A usual week")
        screen.answer("Mon-Sat 8-17", "Sunday")
        screen.wait_for("Paste its link")
        screen.answer("", "Enter creates it")
        screen.type("\r")
        screen.wait_for("Your home page", 60)
        assert screen.code() == 0
    business = parse_business(facts_in(folder)).business
    assert (business.identity.trade, business.place.mode, business.country) == ("cafe", ("premises",), "IE")
    assert (folder / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    ("env", "width", "sign"),
    [
        pytest.param({"NO_COLOR": "1"}, 80, "✓", id="NO_COLOR", marks=pytest.mark.long),
        pytest.param({"TERM": "dumb"}, 80, "Noted: Plumber", id="dumb terminal"),
        pytest.param({"LANG": "C", "LC_ALL": "C"}, 80, "* Plumber", id="LANG=C"),
        pytest.param({}, 40, "✓ Plumber", id="40 columns", marks=pytest.mark.long),
        pytest.param({"NO_COLOR": "1", "LANG": "C"}, 40, "* Plumber", id="all of them at once"),
    ],
)
def test_poor_terminals_get_the_same_questions(tmp_path, env, width, sign):
    with Screen("init", str(tmp_path), width=width, env=env) as screen:
        screen.wait_for("Your trade")
        screen.answer("plumer", "as on the sign")
        screen.answer("Harbour", "Choose all")
        screen.type("\x03")
        assert screen.code() == 130
    assert sign in screen.text
    assert "name: Harbour" in facts_in(tmp_path)
    if "NO_COLOR" in env:
        assert not re.search(r"\x1b\[[0-9;]*(?:3[0-7]|9[0-7])m", screen.raw)
    if "LANG" in env:
        assert screen.text.isascii()


def test_in_a_narrow_window_a_refusal_is_read_to_its_end(begun):
    with Screen("init", str(begun("contact")), width=40) as screen:
        screen.wait_for("Email")
        screen.answer("abc", "mail address; write for")
        screen.type("\x03")
        assert screen.code() == 130
    assert "example: hello@yourname.com" in screen.text.partition("abc")[2]


def test_enter_alone_never_answers_a_list_that_has_no_guess(begun):
    """The owner who presses Enter through everything says nothing about a register or a dread."""
    folder = begun("comfort")
    with Screen("init", str(folder)) as screen:
        screen.wait_for("Writing a few lines")
        for words in (
            "Taking pictures",
            "Being filmed",
            "one at a time",
            "front of a room",
            "Does a picture",
        ):
            screen.answer("", words)
        screen.type("\x03")
        assert screen.code() == 130
    assert "comfort" not in facts_in(folder)


@pytest.mark.parametrize(
    ("typed", "keys", "trade"),
    [
        pytest.param("klempnerei", "\r", "plumber", id="a near word, and the first is right"),
        pytest.param("sail maker", "2", "sail_maker", id="a trade nobody listed stays what it is"),
    ],
)
def test_what_could_be_several_trades_is_asked_and_never_guessed(tmp_path, typed, keys, trade):
    with Screen("init", str(tmp_path)) as screen:
        screen.wait_for("Your trade")
        screen.answer(typed, "Which of these is it?")
        screen.type(keys)
        screen.wait_for("as on the sign")
        screen.type("\x03")
        assert screen.code() == 130
    assert f"trade: {trade}" in facts_in(tmp_path)
    assert ("not on my list" in screen.text) == (trade == "sail_maker")


def test_going_back_out_of_a_list_keeps_the_entries_told_so_far(begun):
    folder = begun("about")
    with Screen("init", str(folder)) as screen:
        screen.wait_for("In your own words")
        screen.answer("Old boilers.", "Person 1: Name")
        screen.answer("Sue", "What they do here")
        screen.answer("Owner", "A sentence")
        screen.answer("", "Person 2: Name")
        screen.answer("<", "Sue  (Enter keeps it")
        screen.answer("<", "In your own words")
        screen.answer("!", "Enter creates it")
        screen.type("\x03")
        assert screen.code() == 130
    state = load(folder, "standard")
    assert engine.value_now(state, "people") == [{"name": "Sue", "role": "Owner"}]


def test_back_from_the_first_picked_service_shows_the_list_again_with_its_ticks(begun):
    folder = begun("services")
    with Screen("init", str(folder)) as screen:
        screen.wait_for("Your own words come next")
        screen.answer("12", "Price")
        screen.answer("from £40", "Price")
        screen.answer("<", "from £40  (Enter keeps it")
        screen.answer("<", "Your own words come next")
        screen.answer("", "Price")
        screen.type("\x03")
        assert screen.code() == 130
    assert len(engine.value_now(load(folder, "standard"), "services")) == 2


@pytest.mark.parametrize(
    ("typed", "says"),
    [("nope", "No choice begins with nope"), ("full grooms 12", "No choice begins with full grooms 12")],
)
def test_words_typed_over_a_list_are_no_answer(begun, typed, says):
    folder = begun("services")
    with Screen("init", str(folder)) as screen:
        screen.wait_for("Your own words come next")
        screen.type(typed)
        screen.wait_for(says)
        screen.type("\r")
        screen.wait_for("space picks")
        screen.type("\x03")
        assert screen.code() == 130
    assert engine.value_now(load(folder, "standard"), "services") is None


def test_a_number_that_is_not_on_the_review_is_refused_where_it_was_typed(begun):
    with Screen("init", str(begun("review"))) as screen:
        screen.wait_for("Enter creates it.")
        screen.answer("99", '"99" is not a number of the list')
        screen.type("\x03")
        assert screen.code() == 130


def test_a_long_paste_with_line_breaks_is_one_answer(begun):
    folder = begun("about")
    with Screen("init", str(folder)) as screen:
        screen.wait_for("In your own words")
        screen.type("\x1b[200~First line.\nSecond line, with ünïcode and \U0001f980.\x1b[201~")
        screen.answer("", "Who will customers meet")
    assert engine.value_now(load(folder, "standard"), "business.about") == (
        "First line.\nSecond line, with ünïcode and \U0001f980."
    )


def test_a_change_by_number_comes_back_to_the_review(begun):
    folder = begun("review")
    with Screen("answers", "edit", "--dir", str(folder)) as screen:
        screen.wait_for("Enter creates it")
        screen.answer("2", "as on the sign")
        screen.answer("Harbour & Daughter", "Enter creates it")
        screen.type("\x03")
        assert screen.code() == 130
    assert "Harbour & Daughter" in facts_in(folder)


def test_without_a_terminal_the_way_with_answers_is_named(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "from kit.cli.main import main; main()", "init", str(tmp_path)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--answers" in done.stderr
    assert list(tmp_path.iterdir()) == []
