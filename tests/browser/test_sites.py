"""What a visitor meets, in a real Chromium: the quick share of the gates (`gates.py` does all of it).

One site per look, and one of the fullest kind; every other size, language and page is the gates'.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.browser.sites import HERE, LOOKS, SIZES, build, compressed, pages, served
from tests.browser.visit import faults, first_load, open_page, printed_pages

MOST_BYTES = 14_000
"""What fits into the first round trip of a new connection (ten packets; RFC 6928), HTML and CSS together."""
MOST_BYTES_WITH_PHOTO = 60_000
DESK_LOW, PHONE_LOW = (1280, 720), (390, 700)
"""Two small first screens: a laptop's, and a phone's below its address bar."""
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Give a maker of sites that makes each one once: (look, size) to its folder."""
    folder = tmp_path_factory.mktemp("sites")
    return cache(lambda look, size: build(SIZES[size], folder / look / size, look, photos=False))


@pytest.mark.parametrize("look", LOOKS)
def test_a_visitor_meets_no_fault(sites: Callable[[str, str], Path], chromium: Any, look: str) -> None:
    """Takes a second: axe looks at light, dark and desk, the page is squeezed to 320 px, and printed."""
    page = open_page(chromium)
    with served(sites(look, "usual")) as address:
        assert list(faults(page, f"{address}/index.html")) == []
        assert printed_pages(page) <= 2
    page.context.close()


_FIRST_SCREEN = """() => ['.hero h1', '.hero .for-whom', '.hero .not-for', '.hero .button']
  .map(name => [name, document.querySelector(name)?.getBoundingClientRect().bottom ?? Infinity])
  .filter(([, bottom]) => bottom > innerHeight)"""
_DRAWN_ABOVE = """() => document.querySelector('.hero-pattern').getBoundingClientRect().bottom
  <= document.querySelector('.hero h1').getBoundingClientRect().top + 1"""


@pytest.mark.parametrize("look", LOOKS)
def test_without_a_photo_the_first_screen_is_words(
    sites: Callable[[str, str], Path], chromium: Any, look: str
) -> None:
    """Takes a second: what it is, for whom and the button stand above the fold, never under a drawing."""
    page = chromium.new_page()
    page.goto((sites(look, "usual") / "index.html").as_uri())
    for width, height in (DESK_LOW, PHONE_LOW):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(_FIRST_SCREEN) == [], (width, height)
        assert not page.evaluate(_DRAWN_ABOVE), (width, height)
    page.close()


def test_a_name_and_words_of_any_length_fit(sites: Callable[[str, str], Path], chromium: Any) -> None:
    """Takes a second: the same for the fullest answers, read from right to left."""
    page = open_page(chromium)
    with served(sites("corner", "fullest")) as address:
        assert list(faults(page, f"{address}/ar/index.html", desk=False)) == []
    page.context.close()


@pytest.mark.parametrize(
    ("look", "size"), [*((look, "usual") for look in LOOKS), ("corner", "fullest"), ("table", "smallest")]
)
def test_the_first_load_fits_into_one_round_trip(
    sites: Callable[[str, str], Path], look: str, size: str
) -> None:
    """No browser: every page with its style sheet, as gzip sends it, and no script in any of them."""
    site = sites(look, size)
    heavy = {name: compressed(site, name) for name in pages(site) if compressed(site, name) > MOST_BYTES}
    assert heavy == {}
    for name in pages(site):
        text = (site / name).read_text(encoding="utf-8")
        assert text.count("<script") == text.count('<script type="application/ld+json">'), name


@pytest.mark.long
def test_a_photo_above_the_fold_stays_light(chromium: Any, tmp_path: Path) -> None:
    """Takes ten seconds: makes photos in three formats and loads it as a phone with two dots a pixel does."""
    with served(build(HERE / "businesses/bakery.yaml", tmp_path, "bench")) as address:
        assert first_load(chromium, f"{address}/index.html") <= MOST_BYTES_WITH_PHOTO
