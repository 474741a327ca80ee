"""Nothing is invented: every number, name and quote in every output stands in a field of the facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.facts.problems import FactsError
from kit.facts.trade import load_trade, trade_ids
from kit.networks.catalogue import load_network, network_ids
from kit.networks.counting import count, fits
from kit.profiles.boxes import boxes, display_name
from kit.profiles.cards import signature, vcard
from kit.profiles.introduction import introduction
from kit.profiles.listings import strings
from kit.profiles.phrases import PHRASES
from kit.profiles.posts import first_post
from kit.profiles.sheets import contact_rows
from tests.profiles.conftest import SAMPLES, Owner, owner, sample
from tests.profiles.own_words import fact_texts

# Words between the facts, in the spoken introduction and in the labels of the listings.
GLUE = """I am of and a an in We are People ring us text come to me say ask done this since A customer said
have has who knows good introduction for is the whose Leave it off customers do not you Enter the service areas instead
by appointment closed Row Mo Tu We Th Fr Sa Su off"""
POSTS = ("x", "bluesky", "mastodon", "facebook_page", "threads")


def outputs(who: Owner, trade: str, networks: tuple[str, ...]) -> Iterator[str]:
    """Every text that leaves the house for this business in this trade."""
    record, business = load_trade(trade), who.business
    for name in networks:
        network = load_network(name)
        yield display_name(business, network)[0]
        if name != "openstreetmap":  # tags, not prose: tested by their own row
            yield from (text.text for box in boxes(business, record, network) for text in box.texts)
    for name in POSTS:
        for parked in (True, False):
            made = first_post(business, record, load_network(name), parked=parked)
            assert made is not None
            assert made.limit is None or made.count <= made.limit
            yield made.text
    spoken = introduction(business, record)
    yield from (*spoken.lines, signature(business, record).text)
    yield from (text for _, text in (*contact_rows(business), *strings(business)))
    card = vcard(business, record).replace("\r\n ", "")
    yield from (line.partition(":")[2] for line in card.splitlines() if line.startswith(("N:", "FN", "ORG", "TITLE", "EMAIL", "NOTE")))  # fmt: skip


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w’']+", text.casefold()))


def known_words(who: Owner, trade: str) -> set[str]:
    facts = " ".join(fact_texts(who.business))
    return words(" ".join((facts, load_trade(trade).name("en"), *PHRASES, GLUE)))


def stray(who: Owner, trade: str, networks: tuple[str, ...]) -> set[str]:
    known = known_words(who, trade)
    return {word for text in outputs(who, trade, networks) for word in words(text)} - known


@pytest.mark.parametrize("name", SAMPLES)
def test_every_word_of_a_sample_is_a_fact_or_a_phrase(name: str) -> None:
    who = sample(name)
    assert stray(who, who.business.identity.trade, network_ids()) == set()


@pytest.mark.parametrize("trade", trade_ids())
def test_every_word_in_every_trade_is_a_fact_or_a_phrase(trade: str) -> None:
    assert stray(sample("harbour-plumbing"), trade, ("x", "google_business", "linkedin_person")) == set()


@pytest.mark.long
@pytest.mark.parametrize("trade", trade_ids())
def test_every_network_sample_and_trade(trade: str) -> None:
    """Long: 57 networks × 3 samples for this trade; limits, gaps and stray words in each box."""
    for name in SAMPLES:
        who = sample(name)
        assert stray(who, trade, network_ids()) == set()
        for network in network_ids():
            for box in boxes(who.business, load_trade(trade), load_network(network)):
                assert box.texts
                for text in box.texts:
                    assert text.text.strip() == text.text != ""
                    assert text.limit is None or text.count <= text.limit
                    assert not re.search(r"\{\w*\}|\bNone\b|\bTODO\b|  |\.\.|” *\.”", text.text)


@pytest.mark.parametrize("name", SAMPLES)
def test_quotes_stand_as_they_were_said(name: str) -> None:
    who = sample(name)
    known = " ".join(" ".join(fact_texts(who.business)).split())
    for text in outputs(who, who.business.identity.trade, network_ids()):
        for quote in re.findall(r"“([^”]+?)\.?”", text):
            assert quote in known


WILD = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1, max_size=400)


@given(name=WILD, about=WILD, words=WILD, service=WILD, network=st.sampled_from(POSTS), parked=st.booleans())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_no_answer_makes_a_post_or_a_name_too_long(
    name: str, about: str, words: str, service: str, network: str, parked: bool
) -> None:
    facts = (
        f"business: {{name: {json.dumps(name)}, trade: plumber, country: GB, about: {json.dumps(about)}}}\nplace: {{town: Whitby}}\n"
        f"contact: {{phone: 020 7946 0018, booking_link: 'https://cal.example.org/{'x' * 90}'}}\n"
        f"customers: {{first_words: {json.dumps(words)}}}\nservices:\n  - {{name: {json.dumps(service)}, price: from £85}}\n"
    )
    try:
        who = owner(facts)
    except FactsError:  # the reader refuses odd text, with a sentence: that is its own test
        return
    record = load_network(network)
    made = first_post(who.business, who.trade, record, parked=parked)
    assert made is not None
    assert (
        made.limit is None
        or count(made.text, "strict" if network == "facebook_page" else _method(network)) <= made.limit
    )
    assert "https://" not in made.text or f"https://cal.example.org/{'x' * 90}" in made.text, (
        "a link is whole or not there"
    )
    shown, _, _ = display_name(who.business, record)
    assert fits(shown, record.display_name.max, record.display_name.counting)
    assert introduction(who.business, who.trade).seconds <= 60


def _method(network: str) -> str:
    return {"x": "x_weighted", "bluesky": "graphemes", "mastodon": "mastodon", "threads": "strict"}[network]
