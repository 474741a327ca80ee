"""The first screen: this week with names, what to ask, yes and no; and nobody met more often than their circle says."""

from __future__ import annotations

import datetime as dt
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest

from kit.facts.trade import load_trade
from kit.plan.items import load_items
from kit.plan.make import render_plan
from kit.plan.people import read_people
from kit.plan.people_to_meet import article
from kit.plan.records import Records
from kit.plan.this_week import open_time
from kit.plan.whom import company_of
from kit.plan.words import hours_text
from tests.plan.owners import TODAY, business_from, plan_for, sample
from tests.plan.worked_owners import WORKED

FOLDER = Path(__file__).parent.parent / "expected"
"""The plans that were read critically; test_expected holds them to what is made."""
NAMES = ("harbour-plumbing", "north-light-coaching", "corner-cup")


def first_screen(name: str, today: dt.date = TODAY, people: str = "") -> str:
    business = sample(name)
    made = render_plan(business, load_trade(business.identity.trade), today, records=Records(people=read_people(people)))  # fmt: skip
    text = next(file.content.decode() for file in made if file.path.name == "plan.md")
    return text.partition("\n---\n")[0]


@pytest.mark.parametrize("name", [*NAMES, *WORKED])
def test_the_first_screen_is_one_screen(name: str) -> None:
    text = (FOLDER / f"plan-{name}" / "plan.md").read_text("utf-8").partition("\n---\n")[0]
    lines = [row for line in text.splitlines() for row in textwrap.wrap(line, 120)]
    assert len(lines) <= 45
    assert any(line.startswith("## No, and why") for line in lines)


def test_the_week_we_are_in_comes_first() -> None:
    before = first_screen("harbour-plumbing")
    assert "## Until Monday 7 December: the launch list" in before
    assert "Dave Storr (electrician) and Esk Valley Lettings (letting agent)." in before
    assert "Our accountant" not in before, "a role is nobody to meet"
    fifth = first_screen("harbour-plumbing", dt.date(2027, 1, 6))
    assert "## This week: week 5, 4 Jan to 10 Jan" in fifth
    assert "New this week: firms that serve the same people." in fifth
    assert "The quarter is over" in first_screen("harbour-plumbing", dt.date(2027, 4, 1))


def test_yes_and_no_have_numbers_and_dates_of_this_owner() -> None:
    text = first_screen("harbour-plumbing")
    assert "Four of your last ten customers came this way. It ends on Friday 5 February unless it has brought two" in text  # fmt: skip
    assert "**X (Twitter)**, 15 of 100." in text
    assert "It joins the plan at 4 hours 5 minutes a week; you have 3 hours." in text
    assert "All ten feeds together would eat 10 hours 45 minutes a week; you have 3 hours." in text


def test_an_owner_without_minutes_is_asked_for_one_thing_only() -> None:
    business = business_from(marketing={"minutes_per_week": 0})
    made = {file.path.name: file.content.decode() for file in render_plan(business, load_trade("plumber"), TODAY)}  # fmt: skip
    assert "## One thing to do: the launch list" in made["plan.md"]
    assert "**With whom:**" not in made["plan.md"]


def test_an_owner_with_one_hour_sees_to_when_the_launch_moves_and_where_names_go() -> None:
    business = business_from(marketing={"minutes_per_week": 60, "hours_before_launch": 2})
    made = {file.path.name: file.content.decode() for file in render_plan(business, load_trade("plumber"), TODAY)}  # fmt: skip
    front = made["plan.md"].partition("\n---\n")[0]
    assert "Your hours do not suffice before that, so the launch moves to" in front
    assert "**With whom:** Write three names here, of people who know your work: ____" in front


def test_what_is_open_and_the_whole_list_stand_in_one_sentence() -> None:
    left = load_items()[:3]
    assert open_time(left[:2], left).endswith(
        f" of the list's {hours_text(sum(item.minutes for item in left))}"
    )
    assert open_time(left, left).endswith(" in all")


PEOPLE = """people:
- {name: Ines, circle: inner, trade: tiler}
- {name: Tom, circle: middle, last: 2026-12-01}
- {name: Left Alone, circle: inner, contact: no}
- {name: Ada, circle: outer, promise: the drawing, promise_due: 2026-12-16}
- {name: Dave Storr, circle: middle}
"""


def test_people_come_round_as_their_circle_says() -> None:
    plan = plan_for(sample("harbour-plumbing"))
    company = company_of(plan, read_people(PEOPLE))
    weeks: dict[str, list[int]] = {}
    for week in company.values():
        assert len(week.people) <= 3
        for each in week.people:
            weeks.setdefault(each.name, []).append(week.week)
    assert "Left Alone" not in weeks
    assert "Tom" not in weeks
    assert weeks["Ada"] == [2]
    assert all(later - earlier >= 4 for mine in weeks.values() for earlier, later in pairwise(mine))  # fmt: skip
    assert len(weeks["Ines"]) >= 2
    assert len(weeks["Dave Storr"]) == 1
    assert 1 not in company, "week 1 has no minutes for people yet"


def test_a_promise_says_what_was_promised() -> None:
    company = company_of(plan_for(sample("harbour-plumbing")), read_people(PEOPLE))
    assert "you promised: the drawing" in {each.what for each in company[2].people}


@pytest.mark.parametrize(
    ("trade", "said"),
    [
        ("Electrician", "an electrician"),
        ("HR consultant", "an HR consultant"),
        ("IT consultant", "an IT consultant"),
        ("Used car dealer", "a used car dealer"),
        ("Removals", "a removals firm"),
        ("Other therapists", "another therapist"),
        ("Hotel", "a hotel"),
    ],
)
def test_a_trade_stands_well_in_a_sentence(trade: str, said: str) -> None:
    assert article(trade) == said
