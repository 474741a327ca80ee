"""Redirects for good are worth a change of the link, others are not; what to write instead."""

from __future__ import annotations

import json

import pytest

from kit.check.judge import judge
from kit.check.rule import findings
from kit.check.rules.links import moved_link
from kit.check.types import Report, Seen, SubjectKind, Target
from kit.net.types import Ask, Hop, Reply
from kit.report.formats import Frame, render

SEEN = (Seen("index.html", 3, 5, "a", "our blog"),)


def link(url: str, *hops: tuple[int, str]):  # type: ignore[no-untyped-def]
    """Judge a link that leads over (status, address) to the last of them."""
    there, steps = url, []
    for status, address in hops:
        steps.append(Hop(status, there, address))
        there = address
    return judge(Target(url, SEEN), Reply(Ask(url), 200, there, hops=tuple(steps)))


@pytest.mark.parametrize(
    ("url", "hops", "moved_to"),
    [
        pytest.param("https://a.test/x", (), "", id="no redirect"),
        pytest.param("https://a.test/x", ((301, "https://a.test/y"),), "https://a.test/y", id="for good"),
        pytest.param("https://a.test/x", ((308, "https://b.test/y"),), "https://b.test/y", id="for good, 308"),
        pytest.param("https://a.test/x", ((302, "https://a.test/y"),), "", id="for now"),
        pytest.param("https://a.test/x", ((307, "https://a.test/y"), (301, "https://a.test/z")), "", id="for now, then for good"),
        pytest.param("http://a.test/x", ((301, "https://a.test/x"), (302, "https://a.test/en")), "https://a.test/x", id="for good, then for now"),
        pytest.param("https://a.test/x", ((301, "https://a.test/y"), (301, "https://a.test/z")), "https://a.test/z", id="for good twice"),
    ],
)  # fmt: skip
def test_a_report_keeps_whether_an_address_has_moved_for_good(
    url: str, hops: tuple[tuple[int, str], ...], moved_to: str
) -> None:
    found = link(url, *hops)
    assert found.moved_to == moved_to
    report = Report(SubjectKind.LIST, "links.txt", 0, (found,))
    written = json.loads(render("json", (report,), Frame("2026-11-27")))["links"][0]
    assert (written["moved_to"], written["final_url"]) == (moved_to or None, hops[-1][1] if hops else None)


@pytest.mark.parametrize(
    ("url", "there", "fix"),
    [
        pytest.param("https://a.test/x", "https://a.test/y", "Write https://a.test/y", id="another page"),
        pytest.param("https://a.test/x#prices", "https://a.test/y", "Write https://a.test/y#prices", id="the place on the page stays"),
        pytest.param("https://a.test/", "https://b.test/", "Write https://b.test/", id="another domain"),
        pytest.param("https://a.test/blog", "https://blog.a.test/", "Write https://blog.a.test/", id="a host of its own"),
        pytest.param("https://a.test/x?y", "https://a.test/", "The page itself seems gone: link to what replaced it, or remove the link.", id="only the front page is left"),
        pytest.param("http://a.test/x", "https://a.test/x", "", id="https by itself"),
        pytest.param("https://a.test/x", "https://www.a.test/x", "", id="www"),
        pytest.param("https://a.test/x", "https://a.test/x/", "", id="a slash"),
        pytest.param("https://a.test", "https://www.a.test/en/", "", id="a front page and its first page"),
        pytest.param("https://bit.ly/3abc", "https://a.test/very/long", "", id="a short link is meant"),
        pytest.param("https://doi.org/10.1000/182", "https://a.test/handbook", "", id="a lasting name is meant"),
    ],
)  # fmt: skip
def test_what_has_moved_for_good_is_written_anew_where_that_gains_something(
    url: str, there: str, fix: str
) -> None:
    found = list(findings((moved_link,), link(url, (301, there))))
    assert [each.fix for each in found] == ([fix] if fix else [])
    for each in found:
        assert (each.page, each.line) == ("index.html", 3)
        assert "“our blog” leads to " in each.message
        assert there in each.message
