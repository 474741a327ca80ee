"""Why, or why not: the answer of a sceptical friend, with the points, the owner's counts and what would change it."""

from __future__ import annotations

import pytest

from kit.networks.catalogue import network_ids
from kit.plan.model import load_model
from kit.profiles.changes import what_would_change
from kit.profiles.verdicts import rule_missed, sheets_for, verdict_of, verdicts
from kit.profiles.why import every_network, explain
from tests.profiles.conftest import Owner, owner

FACTS = "business: {{name: A, trade: {trade}, country: {country}}}\nplace: {{mode: [{mode}], town: Whitby}}\ncontact: {{email: a@b-c.co}}\n"  # fmt: skip


def test_twitter_for_the_coach_reads_as_advice(coach: Owner) -> None:
    why = explain("x", coach.business, coach.trade, coach.choice)
    assert why.verdict == "park"
    assert why.answer == "Park it: 49 of 100 points, and 55 is needed"
    said = " ".join(why.reasons)
    assert "None of your last ten customers came this way (0 of 15)." in said
    assert "(10 of 30)" in said
    assert "You enjoy writing (15 of 15)." in said
    assert "pin a note" in said.lower()
    assert why.change.startswith("Three customers who say that they found you there")
    assert "LinkedIn (93 points" in why.instead
    assert why.hold == (), "the name is held already"


@pytest.mark.parametrize("network", network_ids())
def test_every_network_is_answered_for_every_sample(each_sample: Owner, network: str) -> None:
    why = explain(network, each_sample.business, each_sample.trade, each_sample.choice)
    assert len(why.what.split()) <= 40
    assert why.who
    assert why.cost
    assert why.answer
    assert why.reasons
    assert why.change.endswith((".", "?"))
    assert bool(why.instead) != (why.verdict in {"pick", "claim"})
    verdict = verdict_of(network, each_sample.business, each_sample.trade, each_sample.choice)
    assert (why.verdict, why.points) == (verdict.word, verdict.points)


@pytest.mark.parametrize("network", network_ids())
def test_the_general_answer_needs_no_facts(network: str) -> None:
    why = explain(network)
    assert why.verdict == ""
    assert why.what
    assert any("suit" in each for each in why.reasons)


@pytest.mark.parametrize(
    ("network", "trade", "country", "mode", "word", "rule"),
    [
        pytest.param("google_business", "plumber", "GB", "at_customer", "claim", "", id="map listing for who drives out"),
        pytest.param("google_business", "plumber", "GB", "ship", "leave", "online-only", id="not for online-only"),
        pytest.param("bbb", "plumber", "GB", "premises", "leave", "the United States, Canada and Mexico; you are in the United Kingdom", id="not in this country"),
        pytest.param("bbb", "plumber", "US", "premises", "claim", "", id="in this country"),
        pytest.param("tripadvisor", "plumber", "GB", "premises", "leave", "none of these", id="not this trade"),
        pytest.param("tripadvisor", "cafe", "GB", "premises", "claim", "", id="this trade"),
        pytest.param("foursquare", "cafe", "GB", "premises", "leave", "closing down", id="closing down"),
        pytest.param("trustpilot", "plumber", "GB", "ship", "claim", "", id="a review site needs no place"),
    ],
)  # fmt: skip
def test_listings_are_claimed_by_rule(
    network: str, trade: str, country: str, mode: str, word: str, rule: str
) -> None:
    who = owner(FACTS.format(trade=trade, country=country, mode=mode))
    found = verdict_of(network, who.business, who.trade, who.choice)
    assert found.word == word
    assert found.points is None
    assert rule in found.missed
    why = explain(network, who.business, who.trade, who.choice)
    assert rule in " ".join(why.reasons)
    assert why.change


def test_a_listing_elsewhere_asks_for_the_country() -> None:
    from kit.networks.catalogue import index

    who = owner(
        "business: {name: A, trade: plumber}\nplace: {mode: [premises], town: X}\ncontact: {email: a@b-c.co}\n"
    )
    assert "not in your facts" in rule_missed(index()["bbb"], who.business, who.trade)


def test_a_network_of_no_channel_names_the_nearest(coach: Owner, plumber: Owner) -> None:
    assert (
        "LinkedIn will do this for you" in explain("xing", coach.business, coach.trade, coach.choice).instead
    )
    said = explain("xing", plumber.business, plumber.trade, plumber.choice).instead
    assert "The nearest thing is LinkedIn, and for you that is: no." in said


def test_portals_that_sell_enquiries_are_left_with_the_reason(plumber: Owner, coach: Owner) -> None:
    why = explain("checkatrade", plumber.business, plumber.trade, plumber.choice)
    assert why.verdict == "leave"
    assert "each enquiry costs" in why.reasons[0]
    assert why.instead.startswith("Firms that serve the same people will do this for you")
    away = explain("checkatrade", coach.business, coach.trade, coach.choice)
    assert away.reasons == ("It serves the United Kingdom; you are in the United States.",)


def test_verdicts_cover_all_and_stand_in_order(each_sample: Owner) -> None:
    found = verdicts(each_sample.business, each_sample.trade, each_sample.choice)
    assert {each.network for each in found} == set(every_network())
    order = ["pick", "claim", "signpost", "park", "reserve", "leave"]
    assert [order.index(each.word) for each in found] == sorted(order.index(each.word) for each in found)


def test_sheets_are_made_for_what_is_there_picked_or_claimed(
    plumber: Owner, coach: Owner, cafe: Owner
) -> None:
    assert {"facebook_page", "google_business", "whatsapp_business"} <= set(_sheets(plumber))
    assert {"linkedin_person", "x"} <= set(_sheets(coach))
    assert "linkedin_company" not in _sheets(coach), "a sole trader needs no company page"
    assert {"google_business", "tripadvisor"} <= set(_sheets(cafe))


def test_a_company_gets_person_and_page_on_linkedin() -> None:
    facts = FACTS.format(trade="accountant", country="GB", mode="premises").replace("country: GB", "country: GB, form: company")  # fmt: skip
    facts += "marketing: {minutes_per_week: 300, last_ten: {linkedin: 5}, comfort: {writing: 3}}\n"
    assert _sheets(owner(facts))[:2] == ("linkedin_person", "linkedin_company")


def test_what_would_change_names_the_gate_the_hours_or_the_liking(plumber: Owner, cafe: Owner) -> None:
    model = load_model()
    for who in (plumber, cafe):
        for scored in who.choice.channels:
            said = what_would_change(scored, who.choice, model)
            assert said.endswith(".")
    gated = next(each for each in plumber.choice.channels if each.gate == "sells_things")
    assert "ship" in what_would_change(gated, plumber.choice, model)
    reserve = cafe.choice.of("instagram")
    assert "hours a week instead of 1 hour" in what_would_change(reserve, cafe.choice, model)


def _sheets(who: Owner) -> tuple[str, ...]:
    return sheets_for(who.business, who.trade, who.choice)
