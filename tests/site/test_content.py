"""The owner's own words: read strictly, refused with file and line, and made harmless."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.base.errors import MachineError
from kit.site.contents import Content, Written
from kit.site.front_matter import ContentError
from kit.site.markdown import plain_text, to_html
from kit.site.reading import load_content, reader
from tests.site.made import facts, made

CAFE = """
business: {name: Corner Cup, trade: cafe, country: IE}
place: {mode: [premises], street: 4 Example Quay, town: Westport}
contact: {phone: 020 912 0123}
site: {address: https://corner.example/}
"""


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        kind, _, stem = name.partition("__")
        path = folder / "content" / kind / f"{stem}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def _read(folder: Path, **files: str) -> Content:
    return load_content(_write(folder, **files), ("en", "de"))


def test_no_content_folder_is_no_content(tmp_path: Path) -> None:
    assert load_content(tmp_path) == Content()


def test_what_editors_keep_beside_a_post_is_none(tmp_path: Path) -> None:
    _write(tmp_path, posts__a="---\ntitle: A\ndate: 2026-02-01\n---\n")
    posts = tmp_path / "content" / "posts"
    (posts / ".#a.md").symlink_to("me@desk.1:2")
    (posts / "._a.md").write_bytes(b"\0\5\x16\7")
    assert [post.title for post in load_content(tmp_path).posts] == ["A"]


@pytest.mark.parametrize("put", [os.mkdir, os.mkfifo], ids=["a folder", "a pipe"])
def test_a_post_that_is_no_file_is_told_of(tmp_path: Path, put: Callable[[Path], None]) -> None:
    (tmp_path / "content" / "posts").mkdir(parents=True)
    put(tmp_path / "content" / "posts" / "a.md")
    with pytest.raises(MachineError, match=r"a\.md is not a file\."):
        load_content(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("posts__a", "---\ntitle: A\ndate: 31.02.\n---\n", 'posts/a.md:3:7: date: "31.02." is not a day of the calendar; write year-month-day', id="a day that does not exist"),
        pytest.param("posts__a", "---\ntitle: A\ndate: 2026-02-31\n---\n", "posts/a.md:3:7: date:", id="a day the month does not have"),
        pytest.param("posts__a", "---\ntitel: A\ndate: 2026-02-01\n---\n", 'posts/a.md:2:1: titel: is not known here; did you mean "title"?', id="a slip in a name"),
        pytest.param("posts__a", "---\ntitle: A\nautor: me\ndate: 2026-02-01\n---\n", 'autor: is not known here; did you mean "by"?', id="what another program calls it"),
        pytest.param("posts__a", "---\ntitle: A\nauther: me\ndate: 2026-02-01\n---\n", 'auther: is not known here; did you mean "by"?', id="a slip in what another program calls it"),
        pytest.param("posts__a", "---\ntitle: A\ncolour: red\ndate: 2026-02-01\n---\n", "colour: is not known here; here may stand: title, date", id="an unknown name"),
        pytest.param("posts__a", "---\ndate: 2026-02-01\n---\n", "title: is missing; add it, for example: title: What", id="no title"),
        pytest.param("posts__a", "---\ntitle: A\n---\n", "date: is missing; write in the head for example: date: 2026-12-03", id="no date"),
        pytest.param("posts__2026-13-01-a", "---\ntitle: A\n---\n", '"2026-13-01" is not a day of the calendar', id="a name with a wrong day"),
        pytest.param("posts__a", "---\ntitle: A\n", "has no --- at its end", id="a head without an end"),
        pytest.param("posts__a", "---\ntitle: A\ntitle: B\ndate: 2026-01-01\n---\n", 'posts/a.md:3:1: title: "title" stands here a second time', id="twice"),
        pytest.param("posts__a", "---\ntitle: [A\n---\n", "posts/a.md:2:8: a comma or the closing bracket is missing", id="not YAML"),
        pytest.param("posts__a", "---\n- a\n---\n", "posts/a.md:1:1", id="a list for a head"),
        pytest.param("posts__a", "---\ntitle: A\nkind: decision\ndate: 2026-01-01\n---\n", "opened: is missing; a decision needs", id="a decision without its day"),
        pytest.param("posts__a", "---\ntitle: A\nlanguage: fr\ndate: 2026-01-01\n---\n", '"fr" is not among the languages of the facts (en, de)', id="a foreign language"),
        pytest.param("posts__a", "---\ntitle: A\ndate: 2026-01-01\nphoto: ../secret.jpg\n---\n", "photo:", id="a photo outside"),
        pytest.param("events__a", "---\ntitle: A\nstart: tomorrow\n---\n", '"tomorrow" is not a day with a time; write for example: 2026-12-03 18:30', id="an event some day"),
        pytest.param("events__a", "---\ntitle: A\nstart: 2026-12-03 18:30\nend: 2026-12-03 17:00\n---\n", "end: is before the start", id="an event that ends before"),
        pytest.param("events__a", "---\ntitle: A\n---\n", "start: is missing; add it, for example: start: 2026-12-03 18:30", id="an event without a day"),
        pytest.param("events__a", "---\ntitle: A\nstart: 2026-12-03\nregister: ftp://x\n---\n", "register:", id="a link that is none"),
        pytest.param("pages__a", "---\ntitle: A\nmenu: maybe\n---\n", "menu: ", id="neither yes nor no"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, name: str, text: str, expected: str) -> None:
    with pytest.raises(ContentError) as caught:
        _read(tmp_path, **{name: text})
    assert expected in str(caught.value)
    assert "the site is as it was" in caught.value.hint


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        _read(
            tmp_path,
            posts__a="---\ntitle: A\n---\n",
            posts__b="---\ndate: 2026-01-01\n---\n",
            events__c="---\n---\n",
        )
    assert [problem.path for problem in caught.value.problems] == [
        "content/events/c.md", "content/events/c.md", "content/posts/a.md", "content/posts/b.md",
    ]  # fmt: skip


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "content/posts/a.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"---\ntitle: Caf\xe9\n---\n")
    with pytest.raises(ContentError, match=r"content/posts/a\.md:2:11: this is not UTF-8"):
        load_content(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_this_machines_trouble(tmp_path: Path) -> None:
    _write(tmp_path, posts__a="---\ntitle: A\n---\n")
    (tmp_path / "content/posts/a.md").chmod(0)
    with pytest.raises(MachineError):
        load_content(tmp_path)


def test_two_files_for_one_address_are_refused(tmp_path: Path) -> None:
    first, second = "posts__2026-01-01-tea", "posts__2026-02-02-tea"
    with pytest.raises(ContentError, match="would have the same address as content/posts/2026-01-01-tea"):
        _read(tmp_path, **{first: "---\ntitle: A\n---\n", second: "---\ntitle: B\n---\n"})


def test_a_page_of_the_programs_own_name_is_refused(tmp_path: Path) -> None:
    content = _read(tmp_path, pages__contact="---\ntitle: Contact\n---\n")
    with pytest.raises(
        ContentError, match=r"content/pages/contact\.md:1:1: would be contact\.html, which is there already"
    ):
        made(facts(CAFE), content=content)


def test_a_block_for_a_page_that_cannot_be_is_refused(tmp_path: Path) -> None:
    content = _read(tmp_path, blocks__shop="Words")
    with pytest.raises(
        ContentError, match='there is no page "shop" to place this into; there are: home, services'
    ):
        made(facts(CAFE), content=content)


def test_a_block_makes_the_page_it_is_for(tmp_path: Path) -> None:
    files = made(facts(CAFE), content=_read(tmp_path, blocks__about="We roast on Mondays."))
    assert "<p>We roast on Mondays.</p>" in files["about.html"].decode()


def test_files_are_in_the_language_their_name_ends_in(tmp_path: Path) -> None:
    head = "---\ntitle: A\n---\nText"
    content = _read(tmp_path, **{"pages__prices": head, "pages__prices.de": head, "pages__v1.x": head})
    assert [(page.name, page.language) for page in content.pages] == [
        ("prices", "en"),
        ("prices", "de"),
        ("v1-x", "en"),
    ]


def test_drafts_stay_out_and_are_named(tmp_path: Path) -> None:
    content = _read(
        tmp_path, posts__a="---\ntitle: A\ndraft: yes\n---\n", blocks__home="---\ndraft: yes\n---\n"
    )
    assert content == Content(drafts=("content/blocks/home.md", "content/posts/a.md"))


def test_posts_come_newest_first(tmp_path: Path) -> None:
    content = _read(
        tmp_path, **{f"posts__2026-0{month}-01-p{month}": "---\ntitle: A\n---\n" for month in (2, 5, 3)}
    )
    assert [post.name for post in content.posts] == ["p5", "p3", "p2"]


def test_an_open_question_can_be_answered_publicly_and_privately(tmp_path: Path) -> None:
    head = "---\ntitle: Should we open on Sundays?\nkind: decision\nstatus: {}\nopened: 2026-11-01\ncloses: 2026-11-25\ndecided_on: 2026-11-28\nanswer_publicly: https://example.org/1\n---\nSituation."
    page = made(facts(CAFE), content=_read(tmp_path, posts__sunday=head.format("open")))[
        "blog/sunday.html"
    ].decode()
    assert "Open until November 25, 2026" in page or "Open until 25 November 2026" in page
    assert 'href="https://example.org/1"' in page
    assert 'href="tel:+353209120123"' in page
    page = made(facts(CAFE), content=_read(tmp_path, posts__sunday=head.format("decided")))[
        "blog/sunday.html"
    ].decode()
    assert "https://example.org/1" not in page
    assert "Decided on 28 November 2026" in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a <script>alert(1)</script> b", "<p>a  b</p>", id="script"),
        pytest.param('<a href="javascript:alert(1)">x</a>', "<p><a>x</a></p>", id="javascript"),
        pytest.param('<b onclick="x" style="y" class="z">x</b>', "<p><b>x</b></p>", id="attributes"),
        pytest.param("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>", id="javascript in Markdown"),
        pytest.param("<iframe src=https://x.example></iframe>", "", id="frame"),
        pytest.param("<form action=https://x.example><input></form>", "", id="form"),
        pytest.param("# One\n\n### Three", "<h2>One</h2>\n<h4>Three</h4>", id="headings go down"),
        pytest.param("[x](contact.html) [y](https://a.example/) [z](#here)", '<p><a href="../contact.html">x</a> <a href="https://a.example/">y</a> <a href="#here">z</a></p>', id="links from the front page"),
        pytest.param("{{ 7 * 7 }}", "<p>{{ 7 * 7 }}</p>", id="no template"),
    ],
)  # fmt: skip
def test_markdown_becomes_harmless_html(text: str, expected: str) -> None:
    assert to_html(Written(text, "a.md"), here="../") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "one\n\n![x](photos/no.jpg)",
            'a.md:7:1: there is no picture "content/photos/no.jpg"',
            id="missing",
        ),
        pytest.param("![x](https://a.example/x.jpg)", "a.md:5:1: .*is on another server", id="elsewhere"),
        pytest.param("![x](//a.example/x.jpg)", "is on another server", id="elsewhere without a scheme"),
        pytest.param("x <img src=a.jpg>", r"pictures are written as !\[what it shows\]", id="as HTML"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused_with_its_line(text: str, expected: str) -> None:
    with pytest.raises(ContentError, match=expected):
        to_html(Written(text, "a.md", 5), picture=lambda _file, _alt: None)


def test_a_summary_is_the_first_paragraph_without_marks() -> None:
    assert (
        plain_text(Written("# Title\n\nSome *words* and `code`\nhere. " + "x " * 300, "a.md"), 40)
        == "Some words and code here. x x x x x x…"
    )
    assert plain_text(Written("", "a.md")) == ""


def test_the_owners_files_are_read_below_the_folder_only(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "project/a").write_text("y")
    read = reader(tmp_path / "project")
    assert read("a") == b"y"
    assert read("../secret") is None
    assert read("none") is None
    assert read("/etc/hostname") is None


def test_the_feed_is_atom_with_dates_and_bylines(tmp_path: Path) -> None:
    from xml.etree.ElementTree import fromstring

    content = _read(
        tmp_path,
        **{
            "posts__2026-02-03-tea": "---\ntitle: Tea & <scones>\nby: Ann\ncategory: Tea\n---\nText [x](contact.html)."
        },
    )
    root = fromstring(made(facts(CAFE), content=content)["feed.xml"])
    atom = "{http://www.w3.org/2005/Atom}"
    assert root.findtext(f"{atom}updated") == "2026-02-03T00:00:00Z"
    entry = root.find(f"{atom}entry")
    assert entry is not None
    assert entry.findtext(f"{atom}title") == "Tea & <scones>"
    assert entry.findtext(f"{atom}id") == "https://corner.example/blog/tea.html"
    assert entry.findtext(f"{atom}author/{atom}name") == "Ann"


def test_an_event_has_a_page_a_calendar_file_and_data(tmp_path: Path) -> None:
    from icalendar import Calendar

    business = facts(CAFE + "hours: {special: [{date: 2026-12-25, hours: closed, why: Christmas}]}\n")
    content = _read(
        tmp_path,
        events__talk="---\ntitle: Talk\nstart: 2026-12-03 18:30\nend: 2026-12-03 20:00\nwhere: Here\n---\nCome.",
        events__week="---\ntitle: Week\nstart: 2026-12-07\nend: 2026-12-11\nonline: https://a.example/\n---\n",
        events__party="---\ntitle: Party\nstart: 2026-12-31 22:00\nend: 2027-01-01 02:00\n---\n",
    )
    files = made(business, content=content)
    assert "Thursday 3 December 2026, 18:30–20:00" in files["events/talk.html"].decode()
    assert "Monday 7 December 2026 – Friday 11 December 2026" in files["events/week.html"].decode()
    assert (
        "Thursday 31 December 2026, 22:00 – Friday 1 January 2027, 02:00"
        in files["events/party.html"].decode()
    )
    entry = Calendar.from_ical(files["events/talk.ics"]).walk("VEVENT")[0]
    assert entry["dtstart"].dt == dt.datetime(2026, 12, 3, 18, 30)  # noqa: DTZ001 - without a time zone it floats
    assert entry["uid"] == "talk-2026-12-03@corner.example"
    special = Calendar.from_ical(files["special-days.ics"]).walk("VEVENT")[0]
    assert special["summary"] == "Corner Cup: Closed (Christmas)"


@pytest.mark.parametrize("kind", ["post", "decision", "event", "page"])
def test_what_webkit_new_starts_can_be_published(tmp_path: Path, kind: str) -> None:
    from kit.plan.drafts import new_draft

    business = facts(CAFE)
    draft = new_draft(kind, "Should we open on Sundays?", business, dt.date(2026, 11, 24))  # type: ignore[arg-type]
    path = tmp_path / draft.path
    path.parent.mkdir(parents=True)
    path.write_text(draft.text)
    assert load_content(tmp_path).drafts == (draft.path,)
    path.write_text(draft.text.replace("draft: true\n", ""))
    files = made(business, content=load_content(tmp_path))
    assert any(
        "Should we open on Sundays?" in html.decode()
        for name, html in files.items()
        if name.endswith(".html")
    )


def test_a_post_may_have_a_picture_above_its_text(tmp_path: Path) -> None:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (300, 200), "#446688").save(out, "JPEG")
    head = "---\ntitle: Tea\ndate: 2026-01-01\nphoto: content/photos/tea.jpg\nphoto_alt: A pot of tea\n---\nText."
    content = _read(tmp_path, posts__tea=head)
    page = made(facts(CAFE), content=content, read=lambda _file: out.getvalue())["blog/tea.html"].decode()
    assert 'alt="A pot of tea"' in page
    with pytest.raises(
        ContentError, match=r'content/posts/tea\.md:4:1: photo: there is no picture "content/photos/tea\.jpg"'
    ):
        made(facts(CAFE), content=content, read=lambda _file: None)
