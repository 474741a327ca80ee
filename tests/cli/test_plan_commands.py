"""plan, review, people, log, change and new: on a project, as an owner types them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.base.errors import Exit
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def _in_week_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1797422400")  # 2026-12-16, a Wednesday


def test_this_week(webkit: Run, plumber: Path) -> None:
    shown = webkit("plan", plumber)
    assert shown.code == Exit.DONE
    assert "Week 2, from Monday 14 December: 3 hours" in shown.out
    assert shown.out.count("[ ]") + shown.out.count("[x]") <= 9
    assert "cannot tell" in shown.out
    assert "%" not in shown.out


def test_another_week(webkit: Run, plumber: Path) -> None:
    assert "90-day review" in webkit("plan", plumber, "--week", "13").out


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        pytest.param("minutes=60", "Leaves: Firms that serve the same people", id="less"),
        pytest.param("minutes=270", "Joins: Facebook page and local groups", id="more"),
        pytest.param("minutes=185", "The same channels", id="nearly the same"),
        pytest.param("hours=0", "no minutes a week", id="nothing"),
    ],
)
def test_what_if(webkit: Run, plumber: Path, minutes: str, said: str) -> None:
    before = (plumber / "business.yaml").read_bytes()
    assert said in webkit("plan", plumber, "--what-if", minutes).out
    assert (plumber / "business.yaml").read_bytes() == before


@pytest.mark.parametrize("typed", ["colour=red", "minutes=9999", "minutes=-5"])
def test_what_cannot_be_tried(webkit: Run, plumber: Path, typed: str) -> None:
    shown = webkit("plan", plumber, "--what-if", typed)
    assert shown.code == Exit.INPUT
    assert "minutes=" in shown.err


def test_an_overdue_decision_is_red(webkit: Run, plumber: Path) -> None:
    posts = plumber / "content" / "posts"
    posts.mkdir(parents=True)
    (posts / "2026-10-01-vans.md").write_text(
        "---\ntitle: Should we sell the van?\nkind: decision\nstatus: open\nopened: 2026-10-01\ncloses: 2026-10-20\n---\nText\n"
    )
    assert "closed 57 days ago and nobody has heard" in " ".join(webkit("plan", plumber).out.split())


def without_names(plumber: Path) -> None:
    """Take the people out of the facts."""
    facts = plumber / "business.yaml"
    text = facts.read_text("utf-8")
    facts.write_text(text[: text.index("\nnetwork:")] + text[text.index("\ndecisions:") :], "utf-8")


def test_people_from_nobody_to_a_kept_promise(webkit: Run, plumber: Path) -> None:
    without_names(plumber)
    assert "Nobody is listed yet" in webkit("people", "--dir", plumber).err
    assert (
        webkit("people", "add", "Dana Reed", "--circle", "inner", "--how", "market", "--dir", plumber).code
        == 0
    )
    assert "Dana Reed (market): no meeting written down yet" in webkit("people", "due", "--dir", plumber).out
    webkit(
        "people", "met", "dana", "--promise", "the tiler's number", "--due", "2026-12-10", "--dir", plumber
    )
    assert "you promised: the tiler's number" in webkit("people", "--dir", plumber).out
    webkit("people", "met", "dana", "--dir", plumber)
    shown = webkit("people", "--dir", plumber)
    assert shown.out == ""
    assert "Nobody is due" in shown.err
    text = (plumber / "people.yaml").read_text()
    assert "last: 2026-12-16" in text
    assert "promise" not in text
    assert text.startswith("# Your people. Private")


def test_who_stands_in_the_facts_can_be_met_at_once(webkit: Run, plumber: Path) -> None:
    """The plan names Dave Storr from the facts; meeting him must not ask to add him first."""
    assert "Dave Storr (electrician): no meeting" in webkit("people", "--dir", plumber).out
    assert webkit("people", "met", "dave", "--promise", "my card", "--dir", plumber).code == Exit.DONE
    text = (plumber / "people.yaml").read_text()
    assert "circle: inner" in text
    assert "last: 2026-12-16" in text
    assert "you promised: my card" in webkit("people", "--dir", plumber).out
    webkit("people", "met", "dave", "--dir", plumber)
    assert "Dave" not in webkit("people", "--dir", plumber).out
    assert (plumber / "people.yaml").read_text().count("Dave Storr") == 1


def test_people_that_cannot_be(webkit: Run, plumber: Path) -> None:
    webkit("people", "add", "Dana Reed", "--dir", plumber)
    assert "is there already" in webkit("people", "add", "dana reed", "--dir", plumber).err
    assert "There is no" in webkit("people", "met", "Nobody", "--dir", plumber).err
    assert "not a day" in webkit("people", "met", "Dana", "--on", "31.13.2026", "--dir", plumber).err
    assert webkit("people", "add", " ", "--dir", plumber).code == Exit.INPUT


def test_people_keep_what_was_written_by_hand(webkit: Run, plumber: Path) -> None:
    file = plumber / "people.yaml"
    file.write_text(
        "people:\n  # from the market\n  - name: Ines   # electrician\n    last: soon\n    shoe: 43\n"
    )
    shown = webkit("people", "--dir", plumber)
    assert 'people.yaml:3: Ines: last: "soon" is not a day' in shown.err
    webkit("people", "add", "Tom", "--dir", plumber)
    text = file.read_text()
    assert "# from the market" in text
    assert "shoe: 43" in text
    assert "name: Tom" in text


def test_log_shows_what_fits_now_and_says_how_to_see_the_rest(webkit: Run, plumber: Path) -> None:
    now, every = webkit("log", "--dir", plumber), webkit("log", "--all")
    assert now.out.count("\n  ") <= 24
    assert "review_asked" in now.out
    assert "circle_renewal" not in now.out
    assert "webkit log --all" in now.err
    assert "circle_renewal" in every.out
    assert "  job" in webkit("log").out  # outside a project too


def test_log(webkit: Run, plumber: Path) -> None:
    assert webkit("log", "enquiry", "a boiler", "--channel", "past-customers", "--who", "Mrs O, Sleights", "--dir", plumber).code == 0  # fmt: skip
    assert webkit("log", "minutes", "--channel", "x", "--minutes", "40", "--dir", plumber).code == 0
    assert webkit("log", "done", "--who", "sec-07", "--dir", plumber).code == 0
    assert (plumber / "log.csv").read_text().splitlines() == [
        "date,kind,who,channel,minutes,value,due,note",
        '2026-12-16,enquiry,"Mrs O, Sleights",past_customers,,,,a boiler',
        "2026-12-16,minutes,,x_twitter,40,,,",
        "2026-12-16,done,sec-07,,,,,",
    ]
    assert "1 on your word" in webkit("plan", plumber).out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param(("followers",), "not applause", id="vanity"),
        pytest.param(("enqiry",), "enquiry", id="a slip"),
        pytest.param(("enquiry", "--channel", "linkdin"), "linkedin", id="a channel slip"),
        pytest.param(("done", "--who", "abc"), "con-09", id="no item"),
        pytest.param(("promise", "--due", "soon"), "2026-12-24", id="no day"),
        pytest.param(("job", "--on", "tomorrow"), "has not come yet", id="a day to come"),
        pytest.param(("job", "--value", "a lot"), "--value 240", id="no amount"),
        pytest.param(("job", "--channel", "billboard"), "past_customers", id="no channel at all"),
        pytest.param(("done",), "Which item", id="done, but what"),
        pytest.param(("talked to Dana " * 30,), "Did you mean", id="a whole note in the place of the kind"),
    ],
)
def test_what_is_not_logged(webkit: Run, plumber: Path, typed: tuple[str, ...], said: str) -> None:
    shown = webkit("log", *typed, "--dir", plumber)
    assert shown.code == Exit.INPUT
    assert said in shown.err
    assert not (plumber / "log.csv").exists()


def test_log_understands_how_people_write(webkit: Run, plumber: Path) -> None:
    for typed in (
        ("job", "--value", "1.200,50", "--channel", "twitter", "--on", "15.12.2026"),
        ("enquiry", "--channel", "Google Maps", "--on", "yesterday"),
        ("done", "sec-07"),
    ):
        assert webkit("log", *typed, "--dir", plumber).code == 0
    assert (plumber / "log.csv").read_text().splitlines()[1:] == [
        "2026-12-15,job,,x_twitter,,1200.5,,",
        "2026-12-15,enquiry,,map_search,,,,",
        "2026-12-16,done,sec-07,,,,,",
    ]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        pytest.param(("plan", "--week", "14"), "They go from 1 to 13", id="week 14"),
        pytest.param(("plan", "--what-if", "minutes=lots"), "--what-if minutes=60", id="no number"),
        pytest.param(("plan", "--what-if", "minutes=9999"), "no more than 2400", id="more than a week has"),
        pytest.param(("people", "met", "Dave", "--on", "tomorrow"), "has not come yet", id="met tomorrow"),
        pytest.param(("new", "decision", "Should Dave Storr get all our work?"), "would read it", id="a named person"),
        pytest.param(("new", "decision", "Move the shop"), '"Move the shop?"', id="no question"),
    ],
)  # fmt: skip
def test_slips_are_answered_with_what_would_be_right(
    webkit: Run, plumber: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(plumber)
    shown = webkit(*command)
    assert shown.code == Exit.INPUT
    assert said in shown.err


def test_a_note_may_be_longer_than_any_name_on_a_disk(
    webkit: Run, plumber: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plumber)
    assert webkit("log", "job", "two days of work in the cellar, " * 10).code == 0
    assert "two days of work" in Path("log.csv").read_text()


def test_a_project_may_be_named_last(webkit: Run, plumber: Path) -> None:
    assert webkit("log", "enquiry", "--who", "Mrs Lee", "--channel", "referral_partners", plumber).code == 0
    assert webkit("people", "add", "Ines", plumber).code == 0
    assert webkit("people", "met", "Ines", plumber).code == 0
    assert webkit("people", "due", plumber).code == 0
    assert "enquiry,Mrs Lee,referral_partners,,,,\n" in (plumber / "log.csv").read_text()


def test_a_job_comes_by_the_way_its_person_asked(webkit: Run, plumber: Path) -> None:
    assert webkit("log", "enquiry", "--who", "Mrs Lee", "--channel", "facebook_local", plumber).code == 0
    shown = webkit("log", "job", "--who", "mrs  lee", "--value", "450", plumber)
    assert "Channel facebook_local, as in their enquiry of" in " ".join(shown.err.split())
    webkit("log", "job", "--who", "Mr Ray", "--value", "90", plumber)
    webkit("log", "job", "--who", "Mrs Lee", "--channel", "speaking", plumber)
    jobs = (plumber / "log.csv").read_text().splitlines()[2:]
    assert [row.split(",")[3] for row in jobs] == ["facebook_local", "", "speaking"]


def test_an_end_before_its_beginning(webkit: Run) -> None:
    shown = webkit("change", "holiday", "--on", "2027-01-03", "--until", "2026-12-20")
    assert shown.code == Exit.INPUT
    assert "before it begins" in shown.err


def test_names_stand_on_the_weeks_page_and_what_if_says_why_nothing_is_left(
    webkit: Run, plumber: Path
) -> None:
    assert "With whom: Dave Storr (electrician)" in webkit("plan", plumber, "--week", "2").out
    less = webkit("plan", plumber, "--what-if", "minutes=60").out
    assert "enough to be picked, but there is no room for it in 1 hour a week" in " ".join(less.split())


def test_a_look_asks_nobody_about_sample_domains(webkit: Run, plumber: Path) -> None:
    shown = webkit("plan", plumber, "--look")
    assert shown.code == 0
    assert "Looked: 0 things proved" in shown.err
    assert (plumber / ".webkit" / "looked.json").is_file()


def test_log_names_its_kinds(webkit: Run) -> None:
    assert "enquiry" in webkit("log").out


def test_a_damaged_log_is_told_and_kept(webkit: Run, plumber: Path) -> None:
    file = plumber / "log.csv"
    file.write_text("date;kind;who;channel;minutes;value;due;note\nsoon;job;;;;;;\n2026-12-01;job;A;;;;;\n")
    shown = webkit("review", plumber)
    assert 'log.csv:2: date "soon" is not a day' in shown.err
    assert "Jobs, bookings or orders: 1" in shown.out
    webkit("log", "job", "--dir", plumber)
    assert file.read_text().splitlines()[1:] == [
        "soon;job;;;;;;",
        "2026-12-01;job;A;;;;;",
        "2026-12-16;job;;;;;;",
    ]


def test_the_quarters_review_feeds_the_next_choice(webkit: Run, plumber: Path) -> None:
    rows = "".join(f"2026-12-{day:02},job,,facebook_local,,,,\n" for day in range(1, 11))
    (plumber / "log.csv").write_text("date,kind,who,channel,minutes,value,due,note\n" + rows)
    shown = webkit("review", plumber, "--quarter").out
    assert "Your real last ten: facebook_local 10" in shown
    assert "webkit set marketing.last_ten.facebook_local 10" in shown
    assert "webkit set marketing.last_ten.past_customers 0" in shown, "else the ten would add up to more"
    assert "Was the number reached?" in shown


def test_a_request_is_read_before_it_is_sent(webkit: Run, tmp_path: Path) -> None:
    file = tmp_path / "request.txt"
    file.write_text("Can I pick your brain? Any thoughts?")
    shown = webkit("review", "--draft", file)
    assert shown.code == Exit.FINDINGS
    assert "asks 2 questions" in shown.out
    file.write_text(
        "Hello Dana, we met at the market in May. I am about to change to fixed prices and see two ways: one for all, or "
        "three by boiler type. I lean to three. Which did you start with? Two lines by Friday the 12th; if it is a bad "
        "week, ignore this. I will tell you what I did."
    )
    assert webkit("review", "--draft", file).code == Exit.DONE
    assert webkit("review", "--draft", tmp_path / "none").code == Exit.INPUT


def test_change(webkit: Run, plumber: Path) -> None:
    assert "moved" in webkit("change").out
    shown = webkit("change", "holiday", plumber, "--on", "2026-12-20", "--until", "2026-12-27", "--save")
    assert "Monday 28 December: Switch mail and voice notes off (the undo date)" in shown.out
    assert "Wednesday 16 December (at once; it should have been earlier)" in shown.out
    assert (plumber / "plan" / "change-holiday.md").read_text().startswith("# You are away")
    assert webkit("change", "divorce", plumber).code == Exit.INPUT


@pytest.mark.parametrize(
    ("kind", "title", "path"),
    [
        ("post", "Why boilers lose pressure", "content/posts/2026-12-16-why-boilers-lose-pressure.md"),
        ("decision", "Should we stop night calls?", "content/posts/2026-12-16-should-we-stop-night-calls.md"),
        ("event", "Größe zählt", "content/events/2027-01-13-grosse-zahlt.md"),
        ("page", "Heat pumps", "content/pages/heat-pumps.md"),
    ],
)
def test_new_drafts_are_read_and_not_published(
    webkit: Run, plumber: Path, kind: str, title: str, path: str
) -> None:
    from kit.site.reading import load_content

    shown = webkit("new", kind, title, plumber)
    assert shown.out.strip() == path
    assert load_content(plumber).drafts == (path,)
    assert webkit("new", kind, title, plumber).code == Exit.INPUT
    file = plumber / path
    file.write_text(file.read_text().replace("draft: true\n", ""))
    content = load_content(plumber)
    assert len(content.posts) + len(content.events) + len(content.pages) == 1


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Sell the van", "question"),
        ("Should we fire her?", "adviser in private"),
        ("Should we raise wages?", "payroll"),
        ("Should we go to court?", "lawyer"),
        (" ", "title"),
    ],
)
def test_decisions_that_are_not_for_an_open_post(webkit: Run, plumber: Path, title: str, said: str) -> None:
    shown = webkit("new", "decision", title, plumber)
    assert shown.code == Exit.INPUT
    assert said in shown.err
    assert not (plumber / "content").exists()


def test_a_decision_names_whom_to_invite_and_never_in_the_file(webkit: Run, plumber: Path) -> None:
    shown = webkit("new", "decision", "Should we stop night calls?", plumber)
    assert "Dave Storr" in shown.err
    assert "Dave Storr" not in (plumber / shown.out.strip()).read_text()


@pytest.mark.parametrize(
    "words", [("past_customers",), ("referral partners",), ("newsletter",), ("chamber",)]
)
def test_why_knows_ways_that_are_no_networks(webkit: Run, plumber: Path, words: tuple[str, ...]) -> None:
    shown = webkit("why", *words, plumber)
    assert shown.code == 0
    assert "Why you?" in shown.out


def test_the_verdict_that_review_asks_for_can_be_typed_as_it_stands(webkit: Run, plumber: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """What review names is a command that exists, and after it review asks no more."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1802260800")  # 2027-02-10, after the first verdict's day
    asked = " ".join(webkit("review", plumber).out.split())
    assert "the log shows none since it began" in asked
    words = re.search(r"webkit (log verdict keep --channel past_customers)", asked)
    assert words
    assert webkit(*words[1].split(), "--dir", plumber).code == Exit.DONE
    assert "log verdict keep --channel past_customers" not in " ".join(webkit("review", plumber).out.split())


def test_no_color_is_obeyed(plumber: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from kit.cli.main import cli

    assert "\x1b[" in CliRunner().invoke(cli, ["plan", str(plumber)], color=True).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in CliRunner().invoke(cli, ["plan", str(plumber)], color=True).output
