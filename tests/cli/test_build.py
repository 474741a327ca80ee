"""build, set, undo: facts to files and back, and every ending with its exit code."""

from __future__ import annotations

import json
import shlex
import zipfile
from pathlib import Path

import pytest

from kit.base.errors import Exit
from kit.cli.project import open_project
from kit.cli.set import change_fact
from kit.interview.questions import standing_questions
from tests.cli.conftest import Run

FIRST_LOOK = next(
    look
    for question in standing_questions()
    for part in question.parts
    if part.fact == "look.design"
    for look in part.choices
)
"""The one the interview offers first is the example for all of them."""


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".webkit" not in path.parts
    }


def test_a_build_makes_everything_and_a_second_changes_nothing(webkit: Run, plumber: Path) -> None:
    assert webkit("build", plumber).code == Exit.DONE
    first = _files(plumber)
    assert {"site/index.html", "profiles/profiles.html", "plan/plan.md", "homework.md", ".gitignore"} <= set(
        first
    )
    again = webkit("build", plumber)
    assert "nothing to change" in again.err
    assert _files(plumber) == first


def test_gitignore_names_everything_private(webkit: Run, built: Path) -> None:
    named = set((built / ".gitignore").read_text().split())
    assert {"people.yaml", "log.csv", "plan/", ".webkit/"} <= named
    webkit("handover", built)
    (book,) = built.glob("handover*")
    assert book.name in named  # it says who holds which account


def test_a_dry_run_writes_nothing(webkit: Run, plumber: Path) -> None:
    before = _files(plumber)
    shown = webkit("build", plumber, "--dry-run")
    assert "create   site/index.html" in shown.out
    assert _files(plumber) == before


def test_the_site_in_one_file(webkit: Run, plumber: Path) -> None:
    webkit("build", plumber, "--zip")
    first = (plumber / "site.zip").read_bytes()
    with zipfile.ZipFile(plumber / "site.zip") as packed:
        assert "index.html" in packed.namelist()
    webkit("build", plumber, "--zip")
    assert (plumber / "site.zip").read_bytes() == first


def test_a_link_out_of_the_site_is_not_packed(webkit: Run, built: Path) -> None:
    (built / "site" / "price-list.txt").symlink_to(built / "people.yaml")
    (built / "people.yaml").write_text("people: []\n")
    shown = webkit("build", built, "--zip")
    assert shown.code == Exit.UNSAFE
    assert "site/price-list.txt is only a link to" in shown.err
    assert not (built / "site.zip").exists()


def test_nobody_of_the_network_is_on_the_site(built: Path) -> None:
    for path in (built / "site").rglob("*"):
        if path.is_file():
            text = path.read_bytes()
            for name in (b"Dave Storr", b"Esk Valley Lettings", b"Our accountant", b"YO21 3AB"):
                assert name not in text, f"{path} shows {name!r}"


def test_publishing_refuses_sample_numbers(webkit: Run, built: Path) -> None:
    before = _files(built)
    shown = webkit("build", built, "--publish")
    assert shown.code == Exit.INPUT
    assert "Not published" in shown.err
    assert shown.err.count("rings nowhere") == 1  # one fault, however many pages show it
    assert "also about.html:" in shown.err
    assert "more\n    → Put your own number there.\n" in shown.err
    assert _files(built) == before


def test_publishing_says_what_comes_next(webkit: Run, tmp_path: Path) -> None:
    (tmp_path / "business.yaml").write_text(
        "version: 1\nbusiness: {name: Pipes, trade: plumber, country: GB}\n"
        "place: {mode: [at_customer], town: Leeds}\ncontact: {phone: 0113 278 4321}\n"
    )
    shown = webkit("build", tmp_path, "--publish")
    assert shown.code == Exit.DONE
    assert "does not know its address yet" in shown.err
    assert "webkit set site.address" in shown.err
    assert "netlify.md" in shown.err
    webkit("set", "site.address", "https://www.pipes.co.uk/", tmp_path)
    assert "does not know" not in webkit("build", tmp_path, "--publish").err


def test_one_fact_changes_everywhere_and_comments_stay(webkit: Run, built: Path) -> None:
    shown = webkit("set", "contact.phone", "01632 960999", built)
    assert shown.code == Exit.DONE
    assert (
        "phone: 01632 960999      # from the range kept for fiction" in (built / "business.yaml").read_text()
    )
    assert "01632 960999" in (built / "site" / "contact.html").read_text().replace("\u00a0", " ")
    assert webkit("undo", built).code == Exit.DONE
    assert "phone: 01632 960123" in (built / "business.yaml").read_text()
    assert "01632 960999" not in (built / "site" / "contact.html").read_text().replace("\u00a0", " ")


def test_lists_are_set_with_commas_and_facts_removed_with_nothing(webkit: Run, plumber: Path) -> None:
    webkit("set", "place.areas", "Whitby, Ruswarp", plumber)
    assert "Ruswarp" in (plumber / "business.yaml").read_text()
    webkit("set", "hours.note", "", plumber)
    assert "Emergencies" not in (plumber / "business.yaml").read_text()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        pytest.param(["set", "contact.phone", "12"], "too few digits", id="impossible phone"),
        pytest.param(["set", "contact.fone", "12"], "webkit set contact.phone", id="no such fact"),
        pytest.param(["set", "hours.regular", "Mon 8-26"], "an hour after 24", id="impossible hours"),
    ],
)
def test_a_wrong_value_changes_nothing(webkit: Run, plumber: Path, args: list[str], says: str) -> None:
    before = _files(plumber)
    shown = webkit(*args, plumber)
    assert shown.code == Exit.INPUT
    assert says in shown.err
    assert _files(plumber) == before


def test_wrong_facts_leave_the_old_build_byte_for_byte(webkit: Run, built: Path) -> None:
    before = _files(built)
    (built / "business.yaml").write_bytes(before["business.yaml"].replace(b"trade: plumber", b"trade: "))
    shown = webkit("build", built)
    assert shown.code == Exit.INPUT
    assert "business.yaml:8:3: business.trade: is missing" in shown.err
    after = _files(built)
    assert {**after, "business.yaml": b""} == {**before, "business.yaml": b""}


def test_an_edited_page_stays(webkit: Run, built: Path) -> None:
    page = built / "site" / "index.html"
    page.write_text("my own")
    webkit("set", "business.name", "Harbour Pipes", built)
    assert page.read_text() == "my own"
    assert "Harbour Pipes" in (built / "site" / "index.new.html").read_text()


def test_a_kept_page_is_said_in_one_line_and_its_new_version_is_no_part_of_the_site(
    webkit: Run, built: Path
) -> None:
    page, new = built / "site" / "index.html", built / "site" / "index.new.html"
    page.write_text(page.read_text("utf-8").replace("</main>", "<p>My own line.</p></main>"), "utf-8")
    shown = webkit("build", built)
    assert "Yours, because you changed them, so they stay: site/index.html." in shown.err
    assert "all" not in shown.err.splitlines()[-1]
    webkit("set", "business.name", "Harbour Pipes", built)
    shown = webkit("build", "--zip", built)
    assert "they stay: site/index.html (new version: site/index.new.html)." in shown.err
    assert "delete it before you upload" in shown.err
    with zipfile.ZipFile(built / "site.zip") as packed:
        assert {"index.html", "about.html"} <= set(packed.namelist())
        assert "index.new.html" not in packed.namelist()
    report = json.loads(webkit("check", built, "--offline", "--format", "json").out)
    assert new.is_file()
    assert report["summary"]["pages"] == len(list((built / "site").rglob("*.html"))) - 1
    assert "index.new.html" not in json.dumps(report)
    new.unlink()
    assert "new version" not in webkit("build", built).err
    assert not new.is_file()


def test_the_first_build_settles_when_week_one_is(webkit: Run, tmp_path: Path, samples: Path) -> None:
    (tmp_path / "business.yaml").write_bytes((samples / "corner-cup.yaml").read_bytes())
    webkit("build", tmp_path)
    text = (tmp_path / "business.yaml").read_text()
    assert "timezone: Europe/Dublin" in text
    assert "start: 20" in text
    webkit("build", tmp_path)
    assert (tmp_path / "business.yaml").read_text() == text


def test_without_a_project(webkit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown = webkit("build")
    assert shown.code == Exit.INPUT
    assert "There is no business.yaml here or above." in shown.err
    assert webkit("build", tmp_path / "nowhere").code == Exit.INPUT


def test_a_busy_project_is_said(webkit: Run, plumber: Path) -> None:
    from kit.cli.project import changing

    with changing(plumber, "build"):
        shown = webkit("set", "business.name", "X", plumber)
    assert shown.code == Exit.MACHINE
    assert "is being changed by webkit build" in shown.err


@pytest.mark.parametrize(
    ("fact", "value", "says", "right"),
    [
        ("contact.phone", "12", 'contact.phone: "12" has too few digits.', 'contact.phone "0121 234 5678"'),
        ("contact.phne", "020 7946 0018", "contact.phne: is not a fact I know.", 'contact.phone "020 7946 0018"'),
        ("contct.phone", "12", "contct: is not a fact I know.", 'contact.phone "0121 234 5678"'),
        ("phone", "01632 960124", "phone: is not a fact I know; did you mean contact.phone?", 'contact.phone "01632 960124"'),
        ("phnoe", "01632 960124", "phnoe: is not a fact I know; did you mean contact.phone?", 'contact.phone "01632 960124"'),
        ("hours.regular", "7.30 til 4", '"7.30 til 4": on which days?', 'hours.regular "Mon-Fri 7.30 til 4"'),
        ("services", "a b", 'services: "a b" must be a list.', 'services[4].name "Leaks and burst pipes"'),
        ("business.name", "", "business.name cannot be taken away", 'business.name "Harbour Plumbing"'),
        ("look.colour", "mauvish", 'look.colour: "mauvish" is not a colour.', 'look.colour "dark green"'),
        ("look.design", "wild", '"wild" is no look; there are: ', f"look.design {FIRST_LOOK}"),
        ("business.regulated", "maybe", '"maybe" must be yes or no.', "business.regulated yes"),
        ("marketing.comfort.writing", "7", '"7" is too large; the most is 3.', "marketing.comfort.writing 2"),
        ("place.mode", "home", '"home" is not one of the words: premises', "place.mode premises"),
    ],
)  # fmt: skip
def test_a_refused_set_speaks_of_what_was_typed_and_gives_a_command_that_works(
    webkit: Run, plumber: Path, fact: str, value: str, says: str, right: str
) -> None:
    before = (plumber / "business.yaml").read_bytes()
    shown = webkit("set", fact, value, plumber)
    assert shown.code == Exit.INPUT
    assert says in shown.err
    assert "business.yaml" not in shown.err
    assert f"webkit set {right} {plumber}" in shown.err
    assert (plumber / "business.yaml").read_bytes() == before
    name, example = shlex.split(right)
    change_fact(open_project(plumber), name, example)  # raises where the command would not be kept


def test_a_number_still_rings_where_it_did_in_another_country(
    plumber: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change_fact(open_project(plumber), "contact.phone", "020 7946 0018")
    change_fact(open_project(plumber), "business.country", "US")
    assert "written +44 20 7946 0018 now" in capsys.readouterr().err
    assert "phone: +44 20 7946 0018" in (plumber / "business.yaml").read_text()


def test_what_is_not_there_cannot_be_taken_away(webkit: Run, plumber: Path) -> None:
    shown = webkit("set", "look.logo", "", plumber)
    assert shown.code == Exit.INPUT
    assert "There is no look.logo to take away." in shown.err


def test_what_the_site_waits_for_is_homework(
    webkit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795651200")  # 2026-11-26
    (tmp_path / "business.yaml").write_text(
        """version: 1
languages: [de, en]
business: {name: Ecke, trade: cafe, country: DE, about: Coffee by the canal.}
place: {mode: [premises], street: Uferweg 1, town: Hamburg, postcode: "20095"}
contact: {phone: 040 123456}
hours: {regular: Mon-Sun 8-18}
"""
    )
    assert webkit("build", tmp_path).code == Exit.DONE
    said = (tmp_path / "homework.md").read_text("utf-8")
    assert "Not translated into English yet: business.about" in said
    assert "Holidays ahead on days you are usually open: " in said
    assert "25 December (" in said
    assert "1 January 2027 (" in said
