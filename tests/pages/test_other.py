"""Sitemaps, feeds, manifests, redirects, lists, Markdown and style sheets: their addresses and places."""

from __future__ import annotations

import gc
import gzip
from types import FunctionType

import pytest

from kit.pages.other import parse_any, parse_list
from kit.pages.types import LinkKind, Page, Place, Redirect

AT = "https://shop.example/dir/file"


def read(text: str | bytes, name: str, content_type: str = "") -> Page:
    content = text.encode() if isinstance(text, str) else text
    return parse_any(content, name=name, address=AT, content_type=content_type)


def urls(page: Page) -> list[str]:
    return [link.url for link in page.links]


SITEMAP = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"
 xmlns:xhtml="http://www.w3.org/1999/xhtml">
 <url><loc>
  https://shop.example/a?x=1&amp;y=2 </loc><lastmod>2026-01-01</lastmod>
  <i:image><i:loc>/a.jpg</i:loc></i:image><xhtml:link rel="alternate" hreflang="de" href="/de/a"/></url>
 <url><loc>https://shop.example/b</loc></url>
</urlset>"""


def test_sitemap() -> None:
    page = read(SITEMAP, "sitemap.xml")
    assert page.kind == "sitemap"
    assert [(link.url, link.element, link.kind) for link in page.links] == [
        ("https://shop.example/a?x=1&y=2", "loc", LinkKind.NAVIGATE),
        ("https://shop.example/a.jpg", "loc", LinkKind.RESOURCE),
        ("https://shop.example/de/a", "link", LinkKind.NAVIGATE),
        ("https://shop.example/b", "loc", LinkKind.NAVIGATE),
    ]
    assert page.links[3].place == Place(7, 7)


def test_packed_sitemap() -> None:
    assert urls(read(gzip.compress(SITEMAP.encode()), "sitemap.xml.gz")) == urls(read(SITEMAP, "sitemap.xml"))


def test_sitemap_index() -> None:
    page = read(
        "<sitemapindex><sitemap><loc>https://shop.example/s1.xml</loc></sitemap></sitemapindex>", "s.xml"
    )
    assert page.kind == "sitemap index"
    assert page.links[0].element == "sitemap"


FEEDS = [
    (
        (
            "<rss><channel><title>News</title><link>https://shop.example/</link><image><url>/logo.png</url></image>"
            "<item><link>/one</link><guid>https://shop.example/one</guid><enclosure url='/one.mp3'/></item>"
            "<item><guid isPermaLink='false'>https://id.example/2</guid></item></channel></rss>"
        ),
        [f"https://shop.example/{path}" for path in ("", "logo.png", "one", "one", "one.mp3")],
    ),
    (
        (
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title><link rel='self' href='/feed'/>"
            "<entry><link href='/one'/><id>https://id.example/1</id></entry></feed>"
        ),
        ["https://shop.example/feed", "https://shop.example/one"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FEEDS, ids=["rss", "atom"])
def test_feeds(text: str, expected: list[str]) -> None:
    page = read(text, "feed", "application/rss+xml")
    assert (page.kind, page.title) == ("feed", "News")
    assert urls(page) == expected


BAD_XML = [
    (
        '<!DOCTYPE x [<!ENTITY a "&b;&b;">]><urlset><url><loc>&a;</loc></url></urlset>',
        "this file declares a document type, which could hide harmful entities; it was not read",
    ),
    ("<urlset><url><loc>https://shop.example/a</loc>", "this file is not well-formed XML: no element found"),
    ("<a>" * 1000, "this file is nested too deep to be a sitemap or feed"),
    ("", "this file is not well-formed XML: no element found"),
    (b"\x1f\x8bbroken", "this file is not well-formed XML: no element found"),
    (
        "<?xml version='1.0' encoding='klingon'?><a/>",
        "this file is not well-formed XML: unknown encoding: klingon",
    ),
]


@pytest.mark.parametrize(("text", "problem"), BAD_XML, ids=range(len(BAD_XML)))
def test_bad_xml_is_one_sentence(text: str | bytes, problem: str) -> None:
    assert [sentence for sentence, _ in read(text, "sitemap.xml").problems] == [problem]


@pytest.mark.slow
def test_a_sitemap_with_too_many_addresses() -> None:
    """Slow, because the limit is that of the protocol: 50,000 addresses."""
    page = read("<urlset>" + "<url><loc>/a</loc></url>" * 50_001 + "</urlset>", "sitemap.xml")
    assert len(page.links) == 50_000
    assert page.problems[0][0] == "this file has more than 50,000 addresses; the rest was not read"


def test_a_packed_bomb_is_unpacked_so_far_only() -> None:
    page = read(gzip.compress(b"<urlset>" + b" " * 20_000_001), "sitemap.xml.gz")
    assert "longer than 20 MB" in page.problems[-1][0]


def test_manifest() -> None:
    page = read(
        '{"start_url": "/?app",\n "icons": [{"src": "i.png"}, 3], "screenshots": [{"src": "s.png"}],\n'
        ' "shortcuts": [{"url": "/order", "icons": [{"src": "o.png"}]}]}',
        "site.webmanifest",
    )
    assert [(link.url, link.place.line) for link in page.links] == [
        ("https://shop.example/?app", 1),
        ("https://shop.example/dir/i.png", 2),
        ("https://shop.example/dir/s.png", 2),
        ("https://shop.example/order", 3),
        ("https://shop.example/dir/o.png", 3),
    ]


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "\xff"])
def test_broken_manifest(text: str) -> None:
    assert read(text, "site.webmanifest").problems[0][0].startswith("the manifest is not valid JSON")


def test_manifest_that_is_no_object() -> None:
    assert read("[]", "site.webmanifest").links == ()


def test_redirects() -> None:
    page = read(
        "# old shop\n/old /new\n/blog/* /news/:splat 302!\n/x id=:id https://other.example/x 200 Country=de # why\n/nowhere\n",
        "_redirects",
    )
    assert page.redirects == (
        Redirect("/old", "/new", 301, False, Place(2, 1)),
        Redirect("/blog/*", "/news/:splat", 302, True, Place(3, 1)),
        Redirect("/x", "https://other.example/x", 200, False, Place(4, 1)),
    )
    assert urls(page) == ["https://shop.example/new", "https://other.example/x"]
    assert page.problems == (("this redirect of '/nowhere' has no destination", Place(5, 1)),)


def test_list_of_addresses_and_paths() -> None:
    page = parse_list(
        b"\xef\xbb\xbf# mine\nhttps://a.example/#top  # start\n\n  docs/my page.html\nmailto:a@b.example\r\nC:\\site\nhttp://["
    )
    assert [(link.raw, link.url, link.place) for link in page.links] == [
        ("https://a.example/#top", "https://a.example/#top", Place(2, 1)),
        ("docs/my page.html", "", Place(4, 3)),
        ("mailto:a@b.example", "mailto:a@b.example", Place(5, 1)),
        ("C:\\site", "", Place(6, 1)),
        ("http://[", "", Place(7, 1)),
    ]
    assert [bool(link.problem) for link in page.links] == [False, False, False, False, True]


def test_list_saved_by_a_windows_editor() -> None:
    assert [link.url for link in parse_list("https://a.example/\r\n".encode("utf-16")).links] == [
        "https://a.example/"
    ]


MARKDOWN = """---
title: x
---
# Our Shop & Co

See [the *menu*](menu.html "Menu"), ![bread](bread.jpg) and
[ref], <https://auto.example/> or https://bare.example/a(b), and www.bare.example.

`https://code.example/` [a](<with space.html>)

| a | b |
|---|---|
| [cell](cell.html) | x |

<p id="own"><a
href="html.html">x</a></p>

## Our Shop & Co
[![logo](logo.png)](/)

[ref]: https://ref.example/ä
"""


def test_markdown() -> None:
    page = read(MARKDOWN, "README.md")
    assert [(link.url, link.place, link.text) for link in page.links] == [
        ("https://shop.example/dir/menu.html", Place(6, 18), "the menu"),
        ("https://shop.example/dir/bread.jpg", Place(6, 46), ""),
        ("https://ref.example/%C3%A4", Place(7, 2), "ref"),
        ("https://auto.example/", Place(7, 9), "https://auto.example/"),
        ("https://bare.example/a(b)", Place(7, 35), "https://bare.example/a(b)"),
        ("http://www.bare.example/", Place(7, 66), "www.bare.example"),
        ("https://shop.example/dir/with%20space.html", Place(9, 30), "a"),
        ("https://shop.example/dir/cell.html", Place(13, 10), "cell"),
        ("https://shop.example/dir/html.html", Place(16, 7), "x"),
        ("https://shop.example/", Place(19, 21), "logo"),
        ("https://shop.example/dir/logo.png", Place(19, 10), ""),
    ]
    assert page.title == "Our Shop & Co"
    assert {"our-shop--co", "our-shop-co", "our-shop--co-1", "own"} <= page.anchors
    assert page.headings[1] == (2, "Our Shop & Co", Place(18, 4))
    assert page.images[1].in_link


def test_style_sheet() -> None:
    page = read('@charset "iso-8859-1";\n@import "a.css";\np{background:url(b.png)}', "style.css")
    assert [(link.url, link.attribute, link.place) for link in page.links] == [
        ("https://shop.example/dir/a.css", "import", Place(2, 9)),
        ("https://shop.example/dir/b.png", "url", Place(3, 14)),
    ]


KINDS = [
    ("x", "a.html", "", "html"),
    ("<p>", "page", "", "html"),
    ("<p>", "a", "application/xhtml+xml", "html"),
    ("x", "a.CSS", "", "css"),
    ("x", "a", "text/css; charset=utf-8", "css"),
    ("# x", "a.md", "text/plain", "markdown"),
    ("<rss/>", "a", "text/xml", "feed"),
    ("<x/>", "a.xml", "", "xml"),
    ("{}", "manifest.json", "", "manifest"),
    ("{}", "data.json", "application/json", "other"),
    ("x", "a.txt", "text/plain", "other"),
    ("\x89PNG", "a.png", "image/png", "other"),
    ("x", "", "", "other"),
]


@pytest.mark.parametrize(("text", "name", "content_type", "kind"), KINDS)
def test_a_file_is_told_by_its_type_then_its_name(text: str, name: str, content_type: str, kind: str) -> None:
    assert read(text, name, content_type).kind == kind


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "index.html", "<p><a href=a>a</a><iframe srcdoc='<a href=b>b</a>'></iframe>", id="a page"
        ),
        pytest.param("sitemap.xml", SITEMAP, id="a sitemap"),
        pytest.param("broken.xml", SITEMAP[:-30], id="a sitemap cut off"),
        pytest.param("bomb.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", id="a document type"),
        pytest.param("a.css", "a{background:url(x.png)}", id="a style sheet"),
        pytest.param("a.md", "[a](b.html) <a href=c>c</a>", id="Markdown"),
        pytest.param("a.webmanifest", '{"icons": [{"src": "/i.png"}]}', id="a manifest"),
        pytest.param("_redirects", "/a /b 301", id="redirects"),
        pytest.param("a.vcf", "BEGIN:VCARD\nURL:https://shop.example/\nEND:VCARD", id="a card"),
    ],
)
def test_nothing_of_a_file_that_was_read_lives_on_in_a_ring(name: str, text: str) -> None:
    """can_ada complains on stderr at the end of a process when a value of its own is kept alive."""

    def resolvers() -> int:
        functions = (each for each in gc.get_objects() if type(each) is FunctionType)
        return sum(each.__name__ == "resolve_one" for each in functions)

    gc.freeze()  # what was there before is not looked through: a worker holds a million objects
    gc.disable()
    try:
        read(text, name)
        assert resolvers() == 0
    finally:
        gc.enable()
        gc.unfreeze()
