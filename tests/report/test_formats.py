"""Every format read back by a strict parser, with the worst text a page can hold, and numbers that agree."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.check.types import (
    Finding,
    LinkResult,
    ProfileResult,
    Report,
    Seen,
    Severity,
    SubjectKind,
    Verdict,
)
from kit.report.csv import HEADER, safe_cell
from kit.report.formats import FORMATS, Frame, render
from kit.report.markdown import plain

FRAME = Frame("2026-11-24")
EVIL = "=1+1|</script><img src=x onerror=alert(1)>`]]>&\x1b[31m\u202e\x00@everyone\n::error::x\ud800"


def report(text: str = "gone", *, kind: SubjectKind = SubjectKind.FOLDER, findings: int = 2) -> Report:
    """Make a report with one of everything."""
    found = tuple(
        Finding(
            "broken_link" if number % 2 == 0 else "missing_alt",
            Severity.ERROR if number % 2 == 0 else Severity.WARNING,
            f"page {number}.html",
            number + 1,
            text,
            "Mend it.",
            "gone.html",
            3,
        )
        for number in range(findings)
    )
    return Report(
        kind,
        f"site {text}",
        2,
        (
            LinkResult(
                "https://a.example/",
                Verdict.CANNOT_TELL,
                "refused",
                403,
                seen=(Seen("i.html", 1, 1, "a", "x"),),
            ),
        ),
        (
            ProfileResult(
                "instagram",
                "https://www.instagram.com/x/",
                "x",
                Verdict.CANNOT_TELL,
                "login_wall",
                note="Open it.",
            ),
        ),
        found,
        notes=(text,),
    )


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("text", [pytest.param("gone", id="plain"), pytest.param(EVIL, id="evil")])
def test_no_format_lets_control_characters_through(style: str, text: str) -> None:
    """What a terminal, spreadsheet or browser could act on is gone."""
    out = render(style, [report(text)], FRAME)
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", out.removeprefix("\ufeff")
    )
    out.encode("utf-8")


def test_sarif_has_every_required_part() -> None:
    """As the 2.1.0 schema asks: version, runs, tool, rules by index, message, region from 1."""
    log = json.loads(render("sarif", [report(EVIL)], FRAME))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["broken_link", "missing_alt"]
    assert all(rule["shortDescription"]["text"] for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning"}
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert " " not in place["artifactLocation"]["uri"]
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] == 3
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_junit_is_xml_whose_numbers_add_up() -> None:
    """Attributes as Jenkins' schema has them."""
    root = ET.fromstring(render("junit", [report(EVIL), report(findings=0)], FRAME))
    suites = root.findall("testsuite")
    assert int(root.get("tests", "")) == sum(len(suite.findall("testcase")) for suite in suites) == 3
    assert int(root.get("failures", "")) == len(root.findall(".//failure")) == 1
    allowed = {"name", "classname", "time"}
    assert all(set(case.attrib) <= allowed for case in root.iter("testcase"))


def test_csv_has_one_row_per_fault_and_no_formula() -> None:
    """Read back strictly; Excel needs the mark at its start."""
    out = render("csv", [report(EVIL)], FRAME)
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline=""), strict=True))
    assert tuple(rows[0]) == HEADER
    assert len(rows) == 3
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_no_cell_becomes_a_formula(text: str) -> None:
    """Whatever a page says."""
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_markdown_keeps_its_table_and_notifies_nobody() -> None:
    """Every row has the same number of cells; no link, no mention, no tag."""
    out = render("markdown", [report(EVIL)], FRAME)
    rows = [line for line in out.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}
    assert "@everyone" not in out
    assert "<img" not in out.replace("\\<", "")


def test_a_long_markdown_report_fits_a_comment() -> None:
    """GitHub refuses comments above 65,536 characters."""
    out = render("markdown", [report("x" * 400, findings=30)] * 40, FRAME)
    assert len(out) < 65_536
    assert "left out" in out


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_markdown_text_is_shown_as_it_is(text: str) -> None:
    """A renderer gives back the same words and makes nothing else of them."""
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark").render(f"x {plain(text)} x")
    assert not re.search(r"<(?!/?p>)", html.replace("\n", ""))


def test_github_annotations_are_one_line_each() -> None:
    """A message cannot begin a command of its own."""
    out = render("github", [report(EVIL)], FRAME).splitlines()
    assert len(out) == 2
    assert out[0].startswith("::error file=site ")
    assert "line=1,col=3,title=broken_link::" in out[0]


def test_annotations_of_a_project_name_the_file_in_the_repository() -> None:
    """The pages stand below site/."""
    project = Report(SubjectKind.PROJECT, "demo", 1, findings=report().findings)
    assert "file=demo/site/page 0.html" in render("github", [project], FRAME)


class _Strict(HTMLParser):
    """Counts open elements and collects what a page would load."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open it, unless it is void."""
        if tag not in {"meta", "link", "img", "br", "hr", "input"}:
            self.open.append(tag)
        self.loads += [
            value or ""
            for name, value in attrs
            if name in {"src", "srcset"} or (tag == "link" and name == "href")
        ]

    def handle_endtag(self, tag: str) -> None:
        """Close the one that is open."""
        assert self.open.pop() == tag


@pytest.mark.parametrize("text", [pytest.param("gone", id="plain"), pytest.param(EVIL, id="evil")])
def test_the_owners_page_stands_alone(text: str) -> None:
    """Well nested, nothing loaded from anywhere, text from pages is only text."""
    out = render(
        "html",
        [report(text)],
        Frame("2026-11-24", maker=text, maker_colour="#123456", maker_link="https://d.example/"),
    )
    parser = _Strict()
    parser.feed(out)
    assert parser.open == []
    assert parser.loads == []
    assert "onerror=alert(1)>" not in out.replace("&gt;", ">").replace("&lt;img src=x onerror=alert(1)>", "")
    assert "#123456" in out


def test_the_owners_page_says_what_it_costs_first() -> None:
    """Consequence, fix, who, minutes."""
    out = render("html", [report()], FRAME)
    assert "<h1>Two things are costing you customers</h1>" in out
    assert out.index("A link leads nowhere") < out.index("A picture has no description")
    assert "about 5 minutes" in out
    assert "Please open these yourself once" in out


def test_a_clean_site_gets_good_news() -> None:
    """Nothing is invented."""
    out = render("html", [report(findings=0)], FRAME)
    assert "Nothing is costing you customers" in out
    assert "Everything that was checked is in order." in out


def test_a_colour_that_is_none_is_not_used() -> None:
    """It stands inside a style sheet."""
    assert "red;}" not in render("html", [report()], Frame("2026-11-24", maker_colour="red;} body{"))


@given(st.integers(0, 12))
@settings(max_examples=13, deadline=None)
def test_all_formats_count_the_same(number: int) -> None:
    """Text, JSON, SARIF, JUnit and CSV name the same faults, and the exit code follows."""
    one = report(findings=number)
    data = json.loads(render("json", [one], FRAME))
    assert data["summary"]["errors"] + data["summary"]["warnings"] == number == len(data["findings"])
    assert len(json.loads(render("sarif", [one], FRAME))["runs"][0]["results"]) == number
    assert len(render("csv", [one], FRAME).splitlines()) == number + 1
    assert len(render("github", [one], FRAME).splitlines()) == number
    assert (one.exit() == 1) is (data["summary"]["errors"] > 0)
