"""Bios: made of facts only, within every limit, never torn, in two variants."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.facts.trade import load_trade, trade_ids
from kit.networks.catalogue import load_network, network_ids
from kit.networks.counting import count, fits, graphemes
from kit.profiles.bios import Taste, bios
from kit.profiles.boxes import boxes, category, display_name
from kit.profiles.phrases import PHRASES, Tongue
from kit.profiles.statements import statements
from tests.profiles.conftest import SAMPLES, Owner, owner, sample
from tests.profiles.own_words import complaints

TRADES = trade_ids()


def texts(who: Owner, trade: str | None = None, network: str | None = None) -> list[tuple[str, str, object]]:
    """Every text of every box: (network, text, box)."""
    record = load_trade(trade) if trade else who.trade
    return [
        (name, text.text, text)
        for name in ([network] if network else network_ids())
        for box in boxes(who.business, record, load_network(name))
        for text in box.texts
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_box_of_every_network_fits_and_has_no_gap(name: str) -> None:
    who = sample(name)
    for network in network_ids():
        record = load_network(network)
        methods = {field.counting for field in record.fields}
        for box in boxes(who.business, who.trade, record):
            assert box.texts
            for text in box.texts if network != "openstreetmap" else ():
                assert text.text.strip() == text.text
                assert not re.search(r"\{\w*\}|None|\bTODO\b|  ", text.text)
                assert text.limit is None or text.count <= text.limit
                assert text.count in {count(text.text, method) for method in methods}


@pytest.mark.parametrize("trade", TRADES)
def test_every_trade_fits_every_network(trade: str) -> None:
    who = sample("harbour-plumbing")
    for network in ("x", "tiktok", "google_business", "linkedin_company", "telegram", "etsy", "bluesky"):
        record = load_network(network)
        assert category(load_trade(trade), record, who.business)
        for _, text, _ in texts(who, trade, network):
            assert text


@pytest.mark.parametrize("name", SAMPLES)
def test_prose_comes_in_two_variants_that_differ(name: str) -> None:
    who = sample(name)
    for network in ("x", "instagram", "facebook_page", "bluesky"):
        record = load_network(network)
        prose = [box for box in boxes(who.business, who.trade, record) if box.label != "Location"]
        assert all(len({text.text for text in box.texts}) == 2 for box in prose if "Row" not in box.label)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sentence_could_stand_on_anybodys_page(name: str) -> None:
    who = sample(name)
    found = [
        each
        for network, text, _ in texts(who)
        if network != "openstreetmap"
        for each in complaints(text, who.business, who.trade)
    ]
    assert found == []


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sentence_is_said_twice(name: str) -> None:
    who = sample(name)
    for network, text, _ in texts(who):
        sentences = [each for each in re.split(r"(?<=[.!?])\s+|\n| · ", text) if len(each) > 12]
        assert len(sentences) == len(set(sentences)), (network, text)


def test_a_person_keeps_their_own_story() -> None:
    who = owner(
        "business: {name: Moor Vets, trade: vet, country: GB, form: company}\nplace: {mode: [premises], town: Okehampton}\ncontact: {phone: 01837 52123}\n"
        "people:\n  - {name: Priya Nair, role: Vet, about: Owns three cats.}\n  - {name: Ben Shaw, role: Nurse, about: I sleep beside the worst cases.}\n"
    )
    listing = [text for _, text, _ in texts(who, network="google_business")]
    assert all("Priya Nair, vet. Owns three cats. Ben Shaw, nurse. I sleep" in text for text in listing)
    own = " ".join(text for _, text, _ in texts(who, network="linkedin_person"))
    assert "Ben Shaw" not in own
    assert "I sleep" not in own, "a person's profile tells nobody else's story"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param("proof: [{kind: guarantee, text: Two years on every repair}]", "Guarantee: two years on every repair.", id="a guarantee says so"),
        pytest.param("proof: [{kind: guarantee, text: A guarantee of two years}]", "A guarantee of two years.", id="but not twice"),
        pytest.param("proof: [{kind: insured, text: Goods in transit to £5 million}]", "Insured: goods in transit to £5 million.", id="an insurance too"),
        pytest.param("customers: {first_words: It drips}", "It starts with: “It drips.”", id="first words get a sentence"),
        pytest.param("services: [{name: Leaks, price: from £95, about: We stop the water first}]", "Leaks from £95: we stop the water first.", id="a service is named once"),
    ],
)  # fmt: skip
def test_sentences_read_as_the_owner_would_say_them(facts: str, words: str) -> None:
    who = owner(
        f"business: {{name: A b, trade: plumber, country: GB}}\nplace: {{town: Whitby}}\ncontact: {{phone: 01947 820123}}\n{facts}\n"
    )
    assert any(words in text for _, text, _ in texts(who, network="apple_business"))


def test_a_quote_without_permission_is_not_shown(plumber: Owner) -> None:
    text = (
        "business: {name: A, trade: plumber, country: GB}\nplace: {town: Whitby}\ncontact: {phone: 020 7946 0018}\n"
        "proof:\n  - {kind: quote, text: She was wonderful, by: Mrs B.}\n"
    )
    assert not any("wonderful" in found for _, found, _ in texts(owner(text)))


def test_a_listing_that_forbids_prices_gets_none(plumber: Owner) -> None:
    for _, text, _ in texts(plumber, network="google_business"):
        assert "£" not in text
        assert "http" not in text


def test_a_personal_profile_carries_the_person(plumber: Owner) -> None:
    record = load_network("linkedin_person")
    assert display_name(plumber.business, record)[0] == "Sue Harbour"
    headline = boxes(plumber.business, plumber.trade, record)[0].texts[0].text
    assert headline.startswith("Owner and heating engineer, Harbour Plumbing & Heating")


def test_a_name_too_long_is_cut_and_said_so(plumber: Owner) -> None:
    name, length, note = display_name(plumber.business, load_network("etsy"))
    assert length is not None
    assert length <= 20
    assert name == "Harbour Plumbing &" or name.startswith("Harbour")
    assert "20" in note


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Café in Westport"),
        ("fr", "Café à Westport"),
        ("es", "Cafetería en Westport"),
        ("cy", "Café in Westport"),
    ],
)
def test_texts_speak_the_language_of_the_facts(language: str, expected: str) -> None:
    who = owner(f"language: {language}\nbusiness: {{name: Corner Cup, trade: cafe, country: IE}}\nplace: {{town: Westport}}\ncontact: {{phone: 020 912 0123}}\n")  # fmt: skip
    found = [text for _, text, _ in texts(who, network="facebook_page")]
    assert any(text.lower().startswith(expected.lower()) for text in found), found


def test_several_languages_get_texts_each() -> None:
    who = owner(
        "language: en\nlanguages: [en, de]\nbusiness: {name: A, trade: cafe, country: DE}\nplace: {town: Jena}\n"
        "contact: {phone: 030 23125000}\ncustomers: {first_words: {en: A cup please, de: Eine Tasse bitte}}\n"
    )
    found = {
        (box.language, text.text)
        for box in boxes(who.business, who.trade, load_network("x"))
        for text in box.texts
    }
    assert any(language == "de" and "„Eine Tasse bitte" in text for language, text in found)
    assert any(language == "en" and "“A cup please" in text for language, text in found)


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_every_phrase_is_translated(language: str) -> None:
    for phrase in PHRASES:
        said = Tongue(language).say(phrase)
        assert set(re.findall(r"\{\w+\}", said)) == set(re.findall(r"\{\w+\}", phrase))
    untranslated = {each for each in PHRASES if Tongue(language).say(each) == each}
    assert untranslated <= {
        "{person}, {role}",
        "{trade}, online",
        "Website",
        "Website: {link}",
        "{trade} in {place}",
    }


def test_braces_in_a_fact_stay_as_typed() -> None:
    assert (
        Tongue("en").say("“{words}” – {by}", words="{by} {words}", by="{words}") == "“{by} {words}” – {words}"
    )


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("Mon-Fri 08:00-18:00, Sat 09:00-13:00", "Mo-Fr 08:00-18:00; Sa 09:00-13:00"),
        ("Mon 9-12, 14-18; Tue 9-12, 14-18; Sun closed", "Mo-Tu 09:00-12:00,14:00-18:00; Su off"),
        ("by appointment", '"by appointment"'),
        ("Mon by appointment", 'Mo "by appointment"'),
    ],
)
def test_hours_as_openstreetmap_wants_them(hours: str, expected: str) -> None:
    from kit.facts.hours import parse_week
    from kit.profiles.boxes import osm_hours

    assert osm_hours(parse_week(hours)) == expected


def test_the_tags_for_the_free_map(cafe: Owner) -> None:
    (box,) = boxes(cafe.business, cafe.trade, load_network("openstreetmap"))
    assert box.texts[0].text.splitlines() == [
        "amenity=cafe", "name=Corner Cup", "phone=+353 20 912 0123", "addr:housenumber=4", "addr:street=Example Quay", "addr:city=Westport",
    ]  # fmt: skip


WILD = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\u200b\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), min_size=1, max_size=120).filter(lambda text: text.strip())  # fmt: skip


@given(about=WILD, words=WILD, service=WILD, network=st.sampled_from(network_ids()))
@settings(max_examples=60, deadline=None)
def test_no_answer_makes_a_bio_too_long_or_torn(about: str, words: str, service: str, network: str) -> None:
    import json

    text = (
        f"business: {{name: A b, trade: plumber, country: GB, about: {json.dumps(about)}}}\nplace: {{town: Whitby}}\n"
        f"contact: {{phone: 020 7946 0018}}\ncustomers: {{first_words: {json.dumps(words)}}}\n"
        f"services:\n  - {{name: {json.dumps(service)}, price: from £85}}\n"
    )
    try:
        who = owner(text)
    except Exception:  # noqa: BLE001 - the reader may refuse odd text; that is its own test
        return
    record = load_network(network)
    said = statements(who.business, who.trade, "en")
    pieces = {" ".join(each.split()) for one in said for each in (one.text, one.sentence)}
    for field in record.fields:
        for bio in bios(said, field, Taste()):
            assert fits(bio.text, field.max, field.counting)
            clusters = graphemes(" ".join(bio.text.split()))
            assert "".join(clusters).rstrip("….") in " ".join(" ".join(pieces).split()) or any(
                " ".join(bio.text.split()).startswith(piece[:20]) for piece in pieces
            )
