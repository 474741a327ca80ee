"""Changing one fact leaves every other byte of the owner's file alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.base.errors import InputError
from kit.facts.edit import Plain, change_facts, fact_at, parse_path, remove_fact, set_fact
from kit.facts.reader import parse_business
from kit.facts.tree import parse_tree

TEXT = """\
# my café
business:
  name: Corner Cup   # on the sign
  number: 0123
services:
  - name: Tea
    price: "2.50"
  - name: Cake
"""


def test_one_line_changes_and_comments_stay() -> None:
    made = set_fact(TEXT, "business.name", "Corner Mug")
    assert made == TEXT.replace("Corner Cup", "Corner Mug")


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("services[1].price", "3", '    price: "3"\n'),
        ("services[3].name", "Scone", "  - name: Scone\n"),
        ("contact.phone", "020 7", "contact:\n  phone: 020 7\n"),
        ("business.about", "one\ntwo", "  about: |-\n    one\n    two\n"),
        ("business.about", "one\n  two", "  about: |-\n    one\n      two\n"),
        ("business.about", "one \ntwo", '  about: "one \\ntwo"\n'),
        ("business.about", "one\n", '  about: "one\\n"\n'),
        ("business.about", "", '  about: ""\n'),
        ("business.about", "one\x85two", '  about: "one\\Ntwo"\n'),
        ("business.about", "one\u2028two\n", '  about: "one\\Ltwo\\n"\n'),
        ("place.areas", ["A", "B"], "place:\n  areas:\n    - A\n    - B\n"),
        (
            "services[1]",
            {"name": "Coffee", "note": "one\ntwo"},
            "  - name: Coffee\n    note: |-\n      one\n      two\n",
        ),
        ("hours.special[1].date", "2026-12-24", "hours:\n  special:\n    - date: 2026-12-24\n"),
    ],
)
def test_sets_and_adds(path: str, value: Plain, line: str) -> None:
    assert line in set_fact(TEXT, path, value)


def test_several_facts_in_one_pass() -> None:
    changes = [("business.name", "Mug"), ("business.number", None), ("services[1].price", "3")]
    assert change_facts(TEXT, changes) == (
        TEXT.replace("Corner Cup  ", "Mug         ").replace("  number: 0123\n", "").replace('"2.50"', '"3"')
    )


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("a: b\nlist:\n- x\n", id="not at all"),
        pytest.param("list:\n  - x\n", id="by two"),
        pytest.param("list:\n    - x\n", id="by four"),
        pytest.param("list:\n  # mine:\n\n  - x\n", id="below a remark"),
        pytest.param("a:\n  b: '- x'\nlist:\n- x\n", id="after a text with a dash"),
        pytest.param("a: |\n  - no list\nlist:\n- x\n", id="after a block with a dash"),
    ],
)
def test_lists_are_indented_as_the_owner_does(before: str) -> None:
    last = before.splitlines(keepends=True)[-1]
    assert set_fact(before, "list[2]", "y") == before + last.replace("x", "y")


def test_an_empty_text_can_become_a_block() -> None:
    assert set_fact('a: ""\n', "a.b", "x") == "a:\n  b: x\n"


def test_removes() -> None:
    assert "number" not in remove_fact(TEXT, "business.number")
    assert remove_fact(TEXT, "services[2]") == TEXT.replace("  - name: Cake\n", "")
    assert remove_fact("a:\n  b:\n    c: 1\n    d: 2\n", "a.b.c") == "a:\n  b:\n    d: 2\n"


@pytest.mark.parametrize(
    "path", ["nothing.here[4].x", "business.nothing", "services[3]", "services[9]", "business[1]"]
)
def test_removing_what_is_not_there_changes_nothing(path: str) -> None:
    assert remove_fact(TEXT, path) == TEXT


def test_an_empty_file_can_be_begun() -> None:
    assert set_fact("", "business.name", "Tea") == "business:\n  name: Tea\n"


@pytest.mark.parametrize(
    ("path", "says", "hint"),
    [
        ("contact phone", '"contact phone" is not the name of a fact', "Write for example: contact.phone"),
        ("services[0]", '"services[0]": lists count from 1', "Write for example: services[1].price"),
        ("services[9].name", "there are only 2 entries", "Use the next number."),
        ("business[1]", "there are only 0 entries", "Use the next number."),
        ("business.name.first", '"first" cannot stand inside a single value', "Look at it with: webkit answers show"),
        ("business.name.first.x", '"first" cannot stand inside a single value', "Look at it with: webkit answers show"),
    ],
)  # fmt: skip
def test_paths_that_cannot_be_walked(path: str, says: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        set_fact(TEXT, path, "x")
    assert (caught.value.message, caught.value.hint) == (says, hint)


def test_what_stands_twice_is_not_lost_in_a_change() -> None:
    with pytest.raises(
        InputError, match=r"^line 2 gives a name a second time; nothing was changed$"
    ) as caught:
        set_fact("name: one\nname: two\n", "place.town", "x")
    assert caught.value.hint == "Keep one of the two, and run the command again."


def test_looking_at_a_fact() -> None:
    data = {"services": [{"name": "Tea"}]}
    assert fact_at(data, "services[1].name") == "Tea"
    assert fact_at(data, "services[2].name") is None
    assert fact_at(data, "services.name") is None
    assert parse_path("a.b[2]") == ("a", "b", 1)


@pytest.mark.parametrize("name", ["corner-cup", "harbour-plumbing", "north-light-coaching"])
def test_samples_survive_a_change_byte_for_byte(samples: Path, name: str) -> None:
    text = (samples / f"{name}.yaml").read_text()
    assert set_fact(text, "business.name", parse_business(text).business.name) == text


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cc", "Cs")), min_size=1, max_size=60))
def test_any_text_survives_save_and_load(text: str) -> None:
    made = set_fact(TEXT, "business.name", text)
    tree, problems = parse_tree(made, "business.yaml")
    assert not problems
    assert tree.data["business"]["name"] == text
    assert tree.data["business"]["number"] == "0123"
    assert "# on the sign" in made
