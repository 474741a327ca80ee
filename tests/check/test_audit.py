"""The whole audit on small sites in the product's own language: pages in, verdicts and findings out."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.base.errors import InputError, MachineError
from kit.check.audit import audit
from kit.check.rule import chosen
from kit.check.rules import all_checks
from kit.check.rules.links import broken_link
from kit.check.subject import Subject, find_subject
from kit.check.types import Report, SubjectKind, Verdict
from kit.check.world import Settings, World
from kit.net.records import Asked, Records
from kit.net.types import Ask, Hop, Reply, Trouble
from kit.pages.other import parse_any
from kit.pages.types import Page

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
Web = dict[str, "tuple[int, str] | str | Trouble"]
LINKS = chosen(all_checks(), only=("broken_*", "link_leaves_folder", "folder_without_index"), skip=())


def fake_web(web: Web, asked: list[str] | None = None):  # type: ignore[no-untyped-def]
    """Give an AskAll over a few pages: a tuple answers, a text redirects, a trouble fails; the rest is 404."""

    def answer(ask: Ask) -> Reply:
        if asked is not None:
            asked.append(ask.url)
        found = web.get(ask.url, (404, "<title>Not here</title>"))
        hops: tuple[Hop, ...] = ()
        url = ask.url
        if isinstance(found, str) and not isinstance(found, Trouble):
            hops, url = (Hop(301, url, found),), found
            found = web.get(url, (404, ""))
        if isinstance(found, Trouble):
            return Reply(ask, None, url, found)
        assert isinstance(found, tuple)
        kind = "text/html" if found[1].lstrip().startswith("<") else "text/plain"
        return Reply(ask, found[0], url, headers=(("content-type", kind),), body=found[1].encode(), hops=hops)

    def ask_all(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        for ask in asks:
            if ask is not None:
                yield answer(ask)

    return ask_all


def world(
    web: Web | None, asked: list[str] | None = None, *, again: Web | None = None, online: bool = True
) -> World:
    """Give a world with that web in it; None is offline."""
    if web is None:
        return World(NOW)
    ask = fake_web(web, asked)
    return World(
        NOW,
        ask=ask,
        ask_again=ask if again is None else fake_web(again),
        ask_by_name=fake_web({}),
        random=Random(1),
        online=lambda: online,
    )


def check(subject: Subject, here: World, *, only: tuple[str, ...] = (), **chosen_settings: object) -> Report:
    """Run an audit with the rules about links."""
    return audit(subject, Settings(**chosen_settings), here, parse=parse_any, rules=LINKS)  # type: ignore[arg-type]


def folder(root: Path, **pages: str) -> Subject:
    """Write pages (double underscores are slashes) and give the folder as a subject."""
    for name, text in pages.items():
        path = root / f"{name.replace('__', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!doctype html><title>x</title>\n{text}", encoding="utf-8")
    return find_subject(str(root), load=no_facts, stdin=bytes)


def no_facts(_folder: Path):  # type: ignore[no-untyped-def]
    raise AssertionError("no facts here")


def verdicts(report: Report) -> dict[str, str]:
    """Give each link's reason."""
    return {link.url: link.reason for link in report.links}


@pytest.mark.parametrize(
    ("link", "url", "reason"),
    [
        pytest.param("team.html", "team.html", "ok", id="page"),
        pytest.param("team.html#anna", "team.html#anna", "ok", id="place on a page"),
        pytest.param("team.html#berta", "team.html#berta", "fragment_missing", id="no such place"),
        pytest.param("#top", "index.html#top", "ok", id="the top is always there"),
        pytest.param("#", "index.html#", "ok", id="empty fragment"),
        pytest.param("team.html?from=home#anna", "team.html?from=home#anna", "ok", id="query"),
        pytest.param("/team.html", "team.html", "ok", id="from the root"),
        pytest.param("Team.html", "Team.html", "file_missing", id="other case"),
        pytest.param("shop.html", "shop.html", "file_missing", id="missing page"),
        pytest.param("blog/", "blog/", "ok", id="folder"),
        pytest.param("mailto:a@b.example", "mailto:a@b.example", "ok", id="mail"),
        pytest.param("tel:none", "tel:none", "malformed_url", id="no phone"),
        pytest.param("whatsapp://send", "whatsapp://send", "unsupported_scheme", id="an app"),
        pytest.param("https://a.example/", "https://a.example/", "offline", id="outside"),
        pytest.param("http://[::1", "http://[::1", "malformed_url", id="no address"),
    ],
)
def test_each_link_of_a_page_offline(tmp_path: Path, link: str, url: str, reason: str) -> None:
    """Inside a folder the address is the path below it."""
    subject = folder(
        tmp_path, index=f'<a href="{link}">x</a>', team='<h2 id="anna">Anna</h2>', blog__index="<p>Hi"
    )
    report = check(subject, world(None))
    assert verdicts(report) == {url: reason}
    assert report.pages == 3
    assert bool(report.findings) is (report.count(Verdict.BROKEN) == 1)


def test_data_and_script_addresses_are_no_links(tmp_path: Path) -> None:
    """They hold what they mean."""
    page = '<img src="data:image/gif;base64,R0lG" alt="x"><a href="javascript:void(0)">x</a>'
    assert check(folder(tmp_path, index=page), world(None)).links == ()


def test_a_dead_link_is_named_for_every_place(tmp_path: Path) -> None:
    """One entry, every line."""
    page = '<a href="gone.html">one</a>\n<a href="gone.html">two</a>'
    report = check(folder(tmp_path, index=page, team=page), world(None))
    (link,) = report.links
    assert [(seen.page, seen.line, seen.text) for seen in link.seen] == [
        ("index.html", 2, "one"),
        ("index.html", 3, "two"),
        ("team.html", 2, "one"),
        ("team.html", 3, "two"),
    ]
    assert [(each.page, each.line, each.check) for each in report.findings] == [
        ("index.html", 2, broken_link.id),
        ("index.html", 3, broken_link.id),
        ("team.html", 2, broken_link.id),
        ("team.html", 3, broken_link.id),
    ]
    assert "“one” leads to gone.html: there is no such file" in report.findings[0].message


def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    """It works here and will not on the server: a warning, not a dead link."""
    (tmp_path / "price-list.pdf").write_text("x")
    report = check(folder(tmp_path / "site", index='<a href="../price-list.pdf">p</a>'), world(None))
    assert verdicts(report) == {"../price-list.pdf": "ok"}
    assert [each.check for each in report.findings] == ["link_leaves_folder"]


def test_a_page_that_builds_itself_hides_its_anchors(tmp_path: Path) -> None:
    """What scripts make cannot be seen, so it is not called missing."""
    app = '<div id="app"></div><script src="app.js"></script>'
    subject = folder(tmp_path, index='<a href="app.html#prices">x</a>', app=app)
    report = check(subject, world(None))
    assert verdicts(report)["app.html#prices"] == "ok"


def test_each_address_is_asked_once(tmp_path: Path) -> None:
    """Fragments and repeated links cost nothing."""
    page = '<a href="https://a.example/x#1">1</a><a href="https://a.example/x#2">2</a><a href="https://a.example/y">3</a>'
    asked: list[str] = []
    web: Web = {"https://a.example/x": (200, "<p>"), "https://a.example/y": (200, "<p>")}
    report = check(folder(tmp_path, index=page, team=page), world(web, asked))
    assert sorted(asked) == ["https://a.example/x", "https://a.example/y"]
    assert set(verdicts(report).values()) == {"ok"}


def test_a_second_opinion_saves_a_link(tmp_path: Path) -> None:
    """What only one engine calls broken cannot be told, with that engine's reason."""
    page = '<a href="https://a.example/x">1</a><a href="https://a.example/dead">2</a>'
    report = check(folder(tmp_path, index=page), world({}, again={"https://a.example/x": (200, "<p>")}))
    assert [(link.verdict, link.reason) for link in report.links] == [
        (Verdict.CANNOT_TELL, "not_found"),
        (Verdict.BROKEN, "not_found"),
    ]


def test_a_soft_404_is_unmasked_by_a_made_up_path(tmp_path: Path) -> None:
    """A page that says "not found" with 200 is compared with a name that cannot exist on the same host."""
    page = '<a href="https://soft.example/x/y">1</a><a href="https://honest.example/404-novel">2</a>'

    class Soft(dict):  # type: ignore[type-arg]
        def get(self, url: str, default: object = None) -> object:
            if url.startswith("https://soft.example/"):
                return (200, "<title>Page not found</title>")
            return super().get(url, default)

    web = Soft({"https://honest.example/404-novel": (200, "<title>Not found, a novel</title>")})
    report = check(folder(tmp_path, index=page), world(web))
    assert verdicts(report) == {
        "https://soft.example/x/y": "soft_404",
        "https://honest.example/404-novel": "ok",
    }
    assert report.exit() == 0


def test_a_crawl_reads_the_site_and_asks_for_the_rest() -> None:
    """Pages of the same host are read, others only asked; a fragment on an own page is judged."""
    web: Web = {
        "https://a.example/": (
            200,
            '<a href="/team#anna">t</a><a href="/team#zoe">z</a><a href="https://b.example/">b</a>',
        ),
        "https://a.example/team": (200, '<p id=anna><a href="/gone">g</a>'),
        "https://b.example/": (200, '<a href="https://b.example/deeper">not read</a>'),
    }
    asked: list[str] = []
    subject = find_subject("https://a.example/", load=no_facts, stdin=bytes)
    report = check(subject, world(web, asked))
    assert verdicts(report) == {
        "https://a.example/": "ok",
        "https://a.example/team#anna": "ok",
        "https://a.example/team#zoe": "fragment_missing",
        "https://b.example/": "ok",
        "https://a.example/gone": "not_found",
    }
    assert report.pages == 2
    assert len(asked) == len(set(asked)) + 1  # the second opinion on /gone
    assert asked[0] == "https://a.example/robots.txt"
    assert "https://b.example/deeper" not in asked


def test_a_crawl_obeys_robots() -> None:
    """What the site asks programs to leave alone is not asked, and said so."""
    web: Web = {
        "https://a.example/robots.txt": (200, "User-agent: *\nDisallow: /private"),
        "https://a.example/": (200, '<a href="/private/x">t</a>'),
    }
    subject = find_subject("https://a.example/", load=no_facts, stdin=bytes)
    assert verdicts(check(subject, world(web)))["https://a.example/private/x"] == "robots"


def test_a_crawl_stops_at_its_limit() -> None:
    """With exit 5, its results kept."""
    web: Web = {f"https://a.example/{n}": (200, f'<a href="/{n + 1}">x</a>') for n in range(50)}
    subject = find_subject("https://a.example/0", load=no_facts, stdin=bytes)
    report = check(subject, world(web), max_pages=5)
    assert report.pages == 5
    assert report.exit() == 5
    assert "--max-pages" in (report.stopped or "")


def test_a_crawl_sees_traps() -> None:
    """Addresses that grow for ever are left alone, and named."""

    class Trap(dict):  # type: ignore[type-arg]
        def get(self, url: str, default: object = None) -> object:
            return (404, "") if url.endswith("robots.txt") else (200, '<a href="more/">on</a>')

    subject = find_subject("https://a.example/", load=no_facts, stdin=bytes)
    report = check(subject, world(Trap()))
    assert "grow without end" in (report.stopped or "")
    assert report.pages < 10


def test_a_site_that_moved_to_www_is_followed() -> None:
    """The start address may lead to the real one."""
    web: Web = {
        "https://a.example/": "https://www.a.example/",
        "https://www.a.example/": (200, '<a href="/team">t</a>'),
        "https://www.a.example/team": (200, "<p>"),
    }
    subject = find_subject("https://a.example/", load=no_facts, stdin=bytes)
    assert check(subject, world(web)).pages == 2


def test_a_list_holds_addresses_and_paths(tmp_path: Path) -> None:
    """One a line, found beside the list."""
    (tmp_path / "here.html").write_text("<p id=a>")
    listed = tmp_path / "links.txt"
    listed.write_text("https://a.example/\nhere.html#a\nhere.html#b\ngone.html\n")
    subject = find_subject(str(listed), load=no_facts, stdin=bytes)
    report = check(subject, world({"https://a.example/": (200, "<p>")}))
    assert list(verdicts(report).values()) == ["ok", "ok", "fragment_missing", "file_missing"]
    assert [each.line for each in report.findings] == [3, 4]


@pytest.mark.parametrize(
    ("files", "reasons", "told"),
    [
        pytest.param((), ["ok", "fragment_missing", "ok", "not_asked", "not_asked"], True, id="curl … | check -"),
        pytest.param(("b.html",), ["ok", "fragment_missing", "ok", "ok", "file_missing"], False, id="cat … | check -"),
    ],
)  # fmt: skip
def test_one_page_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: tuple[str, ...], reasons: list[str], told: bool
) -> None:
    """It stands in the folder where the command runs, when one of the files that it names is there."""
    monkeypatch.chdir(tmp_path)
    for name in files:
        (tmp_path / name).write_text("<p>Hi")
    links = ("#a", "#b", "?page=2", "b.html", "/img/c.png")
    page = "<p id=a>" + "".join(f'<a href="{link}">{link}</a>' for link in links)
    report = check(find_subject("-", load=no_facts, stdin=page.encode), world(None))
    assert [link.reason for link in report.links] == reasons
    assert any("Give its address" in note for note in report.notes) is told


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(lambda root: root.mkdir(), "holds no HTML pages", id="empty folder"),
        pytest.param(lambda root: root.write_text("# nothing\n"), "names no addresses", id="empty list"),
    ],
)
def test_empty_is_not_success(tmp_path: Path, make, words: str) -> None:  # type: ignore[no-untyped-def]
    """Nothing to check is exit 2."""
    make(tmp_path / "x")
    with pytest.raises(InputError, match=words):
        check(find_subject(str(tmp_path / "x"), load=no_facts, stdin=bytes), world(None))


def test_a_start_that_is_not_there_is_a_finding() -> None:
    """A dead website is the news, not a usage error; one that refuses programs is nothing to check."""
    subject = find_subject("https://dead.example/", load=no_facts, stdin=bytes)
    report = check(subject, world({"https://dead.example/": Trouble.CONNECTION_REFUSED}))
    assert report.exit() == 1
    with pytest.raises(InputError, match="refuses programs"):
        check(subject, world({"https://dead.example/": (403, "<p>")}))


def test_no_network_at_all(tmp_path: Path) -> None:
    """When nothing answered and the machine has no network, no link is called broken: exit 3."""
    web: Web = {"https://www.one.com/": Trouble.DNS_FAILURE, "https://www.two.com/": Trouble.DNS_FAILURE}
    page = '<a href="https://www.one.com/">1</a><a href="https://www.two.com/">2</a>'
    with pytest.raises(MachineError, match="no network"):
        check(folder(tmp_path, index=page), world(web, online=False))
    assert check(folder(tmp_path, index=page), world(web)).count(Verdict.BROKEN) == 2


def test_without_a_network_no_mail_domain_is_called_deaf(tmp_path: Path) -> None:
    """A machine that is shut in often has name servers that deny every name; its own sites answer all the same."""

    def deny(_name: str, _kind: str) -> Records:
        return Records(Asked.NONE)

    web: Web = {"http://127.0.0.1/": (200, "<p>"), "https://www.two.com/": Trouble.DNS_FAILURE}
    links = "".join(f'<a href="{each}">x</a>' for each in (*web, "mailto:sue@two.com"))
    for online, broken in ((False, 0), (True, 2)):
        here = replace(world(web, online=online), query=deny)
        assert check(folder(tmp_path, index=links), here).count(Verdict.BROKEN) == broken


def test_an_unreadable_page_is_a_finding(tmp_path: Path) -> None:
    """The rest goes on."""
    subject = folder(tmp_path, index="<p>", team="<p>")
    (tmp_path / "dangling.html").symlink_to("nowhere.html")
    assert check(subject, world(None)).pages == 2


@given(
    st.lists(
        st.sampled_from(["a.html", "b.html#x", "c.html", "https://x.example/", "tel:1", "tel:x", "#y"]),
        max_size=8,
    )
)
@settings(derandomize=True, max_examples=25, deadline=None)
def test_the_numbers_add_up(tmp_path_factory: pytest.TempPathFactory, links: list[str]) -> None:
    """live + broken + cannot_tell + not_asked = links, and the exit code follows from what is printed."""
    page = "".join(f'<a href="{link}">x</a>' for link in links)
    report = check(folder(tmp_path_factory.mktemp("s"), index=page, a="<p>", b="<p id=x>"), world(None))
    counted = sum(
        report.count(each) for each in (Verdict.LIVE, Verdict.BROKEN, Verdict.CANNOT_TELL, Verdict.NOT_ASKED)
    )
    assert counted == len(report.links) == len(set(links))
    assert (report.exit() == 1) is (report.count(Verdict.BROKEN) > 0)
    assert report.kind is SubjectKind.FOLDER


def test_style_sheets_and_sitemaps_hold_links_too(tmp_path: Path) -> None:
    """They are read for their addresses and are no pages."""
    subject = folder(tmp_path, index='<link rel="stylesheet" href="style.css">')
    (tmp_path / "style.css").write_text("body { background: url(paper.png) }")
    (tmp_path / "manifest.json").write_text('{"icons": [{"src": "icon.png"}]}')
    packed = gzip.compress(b"<urlset><url><loc>http://[</loc></url></urlset>")
    (tmp_path / "sitemap.xml.gz").write_bytes(packed)
    report = check(subject, world(None))
    assert report.pages == 1
    assert verdicts(report) == {
        "style.css": "ok",
        "paper.png": "file_missing",
        "icon.png": "file_missing",
        "http://[": "malformed_url",
    }


@pytest.mark.parametrize("where", ["folder", "web"])
def test_a_text_fragment_is_looked_for_in_the_text(tmp_path: Path, where: str) -> None:
    """Two links to words on another page: one says what stands there, one does not."""
    index = '<a href="team.html#:~:text=Anna%20Storr">1</a><a href="team.html#:~:text=Zoe">2</a>'
    if where == "folder":
        report = check(folder(tmp_path, index=index, team="<p>Anna Storr mends boilers."), world(None))
    else:
        web: Web = {
            "https://a.example/": (200, index),
            "https://a.example/team.html": (200, "<p>Anna Storr mends boilers."),
        }
        report = check(find_subject("https://a.example/", load=no_facts, stdin=bytes), world(web))
    reasons = {url.rpartition("=")[2]: reason for url, reason in verdicts(report).items() if "~" in url}
    assert reasons == {"Anna%20Storr": "ok", "Zoe": "fragment_missing"}


def test_no_page_is_read_twice(tmp_path: Path) -> None:
    """All rules look at the one reading of a page."""
    from kit.check.mentions import mentions_of

    read: list[str] = []

    def parse(content: bytes, **about: str) -> Page:
        read.append(about["name"])
        return parse_any(content, **about)

    pages = {f"p{number}": f'<h2 id=x>A</h2><a href="p{number + 1}.html#x">n</a>' for number in range(9)}
    audit(
        folder(tmp_path, **pages, p9="<h2 id=x>"),
        Settings(),
        World(datetime(2026, 11, 24, tzinfo=UTC)),
        parse=parse,
        rules=all_checks(),
        extract=mentions_of,
    )
    assert sorted(read) == [f"p{number}.html" for number in range(10)]


def test_a_large_folder_read_by_two_processes_gives_the_same_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        other = (number * 7) % 31  # page 30 is not there
        (tmp_path / f"page{number:02}.html").write_text(
            f'<!doctype html><title>Page {number}</title><h1 id=top{number}>Hello</h1><a href="page{other:02}.html#top{other}">'
            f'next</a> <a href="http://[">bad</a> <a href="#nowhere{number}">x</a> <a href="mailto:a@b.example" rel=me>m</a>'
        )
    monkeypatch.setattr("kit.check.reading._WORTH_TWO", 1000)
    here, world_ = Subject(SubjectKind.FOLDER, "site", folder=tmp_path), world(None)
    alone = check(here, world_)
    monkeypatch.setattr("kit.check.reading._WORTH_TWO", 2)
    assert check(here, world_) == alone
    assert alone.pages == 30
    assert alone.count(Verdict.BROKEN) > 30
