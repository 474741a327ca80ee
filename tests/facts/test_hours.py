"""Opening hours, as owners write them."""

from __future__ import annotations

import re

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
        ("Mon 9-5", "en", "mon 09:00-17:00"),
    ],
)  # fmt: skip
def test_reads(typed: str, language: str, meant: str) -> None:
    assert _shown(typed, language) == meant


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Mon-Fri 8-26", '"Mon-Fri 8-26" has an hour after 24; write for example: Mon-Fri 8-18'),
        ("9-17", '"9-17": on which days? Write for example: Mon-Fri 9-17'),
        ("Funday 9-17", '"funday" is not a day I know'),
        ("Mon 8-25", '"Mon 8-25" has an hour after 24'),
        ("Mon 25-8", '"Mon 25-8" has an hour after 24'),
        ("Mon 8-24:30", '"Mon 8-24:30" has an hour after 24'),
        ("Mon 9:59-10:60", '"Mon 9:59-10:60" has a minute after 59'),
        ("Mon 13pm-3pm", '"Mon 13pm-3pm" has 13 pm, which no clock shows'),
        ("Mon 0am-3am", "which no clock shows"),
        ("Mon 09-5", '"Mon 09-5" would be open all night; if you mean the afternoon, write 09:00-17:00'),
        ("Mon 18-10:01", "write 18:00-22:01"),
        ("Mon 13-12", '"Mon 13-12" would be open all night; put the earlier time first'),
        ("Mon 8-12, 11-14", "times that overlap"),
        ("Mon 9-12; Mon 14-18", "names a day twice"),
        ("Mon 9:75-10", "a minute after 59"),
        ("Mon 13pm-14pm", "which no clock shows"),
        ("Mon", "has no times"),
        ("Mon soon", 'I cannot read "soon" as times'),
        ("Mon 09:00-9", "opens and closes at the same time"),
        ("Mon 24:00-02:00", "begins at 24:00"),
        ("", "a day is missing"),
    ],
)
def test_refuses_with_an_example(typed: str, says: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is compared below
        parse_week(typed)
    assert says in str(caught.value)


AT_NINE_IN_THE_EVENING = [
    ("8-5 Mon to Fri", "Mon-Fri 8-17"),
    ("mon-fri 9 to 5:30pm", "Mon-Fri 9:00-17:30"),
    ("Mo-Fr 8-17 Uhr", "Mon-Fri 8-17"),
    ("24/7", "Mon-Sun 0-24"),
    ("24 hours a day, 7 days a week", "Mon-Sun 0-24"),
    ("Mon-Fri 24 hours, sat-sun closed", "Mon-Fri 0-24; Sat-Sun closed"),
    ("Mon-Fri 7.30 til 4", "Mon-Fri 07:30-16:00"),
    ("9-5 weekdays, 10-2 sat", "Mon-Fri 9-17; Sat 10-14"),
    ("weekdays 8-6, saturdays 9-1, closed sundays", "Mon-Fri 8-18; Sat 9-13; Sun closed"),
    ("off sundays mon-sat 8-5", "Mon-Sat 8-17; Sun closed"),
    ("8 till 8 daily", "Mon-Sun 8-20"),
    ("every day 8am-8pm", "Mon-Sun 8-20"),
    ("wochentags 8-18 uhr", "Mon-Fri 8-18"),
    ("todos los días 8-20", "Mon-Sun 8-20"),
    ("Öffnungszeiten: Mo-Fr 8-17 Uhr", "Mon-Fri 8-17"),
    ("7 days a week 7am to 7pm", "Mon-Sun 7-19"),
    ("We’re open Monday - Friday, 8 - 5", "Mon-Fri 8-17"),
    ("Mon-Fri: 8am-5pm. Sat: 9am-1pm. Sun: closed.", "Mon-Fri 8-17; Sat 9-13; Sun closed"),
    ("Mon - Fri 0800 - 1700", "Mon-Fri 8-17"),
    ("mon to thurs 730-4.30, fri 8-1", "Mon-Thu 07:30-16:30; Fri 8-13"),
    ("m-f 8-5", "Mon-Fri 8-17"),
    ("Mon-Fri 8-12, 1-5", "Mon-Fri 8-12, 13-17"),
    ("mon-fri 8-12 and 1-5 and sat 9-12", "Mon-Fri 8-12, 13-17; Sat 9-12"),
    ("Mon-Fri 8.00-12.00 / 13.00-17.00", "Mon-Fri 8-12, 13-17"),
    ("between 8 and 5 mon to fri", "Mon-Fri 8-17"),
    ("mon-fri from 8 a.m. until 5 p.m.", "Mon-Fri 8-17"),
    ("mon–fri 8 o'clock to 5 o'clock", "Mon-Fri 8-17"),
    ("mon-fri 8a-5p", "Mon-Fri 8-17"),
    ("mon-fri 9-5ish", "Mon-Fri 9-17"),
    ("tues to fri 9 til half 5", "Tue-Fri 9-17:30"),
    ("mon-fri half past 8 til quarter past 4", "Mon-Fri 8:30-16:15"),
    ("Fri-Sat 6pm to midnight", "Fri-Sat 18-24"),
    ("Fri-Sat 6 til 2am", "Fri-Sat 18:00-02:00"),
    ("Mon-Fri 9-noon", "Mon-Fri 9-12"),
    ("8-5 mon-fri 9-1 sat", "Mon-Fri 8-17; Sat 9-13"),
    ("7.30 til 4 mon to fri, sat 9-1", "Mon-Fri 07:30-16:00; Sat 9-13"),
    ("mon-fri 8am-5pm sat 9am-1pm", "Mon-Fri 8-17; Sat 9-13"),
    ("mon wed fri 9-5", "Mon 9-17; Wed 9-17; Fri 9-17"),
    ("sat & sun 10-4", "Sat-Sun 10-16"),
    ("by appt only", "by appointment"),
    ("on request", "by appointment"),
    ("Saturdays by appointment, Mon-Fri 9-5", "Mon-Fri 9-17; Sat by appointment"),
    ("Mon-Fri 9-5, no weekends", "Mon-Fri 9-17; Sat-Sun closed"),
    ("Mon-Thu 8-5 Fri 8-4 Sat/Sun shut", "Mon-Thu 8-17; Fri 8-16; Sat-Sun closed"),
    ("every day 8-4, closed Monday", "Mon closed; Tue-Sun 8-16"),
    ("daily 8-4 except Sunday", "Mon-Sat 8-16; Sun closed"),
    ("every day except mondays 8-4", "Mon closed; Tue-Sun 8-16"),
    ("7 days 8-8 apart from Sunday", "Mon-Sat 8-20; Sun closed"),
    ("Open daily 8-4, weekends 10-2", "Mon-Fri 8-16; Sat-Sun 10-14"),
    ("Mon-Sat 9-5 but not on Wednesdays", "Mon-Tue 9-17; Wed closed; Thu-Sat 9-17"),
    ("Mon-Fri 8-5, closed Wednesday", "Mon-Tue 8-17; Wed closed; Thu-Fri 8-17"),
]
"""What people type after a long day, and the same week as the grammar writes it."""

NO_HOURS = [
    ("Mon-Fri 8-12, Fri 14-18", '"Fri 14-18" names a day twice'),
    ("Mon 9-12; Mon closed", '"Mon closed" names a day twice'),
    ("daily 8-4, daily 9-5", "names a day twice"),
    ("daily 8-4, Mon closed, Mon 9-12", "names a day twice"),
    ("closed except Tue 9-5", "name the days you are open, for example: Tue-Sun 8-16"),
    ("24/7 except Christmas", "leave the holidays out here, they are asked as days that differ; write for example: Mon-Fri 8-18, Sat 9-13"),
    ("Dienstag geschlossen, sonst 9-18", "name the days you are open, for example: Tue-Sun 8-16"),
    ("7.30 til 4", "on which days? Write for example: Mon-Fri 7.30 til 4"),
    ("closed sundays", "says only when nobody can come; add when you are open"),
    ("closed", "write: by appointment"),
    ("Mon-Fri 8am", "does not say until when"),
    ("Mon-Fri 8-5, closed for lunch 12-1", "write both halves of the day, for example: Mon-Fri 8-12, 13-17"),
    ("Mon-Sat 8-5, closed bank holidays", "asked as days that differ; write for example: Mon-Fri 8-18"),
    ("8-5 but emergencies any time", "goes into the line beside the hours"),
    ("Fri 6 till late", "late is not a time; write for example: Fri 18-24"),
    ("whenever you ring", "write: by appointment; round the clock is: 24/7"),
    ("usually there", "write: by appointment"),
    ("mornings only", "write the times, for example: Mon-Fri 8-12"),
    ("11-2 Mon-Fri", "until the afternoon or into the night; write 11:00-14:00, or 11:00-02:00"),
    ("Mon-Fri 2-6", "the night or the afternoon; write 14:00-18:00, or 02:00-06:00"),
    ("Mon 11-1am", "from the morning or from the evening; write 11:00-01:00, or 23:00-01:00"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "same"), AT_NINE_IN_THE_EVENING, ids=lambda text: str(text)[:40])
def test_the_words_of_a_tired_owner_are_read(typed: str, same: str) -> None:
    assert _shown(typed) == _shown(same)


@pytest.mark.parametrize(("typed", "says"), NO_HOURS, ids=lambda text: str(text)[:40])
def test_what_is_no_hours_is_refused_with_what_to_write(typed: str, says: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is compared below
        parse_week(typed)
    assert says in str(caught.value)
    for example in re.findall(r"(?:example|write): (.+?)(?:; |, or |$)", str(caught.value)):
        parse_week(example)


OTHER_WORDS = [
    ("montags bis freitags 8 bis 17 Uhr", "de", "Mon-Fri 8-17"),
    ("Mo-Fr 8-12 und 13-17 Uhr, Sa 9-12 Uhr", "de", "Mon-Fri 8-12, 13-17; Sat 9-12"),
    ("du lundi au vendredi de 9h à 18h", "fr", "Mon-Fri 9-18"),
    ("lunes a viernes de 9 a 14 y de 17 a 20", "es", "Mon-Fri 9-14, 17-20"),
    ("L-V de 9 a 14 y de 16 a 19, sábado de 10 a 13", "es", "Mon-Fri 9-14, 16-19; Sat 10-13"),
    ("L, X y V 9 hasta 14; cerrado sabados y domingos", "es", "Mon 9-14; Wed 9-14; Fri 9-14; Sat-Sun closed"),
    ("mon and tue 9-14", "es", "Mon-Tue 9-14"),
    ("Todos los dias de 9 a 20 menos el domingo", "es", "Mon-Sat 9-20; Sun closed"),
    ("tous les jours 9h-18h sauf le dimanche", "fr", "Mon-Sat 9-18; Sun closed"),
    ("täglich 8-16 Uhr außer sonntags", "de", "Mon-Sat 8-16; Sun closed"),
    ("lunedi-venerdi 9-18", "it", "Mon-Fri 9-18"),
]


@pytest.mark.parametrize(("typed", "language", "same"), OTHER_WORDS, ids=lambda text: str(text)[:40])
def test_other_languages_say_it_in_their_words(typed: str, language: str, same: str) -> None:
    assert _shown(typed, language) == _shown(same)


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
