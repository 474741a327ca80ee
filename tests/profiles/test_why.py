"""Why, or why not: the answer of a sceptical friend, with the points, the owner's counts and what would change it."""

from __future__ import annotations

import re

import pytest

from kit.networks.catalogue import network_ids
from kit.profiles.points import points_line
from kit.profiles.table import table
from kit.profiles.verdicts import rule_missed, sheets_for, verdict_of, verdicts
from kit.profiles.why import explain, explainer_of
from tests.profiles.conftest import Owner, owner

FACTS = "business: {{name: A, trade: {trade}, country: {country}}}\nplace: {{mode: [{mode}], town: Whitby}}\ncontact: {{email: a@b-c.co}}\n"  # fmt: skip


def test_twitter_for_the_coach_reads_as_advice(coach: Owner) -> None:
    why = explain("x", coach.business, coach.trade, coach.choice)
    assert why.verdict == "park"
    assert why.answer == "Park it: 49 of 100 points, and 55 is needed"
    said = " ".join(why.reasons)
    assert "None of your last ten clients came this way." in said
    assert (
        "For it: you enjoy writing, its people know things you want to learn, and the login there is yours."
        in said
    )
    assert "pin a note" in said.lower()
    assert why.parts.startswith("how customers choose 10 of 30, last ten 0 of 15")
    assert why.change == "Three clients who name it would lift it from 49 to 64 and reopen the question."
    assert why.instead.startswith("Put the time into LinkedIn (93 points, 1 hour a week)")
    assert why.hold == (), "the name is held already"


def test_the_sentences_are_the_plans_own(each_sample: Owner) -> None:
    explainer = explainer_of(each_sample.choice)
    for scored in each_sample.choice.channels:
        for network in scored.channel.networks:
            why = explain(network, each_sample.business, each_sample.trade, each_sample.choice, explainer)
            assert explainer.verdict_line(scored) in why.reasons
            if scored.verdict != "pick":
                assert why.change == explainer.price(scored)


def test_the_parts_make_the_sum(each_sample: Owner) -> None:
    for scored in each_sample.choice.channels:
        if line := points_line(scored):
            numbers = re.findall(r"(-?\d+) of \d+|([+-]\d+)", line)
            assert sum(int(one or other) for one, other in numbers) == scored.points


CLUMSY = re.compile(
    r"\ba [aeio]|\ban [bcdfgjkpqtvwz]|\b(the|a|an|of|to|in|is|and) \1\b|\b1 \w+s\b|\.\.|,,| ,| \.|\{|\}|None\b(?! of)|general knowledge|"
    r"general knowledge|\bfewer than 1\b|: \.|\(\)"
)


@pytest.mark.parametrize(
    "trade",
    [
        "cafe",
        "accountant",
        "guesthouse",
        "craft_shop",
        "funeral_director",
        "tattooist",
        "psychotherapist",
        "roofer",
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        "{mode: [premises], street: 4 Quay, town: Cork}",
        "{mode: [at_customer], town: Cork, areas: [Cork, Cobh]}",
        "{mode: [ship], reach: [online]}",
        "{mode: [remote], reach: [national]}",
    ],
    ids=["door", "drives", "ships", "remote"],
)
def test_no_answer_is_clumsy(trade: str, place: str) -> None:
    """Read for slips: articles, doubled words, "1 hours", gaps, words of the catalogue's makers."""
    who = owner(
        f"business: {{name: A, trade: {trade}, country: IE}}\nplace: {place}\ncontact: {{email: a@b-c.co}}\n"
    )
    explainer = explainer_of(who.choice)
    for network in network_ids():
        why = explain(network, who.business, who.trade, who.choice, explainer)
        for text in (
            why.what,
            why.who,
            why.cost,
            f"{why.answer}.",
            *why.reasons,
            why.change,
            why.instead,
            why.brief,
        ):
            assert not CLUMSY.search(text), text
            assert not text[:1].islower(), text
        assert len(" ".join(why.reasons).split()) <= 110


def test_a_table_has_every_network_once(each_sample: Owner) -> None:
    groups = list(table(each_sample.business, each_sample.trade, each_sample.choice))
    names = [name for group in groups for row in group.rows for name in row.networks]
    assert sorted(names) == sorted(network_ids())
    assert all(row.reason.endswith(".") for group in groups for row in group.rows)


@pytest.mark.parametrize("network", network_ids())
def test_every_network_is_answered_for_every_sample(each_sample: Owner, network: str) -> None:
    why = explain(network, each_sample.business, each_sample.trade, each_sample.choice)
    assert len(why.what.split()) <= 40
    assert why.who
    assert why.cost
    assert why.answer
    assert why.reasons
    assert why.change.endswith((".", "?")) or "webkit set" in why.change
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
    assert said.startswith("The nearest thing is LinkedIn, and the answer there is no.")


def test_portals_that_sell_enquiries_are_left_with_the_reason(plumber: Owner, coach: Owner) -> None:
    why = explain("checkatrade", plumber.business, plumber.trade, plumber.choice)
    assert why.verdict == "leave"
    assert "You pay every month, whether jobs come or not" in why.reasons[0]
    assert why.instead.startswith("Firms that serve the same people will do this for you")
    away = explain("checkatrade", coach.business, coach.trade, coach.choice)
    assert away.reasons == ("It serves the United Kingdom; you are in the United States.",)


def test_verdicts_cover_all_and_stand_in_order(each_sample: Owner) -> None:
    found = verdicts(each_sample.business, each_sample.trade, each_sample.choice)
    assert {each.network for each in found} == set(network_ids())
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
    assert _sheets(owner(facts))[:3] == ("google_business", "linkedin_person", "linkedin_company")


def test_a_pick_says_what_would_end_it(plumber: Owner) -> None:
    why = explain("whatsapp_business", plumber.business, plumber.trade, plumber.choice)
    assert (
        why.change
        == "Fewer than two people who came back or sent somebody after 6 weeks, holidays not counted, and 2 hours 24 minutes: then it goes."
    )


def test_a_network_says_what_its_channel_cannot_know(plumber: Owner, coach: Owner) -> None:
    chat = " ".join(explain("whatsapp_business", coach.business, coach.trade, coach.choice).reasons)
    assert "It needs a phone number, and there is none in your facts" in chat
    page = " ".join(explain("linkedin_company", coach.business, coach.trade, coach.choice).reasons)
    assert "You trade alone" in page
    group = explain("alignable", plumber.business, plumber.trade, plumber.choice)
    assert (
        "Alignable itself serves the United States and Canada: in the United Kingdom look for another"
        in group.brief
    )


def test_an_answer_that_no_channel_gives_names_its_rule() -> None:
    who = owner(FACTS.format(trade="craft_shop", country="IE", mode="ship"))
    for network in network_ids():
        why = explain(network, who.business, who.trade, who.choice)
        assert why.reasons
        assert why.brief


def _sheets(who: Owner) -> tuple[str, ...]:
    return sheets_for(who.business, who.trade, who.choice)


@pytest.mark.parametrize(
    ("network", "told"),
    [
        pytest.param("pinterest", True, id="a profile at a network that is a no"),
        pytest.param("google_business", False, id="a listing that is right for the business"),
    ],
)
def test_a_profile_that_is_there_already_is_told_what_to_do_with(network: str, told: bool) -> None:
    facts = FACTS.format(trade="plumber", country="GB", mode="at_customer")
    one = owner(f"{facts}profiles: [{{network: {network}, state: active}}]\n")
    why = explain(network, one.business, one.trade, one.choice)
    assert ("keep it true or let it go" in why.answer) is told
    assert any("close it there" in reason for reason in why.reasons) is told
