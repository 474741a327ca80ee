"""The quick reader gives what the strict one gives, or leaves the text to it: over thousands of texts somebody spoiled."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from kit.facts import tree as room
from kit.facts.tree import _quick_tree, parse_tree, strict_tree

SAMPLES = sorted((Path(room.__file__).parent / "samples").glob("*.yaml"))
SMALL = (
    "title: A\ndate: 2026-01-02\ncategories: [news, tips]\n",
    "a: {b: c, d: [e, f]}\n",
    "a: |\n  x\n  y\n\nb: 'it''s'\n",
    '- a\n- b: c\n  d: "x y"\n',
    "? a\n: b\n",
    "a: b\n c\n d: e\n",
)
BITS = (
    ": ", ":", " :", "#", " #", "- ", "-", "? ", "[", "]", "{", "}", ",", "&a ", "*a", "!t ", "|", ">", "|-", '"', "'",
    "@", "`", "%", "~", "null", "\n", "\n\n", " ", "  ", "\t", "\n- ", "\n  ", "\n# c\n", "é", "\u2019", "日", "😀", "<<: ",
    "http://x.y/?a=b#c", "1:30", "no", "\r", "\\", "\\n", "...", "---", "\n---\n", "\xa0", "\u200b", "\x85", "[]", "{}", "- - a",
)  # fmt: skip


def spoiled(dice: random.Random, texts: list[str]) -> str:
    """Give a text with a few things put in, left out or said twice."""
    text = dice.choice(texts)
    for _ in range(dice.choice((0, 1, 1, 2, 3))):
        at, what = dice.randint(0, len(text)), dice.random()
        end = dice.randint(at, min(len(text), at + 12))
        text = text[:at] + (dice.choice(BITS) + text[at:] if what < 0.6 else text[end:] if what < 0.8 else text[at:end] + text[at:])  # fmt: skip
    return text


@pytest.mark.parametrize(
    "count", [pytest.param(1500, id="1,500"), pytest.param(40_000, id="40,000", marks=pytest.mark.long)]
)
def test_spoiled_texts_are_read_alike(count: int) -> None:
    dice = random.Random(count)
    lines = [path.read_text("utf-8").splitlines(keepends=True) for path in SAMPLES]
    texts = [*SMALL, *("".join(each[at : at + 9]) for each in lines for at in range(0, len(each), 9))]
    quick = 0
    for _ in range(count):
        text = spoiled(dice, texts)
        if (tree := _quick_tree(text)) is not None:
            quick += 1
            assert strict_tree(text, "a.yaml") == (tree, ()), repr(text)
    assert quick > count / 10, "hardly anything goes the quick way: this test shows nothing"


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SAMPLES])
def test_facts_without_a_fault_go_the_quick_way(path: Path) -> None:
    text = path.read_text("utf-8")
    assert _quick_tree(text) is not None
    assert parse_tree(text, path.name) == strict_tree(text, path.name)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: b\na: c\n", id="a name twice"),
        pytest.param("a: &x b\n", id="a mark to refer to"),
        pytest.param("a: !!str b\n", id="a tag"),
        pytest.param("a: b: c\n", id="no YAML"),
        pytest.param("- a\n", id="a list"),
        pytest.param("a: >\n  b\n", id="a folded text with an end"),
        pytest.param("", id="nothing"),
        pytest.param("a: |# b\n", id="a comment where a block would begin"),
    ],
)
def test_what_is_to_complain_about_goes_to_the_strict_reader(text: str) -> None:
    tree = _quick_tree(text)
    assert tree is None or (tree, ()) == strict_tree(text, "a.yaml")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("#: #\n" * 40_000, id="comments that look like names"),
        pytest.param("a: #x\n" + "#: #\n" * 40_000, id="such comments below a name"),
        pytest.param("a: " + "|x" * 100_000 + "\n", id="many bars in one line"),
        pytest.param("a: b" + ": #" * 60_000 + "\n", id="many marks in one line"),
    ],
)
def test_no_text_is_looked_through_for_long(text: str) -> None:
    began = time.process_time()
    room._UNUSUAL.search(text)
    assert time.process_time() - began < 1  # half a minute before what repeats gave nothing back
