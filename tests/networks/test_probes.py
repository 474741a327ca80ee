"""What replies prove: walls are never a verdict, missing needs proof, an answer must name the handle."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.networks.catalogue import load_network, network_ids
from kit.networks.echoes import _ECHOES, names_handle
from kit.networks.probes import (
    Answer,
    Judgement,
    Question,
    confirmations,
    controls,
    judge,
    needs_controls,
    next_question,
    trustworthy,
)

PROBES = [(name, probe.id) for name in network_ids() for probe in load_network(name).liveness.probes]


def html(head: str, status: int = 200, final: str = "") -> Answer:
    return Answer(
        status, final, (("content-type", "text/html"),), f"<html><head>{head}</head><body></body></html>"
    )


def data(value: object, status: int = 200) -> Answer:
    return Answer(status, "", (), json.dumps(value))


def canonical(url: str) -> str:
    return f'<link rel="canonical" href="{url}">'


@pytest.mark.parametrize(
    ("network", "probe", "handle", "answer", "state", "reason"),
    [
        pytest.param("bluesky", "getProfile", "Sue.bsky.social", data({"did": "did:plc:1", "handle": "sue.bsky.social"}), "live", "ok", id="bluesky live"),
        pytest.param("bluesky", "getProfile", "sue.bsky.social", data({"did": "did:plc:1", "handle": "tom.bsky.social"}), "cannot_tell", "wrong_page", id="bluesky about somebody else"),
        pytest.param("bluesky", "getProfile", "sue.bsky.social", data({"message": "Profile not found"}, 400), "missing", "not_found", id="bluesky missing"),
        pytest.param("bluesky", "getProfile", "sue.bsky.social", data({"error": "AccountTakedown"}, 400), "missing", "suspended", id="bluesky taken down"),
        pytest.param("bluesky", "getProfile", "sue.bsky.social", data({"error": "InvalidRequest"}, 400), "cannot_tell", "handle_invalid", id="bluesky other 400"),
        pytest.param("github", "users_api", "Octocat", data({"login": "octocat", "id": 1}), "live", "ok", id="github live"),
        pytest.param("github", "users_api", "octocat", data({"message": "Not Found"}, 404), "missing", "not_found", id="github missing"),
        pytest.param("github", "users_api", "octocat", data({"message": "limit"}, 403), "cannot_tell", "rate_limited", id="github limit"),
        pytest.param("github", "page", "octocat", html(canonical("https://github.com/octocat")), "live", "ok", id="github page"),
        pytest.param("mastodon", "webfinger", "sue@m.example", data({"subject": "acct:Sue@m.example", "links": [1]}), "live", "ok", id="mastodon live"),
        pytest.param("mastodon", "webfinger", "sue@m.example", data({"subject": "acct:sue@other.example", "aliases": ["https://m.example/@sue"], "links": [1]}), "live", "ok", id="mastodon alias"),
        pytest.param("mastodon", "webfinger", "sue@m.example", Answer(404), "missing", "not_found", id="mastodon missing"),
        pytest.param("mastodon", "webfinger", "sue@m.example", Answer(410), "missing", "suspended", id="mastodon gone"),
        pytest.param("mastodon", "webfinger", "sue@m.example", Answer(401), "cannot_tell", "blocked", id="mastodon closed"),
        pytest.param("mastodon", "lookup", "sue@m.example", data({"acct": "sue", "moved": {"acct": "x"}}), "live", "moved", id="mastodon moved"),
        pytest.param("mastodon", "lookup", "sue@m.example", data({"acct": "sue", "suspended": True}), "missing", "suspended", id="mastodon suspended"),
        pytest.param("mastodon", "lookup", "sue@m.example", data({"acct": "Sue"}), "live", "ok", id="mastodon lookup"),
        pytest.param("tiktok", "oembed", "corner.cup", data({"author_url": "https://www.tiktok.com/@Corner.Cup"}), "live", "ok", id="tiktok live"),
        pytest.param("tiktok", "oembed", "corner.cup", data({"code": 400}, 400), "cannot_tell", "private_or_missing", id="tiktok never missing"),
        pytest.param("telegram", "page", "cornercup", Answer(200, "", (), '<div class="tgme_page_extra">@CornerCup</div>'), "live", "ok", id="telegram live"),
        pytest.param("telegram", "page", "cornercup", html('<meta name="robots" content="noindex, nofollow">'), "missing", "not_found", id="telegram missing"),
        pytest.param("telegram", "page", "cornercup", html('<meta property="og:url" content="https://t.me/cornercup">'), "cannot_tell", "page_changed", id="telegram redesigned"),
        pytest.param("youtube", "page", "harbour", Answer(200, "", (), '{"vanityChannelUrl":"http://www.youtube.com/@Harbour"}'), "live", "ok", id="youtube live"),
        pytest.param("youtube", "page", "harbour", html(canonical("https://www.youtube.com/"), final="https://consent.youtube.com/m"), "cannot_tell", "consent_wall", id="youtube consent"),
        pytest.param("youtube", "page", "harbour", Answer(404), "missing", "not_found", id="youtube missing"),
        pytest.param("youtube", "page", "UC" + "a" * 22, html(canonical("https://www.youtube.com/channel/UC" + "a" * 22)), "live", "ok", id="youtube id"),
        pytest.param("youtube", "channel_feed", "UC" + "a" * 22, Answer(404), "cannot_tell", "flaky_endpoint", id="a feed's 404 proves nothing"),
        pytest.param("x", "oembed_timeline", "jack", data({"html": '<a class="twitter-timeline" href="https://x.com/jack">'}), "live", "ok", id="x live"),
        pytest.param("x", "oembed_timeline", "jac", data({"html": '<a class="twitter-timeline" href="https://x.com/jack">'}), "cannot_tell", "wrong_page", id="x longer name"),
        pytest.param("x", "oembed_timeline", "jack", Answer(403), "cannot_tell", "private_or_missing", id="x private"),
        pytest.param("discord", "get_invite", "AbC1", data({"code": "AbC1", "guild": {"name": "Us"}}), "live", "ok", id="discord live"),
        pytest.param("discord", "get_invite", "AbC1", data({"code": 10006}, 404), "missing", "not_found", id="discord missing"),
        pytest.param("discord", "get_invite", "AbC1", data({"code": 0}, 404), "cannot_tell", "no_verdict", id="discord another 404"),
        pytest.param("linktree", "page", "harbour", Answer(200, "", (), '{"username": "Harbour"}'), "live", "ok", id="linktree live"),
        pytest.param("linktree", "page", "harbour", Answer(404, "", (), '"statusCode":404'), "missing", "not_found", id="linktree missing"),
        pytest.param("medium", "rss", "sue", Answer(200, "", (), "<rss><title>Stories by Sue</title><link>https://medium.com/@sue?source=rss</link></rss>"), "live", "ok", id="medium live"),
        pytest.param("medium", "rss", "sue", html(""), "cannot_tell", "page_changed", id="medium page instead of feed"),
        pytest.param("pinterest", "oembed", "kent", data({"version": "1.0", "url": "https://www.pinterest.com/kent/"}), "live", "ok", id="pinterest live"),
        pytest.param("pinterest", "page", "kent", Answer(200, "", (), "User not found."), "missing", "not_found", id="pinterest missing"),
        pytest.param("substack", "publication_feed", "north", Answer(200, "", (), "<rss>"), "live", "ok", id="substack live"),
        pytest.param("substack", "person_api", "@ruth", data({"id": 1, "handle": "Ruth"}), "live", "ok", id="substack person"),
        pytest.param("threads", "html", "sue", html('<meta property="og:type" content="profile" /><meta property="og:url" content="https://www.threads.com/@sue">'), "live", "ok", id="threads live"),
        pytest.param("threads", "html", "sue", html("", final="https://www.threads.com/login/?next=x"), "cannot_tell", "login_wall", id="threads wall"),
        pytest.param("vimeo", "simple_api", "staff", data({"id": 1, "profile_url": "https://vimeo.com/staff"}), "live", "ok", id="vimeo live"),
        pytest.param("behance", "page", "sue", Answer(404), "missing", "not_found", id="behance missing"),
        pytest.param("behance", "page", "sue", html(canonical("https://www.behance.net/susan")), "cannot_tell", "wrong_page", id="behance another name"),
        pytest.param("dribbble", "page", "ui8", html(canonical("https://dribbble.com/UI8")), "live", "ok", id="dribbble live"),
        pytest.param("xing", "page", "Sue_Harbour", html(canonical("https://www.xing.com/profile/Sue_Harbour")), "live", "ok", id="xing live"),
        pytest.param("xing", "page", "Sue_Harbour", html("<title>XING</title>"), "cannot_tell", "login_wall", id="xing wall"),
    ],
)  # fmt: skip
def test_replies(network: str, probe: str, handle: str, answer: Answer, state: str, reason: str) -> None:
    found = judge(network, probe, handle, answer)
    assert (found.state, found.reason) == (state, reason)


@pytest.mark.parametrize(("network", "probe"), PROBES)
@pytest.mark.parametrize("status", [401, 403, 407, 408, 425, 429, 451, 500, 502, 503, 504, 999, 42])
def test_a_wall_is_never_a_verdict(network: str, probe: str, status: int) -> None:
    body = "<html><title>Just a moment</title></html>"
    assert judge(network, probe, handle_for(network), Answer(status, "", (), body)).state == "cannot_tell"


@pytest.mark.parametrize(("network", "probe"), PROBES)
def test_silence_and_challenges_prove_nothing(network: str, probe: str) -> None:
    handle = handle_for(network)
    assert judge(network, probe, handle, Answer(None)) == Judgement("cannot_tell", "network_error")
    challenge = Answer(404, "", (("cf-mitigated", "challenge"),), "")
    assert judge(network, probe, handle, challenge).reason == "challenge"
    page = Answer(404, "", (), "<html><script src=https://challenges.cloudflare.com></script></html>")
    assert judge(network, probe, handle, page).state == "cannot_tell"


def handle_for(network: str) -> str:
    return load_network(network).urls.examples[0].handle


@given(st.sampled_from(PROBES), st.integers(0, 1000), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_reply_is_judged(which: tuple[str, str], status: int, body: str) -> None:
    found = judge(*which, handle_for(which[0]), Answer(status, "https://example.com/a", (), body))
    assert found.state in {"live", "missing", "cannot_tell", "follow"}
    if found.state == "live":
        assert which[1] in {"publication_feed"} or body


def test_every_probe_that_wants_an_echo_has_one() -> None:
    wanted = {
        f"{name}.{probe.id}"
        for name in network_ids()
        for probe in load_network(name).liveness.probes
        if probe.live_if.handle_echo
    }
    assert wanted == set(_ECHOES), "a probe with `handle_echo` needs a row in kit/networks/echoes.py"
    for probe in wanted:
        assert not names_handle(probe, "somebody", "", None, "")
        assert not names_handle(probe, "somebody", "", ["odd"], "")


class TestQuestions:
    def test_a_question_says_who_asks_and_stays_at_home(self) -> None:
        found = next_question("github", "@Octo-Cat", version="1.2", contact_url="https://us.example")
        assert isinstance(found, Question)
        assert found.url == "https://api.github.com/users/octo-cat"
        assert dict(found.headers)["User-Agent"] == "webkit-profilecheck/1.2 (+https://us.example)"
        assert set(found.inside) == {"github.com", "www.github.com", "api.github.com"}

    def test_handles_are_percent_encoded(self) -> None:
        found = next_question("youtube", "größe")
        assert isinstance(found, Question)
        assert found.url == "https://www.youtube.com/@gr%C3%B6%C3%9Fe"

    def test_a_fediverse_question_goes_to_the_server(self) -> None:
        found = next_question("mastodon", "@Sue@m.example")
        assert isinstance(found, Question)
        assert found.url == "https://m.example/.well-known/webfinger?resource=acct%3Asue%40m.example"
        assert found.inside == ()

    def test_nothing_honest_to_ask(self) -> None:
        assert next_question("linkedin_person", "ruth-calder") == Judgement("cannot_tell", "blocked")

    def test_a_handle_that_cannot_be_is_not_asked(self) -> None:
        assert next_question("x", "far-too-long-a-handle") == Judgement("cannot_tell", "handle_invalid")

    def test_a_decided_probe_ends_it(self) -> None:
        live = Judgement("live", "ok")
        assert next_question("vimeo", "staff", (("simple_api", live),)) == live

    @pytest.mark.parametrize(
        ("network", "handle", "first", "reason", "decided", "second"),
        [
            ("github", "octocat", "users_api", "rate_limited", True, "page"),
            ("vimeo", "staff", "simple_api", "no_verdict", False, "page"),
            ("pinterest", "kent", "oembed", "no_verdict", False, "page"),
            ("mastodon", "sue@m.example", "webfinger", "no_verdict", False, "lookup"),
            ("youtube", "UC" + "a" * 22, "page", "no_verdict", False, "channel_feed"),
        ],
    )
    def test_a_second_question(
        self, network: str, handle: str, first: str, reason: str, decided: bool, second: str
    ) -> None:
        opening = next_question(network, handle)
        assert isinstance(opening, Question)
        assert opening.probe == first
        then = next_question(network, handle, ((first, Judgement("cannot_tell", reason, decided)),))
        assert isinstance(then, Question)
        assert then.probe == second

    def test_mastodon_is_asked_again_for_the_website(self) -> None:
        live = (("webfinger", Judgement("live", "ok")),)
        then = next_question("mastodon", "sue@m.example", live, want_site=True)
        assert isinstance(then, Question)
        assert then.probe == "lookup"
        assert next_question("mastodon", "sue@m.example", live) == Judgement("live", "ok")
        both = (*live, ("lookup", Judgement("live", "ok")))
        assert next_question("mastodon", "sue@m.example", both, want_site=True) == Judgement("live", "ok")

    def test_when_all_is_asked_the_default_stands(self) -> None:
        silent = Judgement("cannot_tell", "no_verdict", decided=False)
        asked = (("page", silent), ("channel_feed", silent))
        assert next_question("youtube", "UC" + "a" * 22, asked) == Judgement("cannot_tell", "no_verdict")

    def test_a_limit_met_twice_is_the_answer(self) -> None:
        limited = Judgement("cannot_tell", "rate_limited")
        assert next_question("tiktok", "sue", (("oembed", limited),)) == limited

    @pytest.mark.parametrize(("handle", "probe"), [("north", "publication_feed"), ("@ruth", "person_api")])
    def test_substack_asks_by_shape(self, handle: str, probe: str) -> None:
        found = next_question("substack", handle)
        assert isinstance(found, Question)
        assert found.probe == probe
        assert "@" not in found.url


class TestControls:
    def test_controls_come_with_the_catalogue(self) -> None:
        known, made_up = controls("bluesky", "sue.bsky.social", Random(1))
        assert known == "bsky.app"
        assert made_up
        assert made_up.endswith(".bsky.social")
        assert len(made_up) == len("z.bsky.social") + 14

    def test_a_fediverse_control_is_on_the_same_server(self) -> None:
        assert controls("mastodon", "sue@m.example", Random(1))[0] is None
        known, made_up = controls("mastodon", "sue@mastodon.social", Random(1))
        assert known == "Mastodon@mastodon.social"
        assert made_up
        assert made_up.endswith("@mastodon.social")

    def test_a_network_without_probes_has_none(self) -> None:
        assert controls("yelp", "corner-cup", Random(1)) == (None, None)

    live, missing, unknown = (
        Judgement("live", "ok"),
        Judgement("missing", "not_found"),
        Judgement("cannot_tell", "blocked"),
    )

    @pytest.mark.parametrize(
        ("judgement", "known", "made_up", "state"),
        [
            pytest.param(live, None, None, "live", id="live without controls"),
            pytest.param(live, live, live, "cannot_tell", id="everything is live: proves nothing"),
            pytest.param(missing, live, missing, "missing", id="missing, both controls right"),
            pytest.param(missing, missing, missing, "cannot_tell", id="everything is missing"),
            pytest.param(missing, None, missing, "cannot_tell", id="missing without a known account"),
            pytest.param(missing, live, unknown, "cannot_tell", id="made-up name not refused"),
            pytest.param(unknown, None, None, "cannot_tell", id="no verdict stays none"),
        ],
    )
    def test_a_verdict_stands_only_with_right_controls(
        self, judgement: Judgement, known: Judgement | None, made_up: Judgement | None, state: str
    ) -> None:
        assert trustworthy(judgement, known, made_up).state == state

    def test_what_a_caller_must_know(self) -> None:
        assert needs_controls("x")
        assert not needs_controls("github")
        assert confirmations("github") == 2
