"""The owner's people and ledger: readable by hand, damage told with its line, nothing lost."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.base.errors import InputError
from kit.base.text import clean
from kit.plan.advice_request import request_problems
from kit.plan.learning import findings
from kit.plan.ledger import COLUMNS, Entry, check_kind, header, hours_by_channel, kinds, read_ledger, row_text
from kit.plan.people import (
    FULL,
    Contact,
    add_person,
    circles_for,
    due,
    kept_by,
    met_person,
    read_people,
    with_touches,
)
from tests.plan.owners import business_from

TODAY = dt.date(2026, 12, 16)


@pytest.mark.parametrize(
    ("text", "names", "problems"),
    [
        pytest.param("", (), 0, id="empty"),
        pytest.param("people:\n", (), 0, id="nobody"),
        pytest.param("people:\n- name: Ada\n- circle: inner\n- name: Tom\n", ("Ada", "Tom"), 1, id="no name"),
        pytest.param("people:\n- name: Ada\n  circle: best\n", ("Ada",), 1, id="no such circle"),
        pytest.param("people: Ada\n", (), 1, id="no list"),
        pytest.param("people:\n- name: [\n", (), 1, id="damaged"),
        pytest.param("people:\n- name: &a Ada\n", (), 1, id="references"),
    ],
)
def test_people_are_read(text: str, names: tuple[str, ...], problems: int) -> None:
    people = read_people(text)
    assert tuple(each.name for each in people.contacts) == names
    assert len(people.problems) == problems


def test_due_comes_in_order() -> None:
    text = (
        "people:\n- {name: Late, circle: inner, last: 2026-10-01}\n- {name: Fresh, circle: inner, last: 2026-12-10}\n"
        "- {name: Never, circle: outer}\n- {name: Alone, circle: inner, contact: no}\n- {name: Asleep, circle: sleeping}\n"
        "- {name: Promised, circle: outer, last: 2026-12-01, promise: a name, promise_due: 2026-12-15}\n"
        "- {name: Later, circle: outer, last: 2026-12-01, promise: a book, promise_due: 2026-12-30}\n"
    )
    assert [each.contact.name for each in due(read_people(text), TODAY)] == ["Promised", "Late", "Never"]


def test_names_are_found_or_asked_for() -> None:
    people = read_people("people:\n- name: Dana Reed\n- name: Dana Storr\n- name: Dana\n")
    assert people.find("storr").name == "Dana Storr"
    assert people.find("dana").name == "Dana"
    with pytest.raises(InputError, match="could be Dana Reed or Dana Storr"):
        people.find("r")
    with pytest.raises(InputError, match="There is no"):
        people.find("Ines")


def test_meeting_somebody_keeps_the_rest_of_the_file() -> None:
    text = "people:\n- name: Ada # hi\n  promise: a call\n- name: Tom\n"
    ada = read_people(text).find("Ada")
    after = met_person(text, ada, TODAY)
    assert "# hi" in after
    assert "a call" not in after
    assert read_people(after).find("Ada").last == TODAY
    assert "Ines" in add_person(after, Contact("Ines"))


@given(st.integers(0, 120))
def test_circles_fit_the_minutes(minutes: int) -> None:
    circles = circles_for(minutes)
    assert circles.minutes <= minutes or circles.touches == 0
    assert circles.inner <= FULL.inner
    assert circles.outer == 0 or circles.inner == FULL.inner


def test_the_full_circles_are_five_touches_a_week() -> None:
    assert FULL.touches == 256
    assert round(FULL.minutes) == 34


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), max_size=30)


@given(
    st.lists(
        st.builds(
            Entry,
            date=st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
            kind=st.sampled_from(kinds()),
            who=_TEXT,
            channel=_TEXT,
            minutes=st.none() | st.integers(0, 2400),
            value=st.none() | st.integers(0, 99999).map(float),
            due=st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
            note=_TEXT,
        ),
        max_size=8,
    ),
    st.sampled_from([",", ";"]),
)
@settings(max_examples=60)
def test_what_is_logged_is_read_back(entries: list[Entry], mark: str) -> None:
    lines = [header().replace(",", mark), *(row_text(entry, separator=mark) for entry in entries)]
    ledger = read_ledger("\n".join(lines))
    assert ledger.problems == ()
    assert len(ledger.entries) == len(entries)
    assert sorted(entry.date for entry in entries) == [entry.date for entry in ledger.entries]
    assert sorted(clean(entry.who) for entry in entries) == sorted(entry.who for entry in ledger.entries)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("soon,job,,,,,,", "is not a day", id="date"),
        pytest.param("2026-12-01,,,,,,,", "kind is missing", id="kind"),
        pytest.param("2026-12-01,job,,,ten,,,", "not a whole number", id="minutes"),
        pytest.param("2026-12-01,job,,,,cheap,,", "not a number", id="value"),
        pytest.param("2026-12-01,job,a,b,1,2,,x,y,z", "10 columns", id="columns"),
        pytest.param('2026-12-01,job,"a', "log.csv:2", id="quotes"),
    ],
)
def test_a_line_that_cannot_be_read_is_told(line: str, said: str) -> None:
    ledger = read_ledger(f"{header()}\n{line}\n2026-12-02,job,,,,,,\n")
    assert len(ledger.entries) == 1
    assert said in ledger.problems[0]


def test_other_heads_and_columns() -> None:
    assert "first line" in read_ledger("a,b\n1,2\n").problems[0]
    ledger = read_ledger("\ufeffkind,date,minutes\njob,2026-12-01,30\n\n")
    assert ledger.entries[0].minutes == 30
    assert read_ledger("") == read_ledger("\n".join([header()]))
    assert "followers" not in COLUMNS
    assert hours_by_channel(ledger.entries) == {"other": 0.5}
    assert read_ledger(f'{header()}\n2026-12-01,job,,,,"1,234.50",,\n').entries[0].value == 1234.5
    assert read_ledger(f"{header().replace(',', ';')}\n2026-12-01;job;;;;12,5;;\n").entries[0].value == 12.5


def test_kinds() -> None:
    assert check_kind("Advice Request") == "advice_request"
    with pytest.raises(InputError, match="not applause"):
        check_kind("Likes")
    with pytest.raises(InputError) as caught:
        check_kind("conversations")
    assert "conversation" in caught.value.hint


def test_a_request() -> None:
    good = (
        "Hello Dana, we met at the market meeting in May. I see two ways: one price for all, or three by boiler type. I lean "
        "to three. Which did you start with? By Friday the 12th; if it is a bad week, ignore this. I will tell you what I did."
    )
    assert request_problems(good) == ()
    assert len(request_problems("Any thoughts?")) >= 6
    assert any("121 words" in each or "words" in each for each in request_problems(good + " word" * 120))
    assert any("attachment" in each for each in request_problems(good + " See attached."))
    assert request_problems(good + " See attached.", stranger=False) == ()


def test_the_log_says_who_was_met_too() -> None:
    people = read_people(
        "people:\n- {name: Marta Quinn}\n- {name: Tom Ash}\n- {name: Tom Reed, last: 2027-03-01}\n"
    )
    day = dt.date(2027, 2, 1)
    found = with_touches(people, [("marta", day), ("Tom", day), ("Tom Reed", day), ("Nobody", day)])
    assert [each.last for each in found.contacts] == [day, None, dt.date(2027, 3, 1)]


@pytest.mark.parametrize(
    ("day", "until"),
    [(dt.date(2027, 2, 1), dt.date(2027, 2, 3)), (dt.date(2027, 2, 5), dt.date(2027, 2, 9))],
    ids=["monday", "friday"],
)
def test_a_promise_is_kept_within_two_working_days(day: dt.date, until: dt.date) -> None:
    assert kept_by(day) == until


def test_an_owner_who_asks_one_colleague_everything_is_told_so() -> None:
    """The architect of sixty: every name is an architect, and one of them is asked about four things."""
    business = business_from(
        business={"trade": "architect"},
        network={
            "referrers": [
                {"name": "Peter Lang", "trade": "architect"},
                {"name": "Joan Rees", "trade": "architect"},
            ],
            "advisers": [
                {"topic": topic, "name": "Peter Lang"} for topic in ("money", "law", "staff", "age")
            ],
        },
    )
    said = " ".join(findings((), business))
    assert "You ask Peter Lang about four things. That is one view four times" in said
    assert "works in your own trade" in said
