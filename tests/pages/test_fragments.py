"""Is the place that a fragment names on the page? One row a rule of the standards."""

from __future__ import annotations

import pytest

from kit.pages.fragments import Found, find_fragment, plain_text
from kit.pages.parse import parse_page
from kit.pages.types import Page

WORDS = "<p>We have baked bread in this street since 1923, and we still do so with our own hands.</p>" * 3


def page(html: str) -> Page:
    return parse_page(html.encode(), name="page.html", address="https://shop.example/")


FOUND = [
    ("<p id=x>", "x", "id"),
    ("<a name=x>", "x", "a name"),
    ("<p>", "", "empty"),
    ("<p>", "top", "top"),
    ("<p>", "TOP", "top in capitals"),
    ("<p id='ä b'>", "ä b", "raw"),
    ("<p id='ä b'>", "%C3%A4%20b", "percent-encoded"),
    ("<p id='a%3Ab'>", "a%3Ab", "id that itself holds %3A"),
    ("<p id='a:b'>", "a%3Ab", "percent-encoded colon"),
    ("<svg><g id=x></svg>", "x", "id inside svg"),
    ("<p id=x id=y>", "x", "first of duplicate attributes"),
]


@pytest.mark.parametrize(("html", "fragment"), [pytest.param(*row[:2], id=row[2]) for row in FOUND])
def test_found(html: str, fragment: str) -> None:
    assert find_fragment(page(html + WORDS), fragment).found is Found.YES


MISSING = [
    ("<p id=x>", "y", "no such id"),
    ("<p id=x>", "X", "capitals count"),
    ("<p name=x>", "x", "name of another element"),
    ("<template><p id=x></template>", "x", "in a template"),
    ("<noscript><p id=x></noscript>", "x", "in noscript"),
    ("<p id='a b'>", "a+b", "plus is no space"),
    ("<p id=a:b>", "a%253Ab", "encoded twice"),
    ("<p id=x id=y>", "y", "second of duplicate attributes"),
]


@pytest.mark.parametrize(("html", "fragment"), [pytest.param(*row[:2], id=row[2]) for row in MISSING])
def test_missing(html: str, fragment: str) -> None:
    answer = find_fragment(page(html + WORDS), fragment)
    assert answer.found is Found.NO
    assert "there is no place named" in answer.reason


TEXT = [
    ("baked%20bread", True, "words"),
    ("BAKED%20BREAD", True, "capitals"),
    ("bake", False, "part of a word"),
    ("baked%20cake", False, "other words"),
    ("fresh,daily", True, "start and end over blocks"),
    ("daily,fresh", False, "end before start"),
    ("have-,baked", True, "prefix"),
    ("never-,baked", False, "wrong prefix"),
    ("baked,-bread", True, "suffix"),
    ("baked,-cake", False, "wrong suffix"),
    ("have-,baked,1923,-%2C%20and", True, "all four"),
    ("cafe", True, "accents"),
    ("パン屋", True, "script without spaces"),
    ("secret", False, "hidden text"),
    (",,,", True, "malformed, which browsers ignore"),
    ("rolls%20daily", True, "over inline elements"),
    ("hands.%20Fresh", False, "one term never crosses blocks"),
    ("hands.-,Fresh", True, "prefix in the block before"),
]


@pytest.mark.parametrize(("directive", "found"), [pytest.param(*row[:2], id=row[2]) for row in TEXT])
def test_text_fragments_are_really_looked_for(directive: str, found: bool) -> None:
    html = WORDS + "<p>Fresh\n <b>rolls</b> daily</p><p>Café 本町のパン屋です</p><p hidden>secret</p>"
    answer = find_fragment(page(html), f":~:text={directive}")
    assert (answer.found is Found.YES) is found
    assert found or "the page does not say" in answer.reason


def test_several_text_fragments_must_all_be_there() -> None:
    shop = page(WORDS)
    assert find_fragment(shop, ":~:text=baked&text=hands").found is Found.YES
    assert find_fragment(shop, ":~:text=baked&text=cake").found is Found.NO
    assert find_fragment(shop, ":~:other=cake").found is Found.YES


CANNOT_TELL = [
    ("<div id=root></div><script src=app.js></script>", "x", "text/html", "page built by script"),
    (
        "<div id=root></div><script src=app.js></script>",
        ":~:text=x",
        "text/html",
        "text on a page built by script",
    ),
    (WORDS, "/about", "text/html", "address inside an application"),
    (WORDS, "!about", "text/html", "old address inside an application"),
    (WORDS, "page=3", "application/pdf", "PDF"),
    (WORDS, "xywh=1,2,3,4", "image/jpeg", "image"),
    (WORDS, "x", "text/plain; charset=utf-8", "text"),
]


@pytest.mark.parametrize(
    ("html", "fragment", "content_type"), [pytest.param(*row[:3], id=row[3]) for row in CANNOT_TELL]
)
def test_what_cannot_be_judged_is_not_called_broken(html: str, fragment: str, content_type: str) -> None:
    answer = find_fragment(page(html), fragment, content_type=content_type)
    assert answer.found is Found.CANNOT_TELL
    assert answer.reason


def test_an_anchor_behind_the_cut_is_not_called_missing() -> None:
    long = parse_page(b"<p>" + b"x" * 4_000_000, name="long", address="https://shop.example/")
    assert long.cut
    assert find_fragment(long, "end").found is Found.CANNOT_TELL


def test_plain_text_is_stable() -> None:
    assert plain_text(" Straße\n ÉCOLE ") == "strasse ecole"
