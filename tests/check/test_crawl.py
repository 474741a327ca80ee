"""Which answers of a live site are pages of their own."""

from __future__ import annotations

import pytest

from kit.check.subject import find_subject
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
