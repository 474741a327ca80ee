"""Lengths as the networks count them, and texts cut so that nothing is torn."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.networks.catalogue import load_common
from kit.networks.counting import COUNTERS, UNITS, count, fits, graphemes, shorten

FAMILY = "👩‍👩‍👧‍👦"
LINK = "https://harbourplumbing.example/prices"


@pytest.mark.parametrize(
    ("text", "method", "expected"),
    [
        pytest.param("plain", "strict", 5, id="strict counts letters"),
        pytest.param("👍", "strict", 2, id="strict counts UTF-16 units"),
        pytest.param(FAMILY, "strict", 11, id="a family of four is eleven units"),
        pytest.param(FAMILY, "graphemes", 1, id="and one character to the eye"),
        pytest.param("e\u0301", "graphemes", 1, id="letter and accent are one"),
        pytest.param("e\u0301", "codepoints", 2, id="but two code points"),
        pytest.param("a\r\nb", "graphemes", 3, id="CR LF is one"),
        pytest.param(FAMILY, "graphemes_and_bytes", 3, id="25 bytes are three tens"),
        pytest.param("abc", "graphemes_and_bytes", 3, id="plain text counts itself"),
        pytest.param("日本", "x_weighted", 4, id="X weighs Japanese double"),
        pytest.param(FAMILY, "x_weighted", 2, id="X weighs any emoji sequence two"),
        pytest.param("👍", "x_weighted", 2, id="and a single emoji two"),
        pytest.param("“quoted”", "x_weighted", 8, id="typographic quotes weigh one"),
        pytest.param(f"see {LINK}", "x_weighted", 27, id="X counts a link 23"),
        pytest.param(f"see {LINK}", "x_weighted_full_url", 42, id="in the bio the whole link"),
        pytest.param(FAMILY, "x_weighted_full_url", 11, id="and never less than UTF-16"),
        pytest.param(f"see {LINK}", "mastodon", 27, id="Mastodon counts a link 23"),
        pytest.param("ask @sue@mastodon.example now", "mastodon", 12, id="and a mention without server"),
    ],
)
def test_counts(text: str, method: str, expected: int) -> None:
    assert count(text, method) == expected


def test_every_method_of_the_catalogue_can_count_and_says_its_unit() -> None:
    assert set(COUNTERS) == set(load_common().counting_methods) == set(UNITS)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("short enough", 20, "short enough", id="what fits stays"),
        pytest.param("one two three", 8, "one two…", id="cut at a word"),
        pytest.param("One job. Two jobs", 11, "One job.", id="a sentence needs no mark"),
        pytest.param("boilers, leaks", 10, "boilers…", id="no comma before the mark"),
        pytest.param(f"see {LINK} now", 20, "see…", id="a link goes altogether"),
        pytest.param(LINK, 20, "", id="a link alone is never cut"),
        pytest.param(FAMILY * 3, 24, FAMILY * 2 + "…", id="a long first word is cut between characters"),
        pytest.param("word", 0, "", id="no room at all"),
        pytest.param("word", None, "word", id="no limit"),
        pytest.param("", 5, "", id="nothing"),
    ],
)
def test_shorten(text: str, limit: int | None, expected: str) -> None:
    assert shorten(text, limit, "strict") == expected


@given(st.text(max_size=80), st.integers(0, 60), st.sampled_from(sorted(COUNTERS)))
@settings(max_examples=150, deadline=None)
def test_shortened_text_always_fits(text: str, limit: int, method: str) -> None:
    assert fits(shorten(text, limit, method), limit, method)


@given(
    st.lists(st.sampled_from(["Leaks,", "👩‍🚀", "é́", "日本語", LINK, "and", "boilers."]), max_size=8),
    st.integers(1, 90),
)
@settings(max_examples=100, deadline=None)
def test_no_character_word_or_link_is_torn(words: list[str], limit: int) -> None:
    text = " ".join(words)
    cut = shorten(text, limit, "strict").rstrip("…")
    kept = graphemes(cut)
    assert kept == graphemes(text)[: len(kept)]
    if " " in cut or LINK in cut:
        assert all(each.rstrip(",.") in {word.rstrip(",.") for word in words} for each in cut.split())
    assert "harbour" not in cut or LINK in cut
