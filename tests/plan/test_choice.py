"""The channel choice: the seven worked inputs, gates, limits and verdicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kit.plan.budget import budget_of
from kit.plan.choice import choose, gate_of
from kit.plan.model import load_model
from kit.plan.owner import Presence
from tests.plan.owners import business_from, plan_for
from tests.plan.worked_owners import WORKED, worked_owner

MODEL = load_model()


@pytest.mark.parametrize(
    ("name", "picks"),
    [
        pytest.param("plumber", {"referral_partners": 89, "past_customers": 83}, id="plumber"),
        pytest.param("cafe", {"instagram": 79, "past_customers": 61}, id="cafe"),
        pytest.param(
            "leadership_coach", {"linkedin": 93, "past_customers": 89, "referral_partners": 84}, id="leadership coach"
        ),
        pytest.param("accountant", {"referral_partners": 91, "past_customers": 81, "chamber": 59}, id="accountant"),
        pytest.param("craft_shop", {"marketplace": 92, "instagram": 89, "past_customers": 74}, id="craft shop"),
        pytest.param("dentist", {"past_customers": 84}, id="dentist"),
        pytest.param("restaurant", {"instagram": 78, "past_customers": 64}, id="restaurant"),
    ],
)  # fmt: skip
def test_worked_inputs(name: str, picks: dict[str, int]) -> None:
    choice = choose(worked_owner(name), MODEL)
    assert {each.channel.id: each.points for each in choice.picks} == picks


def test_every_worked_input_is_tested() -> None:
    assert set(WORKED) == {
        "plumber", "cafe", "leadership_coach", "accountant", "craft_shop", "dentist", "restaurant",
    }  # fmt: skip


def test_the_designers_advice_is_parked() -> None:
    verdict = choose(worked_owner("leadership_coach"), MODEL).of("x_twitter")
    assert (verdict.points, verdict.verdict) == (49, "park")
    assert {part.name: round(part.points) for part in verdict.parts} == {
        "customers": 10, "proof": 0, "reach": 10, "comfort": 15, "goals": 6, "learning": 7, "profile": 2,
    }  # fmt: skip


def test_the_week_adds_up() -> None:
    for name in WORKED:
        budget = budget_of(worked_owner(name), MODEL)
        parts = (budget.slack, budget.measure, budget.upkeep, budget.learning, budget.channels)
        assert sum(parts) == budget.minutes
        assert all(each >= 0 for each in parts)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        pytest.param(0, (0, 0, 0, 0, 0), id="nothing"),
        pytest.param(60, (5, 6, 12, 12, 25), id="an hour: the floors would eat it"),
        pytest.param(120, (10, 10, 20, 25, 55), id="two hours"),
        pytest.param(180, (15, 15, 25, 35, 90), id="three hours"),
        pytest.param(300, (30, 25, 45, 60, 140), id="five hours"),
    ],
)
def test_split(minutes: int, expected: tuple[int, ...]) -> None:
    budget = budget_of(replace(worked_owner("plumber"), minutes=minutes), MODEL)
    assert (budget.slack, budget.measure, budget.upkeep, budget.learning, budget.channels) == expected


def test_those_who_come_to_learn_and_those_who_are_full_learn_more() -> None:
    plumber = worked_owner("plumber")
    assert budget_of(replace(plumber, goals=("learn", "repeat")), MODEL).learning == 55
    assert budget_of(replace(plumber, more_jobs_possible=0), MODEL).learning == 55
    assert budget_of(replace(plumber, more_jobs_possible=4), MODEL).learning == 35


@pytest.mark.parametrize(
    ("channel", "changed", "gate"),
    [
        pytest.param("past_customers", {"customers_served": 9}, "past_customers_10", id="too few customers"),
        pytest.param(
            "past_customers", {"customers_served": None}, "past_customers_10", id="customers unknown"
        ),
        pytest.param("past_customers", {"customers_served": 10}, "", id="ten customers"),
        pytest.param("chamber", {"reach": ("national",)}, "local_or_regional", id="not local"),
        pytest.param("nextdoor", {"who": ("firms",)}, "local_b2c", id="firms only"),
        pytest.param("marketplace", {"ships": False}, "sells_things", id="sells no goods"),
        pytest.param("pinterest", {"shows_in_pictures": 3}, "", id="ideas to pin"),
        pytest.param("pinterest", {"shows_in_pictures": 2}, "sells_things_or_ideas", id="nothing to pin"),
        pytest.param("linkedin", {"never": frozenset({"linkedin"})}, "never", id="refused"),
    ],
)
def test_gates(channel: str, changed: dict[str, object], gate: str) -> None:
    owner = replace(worked_owner("plumber"), **changed)  # type: ignore[arg-type]
    assert gate_of(MODEL.channel(channel), owner) == gate
    scored = choose(owner, MODEL).of(channel)
    assert scored.gate == gate
    assert not gate or (scored.verdict, scored.points, scored.parts) == ("leave", 0, ())


@pytest.mark.parametrize(
    ("presences", "points"),
    [
        pytest.param((), 0, id="no profile"),
        pytest.param((Presence("linkedin", "active"),), 6, id="active"),
        pytest.param((Presence("linkedin", "dormant"),), 2, id="dormant"),
        pytest.param((Presence("linkedin", "tried", held=False),), -12, id="tried"),
        pytest.param((Presence("linkedin", "active", held=False),), 0, id="active, login lost"),
        pytest.param((Presence("linkedin", "unknown"),), 0, id="nobody said"),
        pytest.param(
            (Presence("linkedin", "tried"), Presence("linkedin", "active")), 6, id="the best counts"
        ),
    ],
)
def test_profiles(presences: tuple[Presence, ...], points: int) -> None:
    owner = replace(worked_owner("accountant"), presences=presences)
    parts = {part.name: part.points for part in choose(owner, MODEL).of("linkedin").parts}
    assert parts.get("profile", 0) == points


def test_below_an_hour_nothing_new_starts() -> None:
    assert choose(replace(worked_owner("plumber"), minutes=59), MODEL).picks == ()


def test_last_ten_that_sum_to_more_count_as_shares() -> None:
    owner = replace(worked_owner("plumber"), last_ten=(("past_customers", 7), ("unknown", 7)))
    assert owner.came_by("past_customers") == pytest.approx(5)
    assert owner.came_by("linkedin") == 0


def test_feeds_worth_a_look_are_signposts_even_without_a_profile() -> None:
    verdicts = {each.channel.id: each.verdict for each in choose(worked_owner("plumber"), MODEL).channels}
    assert verdicts["facebook_local"] == "signpost"
    assert verdicts["x_twitter"] == "leave"
    assert choose(worked_owner("leadership_coach"), MODEL).states == ("park", "x_twitter:park")


def test_who_is_fully_booked_is_not_sent_after_new_customers() -> None:
    """Both cannot be had: the wish counts for nothing, so nothing is started that only brings more enquiries."""
    cleaner = {
        "business": {"trade": "cleaner"},
        "place": {"mode": ["at_customer"], "town": "Leeds"},
        "marketing": {"minutes_per_week": 60, "customers_served": 30, "goals": ["new_customers"]},
    }
    assert [each.channel.id for each in plan_for(business_from(**cleaner)).choice.picks] == ["nextdoor"]
    full = cleaner | {"marketing": cleaner["marketing"] | {"more_jobs_possible": 0}}
    assert plan_for(business_from(**full)).choice.picks == ()
