"""Retry-After, in every way it is written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.net.patience import YEARS, may_retry, retry_wait

NOW = 1_445_412_480.0  # Wed, 21 Oct 2015 07:28:00 GMT


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("3s", 3.0),
        ("3 seconds", 3.0),
        ("2.7", 2.0),
        ("9" * 50, YEARS),
        ("Wed, 21 Oct 2015 07:28:30 GMT", 30.0),
        ("Wed, 21 Oct 2015 07:28:30", 30.0),
        ("Wed, 21 Oct 2015 07:00:00 GMT", 0.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("٣", None),
        ("Wed, 99 Oct 99999 07:28:00 GMT", None),
    ],
)
def test_retry_after(written: str, seconds: float | None) -> None:
    assert retry_wait(written, NOW) == seconds


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    found = retry_wait(text, NOW)
    assert found is None or found >= 0


@pytest.mark.parametrize(
    ("status", "again"),
    [(429, True), (500, True), (503, True), (501, False), (404, False), (None, False), (999, False)],
)
def test_what_may_pass(status: int | None, again: bool) -> None:
    assert may_retry(status) is again
