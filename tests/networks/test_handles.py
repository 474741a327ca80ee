"""One handle everywhere: what fits, what differs, and what readers would mistake."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.networks.catalogue import load_network, network_ids
from kit.networks.handles import (
    confusable,
    handle_problem,
    normalise,
    plain,
    propose,
    reading_warnings,
    same_handle,
)

CHOSEN = [name for name in network_ids() if load_network(name).handle.chosen]


def test_a_short_name_is_the_same_everywhere() -> None:
    best = propose("Corner Cup", CHOSEN, domain="cornercup.example")[0]
    assert best.handle == "cornercup"
    assert not [fit for fit in best.fits if fit.problem]
    assert set(best.differs) <= {"reddit"}
    assert {fit.handle for fit in best.fits if fit.network == "bluesky"} == {"cornercup.example"} or best.fits


def test_a_long_name_is_shortened_for_the_narrowest_network() -> None:
    proposals = propose(
        "Harbour Plumbing & Heating Ltd", ["x", "instagram", "facebook_page"], town="Whitby", trade="Plumber"
    )
    assert proposals[0].handle == "harbourplumbing"
    assert proposals[0].differs == ()
    assert all("ltd" not in each.handle for each in proposals)


def test_networks_that_hand_out_addresses_are_left_out() -> None:
    assert propose("Corner Cup", ["yelp", "google_business", "x"])[0].fits[0].network == "x"
    assert len(propose("Corner Cup", ["yelp", "google_business", "x"])[0].fits) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Müller & Söhne", "mueller and soehne"),
        ("L'Écluse", "lecluse"),
        ("Café Łódź", "cafe lodz"),
        ("Ångström", "aangstroem"),
        ("日本", ""),
    ],
)
def test_names_in_plain_letters(name: str, expected: str) -> None:
    assert plain(name) == expected


def test_a_name_without_plain_letters_falls_back_to_trade_and_town() -> None:
    assert propose("日本", ["x"], town="Whitby", trade="cafe")[0].handle == "cafewhitby"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("corner", "comer", True),
        ("c0rner", "corner", True),
        ("corner_cup", "cornercup", True),
        ("Corner", "corner", False),
        ("corner", "cup", False),
    ],
)
def test_confusable(one: str, other: str, expected: bool) -> None:
    assert confusable(one, other) is expected


@pytest.mark.parametrize(
    ("handle", "word"),
    [("l0ft", "digits"), ("barnhill", "rn reads"), ("savvy", "vv"), ("a__b", "doubled"), ("zzzoo", "three"), ("a" * 2 + "bc" * 10, "long")],
)  # fmt: skip
def test_what_is_hard_to_pass_on(handle: str, word: str) -> None:
    assert any(word in each for each in reading_warnings(handle))


def test_spellings_of_one_account() -> None:
    assert same_handle("John.Smith55", "johnsmith55", load_network("facebook_page"))
    assert not same_handle("john.smith", "johnsmith", load_network("instagram"))
    assert normalise("UC3y00Z1zFPc-8Z9xg8ydC-A", load_network("youtube").handle) == "UC3y00Z1zFPc-8Z9xg8ydC-A"
    assert normalise("+44 (0)7700 900123", load_network("whatsapp_business").handle) == "447700900123"


def test_an_unknown_step_is_our_mistake() -> None:
    from dataclasses import replace

    with pytest.raises(ValueError, match="no such step"):
        normalise("x", replace(load_network("x").handle, normalise=("polish",)))


@given(st.text(min_size=1, max_size=40), st.text(max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_proposal_without_a_problem_obeys_the_rules(name: str, town: str) -> None:
    for proposal in propose(
        name, ["x", "instagram", "tiktok", "facebook_page", "reddit"], town=town, trade="plumber"
    ):
        for fit in proposal.fits:
            assert bool(fit.problem) or not handle_problem(fit.handle, load_network(fit.network))
