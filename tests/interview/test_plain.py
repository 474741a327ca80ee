"""The line-by-line face: a whole interview as a script of what is typed and what is shown."""

from __future__ import annotations

import contextlib
import itertools
from pathlib import Path

import pytest

from kit.facts.reader import parse_business
from kit.interview import engine
from kit.interview.conversation import converse
from kit.interview.face import World
from kit.interview.plain import PlainFace
from kit.interview.saving import load, save


def talk(folder: Path, typed: list[str], interview: str = "standard") -> tuple[engine.State, str]:
    """Hold an interview in `folder` with typed lines; gives the state on disk and all that was shown."""
    shown: list[str] = []
    lines = iter(typed)
    clock = itertools.count(0, 5)

    def read(mark: str) -> str:
        for line in lines:
            shown.append(mark + line)
            return line
        raise EOFError

    world = World(keep=lambda new, old: save(folder, new, was=old.text), now=lambda: float(next(clock)))
    with contextlib.suppress(EOFError):
        converse(load(folder, interview), PlainFace(read=read, write=shown.append, width=60), world)
    return load(folder, interview), "\n".join(shown)


def test_a_quick_interview_from_the_first_letter_to_the_end(tmp_path):
    typed = ["plummer", "Harbour", "", "GB", "Whitby", "", "Whitby, Sandsend", "01632 960123", "", "", ""]
    _, shown = talk(tmp_path, [*typed, "Mon-Fri 8-18", "", "", ""], "quick")
    business = parse_business((tmp_path / "business.yaml").read_text("utf-8")).business
    assert business.identity.trade == "plumber"
    assert business.place.mode == ("at_customer",)
    assert business.place.areas == ("Whitby", "Sandsend")
    assert business.contact.first_step == "call"
    assert "Noted: Plumber" in shown
    assert "Saturday   closed" in shown
    assert "This will be created" in shown


@pytest.mark.parametrize("again", ["", "01422 96012"], ids=["Enter", "the same once more"])
def test_a_number_that_lacks_a_digit_is_kept_when_it_is_given_twice(tmp_path, again):
    typed = ["plumber", "Harbour", "", "GB", "Whitby", "", "", "01422 96012", again, "h@h.example"]
    state, shown = talk(tmp_path, typed, "quick")
    said = " ".join(shown.split())
    assert said.count("Please look again: 01422 96012 seems to be one digit short.") == 1
    assert engine.value_now(state, "contact.phone") == (again or "01422 96012")
    assert engine.value_now(state, "contact.email") == "h@h.example"


def test_every_key_is_understood_at_the_first_question(tmp_path):
    _, shown = talk(tmp_path, ["?", "plumber", "<", "", "Harbour", "later", "-", "!", "!"])
    assert "Why: It decides which listings fit" in shown
    assert "Put on your homework." in shown
    assert "Still needed" in shown


def test_a_registered_name_that_is_the_town_is_doubted_once_the_town_is_known(tmp_path):
    more = ["2", "Leeds", "", "", "", ""]
    _, shown = talk(tmp_path, ["plumber", "+", "Harbour", *more, "1", "GB", "1 Quay", "Leeds"])
    assert "Is Leeds really the registered name?" in " ".join(shown.split())


def test_a_dash_on_a_given_answer_says_how_to_take_it_away(tmp_path):
    state, shown = talk(tmp_path, ["plumber", "Harbour", "<", "-"])
    assert "It stays as it is. To take it away, type x here." in shown
    assert engine.value_now(state, "business.name") == "Harbour"


def test_a_refused_answer_names_one_that_works_and_asks_again(tmp_path):
    state, shown = talk(
        tmp_path, ["plumber", "Harbour", "1", "GB", "1 Quay", "Whitby", "", "12", "01632 960123"]
    )
    assert "Not kept:" in shown
    assert "0121\n234 5678" in shown
    assert engine.value_now(state, "contact.phone") == "01632 960123"


@pytest.mark.parametrize("stop_after", range(1, 9))
def test_stopping_between_any_two_answers_loses_none(tmp_path, stop_after):
    typed = ["plumber", "Harbour", "1", "GB", "1 Quay", "Whitby", "YO21 3AB", "01632 960123"]
    given = [
        ("business.trade", "plumber"), ("business.name", "Harbour"), ("place.mode", ["premises"]),
        ("business.country", "GB"), ("place.street", "1 Quay"), ("place.town", "Whitby"),
        ("place.postcode", "YO21 3AB"), ("contact.phone", "01632 960123"),
    ]  # fmt: skip
    state, _ = talk(tmp_path, typed[:stop_after])
    for fact, value in given[:stop_after]:
        assert engine.value_now(state, fact) == value


def test_services_are_asked_entry_by_entry_and_ideas_are_taken_by_number(tmp_path):
    begun = ["plumber", "Harbour", "1", "GB", "1 Quay", "Whitby", "", "01632 960123", "", "", ""]
    state, shown = talk(
        tmp_path,
        [*begun, "1", "from £85", "Water off first.", "Bathrooms", "<", "Whole bathrooms", "", "", ""],
    )
    assert "Usual in your trade" in shown
    assert engine.value_now(state, "services") == [
        {"name": "Leaks and burst pipes", "price": "from £85", "about": "Water off first."},
        {"name": "Whole bathrooms"},
    ]


def test_entries_that_stand_can_be_changed_added_and_taken_away(tmp_path):
    text = "version: 1\nbusiness: {name: H, trade: plumber}\nplace: {mode: [premises]}\nservices:\n  - name: A\n  - name: B\n"
    (tmp_path / "business.yaml").write_text(text, "utf-8")
    typed = [
        "!",
        "+44 20 7946 0018",
        "",
        "",
        "",
        "!",
        "6",
        "1",
        "Boilers",
        "",
        "",
        "x2",
        "a",
        "C",
        "",
        "",
        "",
        "",
    ]
    state, _ = talk(tmp_path, typed)
    names = [entry["name"] for entry in engine.value_now(state, "services")]
    assert names == ["Boilers", "C"]


def test_an_unknown_trade_keeps_its_own_word_and_says_what_it_is_taken_for(tmp_path):
    state, shown = talk(tmp_path, ["Segelmächerei Zzz", "Harbour"])
    assert engine.value_now(state, "business.trade") == "segelmacherei_zzz"
    assert engine.value_now(state, "business.trade_name") == "Segelmächerei Zzz"
    assert "Segelmächerei Zzz is not on my list" in shown
    assert "nearest kind of business" in " ".join(shown.split())


def test_everything_fits_forty_columns(tmp_path):
    shown: list[str] = []
    lines = iter(["plum", "Harbour", "?", "1", "GB"])

    def read(mark: str) -> str:
        for line in lines:
            return line
        raise EOFError

    world = World(keep=lambda new, old: new, now=lambda: 0.0)
    with pytest.raises(EOFError):
        converse(engine.start(), PlainFace(read=read, write=shown.append, width=39), world)
    assert max(map(len, shown)) <= 39
