"""Whoever has no photo among people who have gets initials drawn like the pattern."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from kit.facts.look import look_ids
from kit.facts.models import Business
from kit.facts.reader import parse_business
from kit.site.portraits import initials
from tests.browser.pictures import still_life
from tests.site.made import made

PEOPLE = (
    "  - {name: Moira Tern, photo: content/photos/moira.jpg}\n"
    '  - {name: "Dilip <Rao>", role: Teacher}\n'
    "  - {name: Jo}\n"
)


def _business(people: str, look: str = "practice") -> Business:
    return parse_business(
        "version: 1\nbusiness: {name: Tern, trade: yoga_studio, country: GB}\n"
        f"place: {{town: Whitstable}}\ncontact: {{phone: 01632 960888}}\npeople:\n{people}look: {{design: {look}}}\n"
    ).business


@pytest.mark.parametrize("look", look_ids())
def test_each_gets_one_of_their_own(look: str) -> None:
    files = made(_business(PEOPLE, look), read=lambda _: still_life(1))
    drawn = {path: files[path].decode() for path in files if path.startswith("assets/people/")}
    assert len(drawn) == 2
    for path, svg in drawn.items():
        assert f'src="{path}" width="480" height="600" alt=""' in files["index.html"].decode()
        assert ET.fromstring(svg).get("viewBox") == "360 0 480 600"
        assert len(svg) < 2500
    assert sorted(ET.fromstring(svg)[-1].text or "" for svg in drawn.values()) == ["DR", "J"]


def test_two_people_of_one_name_share_a_drawing() -> None:
    files = made(_business(f"{PEOPLE}  - {{name: Jo, role: Cook}}\n"), read=lambda _: still_life(1))
    assert len([path for path in files if path.startswith("assets/people/jo-")]) == 1


def test_among_names_alone_nobody_needs_one() -> None:
    files = made(_business(PEOPLE.replace(", photo: content/photos/moira.jpg", "")))
    assert not [path for path in files if path.startswith("assets/people/")]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        pytest.param("Ruth Holloway", "RH", id="two names"),
        pytest.param("Edith Okonkwo-Holloway", "EO", id="a double name"),
        pytest.param("Dr. Amara Quay", "AQ", id="a title is no name"),
        pytest.param("Jo", "J", id="one name"),
        pytest.param("سامي الحداد", "س", id="letters that would join"),
        pytest.param("Dr", "D", id="a title alone"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
