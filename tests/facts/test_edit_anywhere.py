"""A change of any fact, to any text: that fact says the new thing, every other the old one, and no comment is lost."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.facts.edit import change_facts, set_fact
from kit.facts.tree import parse_tree

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "kit" / "facts" / "samples").glob("*.yaml"))
WORDS = st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=80) | st.sampled_from(
    ("no", "0123", "12:30", "1.10", "~", "# no comment", "a: b", "- x", "[", "{}", "'", '"', "&a", "*a", "!x", "|",
     ">", "%", "@", "a #b", "a # b", "one\ntwo", "one\n\n  two", "\n", " lead", "trail ", "null", "=", "<<", "?", "---",
     "\u2028", "\ufeff", "\x85", "…")
)  # fmt: skip


@cache
def marked(path: Path) -> tuple[str, tuple[str, ...]]:
    """Give a sample with a comment of its own at the end of each line that can bear one, and these comments."""
    lines = path.read_text("utf-8").splitlines()
    plain, marks = read("\n".join(lines) + "\n"), []
    for number, line in enumerate(lines):
        mark = f"# mark {number:03d}."
        tried = [*lines[:number], f"{line}  {mark}", *lines[number + 1 :]]
        if line.strip() and "#" not in line and not line.rstrip().endswith(("|", ">", "|-", ">-")):
            try:
                fits = read("\n".join(tried) + "\n") == plain
            except ValueError:
                fits = False
            if fits:
                lines = tried
                marks.append(mark)
    return "\n".join(lines) + "\n", tuple(marks)


def read(text: str) -> Any:
    """Give the plain data of a facts file."""
    return parse_tree(text, "business.yaml")[0].data


def leaves(data: Any, path: str = "") -> Iterator[str]:
    """Give the path of every text in the facts, as `webkit set` names it."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(data, list):
        for number, value in enumerate(data, 1):
            yield from leaves(value, f"{path}[{number}]")
    else:
        yield path


def put(data: Any, path: str, value: str) -> Any:
    """Give the data with the text at `path` replaced."""
    made = copy.deepcopy(data)
    *steps, last = (int(each) - 1 if each.isdecimal() else each for each in path.replace("]", "").replace("[", ".").split("."))  # fmt: skip
    here = made
    for step in steps:
        here = here[step]
    here[last] = value
    return made


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@settings(max_examples=8, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(chosen=st.data())
def test_every_other_fact_and_every_comment_stays(sample: Path, chosen: st.DataObject) -> None:
    text, marks = marked(sample)
    plain = read(text)
    where = chosen.draw(st.lists(st.sampled_from(list(leaves(plain))), min_size=1, max_size=3, unique=True))
    changes = [(path, chosen.draw(WORDS)) for path in where]
    made = change_facts(text, changes)
    expected = plain
    for path, value in changes:
        expected = put(expected, path, value)
    assert read(made) == expected
    assert [mark for mark in marks if made.count(mark) != 1] == []
    assert change_facts(made, changes) == made, "the same change again changed something"
    for path, value in changes:
        assert read(set_fact(made, path, value)) == expected
