"""Changing one fact leaves every other byte of the owner's file alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.base.errors import InputError
from kit.facts.edit import fact_at, parse_path, remove_fact, set_fact
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
        ("place.areas", ["A", "B"], "place:\n  areas:\n    - A\n    - B\n"),
    ],
)
def test_sets_and_adds(path: str, value: str | list[object], line: str) -> None:
    assert line in set_fact(TEXT, path, value)


def test_removes() -> None:
    assert "number" not in remove_fact(TEXT, "business.number")
    assert remove_fact(TEXT, "services[2]") == TEXT.replace("  - name: Cake\n", "")
    assert remove_fact(TEXT, "nothing.here[4].x") == TEXT


def test_an_empty_file_can_be_begun() -> None:
    assert set_fact("", "business.name", "Tea") == "business:\n  name: Tea\n"


@pytest.mark.parametrize(
    ("path", "says"),
    [("contact phone", "not the name of a fact"), ("services[0]", "count from 1"), ("services[9].name", "only 2 entries"),
     ("business.name.first", "inside a single value")],
)  # fmt: skip
def test_paths_that_cannot_be_walked(path: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        set_fact(TEXT, path, "x")


def test_what_stands_twice_is_not_lost_in_a_change() -> None:
    with pytest.raises(InputError, match="line 4 gives a name a second time"):
        set_fact(
            TEXT.replace("services:", "  name: Other\nservices:").replace("# my café\n", ""),
            "place.town",
            "x",
        )


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
