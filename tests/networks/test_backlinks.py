"""A profile that names the site is ours; silence is a "no" only where the answer would have shown it."""

from __future__ import annotations

import json

import pytest

from kit.networks.backlinks import links_back, same_site
from kit.networks.probes import Answer

SITE = "https://harbourplumbing.example/"


@pytest.mark.parametrize(
    ("network", "probe", "handle", "body", "expected"),
    [
        pytest.param("bluesky", "getProfile", "sue.bsky.social", {"website": "https://www.harbourplumbing.example"}, "yes", id="bluesky website"),
        pytest.param("bluesky", "getProfile", "sue.bsky.social", {"description": "Boilers. harbourplumbing.example/prices"}, "yes", id="bluesky text"),
        pytest.param("bluesky", "getProfile", "harbourplumbing.example", {"description": ""}, "yes", id="the domain is the handle"),
        pytest.param("bluesky", "getProfile", "sue.bsky.social", {"description": "Boilers."}, "no", id="bluesky without"),
        pytest.param("mastodon", "lookup", "sue@m.example", {"fields": [{"name": "Site", "value": '<a href="https://harbourplumbing.example/">x</a>'}]}, "yes", id="mastodon row"),
        pytest.param("mastodon", "lookup", "sue@m.example", {"fields": [], "note": "notharbourplumbing.example"}, "no", id="another domain"),
        pytest.param("mastodon", "webfinger", "sue@m.example", {"subject": "acct:sue@m.example"}, "unknown", id="webfinger shows no site"),
        pytest.param("github", "users_api", "sue", {"blog": "harbourplumbing.example"}, "yes", id="github blog"),
        pytest.param("github", "users_api", "sue", {"blog": None}, "no", id="github without"),
        pytest.param("github", "users_api", "sue", ["odd"], "unknown", id="odd answer"),
        pytest.param("telegram", "page", "sue", '<a href="https://harbourplumbing.example/?utm=1">', "yes", id="a page that shows it"),
        pytest.param("telegram", "page", "sue", "<html></html>", "unknown", id="a page that does not"),
        pytest.param("youtube", "page", "sue", "redirect?q=https%3A%2F%2Fharbourplumbing.example%2F", "yes", id="percent-encoded"),
        pytest.param("bluesky", "getProfile", "sue.bsky.social", "no json", "unknown", id="broken"),
    ],
)  # fmt: skip
def test_back(network: str, probe: str, handle: str, body: object, expected: str) -> None:
    text = body if isinstance(body, str) else json.dumps(body)
    assert links_back(network, probe, handle, Answer(200, "", (), text), SITE) == expected


def test_nothing_is_said_without_an_answer_or_a_site() -> None:
    assert links_back("github", "users_api", "sue", Answer(404), SITE) == "unknown"
    assert links_back("github", "users_api", "sue", Answer(200, "", (), "{}"), "") == "unknown"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("http://WWW.a.example", "https://a.example/", True),
        ("https://a.example/x/", "a.example/x", True),
        ("https://a.example/x", "https://a.example/", False),
        ("https://a.example.evil", "https://a.example", False),
        ("https://[broken", "https://a.example", False),
        ("", "", False),
    ],
)
def test_same_site(one: str, other: str, expected: bool) -> None:
    assert same_site(one, other) is expected
