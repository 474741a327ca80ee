"""A number stays the number it was when another country is answered after it."""

from __future__ import annotations

import pytest

from kit.interview import engine
from kit.interview.engine import put, value_now


@pytest.mark.parametrize(
    ("country", "phone", "then", "kept"),
    [
        pytest.param("GB", "020 7946 0018", "US", "+44 20 7946 0018", id="moved: it gets its country's code"),
        pytest.param("IE", "01 909 9123", "DE", "+353 1 909 9123", id="both plans could have it: as it was dialled"),
        pytest.param("GB", "021 427 3000", "IE", "021 427 3000", id="the country was a slip"),
        pytest.param("GB", "+44 20 7946 0018", "US", "+44 20 7946 0018", id="written with its code already"),
        pytest.param("GB", "020 7946 0018", "GB", "020 7946 0018", id="the same country once more"),
    ],
)  # fmt: skip
def test_a_new_country_never_spoils_a_standing_number(country, phone, then, kept):
    state = engine.start()
    for fact, value in (
        ("business.trade", "plumber"), ("business.name", "H"), ("place.mode", ["at_customer"]), ("business.country", country),
        ("place.town", "Whitby"), ("contact.phone", phone), ("business.country", then),
    ):  # fmt: skip
        state = put(state, {fact: value})
    assert value_now(state, "contact.phone") == kept
    assert engine.obstacles(state) == {}
