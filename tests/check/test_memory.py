"""What is remembered between runs: news, time-outs a day apart, missing seen twice, what a person saw, baselines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kit.base.errors import Exit, InputError
from kit.check.confirmed import FILE, confirm, load_confirmed, still_good
from kit.check.ignores import Ignore, is_not_asked, leave_out, load_check_file
from kit.check.memory import open_memory
from kit.check.news import against_baseline, baseline_of, load_baseline, since
from kit.check.types import (
    Confirmed,
    Finding,
    LinkResult,
    ProfileResult,
    Report,
    Severity,
    SubjectKind,
    Verdict,
)
from kit.check.world import World
from kit.cli.main import run
from kit.net.types import Ask, Reply, Trouble
from tests.check.test_audit import check, fake_web, folder, verdicts

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def _finding(url: str, page: str = "i.html", line: int = 1) -> Finding:
    return Finding("broken_link", Severity.ERROR, page, line, f"{url} is gone", "Remove it.", url, 2)


def _report(*findings: Finding, **more: object) -> Report:
    return Report(SubjectKind.FOLDER, "s", 1, findings=findings, **more)  # type: ignore[arg-type]


def test_findings_of_the_last_run_come_back(tmp_path: Path) -> None:
    """A run that was stopped early does not count as the last."""
    with open_memory(tmp_path / "h.sqlite", "s", NOW) as memory:
        assert memory.last_findings() is None
        memory.remember(_report(_finding("a"), _finding("b")))
        memory.remember(_report(stopped="by you"))
    with open_memory(tmp_path / "h.sqlite", "s", NOW) as memory:
        assert memory.last_findings() == ("2026-11-24", (_finding("a"), _finding("b")))
        assert memory.trend() == (("2026-11-24", 2, 0), ("2026-11-24", 0, 0))
    with open_memory(tmp_path / "h.sqlite", "another", NOW) as memory:
        assert memory.last_findings() is None


def test_only_the_news() -> None:
    """New, fixed and still open; moved lines are no news."""
    news = since(_report(_finding("a", line=9), _finding("c")), "2026-11-20", [_finding("a"), _finding("b")])
    assert [finding.url for finding in news.findings] == ["c"]
    assert news.notes == ("1 new, 1 fixed, 1 still open since 2026-11-20.", "Fixed: i.html: b is gone")


def test_a_timeout_a_day_apart_is_broken(tmp_path: Path) -> None:
    """Within the day it cannot be told."""
    page = folder(tmp_path / "site", index='<a href="https://slow.com/">x</a>')
    web = fake_web({"https://slow.com/": Trouble.TIMEOUT, "https://other.com/": (200, "<p>")})
    for hours, verdict in ((0, Verdict.CANNOT_TELL), (20, Verdict.CANNOT_TELL), (25, Verdict.BROKEN)):
        now = NOW + timedelta(hours=hours)
        with open_memory(tmp_path / "h.sqlite", "s", now) as memory:
            report = check(page, World(now, ask=web, past=memory))
            memory.remember(report)
        assert (report.links[0].verdict, report.links[0].reason) == (verdict, "timeout")


def test_an_answer_in_between_begins_anew(tmp_path: Path) -> None:
    """Only an unbroken row of time-outs counts."""
    slow = LinkResult("https://a.com/", Verdict.CANNOT_TELL, "timeout")
    live = LinkResult("https://a.com/", Verdict.LIVE, "ok", 200)
    for hours, link in ((0, slow), (10, live), (30, slow)):
        with open_memory(tmp_path / "h.sqlite", "s", NOW + timedelta(hours=hours)) as memory:
            memory.remember(_report(links=(link,)))
    with open_memory(tmp_path / "h.sqlite", "s", NOW) as memory:
        assert memory.timeout_since("https://a.com/") == NOW + timedelta(hours=30)
        assert memory.live_at("https://a.com/") is None


def test_a_live_answer_need_not_be_asked_again(tmp_path: Path) -> None:
    """As long as it is young enough."""
    page = folder(tmp_path / "site", index='<a href="https://a.com/#x">x</a>')
    with open_memory(tmp_path / "h.sqlite", "s", NOW) as memory:
        memory.remember(check(page, World(NOW, ask=fake_web({"https://a.com/": (200, "<p>")}))))
    for hours, age, asked in ((5, 6, 0), (7, 6, 1), (5, 0, 1)):
        now, log = NOW + timedelta(hours=hours), list[str]()
        with open_memory(tmp_path / "h.sqlite", "s", now) as memory:
            web = fake_web({"https://a.com/": (200, "<p>")}, log)
            report = check(page, World(now, ask=web, past=memory), max_age=timedelta(hours=age))
        assert (list(verdicts(report).values()), len(log)) == (["ok"], asked)


def test_a_remembered_link_is_still_said_to_have_moved(tmp_path: Path) -> None:
    """The warning does not come and go with the age of what is known; once mended it goes."""
    page = folder(tmp_path / "site", index='<a href="https://a.com/old">x</a>')
    moved = fake_web({"https://a.com/old": "https://a.com/new", "https://a.com/new": (200, "<p>")})
    mended = fake_web({"https://a.com/old": (200, "<p>")})
    said = []
    for hours, web, age in ((0, moved, 0), (1, moved, 24), (2, mended, 0), (3, mended, 24)):
        now = NOW + timedelta(hours=hours)
        with open_memory(tmp_path / "h.sqlite", "s", now) as memory:
            report = check(page, World(now, ask=web, past=memory), max_age=timedelta(hours=age))
            memory.remember(report)
        said.append(report.links[0].moved_to)
    assert said == ["https://a.com/new", "https://a.com/new", "", ""]


def test_what_did_not_change_is_not_sent_again(tmp_path: Path) -> None:
    """The second run asks with the tag of the first; a dead link's tag is worth nothing."""
    sent: list[tuple[tuple[str, str], ...]] = []

    def server(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        for each in asks:
            assert each is not None
            sent.append(each.headers)
            if "gone" in each.url:
                yield Reply(each, 404, each.url, headers=(("etag", '"g"'),))
            elif ("If-None-Match", '"7"') in each.headers:
                yield Reply(each, 304, each.url)
            else:
                yield Reply(each, 200, each.url, headers=(("etag", '"7"'),), body=b"<title>A</title>")

    page = folder(tmp_path / "site", index='<a href="https://a.com/">x</a><a href="https://a.com/gone">y</a>')
    for _ in range(3):
        with open_memory(tmp_path / "h.sqlite", "s", NOW) as memory:
            report = check(page, World(NOW, ask=server, past=memory))
            memory.remember(report)
            links = {each.url: (each.reason, each.status) for each in report.links}
        assert links == {"https://a.com/": ("ok", 200), "https://a.com/gone": ("not_found", 404)}
    tagged = [each for each in sent if ("If-None-Match", '"7"') in each]
    assert len(tagged) == 2
    assert all(("If-None-Match", '"g"') not in each for each in sent)


def test_missing_is_counted_from_the_first_sighting(tmp_path: Path) -> None:
    """Until the profile is seen again."""
    gone = ProfileResult("bluesky", "u", "h", Verdict.CANNOT_TELL, "seen_once")
    blocked = ProfileResult("bluesky", "u", "h", Verdict.CANNOT_TELL, "rate_limited")
    for hours, profile in ((0, gone), (1, gone)):
        with open_memory(tmp_path / "h.sqlite", "s", NOW + timedelta(hours=hours)) as memory:
            memory.remember(_report(profiles=(profile,)))
    with open_memory(tmp_path / "h.sqlite", "s", NOW + timedelta(hours=2)) as memory:
        assert memory.missing_since("bluesky", "h") == NOW
        memory.remember(_report(profiles=(blocked,)))
        assert memory.missing_since("bluesky", "h") is None


def test_a_damaged_history_is_put_aside(tmp_path: Path) -> None:
    """The run goes on with a new one."""
    (tmp_path / "h.sqlite").write_bytes(b"not a database" * 100)
    with open_memory(tmp_path / "h.sqlite", "s", NOW) as memory:
        memory.remember(_report())
    assert (tmp_path / "h.damaged").exists()


def test_what_a_person_saw_is_readable_and_fades(tmp_path: Path) -> None:
    """For 90 days; the last word counts; lines that somebody broke are left out."""
    confirm(tmp_path, "https://i.com/x,y", Confirmed(Verdict.MISSING, "2026-08-01", "SH"))
    confirm(tmp_path, "https://i.com/x,y", Confirmed(Verdict.LIVE, "2026-11-01", "SH", "01947 820123"))
    with (tmp_path / FILE).open("a") as file:
        file.write('nonsense,"\n')
    assert "2026-11-01,SH,live,01947 820123" in (tmp_path / FILE).read_text()
    found = still_good(load_confirmed(tmp_path).get("https://i.com/x,y"), NOW)
    assert found == Confirmed(Verdict.LIVE, "2026-11-01", "SH", "01947 820123")
    assert still_good(found, NOW + timedelta(days=90)) is None


def test_a_baseline_lets_only_new_findings_through(tmp_path: Path) -> None:
    """Each as often as it stood there."""
    file = tmp_path / "baseline.json"
    assert load_baseline(file) is None
    file.write_bytes(baseline_of([_report(_finding("a"), _finding("a", line=5))]))
    known = load_baseline(file)
    assert known is not None
    kept = against_baseline(_report(_finding("a"), _finding("a"), _finding("a"), _finding("b")), known)
    assert [finding.url for finding in kept.findings] == ["a", "b"]
    assert json.loads(file.read_text())["findings"][0]["message"] == "a is gone"
    file.write_text("[]")
    with pytest.raises(InputError, match="not a baseline"):
        load_baseline(file)


def test_the_command_with_a_baseline(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The first run writes it; from then on CI fails only on what is new."""
    (tmp_path / "index.html").write_text('<title>x</title><a href="gone.html">x</a>')
    options = [
        "check",
        str(tmp_path),
        "--offline",
        "--only",
        "broken_*",
        "--baseline",
        str(tmp_path / "b.json"),
    ]
    assert run(options) == Exit.DONE
    assert "Saved" in capfd.readouterr().err
    (tmp_path / "index.html").write_text(
        '<title>x</title><p><a href="gone.html">x</a><a href="new.html">y</a>'
    )
    assert run(options) == Exit.FINDINGS
    assert "1 new, 0 fixed, 1 still open against the baseline." in capfd.readouterr().out


def test_the_command_since_the_last_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The history of a folder stands in the user's own state folder."""
    (tmp_path / "index.html").write_text('<title>x</title><a href="gone.html">x</a>')
    options = ["check", str(tmp_path), "--offline", "--only", "broken_*", "--since", "last"]
    assert run(options) == Exit.FINDINGS
    assert run(options) == Exit.DONE
    assert "0 new, 0 fixed, 1 still open" in capfd.readouterr().out


RULES = """
ignore:
  - url: https://intranet.example/*
    reason: only in the office
    until: 2027-03-01
  - check: missing_alt
    page: old/*
    reason: the archive stays as it is
accept:
  www.linkedin.com: [999]
headers:
  intranet.example: {Authorization: $TOKEN}
"""


def test_what_is_left_out_has_a_reason(tmp_path: Path) -> None:
    """The report says how much and why; secrets come from the environment."""
    (tmp_path / "webkit-check.yaml").write_text(RULES)
    rules = load_check_file(tmp_path, {"TOKEN": "s3cret"})
    assert rules.accept == (("www.linkedin.com", frozenset({999})),)
    assert rules.headers == (("intranet.example", (("Authorization", "s3cret"),)),)
    day = date(2026, 11, 24)
    assert is_not_asked("https://intranet.example/x", rules.ignore, day) == "only in the office"
    assert is_not_asked("https://intranet.example/x", rules.ignore, date(2027, 4, 1)) == ""
    alt = Finding("missing_alt", Severity.WARNING, "old/x.html", 1, "m", "f")
    report = leave_out(_report(alt, _finding("a")), rules.ignore, day)
    assert [finding.check for finding in report.findings] == ["broken_link"]
    assert report.notes == ("Left out 1: missing_alt on old/* (the archive stays as it is).",)


def test_a_rule_whose_day_has_passed_is_named() -> None:
    """It no longer holds, and somebody should look."""
    rule = Ignore("builders are in", check="broken_link", until=date(2026, 1, 1))
    report = leave_out(_report(_finding("a")), (rule,), date(2026, 11, 24))
    assert [finding.check for finding in report.findings] == ["broken_link", "expired_ignore"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("ignore: [{url: 'x'}]", "needs a reason", id="no reason"),
        pytest.param("ignore: [{reason: x}]", "names a url", id="about nothing"),
        pytest.param("ignore: [{url: x, reason: x, until: soon}]", "must be a day", id="no day"),
        pytest.param("ignored: []", "no 'ignored'", id="a slip"),
        pytest.param("accept: {a.example: many}", "statuses per host", id="no numbers"),
        pytest.param(
            "headers: {a.example: {Authorization: s3cret}}", "does not belong", id="a secret in the file"
        ),
        pytest.param("headers: {a.example: {Authorization: $NOPE}}", "is not set", id="no such variable"),
        pytest.param("basic: {a.example: 'ann:s3cret'}", "does not belong", id="a password in the file"),
        pytest.param("basic: {a.example: $EMPTY}", "name:password", id="half a login"),
        pytest.param("per_second: fast", "above 0", id="no pace"),
        pytest.param("per_second: {a.example: 0}", "above 0", id="a pace of nothing"),
        pytest.param("- x", "names and values", id="a list"),
        pytest.param("a: [", "line", id="no YAML"),
    ],
)
def test_a_check_file_with_a_mistake(tmp_path: Path, text: str, words: str) -> None:
    """Exit 2 with the place and an example."""
    (tmp_path / "webkit-check.yaml").write_text(text)
    with pytest.raises(InputError, match=words):
        load_check_file(tmp_path, {"EMPTY": ""})


def test_logins_and_paces_of_single_hosts(tmp_path: Path) -> None:
    """One variable holds name:password; "*" stands for all other hosts."""
    text = "basic: {a.example: $LOGIN}\nper_second: {b.example: 1, '*': 3}\n"
    (tmp_path / "webkit-check.yaml").write_text(text)
    rules = load_check_file(tmp_path, {"LOGIN": "ann:s3cret"})
    assert rules.headers == (("a.example", (("Authorization", "Basic YW5uOnMzY3JldA=="),)),)
    assert (rules.per_second, rules.paces) == (3.0, (("b.example", 1.0),))
