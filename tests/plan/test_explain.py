"""Saying why: every verdict from this owner's data, every no with what would change it, contradictions in a sentence."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from kit.facts.models import Business
from kit.plan.choice import choose
from kit.plan.explain import Explainer, what_if
from kit.plan.learning import Row, empty_cells, expertise_map, findings
from kit.plan.model import load_model
from kit.plan.notes import assumptions, contradictions, fit_notes
from kit.plan.owner import Owner
from kit.plan.people_to_meet import partners, trade_name
from kit.plan.sensitivity import robustness, with_proof
from kit.plan.stop_rules import stop_rules
from kit.plan.words import count_word, day_text, hours_text, list_text, minutes_text
from tests.plan.owners import MONDAY, any_business, business_from, plan_for, sample
from tests.plan.worked_owners import WORKED, worked_owner

MODEL = load_model()
_JARGON = re.compile(
    r"(?i)\b(leverag|optimi[sz]|synerg|engage|awareness|strategy|target audience|monetiz|brand)\b"
)


def why(owner: Owner) -> Explainer:
    return Explainer(choose(owner, MODEL), MODEL)


def test_the_essays_own_question() -> None:
    explainer = why(worked_owner("leadership_coach"))
    said = " ".join(explainer.sentences(explainer.choice.of("x_twitter")))
    assert said == (
        "It is a fast stream of opinion and news; few people consult it to make this choice. None of your last ten clients "
        "came this way. Three clients who name it would lift it from 49 to 64 and reopen the question."
    )


@pytest.mark.parametrize("name", sorted(WORKED))
def test_every_sentence_is_a_sentence(name: str) -> None:
    explainer = why(worked_owner(name))
    for scored in explainer.choice.channels:
        for sentence in explainer.sentences(scored):
            assert sentence[0].isupper() or sentence[0] == "“"
            assert sentence.rstrip()[-1] in ".0123456789" or "webkit set" in sentence
            assert not _JARGON.search(sentence)


@given(any_business())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.slow
def test_every_no_says_what_would_change_it(business: Business) -> None:
    """Slow: seventeen explanations for each of thirty owners."""
    plan = plan_for(business)
    for scored in plan.choice.channels:
        sentences = plan.why.sentences(scored)
        assert len(sentences) <= 5
        if scored.verdict != "pick":
            assert sentences[-1] == plan.why.price(scored)
            assert re.search(r"open|join|would|only|better|webkit set|Only|reserve", sentences[-1]), (
                sentences[-1]
            )
    if not plan.choice.picks and plan.choice.owner.minutes:
        assert plan.why.nothing_picked
        assert plan.rules == ()


def test_a_no_does_not_deny_the_customers_that_the_owner_counted() -> None:
    owner = replace(worked_owner("plumber"), family="care_place")

    def said(count: int) -> str:
        explainer = why(replace(owner, last_ten=(("facebook_local", count), ("unknown", 10 - count))))
        return explainer.verdict_line(
            next(each for each in explainer.choice.channels if each.channel.id == "facebook_local")
        )

    assert "do not ask" in said(0)
    assert said(2).startswith("Some of your customers come this way")


def test_nothing_reaches_the_points_or_nothing_fits() -> None:
    poor = replace(worked_owner("dentist"), minutes=60)
    said = why(poor).nothing_picked
    assert "84 points, enough to be picked, but there is no room for it in 1 hour a week" in said
    assert "From 70 minutes a week it would fit" in said
    dull = replace(
        worked_owner("plumber"),
        last_ten=(("unknown", 10),),
        comfort=(),
        goals=(),
        customers_served=0,
        presences=(),
    )
    assert "Nothing reaches the 55 points" in why(dull).nothing_picked
    refused = replace(dull, never=frozenset(channel.id for channel in MODEL.channels))
    assert "shut or refused" in why(refused).nothing_picked
    assert why(replace(dull, minutes=0)).nothing_picked == ""


def test_more_hours_and_full_proof_are_really_tried() -> None:
    plumber = worked_owner("plumber")
    explainer = why(plumber)
    assert "It joins the plan at" in explainer.price(explainer.choice.of("facebook_local"))
    minutes = explainer.joins["facebook_local"]
    assert "facebook_local" in {
        each.channel.id for each in choose(replace(plumber, minutes=minutes), MODEL).picks
    }
    proven = with_proof(plumber, MODEL, "nextdoor")
    assert proven.of("nextdoor").points == explainer.choice.of("nextdoor").points + 15
    assert sum(count for _, count in proven.owner.last_ten or ()) <= 10


def test_close_calls_show_both_and_their_minutes() -> None:
    cafe = why(worked_owner("cafe"))
    assert (
        "people you have already served (61 points) and firms that serve the same people (63)"
        in cafe.close_call
    )
    assert "needs 45 minutes a week where 30 minutes are free" in cafe.close_call
    assert why(worked_owner("plumber")).close_call == ""


def test_robustness_is_the_same_each_time() -> None:
    choice = choose(worked_owner("leadership_coach"), MODEL)
    assert robustness(choice, MODEL) == robustness(choice, MODEL)
    assert 50 <= robustness(choice, MODEL).same <= 100


def test_what_if() -> None:
    choice = choose(worked_owner("plumber"), MODEL)
    after, joined, left = what_if(choice, MODEL, 60)
    assert after.picks == ()
    assert joined == ()
    assert len(left) == 2


@pytest.mark.parametrize(
    ("marketing", "said"),
    [
        pytest.param(
            {"more_jobs_possible": 0, "goals": ["new_customers"]}, "both cannot be had", id="full and hungry"
        ),
        pytest.param({"minutes_per_week": 0}, "no minutes a week", id="no minutes"),
        pytest.param({"minutes_per_week": 30}, "nothing new is started", id="half an hour"),
        pytest.param(
            {"never": [channel.id for channel in MODEL.channels]}, "refused every way", id="all refused"
        ),
        pytest.param({"last_ten": {"linkedin": 7, "unknown": 7}}, "add up to 14", id="last ten are fourteen"),
    ],
)
def test_contradictions_are_said_in_one_sentence_and_a_plan_comes_all_the_same(
    marketing: dict[str, object], said: str
) -> None:
    plan = plan_for(business_from(marketing=marketing))
    notes = list(contradictions(plan.choice))
    assert any(said in note for note in notes)
    assert plan.shown.launch


def test_what_was_assumed_is_said_with_the_command_that_puts_it_right() -> None:
    rows = assumptions(plan_for(sample("corner-cup")).choice)
    assert ("you have 1 hour a week", "webkit set marketing.minutes_per_week 90") in rows
    assert assumptions(plan_for(sample("harbour-plumbing")).choice) == ()


def test_the_launch_list_is_never_silently_cut() -> None:
    for hours, said in ((None, "You have not said"), (5, "so the launch moves to"), (0, "launch")):
        business = business_from(
            business={"trade": "plumber", "name": "A", "country": "GB"},
            marketing={"minutes_per_week": 180} | ({} if hours is None else {"hours_before_launch": hours}),
        )
        notes = " ".join(fit_notes(plan_for(business).calendar, business.marketing.hours_before_launch))
        assert said in notes
    hour = business_from(
        business={"trade": "carpenter"},
        place={"mode": ["at_customer"]},
        marketing={"minutes_per_week": 60, "hours_before_launch": 2, "start": dt.date(2026, 11, 30)},
    )
    said = " ".join(fit_notes(plan_for(hour).calendar, 2))
    assert re.search(r"At this pace the launch moves to about [A-Z][a-z]+ 202[78]\.", said)
    tiny = business_from(marketing={"minutes_per_week": 10, "hours_before_launch": 0})
    assert "do not fit into the quarter" in " ".join(fit_notes(plan_for(tiny).calendar, 0))


def test_break_even_can_set_the_number() -> None:
    plan = plan_for(sample("harbour-plumbing"))
    plain = stop_rules(plan.choice, plan.calendar.starts, MONDAY)
    dear = stop_rules(plan.choice, plan.calendar.starts, MONDAY, hour_worth=60, profit=3)
    assert [rule.number for rule in plain] == [2, 2]
    assert dear[0].break_even == 60.0
    assert dear[0].number == 30
    assert dear[0].judged == dt.date(2027, 1, 22)
    assert dear[0].judged.strftime("%A") == "Friday"
    assert (
        stop_rules(plan.choice, plan.calendar.starts, MONDAY, hour_worth=60, profit=0)[0].break_even is None
    )


def test_partners_are_joined_with_the_people_one_knows() -> None:
    business = sample("harbour-plumbing")
    rows = partners(business, plan_for(business).trade)
    assert [row.names for row in rows[:2]] == [("Dave Storr",), ("Esk Valley Lettings",)]
    assert len({row.first_words for row in rows[:2]}) == 2
    assert "heating" in trade_name("heating_engineer").lower()
    assert trade_name("hr_consultant") == "HR consultant"
    unknown = business_from(network={"referrers": [{"name": "Ines"}, {"name": "Tom", "trade": "tiler"}]})
    assert {name for row in partners(unknown, plan_for(unknown).trade) for name in row.names} == {
        "Ines",
        "Tom",
    }


def test_the_expertise_map() -> None:
    business = business_from(
        network={
            "advisers": [{"topic": "money", "name": "Bea"}],
            "topics": [
                {"topic": "hiring", "know": 0, "mistake_costs": 2, "question": "Who has?"},
                {"topic": "law", "know": 1, "mistake_costs": 3},
                *({"topic": f"money {number}", "know": 2, "mistake_costs": 1} for number in range(4)),
            ],
        }
    )
    rows = expertise_map(business, plan_for(business).trade)
    assert [(row.topic, row.gap) for row in rows[:2]] == [("hiring", 6), ("law", 6)]
    said = " ".join(findings(rows, business))
    assert "Open gap: hiring" in said
    assert "Red topic: law" in said
    assert "You ask Bea about four things" in said
    assert empty_cells(rows) == len(rows) == 8
    assert Row("x", None, 2).gap is None
    assert "not named a topic" in " ".join(findings((), sample("corner-cup")))


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(1, "1 minute"), (45, "45 minutes"), (60, "1 hour"), (75, "75 minutes"), (135, "2 hours 15 minutes"), (0, "0 minutes")],
)  # fmt: skip
def test_minutes(minutes: int, text: str) -> None:
    assert minutes_text(minutes) == text


def test_words() -> None:
    assert hours_text(0) == "0 minutes"
    assert count_word(3) == "three"
    assert count_word(12) == "12"
    assert list_text([]) == ""
    assert list_text(["a", "b", "c"]) == "a, b and c"
    assert day_text(dt.date(2026, 12, 7)) == "Monday 7 December"


@pytest.mark.parametrize(
    ("trade", "eye", "scene"),
    [
        pytest.param("carpenter", True, "look at finished work", id="a joiner is compared by finished work"),
        pytest.param("kitchen_fitter", True, "look at finished work", id="so is a kitchen fitter"),
        pytest.param("plumber", False, "When something breaks", id="a plumber is rung when something breaks"),
        pytest.param("locksmith", False, "Locked out", id="a locksmith by who is locked out"),
        pytest.param("car_garage", False, "honest about the last bill", id="a garage is trusted or not"),
        pytest.param("estate_agent", False, "whose boards", id="an agent is seen in the street"),
    ],
)
def test_how_people_choose_follows_the_trade(trade: str, eye: bool, scene: str) -> None:
    """Planned work on a home is looked at first, an emergency is not, and a car is not a home."""
    plan = plan_for(business_from(business={"trade": trade}, place={"mode": ["at_customer"]}))
    scored = plan.choice.of("instagram")
    assert scene in plan.why.scene
    assert (scored.part("customers").points >= 20) is eye
    assert ("on somebody's word" in " ".join(plan.why.sentences(scored))) is not eye
