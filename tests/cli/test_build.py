"""build, set, undo: facts to files and back, and every ending with its exit code."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kit.base.errors import Exit
from tests.cli.conftest import Run


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


def test_gitignore_names_everything_private(built: Path) -> None:
    assert {"people.yaml", "log.csv", "plan/", ".webkit/"} <= set((built / ".gitignore").read_text().split())


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
    assert "01632 960123" in shown.err
    assert _files(built) == before


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
        pytest.param(["set", "contact.fone", "12"], 'did you mean "phone"', id="no such fact"),
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
