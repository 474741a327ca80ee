"""Open decisions: what a post must have before it asks, and what it owes afterwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kit.plan.decisions import (
    DecisionPost,
    outcome_due,
    private_route,
    problems_at_close,
    problems_at_publication,
    read_decision,
    red_lines,
    refused_topic,
)
from kit.plan.drafts import invited, new_draft, private_way
from kit.plan.people import Contact, People
from kit.plan.weighing import weighing
from tests.plan.owners import TODAY, business_from, sample

GOOD = """\
---
title: "Should the autumn workshop be one day in a room or four mornings online?"
kind: decision
status: open
opened: 2026-06-02
closes: 2026-06-20
---
## Situation
For six years I have held one workshop each autumn.
## What is fixed
No more than fourteen people.
## Options
1. *As before.* Gain: the breaks. Loss: those who cannot be away.
2. *Four mornings online.* Gain: time to try. Loss: the breaks.
## What I lean to, and how sure
Option 2, about 60 percent sure.
## What I am unsure of
Whether people keep four dates.
## What I ask, and whom
Those who came: which hour would you least have missed?
## How to answer
In public, under your name. Or write to me without a name.
## Who decides
I do, by 30 June. It is not a vote.
"""
DONE = """
## Outcome
Half a day in a room, then three mornings.
## Why
Almost everyone named the walk.
## What changed my mind, and what did not
Ruth wrote that fourteen days are better.
## What I expect, and when I check
Twelve bookings; I look on 15 December.
"""


def post(text: str = GOOD) -> DecisionPost:
    found = read_decision(text)
    assert found is not None
    return found


def test_the_good_one_passes() -> None:
    assert problems_at_publication(post()) == ()
    assert private_route(post())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("online?", "online", "with a question mark", id="no question"),
        pytest.param("closes: 2026-06-20", "closes: 2026-06-05", "listens for 3 days", id="too short"),
        pytest.param("closes: 2026-06-20", "closes: 2026-09-20", "listens for 110 days", id="too long"),
        pytest.param("closes: 2026-06-20\n", "", "the day it closes is missing", id="no end"),
        pytest.param("opened: 2026-06-02\n", "opened: someday\n", "the day it was opened", id="no beginning"),
        pytest.param("2. *Four mornings online.* Gain: time to try. Loss: the breaks.\n", "", "it has 1 option;", id="one option"),
        pytest.param("*As before.*", "*A room.*", "leave it as it is", id="not left as it is"),
        pytest.param("about 60 percent sure", "fairly sure", "in percent", id="no percentage"),
        pytest.param("It is not a vote.", "Thanks.", "not a vote", id="a vote"),
        pytest.param("Or write to me without a name.", "", "in private", id="no private way"),
        pytest.param("In public, under your name. Or", "Please", "in public too", id="no public way"),
        pytest.param("No more than fourteen people.", "<!-- Limits. -->", "“What is fixed” is still empty", id="a draft"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(old: str, new: str, said: str) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    problems = problems_at_publication(post(text))
    assert any(said in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("today", "count"),
    [
        pytest.param(dt.date(2026, 6, 15), 0, id="still open"),
        pytest.param(dt.date(2026, 7, 4), 0, id="within a fortnight"),
        pytest.param(dt.date(2026, 7, 5), 1, id="overdue"),
    ],
)
def test_an_outcome_is_owed(today: dt.date, count: int) -> None:
    assert len(problems_at_close(post(), today)) == count
    assert len(red_lines([post()], today)) == count
    assert outcome_due(post(), today) == (today > dt.date(2026, 6, 20))


def test_a_decided_post_is_complete_or_says_what_is_missing() -> None:
    decided = post(GOOD.replace("status: open", "status: decided\ndecided_on: 2026-06-28") + DONE)
    assert problems_at_close(decided, dt.date(2026, 12, 1)) == ()
    assert (
        len(problems_at_close(post(GOOD.replace("status: open", "status: decided")), dt.date(2026, 12, 1)))
        == 5
    )
    assert problems_at_close(replace(post(), status="withdrawn"), dt.date(2027, 1, 1)) == ()
    assert problems_at_close(replace(post(), draft=True), dt.date(2027, 1, 1)) == ()


@pytest.mark.parametrize(
    "text", ["", "no head", "---\nkind: post\n---\n", "---\n: {\n---\n", "---\n- a\n---\n"]
)
def test_what_is_no_decision(text: str) -> None:
    assert read_decision(text) is None


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("Should we keep the wood fire?", False),
        ("Should we fire the new driver?", True),
        ("Sollen wir Löhne erhöhen?", True),
        ("Should we publish our client’s letter?", True),
        ("Should we resurface the tennis court?", False),
        ("Should we change the alarm code?", True),
        ("Should we fire Tom?", True),
        ("Should we keep Sunday opening?", False),
        ("Should we pay our staff less?", True),
        ("Should we pay our suppliers sooner?", False),
    ],
)
def test_topics(question: str, refused: bool) -> None:
    assert (refused_topic(question) is not None) is refused


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_a_draft_lacks_only_what_its_owner_must_write(language: str) -> None:
    business = sample("harbour-plumbing").model_copy(update={"language": language})
    draft = read_decision(new_draft("decision", "Nachtdienst?", business, TODAY).text)
    assert draft is not None
    assert draft.draft
    problems = " ".join(problems_at_publication(draft, language))
    assert "still empty" in problems
    for settled in ("question mark", "private", "public", "not a vote", "listens", "opened"):
        assert settled not in problems


def test_private_ways_and_invitations() -> None:
    assert private_way(sample("harbour-plumbing")) == "sue@harbourplumbing.example"
    assert private_way(sample("corner-cup")) == "020 912 0123"
    empty = business_from(contact={"form": {"to": "email"}, "email": None})
    assert private_way(empty) == "the form on the contact page"
    people = People(tuple(Contact(f"Friend {number}", "inner") for number in range(20)))
    names = invited(sample("harbour-plumbing"), people)
    assert len(names) == 10
    assert names[:2] == ("Dave Storr", "Esk Valley Lettings")


def test_what_is_weighed_comes_from_the_post_where_there_is_one() -> None:
    business = business_from(
        decisions=[
            {
                "title": "Should we stop night calls?",
                "status": "open",
                "closes": "2026-11-22",
                "opened": "2026-11-02",
            },
            {"title": "Should we take the unit next door?"},
            {"title": "Should we fire Tom?"},
        ]
    )
    day = dt.date(2026, 12, 1)
    said = list(weighing(business, (), day))
    assert said[0].startswith("Should we stop night calls? The answers closed on Sunday 22 November.")
    late = next(iter(weighing(business, (), dt.date(2026, 12, 8))))
    assert "was due on Sunday 6 December 2026. Say now what you decided" in late
    assert 'webkit new decision "Should we take the unit next door?"' in said[1]
    assert "Not as an open post" in said[2]
    whole = GOOD.partition("---\n## ")[2]
    post = DecisionPost("Should we stop  night calls?", "open", dt.date(2026, 11, 25), dt.date(2026, 12, 15), None, None, "", "", f"## {whole}")  # fmt: skip
    assert "People can answer until Tuesday 15 December. Invite ten" in next(
        iter(weighing(business, (post,), day))
    )
    halves = replace(post, body="## Situation")
    assert not any("Invite ten" in line for line in weighing(business, (halves,), day))
    assert "is no draft any more and not finished" in red_lines([halves], day)[0]
    assert red_lines([post], day) == ()
    assert len(list(weighing(business, (replace(post, status="decided"),), day))) == 2
    assert any(
        "Another one?" in line for line in weighing(business, (replace(post, title="Another one?"),), day)
    )
