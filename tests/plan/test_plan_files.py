"""The plan's files: private, escaped, importable, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import HealthCheck, Phase, given, settings

import kit.plan
from kit.facts.models import Business
from kit.facts.trade import load_trade
from kit.facts.yaml_data import load_data
from kit.plan.calendar_file import slots
from kit.plan.make import render_plan
from kit.plan.rest_days import days_off, holidays_of, quiet_weeks
from tests.plan.owners import TODAY, any_business, business_from, plan_for, sample

NAMES = ("harbour-plumbing", "north-light-coaching", "corner-cup")


def files_of(business: Any) -> dict[str, bytes]:
    made = render_plan(business, load_trade(business.identity.trade), TODAY)
    return {str(file.path): file.content for file in made}


@pytest.mark.parametrize("name", NAMES)
def test_files_are_private_and_the_same_each_time(name: str) -> None:
    business = sample(name)
    made = list(render_plan(business, load_trade(business.identity.trade), TODAY))
    assert all(file.private for file in made)
    assert {"plan/plan.md", "plan/plan.html", "plan/calendar.ics"} <= {str(file.path) for file in made}
    assert {str(file.path): file.content for file in made} == files_of(business)


def test_what_the_owner_typed_is_shown_and_not_obeyed() -> None:
    business = business_from(
        business={"name": "<b>Tom</b> & *Sons* {{ 7*7 }}", "trade": "plumber"},
        network={"referrers": [{"name": "A <script>_x_</script>", "trade": "tiler"}]},
    )
    made = {name: content.decode() for name, content in files_of(business).items()}
    assert "&lt;b&gt;Tom&lt;/b&gt; &amp; *Sons* {{ 7*7 }}" in made["plan/plan.html"]
    assert "<script>" not in made["plan/plan.html"]
    assert "\\<b\\>Tom\\</b\\> & \\*Sons\\* {{ 7\\*7 }}" in made["plan/plan.md"]


def test_legal_lines_are_marked_and_of_the_owners_country() -> None:
    text = files_of(sample("north-light-coaching"))["plan/plan.md"].decode()
    assert "not legal advice" in text
    assert "Germany" not in text
    assert "UK: " not in text


@pytest.mark.parametrize("name", NAMES)
def test_the_calendar_can_be_imported(name: str) -> None:
    business = sample(name)
    calendar: Any = icalendar.Calendar.from_ical(files_of(business)["plan/calendar.ics"])
    events = calendar.walk("VEVENT")
    identifiers = [str(event["UID"]) for event in events]
    assert len(set(identifiers)) == len(identifiers) > 13
    timed = [event for event in events if isinstance(event.decoded("DTSTART"), dt.datetime)]
    assert all(event.walk("VALARM") for event in timed)
    zone = business.place.timezone
    assert {str(event.decoded("DTSTART").tzinfo) for event in timed} == {zone or "None"}
    assert bool(calendar.walk("VTIMEZONE")) == bool(zone)


def test_slots_hold_the_weeks_work_and_nothing_is_cut_in_two() -> None:
    plan = plan_for(sample("harbour-plumbing"))
    for week in plan.calendar.weeks:
        mine = [slot for slot in slots(plan) if slot.key.startswith(f"week-{week.number:02}-")]
        work = sum(line.minutes for line in week.lines) + week.envelopes.review
        assert work <= sum(slot.minutes for slot in mine) <= week.envelopes.total - week.envelopes.slack
        lines = [line.rsplit(" (", 1)[0] for slot in mine for line in slot.text.splitlines()]
        assert len([line for line in lines if line.startswith("[ ]")]) == len(set(lines) - _heads(lines))


def _heads(lines: list[str]) -> set[str]:
    return {line for line in lines if not line.startswith("[ ]")}


def test_days_off_are_left_alone() -> None:
    plan = plan_for(sample("harbour-plumbing"))
    off = days_off("GB", plan.start)
    assert {dt.date(2026, 12, 24), dt.date(2026, 12, 25), dt.date(2026, 12, 31)} <= off
    assert not {slot.begins.date() for slot in slots(plan)} & off
    assert holidays_of("", plan.start) == holidays_of("QQ", plan.start) == frozenset()


@pytest.mark.parametrize(
    ("country", "start", "quiet"),
    [
        ("GB", dt.date(2026, 12, 7), {3, 4}),
        ("", dt.date(2026, 12, 7), {3, 4}),
        ("JP", dt.date(2026, 12, 7), set()),
        ("DE", dt.date(2027, 12, 6), {3, 4}),
        ("US", dt.date(2028, 12, 4), {4}),
        ("DE", dt.date(2026, 3, 2), set()),
    ],
    ids=["christmas", "no-country", "no-christmas", "on-a-weekend", "one-week", "spring"],
)
def test_the_weeks_around_christmas_are_quiet(country: str, start: dt.date, quiet: set[int]) -> None:
    assert quiet_weeks(country, start) == quiet


def test_a_quiet_week_keeps_habits_and_moves_review_and_verdict() -> None:
    plan = plan_for(sample("harbour-plumbing"))
    quiet = [week for week in plan.calendar.weeks if week.quiet]
    assert [week.number for week in quiet] == [3, 4]
    assert all(line.habit for week in quiet for line in week.lines)
    assert [week.number for week in plan.calendar.weeks if week.review] == [6, 8, 13]
    fridays = {day for rule in plan.rules for day in (rule.half, rule.judged)}
    assert not fridays & {dt.date(2026, 12, 25), dt.date(2027, 1, 1)}
    assert plan.rules[0].weeks == 8, "six weeks, and the two quiet ones"


def test_identifiers_outlive_a_change_of_minutes() -> None:
    business = sample("harbour-plumbing")
    more = business.model_copy(
        update={"marketing": business.marketing.model_copy(update={"minutes_per_week": 240})}
    )
    keys = [{slot.key for slot in slots(plan_for(each))} for each in (business, more)]
    assert len(keys[0] & keys[1]) > 40


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_first_page_and_every_week_print_on_one_page(chromium: Any, name: str) -> None:
    """Slow: Chromium lays out a plan for paper. A4 less the margins of plan.css is 180 by 269 mm."""
    page = chromium.new_page(viewport={"width": round(180 / 25.4 * 96), "height": round(269 / 25.4 * 96)})
    page.emulate_media(media="print")
    page.set_content(files_of(sample(name))["plan/plan.html"].decode())
    heights = page.eval_on_selector_all(".week", "weeks => weeks.map(week => week.scrollHeight)")
    heights.append(page.eval_on_selector("#plan", "cover => cover.scrollHeight"))
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert len(heights) == 14
    assert max(heights) <= 269 / 25.4 * 96
    assert wide <= round(180 / 25.4 * 96)


def test_the_calendar_is_written_as_the_standard_says() -> None:
    """RFC 5545: CRLF, lines of 75 bytes at most, blocks that close in order; read here without icalendar."""
    content = files_of(sample("harbour-plumbing"))["plan/calendar.ics"]
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    open_blocks: list[bytes] = []
    for line in lines:
        if line.startswith(b"BEGIN:"):
            open_blocks.append(line[6:])
        elif line.startswith(b"END:"):
            assert open_blocks.pop() == line[4:]
    assert open_blocks == []


def test_the_first_thirty_days_and_an_owner_without_minutes() -> None:
    text = files_of(sample("harbour-plumbing"))["plan/first-30-days.md"].decode()
    assert "Tuesday 15 December" in text
    assert "or I let it go" in text
    nothing = {
        name: content.decode()
        for name, content in files_of(business_from(marketing={"minutes_per_week": 0})).items()
    }
    assert "there are no days to fill" in nothing["plan/first-30-days.md"]
    assert "nothing to plan" in nothing["plan/plan.md"]
    assert "Week 1" not in nothing["plan/plan.html"]


def test_scripts_ask_for_nothing_nobody_knows() -> None:
    full = files_of(sample("harbour-plumbing"))["plan/scripts.md"].decode()
    small = files_of(sample("corner-cup"))["plan/scripts.md"].decode()
    assert "heat pumps in stone houses" in full
    assert "{" not in full + small
    assert full.count("\n## ") > small.count("\n## ") > 5


def test_what_is_sent_speaks_the_language_of_the_facts() -> None:
    german = sample("harbour-plumbing").model_copy(update={"language": "de"})
    text = files_of(german)["plan/scripts.md"].decode()
    assert "Es ist etwa ein Jahr her, dass wir bei Ihnen waren." in text
    assert "bis Freitag, 18. Dezember" in text
    assert "Which did you start with?" not in text
    assert text.startswith("# Erste Sätze für Harbour")
    assert "## Die erste schlechte Bewertung" in text
    made = files_of(german)
    assert "Der Plan selbst spricht bisher nur Englisch." in made["plan/plan.md"].decode()
    assert '<p class="words" lang="de">' in made["plan/plan.html"].decode()
    assert "Englisch" not in files_of(sample("harbour-plumbing"))["plan/plan.md"].decode()
    assert (
        "Man fragt mich in Whitby ab und zu nach jemandem wie Ihnen"
        in files_of(german)["plan/plan.md"].decode()
    )
    assert (
        "Which did you start with?"
        in files_of(german.model_copy(update={"language": "fr"}))["plan/scripts.md"].decode()
    )


@given(any_business())
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@pytest.mark.slow
def test_any_owner_gets_every_file(business: Business) -> None:
    """Slow: eight whole sets of files; not shrunk, which would take a minute and more."""
    check_files(files_of(business))


@given(any_business())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.long
def test_hundreds_of_owners_get_every_file(business: Business) -> None:
    check_files(files_of(business))


def test_every_script_has_its_words_in_both_languages() -> None:
    data = load_data(Path(kit.plan.__file__).parent / "scripts.yaml")
    assert set(data["served"]["en"]) == set(data["served"]["de"]) == set(data["thanks"]["de"])
    assert all(
        {"en", "de"} == set(each[part]) for each in data["scripts"] for part in ("title", "when", "text")
    )


def check_files(made: dict[str, bytes]) -> None:
    """Hold that every file is there and reads without slips."""
    assert len(made) == 6
    for name in (
        "plan/plan.md",
        "plan/plan.html",
        "plan/advisers.md",
        "plan/scripts.md",
        "plan/first-30-days.md",
    ):
        text = made[name].decode()
        assert not re.search(r"\bNone\b(?! of your last)", text)
        assert "{" not in text.partition("</style>")[2]
        assert not re.search(r"\b1 (minutes|hours|things|weeks)\b", text)
