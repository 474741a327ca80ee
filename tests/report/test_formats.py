"""Every format read back by a strict parser, with the worst text a page can hold, and numbers that agree."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.base.errors import MachineError
from kit.check.groups import troubles
from kit.check.rules import all_checks
from kit.check.types import (
    FactGrade,
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
from kit.report.html import spoken
from kit.report.json import from_data
from kit.report.markdown import plain
from kit.report.pdf import printed

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


# OASIS, sarif-v2.1.0-os: the properties this report uses, with what the standard allows in their place.
_SARIF: dict[str, Any] = {
    "$schema": str,
    "version": "2.1.0",
    "runs": [
        {
            "tool": {"driver": {"name": str, "semanticVersion": str, "rules": [{
                "id": str, "shortDescription": {"text": str}, "fullDescription": {"text": str},
                "defaultConfiguration": {"level": str},
            }]}},
            "automationDetails": {"id": str},
            "columnKind": "unicodeCodePoints",
            "results": [{
                "ruleId": str, "ruleIndex": int, "level": str, "message": {"text": str},
                "partialFingerprints": {"webkit/v1": str},
                "locations": [{"physicalLocation": {
                    "artifactLocation": {"uri": str}, "region": {"startLine": int, "startColumn": int},
                }}],
            }],
            "invocations": [{
                "executionSuccessful": bool,
                "toolExecutionNotifications": [{"level": str, "message": {"text": str}}],
            }],
        }
    ],
}  # fmt: skip


def _fits(value: Any, shape: Any, where: str = "log") -> None:
    if isinstance(shape, dict):
        assert isinstance(value, dict), where
        assert value.keys() <= shape.keys(), (where, value.keys() - shape.keys())
        for key, each in value.items():
            _fits(each, shape[key], f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for each in value:
            _fits(each, shape[0], f"{where}[]")
    elif isinstance(shape, type):
        assert type(value) is shape, where
    else:
        assert value == shape, where


@pytest.mark.parametrize("stopped", [None, "stopped by you"])
def test_sarif_has_no_part_that_the_standard_does_not_know(stopped: str | None) -> None:
    """A strict reader of the standard refuses what it does not know; the validator itself runs in the gates."""
    _fits(json.loads(render("sarif", [replace(report(EVIL), stopped=stopped)], FRAME)), _SARIF)


@pytest.mark.long
def test_sarif_by_the_standard_s_own_validator(tmp_path: Path) -> None:
    """Slow: the validator is a program of its own (npm: @microsoft/sarif-multitool-linux); the gates install it."""
    tool = os.environ.get("SARIF_MULTITOOL")
    if not tool:
        pytest.skip("SARIF_MULTITOOL names no validator")
    file = tmp_path / "report.sarif"
    whole = Finding("empty_title", Severity.WARNING, "a b.html", 0, "no title", "Write one.")
    reports = [report(EVIL), replace(report(), findings=(whole,), stopped="stopped by you")]
    file.write_text(render("sarif", reports, FRAME), "utf-8")
    world = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run(
        [tool, "validate", str(file), "--output", str(tmp_path / "v.sarif")],
        capture_output=True, text=True, check=False, env=world,
    )  # fmt: skip
    said = [
        line for line in done.stdout.splitlines() if re.search(r"\b(?:error|warning) (?!SARIF2005)\w+", line)
    ]
    assert done.returncode == 0, done.stdout
    assert said == []


def test_junit_is_xml_whose_numbers_add_up() -> None:
    """Attributes as Jenkins' schema has them."""
    root = ET.fromstring(render("junit", [report(EVIL), report(findings=0)], FRAME))
    suites = root.findall("testsuite")
    assert int(root.get("tests", "")) == sum(len(suite.findall("testcase")) for suite in suites) == 3
    assert int(root.get("failures", "")) == len(root.findall(".//failure")) == 1
    allowed = {"name", "classname", "time"}
    assert all(set(case.attrib) <= allowed for case in root.iter("testcase"))


def test_findings_that_were_known_are_no_news_and_not_mended() -> None:
    """After `--baseline` or `--since last`."""
    one = replace(report(findings=0), known=3)
    assert 'name="nothing new"' in render("junit", [one], FRAME)
    assert "nothing new" in render("markdown", [one], FRAME)


@pytest.mark.parametrize("style", ["github", "sarif"])
@pytest.mark.parametrize(
    ("message", "fix", "said"),
    [
        ("a link is dead", "Remove it.", "a link is dead. Remove it."),
        ("this is over: “until May!”", "Remove it.", "this is over: “until May!”. Remove it."),
        ("is it open?", "Look.", "is it open? Look."),
        ("a link is dead", "", "a link is dead"),
    ],
)
def test_message_and_fix_are_two_sentences(style: str, message: str, fix: str, said: str) -> None:
    """Both show them in one line."""
    found = Finding("broken_link", Severity.ERROR, "a.html", 1, message, fix)
    out = render(style, [Report(SubjectKind.FOLDER, "site", 1, findings=(found,))], FRAME)
    assert f"::{said}\n" in out if style == "github" else json.dumps(said, ensure_ascii=False) in out


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


@pytest.mark.parametrize(
    ("kind", "name", "uri"),
    [
        pytest.param(SubjectKind.FOLDER, "bad/", "bad/page%200.html", id="a folder"),
        pytest.param(SubjectKind.FOLDER, ".", "page%200.html", id="the folder here"),
        pytest.param(SubjectKind.PROJECT, "demo", "demo/site/page%200.html", id="a project"),
        pytest.param(
            SubjectKind.FOLDER, "/srv/bad", "file:///srv/bad/page%200.html", id="a folder elsewhere"
        ),
    ],
)
def test_code_scanning_finds_the_file_from_where_the_command_ran(
    kind: SubjectKind, name: str, uri: str
) -> None:
    """The same file that an annotation names."""
    one = Report(kind, name, 1, findings=report(findings=1).findings)
    result = json.loads(render("sarif", [one], FRAME))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


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
    out = render("html", [replace(report(), title="Harbour")], FRAME)
    assert "<h1>Two things are costing you customers</h1>" in out
    assert out.index("A link leads nowhere") < out.index("A picture has no description")
    assert "about 5 minutes" in out
    assert "Please open these yourself once" in out


def test_a_handbook_has_no_customers() -> None:
    """It is only told what to mend; a form that goes nowhere makes a business of it."""
    assert "<h1>Two things to mend</h1>" in render("html", [report()], FRAME)
    form = Finding(
        "form_without_address", Severity.ERROR, "i.html", 1, "a form has no address", "Give it one."
    )
    assert "<h1>One thing is costing you customers</h1>" in render(
        "html", [replace(report(), findings=(form,))], FRAME
    )


def test_a_clean_site_gets_good_news() -> None:
    """Nothing is invented; what was right is said in numbers."""
    grades = (FactGrade("phone", 30, 11, 0), FactGrade("hours", 1, 0, 0), FactGrade("email", 2, 0, 1))
    out = render("html", [replace(report(findings=0), title="Harbour", facts=grades)], FRAME)
    assert "Nothing is costing you customers" in out
    assert "Everything that was checked is in order." in out
    assert "Your phone number is right in all 41 places." in out
    assert "Your opening hours are right in the one place where they stand." in out
    assert "Your mail address" not in out


def test_errors_come_before_warnings_and_among_them_the_most_costly() -> None:
    """A dead link stands before a number nobody can ring, of which CI only warns; that one before filler."""
    found = [
        Finding(check, Severity.WARNING, "i.html", 1, "m", "f")
        for check in ("placeholder_text", "missing_alt", "sample_number", "pages_disagree")
    ]
    link = Finding("broken_link", Severity.ERROR, "i.html", 1, "m", "f")
    assert [each.check for each in troubles([*found, link])] == [
        "broken_link", "sample_number", "pages_disagree", "placeholder_text", "missing_alt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(3, "5 minutes"), (47, "45 minutes"), (90, "1½ hours"), (143, "2½ hours"), (170, "3 hours")],
)
def test_time_is_said_as_people_do(minutes: int, words: str) -> None:
    """Nobody guesses 143 minutes."""
    assert spoken(minutes) == words


@pytest.mark.parametrize(
    ("colour", "on"), [("#123456", "#ffffff"), ("#ffe066", "#101418"), ("#0b5d7a", "#ffffff")]
)
def test_the_maker_s_colour_can_be_read(colour: str, on: str) -> None:
    """White or nearly black, whichever stands out."""
    assert f"--on-brand: {on};" in render("html", [report()], replace(FRAME, maker_colour=colour))


def test_a_colour_that_is_none_is_not_used() -> None:
    """It stands inside a style sheet."""
    assert "red;}" not in render("html", [report()], Frame("2026-11-24", maker_colour="red;} body{"))


_FINDINGS = st.builds(
    Finding,
    st.sampled_from(sorted(rule.id for rule in all_checks())),
    st.sampled_from(Severity),
    st.sampled_from(["", "index.html", "a b.html", "https://a.example/x"]),
    st.integers(0, 40),
    st.text(min_size=1, max_size=20).filter(lambda text: text.strip() != ""),
    st.sampled_from(["", "Mend it."]),
    st.sampled_from(["", "gone.html"]),
    st.integers(0, 9),
)
_LINKS = st.builds(
    LinkResult,
    st.just("https://a.example/"),
    st.sampled_from([each for each in Verdict if each != "missing"]),
    st.just("ok"),
)


@given(
    st.lists(_FINDINGS, max_size=30),
    st.lists(_LINKS, max_size=9),
    st.sampled_from(["error", "warning", "never"]),
)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_all_formats_and_the_exit_code_agree(
    findings: list[Finding], links: list[LinkResult], fail_on: str
) -> None:
    """Text, JSON, SARIF, JUnit, CSV and annotations name the same faults; whatever makes the exit code is printed."""
    one = Report(SubjectKind.FOLDER, "s", 1, tuple(links), findings=tuple(findings))
    data = json.loads(render("json", [one], FRAME))["summary"]
    errors, warnings = data["errors"], data["warnings"]
    assert errors + warnings == len(findings)
    assert (
        data["live"] + data["broken"] + data["cannot_tell"] + data["not_asked"] == data["links"] == len(links)
    )
    failed = {"error": errors, "warning": errors + warnings, "never": 0}[fail_on]
    assert (one.exit(fail_on) == 1) is (failed > 0)
    for verbose in (False, True):
        text = render("text", [one], Frame("2026-11-24", verbose=verbose)).splitlines()
        parts = ([f"{errors:,} error{'s' * (errors != 1)}"] if errors else []) + (
            [f"{warnings:,} warning{'s' * (warnings != 1)}"] if warnings else []
        )
        assert text[0] == "s: " + (" and ".join(parts) or "nothing to mend")
        titled = [int(found[1]) for line in text if (found := re.match(r"^[A-Z][\w ]+ \((\d+)\)$", line))]
        assert sum(titled) == len(findings)
        assert (
            f"{len(links)} link{'s' * (len(links) != 1)}: {data['live']} live, {data['broken']} broken"
            in text[-1]
        )
    assert len(json.loads(render("sarif", [one], FRAME))["runs"][0]["results"]) == len(findings)
    rows = list(csv.reader(io.StringIO(render("csv", [one], FRAME).removeprefix("\ufeff"), newline="")))
    assert len(rows) == len(findings) + 1
    assert len(render("github", [one], FRAME).splitlines()) == len(findings)
    assert len(ET.fromstring(render("junit", [one], FRAME)).findall(".//failure")) == errors
    assert from_data(json.loads(render("json", [one], FRAME))).count_findings(Severity.ERROR) == errors


@pytest.mark.long
@pytest.mark.browser
def test_the_owners_page_is_printed(chromium_path: str) -> None:
    """Slow: a real Chromium. One short report is one sheet of paper."""
    paper = printed(render("html", [replace(report(), title="Harbour")], FRAME))
    assert paper.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_without_a_browser_the_page_can_still_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy is in the message."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MachineError) as refused:
        printed("<p>x")
    assert "report.html" in refused.value.hint
