"""What a visitor meets, in a real Chromium: the quick share of the gates (`gates.py` does all of it)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.browser.sites import HERE, LOOKS, SIZES, build, compressed, pages, served
from tests.browser.visit import faults, open_page, printed_pages

MOST_BYTES = 14_000
"""What fits into the first round trip of a new connection (ten packets; RFC 6928), HTML and CSS together."""
MOST_BYTES_WITH_PHOTO = 60_000
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Give a maker of sites that makes each one once: (look, size) to its folder."""
    folder = tmp_path_factory.mktemp("sites")
    return cache(lambda look, size: build(SIZES[size], folder / look / size, look, photos=False))


@pytest.fixture(scope="module")
def page(chromium: Any) -> Iterator[Any]:
    page = open_page(chromium)
    yield page
    page.context.close()


@pytest.mark.parametrize(
    ("look", "name"), [*((look, "index.html") for look in LOOKS), ("study", "contact.html")]
)
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


@pytest.mark.parametrize("look", ["bench", "table"])
def test_a_photo_above_the_fold_stays_light(chromium: Any, tmp_path: Path, look: str) -> None:
    """Takes a second: makes a photo in three formats and loads it as a phone with two dots a pixel does."""
    site = build(HERE / "businesses/bakery.yaml", tmp_path, look)
    context = chromium.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    loaded: list[Any] = []
    page.on("requestfinished", lambda request: loaded.append(request.sizes()["responseBodySize"]))
    with served(site) as address:
        page.goto(f"{address}/index.html", wait_until="networkidle")
    context.close()
    assert sum(loaded) <= MOST_BYTES_WITH_PHOTO


@pytest.mark.parametrize("look", LOOKS)
def test_there_is_no_script(sites: Callable[[str, str], Path], look: str) -> None:
    for name in pages(sites(look, "fullest")):
        text = (sites(look, "fullest") / name).read_text(encoding="utf-8")
        assert text.count("<script") == text.count('<script type="application/ld+json">'), name
