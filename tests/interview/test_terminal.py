"""The terminal face in a real pseudo-terminal: how it feels, and that nothing stops it from keeping answers."""

from __future__ import annotations

import signal

import pytest

from kit.facts.reader import parse_business
from kit.interview import engine
from kit.interview.saving import load, save
from tests.interview.screen import Screen, facts_in


@pytest.fixture
def begun(tmp_path):
    """Give a function that puts a half-done interview at a question on disk."""

    def at(question: str):
        folder = tmp_path / "demo"
        folder.mkdir(exist_ok=True)
        state = engine.start()
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
    "trade": "Your trade", "name": "The name, as on the sign", "mode": "Choose all", "place": "Country", "contact": "Phone",
    "services": "What customers call it", "hours": "A usual week", "about": "In your own words",
    "customers": "The customer you want", "proof": "What kind of proof", "asked_plumber_1": "Your answer",
    "website": "The domain", "profiles": "Paste its link", "time": "Minutes a week", "last_ten": "of the last ten",
    "comfort": "Writing a few lines", "circle": "Who sends you", "looks": "Your colour", "review": "This will be created",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_ctrl_c_at_every_question_is_saved_and_says_how_to_go_on(begun, question):
    """Slow: starts the command in a terminal of its own, about a second each."""
    folder = begun(question)
    with Screen("init", str(folder)) as screen:
        screen.wait_for(QUESTIONS[question].split()[0])
        screen.wait_for("❯")
        screen.type("\x03")
        assert screen.code() == 130
        assert f"webkit init {folder}" in screen.text.replace("\r\n", "")
    assert "01632 960123" in facts_in(folder)


@pytest.mark.slow
@pytest.mark.parametrize("question", ["name", "mode", "last_ten", "review"])
@pytest.mark.parametrize(
    ("end", "code"),
    [("\x04", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)],
    ids=["Ctrl-D", "SIGTERM", "SIGHUP"],
)
def test_every_other_end_keeps_what_was_answered(begun, question, end, code):
    """Slow: starts the command in a terminal of its own, about a second each."""
    folder = begun(question)
    before = facts_in(folder)
    with Screen("init", str(folder)) as screen:
        screen.wait_for(QUESTIONS[question].split()[0])
        screen.wait_for("❯")
        screen.type(end) if isinstance(end, str) else screen.signal(end)
        assert screen.code() == code
    assert facts_in(folder) == before
    assert load(folder, "standard").here == question


@pytest.mark.slow
def test_kill_9_between_any_two_answers_loses_no_confirmed_answer(tmp_path):
    """Slow: the command is killed and started again five times."""
    steps = [
        ("Your trade", "plumber", "as on the sign", "trade: plumber"),
        ("as on the sign", "Harbour", "Choose all", "name: Harbour"),
        ("Choose all", "1", "Country", "premises"),
        ("Country", "United Kingdom", "Street", "country: GB"),
    ]
    for shown, typed, following, kept in steps:
        with Screen("init", str(tmp_path)) as screen:
            screen.wait_for(shown)
            if shown == "Choose all":
                screen.type(" ")
                typed = ""
            screen.answer(typed, following)
            screen.signal(signal.SIGKILL)
            assert screen.code() == -9
        assert kept in facts_in(tmp_path)


@pytest.mark.slow
def test_a_quick_interview_by_keyboard_builds_a_site(tmp_path):
    """Slow: a whole interview and a build."""
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
        screen.answer("", "Review")
        screen.type("\r")
        screen.wait_for("Your home page", 60)
        assert screen.code() == 0
    business = parse_business(facts_in(folder)).business
    assert (business.identity.trade, business.place.mode, business.country) == ("cafe", ("premises",), "IE")
    assert (folder / "site" / "index.html").is_file()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("env", "width"),
    [
        pytest.param({"NO_COLOR": "1"}, 80, id="NO_COLOR"),
        pytest.param({"TERM": "dumb"}, 80, id="dumb terminal"),
        pytest.param({"LANG": "C", "LC_ALL": "C"}, 80, id="LANG=C"),
        pytest.param({}, 40, id="40 columns"),
    ],
)
def test_poor_terminals_get_the_same_questions(tmp_path, env, width):
    """Slow: starts the command in a terminal of its own, about a second each."""
    with Screen("init", str(tmp_path), width=width, env=env) as screen:
        screen.wait_for("Your trade")
        screen.answer("plumber", "as on the sign")
        screen.answer("Harbour", "Choose all")
        screen.type("\x03")
        assert screen.code() == 130
    assert "name: Harbour" in facts_in(tmp_path)


@pytest.mark.slow
def test_a_long_paste_with_line_breaks_is_one_answer(begun):
    """Slow: starts the command in a terminal of its own."""
    folder = begun("about")
    with Screen("init", str(folder)) as screen:
        screen.wait_for("In your own words")
        screen.type("\x1b[200~First line.\nSecond line, with ünïcode and \U0001f980.\x1b[201~")
        screen.answer("", "Who will customers meet")
    assert engine.value_now(load(folder, "standard"), "business.about") == (
        "First line.\nSecond line, with ünïcode and \U0001f980."
    )


@pytest.mark.slow
def test_without_a_terminal_the_way_with_answers_is_named(tmp_path):
    """Slow: starts the command."""
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-c", "from kit.cli.main import main; main()", "init", str(tmp_path)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--answers" in done.stderr
    assert list(tmp_path.iterdir()) == []
