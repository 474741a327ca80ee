"""The report for a terminal: the costly first, the same fault once, never more than a screen unasked."""

from __future__ import annotations

from dataclasses import replace

import pytest

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
from kit.report.formats import Frame, render


def _finding(
    check: str = "broken_link", page: str = "index.html", line: int = 1, url: str = "gone.html"
) -> Finding:
    return Finding(
        check, Severity.ERROR, page, line, f"“Shop” leads to {url}: gone", "Remove the link.", url, 3
    )


def _report(*findings: Finding, **more: object) -> Report:
    return Report(SubjectKind.FOLDER, "site", 2, findings=findings, **more)  # type: ignore[arg-type]


def _text(report: Report, **frame: object) -> str:
    return render("text", [report], Frame("2026-11-24", **frame))  # type: ignore[arg-type]


def test_nothing_to_mend_is_said() -> None:
    """A clean site is good news in two lines."""
    assert (
        _text(_report())
        == "site: nothing to mend\n\n2 pages, 0 links: 0 live, 0 broken, 0 cannot tell, 0 not asked.\n"
    )


def test_the_same_fault_on_many_pages_is_one_entry() -> None:
    """A dead link in the menu is one thing to mend."""
    text = _text(_report(*(_finding(page=f"p{n}.html") for n in range(9))))
    assert text.count("leads to gone.html") == 1
    assert "also p1.html:1, p2.html:1, p3.html:1 and 5 more places" in text


def test_a_long_report_fits_a_screen_and_counts_the_rest() -> None:
    """-v shows all."""
    report = _report(*(_finding(url=f"{n}.html") for n in range(60)))
    short = _text(report)
    assert len(short.splitlines()) <= 24
    assert "… and 56 more; -v shows all" in short
    assert _text(report, verbose=True).count("leads to") == 60


def test_a_place_is_named_once_however_often_its_line_holds_the_fault() -> None:
    """Structured data names an address several times in one line."""
    text = _text(_report(_finding(), _finding(), _finding(page="b.html"), _finding(page="b.html")))
    assert "also b.html:1\n" in text


def test_no_warning_takes_the_place_of_an_error() -> None:
    """On a small screen a second dead link counts for more than the first of another kind."""
    dead = [_finding(url=f"{n}.html") for n in range(3)]
    warned = replace(_finding("folder_without_index", url="x/"), severity=Severity.WARNING)
    text = _text(_report(*dead, warned), height=13)
    assert text.count("leads to") == 3
    assert "x/" not in text


def test_what_costs_most_stands_first() -> None:
    """A profile that is not there before a dead link."""
    text = _text(_report(_finding(), _finding("missing_profile", "", 0, "")))
    assert text.index("Customers cannot reach you") < text.index("Visitors get lost")


def test_what_cannot_be_told_is_listed_apart() -> None:
    """With what a person should look at; it is no fault."""
    link = LinkResult(
        "https://a.example/", Verdict.CANNOT_TELL, "refused", 999, seen=(Seen("i.html", 1, 1, "a", "x"),)
    )
    profile = ProfileResult(
        "instagram", "https://www.instagram.com/x/", "x", Verdict.CANNOT_TELL, "login_wall", note="Open it."
    )
    text = _text(_report(links=(link,), profiles=(profile,)))
    assert "nothing to mend" in text
    assert "a.example refuses programs (999)" in text
    assert "Instagram https://www.instagram.com/x/: Open it." in text
    assert "1 profile: 1 cannot tell." in text


def test_what_was_known_before_is_no_news_but_not_mended() -> None:
    """`--since last` leaves it out, and must not call the site clean."""
    for style, words in (("text", "site: nothing new"), ("html", "Nothing new to mend")):
        text = render(style, [_report(known=9)], Frame("2026-11-24"))
        assert words in text
        assert "nothing to mend" not in text


def test_stopping_early_is_said() -> None:
    """With the reason."""
    assert "Not everything was checked: stopped after 5 pages" in _text(
        _report(stopped="stopped after 5 pages")
    )


def test_colour_only_when_asked() -> None:
    """Files and pipes get none."""
    assert "\x1b[" not in _text(_report(_finding()))
    assert "\x1b[" in _text(_report(_finding()), colour=True)


@pytest.mark.parametrize("style", ["text", "json"])
def test_nothing_from_outside_reaches_the_terminal_raw(style: str) -> None:
    """Escape sequences and direction marks from a page are gone."""
    link = LinkResult("https://a.example/\x1b[2J\u202e", Verdict.CANNOT_TELL, "refused", 403)
    text = render(style, [_report(links=(link,), stopped="\x1b[31mx")], Frame("2026-11-24"))
    assert "\x1b" not in text
    assert "\u202e" not in text
