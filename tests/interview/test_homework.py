"""Homework: what is open, dearest first, and nothing that is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.facts.paths import all_paths
from kit.facts.reader import load_business, parse_business
from kit.facts.trade import load_trade, trade_of
from kit.interview.homework import _rows, homework, render_homework


def open_in(text: str, *later: str) -> list[str]:
    business = parse_business(text).business
    return [task.id for task in homework(business, trade_of(business), later=later)]


BASE = "version: 1\nbusiness: {name: H, trade: plumber}\nplace: {town: Whitby}\ncontact: {phone: +44 20 7946 0018}\n"


def test_the_dearest_thing_comes_first():
    tasks = open_in(
        BASE
        + "domain: {name: h.example, held_by: unknown}\nprofiles:\n  - {network: x, state: dormant, login: lost}\n"
    )
    assert tasks[:3] == ["domain_not_yours", "login_lost_x", "hours"]


@pytest.mark.parametrize(
    ("more", "gone"),
    [
        pytest.param("hours: {regular: by appointment}\n", "hours", id="hours given"),
        pytest.param("services: [{name: A, price: from 5}]\n", "services", id="services given"),
        pytest.param("marketing: {minutes_per_week: 0}\n", "minutes", id="no minutes are an answer too"),
        pytest.param("people: [{name: Sue}]\n", "about", id="a person is a voice"),
    ],
)
def test_an_answer_takes_its_line_away(more, gone):
    assert gone in open_in(BASE)
    assert gone not in open_in(BASE + more)


def test_lines_that_do_not_apply_are_not_there():
    assert "street" not in open_in(BASE)
    assert "licence" in open_in(BASE.replace("trade: plumber", "trade: plumber, regulated: yes"))
    assert "prices" in open_in(BASE + "services: [{name: A}]\n")


@pytest.mark.parametrize(
    ("country", "more", "do"),
    [
        pytest.param("DE", "", "webkit set language de", id="a country that reads another language"),
        pytest.param("DE", "language: en\n", None, id="it was said"),
        pytest.param("GB", "", None, id="a country that reads English"),
    ],
)
def test_a_site_in_english_by_default_is_named_where_nobody_reads_it(country, more, do):
    business = parse_business(
        BASE.replace("trade: plumber", f"trade: plumber, country: {country}") + more
    ).business
    said = {task.id: task.do for task in homework(business, trade_of(business))}
    assert said.get("language") == do


def test_what_was_put_off_stands_at_the_end(samples: Path):
    assert open_in(BASE, "looks")[-1] == "later_looks"


def test_the_commands_it_names_are_facts_that_exist():
    known = {path.replace("[]", "") for path, _ in all_paths()}
    for row in _rows():
        for path in (*row.get("missing", ()), *row.get("is", {})):
            assert path in known, path
        command = row["do"].partition("webkit set ")[2].split(" ")[0].strip('"')
        assert not command or command.replace("[1]", "") in known, command


def test_names_cannot_become_markdown(samples: Path):
    text = BASE.replace("name: H", 'name: "<b>[x](y)*"')
    business = parse_business(text).business
    page = render_homework(business, load_trade("plumber")).content.decode()
    assert page.startswith("# Homework for \\<b\\>\\[x\\](y)\\*\n")


def test_every_sample_says_how_many_are_open(samples: Path):
    for path in sorted(samples.glob("*.yaml")):
        business = load_business(path).business
        count = len(homework(business, trade_of(business)))
        page = render_homework(business, trade_of(business)).content.decode()
        assert f"There are {count} things open" in page
        assert page.count("\n1. ") == 1
