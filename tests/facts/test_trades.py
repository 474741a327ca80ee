"""Trades: every file fits its type, every trade is found by a few letters or a slip in four languages, fast."""

from __future__ import annotations

import time

import pytest

from kit.facts.reader import parse_business
from kit.facts.trade import load_trade, trade_id, trade_ids, trade_of
from kit.facts.trade_search import find_trades, label, slug
from tests.write_derived import TRADES


@pytest.mark.parametrize("trade", trade_ids())
def test_every_trade_fits_its_type_and_is_found_by_its_own_name(trade):
    record = load_trade(trade)
    assert record.id == trade
    file = f"kit/facts/trades/{trade}.yaml"
    assert set(record.label) == {"en", "de", "fr", "es"}, f"{file}: label needs en, de, fr and es"
    assert len(record.questions) >= 6, f"{file}: six questions that customers ask at least"
    assert len(record.services) >= 8, f"{file}: eight services at least"
    for language, shown in record.label.items():
        assert trade in {found.id for found in find_trades(shown, language)[:2]}, (
            TRADES.stale or f"{trade}: {shown} finds another trade"
        )


def test_the_index_is_what_the_files_say():
    assert not TRADES.stale, TRADES.stale


@pytest.mark.parametrize(
    ("typed", "trade"),
    [
        ("plu", "plumber"), ("plummer", "plumber"), ("Klemptner", "plumber"), ("fontaner", "plumber"), ("plombie", "plumber"),
        ("electrican", "electrician"), ("elektrikr", "electrician"), ("coffe", "cafe"), ("café", "cafe"), ("dentis", "dentist"),
        ("zahnartz", "dentist"), ("peluqueria", "hairdresser"), ("avocat", "lawyer"), ("acountant", "accountant"),
        ("steuerberatr", "accountant"), ("boulangerie", "bakery"), ("fotograf", "photographer"), ("fisiotherapist", "physiotherapist"),
        ("restarant", "restaurant"), ("bookkeping", "bookkeeper"), ("gardner", "gardener"), ("vetinary", "vet"), ("yoga", "yoga_studio"),
    ],
)  # fmt: skip
def test_a_few_letters_or_a_slip_are_enough(typed, trade):
    assert find_trades(typed)[0].id == trade


@pytest.mark.parametrize("typed", ["", "   ", "zzzzqq", "\x1b[2J", "x" * 5000, "!!!"])
def test_nonsense_finds_nothing_and_breaks_nothing(typed):
    assert find_trades(typed) == ()


def test_one_search_takes_less_than_fifty_milliseconds():
    find_trades("warm")
    spent = []
    for typed in ("plum", "heizung", "personal trainer", "zzzz", "kitchen fiter"):
        begin = time.process_time()
        find_trades(typed)
        spent.append(time.process_time() - begin)
    assert sorted(spent)[2] < 0.05


def test_a_trade_typed_in_other_words_is_the_one_that_has_a_file() -> None:
    """Who writes `trade: joiner` by hand gets what a carpenter gets; a partner's trade keeps its own name."""
    text = "version: 1\nbusiness: {name: H, trade: joiner}\nplace: {mode: [at_customer]}\ncontact: {email: a@b.example}\n"
    assert trade_of(parse_business(text).business).id == "carpenter"
    assert trade_id("sail_maker") == "sail_maker"
    assert trade_id("plumber") == "plumber"
    assert not load_trade("body_shop").known


def test_an_unknown_trade_takes_the_shape_of_where_it_works():
    text = "version: 1\nbusiness: {name: H, trade: sail_maker}\nplace: {mode: [ship]}\ncontact: {email: a@b.example}\n"
    trade = trade_of(parse_business(text).business)
    assert (trade.known, trade.shape, trade.look, trade.schema_org) == (
        False,
        "you_order",
        "bench",
        "LocalBusiness",
    )
    assert slug("Sail maker & Söhne!") == "sail_maker_sohne"
    assert label("sail_maker") == "Sail maker"
