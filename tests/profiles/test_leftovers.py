"""Leftovers: the worst first, where to click, ticked off with a date in a file people can read and edit."""

from __future__ import annotations

import datetime as dt

import pytest

from kit.facts.paths import all_paths
from kit.networks.catalogue import load_network, network_ids
from kit.profiles.leftovers import _data, add_section, items, kind_of, places, tick
from tests.profiles.conftest import Owner

DAY, LATER = dt.date(2026, 11, 24), dt.date(2026, 11, 25)


def test_the_map_comes_first_and_print_later(plumber: Owner) -> None:
    found = places(plumber.business, "contact.phone")
    names = [each.place for each in found]
    assert names[:3] == ["Google Business Profile", "Facebook Page", "Answering machine and phone greeting"]
    assert names.index("Email signature") < names.index("Cards, leaflets and QR codes")
    assert found[0].where.startswith("Edit profile > Contact > Phone")
    assert all(0 < each.minutes <= 30 for each in found)


@pytest.mark.parametrize(
    ("fact", "box"),
    [
        ("contact.phone", "phone"), ("hours.special[1].hours", "hours"), ("services[2].price", "services"), ("place.areas", "address"),
        ("business.name", "name"), ("site.address", "website"), ("people[1].about", "text"), ("business.since", "text"),
        ("proof[1].text", "text"),
    ],
)  # fmt: skip
def test_facts_belong_to_boxes(fact: str, box: str) -> None:
    kind = kind_of(fact)
    assert kind is not None
    assert kind["box"] == box


@pytest.mark.parametrize(
    "fact",
    [
        "marketing.minutes_per_week",
        "look.colour",
        "language",
        "business.namesake",
        "network.referrers[1].name",
    ],
)
def test_private_facts_leave_nothing_over(plumber: Owner, fact: str) -> None:
    assert places(plumber.business, fact) == ()


def test_every_fact_named_in_the_data_exists() -> None:
    known = {path.replace("[]", "") for path, _ in all_paths()}
    assert {fact for kind in _data()["kinds"] for fact in kind["facts"]} <= known
    assert set(_data()["where"]) <= set(network_ids())
    boxes = {kind["box"] for kind in _data()["kinds"]}
    assert {box for rows in _data()["where"].values() for box in rows} <= boxes
    assert {box for row in _data()["elsewhere"] for box in row["boxes"]} <= boxes


def test_a_closed_profile_shows_nothing(plumber: Owner) -> None:
    closed = plumber.business.model_copy(
        update={
            "profiles": tuple(
                each.model_copy(update={"state": "closed"}) for each in plumber.business.profiles
            )
        }
    )
    names = [each.place for each in places(closed, "contact.phone")]
    assert load_network("facebook_page").short_name not in names


def test_ticking_keeps_the_other_lines_and_writes_the_day(plumber: Owner) -> None:
    text = add_section("", "contact.phone", "1", "2", places(plumber.business, "contact.phone"), DAY)
    done = tick(text, frozenset({2}), LATER)
    assert [each.number for each in items(done)][:4] == [1, 0, 2, 3]
    assert "- [x] Facebook Page" in done
    assert "(done 2026-11-25)" in done
    assert len(done.splitlines()) == len(text.splitlines())
    assert next(each for each in items(done) if each.done).done == LATER
    assert tick(done, frozenset(), LATER) == done


def test_a_box_ticked_by_hand_counts(plumber: Owner) -> None:
    text = add_section("", "contact.phone", "1", "2", places(plumber.business, "contact.phone"), DAY)
    by_hand = text.replace("- [ ] Google", "- [X] Google", 1) + "\nA note of mine.\n"
    first = next(items(by_hand))
    assert (first.number, first.done) == (0, None)


def test_a_second_change_takes_open_lines_over_and_keeps_done_ones(plumber: Owner) -> None:
    found = places(plumber.business, "contact.phone")
    text = tick(add_section("", "contact.phone", "1", "2", found, DAY), frozenset({1}), DAY)
    other = add_section(text, "business.name", "A", "B", places(plumber.business, "business.name"), LATER)
    again = add_section(other, "contact.phone", "2", "3", found, LATER)
    headings = [line for line in again.splitlines() if line.startswith("## ")]
    assert headings == [
        "## contact.phone: 2 → 3 (2026-11-25)",
        "## business.name: A → B (2026-11-25)",
        "## contact.phone: 1 → 2 (2026-11-24)",
    ]
    assert sum(bool(each.done) for each in items(again)) == 1
    assert sum(each.number > 0 and each.section.startswith("contact.phone") for each in items(again)) == len(
        found
    )
