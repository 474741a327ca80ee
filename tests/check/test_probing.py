"""Profiles: honest questions with controls in the same run, missing only after two runs, a person's word for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest

from kit.base.errors import Exit, InputError
from kit.check.audit import audit
from kit.check.confirmed import open_questions
from kit.check.memory import open_memory
from kit.check.mentions import mentions_of
from kit.check.probing import Wanted, probe, profiles_of, recognised
from kit.check.rules import all_checks
from kit.check.subject import Subject
from kit.check.types import Report, SubjectKind, Verdict
from kit.check.world import Settings, World
from kit.cli.check_confirm import Face, terminal, walk
from kit.facts.reader import parse_business
from kit.net.types import Ask, Reply
from kit.pages.other import parse_any

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FOUND = '{{"did": "did:plc:1", "handle": "{0}"}}'
GONE = '{"error": "InvalidRequest", "message": "Profile not found"}'
FACTS = """
version: 1
business: {name: Harbour, trade: plumber, country: GB}
place: {mode: [at_customer], town: Whitby}
contact: {phone: 01947 820123}
profiles:
  - {network: bluesky, handle: harbour.bsky.social}
  - {network: google_business, link: "https://maps.google.com/?cid=1234567890123456789"}
  - {network: instagram, link: "https://www.instagram.com/harbour/", state: closed}
site: {shown_profiles: false}
"""


def bluesky(*live: str, walled: bool = False, liar: bool = False):  # type: ignore[no-untyped-def]
    """Give the network's answers: who is live, whether it refuses us, whether it says yes to everything."""
    asked: list[str] = []

    def ask_all(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        for ask in asks:
            assert ask is not None
            handle = parse_qs(urlsplit(ask.url).query)["actor"][0]
            asked.append(handle)
            if walled:
                yield Reply(ask, 429, ask.url)
            elif liar or handle in live:
                yield Reply(ask, 200, ask.url, body=FOUND.format(handle).encode())
            else:
                yield Reply(ask, 400, ask.url, body=GONE.encode())

    return ask_all, asked


def see(answers, past=None) -> tuple[Verdict, str]:  # type: ignore[no-untyped-def]
    """Probe one profile."""
    world = World(NOW, ask_by_name=answers, random=Random(1))
    if past is not None:
        world = World(NOW, ask_by_name=answers, random=Random(1), past=past)
    (result,) = probe(
        [Wanted("bluesky", "harbour.bsky.social", "https://bsky.app/profile/harbour.bsky.social")], world
    )
    return result.verdict, result.reason


def test_a_profile_that_is_there() -> None:
    """Live, when a made-up name is told apart in the same run."""
    answers, asked = bluesky("harbour.bsky.social", "bsky.app")
    assert see(answers) == (Verdict.LIVE, "ok")
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("network", "reason"),
    [
        pytest.param(bluesky("bsky.app")[0], "seen_once", id="missing, but only once"),
        pytest.param(bluesky()[0], "control_failed", id="the control that must exist does not"),
        pytest.param(bluesky(liar=True)[0], "control_failed", id="says yes to everything"),
        pytest.param(bluesky(walled=True)[0], "rate_limited", id="refuses us"),
    ],
)
def test_what_cannot_be_told_is_not_guessed(network, reason: str) -> None:  # type: ignore[no-untyped-def]
    """Each with its reason."""
    assert see(network) == (Verdict.CANNOT_TELL, reason)


@pytest.mark.parametrize(("hours", "verdict"), [(1, Verdict.CANNOT_TELL), (2, Verdict.MISSING)])
def test_missing_needs_two_runs_two_hours_apart(tmp_path: Path, hours: int, verdict: Verdict) -> None:
    """The first sighting is remembered."""
    subject, rules = _project(tmp_path), all_checks()
    answers, _ = bluesky("bsky.app")
    for later in (0, hours):
        now = NOW + timedelta(hours=later)
        with open_memory(tmp_path / "h.sqlite", "s", now) as memory:
            world = World(now, ask=_nothing, ask_by_name=answers, past=memory)
            report = audit(subject, Settings(), world, parse=parse_any, rules=rules)
            memory.remember(report)
    assert report.profiles[0].verdict is verdict
    link = next(each for each in report.links if "bsky.app" in each.url)
    assert (link.verdict, link.reason) == (
        (Verdict.BROKEN, "not_found") if verdict is Verdict.MISSING else (Verdict.CANNOT_TELL, "seen_once")
    )
    found = [
        finding.check for finding in report.findings if "profile" in finding.check or "link" in finding.check
    ]
    assert found == (["missing_profile"] if verdict is Verdict.MISSING else [])


def _nothing(asks: Iterable[Ask | None]) -> Iterator[Reply]:
    for ask in asks:
        assert ask is not None
        yield Reply(ask, 200, ask.url)


def _project(root: Path) -> Subject:
    site = root / "site"
    site.mkdir(exist_ok=True)
    page = '<title>x</title><a href="https://bsky.app/profile/harbour.bsky.social">b</a><a href="tel:01947820123">01947 820123</a>'
    (site / "index.html").write_text(page)
    return Subject(
        SubjectKind.PROJECT, "p", folder=site, project=root, business=parse_business(FACTS).business
    )


def test_closed_profiles_are_not_looked_for() -> None:
    """The owner knows they are closed."""
    wanted = profiles_of(parse_business(FACTS).business)
    assert [each.network for each in wanted] == ["bluesky", "google_business"]


def test_a_network_without_an_honest_check_is_for_a_person() -> None:
    """With what to look at."""
    answers, asked = bluesky()
    (result,) = probe(
        [Wanted("google_business", "1234567890123456789", "https://maps.google.com/?cid=1")],
        World(NOW, ask_by_name=answers),
    )
    assert (result.verdict, result.reason) == (Verdict.CANNOT_TELL, "no_public_check")
    assert "Google" in result.note
    assert asked == []


def test_offline_no_network_is_asked() -> None:
    """Not asked is said."""
    (result,) = probe([Wanted("bluesky", "x.bsky.social", "u")], World(NOW))
    assert result.verdict is Verdict.NOT_ASKED


def test_links_to_profiles_are_known_by_their_shape() -> None:
    """A page that only looks alike is a plain link."""
    assert recognised("https://www.instagram.com/harbour/") is not None
    assert recognised("https://www.instagram.com/") is None
    assert recognised("https://harbour.example/") is None


# ---------------------------------------------------------------- a person looks


def _report(tmp_path: Path) -> Report:
    answers, _ = bluesky(walled=True)
    world = World(NOW, ask=_nothing, ask_by_name=answers)
    return audit(
        _project(tmp_path), Settings(), world, parse=parse_any, rules=all_checks(), extract=mentions_of
    )


def _face(*answers: str) -> tuple[Face, list[str], list[object]]:
    waiting, shown, opened = list(answers), list[str](), list[object]()
    return (
        Face(ask=lambda _: waiting.pop(0) if waiting else "q", show=shown.append, open=opened.append),
        shown,
        opened,
    )


def test_a_walk_settles_what_no_program_can_tell(tmp_path: Path) -> None:
    """Each page is opened; each answer is kept and fills `confirmed`."""
    report = _report(tmp_path)
    assert [url for url, _ in open_questions(report)][:1] == ["https://bsky.app/profile/harbour.bsky.social"]
    face, _, opened = _face("SH", "y", "y", "01947 820123", "n")
    after = walk(report, tmp_path, face, date(2026, 11, 24))
    assert len(opened) == 2
    assert [each.verdict for each in after.profiles] == [Verdict.LIVE, Verdict.MISSING]
    assert after.profiles[0].confirmed is not None
    assert after.profiles[0].confirmed.by == "SH"
    assert [finding.check for finding in after.findings] == ["missing_profile"]
    assert after.exit() == Exit.FINDINGS


def test_stopping_a_walk_keeps_what_was_said(tmp_path: Path) -> None:
    """Skipped ones stay open; nonsense is asked again."""
    face, shown, _ = _face("SH", "perhaps", "n", "")
    after = walk(_report(tmp_path), tmp_path, face, date(2026, 11, 24))
    assert after.profiles[0].verdict is Verdict.MISSING
    assert after.profiles[1].verdict is Verdict.CANNOT_TELL
    assert any("answer y or n" in line for line in shown)
    assert "missing" in (tmp_path / "confirmed.csv").read_text()


def test_a_number_seen_on_a_profile_is_compared(tmp_path: Path) -> None:
    """In the next run, from what a person wrote down."""
    face, *_ = _face("SH", "y", "y", "01947 600600")
    walk(_report(tmp_path), tmp_path, face, date(2026, 11, 24))
    answers, _ = bluesky(walled=True)
    with open_memory(tmp_path / "h.sqlite", "s", NOW, confirmed=tmp_path) as memory:
        world = World(NOW, ask=_nothing, ask_by_name=answers, past=memory)
        report = audit(_project(tmp_path), Settings(), world, parse=parse_any, rules=all_checks())
    assert "different_phone_on_profile" in [finding.check for finding in report.findings]


def test_without_a_terminal_nobody_is_asked() -> None:
    """Exit 2."""
    with pytest.raises(InputError, match="no terminal"):
        terminal()
