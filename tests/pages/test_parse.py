"""What a page holds besides its links: text, forms, images, structured data; and that nothing breaks it."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.pages.fragments import find_fragment
from kit.pages.other import parse_any, parse_list
from kit.pages.parse import parse_page
from kit.pages.tree import MAX_BYTES
from kit.pages.types import Form, FormField, Image, Page, Place
from kit.pages.urls import normalise, parse_address, resolve, unicode_host, without_fragment

AT = "https://shop.example/dir/page.html"


def page(html: str | bytes, charset: str = "") -> Page:
    return parse_page(html.encode() if isinstance(html, str) else html, name="p", address=AT, charset=charset)


TEXTS = [
    ("<p>one\n two</p>three", [("one two", "p"), ("three", "body")], "white space folds, blocks part"),
    ("<p>a <b>b</b><i>c</i> d</p>", [("a bc d", "p")], "elements in a line do not part"),
    ("<div>a<p>b</p>c</div>", [("a", "div"), ("b", "p"), ("c", "div")], "text around a block"),
    ("<ul><li>a<li>b</ul>", [("a", "li"), ("b", "li")], "lists"),
    ("<table><tr><td>a<td>b</table>", [("a", "td"), ("b", "td")], "cells"),
    ("<title>t</title><script>s</script><style>c</style><noscript>n</noscript>x", [("x", "body")], "no code"),
    (
        "<template>t</template><p hidden>h</p><p style='color:red;display: none'>d</p>x",
        [("x", "body")],
        "hidden",
    ),
    ("<dialog>closed</dialog><dialog open>open</dialog>", [("open", "dialog")], "dialogs"),
    ("<svg><title>t</title><text>word</text></svg>", [("word", "body")], "svg"),
    ("<div>light<template shadowrootmode=open>shown</template></div>", [("shown", "div")], "shadow roots"),
    (
        "<select><option>a<option>b</select><button>c</button>",
        [("a", "option"), ("b", "option"), ("c", "button")],
        "fields",
    ),
    ("", [], "empty page"),
    (" \n ", [], "white page"),
]


@pytest.mark.parametrize(("html", "runs"), [pytest.param(*row[:2], id=row[2]) for row in TEXTS])
def test_visible_text_in_blocks(html: str, runs: list[tuple[str, str]]) -> None:
    assert [(run.text, run.element) for run in page(html).texts] == runs


def test_line_breaks_are_kept_as_lines() -> None:
    (run,) = page("<p>1 Mill Lane<br>AB1 2CD\n Milltown<br></p>").texts
    assert run.text == "1 Mill Lane AB1 2CD Milltown"
    assert run.lines == ("1 Mill Lane", "AB1 2CD Milltown")


PLACES = [
    ("<p>\n  one</p>", Place(2, 3), "after the tag's line end"),
    ("<p title='one'>one", Place(1, 16), "not the word in an attribute"),
    ("<p>a</p>\r\n\rtail", Place(3, 1), "text behind a block, every kind of line end"),
    ("<p>\n&#65;nna", Place(1, 1), "an entity cannot be searched for: the tag's place"),
]


@pytest.mark.parametrize(("html", "place"), [pytest.param(*row[:2], id=row[2]) for row in PLACES])
def test_text_knows_where_it_starts(html: str, place: Place) -> None:
    assert page(html).texts[-1].place == place


def test_head_and_headings() -> None:
    found = page(
        "<html lang=' en-GB '><title> Our\n shop </title><svg><title>no</title></svg><meta name=Description content=' x '>"
        "<meta property=og:title content=y><meta charset=utf-8><link rel=canonical href=/c><h1>A <b>b</b></h1>\n<h3></h3>"
    )
    assert (found.title, found.lang, found.canonical) == ("Our shop", "en-GB", "https://shop.example/c")
    assert [(name, content) for name, content, _ in found.meta] == [("description", "x"), ("og:title", "y")]
    assert found.headings[0][:2] == (1, "A b")
    assert found.headings[1] == (3, "", Place(3, 1))


def test_form() -> None:
    (form,) = page(
        "<form id=order method=POST data-netlify=true action=send>\n"
        "<label>Name <input name=n required></label><input name=e type=email><label for=x>Text</label>"
        "<textarea id=x name=t></textarea><select name=s aria-label=Size></select><input type=hidden name=h>"
        "<input type=submit value='Order now'></form>"
    ).forms
    assert (form.action, form.url, form.method, form.name) == (
        "send",
        "https://shop.example/dir/send",
        "post",
        "order",
    )
    assert form.submit_text == "Order now"
    assert ("data-netlify", "true") in form.attributes
    assert [(one.name, one.type, one.labelled, one.required) for one in form.fields] == [
        ("n", "text", True, True),
        ("e", "email", False, False),
        ("t", "textarea", True, False),
        ("s", "select", True, False),
        ("h", "hidden", True, False),
    ]
    assert form.fields[0].place == Place(2, 13)


OWNERS = [
    ("<form id=f></form><input name=a form=f>", ["a"], "form attribute"),
    ("<form><input name=a form=other></form>", [], "form attribute naming another"),
    ("<table><form><tr><td><input name=a></table>", ["a"], "form inside a table"),
    ("<form></form><input name=a>", [], "outside"),
]


@pytest.mark.parametrize(("html", "names"), [pytest.param(*row[:2], id=row[2]) for row in OWNERS])
def test_which_fields_belong_to_a_form(html: str, names: list[str]) -> None:
    assert [one.name for one in page(html).forms[0].fields] == names


def test_form_without_address() -> None:
    assert page("<form>").forms == (Form(None, AT, "get", Place(1, 1)),)
    assert (
        page("<form action='' method=put><button type=button>x</button><button>Go</button>")
        .forms[0]
        .submit_text
        == "Go"
    )


def test_images() -> None:
    assert page("<img src=a><a href=x><img src=b alt=''></a><img srcset='c 2x' alt=C>").images == (
        Image("a", None, Place(1, 1)),
        Image("b", "", Place(1, 22), in_link=True),
        Image("c 2x", "C", Place(1, 44)),
    )


BROKEN_JSON = [
    ('\n{"a": 1,}', "expecting property name enclosed in double quotes", 2),
    ("", "the JSON-LD block is empty", 1),
    ("[" * 200_000, "nested too deep", 1),
    ("[" + "9" * 5000 + "]", "a number too long", 1),
]


@pytest.mark.parametrize(("text", "words", "line"), BROKEN_JSON, ids=["comma", "empty", "deep", "number"])
def test_json_ld_that_cannot_be_read_is_a_problem_with_its_line(text: str, words: str, line: int) -> None:
    ((sentence, place),) = page(f'<script type="application/ld+json">{text}</script>').problems
    assert words in sentence
    assert place.line == line


def test_each_item_of_structured_data() -> None:
    found = page(
        '<script type="application/ld+json">[{"a": 1}, {"@graph": [{"b": 2}]}]</script>\n'
        "<div itemscope itemtype='https://schema.org/Place http://x.example/y#Z' itemid=i><i itemprop=a>1\n 2</i><i itemprop=a>3</i></div>"
        "<div class='vcard h-card'><b class=p-name>Berg</b></div><template><div itemscope></div></template>"
    ).data
    assert [(one.syntax, one.value, one.place.line) for one in found] == [
        ("json-ld", {"a": 1}, 1),
        ("json-ld", {"b": 2}, 1),
        ("microdata", {"@type": ["Place", "Z"], "@id": "i", "a": ["1 2", "3"]}, 2),
        ("h-card", {"name": ["Berg"]}, 3),
    ]


CHARSETS = [
    ("\ufeffä".encode(), "iso-8859-1", "ä", "a byte order mark wins over the header"),
    ("ä".encode("utf-16"), "", "ä", "UTF-16"),
    (b"<meta charset=koi8-r>\xc3", "utf-8", "\ufffd", "the header wins over meta"),
    (b"<meta charset=koi8-r>\xc3", "", "ц", "meta"),
    (b"<meta charset=klingon>\xc3\xa4", "", "ä", "unknown charset in meta"),
    (b"\xe4", "", "ä", "nothing said, not UTF-8"),
    (b"\xc3\xa4", "", "ä", "nothing said, UTF-8"),
    ("日本".encode("shift_jis"), "Shift_JIS", "日本", "an old charset"),
]


@pytest.mark.parametrize(
    ("content", "charset", "text"), [pytest.param(*row[:3], id=row[3]) for row in CHARSETS]
)
def test_charsets(content: bytes, charset: str, text: str) -> None:
    assert [run.text for run in page(content, charset).texts] == [text]


def test_a_charset_that_does_not_exist_is_said() -> None:
    found = page("ä", "klingon")
    assert found.texts[0].text == "ä"
    assert found.problems == (("the server names a charset that does not exist: 'klingon'", Place(1, 1)),)


SCRIPTED = [
    ("<div id=root></div><script src=app.js></script>", True),
    ("<div id=root></div><script type=module>x</script>", True),
    ("<p>short page without script", False),
    ("<p>short page with data only<script type='application/ld+json'>{}</script>", False),
    ("<p>" + "long page with a counter " * 20 + "<script src=count.js></script>", False),
]


@pytest.mark.parametrize(("html", "scripted"), SCRIPTED)
def test_pages_that_build_themselves(html: str, scripted: bool) -> None:
    assert page(html).scripted is scripted


def test_a_page_is_a_value() -> None:
    html = "<title>x</title><p id=a>text <a href=b>c</a>"
    one, other = page(html), page(html)
    assert one.texts == other.texts
    assert pickle.loads(pickle.dumps(one)) == pickle.loads(pickle.dumps(other))
    assert all(
        getattr(pickle.loads(pickle.dumps(one)), field.name) == getattr(one, field.name)
        for field in fields(Page)
    )
    renamed = replace(one, name="new")
    assert (renamed.name, renamed.texts) == ("new", one.texts)
    with pytest.raises(AttributeError):
        one.name = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        _ = one.unknown  # type: ignore[attr-defined]


def test_a_long_page_is_cut_and_says_so() -> None:
    found = page(b"<a href=x>" + b"x" * MAX_BYTES)
    assert found.cut
    assert found.problems[0][0] == "this page is longer than 4 MB or 150,000 tags; only its start was read"


HOSTILE = {
    "deep blocks": "<div>" * 50_000,
    "deep formatting": "<b>" * 50_000,
    "nested links": "<a href=x><object>" * 10_000,
    "nested headings": "<h1><object>" * 10_000,
    "nested labels": "<form>" + "<label><object><input>" * 10_000,
    "nested cards": "<div class=h-card>" * 20_000,
    "nested items": "<div itemscope><p itemprop=a itemscope>" * 10_000,
    "nested shadows": "<div><template shadowrootmode=open>" * 5_000,
    "nested templates": "<template>" * 50_000,
    "frames in frames": '<iframe srcdoc="' + "<iframe srcdoc=x>" * 10_000 + '">',
    "fields in a table": "<table>" + "<form></form>" * 50 + "<tr><td><input>" * 5_000,
    "many attributes": "<a " + " ".join(f"a{number}=1" for number in range(50_000)) + " href=x>",
    "open quotes": "<a href='" * 50_000,
    "comments": "<!--" * 50_000,
    "entities": "&" * 200_000,
    "many json addresses": '<script type="application/ld+json">["'
    + '","'.join(f"http://x.example/{number}" for number in range(20_000))
    + '"]</script>',
}


@pytest.mark.parametrize("html", [pytest.param(html, id=name) for name, html in HOSTILE.items()])
@pytest.mark.slow
def test_hostile_pages_are_read_in_linear_time(html: str) -> None:
    """Slow, because these pages are as bad as pages get; a quadratic step would take minutes."""
    found = page(html)
    assert len(found.texts) >= 0
    assert len(pickle.dumps(found.links)) < 30_000_000


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "utf-16", "x-unknown", "gbk"]))
def test_any_bytes_are_a_page(content: bytes, charset: str) -> None:
    for found in (
        parse_page(content, name="p", address=AT, charset=charset),
        parse_any(content, name="a.xml", address=AT),
        parse_any(content, name="a.md", address=AT),
        parse_any(content, name="a.css", address=AT, charset=charset),
        parse_any(content, name="a.webmanifest", address=AT),
        parse_any(content, name="_redirects", address=AT),
        parse_list(content),
    ):
        assert len(found.texts) + len(found.problems) >= 0
        find_fragment(found, content.decode("latin-1"))


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<a",
            "href=x>",
            "</a>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<form>",
            "<input>",
            "<select>",
            "<option>",
            "<template>",
            "</template>",
            "<svg>",
            "</svg>",
            "<math>",
            "<b>",
            "</b>",
            "<br>",
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "<!--",
            "-->",
            "<h1>",
            "<img",
            "src=y>",
            "text",
            "&amp;",
            "\n",
            "<title>",
            "<div",
            "itemscope>",
            "<i",
            "itemprop=a>",
            "<base",
            "href=/z>",
            "<iframe",
            "srcdoc='<a",
            "href=q>'>",
            "<label>",
            "<object>",
            "<div",
            "class=h-card>",
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(MARKUP)
def test_any_markup_is_a_page_with_places_inside_it(html: str) -> None:
    found = page(html)
    rows = html.split("\n")
    for thing in (*found.links, *found.texts, *found.forms, *found.images, *found.data):
        assert 1 <= thing.place.line <= len(rows)
        assert 1 <= thing.place.column <= len(rows[thing.place.line - 1]) + 20


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_an_address_or_a_problem(text: str) -> None:
    for base in (AT, "", "mailto:a@b.example", "nonsense"):
        url, problem = resolve(text, base)
        assert bool(url) is not bool(problem)
        if url and "^" not in url:
            assert normalise(url) == url
    parse_address(text)
    without_fragment(text)
    unicode_host(text)


PARTS = [
    ("HTTP://Bücher.example:8080/a?b#c", ("http", "xn--bcher-kva.example", 8080, "/a", "b", "c")),
    ("https://shop.example:443", ("https", "shop.example", None, "/", "", None)),
    ("mailto:a@b.example#", ("mailto", "", None, "a@b.example", "", "")),
]


@pytest.mark.parametrize(("url", "parts"), PARTS)
def test_parts_of_an_address(url: str, parts: tuple[object, ...]) -> None:
    address = parse_address(url)
    assert address is not None
    assert (
        address.scheme,
        address.host,
        address.port,
        address.path,
        address.query,
        address.fragment,
    ) == parts
    assert parse_address("no address") is None


def test_lone_surrogates_and_carets() -> None:
    assert resolve("\ud800", AT)[0] == "https://shop.example/dir/%EF%BF%BD"
    assert resolve("a^b?c^d#e^f", AT)[0] == "https://shop.example/dir/a%5Eb?c^d#e^f"
    assert resolve("data:a^b", AT)[0] == "data:a^b"
    assert unicode_host("xn--bcher-kva.example") == "bücher.example"


def test_field_values_are_plain() -> None:
    assert FormField("n", "text", True, False, Place(1, 1)).name == "n"


def test_a_place_is_looked_for_when_it_is_named() -> None:
    """A run of text says where it stands whenever it is asked, also in another process."""
    found = page("<p>One\n<p class=x>\n  Two<br>three").texts
    for runs in (pickle.loads(pickle.dumps(found)), found):
        assert [(run.text, run.place, run.lines) for run in runs] == [
            ("One", (1, 4), ()),
            ("Two three", (3, 3), ("Two", "three")),
        ]
