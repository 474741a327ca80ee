"""Examples fit who is asked: the trade, its family, the money and the places of the country."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import kit.interview.fitting as fitting_module
from kit.facts.reader import parse_business
from kit.facts.trade import Family, load_trade, trade_ids
from kit.facts.yaml_data import load_data
from kit.interview.fitting import in_money
from kit.interview.homework import homework
from kit.interview.questions import Part, questions_for
from kit.interview.trouble import troubles_of
from kit.interview.typed import read_typed

FILES = Path(fitting_module.__file__).parent / "examples"
FAMILIES = get_args(Family)


def examples(trade: str, country: str = "") -> dict[str, str]:
    """Give every example that is shown to a trade in a country, by fact and by question."""
    found: dict[str, str] = {}
    for question in questions_for("designer", load_trade(trade), country):
        found |= {f"{question.id}.good": question.good.text, f"{question.id}.weak": question.weak.text}
        for part in question.parts:
            found[part.fact] = part.example
            found |= {f"{part.fact}.{field.fact}": field.example for field in part.fields}
    return found


def test_every_family_has_its_file_and_all_speak_of_the_same_things():
    keys = {family: frozenset(load_data(FILES / f"{family}.yaml")) for family in FAMILIES}
    assert set(keys.values()) == {keys["trade_home"]}
    assert keys["trade_home"] <= set(examples("plumber"))


@pytest.mark.parametrize("path", sorted(FILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_file_of_examples_belongs_to_a_family_or_a_trade(path):
    assert path.stem in {*FAMILIES, *trade_ids()}
    assert set(load_data(path)) <= set(examples("plumber"))


PLUMBING = re.compile(r"(?i)boiler|plumb|drain|call-out|emergenc|gas safe|merchant|cottage")


@pytest.mark.parametrize(
    "trade",
    ["cafe", "guesthouse", "hairdresser", "lawyer", "leadership_coach", "craft_shop", "bookshop", "estate_agent", "letting_agent", "cleaner"],
)  # fmt: skip
def test_nobody_else_is_shown_a_plumbers_example(trade):
    shown = {
        name: text
        for name, text in examples(trade, "IE").items()
        if name != "trade.good" and "questions#" not in name
    }
    assert {name: text for name, text in shown.items() if PLUMBING.search(text)} == {}


@pytest.mark.parametrize(
    ("country", "shown"),
    [
        ("GB", "from £85"), ("IE", "from €85"), ("US", "from $85"), ("AU", "from $85"), ("CH", "from CHF 85"),
        ("SE", "from SEK 850"), ("JP", "from ¥12,750"), ("", "from 85"),
    ],
)  # fmt: skip
def test_money_is_the_countrys(country, shown):
    assert in_money("from £85", country) == shown
    assert examples("plumber", country)["services.price"] == shown


@pytest.mark.parametrize("country", ["IE", "DE", "US", "BR", ""])
def test_no_pound_is_left_outside_the_countries_of_the_pound(country):
    assert {name: text for name, text in examples("cafe", country).items() if "£" in text} == {}


def test_numbers_and_places_are_the_countrys_and_without_one_nothing_is_guessed():
    german, unknown = examples("plumber", "DE"), examples("plumber")
    assert (german["place.town"], german["business.registration.vat"]) == ("Bremen", "DE000000000")
    assert german["contact.phone"].startswith("030")
    assert german["business.licence.body"] != "Gas Safe Register"
    assert unknown["place.postcode"] == ""


@pytest.mark.parametrize("country", ["GB", "DE", "US", ""])
@pytest.mark.parametrize("trade", ["plumber", "cafe", "leadership_coach", "estate_agent"])
def test_every_example_can_be_typed(trade, country):
    """An example that is refused would be worse than none."""
    for question in questions_for("designer", load_trade(trade), country):
        for part in question.parts:
            for each in part.fields or (part,):
                _typed(part, each, country)


def _typed(part: Part, each: Part, country: str) -> None:
    if each.example and each.kind not in {"file", "counts"}:
        value = read_typed(each, each.example, country=country)
        if part.fields and each.kind != "profile":
            facts = {"business": {"country": country or "GB"}}
            assert troubles_of(facts, part.fact, [{each.fact: value}], each.fact) == ""


def test_homework_names_the_trades_own_examples():
    facts = (
        "version: 1\nbusiness: {name: C, trade: cafe, country: IE}\nplace: {mode: [premises]}\n"
        "services: [{name: Cake}]\ncontact: {email: a@b.ie}\n"
    )
    done = {task.id: task.do for task in homework(parse_business(facts).business, load_trade("cafe"))}
    assert done["prices"] == 'webkit set "services[1].price" "€3.80"'
    assert done["hours"] == 'webkit set hours.regular "Tue-Fri 8-17, Sat-Sun 9-17"'
    assert "quay" in done["about"]
