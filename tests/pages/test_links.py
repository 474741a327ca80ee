"""Which addresses a page holds: rows of a few lines of HTML and what a browser makes of them."""

from __future__ import annotations

import pytest

from kit.pages.parse import parse_page
from kit.pages.types import Link, LinkKind, Place

ADDRESS = "https://shop.example/dir/page.html"


def links(html: str, address: str = ADDRESS, charset: str = "utf-8") -> tuple[Link, ...]:
    return parse_page(html.encode(charset), name="page.html", address=address, charset=charset).links


def urls(html: str, address: str = ADDRESS) -> list[str]:
    return [link.url for link in links(html, address)]


NAVIGATE, RESOURCE, SUBMIT, MENTION = LinkKind.NAVIGATE, LinkKind.RESOURCE, LinkKind.SUBMIT, LinkKind.MENTION
PLACES = [
    ("<a href=x>", "a", "href", NAVIGATE),
    ("<area href=x>", "area", "href", NAVIGATE),
    ("<svg><a href=x></svg>", "a", "href", NAVIGATE),
    ("<svg><a xlink:href=x></svg>", "a", "xlink:href", NAVIGATE),
    ("<svg><image href=x></svg>", "image", "href", RESOURCE),
    ("<svg><use xlink:href=x></svg>", "use", "xlink:href", RESOURCE),
    ("<link rel=stylesheet href=x>", "link", "href", RESOURCE),
    ("<link rel='SHORTCUT ICON' href=x>", "link", "href", RESOURCE),
    ("<link rel=manifest href=x>", "link", "href", RESOURCE),
    ("<link rel=canonical href=x>", "link", "href", MENTION),
    ("<link rel='me' href=x>", "link", "href", MENTION),
    ("<link rel=preload as=image imagesrcset='x 2x'>", "link", "imagesrcset", RESOURCE),
    ("<img src=x>", "img", "src", RESOURCE),
    ("<img srcset='x 2x'>", "img", "srcset", RESOURCE),
    ("<img longdesc=x>", "img", "longdesc", MENTION),
    ("<input type=image src=x>", "input", "src", RESOURCE),
    ("<input type=submit formaction=x>", "input", "formaction", SUBMIT),
    ("<picture><source srcset=x></picture>", "source", "srcset", RESOURCE),
    ("<video><source src=x></video>", "source", "src", RESOURCE),
    ("<video src=x></video>", "video", "src", RESOURCE),
    ("<video poster=x></video>", "video", "poster", RESOURCE),
    ("<audio src=x></audio>", "audio", "src", RESOURCE),
    ("<video><track src=x></video>", "track", "src", RESOURCE),
    ("<iframe src=x></iframe>", "iframe", "src", RESOURCE),
    ("<embed src=x>", "embed", "src", RESOURCE),
    ("<object data=x></object>", "object", "data", RESOURCE),
    ("<script src=x></script>", "script", "src", RESOURCE),
    ("<script type=module src=x></script>", "script", "src", RESOURCE),
    ("<script type=text/plain src=x></script>", "script", "src", MENTION),
    ("<svg><script href=x></script></svg>", "script", "href", RESOURCE),
    ("<form action=x></form>", "form", "action", SUBMIT),
    ("<button formaction=x>", "button", "formaction", SUBMIT),
    ("<blockquote cite=x>", "blockquote", "cite", MENTION),
    ("<q cite=x>", "q", "cite", MENTION),
    ("<ins cite=x>", "ins", "cite", MENTION),
    ("<del cite=x>", "del", "cite", MENTION),
    ("<html manifest=x>", "html", "manifest", MENTION),
    ("<body background=x>", "body", "background", RESOURCE),
    ("<table><tr><td background=x>", "td", "background", RESOURCE),
    ("<meta http-equiv=Refresh content='0;url=x'>", "meta", "content", NAVIGATE),
    ("<meta property=og:image content=x>", "meta", "content", MENTION),
    ("<meta name=twitter:image content=x>", "meta", "content", MENTION),
    ("<style>p{background:url(x)}</style>", "style", "url", RESOURCE),
    ("<style>@import 'x';</style>", "style", "import", RESOURCE),
    ("<p style='background:url(x)'>", "p", "style", RESOURCE),
    ('<iframe srcdoc="<a href=x>"></iframe>', "a", "href", NAVIGATE),
    ("<div><template shadowrootmode=open><a href=x></a></template></div>", "a", "href", NAVIGATE),
    ('<script type="application/ld+json">{"image": "x"}</script>', "script", "image", MENTION),
]


@pytest.mark.parametrize(
    ("html", "element", "attribute", "kind"), [pytest.param(*row, id=row[0]) for row in PLACES]
)
def test_every_attribute_that_holds_an_address_is_read(
    html: str, element: str, attribute: str, kind: LinkKind
) -> None:
    (link,) = links(html)
    assert (link.raw, link.url) == ("x", "https://shop.example/dir/x")
    assert (link.element, link.attribute, link.kind) == (element, attribute, kind)


NO_LINKS = [
    "<a>no address</a>",
    "<a name=x>an anchor</a>",
    "<link rel=preconnect href=//cdn.example>",
    "<link rel='dns-prefetch preconnect' href=//cdn.example>",
    "<template><a href=x></a></template>",
    "<noscript><a href=x></a></noscript>",
    "<script>'<a href=x>'</script>",
    "<!-- <a href=x> -->",
    "<textarea><a href=x></textarea>",
    "<title><a href=x></title>",
    "<style>/* url(x) @import 'y'; */</style>",
    "<style type=text/less>p{background:url(x)}</style>",
    "<img data-src=x>",
    "<p background=x>",
    "<source src=x>",
    "<video><source srcset=x></video>",
    "<input type=text src=x formaction=y>",
    "<iframe src=''></iframe>",
    "<iframe></iframe>",
    "<meta http-equiv=refresh content=5>",
    "<meta name=description content=https://x.example/>",
    "<meta property=article:author content='Anna Berg'>",
    "<form></form>",
    (
        '<script type="application/ld+json">{"@id": "x", "@context": "https://schema.org", "name": "x", "dayOfWeek": '
        '"https://schema.org/Monday", "urlTemplate": "https://x.example/{q}"}</script>'
    ),
]


@pytest.mark.parametrize("html", NO_LINKS)
def test_what_no_browser_follows_is_no_link(html: str) -> None:
    assert links(html) == ()


BASES = [
    ("<base href=/b/><a href=x>", "https://shop.example/b/x", "relative"),
    ("<base href=https://other.example/b/><a href=x>", "https://other.example/b/x", "other host"),
    ("<base href=''><a href=x>", "https://shop.example/dir/x", "blank"),
    ("<base><base href=/b/><base href=/c/><a href=x>", "https://shop.example/b/x", "first with an href wins"),
    ("<a href=x><base href=/b/>", "https://shop.example/b/x", "counts for links before it"),
    (
        "<base href=http://[><base href=/c/><a href=x>",
        "https://shop.example/dir/x",
        "one that cannot be parsed",
    ),
    ("<base href=data:text/html,><a href=x>", "https://shop.example/dir/x", "data address is no base"),
    ("<template><base href=/b/></template><a href=x>", "https://shop.example/dir/x", "in a template"),
    ("<base href=/b/><a href=#y>", "https://shop.example/b/#y", "fragments too"),
    ("<base href=/b/?q#f><a href=''>", "https://shop.example/b/?q", "empty link takes its query"),
]


@pytest.mark.parametrize(("html", "url"), [pytest.param(row[0], row[1], id=row[2]) for row in BASES])
def test_base_href(html: str, url: str) -> None:
    assert urls(html) == [url]


WRITTEN = [
    ("<a href='a&amp;b&#x3f;c'>", "https://shop.example/dir/a&b?c", "entities"),
    (
        "<a href='?a=1&copy=2'>",
        "https://shop.example/dir/page.html?a=1&copy=2",
        "entity without semicolon before =",
    ),
    ("<a href=' \n x\ty\r\n '>", "https://shop.example/dir/xy", "white space around, line ends inside"),
    ("<A HREF=x>", "https://shop.example/dir/x", "capitals"),
    ("<a href=1 href=2>", "https://shop.example/dir/1", "first of duplicates"),
    ("<a href=//cdn.example/x>", "https://cdn.example/x", "host of its own"),
    (r"<a href=\\cdn.example\x>", "https://cdn.example/x", "backslashes"),
    ("<a href='../../../x y.html#ä b'>", "https://shop.example/x%20y.html#%C3%A4%20b", "encoding"),
    ("<a href='HTTP://BÜCHER.example:80/'>", "http://xn--bcher-kva.example/", "names in other scripts"),
    ("<a href='mailto:a@b.example?subject=x y'>", "mailto:a@b.example?subject=x%20y", "mail"),
    ("<a href='tel:+44 20 1'>", "tel:+44 20 1", "phone"),
    ("<a href='x'", None, "unfinished tag"),
]


@pytest.mark.parametrize(("html", "url"), [pytest.param(row[0], row[1], id=row[2]) for row in WRITTEN])
def test_addresses_as_they_are_typed(html: str, url: str | None) -> None:
    assert urls(html) == ([url] if url else [])


def test_query_of_a_page_in_an_old_charset_is_sent_in_it() -> None:
    (link,) = links("<a href='ä?ä#ä'>", charset="iso-8859-1")
    assert link.url == "https://shop.example/dir/%C3%A4?%E4#%C3%A4"


PROBLEMS = [
    ("<a href='http://exa mple.example/'>", "the host name holds a space"),
    ("<a href='http://a<b.example/'>", "the host name holds '<'"),
    ("<a href='http://'>", "the address has no host name"),
    ("<a href='https://x.example:99999/'>", "the port '99999' is not a number up to 65535"),
    ("<a href='https://x.example:port/'>", "the port 'port' is not a number up to 65535"),
    ("<a href='http://[::1/'>", "'[::1' lacks the ] that ends an IPv6 address"),
    ("<a href='http://1.2.3.256/'>", "'1.2.3.256' is not an IPv4 address"),
    ("<a href='http://xn--a.example/'>", "'xn--a.example' is not a host name"),
    ("<img src=''>", "the address is empty, so nothing is loaded"),
    ("<link rel=stylesheet href=' '>", "the address is empty, so nothing is loaded"),
    ("<img usemap=#plan>", "no map on this page has the name 'plan'"),
]


@pytest.mark.parametrize(("html", "problem"), PROBLEMS)
def test_what_is_wrong_is_said_in_words(html: str, problem: str) -> None:
    (link,) = links(html)
    assert link.problem == problem


def test_relative_link_on_a_page_without_address() -> None:
    (link,) = links("<a href=x>", address="")
    assert (link.url, link.problem) == (
        "",
        "this address is relative, and the address of the page is not known",
    )


def test_image_map_that_exists() -> None:
    assert [link.problem for link in links("<img usemap=#plan><map name=plan>")] == [""]


def test_ping_holds_several_addresses() -> None:
    found = links("<a href=x ping='p1\n p2'>")
    assert [(link.raw, link.kind) for link in found] == [("x", NAVIGATE), ("p1", MENTION), ("p2", MENTION)]


LINK_TEXTS = [
    ("<a href=x> our\n <b>new</b> shop </a>", "our new shop"),
    ("<a href=x><img src=i alt='our logo'></a>", "our logo"),
    ("<a href=x aria-label=Home><svg></svg></a>", "Home"),
    ("<a href=x title=Home></a>", "Home"),
    ("<a href=x></a>", ""),
    ("<area href=x alt='the ground floor'>", "the ground floor"),
    ("<a href=x>out<object><a href=y>in</a></object></a>", "outin"),
]


@pytest.mark.parametrize(("html", "text"), LINK_TEXTS)
def test_text_of_a_link(html: str, text: str) -> None:
    assert next(link.text for link in links(html) if link.raw == "x") == text


def test_rel_is_lower_case_words() -> None:
    assert links("<a href=x rel=' ME  noopener '>")[0].rel == ("me", "noopener")


def test_every_link_knows_its_line_and_column() -> None:
    html = (
        "<p>\n  <a\n href=x>x</a>\r\n\t<img src=y>\n<style>\n@import 'z';\np{background:\n url(w)}\n</style>\n"
        '<script type="application/ld+json">\n{"url":\n "https://v.example/"}</script>'
    )
    assert {link.raw: link.place for link in links(html)} == {
        "x": Place(2, 3),
        "y": Place(4, 2),
        "z": Place(6, 9),
        "w": Place(8, 2),
        "https://v.example/": Place(12, 3),
    }


def test_links_in_json_ld_with_escaped_slashes_have_places_too() -> None:
    html = '<script type="application/ld+json">{\n"sameAs": ["https:\\/\\/a.example\\/", "https://b.example/"]}</script>'
    assert [(link.url, link.place) for link in links(html)] == [
        ("https://a.example/", Place(2, 13)),
        ("https://b.example/", Place(2, 38)),
    ]


REFRESHES = [
    ("5; url=x", "x"),
    ("5;URL = 'x'y", "x"),
    ("5 x", "x"),
    ("5, x", "x"),
    (".5;x", "x"),
    ("5", ""),
    ("5x", ""),
    ("; url=x", ""),
    ("5; url", "url"),
    ("5;", ""),
]


@pytest.mark.parametrize(("content", "raw"), REFRESHES)
def test_meta_refresh(content: str, raw: str) -> None:
    found = links(f'<meta http-equiv=refresh content="{content}">')
    assert [link.raw for link in found] == ([raw] if raw else [])
