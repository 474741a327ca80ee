"""Which findings are one fault in several places."""

from __future__ import annotations

import pytest

from kit.check.groups import _costs, grouped, troubles
from kit.check.rules import all_checks
from kit.check.types import Finding, Severity


def broken(url: str, why: str) -> Finding:
    return Finding("broken_link", Severity.ERROR, "a.html", 1, f"“x” leads to {url}: {why}", "", url)


@pytest.mark.parametrize(
    ("found", "folds"),
    [
        pytest.param(
            [broken("b.html#x", "no file"), broken("b.html#y", "no file")], 1, id="one missing file"
        ),
        pytest.param(
            [broken("b.html#x", "no file"), broken("b.html", "no file")], 1, id="with and without place"
        ),
        pytest.param([broken("b.html#x", "no x"), broken("b.html#y", "no y")], 2, id="two missing places"),
        pytest.param(
            [broken("b.html#x", "no file"), broken("c.html#x", "no file")], 2, id="two missing files"
        ),
    ],
)
def test_a_missing_file_is_one_fault(found: list[Finding], folds: int) -> None:
    assert [len(group.folds) for group in grouped(found)] == [folds]


def test_every_check_says_what_its_fault_costs() -> None:
    unsaid = sorted({rule.id for rule in all_checks()} - _costs().keys())
    assert not unsaid, f"kit/check/data/costs.yaml has no row for {', '.join(unsaid)}"


def test_an_error_is_shown_before_warnings_that_would_cost_more() -> None:
    found = [
        Finding("sample_number", Severity.WARNING, "a.html", 1, "a number for fiction", ""),
        Finding("moved_link", Severity.WARNING, "a.html", 2, "moved", ""),
        Finding("moved_profile", Severity.ERROR, "a.html", 3, "an error among the last", ""),
        Finding("sample_domain", Severity.WARNING, "a.html", 4, "a mere link to example.com", ""),
        broken("b.html", "no file"),
    ]
    groups = grouped(found)
    assert [group.id for group in groups] == ["lost", "found", "reach", "unfinished"]
    assert [fold.finding.check for fold in groups[1].folds] == ["moved_profile", "moved_link"]
    errors = [fold for group in groups for fold in group.folds if fold.finding.severity is Severity.ERROR]
    assert [each.check for each in troubles(found)][:3] == [
        *(fold.finding.check for fold in errors),  # the owner's page begins as the screen does
        "sample_number",
    ]


def test_a_site_that_search_engines_leave_out_cannot_be_reached() -> None:
    hidden = Finding("hidden_from_search", Severity.ERROR, "index.html", 1, "noindex", "")
    assert [group.id for group in grouped([broken("b.html", "no file"), hidden])] == ["reach", "lost"]
