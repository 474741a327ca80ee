"""A drawing per business: small, well formed, its own, and the same on every build."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.facts.look import look_ids
from kit.site.pattern import pattern

NAMES = [
    f"{word} {trade}"
    for word in ("Harbour", "Nordlicht", "مقهى", "Ó")
    for trade in ("Bakery", "& Sons", "<b>", "7")
]


@pytest.mark.parametrize("look", look_ids())
@pytest.mark.parametrize("name", NAMES)
def test_it_is_small_and_well_formed(look: str, name: str) -> None:
    drawn = pattern(look, name)
    assert len(drawn) <= 1500
    ET.fromstring(drawn)


@pytest.mark.parametrize("look", look_ids())
@settings(max_examples=25, deadline=None)
@given(name=st.text(max_size=60))
def test_any_name_draws_something_small(look: str, name: str) -> None:
    assert 300 < len(pattern(look, name)) <= 1500


@pytest.mark.parametrize("look", look_ids())
def test_two_businesses_never_share_one(look: str) -> None:
    assert len({pattern(look, name) for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("look", look_ids())
def test_the_case_of_the_name_does_not_matter(look: str) -> None:
    assert pattern(look, "Corner Cup") == pattern(look, " CORNER cup")


def test_looks_draw_differently() -> None:
    assert len({pattern(look, "Corner Cup") for look in look_ids()}) == len(look_ids())


@pytest.mark.parametrize("look", look_ids())
def test_with_colours_it_stands_as_a_file(look: str) -> None:
    root = ET.fromstring(pattern(look, "Corner Cup", colours=("#eeeeee", "#999999", "#111111")))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not any("class" in shape.attrib for shape in root)
    assert any("#111111" in shape.attrib.values() for shape in root)
