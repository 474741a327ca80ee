"""Opening hours, as owners write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.facts.hours import DAYS, DayHours, babel_days, clock, parse_day, parse_week


def _shown(text: str, language: str = "en") -> str:
    week = parse_week(text, language)
    parts = []
    for number, day in week.days:
        spans = "+".join(f"{clock(opens)}-{clock(closes)}" for opens, closes in day.spans)
        parts.append(f"{DAYS[number]} {'appointment' if day.by_appointment else spans or 'closed'}")
    return "; ".join(parts) or ("appointment" if week.by_appointment else "")


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("Sat 9-13", "en", "sat 09:00-13:00"),
        ("Mon-Tue 08:00-12:30, 14:00-18:00; Sat 9-13", "en",
         "mon 08:00-12:30+14:00-18:00; tue 08:00-12:30+14:00-18:00; sat 09:00-13:00"),
        ("Mon 9-12, Tue 10-11", "en", "mon 09:00-12:00; tue 10:00-11:00"),
        ("Mon, Wed 9am-5pm", "en", "mon 09:00-17:00; wed 09:00-17:00"),
        ("Mon 9-5pm", "en", "mon 09:00-17:00"),
        ("Sun closed; Mon by appointment", "en", "mon appointment; sun closed"),
        ("by appointment", "en", "appointment"),
        ("Sat-Mon 18:00-02:00", "en", "mon 18:00-02:00; sat 18:00-02:00; sun 18:00-02:00"),
        ("Mo-Di 8–18 Uhr; So geschlossen", "de", "mon 08:00-18:00; tue 08:00-18:00; sun closed"),
        ("lun-mar 9h-12h30", "fr", "mon 09:00-12:30; tue 09:00-12:30"),
        ("sábado 10-14", "es", "sat 10:00-14:00"),
        ("monday to tuesday 8 to 18", "en", "mon 08:00-18:00; tue 08:00-18:00"),
        ("Mon 00:00-24:00", "en", "mon 00:00-24:00"),
        ("Mon 12am-12pm", "en", "mon 00:00-12:00"),
        ("Mon 1am-2 a.m.", "en", "mon 01:00-02:00"),
        ("Mon 1pm-11:59 P.M.", "en", "mon 13:00-23:59"),
        ("Mon 2-5pm", "en", "mon 14:00-17:00"),
        ("Mon 8-8pm", "en", "mon 08:00-20:00"),
        ("Mon 2-5am", "en", "mon 02:00-05:00"),
        ("Mon.-Tue. 8-12 and 12-18", "en", "mon 08:00-12:00+12:00-18:00; tue 08:00-12:00+12:00-18:00"),
        ("Mon 18-10", "en", "mon 18:00-10:00"),
    ],
)  # fmt: skip
def test_reads(typed: str, language: str, meant: str) -> None:
    assert _shown(typed, language) == meant


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Mon-Fri 8-26", '"Mon-Fri 8-26" has an hour after 24; write for example: Mon-Fri 8-18'),
        ("9-17", "a day is missing"),
        ("Funday 9-17", '"funday" is not a day I know'),
        ("Mon 8-25", '"Mon 8-25" has an hour after 24'),
        ("Mon 25-8", '"Mon 25-8" has an hour after 24'),
        ("Mon 8-24:30", '"Mon 8-24:30" has an hour after 24'),
        ("Mon 9:59-10:60", '"Mon 9:59-10:60" has a minute after 59'),
        ("Mon 13pm-3pm", '"Mon 13pm-3pm" has 13 pm, which no clock shows'),
        ("Mon 0am-3am", "which no clock shows"),
        ("Mon 9-5", '"Mon 9-5" would be open all night; if you mean the afternoon, write 09:00-17:00'),
        ("Mon 18-10:01", "write 18:00-22:01"),
        ("Mon 13-12", '"Mon 13-12" would be open all night; put the earlier time first'),
        ("Mon 8-12, 11-14", "times that overlap"),
        ("Mon 9-12; Mon 14-18", "names a day twice"),
        ("Mon 9:75-10", "a minute after 59"),
        ("Mon 13pm-14pm", "which no clock shows"),
        ("Mon", "has no times"),
        ("Mon soon", 'I cannot read "soon" as times'),
        ("Mon 9-9", "opens and closes at the same time"),
        ("Mon 24:00-02:00", "begins at 24:00"),
        ("", "a day is missing"),
    ],
)
def test_refuses_with_an_example(typed: str, says: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is compared below
        parse_week(typed)
    assert says in str(caught.value)


def test_a_day_nobody_mentioned_is_closed() -> None:
    week = parse_week("Mon 9-17")
    assert week.day(0).spans == ((540, 1020),)
    assert week.day(6).closed
    assert not parse_week("by appointment").day(6).closed


def test_a_night_ends_on_the_day_after() -> None:
    assert parse_day("18-2").spans == ((1080, 1560),)
    assert parse_day("2pm-5pm").spans == ((840, 1020),)


def test_the_example_stands_behind_what_was_typed() -> None:
    with pytest.raises(ValueError, match="soon") as caught:
        parse_day("soon")
    assert str(caught.value) == (
        '"soon": I cannot read "soon" as times; write for example: Mon-Fri 8-18, Sat 9-13'
    )


@pytest.mark.parametrize(
    ("language", "word", "number"),
    [
        ("fr", "lun", 0),
        ("de", "sonntag", 6),
        ("fi", "maanantaina", 0),
        ("fi", "maanantai", 0),
        ("pt-BR", "sáb", 5),
    ],
)
def test_days_in_the_owners_language(language: str, word: str, number: int) -> None:
    assert dict(babel_days(language))[word] == number


def test_a_language_nobody_knows_has_no_days() -> None:
    assert list(babel_days("xx-nowhere")) == []


def test_special_days() -> None:
    assert parse_day("closed") == DayHours()
    assert parse_day("8-12, 14-18").spans == ((480, 720), (840, 1080))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        week = parse_week(text)
    except ValueError as exc:
        assert str(exc)
    else:
        assert week.days or week.by_appointment
