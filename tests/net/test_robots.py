"""robots.txt by RFC 9309: our group, the longest rule, wildcards, and bounds."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.net.robots import OPEN, SHUT, Robots, parse_robots, read_robots, robots_ask
from kit.net.types import Ask, Reply, Trouble

RULES = [
    pytest.param("", "/x", True, id="empty"),
    pytest.param("User-agent: *\nDisallow:", "/x", True, id="nothing forbidden"),
    pytest.param("User-agent: *\nDisallow: /", "/x", False, id="all forbidden"),
    pytest.param("User-agent: *\nDisallow: /", "/robots.txt", True, id="robots.txt itself"),
    pytest.param("user-AGENT : *\ndisALLOW : /a", "/ab", False, id="case and spaces"),
    pytest.param("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True, id="the longest wins"),
    pytest.param("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True, id="allow wins a tie"),
    pytest.param("User-agent: other\nDisallow: /", "/x", True, id="another robot's rules"),
    pytest.param(
        "User-agent: Webkit-Check/2.0\nDisallow: /a\n\nUser-agent: *\nDisallow: /b",
        "/b",
        True,
        id="ours, not the star",
    ),
    pytest.param(
        "User-agent: Webkit-Check/2.0\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/a", False, id="ours"
    ),
    pytest.param("User-agent: a\nUser-agent: *\nDisallow: /a", "/a", False, id="two names, one group"),
    pytest.param(
        "User-agent: *\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/b", False, id="two groups, one name"
    ),
    pytest.param("Disallow: /\nUser-agent: *\nAllow: /", "/x", True, id="a rule before any name"),
    pytest.param("User-agent: *\nDisallow: /*.php$", "/a/b.php", False, id="star and end"),
    pytest.param("User-agent: *\nDisallow: /*.php$", "/a/b.php?x", True, id="not at the end"),
    pytest.param("User-agent: *\nDisallow: /*.php", "/a/b.php?x", False, id="star alone"),
    pytest.param("User-agent: *\nDisallow: /a*b*c", "/a1b2d", True, id="not all pieces"),
    pytest.param("User-agent: *\nDisallow: /a$", "/a", False, id="just this"),
    pytest.param("User-agent: *\nDisallow: /a$", "/ab", True, id="and no more"),
    pytest.param("User-agent: *\nDisallow: /%7Ejoe", "/~joe/x", False, id="percent-encoding"),
    pytest.param("User-agent: *\nDisallow: /caf\u00e9", "/caf%C3%A9", False, id="UTF-8"),
    pytest.param(
        "\ufeffUser-agent: *\r\nDisallow: /a # a remark\r\n", "/a", False, id="BOM, CRLF and remarks"
    ),
    pytest.param("User-agent: *\nDisallow: /search?q=", "/search?q=x", False, id="query"),
    pytest.param("<html><body>Not a robots.txt: at all</body>", "/x", True, id="a page instead"),
    pytest.param("User-agent: *\nCrawl-delay: 2\nDisallow: /a", "/a", False, id="crawl-delay in between"),
]


@pytest.mark.parametrize(("text", "path", "allowed"), RULES)
def test_rules(text: str, path: str, allowed: bool) -> None:
    assert parse_robots(text.encode()).allows(path) is allowed


def test_sitemaps_and_delay() -> None:
    robots = parse_robots(b"Sitemap: https://a.test/s.xml\nUser-agent: *\nCrawl-delay: 2.5\nsitemap: /t.xml")
    assert (robots.sitemaps, robots.delay) == (("https://a.test/s.xml", "/t.xml"), 2.5)
    assert parse_robots(b"User-agent: *\nCrawl-delay: 9999").delay == 60.0
    assert parse_robots(b"User-agent: *\nCrawl-delay: often").delay == 0.0


def reply(status: int | None, body: bytes = b"", trouble: Trouble | None = None) -> Reply:
    return Reply(Ask("http://a.test/robots.txt"), status, "http://a.test/robots.txt", trouble, body=body)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (reply(404), OPEN),
        (reply(403), OPEN),
        (reply(302), OPEN),
        (reply(429), SHUT),
        (reply(500), SHUT),
        (reply(None, trouble=Trouble.TIMEOUT), SHUT),
        (reply(200, b"User-agent: *\nDisallow: /"), SHUT),
        (reply(200), OPEN),
    ],
)
def test_what_an_answer_means(answer: Reply, expected: Robots) -> None:
    assert read_robots(answer) == expected


def test_where_it_is() -> None:
    ask = robots_ask("https://a.test:8443/deep/page?x#y")
    assert (ask.url, ask.want_body) == ("https://a.test:8443/robots.txt", True)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes(raw: bytes, path: str) -> None:
    parse_robots(raw).allows("/" + path)


def test_a_bomb_costs_little() -> None:
    begun = time.process_time()
    robots = parse_robots(
        b"User-agent: *\n" + b"Disallow: /" + b"*a" * 900 + b"$\n" + b"Disallow: /b*\n" * 200_000
    )
    assert robots.allows("/" + "a" * 1500 + "c")
    assert len(robots.rules) <= 5000
    assert time.process_time() - begun < 2
