"""Which answers of a live site are pages of their own."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from kit.base.errors import Exit
from kit.check.subject import find_subject
from kit.check.types import Verdict
from kit.net.types import Ask, Reply
from tests.check.test_audit import Web, check, no_facts, verdicts, world

_HOME = '<title>Home</title><p id=top><a href="/index.html#top">Home</a><a href="/index.html#no">x</a><a href="/">y</a>'


@pytest.mark.parametrize(
    ("other", "pages"),
    [
        pytest.param(_HOME, 1, id="the same page"),
        pytest.param(_HOME.replace("Home", "Old home"), 2, id="an older one that was left"),
    ],
)
def test_a_folder_and_its_index_are_one_page(other: str, pages: int) -> None:
    """Otherwise each fault of the front page would be told twice."""
    web: Web = {"https://a.example/": (200, _HOME), "https://a.example/index.html": (200, other)}
    report = check(find_subject("https://a.example/", load=no_facts, stdin=bytes), world(web))
    assert report.pages == pages
    assert verdicts(report) == {
        "https://a.example/": "ok",
        "https://a.example/index.html#top": "ok",
        "https://a.example/index.html#no": "fragment_missing",
    }
    assert [len(link.seen) for link in report.links if link.url.endswith("#no")] == [pages]


def test_what_a_site_names_is_read_whatever_its_server_calls_it() -> None:
    """A packed sitemap comes as gzip, a manifest as plain JSON; the page and the icon in them are found."""
    at, urls = "https://a.example", "http://www.sitemaps.org/schemas/sitemap/0.9"
    files = {
        "/": ("text/html", b"<title>x</title><link rel=manifest href=/app.json>"),
        "/sitemap.xml": (
            "application/xml",
            f'<sitemapindex xmlns="{urls}"><sitemap><loc>{at}/s.xml.gz</loc></sitemap></sitemapindex>'.encode(),
        ),
        "/s.xml.gz": (
            "application/gzip",
            gzip.compress(f'<urlset xmlns="{urls}"><url><loc>{at}/far.html</loc></url></urlset>'.encode()),
        ),
        "/far.html": ("text/html", b"<title>y</title>"),
        "/app.json": ("application/json", b'{"icons": [{"src": "/icon.png"}]}'),
    }

    def ask_all(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        for ask in filter(None, asks):
            kind, body = files.get(ask.url.removeprefix(at), ("text/html", b""))
            status = 200 if body else 404
            shown = body if ask.method == "GET" else b""
            yield Reply(ask, status, ask.url, headers=(("content-type", kind),), body=shown)

    subject = find_subject(f"{at}/", load=no_facts, stdin=bytes)
    report = check(subject, replace(world({}), ask=ask_all))
    assert report.pages == 2
    assert verdicts(report)[f"{at}/icon.png"] == "not_found"


def test_ctrl_c_finishes_what_is_under_way_and_reports() -> None:
    """The rest is not asked, the report says so, and the exit code is 5 whatever was found."""
    web: Web = {
        f"https://a.example/{n}": (200, f'<a href="/{n + 1}">x</a><a href="/no">n</a>') for n in range(9)
    }
    asked: list[str] = []
    here = replace(world(web, asked), stopping=lambda: len(asked) > 3)
    assert here.ask is not None

    def ask_all(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        """As the engines do: once stopped, nothing new is begun."""
        for reply in world(web, asked).ask(asks):  # type: ignore[misc]
            yield reply
            if here.stopping():
                return

    subject = find_subject("https://a.example/0", load=no_facts, stdin=bytes)
    report = check(subject, replace(here, ask=ask_all))
    assert (report.pages, report.exit()) == (2, Exit.STOPPED_EARLY)
    assert report.stopped == "stopped by you; the rest was not asked"
    assert report.count(Verdict.NOT_ASKED) > 0
