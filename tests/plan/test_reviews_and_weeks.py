"""The review's figures and the week's page in the terminal."""

from __future__ import annotations

import datetime as dt

import pytest

from kit.plan.ledger import header, read_ledger
from kit.plan.life import dated_steps, events, find_event
from kit.plan.people import People, due, read_people
from kit.plan.records import load_records
from kit.plan.review import last_ten, review
from kit.plan.this_week import week_lines, week_of, what_if_lines
from tests.plan.owners import business_from, plan_for, sample

DAY = dt.date(2027, 2, 1)


def figures(log: str, people: str = "", **marketing: object):  # type: ignore[no-untyped-def]
    base = sample("harbour-plumbing")
    plan = plan_for(base.model_copy(update={"marketing": base.marketing.model_copy(update=marketing)}))
    return review(
        plan, read_ledger(f"{header()}\n{log}"), read_people(people), DAY - dt.timedelta(days=29), DAY
    )


def test_below_five_only_counts() -> None:
    found = figures("2027-01-10,enquiry,,linkedin\n2027-01-11,job,,past_customers\n2026-10-01,job,,linkedin")
    numbers = dict(found.numbers)
    assert numbers["Enquiries with a known source"] == "1 of 1"
    assert numbers["of them from people"] == "1 of 1"
    assert found.rows == (("past_customers", 0, 1, 0.0, None), ("linkedin", 1, 0, 0.0, None))


def test_from_five_on_shares_costs_and_doubts() -> None:
    log = "\n".join(
        [
            *["2027-01-10,enquiry,,unknown"] * 4,
            "2027-01-10,enquiry,,linkedin",
            *[f"2027-01-1{n},reply,,,{n}0" for n in range(1, 6)],
            "2027-01-12,minutes,,linkedin,1200",
        ]
    )
    found = figures(log, "people:\n- {name: Tom, promise: a name, promise_due: 2027-01-20}\n", hour_worth=50)
    numbers = dict(found.numbers)
    assert numbers["Enquiries with a known source"] == "1 of 5 (20 %)"
    assert numbers["Half of the replies came within"] == "30 minutes"
    assert ("linkedin", 1, 0, 20.0, 1000.0) in found.rows
    said = " ".join(found.notes)
    assert "every other figure here is doubtful" in said
    assert "Late promises: Tom" in said
    assert "Which of them would you not spend again?" in said
    assert "People you have already served: judged on Friday 5 February" in said


def test_the_last_ten_are_the_last_ten() -> None:
    rows = [f"2027-01-{n:02},job,,{'linkedin' if n > 3 else 'past_customers'}" for n in range(1, 13)]
    assert last_ten(read_ledger("\n".join([header(), *rows]))) == (("linkedin", 9), ("past_customers", 1))
    assert last_ten(read_ledger("\n".join([header(), *rows[:9]]))) == ()


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (dt.date(2026, 12, 6), 0),
        (dt.date(2026, 12, 7), 1),
        (dt.date(2027, 3, 7), 13),
        (dt.date(2027, 3, 8), 14),
    ],
)
def test_which_week(day: dt.date, week: int) -> None:
    assert week_of(plan_for(sample("harbour-plumbing")), day) == week


def test_pages_before_during_and_after() -> None:
    plan = plan_for(sample("harbour-plumbing"))
    people = due(read_people("people:\n- {name: Tom, circle: inner}\n"), DAY)
    before = [line.text for line in week_lines(plan, 0, marks={"con-13": "your word"})]
    assert before[0].startswith("Week 1 begins on Monday 7 December 2026")
    assert "28 of 29 things are open" in before[1]
    during = list(week_lines(plan, 9, marks={"mea-03": "logged", "mea-04": "logged"}, due=people))
    texts = [line.text for line in during]
    assert any(text.startswith("[x] Count the week") for text in texts)
    assert any("verdict on people you have already served" in text for text in texts)
    assert "Due: Tom, no meeting written down yet." in texts
    assert sum(text.startswith("[") for text in texts) <= 9
    assert "The quarter is over" in next(iter(week_lines(plan, 14, marks={}))).text
    half = [line.text for line in week_lines(plan, 6, marks={})]
    assert any("half time for people" in text for text in half)


def test_a_week_without_minutes() -> None:
    plan = plan_for(business_from(marketing={"minutes_per_week": 0}))
    texts = [line.text for line in week_lines(plan, 3, marks={})]
    assert "the week is yours" in " ".join(texts)
    assert "Still nothing is picked." in [line.text for line in what_if_lines(plan, 30)]


def test_life_events() -> None:
    assert set(events()) == {"closing", "colleague", "holiday", "moved", "phone", "prices"}
    for event in events().values():
        assert any(step.undo for step in event.steps), f"{event.id} takes nothing back"
        assert event.title
        assert event.asks
    steps = dated_steps(find_event("Moved"), dt.date(2027, 2, 20), DAY)
    assert steps[0].day == DAY
    assert steps[0].late
    assert not steps[-1].late
    assert [step.day for step in steps] == sorted(step.day for step in steps)


def test_records_of_an_empty_folder_and_of_a_full_one(tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert load_records(tmp_path).people == People()
    posts = tmp_path / "content" / "posts"
    posts.mkdir(parents=True)
    (posts / "2026-12-01-hello.md").write_text("---\ntitle: Hello\n---\n")
    (posts / "2026-12-02-draft.md").write_text("---\ntitle: Draft\ndraft: true\n---\n")
    (posts / "undated.md").write_text("x")
    (tmp_path / "log.csv").write_bytes(b"\xff\xfe broken")
    records = load_records(tmp_path)
    assert records.post_days == (dt.date(2026, 12, 1),)
    assert records.problems
