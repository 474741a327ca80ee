"""How a broken link is told: what stands there, what is wrong, and a remedy that fits the kind of address."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kit.check.audit import audit
from kit.check.rule import chosen
from kit.check.rules import all_checks
from kit.check.rules.unfinished import link_to_own_disk
from kit.check.subject import Subject
from kit.check.types import Finding, SubjectKind
from kit.check.world import Settings, World
from kit.pages.other import parse_any

RULES = chosen(all_checks(), only=("broken_*", "link_to_own_disk"), skip=())


def told(folder: Path, html: str, **files: str) -> list[Finding]:
    """Give what is told of one page in a folder with these other files."""
    (folder / "index.html").write_text(f"<!doctype html><title>Home</title>{html}")
    for name, content in files.items():
        (folder / name).write_text(content)
    subject = Subject(SubjectKind.FOLDER, "site", folder=folder)
    world = World(datetime(2026, 11, 24, tzinfo=UTC))
    return list(audit(subject, Settings(), world, parse=parse_any, rules=RULES).findings)


@pytest.mark.parametrize(
    ("html", "message", "fix"),
    [
        pytest.param("<a href=no.html>Our shop</a>", "“Our shop” leads to no.html: there is no such file", "Correct the name", id="a link by its words"),
        pytest.param("<a href=old>old</a>", "“old” leads to old: there is no such file", "Correct the name", id="words like the file"),
        pytest.param("<meta http-equiv=refresh content='1; url=no.html'>", "the refresh of the page leads to no.html", "Correct the name", id="refresh"),
        pytest.param("<meta property=og:image content=no.png>", "the preview (og:image) names no.png", "Correct the name", id="preview"),
        pytest.param("<script type=application/ld+json>{\"image\": \"no.png\"}</script>", "the structured data names no.png", "Correct the name", id="structured data"),
        pytest.param("<style>b{background:url(no.png)}</style>", "the style of the page leads to no.png", "Correct the name", id="style"),
        pytest.param("<video src=no.mp4></video>", "a film leads to no.mp4", "Correct the name", id="film"),
        pytest.param("<a href=mailto:info.shop>x</a>", "is not a mail address", "mailto:info@yourname.com", id="mail"),
        pytest.param("<a href='tel:call me'>x</a>", "is not a telephone number", "tel:+442071234567", id="telephone"),
        pytest.param("<a href=geo:here>x</a>", "is not a place", "geo:50.3755,-4.1427", id="place on the map"),
        pytest.param("<a href=htp://shop.example/>x</a>", "“htp:” is no kind of address", "Link to http://shop.example/", id="a kind of address nobody knows"),
        pytest.param("<a href=mailt:a@shop.example>x</a>", "“mailt:” is no kind of address", "Link to mailto:a@shop.example", id="a mail address of no kind"),
        pytest.param("<a href=http//shop.example/x>x</a>", "leads to http//shop.example/x", "Link to http://shop.example/x", id="no colon"),
        pytest.param("<a href='#:~:text=stale'>x</a>", "does not say \"stale\"", "Point the link at words that are on the page", id="words that are not there"),
        pytest.param(r"<a href='C:\menu.pdf'>Menu</a>", "“Menu” points at a file on one computer", "Copy the file into the site", id="a drive of Windows"),
        pytest.param("<a href=http://localhost:8000/x>x</a>", "“x” points at a server on one computer", "Write the address that it has on the web", id="the designer's own server"),
    ],
)  # fmt: skip
def test_a_fault_says_what_stands_there_what_is_wrong_and_what_to_do(
    tmp_path: Path, html: str, message: str, fix: str
) -> None:
    (found,) = told(tmp_path, html)
    assert message in found.message
    assert fix in found.fix
    assert (found.page, found.line > 0) == ("index.html", True)


@pytest.mark.parametrize(
    ("html", "rules"),
    [
        pytest.param("<a href=/old>x</a>", "/old /index.html 301", id="a redirect"),
        pytest.param("<a href=old/>x</a>", "/old / 302", id="a slash at the end"),
        pytest.param("<a href=/blog/a/b>x</a>", "/blog/* /index.html", id="anything below"),
        pytest.param("<a href=/shop/7>x</a>", "/shop/:id /index.html 200", id="one step of any name"),
        pytest.param(
            "<map name=m></map><img alt='' usemap=#m>", "", id="an image map has no place of its own"
        ),
    ],
)
def test_what_a_visitor_can_open_is_no_fault(tmp_path: Path, html: str, rules: str) -> None:
    assert told(tmp_path, html, _redirects=rules) == []


def test_a_rule_for_missing_pages_makes_none_of_them_live(tmp_path: Path) -> None:
    found = told(tmp_path, "<a href=/nope>x</a>", _redirects="/* /index.html 404")
    assert [each.check for each in found] == ["broken_link"]


def test_a_folder_for_a_host_that_leaves_the_ending_away(tmp_path: Path) -> None:
    assert (
        told(tmp_path, "<a href=team>x</a>", CNAME="shop.example", **{"team.html": "<title>T</title>"}) == []
    )


@pytest.mark.parametrize(
    ("page", "told"),
    [
        pytest.param("http://127.0.0.1:8000/", 0, id="looked at on the same computer"),
        pytest.param("https://www.harbour.co.uk/", 1, id="on the web"),
    ],
)
def test_a_site_on_this_computer_may_name_its_own_server(page: str, told: int) -> None:
    links = b'<a href="http://127.0.0.1:8000/menu">Menu</a><a href="file:///C:/x.pdf">Price list</a>'
    read = parse_any(links, name="index.html", address=page)
    assert len(list(link_to_own_disk(read))) == 1 + told
