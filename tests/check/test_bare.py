"""No site where one should be is said so, in a folder, on the web, and where links lead."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kit.check.audit import audit
from kit.check.rule import chosen
from kit.check.rules import all_checks
from kit.check.subject import Subject
from kit.check.types import Report, SubjectKind
from kit.check.world import Settings, World
from kit.net.types import Ask, Reply
from kit.pages.other import parse_any

NGINX = "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page"
APACHE = "<html><body><h1>It works!</h1></body></html>"
LIST = "<title>Index of /</title><h1>Index of /</h1><a href=old/>old/</a>"
SUSPENDED = "<title>Account Suspended</title><h1>This Account has been suspended.</h1>"
HOME = "<title>Rosa</title><p>Bread and cake."
RULES = chosen(
    all_checks(),
    only=("no_site_on_front_page", "domain_shows_no_site", "empty_page", "open_listing", "broken_picture"),
    skip=(),
)


def told(report: Report) -> list[tuple[str, str]]:
    """Give the checks that found something, each with its page."""
    return [(each.check, each.page) for each in report.findings]


def audited(subject: Subject, pages: dict[str, bytes | str] | None = None) -> Report:
    """Audit a subject in a world where these addresses answer."""

    def ask(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        for each in asks:
            if each is not None:
                content = (pages or {}).get(each.url)
                body = content.encode() if isinstance(content, str) else content or b""
                kind = "image/png" if each.url.endswith(".png") else "text/html"
                status = 404 if content is None else 200
                yield Reply(each, status, each.url, headers=(("content-type", kind),), body=body)

    world = World(datetime(2026, 11, 24, tzinfo=UTC), ask=ask if pages else None)
    return audit(subject, Settings(), world, parse=parse_any, rules=RULES)


@pytest.mark.parametrize(
    ("page", "check"),
    [
        pytest.param(NGINX, "no_site_on_front_page", id="a web server's page"),
        pytest.param(APACHE, "no_site_on_front_page", id="a web server's words"),
        pytest.param(LIST, "no_site_on_front_page", id="a list of files"),
        pytest.param(SUSPENDED, "no_site_on_front_page", id="the host's notice"),
        pytest.param("", "no_site_on_front_page", id="nothing"),
        pytest.param(HOME, "", id="a site"),
        pytest.param(NGINX + " and this is how to set it up. " * 200, "", id="a page about such pages"),
        pytest.param("<title>Index of /</title><h1>Our catalogue</h1>", "", id="a title alone"),
        pytest.param("<script src=app.js></script><div id=root></div>", "", id="a page that builds itself"),
    ],
)  # fmt: skip
def test_a_front_page_that_is_no_site(tmp_path: Path, page: str, check: str) -> None:
    (tmp_path / "index.html").write_text(page)
    (tmp_path / "app.js").write_text("")
    found = told(audited(Subject(SubjectKind.FOLDER, "site", folder=tmp_path)))
    assert found == ([(check, "index.html")] if check else [])
    if check == "no_site_on_front_page":
        site = Subject(SubjectKind.URL, "https://rosa.co.uk/", url="https://rosa.co.uk/")
        online = audited(site, {site.url: page, "https://rosa.co.uk/old/": "<title>x</title>x"})
        assert told(online) == [(check, site.url)], "the same on the web"
        assert online.exit() == 1


def test_a_domain_for_sale_is_a_report_not_a_refusal() -> None:
    site = Subject(SubjectKind.URL, "https://rosa.co.uk/", url="https://rosa.co.uk/")
    report = audited(site, {site.url: "<title>rosa.co.uk</title><h1>This domain is for sale</h1>"})
    assert told(report) == [("domain_shows_no_site", site.url)]
    assert report.exit() == 1


def test_inner_pages_that_are_none() -> None:
    site = Subject(SubjectKind.URL, "https://rosa.co.uk/", url="https://rosa.co.uk/")
    files = "<title>Index of /old</title><h1>Index of /old</h1>"
    links = HOME + "<a href=/menu>Menu</a><a href=/old/>Old</a><img src=a.png><img src=b.png>"
    links += "<img src=https://count.net/pixel.png><img src=wall.jpg>"
    picture = b"\x89PNG" + bytes(100)
    pages = {
        site.url: links, f"{site.url}menu": " ", f"{site.url}old/": files,
        f"{site.url}a.png": b"", f"{site.url}b.png": picture, "https://count.net/pixel.png": b"",
        f"{site.url}wall.jpg": "<!doctype html><title>Are you a browser?</title>Wait",
    }  # fmt: skip
    report = audited(site, pages)
    assert sorted(told(report)) == [
        ("broken_picture", site.url),
        ("empty_page", f"{site.url}menu"),
        ("open_listing", f"{site.url}old/"),
    ]
    assert {link.verdict for link in report.links} == {"live"}


def test_a_server_that_answers_everything_has_no_sitemap_page() -> None:
    """The page in the place of the sitemap is none of the site's."""
    site = Subject(SubjectKind.URL, "https://rosa.co.uk/", url="https://rosa.co.uk/")
    report = audited(site, {site.url: HOME, f"{site.url}sitemap.xml": HOME})
    assert report.pages == 1


def test_links_to_no_site_cannot_be_told_with_the_reason() -> None:
    lines = tuple(enumerate(("https://a.co.uk/", "https://b.co.uk/x"), 1))
    report = audited(
        Subject(SubjectKind.LIST, "list", folder=Path(), lines=lines),
        {"https://a.co.uk/": NGINX, "https://b.co.uk/x": ""},
    )
    assert [(link.verdict, link.reason, link.note) for link in report.links] == [
        ("cannot_tell", "parked", "it shows only the start page of its web server"),
        ("cannot_tell", "soft_404", "it answers with an empty page"),
    ]
    assert told(report) == []


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        pytest.param("a.jpg", b"", "the file is empty", id="empty"),
        pytest.param("a.gif", b"GIF89a", "the file is cut off after 6 bytes", id="cut off"),
        pytest.param("a.png", b"<!DOCTYPE html><title>404", "the file is a web page, not a picture", id="a page"),
        pytest.param("a.webp", b"version https://git-lfs.github.com/spec/v1", "the file is no picture", id="a stand-in"),
        pytest.param("a.jpg", b"\x89PNG\r\n\x1a\n" + bytes(80), "", id="browsers go by what is inside"),
        pytest.param("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "", id="a drawing"),
        pytest.param("a.avif", b"\0\0\0\x20ftypavif" + bytes(80), "", id="a new kind"),
        pytest.param("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>".encode("utf-16"), "", id="a drawing in UTF-16"),
    ],
)  # fmt: skip
def test_a_file_that_no_browser_shows(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / "index.html").write_text(f"{HOME}<img src={name}>")
    (tmp_path / name).write_bytes(content)
    report = audited(Subject(SubjectKind.FOLDER, "site", folder=tmp_path))
    assert [each.message for each in report.findings] == ([f"a picture shows {name}: {why}"] if why else [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_the_place_of_a_picture_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f"{HOME}<img src=a.png>")
    os.mkfifo(tmp_path / "a.png")
    audited(Subject(SubjectKind.FOLDER, "site", folder=tmp_path))


def test_an_empty_index_that_hides_a_folder_of_files_is_no_empty_page(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(HOME)
    for folder in ("images", "about"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.html").write_text("<html><body></body></html>")
    found = told(audited(Subject(SubjectKind.FOLDER, "site", folder=tmp_path)))
    assert found == [("empty_page", "about/index.html")]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        pytest.param("<title>Rosa</title><div id=root></div><script src=app.js></script>", True, id="built by a script"),
        pytest.param(HOME, False, id="written"),
    ],
)  # fmt: skip
def test_a_site_that_a_script_builds_is_said_to_be_unread(tmp_path: Path, page: str, told: bool) -> None:
    (tmp_path / "index.html").write_text(page)
    (tmp_path / "app.js").write_text("1")
    notes = audited(Subject(SubjectKind.FOLDER, "site", folder=tmp_path)).notes
    assert ["without their scripts" in each for each in notes] == [True] * told
