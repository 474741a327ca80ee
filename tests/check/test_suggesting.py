"""What a broken link may have meant; nothing is suggested that did not answer in this run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kit.check.subject import Subject
from kit.check.suggesting import suggest
from kit.check.types import LinkResult, Report, Seen, SubjectKind, Verdict
from kit.check.world import World
from kit.net.types import Ask, Hop, Reply, Trouble
from tests.check.test_audit import check

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def web(pages: dict[str, str], asked: list[str] | None = None) -> World:
    """Give a world where these addresses answer with this title, or with this sitemap."""

    def ask(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        for each in asks:
            assert each is not None
            if asked is not None:
                asked.append(each.url)
            text = pages.get(each.url)
            if text is None:
                yield Reply(
                    each,
                    None if "none." in each.url else 404,
                    each.url,
                    Trouble.DNS_FAILURE if "none." in each.url else None,
                )
            elif text.startswith("->"):
                yield Reply(
                    each, 200, text[2:], hops=(Hop(301, each.url, text[2:]),), body=b"<title>Home</title>"
                )
            elif text.startswith("<"):
                yield Reply(each, 200, each.url, headers=(("content-type", "text/xml"),), body=text.encode())
            else:
                yield Reply(each, 200, each.url, body=f"<title>{text}</title>".encode())

    return World(NOW, ask=ask)


def broken(url: str, text: str = "x", reason: str = "not_found") -> LinkResult:
    """Make a broken link with this text."""
    return LinkResult(url, Verdict.BROKEN, reason, 404, seen=(Seen("i.html", 1, 1, "a", text),))


def sitemap(*urls: str) -> str:
    """Write a sitemap."""
    listed = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'


MAP = "https://a.com/sitemap.xml"


@pytest.mark.parametrize(
    ("link", "pages", "expected"),
    [
        pytest.param(broken("https://a.com/prices)."), {"https://a.com/prices": "Prices"}, "https://a.com/prices", id="a bracket and a full stop came along"),
        pytest.param(broken("https://a.com/Prices"), {"https://a.com/prices": "Prices"}, "https://a.com/prices", id="capital letters"),
        pytest.param(broken("https://a.com/prices/"), {"https://a.com/prices": "Prices"}, "https://a.com/prices", id="a slash too many"),
        pytest.param(broken("https://none.com/", reason="dns_failure"), {"https://www.none.com/": "A"}, "https://www.none.com/", id="only with www"),
        pytest.param(broken("http://a.com/x", reason="connection_refused"), {"https://a.com/x": "A"}, "https://a.com/x", id="only with https"),
        pytest.param(broken("https://a.com/old/boiler-service"), {MAP: sitemap("https://a.com/", "https://a.com/services/boiler-service/"), "https://a.com/services/boiler-service/": "Boilers"}, "https://a.com/services/boiler-service/", id="moved on its host"),
        pytest.param(broken("https://a.com/p/17", "Boiler service prices"), {MAP: sitemap("https://a.com/boiler-service-prices"), "https://a.com/boiler-service-prices": "Boiler service: our prices"}, "https://a.com/boiler-service-prices", id="found by the words of the link"),
        pytest.param(broken("https://a.com/p/17", "Boiler service prices"), {MAP: sitemap("https://a.com/boiler-service-price"), "https://a.com/boiler-service-price": "Contact"}, "", id="its title is about something else"),
        pytest.param(broken("https://a.com/old/boiler-service"), {MAP: sitemap("https://a.com/services/boiler-service"), "https://a.com/services/boiler-service": "->https://a.com/"}, "", id="sent on to the front page"),
        pytest.param(broken("https://a.com/x"), {MAP: sitemap("https://a.com/y", "https://a.com/z")}, "", id="nothing alike"),
        pytest.param(broken("team/sue@harbour.co.uk", reason="file_missing"), {}, "mailto:sue@harbour.co.uk", id="mailto: is missing"),
        pytest.param(broken("https://a.com/team/www.harbour.co.uk/x"), {}, "https://www.harbour.co.uk/x", id="https:// is missing"),
        pytest.param(broken("https://www.harbour.co.uk/x"), {}, "", id="the host itself begins with www"),
        pytest.param(broken("https://a.com/x"), {}, "", id="no sitemap"),
        pytest.param(broken("https://a.com/x", reason="server_error"), {"https://a.com/x/": "X"}, "", id="the server only fails"),
    ],
)  # fmt: skip
def test_what_a_link_may_have_meant(link: LinkResult, pages: dict[str, str], expected: str) -> None:
    """Only what answers, and is about the same."""
    assert suggest([link], (), web(pages)).get(link.url, "") == expected


def test_few_questions_are_asked() -> None:
    """Fifty dead links cost at most two requests for each of the first twenty, and one sitemap."""
    asked: list[str] = []
    assert suggest([broken(f"https://a.com/p{n}/") for n in range(50)], (), web({}, asked)) == {}
    assert len(asked) <= 41


def test_offline_nothing_is_asked_and_pages_are_found_by_their_title(tmp_path: Path) -> None:
    """In a folder: by its title, by a place written nearly alike, by a name written nearly alike."""
    (tmp_path / "index.html").write_text(
        "<title>Home</title><a href='preise.html'>Prices and times</a><a href='team.html#Anna-Storr'>A</a>"
        "<a href='pirces.html'>x</a><a href='gone.html'>x</a>"
    )
    (tmp_path / "prices.html").write_text("<title>Prices and times | Harbour</title>")
    (tmp_path / "team.html").write_text("<title>Team</title><p id='anna_storr'>")
    report: Report = check(Subject(SubjectKind.FOLDER, "s", folder=tmp_path), World(NOW))
    assert {
        each.url: each.suggestion or each.note for each in report.links if each.verdict is Verdict.BROKEN
    } == {
        "preise.html": "prices.html",
        "team.html#Anna-Storr": "team.html#anna_storr",
        "pirces.html": "prices.html",
        "gone.html": "",
    }
    assert any(each.fix.startswith("Link to prices.html instead") for each in report.findings)


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        pytest.param("<a href='team.html#Opening-Hours'>x</a>", "team.html#opening-hours", id="capitals"),
        pytest.param("<a href='team.html#openinghours'>x</a>", "team.html#opening-hours", id="a hyphen"),
        pytest.param("<a href='team.html#p7'>Opening hours</a>", "team.html#opening-hours", id="the words of the link"),
        pytest.param("<a href='team.html#index-9'>x</a>", "", id="another number"),
        pytest.param("<a href='team.html#:~:text=stale'>x</a>", "", id="words that are not on the page"),
        pytest.param("<a href='team'>x</a>", "team.html", id="the ending is missing"),
        pytest.param("<a href='Team.html'>x</a>", "team.html", id="capitals of a file"),
        pytest.param("<a href='teem.html'>x</a>", "", id="four letters are too few to guess"),
        pytest.param("<video><track src='team.vtt'></video>", "", id="another kind of file"),
    ],
)  # fmt: skip
def test_what_was_meant_in_a_folder(tmp_path: Path, link: str, meant: str) -> None:
    (tmp_path / "index.html").write_text(f"<title>Home</title>{link}")
    (tmp_path / "team.html").write_text("<title>Us</title><p id=opening-hours><p id=index-8>")
    report = check(Subject(SubjectKind.FOLDER, "s", folder=tmp_path), World(NOW))
    (found,) = (each for each in report.findings if each.check == "broken_link")
    assert (f"Link to {meant} instead" in found.fix) if meant else ("instead" not in found.fix)
    assert "did you mean" not in found.message
