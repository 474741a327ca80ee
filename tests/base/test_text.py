"""Text from outside is safe to show, whatever was in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.base.text import clean


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        pytest.param("plain words", "plain words", id="plain"),
        pytest.param("\x1b[31mred\x1b[0m", "red", id="terminal colours"),
        pytest.param("\x1b]8;;http://evil.example\x07click\x1b]8;;\x07", "click", id="terminal links"),
        pytest.param("a\x00b\x07c", "abc", id="control characters"),
        pytest.param("abc\u202egnp.exe", "abcgnp.exe", id="direction override"),
        pytest.param("two\n  lines", "two lines", id="lines fold"),
        pytest.param("Cafe\u0301", "Café", id="composed"),
        pytest.param("שלום", "שלום", id="hebrew stays"),
        pytest.param("ทดสอบ", "ทดสอบ", id="thai stays"),
        pytest.param("\ud800x", "x", id="lone surrogate"),
        pytest.param("x" * 2000, "x" * 2000, id="as long as may be"),
        pytest.param("x" * 2001, "x" * 1999 + "…", id="longer"),
    ],
)
def test_clean(raw: str, shown: str) -> None:
    assert clean(raw) == shown


def test_lines_can_stay() -> None:
    assert clean("one\r\n\ttwo\x1b[0m\rthree", lines=True) == "one\n\ttwo\nthree"


def test_what_was_cut_ends_in_an_ellipsis() -> None:
    assert clean("x" * 50, limit=10) == "x" * 9 + "…"
    assert clean("x" * 8 + "  yz", limit=10) == "x" * 8 + "…"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.booleans())
def test_cleaning_again_changes_nothing(raw: str, lines: bool) -> None:
    once = clean(raw, limit=40, lines=lines)
    assert clean(once, limit=40, lines=lines) == once
    assert len(once) <= 40
    assert "\x1b" not in once
    assert "\u202e" not in once
