"""The quarter: never more minutes than given, prerequisites first, nothing cut silently."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from kit.facts.conditions import holds
from kit.facts.known import known
from kit.facts.models import Business
from kit.facts.trade import trade_ids
from kit.plan.model import load_model
from kit.plan.plan import Plan
from kit.plan.select import REVIEWS
from kit.plan.week_page import MOST_LINES, page_lines
from kit.plan.weeks import START_WEEKS
from tests.plan.owners import any_business, business_from, plan_for, sample, worked_business
from tests.plan.worked_owners import WORKED

NAMES = ("harbour-plumbing", "north-light-coaching", "corner-cup")


def check_plan(business: Business, plan: Plan) -> None:
    """Hold everything that must be true of every plan."""
    minutes = plan.choice.owner.minutes
    for week in plan.calendar.weeks:
        rows = dict(week.envelopes.rows())
        assert week.envelopes.total == minutes
        assert all(value >= 0 for value in rows.values())
        assert all(week.free(name) >= 0 for name in rows)
        lines = page_lines(week)
        assert len(lines) <= MOST_LINES
        assert not any(line.item.whole and line.left for line in week.lines), "a meeting in halves"
        assert not week.quiet or all(line.habit for line in week.lines)
        legal = {line.item.id for line in week.lines if line.item.area == "legal"}
        assert all("not legal advice" in line.note for line in lines if legal & set(line.items))
        assert (
            sum(line.minutes for line in lines) == sum(line.minutes for line in week.lines) + rows["review"]
        )
    _check_order(business, plan)
    _check_shown(business, plan)
    assert {rule.channel for rule in plan.rules} == {each.channel.id for each in plan.choice.picks}
    assert not any(each.gate for each in plan.choice.picks)


def _check_order(business: Business, plan: Plan) -> None:
    finished: dict[str, int] = {
        item.id: 0 for item in (*plan.shown.by_tool, *plan.shown.rules, *plan.shown.told)
    }
    launch_over = {line.item.id for week in plan.calendar.weeks for line in week.lines} & {
        item.id for item in plan.shown.launch
    }
    waiting = {item.id for item in plan.calendar.waits}
    finished |= {item.id: 0 for item in plan.shown.launch if item.id not in launch_over | waiting}
    there = {item.id for item in plan.shown.all}
    if _asked(business):
        finished["lrn-11"] = -99  # asked already
    for week in plan.calendar.weeks:
        for line in week.lines:
            if not line.habit:
                for name in set(line.item.after) & there:
                    assert name in finished, f"{line.item.id} before {name}"
                    assert week.number >= finished[name] + line.item.after_weeks
                if not line.left:
                    finished.setdefault(line.item.id, week.number)


def _asked(business: Business) -> bool:
    return any(each.closes and each.status in {None, "open"} for each in business.decisions)


def _check_shown(business: Business, plan: Plan) -> None:
    picks = [each.channel.id for each in plan.choice.picks]
    facts = known(business, plan.trade, channels=picks, states=plan.choice.states)
    assert all(holds(item.applies_if, facts) is True for item in plan.shown.all)
    placed = {line.item.id for week in plan.calendar.weeks for line in week.lines}
    everything = {item.id for item in plan.shown.launch + plan.shown.work}
    assert placed <= everything
    lost = {
        item.id
        for item in plan.shown.work
        if item.when != "weekly" and item.id not in REVIEWS and item.id not in placed
    } - {item.id for item in plan.calendar.waits}
    if _asked(business):
        lost -= {"lrn-11"}
    assert not lost


@pytest.mark.parametrize("name", NAMES)
def test_samples_fit(name: str) -> None:
    business = sample(name)
    check_plan(business, plan_for(business))


@pytest.mark.parametrize("name", sorted(WORKED))
def test_worked_inputs_fit(name: str) -> None:
    business = worked_business(name)
    check_plan(business, plan_for(business))


@given(any_business())
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.slow
def test_any_owner_fits(business: Business) -> None:
    """Slow: forty whole plans."""
    plan = plan_for(business)
    check_plan(business, plan)
    assert plan_for(business).calendar == plan.calendar


def check_noes(plan: Plan) -> None:
    """Hold that each no names a fact of this owner and what would change it, and each yes a rule and a price."""
    why, rules = plan.why, {rule.channel: rule for rule in plan.rules}
    for scored in plan.choice.channels:
        if scored.verdict == "pick":
            rule = rules[scored.channel.id]
            assert rule.weeks
            assert rule.number
            assert rule.leave
            assert rule.judged > rule.begins
            continue
        fact = scored.gate or why.uncounted or why.own_count(scored) or why.against(scored)
        assert fact, f"{scored.channel.id}: no fact of this owner"
        assert why.price(scored), f"{scored.channel.id}: nothing would change it"
    assert why.nothing_picked or plan.choice.picks or not plan.choice.budget.minutes
    assert sorted(start.week for start in plan.calendar.starts) == list(START_WEEKS[: len(plan.rules)])


@given(any_business())
@settings(max_examples=2500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.long
def test_thousands_of_owners_fit(business: Business) -> None:
    check_plan(business, plan_for(business))


@given(any_business())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.long
def test_hundreds_of_owners_get_the_same_plan_twice_and_reasons(business: Business) -> None:
    plan, again = plan_for(business), plan_for(business)
    check_noes(plan)
    assert (again.calendar, again.choice, again.rules) == (plan.calendar, plan.choice, plan.rules)


@pytest.mark.parametrize("name", [*NAMES, *sorted(WORKED)])
def test_every_no_has_a_fact_and_a_way_back(name: str) -> None:
    check_noes(plan_for(sample(name) if name in NAMES else worked_business(name)))


def test_the_plumbers_quarter_has_the_shape_of_the_method() -> None:
    business = sample("harbour-plumbing")
    autumn = business.marketing.model_copy(update={"start": dt.date(2026, 9, 7)})
    plan = plan_for(business.model_copy(update={"marketing": autumn, "decisions": ()}))
    rows = [[minutes for _, minutes in week.envelopes.rows()] for week in plan.calendar.weeks]
    assert rows[0] == [15, 40, 0, 0, 110, 0, 15]
    assert rows[1] == [15, 40, 35, 30, 45, 0, 15]
    assert rows[3] == [15, 40, 35, 30, 5, 40, 15]
    assert rows[7] == [15, 40, 35, 30, 0, 60, 0]
    assert rows[12] == [15, 40, 30, 0, 0, 95, 0]
    assert [(start.scored.channel.id, start.week) for start in plan.calendar.starts] == [
        ("past_customers", 2),
        ("referral_partners", 5),
    ]
    first = {line.item.id for line in plan.calendar.weeks[0].lines}
    assert {"mea-06", "leg-12", "net-01"} <= first


@pytest.mark.parametrize("name", ["dentist", "plumber", "cafe", "craft_shop"])
def test_a_channel_begins_with_its_own_work(name: str) -> None:
    weeks = plan_for(worked_business(name)).calendar.weeks
    assert "ref-09" in {line.item.id for line in weeks[1].lines}, "past customers hear from them in week 2"


def test_an_outcome_that_is_owed_comes_first_and_nothing_else_is_asked() -> None:
    calendar = plan_for(sample("harbour-plumbing")).calendar
    assert "lrn-13" in {line.item.id for line in calendar.weeks[0].lines}
    assert not any(line.item.id == "lrn-11" for week in calendar.weeks for line in week.lines)


def test_what_the_facts_show_to_be_done_keeps_no_minutes() -> None:
    plan = plan_for(sample("harbour-plumbing"))
    done = {item.id for item in plan.shown.told}
    assert "fnd-16" in done, "every profile of the facts has its verdict"
    assert not done & {line.item.id for week in plan.calendar.weeks for line in week.lines}
    assert not done & {item.id for item in plan.calendar.waits}


def test_no_sliver_is_planned() -> None:
    for name in ("corner-cup", "north-light-coaching"):
        for week in plan_for(sample(name)).calendar.weeks:
            for line in page_lines(week):
                assert line.shorts or line.minutes >= 10 or "goes on" not in line.note


def test_plans_say_guests_clients_and_patients() -> None:
    said = {}
    for name in ("cafe", "accountant", "dentist", "plumber"):
        shown = plan_for(worked_business(name)).shown.all
        said[name] = next(item.title for item in shown if item.id == "fnd-06")
    assert said == {
        "cafe": "Work out what one new guest is worth to you",
        "accountant": "Work out what one new client is worth to you",
        "dentist": "Work out what one new patient is worth to you",
        "plumber": "Work out what one new customer is worth to you",
    }
    assert set(load_model().people_words) <= {*load_model().families, *trade_ids()}


def test_a_launch_list_that_does_not_fit_moves_the_launch() -> None:
    business = sample("harbour-plumbing")
    full = plan_for(business).calendar
    assert (full.launch_over, full.launch_week) == (0, 1)
    short = business.model_copy(
        update={"marketing": business.marketing.model_copy(update={"hours_before_launch": 8})}
    )
    moved = plan_for(short).calendar
    assert moved.launch_minutes == full.launch_minutes
    assert moved.launch_over > 0
    assert moved.launch_week is not None
    assert moved.launch_week > 1


def test_no_minutes_plan_nothing() -> None:
    plan = plan_for(business_from(marketing={"minutes_per_week": 0}))
    assert not any(week.lines for week in plan.calendar.weeks)
    assert plan.rules == ()


def test_a_plan_is_made_quickly() -> None:
    import time

    business = sample("north-light-coaching")
    plan_for(business)
    start = time.process_time()
    plan_for(business)
    assert time.process_time() - start < 0.3


def test_weeks_are_values() -> None:
    week = plan_for(sample("corner-cup")).calendar.weeks[0]
    assert replace(week, number=1) == week
