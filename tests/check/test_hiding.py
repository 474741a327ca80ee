"""What keeps search engines from a site beside the words of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kit.check.audit import audit
from kit.check.hiding import hidden_by_header
from kit.check.rules.found import closed_to_search
from kit.check.subject import find_subject
from kit.check.types import Report
from kit.check.world import Settings
from kit.net.types import Ask, Reply
from kit.pages.other import parse_any
from tests.check.test_audit import Web, folder, no_facts, world


def check_site(web: Web, header: str = "", start: str = "https://a.example/") -> Report:
    """Crawl a web that sends this X-Robots-Tag with each answer."""
    here = world(web)
    assert here.ask is not None
    ask = here.ask

    def with_header(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        for reply in ask(asks):
            yield replace(reply, headers=(*reply.headers, ("x-robots-tag", header)))

    subject = find_subject(start, load=no_facts, stdin=bytes)
    here = replace(here, ask=with_header if header else ask)
    return audit(subject, Settings(), here, parse=parse_any, rules=(closed_to_search,))


@pytest.mark.parametrize(
    ("robots", "line"),
    [
        pytest.param("User-agent: *\nDisallow: /", 2, id="everything, for all"),
        pytest.param("User-agent: *\nDisallow: /*", 2, id="with a star"),
        pytest.param("User-agent: Googlebot\nDisallow: /", 2, id="for the largest"),
        pytest.param(
            "User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nDisallow: /", 5, id="for all, below another's"
        ),
        pytest.param("User-agent: *\nDisallow:", None, id="nothing"),
        pytest.param("User-agent: *\nDisallow: /private/", None, id="a part"),
        pytest.param("User-agent: GPTBot\nDisallow: /", None, id="programs that learn from texts"),
        pytest.param("User-agent: *\nDisallow: /\nAllow: /$", None, id="all but the front page"),
        pytest.param(
            "User-agent: *\nDisallow: /\n\nUser-agent: googlebot\nUser-agent: bingbot\nAllow: /",
            None,
            id="strangers only",
        ),
        pytest.param("<!doctype html><title>Not here</title>", None, id="a page instead of it"),
    ],
)
def test_a_robots_file_that_shuts_search_engines_out(tmp_path: Path, robots: str, line: int | None) -> None:
    """The same is told of a site on the web and of the folder that will be one."""
    live = check_site({"https://a.example/robots.txt": (200, robots), "https://a.example/": (200, "<p>Hi")})
    subject = folder(tmp_path, index="<p>Hi")
    (tmp_path / "robots.txt").write_text(robots)
    local = audit(subject, Settings(), world(None), parse=parse_any, rules=(closed_to_search,))
    expected = [] if line is None else [line]
    assert [each.line for each in live.findings] == [each.line for each in local.findings] == expected
    assert {each.page for each in local.findings} <= {"robots.txt"}


@pytest.mark.parametrize(
    ("header", "hidden"),
    [
        ("noindex", True),
        ("nofollow, NOINDEX", True),
        ("none", True),
        ("googlebot: nofollow, noindex", True),
        ("max-snippet: 20, noindex", True),
        ("otherbot: noindex, nofollow", False),
        ("all", False),
        ("unavailable_after: 25 Jun 2030 15:00:00 GMT", False),
    ],
)
def test_a_header_that_hides_a_page(header: str, hidden: bool) -> None:
    """Each word counts for the programs it is said to."""
    assert (hidden_by_header(header, "/") is not None) is hidden


def test_a_server_that_hides_its_front_page_is_told_once() -> None:
    """Other pages may be hidden: thanks and errors are nothing to find."""
    web: Web = {
        "https://a.example/": (200, '<a href="/thanks">t</a>'),
        "https://a.example/thanks": (200, "<p>Thanks"),
    }
    (told,) = check_site(web, "noindex, nofollow").findings
    assert (told.check, told.page) == ("closed_to_search", "https://a.example/")
    assert "X-Robots-Tag: noindex, nofollow" in told.message
    assert check_site(web).findings == ()


def test_a_folder_and_its_index_are_one_page_of_a_crawl() -> None:
    page = '<p>Hi <a href="/index.html">home</a> <a href="/b/index.html">b</a>'
    web: Web = {
        "https://a.example/": (200, page),
        "https://a.example/index.html": (200, page),
        "https://a.example/b/index.html": (200, "<p>B"),
    }
    assert check_site(web).pages == 2


def test_the_robots_file_of_a_host_is_not_judged_by_who_has_one_folder_of_it() -> None:
    web: Web = {
        "https://a.example/robots.txt": (200, "User-agent: *\nDisallow: /"),
        "https://a.example/shop/": (200, "<p>Hi"),
    }
    assert not check_site(web, start="https://a.example/shop/").findings
