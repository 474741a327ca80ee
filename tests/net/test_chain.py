"""From an ask to its reply, without any network: what is asked next, given how the last request went."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from kit.net.chain import Exchange, Outcome, chase
from kit.net.head import Head
from kit.net.types import Ask, NetSettings, Reply, Trouble

NOW = 1_700_000_000.0
SETTINGS = NetSettings(timeout=20.0, tries=3, retry_wait=0.5)


def answer(status: int, *headers: tuple[str, str], seconds: float = 1.0) -> Outcome:
    return Outcome(Head(status, 11, headers), seconds=seconds)


def to(place: str, status: int = 302, *headers: tuple[str, str]) -> Outcome:
    return answer(status, ("location", place), *headers)


def dropped(seconds: float = 1.0) -> Outcome:
    return Outcome(trouble=Trouble.CONNECTION_FAILED, detail="gone", dropped=True, seconds=seconds)


def follow(
    ask: Ask, outcomes: list[Outcome], settings: NetSettings = SETTINGS
) -> tuple[list[Exchange], Reply]:
    """Drive a chain with the outcomes given; the last one is repeated."""
    chain = chase(ask, settings, lambda: NOW)
    asked: list[Exchange] = []
    outcome: Outcome | None = None
    try:
        while True:
            asked.append(chain.send(outcome) if outcome else next(chain))  # type: ignore[arg-type]
            outcome = outcomes[min(len(asked), len(outcomes)) - 1]
    except StopIteration as end:
        return asked, end.value


def header(exchange: Exchange, name: str) -> str | None:
    return dict(exchange.headers).get(name)


def test_an_answer_is_a_reply() -> None:
    asked, reply = follow(Ask("http://a.test/x#part", "key"), [answer(200, ("server", "s"))])
    assert [exchange.url.text for exchange in asked] == ["http://a.test/x"]
    assert (reply.status, reply.final_url, reply.ask.key, reply.header("server")) == (
        200,
        "http://a.test/x",
        "key",
        "s",
    )


@pytest.mark.parametrize(
    ("outcomes", "waits", "ends"),
    [
        pytest.param([answer(503)], [0, 0.5, 1.0], 503, id="doubling"),
        pytest.param([answer(503), answer(200)], [0, 0.5], 200, id="passing"),
        pytest.param([answer(501)], [0], 501, id="lasting"),
        pytest.param([answer(404)], [0], 404, id="not passing"),
        pytest.param([dropped()], [0, 0.5, 1.0], "connection_failed", id="dropped"),
        pytest.param([answer(429, ("retry-after", "7")), answer(200)], [0, 7], 200, id="retry-after"),
        pytest.param(
            [answer(429, ("retry-after", "3s")), answer(200)], [0, 3], 200, id="retry-after with unit"
        ),
        pytest.param([answer(429, ("retry-after", "16"))], [0, 16], 429, id="all waits together"),
        pytest.param([answer(429, ("retry-after", "31"))], [0], 429, id="too long"),
        pytest.param([answer(503, seconds=11.0)], [0], 503, id="no time for another"),
        pytest.param([Outcome(trouble=Trouble.TIMEOUT, seconds=20.0)], [0], "timeout", id="time-out"),
        pytest.param([answer(503)._replace(last=True)], [0], 503, id="weary host"),
    ],
)
def test_retries(outcomes: list[Outcome], waits: list[float], ends: int | str) -> None:
    asked, reply = follow(Ask("http://a.test/"), outcomes)
    assert [exchange.wait for exchange in asked] == waits
    assert (reply.status or reply.trouble, reply.tries) == (ends, len(waits))


def test_the_longest_chain_ends_in_time() -> None:
    slow = answer(429, ("retry-after", "29"), seconds=0.1)
    asked, _ = follow(Ask("http://a.test/"), [slow])
    assert sum(exchange.wait for exchange in asked) + asked[-1].seconds <= 45


def test_hops_are_kept_with_their_permanence() -> None:
    asked, reply = follow(Ask("http://a.test/1"), [to("/2", 301), to("https://b.test/3#x", 307), answer(200)])
    assert [(hop.status, hop.url, hop.location) for hop in reply.hops] == [
        (301, "http://a.test/1", "http://a.test/2"),
        (307, "http://a.test/2", "https://b.test/3#x"),
    ]
    assert reply.final_url == "https://b.test/3"
    assert len(asked) == 3


def test_not_followed_when_not_wished() -> None:
    asked, reply = follow(Ask("http://a.test/1", follow=False), [to("/2", 301)])
    assert (len(asked), reply.status, reply.final_url, len(reply.hops)) == (1, 301, "http://a.test/1", 1)


def test_not_followed_out_of_the_hosts_named() -> None:
    ask = Ask("http://a.test/1", inside=("a.test",))
    asked, reply = follow(ask, [to("/2"), to("http://b.test/")])
    assert [exchange.url.host for exchange in asked] == ["a.test", "a.test"]
    assert (reply.status, reply.final_url, reply.hops[-1].location) == (
        302,
        "http://a.test/2",
        "http://b.test/",
    )


def test_one_time_for_all_hops() -> None:
    asked, _ = follow(Ask("http://a.test/1"), [to("/2"), to("/3"), answer(200)])
    assert [exchange.seconds for exchange in asked] == [20.0, 19.0, 18.0]


def test_a_login_goes_to_its_own_place_only() -> None:
    outcomes = [to("/2"), to("http://b.test/3"), answer(200)]
    asked, reply = follow(Ask("http://me:p%40ss@a.test/1"), outcomes)
    token = "Basic " + base64.b64encode(b"me:p@ss").decode()
    assert [header(exchange, "Authorization") for exchange in asked] == [token, token, None]
    assert "p%40ss" not in repr((reply.final_url, reply.hops))


@pytest.mark.parametrize(
    ("host", "url", "sent"),
    [
        pytest.param("a.test", "https://a.test/", True, id="the host"),
        pytest.param("A.test", "https://a.test/", True, id="its case"),
        pytest.param("a.test", "https://a.test:8443/", True, id="the ask's own port"),
        pytest.param("a.test:8443", "https://a.test:8443/", True, id="port named"),
        pytest.param("a.test:8443", "https://a.test/", False, id="another port"),
        pytest.param("a.test", "https://www.a.test/", False, id="a host below"),
    ],
)
def test_headers_for_one_host(host: str, url: str, sent: bool) -> None:
    settings = replace(SETTINGS, host_headers=((host, (("X-Key", "k"),)),))
    asked, _ = follow(Ask(url), [answer(200)], settings)
    assert (header(asked[0], "X-Key") == "k") is sent


@pytest.mark.parametrize("place", ["http://a.test/", "https://b.test/", "https://a.test:9/"])
def test_headers_for_one_host_do_not_travel(place: str) -> None:
    settings = replace(SETTINGS, host_headers=(("a.test", (("X-Key", "k"),)),))
    asked, _ = follow(Ask("https://a.test/"), [to(place), answer(200)], settings)
    assert [header(exchange, "X-Key") for exchange in asked] == ["k", None]


def test_a_header_cannot_smuggle_another() -> None:
    ask = Ask(
        "http://a.test/", headers=(("X-One", "a\r\nX-Two: b"), ("Bad Name:", "x"), ("User-Agent", "mine ☃"))
    )
    asked, _ = follow(ask, [answer(200)])
    assert "\n" not in repr(asked[0].headers).replace("\\n", "\n")
    assert header(asked[0], "X-One") == "a X-Two: b"
    assert header(asked[0], "Bad Name:") is None
    assert header(asked[0], "User-Agent") == "mine â\x98\x83".encode("latin-1").decode("latin-1")


def test_cookies_last_for_one_chain_and_one_host() -> None:
    first = to(
        "/2", 302, ("set-cookie", "a=1; Path=/"), ("set-cookie", "b=2; Secure"), ("set-cookie", "nonsense")
    )
    asked, _ = follow(
        Ask("http://a.test/1"), [first, to("http://b.test/3"), to("https://a.test/4"), answer(200)]
    )
    assert [header(exchange, "Cookie") for exchange in asked] == [None, "a=1", None, "a=1; b=2"]


def test_a_head_that_fails_becomes_a_get() -> None:
    asked, reply = follow(Ask("http://a.test/", method="HEAD"), [answer(405), answer(200)])
    assert ([exchange.method for exchange in asked], reply.status) == (["HEAD", "GET"], 200)


def test_a_name_that_is_unknown_is_not_asked_twice() -> None:
    unknown = Outcome(trouble=Trouble.DNS_FAILURE, detail="no such name")
    asked, reply = follow(Ask("http://a.test/", method="HEAD"), [unknown])
    assert (len(asked), reply.trouble) == (1, Trouble.DNS_FAILURE)


def test_303_turns_into_a_get() -> None:
    asked, _ = follow(Ask("http://a.test/", method="POST"), [to("/2", 303), answer(200)])
    assert [exchange.method for exchange in asked] == ["POST", "GET"]


def test_a_malformed_address_needs_no_network() -> None:
    asked, reply = follow(Ask("http://user:secret@:99999/"), [])
    assert (asked, reply.trouble, reply.final_url) == ([], Trouble.MALFORMED_URL, "http://***@:99999/")
