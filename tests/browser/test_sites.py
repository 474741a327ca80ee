"""What a visitor meets, in a real Chromium: the quick share of the gates (`gates.py` does all of it)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.browser.sites import LOOKS, SIZES, build, compressed, pages, served
from tests.browser.visit import faults, open_page, printed_pages

MOST_BYTES = 14_000
"""What fits into the first round trip of a new connection (ten packets; RFC 6928), HTML and CSS together."""
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Give a maker of sites that makes each one once: (look, size) to its folder."""
    folder = tmp_path_factory.mktemp("sites")
    return cache(lambda look, size: build(SIZES[size], folder / look / size, look))


@pytest.fixture(scope="module")
def page(chromium: Any) -> Iterator[Any]:
    page = open_page(chromium)
    yield page
    page.context.close()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["index.html", "contact.html"])
def test_a_visitor_meets_no_fault(sites: Callable[[str, str], Path], page: Any, look: str, name: str) -> None:
    """Takes a second: axe looks at light, dark and desk, and the page is squeezed to 320 px."""
    with served(sites(look, "usual")) as address:
        assert list(faults(page, f"{address}/{name}")) == []


@pytest.mark.parametrize("look", LOOKS)
def test_a_name_and_words_of_any_length_fit(sites: Callable[[str, str], Path], page: Any, look: str) -> None:
    """Takes a second: the same for the fullest answers, read from right to left."""
    with served(sites(look, "fullest")) as address:
        assert list(faults(page, f"{address}/ar/index.html")) == []


@pytest.mark.parametrize("look", LOOKS)
def test_on_paper_it_is_a_notice(sites: Callable[[str, str], Path], page: Any, look: str) -> None:
    """Takes a second: Chromium prints three sites."""
    for size in ("smallest", "usual", "fullest"):
        with served(sites(look, size)) as address:
            page.goto(f"{address}/index.html")
            assert printed_pages(page) <= 2, size


@pytest.mark.parametrize("look", LOOKS)
def test_the_first_load_fits_into_one_round_trip(sites: Callable[[str, str], Path], look: str) -> None:
    """No browser: every page with its style sheet, as gzip sends it."""
    for size in ("smallest", "usual", "fullest"):
        site = sites(look, size)
        assert {
            name: compressed(site, name) for name in pages(site) if compressed(site, name) > MOST_BYTES
        } == {}


@pytest.mark.parametrize("look", LOOKS)
def test_there_is_no_script(sites: Callable[[str, str], Path], look: str) -> None:
    for name in pages(sites(look, "fullest")):
        text = (sites(look, "fullest") / name).read_text(encoding="utf-8")
        assert text.count("<script") == text.count('<script type="application/ld+json">'), name
