"""Site and profiles point at each other: links both ways, rel=me, moved, suspended, old addresses of networks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest

from kit.check.audit import audit
from kit.check.probing import probe, recognised
from kit.check.rules import all_checks
from kit.check.rules.profiles import missing_profile, moved_profile
from kit.check.subject import Subject
from kit.check.types import ProfileResult, Report, SubjectKind, Verdict
from kit.check.world import Settings, World
from kit.facts.reader import parse_business
from kit.net.types import Ask, Reply, Trouble
from kit.networks.catalogue import load_network, network_ids
from kit.pages.other import parse_any

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SITE = "https://harbourplumbing.co.uk/"
ME = "https://mastodon.social/@harbour"
FACTS = """
version: 1
business: {name: Harbour, trade: plumber, country: GB}
place: {mode: [at_customer], town: Whitby}
contact: {phone: 01947 820123}
site: {address: "https://harbourplumbing.co.uk/"}
profiles:
"""
MASTODON = f"  - {{network: mastodon, link: '{ME}'}}\n"


def mastodon(**account: Any):  # type: ignore[no-untyped-def]
    """Give a server of the fediverse: `harbour` is there with this account, the controls come out right."""

    def ask_all(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        for ask in asks:
            assert ask is not None
            name = next((each for each in ("harbour", "Mastodon", "Gargron") if each in ask.url), "")
            if not name:
                yield Reply(ask, 404, ask.url, body=b'{"error": "Record not found"}')
            elif "webfinger" in ask.url:
                body = {"subject": f"acct:{name}@mastodon.social", "links": [1]}
                yield Reply(ask, 200, ask.url, body=json.dumps(body).encode())
            else:
                yield Reply(ask, 200, ask.url, body=json.dumps({"acct": name} | account).encode())

    return ask_all


def seen(root: Path, page: str, facts: str = MASTODON, answers: Any = None) -> list[str]:
    """Audit a project with this page; gives the ids of what was found about profiles."""
    (root / "index.html").write_text(f"<title>x</title><a href='tel:01947820123'>01947 820123</a>{page}")
    business = parse_business(FACTS + facts).business
    subject = Subject(SubjectKind.PROJECT, "p", folder=root, project=root, business=business)
    world = World(NOW, ask=_fine, ask_by_name=answers or mastodon(), random=Random(1))
    report: Report = audit(subject, Settings(), world, parse=parse_any, rules=all_checks())
    return sorted(
        each.check for each in report.findings if "profile" in each.check or "network" in each.check
    )


def _fine(asks: Iterable[Ask | None]) -> Iterator[Reply]:
    for ask in asks:
        assert ask is not None
        yield Reply(ask, 200, ask.url)


BACK = {"fields": [{"name": "Web", "value": f'<a href="{SITE}">x</a>'}]}


@pytest.mark.parametrize(
    ("page", "account", "expected"),
    [
        pytest.param(f'<a rel="me" href="{ME}">M</a>', BACK, [], id="both ways"),
        pytest.param(f'<a href="{ME}">M</a>', BACK, ["profile_link_without_me"], id="the word is missing"),
        pytest.param(f'<a rel="me" href="{ME}">M</a>', {"fields": [], "note": ""}, ["profile_without_link_back"], id="the profile is silent"),
        pytest.param(f'<a href="{ME}">M</a>', {"fields": []}, ["profile_without_link_back"], id="one thing at a time"),
        pytest.param("", BACK, ["unlinked_profile"], id="the site is silent"),
        pytest.param(f'<a rel="me" href="{ME}">M</a>', BACK | {"moved": {"acct": "x"}}, ["moved_profile"], id="moved"),
        pytest.param(f'<a rel="me" href="{ME}">M</a>', BACK | {"suspended": True}, [], id="suspended, seen once"),
    ],
)  # fmt: skip
def test_site_and_profile_point_at_each_other(
    tmp_path: Path, page: str, account: dict[str, Any], expected: list[str]
) -> None:
    """Each end is named by itself, with what to do there."""
    assert seen(tmp_path, page, answers=mastodon(**account)) == expected


@pytest.mark.parametrize(
    ("page", "profile", "expected"),
    [
        pytest.param("", "{network: instagram, link: 'https://www.instagram.com/harbour/', state: dormant}", [], id="a dormant one need not be linked"),
        pytest.param('<a href="https://instagram.com/Harbour?hl=en">i</a>', "{network: instagram, link: 'https://www.instagram.com/harbour/'}", [], id="written differently"),
        pytest.param('<a href="https://www.instagram.com/harbor/">i</a>', "{network: instagram, link: 'https://www.instagram.com/harbour/'}", ["unlinked_profile"], id="somebody else's"),
        pytest.param('<a href="https://twitter.com/harbour">t</a>', "{network: x, link: 'https://x.com/harbour'}", ["old_network_address"], id="an old address"),
        pytest.param('<a href="https://twitter.com/intent/tweet?text=x">t</a>', "{network: x, link: 'https://x.com/harbour', state: tried}", [], id="a button to share"),
    ],
)  # fmt: skip
def test_links_to_profiles(tmp_path: Path, page: str, profile: str, expected: list[str]) -> None:
    """How a link is written is no fault; where it leads is."""
    assert seen(tmp_path, page, f"  - {profile}\n", mastodon()) == expected


@pytest.mark.parametrize(
    ("reason", "words"),
    [("not_found", "is not there"), ("suspended", "was suspended"), ("deactivated", "is switched off")],
)
def test_how_a_profile_is_gone_is_told_apart(reason: str, words: str) -> None:
    """Each has its own way back."""
    gone = ProfileResult("bluesky", "u", "harbour.bsky.social", Verdict.MISSING, reason)
    (fault,) = missing_profile(gone)
    assert words in fault.message
    assert list(moved_profile(gone)) == []


EXAMPLES = [(name, load_network(name).urls.examples[0].url) for name in network_ids()]


@pytest.mark.parametrize(("network", "url"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
@pytest.mark.parametrize(
    "shape", ["blocked", "login wall", "soft 404", "changed markup", "says no to all", "silent"]
)
def test_no_network_s_wall_is_a_verdict(network: str, url: str, shape: str) -> None:
    """Whatever meets a program there, it is never called missing, and never alive on no proof."""
    wanted = recognised(url)
    if wanted is None or wanted.network != network:
        pytest.skip("its example is a shape that only a person can read")

    def answers(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        for ask in asks:
            assert ask is not None
            host = urlsplit(ask.url).hostname
            match shape:
                case "blocked":
                    yield Reply(ask, 999 if "linkedin" in network else 403, ask.url)
                case "login wall":
                    yield Reply(
                        ask, 200, f"https://{host}/accounts/login/?next=x", body=b"<title>Log in</title>"
                    )
                case "soft 404":
                    yield Reply(ask, 200, ask.url, body=b"<title>Sorry, this page is not available</title>")
                case "changed markup":
                    yield Reply(
                        ask, 200, ask.url, body=b"<!doctype html><div id=app></div><script>1</script>"
                    )
                case "says no to all":
                    yield Reply(
                        ask,
                        404,
                        ask.url,
                        body=b'{"message": "Profile not found", "error": "Record not found"}',
                    )
                case _:
                    yield Reply(ask, None, ask.url, Trouble.TIMEOUT)

    (result,) = probe([wanted], World(NOW, ask_by_name=answers, random=Random(1)))
    assert result.verdict is Verdict.CANNOT_TELL
    assert result.reason
    assert result.note
