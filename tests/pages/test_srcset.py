"""The candidates of a srcset, by the standard's rules."""

from __future__ import annotations

import time

import pytest

from kit.pages.srcset import parse_srcset

ROWS = [
    ("a.png", ["a.png"], "one"),
    ("a.png 1x, b.png 2x", ["a.png", "b.png"], "densities"),
    ("a.png 100w,b.png 200w", ["a.png", "b.png"], "no space after the comma"),
    ("a.png,b.png", ["a.png,b.png"], "a comma without space belongs to the address"),
    ("a.png, b.png", ["a.png", "b.png"], "comma at the end of an address ends it"),
    ("a.png,, , b.png", ["a.png", "b.png"], "commas in a row"),
    (" \n\ta.png\f2x ", ["a.png"], "white space"),
    ("data:image/png;base64,AA== 1x, b.png 2x", ["data:image/png;base64,AA==", "b.png"], "data address"),
    ("a.png 1x 2x, b.png", ["b.png"], "two densities"),
    ("a.png 1w 2x, b.png", ["b.png"], "width and density"),
    ("a.png 0w, b.png", ["b.png"], "width of zero"),
    ("a.png 0x, b.png", ["a.png", "b.png"], "density of zero is allowed"),
    ("a.png -1x, b.png", ["b.png"], "density below zero"),
    ("a.png 1.5e1x, b.png .5x", ["a.png", "b.png"], "floating point"),
    ("a.png +1x, b.png 1.x", [], "no floating point"),
    ("a.png 5h, b.png 5w 5h", ["b.png"], "height needs width"),
    ("a.png 5w 5h 5h, b.png", ["b.png"], "height twice"),
    ("a.png (1x, 2x), b.png", ["b.png"], "comma in brackets"),
    ("a.png (1x", [], "bracket without end"),
    ("a.png x, b.png w", [], "unit without number"),
    ("a.png 1X, b.png", ["b.png"], "unit in capitals"),
    (",", [], "only a comma"),
    ("", [], "empty"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[:2], id=row[2]) for row in ROWS])
def test_candidates(text: str, expected: list[str]) -> None:
    assert [address for address, _ in parse_srcset(text)] == expected


@pytest.mark.parametrize(
    "text", ["," * 200_000, "a (" + "(," * 100_000, "a 1x " * 50_000, "a" * 300_000, "a " + " " * 300_000]
)
def test_linear(text: str) -> None:
    start = time.process_time()
    list(parse_srcset(text))
    assert time.process_time() - start < 0.5
