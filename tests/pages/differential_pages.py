"""Generated pages, read by Chromium and by us: the same addresses, or a difference to explain.

Run all of it with `python -m tests.pages.differential_pages 2000`; a share runs in `test_differential.py`.
The pages are made from a seed, so a difference names the page that shows it.
"""

from __future__ import annotations

import html
import random
import re
import shutil
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kit.pages.parse import parse_page
from kit.pages.types import Link, LinkKind, Page
from kit.pages.urls import normalise

CHARSETS = ("utf-8", "utf-8", "utf-8", "windows-1252", "koi8-r", "shift_jis")

# Hosts with a space, "<" or the like are left out: the standard refuses them, Chromium writes %20 and asks no one.
SPELLINGS = [
    "x.html x y.html",
    "./x",
    "../x",
    "../../../../x",
    "/x",
    "//cdn.example/x",
    "///cdn.example/x",
    "/\\cdn.example/x",
    "\\x",
    "x\\y",
    "?q",
    "?",
    "#f",
    "#",
    "x?q=1&amp;r=2",
    "x?a=1&copy=2",
    "x?a&copy;",
    "x?ä=ö",
    "x?日本",
    "x#ä",
    "ä/ö",
    "%e4",
    "%zz",
    "x%",
    "x%20y",
    "a b",
    "a&nbsp;b",
    "a&#9;b",
    "a&#10;b",
    "a&#0;b",
    " x ",
    "\tx\n",
    "x\r\ny",
    "https://a.example",
    "HTTPS://A.EXAMPLE/X",
    "http://a.example:80/",
    "https://a.example:443/",
    "http://a.example:8080/x",
    "http://user:pw@a.example/",
    "http://u%40@a.example/",
    "http://bücher.example/",
    "http://xn--bcher-kva.example/",
    "http://faß.example/",
    "http://日本.example/",
    "http://1.2.3/",
    "http://0x7f.1/",
    "http://017.1/",
    "http://[::1]/",
    "http://[2001:DB8::0]/",
    "http://a.example/./b/../c/%2e%2e/d",
    "http:x",
    "http:/x",
    "http:///a.example/",
    "https:x",
    "http:\\\\a.example\\x",
    "mailto:a@b.example",
    "mailto:ä b",
    "tel:+44 20",
    "javascript:void 0",
    "data:,x y",
    "data:image/png;base64,AA",
    "ftp://a.example/x",
    "ws://a.example/",
    "foo:bar baz",
    "foo://Host/../x",
    "foo:/a/../b",
    ":x",
    "a:b",
    "1:2",
    "x:80",
    "http://",
    "http:",
    "https://:80",
    "http://a.example:99999/",
    "http://a.example:x/",
    "http://[::1",
    "http://1.2.3.256/",
    "http://a..example/",
    "http://a.example./",
    "http://a_b.example/",
    "http://%61.example/",
    "http://a%2fb/",
    ";x",
    ",x",
    "x,y",
    "x;y=z",
    "x'y",
    "x&quot;y",
    "x",
    "y",
    "&lt;x&gt;",
    "`x`",
    "{x}",
    "^",
    "~x",
    "@x",
    "&#x1F600;",
    "&#xD800;x",
    "&amp;amp;",
    "x&#38;y",
    "//",
    "///",
    ".",
    "..",
    "/.",
    "/..",
    "./..",
    "%2e",
    "%2E%2e/x",
    "x/.",
    "x/..",
    "c:/x",
    "c",
    "file:///x",
    "about:blank",
    "about:x",
    "blob:x",
]
# A base that cannot be parsed is left out too: the standard falls back to the page's address, Chromium to nothing.
BASES = (
    "",
    "",
    "",
    "/b/",
    "b/c/",
    "http://other.example/o/p",
    "",
    "?q",
    "#f",
    "data:,x",
    "//other.example",
    " /b/ ",
)
WORDS = ("menu", "our shop", "&amp; more", "ü", "&lt;b&gt;", "a<b>c</b>d", "x<br>y")
TRAPS = (
    "<template>{}</template>",
    "<noscript>{}</noscript>",
    "<!--{}-->",
    "<textarea>{}</textarea>",
    "<title>{}</title>",
    "<xmp>{}</xmp>",
    "<svg>{}</svg>",
    "<svg><foreignObject>{}</foreignObject></svg>",
    "<math><mi>{}</mi></math>",
    "<table>{}</table>",
    "<table><tr>{}<td>{}</table>",
    "<select><option>{}</select>",
    "<p>{}<p>",
    "<a href=outer>{}</a>",
    "<form action=outer>{}</form>",
    "<button>{}</button>",
    "<b><p>{}</b></p>",
    "<div hidden>{}</div>",
    "<object>{}</object>",
    "<div><template shadowrootmode=open>{}</template></div>",
    "<script>'{}'</script>",
    "<iframe>{}</iframe>",
    "<noembed>{}</noembed>",
    "<!{}>",
    "</{}>",
    "<![CDATA[{}]]>",
    "<!-->{}",
    "<p title='{}",
)
PARTS = (
    ("a", "href"),
    ("area", "href"),
    ("a", "href"),
    ("a", "href"),
    ("img", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("script", "src"),
    ("form", "action"),
    ("button", "formaction"),
    ("blockquote", "cite"),
    ("q", "cite"),
    ("ins", "cite"),
    ("del", "cite"),
    ("link rel=stylesheet", "href"),
    ("link rel=canonical", "href"),
    ("link rel=icon", "href"),
    ("input type=image", "src"),
    ("input type=submit", "formaction"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("body", "background"),
)


_FOLLOWED = tuple(part for part in PARTS if part[1] in {"href", "action", "cite"} and "link" not in part[0])


def made_page(seed: int) -> tuple[bytes, str]:
    """Give the bytes of one page and the charset it is sent with."""
    chance = random.Random(seed)
    charset = chance.choice(CHARSETS)
    pieces = [chance.choice(("<!doctype html>", "", "<html lang=en><head>"))]
    bases = [chance.choice(BASES) for _ in range(chance.choice((0, 1, 1, 2)))]
    if bases[:1] == [
        "data:,x"
    ]:  # Chromium's look-ahead takes the second base then, though its document does not
        bases = bases[:1]
    pieces += [f"<base{_attribute(chance, 'href', base)}>" for base in bases]
    pieces += [_piece(chance) for _ in range(chance.randint(4, 16))]
    return "".join(pieces).encode(charset, "xmlcharrefreplace"), charset


def _piece(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.5:
        return _element(chance)
    if kind < 0.65:
        trap = chance.choice(TRAPS)
        # Inside SVG and MathML Chromium's look-ahead loads what its document then does not.
        foreign = trap.startswith(("<svg>{", "<math"))
        return trap.replace("{}", _element(chance, _FOLLOWED if foreign else PARTS))
    if kind < 0.75:
        return f"<img srcset={_quoted(chance, _srcset(chance))}{_attribute(chance, 'src', 'fallback.png')}>"
    if kind < 0.82:
        return f"<style>{_css(chance)}</style><i class=c1></i><i class=c2></i><i class=c3></i>"
    if kind < 0.88:
        return f"<i style={_quoted(chance, _declaration(chance))}></i>"
    if kind < 0.93:
        return (
            f"<p id={_quoted(chance, _spelling(chance))}><a name={_quoted(chance, _spelling(chance))}>x</a>"
        )
    if kind < 0.96:
        return f'<iframe srcdoc="{html.escape(_element(chance))}"></iframe>'
    return f"<picture><source srcset={_quoted(chance, _srcset(chance))}><img{_attribute(chance, 'src', _spelling(chance))}></picture>"


def _element(chance: random.Random, parts: tuple[tuple[str, str], ...] = ()) -> str:
    parts = parts or PARTS
    start, name = chance.choice(parts)
    tag = start.partition(" ")[0]
    attributes = _attribute(chance, name, _spelling(chance))
    if chance.random() < 0.1:
        attributes += _attribute(chance, name, _spelling(chance))
    if chance.random() < 0.1:
        attributes = " title='a>b' data-x=\"'\"" + attributes
    opened = f"<{start}{attributes}{chance.choice(('>', '>', ' >', '/>', chr(10) + '>'))}"
    closings = (f"</{tag}>", f"</{tag}>", f"</{tag.upper()} >", "")
    # A script that never ends is never run, which no reader of addresses can be blamed for.
    return opened + chance.choice((*WORDS, "")) + chance.choice(closings[:3] if tag == "script" else closings)


def _attribute(chance: random.Random, name: str, value: str) -> str:
    written = chance.choice((name, name, name.upper(), name.capitalize()))
    space = chance.choice((" ", "\n", "  ", "\t", "/"))
    return f"{space}{written}{chance.choice(('=', ' = ', '=' + chr(10)))}{_quoted(chance, value)}"


def _quoted(chance: random.Random, value: str) -> str:
    plain = value and not any(sign in value for sign in " \t\n\r\"'=<>`&")
    if plain and chance.random() < 0.3:
        return value + " "
    if "'" not in value and chance.random() < 0.5:
        return f"'{value}'"
    return '"' + value.replace('"', "&quot;") + '"'


def _spelling(chance: random.Random) -> str:
    spelling = chance.choice(SPELLINGS)
    return spelling + chance.choice(SPELLINGS) if chance.random() < 0.05 else spelling


def _srcset(chance: random.Random) -> str:
    parts = []
    for _ in range(chance.randint(1, 4)):
        address = chance.choice(
            (
                "a.png",
                "b,c.png",
                "d.png,",
                "data:image/png,x",
                "/e.png",
                " f.png",
                ",g.png",
                _spelling(chance),
            )
        )
        descriptor = chance.choice(
            (
                "",
                " 1x",
                " 2x",
                " 100w",
                " 1.5x",
                " 0x",
                " -1x",
                " 1e1x",
                " 0w",
                " 1x 2x",
                " x",
                " (a, b) 1x",
                " 1w 2h",
                " 3h",
            )
        )
        parts.append(address + descriptor)
    return chance.choice((", ", ",", " ,", ",,", " , ")).join(parts)


def _css(chance: random.Random) -> str:
    sheet = [
        chance.choice(
            (
                "",
                "@import 'i.css';",
                "@import url(i.css) screen;",
                '@import url("i.css");',
                "@charset 'x';",
                "@IMPORT 'i.css';",
            )
        )
    ]
    for name in ("c1", "c2", "c3"):
        sheet.append(
            chance.choice(
                (
                    "",
                    "/* url(no.png) */",
                    "@media all{.x{color:red}}",
                    "@namespace url(n);",
                    "a[href='url(n)']{}",
                    "@import 'late.css';",
                )
            )
        )
        sheet.append(f".{name}{{{_declaration(chance)}}}")
    return "".join(sheet)


def _declaration(chance: random.Random) -> str:
    return chance.choice(
        (
            "background:url(a.png)",
            "background:URL( a.png )",
            "background:url('a b.png')",
            'background:url("a\\"b.png")',
            "background:url(a\\.png)",
            "background:url(\\61 b.png)",
            "background:u\\72l(a.png)",
            "background:url('a\\\nb.png')",
            "background:url(a'b)",
            "background:url(a b)",
            "background:url(/*a*/b.png)",
            "background:url()",
            "background:/*url(no.png)*/url(a.png)",
            "background-image:image-set('a.png' 1x, url(b.png) 2x)",
            "background-image:-webkit-image-set(url(a.png) 1x)",
            "background-image:image-set('a.png' type('image/png'))",
            "content:'url(no.png)';background:url(../z.png?x#y)",
            "background:url(//cdn.example/x.png), url(data:image/png;base64,AA)",
            "background:url(ä.png)",
            "background:url(a.png",
            "background:url('a.png'",
            "color:red;;background:url(x,y.png) no-repeat",
        )
    )


# Runs in the page: what each element's own property says, for the elements of every reachable document.
COLLECT = """() => {
  const found = [];
  const props = {A:['href'],AREA:['href'],IMG:['src'],IFRAME:['src'],EMBED:['src'],OBJECT:['data'],SCRIPT:['src'],
    FORM:['action'],BUTTON:['formAction'],BLOCKQUOTE:['cite'],Q:['cite'],INS:['cite'],DEL:['cite'],LINK:['href'],
    INPUT:['src','formAction'],VIDEO:['src','poster'],AUDIO:['src']};
  const proto = (e, p) => { for (let o = Object.getPrototypeOf(e); o; o = Object.getPrototypeOf(o)) {
    const d = Object.getOwnPropertyDescriptor(o, p); if (d) return d.get.call(e); } };
  const current = [], css = [], ids = []; let blind = 0;
  const walk = (root, inFrame, inShadow) => {
    for (const e of root.querySelectorAll('*')) {
      for (const p of (e instanceof e.ownerDocument.defaultView.HTMLElement ? props[e.tagName] || [] : [])) {
        const attribute = p.toLowerCase();
        const used = e.tagName !== 'INPUT' || e.type === 'image' || (p === 'formAction' && e.type === 'submit');
        if (used && e.hasAttribute(attribute)) found.push([e.tagName.toLowerCase(), attribute, e.getAttribute(attribute), proto(e, p)]);
      }
      if (e instanceof e.ownerDocument.defaultView.SVGAElement && e.hasAttribute('href')) {
        const raw = e.getAttribute('href'); let url = raw; try { url = new URL(raw, e.baseURI).href; } catch {}
        found.push(['a', 'href', raw, url]); }
      if (e.tagName === 'IMG' && e.currentSrc) current.push(e.currentSrc);
      const image = e.tagName === 'I' ? e.ownerDocument.defaultView.getComputedStyle(e).backgroundImage : 'none';
      if (image && image !== 'none') css.push(image);
      if (!inFrame && !inShadow && e.id) ids.push(e.id);
      if (!inFrame && !inShadow && e.tagName === 'A' && e.name) ids.push(e.name);
      if (e.shadowRoot) walk(e.shadowRoot, inFrame, true);
      if (e.tagName === 'IFRAME' && e.hasAttribute('srcdoc')) {
        if (e.contentDocument) walk(e.contentDocument, true, false); else blind += 1; }
    }
  };
  walk(document, false, false);
  return {found, current, css, ids, blind};
}"""


class _Server(ThreadingHTTPServer):
    daemon_threads = True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        kind, body, status = "text/plain", b"", 404
        if made := re.fullmatch(r"/made/(\d+)\.html", self.path):
            body, charset = made_page(int(made[1]))
            kind, status = f"text/html; charset={charset}", 200
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # the browser has gone on to the next page
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """Serve the generated pages on loopback; gives the address they start with."""
    server = _Server(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/made/"
    server.shutdown()
    server.server_close()


def differences(browser_page: Any, start: str, seed: int) -> list[str]:
    """Give what Chromium and we see differently on one generated page."""
    address = f"{start}{seed}.html"
    requested: set[str] = set()

    def note(request: Any) -> None:
        requested.add(request.url)

    browser_page.goto("about:blank")  # ends what the page before still asks for
    browser_page.on("request", note)
    browser_page.goto(address, wait_until="load")
    theirs = browser_page.evaluate(COLLECT)
    browser_page.remove_listener("request", note)
    content, charset = made_page(seed)
    ours = parse_page(content, name=address, address=address, charset=charset)
    return [
        *(_properties(ours, theirs["found"]) if not theirs["blind"] else ()),
        *_current(ours, theirs["current"], "img"),
        *_requests(ours, requested - {address}, blind=bool(theirs["blind"])),
        *_anchors(ours, set(theirs["ids"])),
    ]


# Attributes whose property our links mirror one to one; empty resources are problems to us, not addresses.
def _properties(ours: Page, found: list[list[str]]) -> Iterator[str]:
    mine = Counter((link.element, link.attribute, link.raw, link.url or "refused") for link in ours.links)
    kept: Counter[tuple[str, str, str, str]] = Counter()
    for element, attribute, raw, value in found:
        if _comparable(element, attribute, raw):
            kept[(element, attribute, raw, value if normalise(value) else "refused")] += 1
    mine = Counter(
        {key: count for key, count in mine.items() if key[:2] in _MIRRORED and _comparable(*key[:3])}
    )
    for key in kept - mine:
        yield f"Chromium has {key}"
    for key in mine - kept:
        yield f"we have {key}"


_MIRRORED = {
    *(
        ("a", "href"),
        ("area", "href"),
        ("img", "src"),
        ("iframe", "src"),
        ("embed", "src"),
        ("object", "data"),
    ),
    *(("script", "src"), ("form", "action"), ("button", "formaction"), ("blockquote", "cite"), ("q", "cite")),
    *(("ins", "cite"), ("del", "cite"), ("link", "href"), ("input", "src"), ("input", "formaction")),
    *(("video", "src"), ("video", "poster"), ("audio", "src")),
}


def _comparable(element: str, attribute: str, raw: str) -> bool:
    return bool(raw.strip("\t\n\f\r ")) or (element, attribute) in {("a", "href"), ("area", "href")}


def _current(ours: Page, current: list[str], element: str) -> Iterator[str]:
    known = {link.url for link in ours.links if link.element in {element, "source"}}
    for url in current:
        if normalise(url) and url not in known:
            yield f"Chromium shows image {url}"


def _requests(ours: Page, requested: set[str], *, blind: bool) -> Iterator[str]:
    """Nothing asked for that we do not know; and what must be asked for at once is asked for.

    A page is `blind` when Chromium opened no document for a frame: what stands in it is never asked for.
    """
    asked = {_asked(url) for url in requested if not url.endswith("/favicon.ico")}
    loaded = {_asked(link.url) for link in ours.links if link.kind is LinkKind.RESOURCE}
    for url in asked - loaded:
        if url.startswith(("http:", "https:")):
            yield f"Chromium asks for {url}"
    sure = () if blind else (link for link in ours.links if _surely_asked(link, ours.address))
    for url in {_asked(link.url) for link in sure} - asked:
        yield f"Chromium never asks for {url}"


def _asked(url: str) -> str:
    """Give what is asked of a server: no fragment, and names and passwords go into a header."""
    return re.sub(r"//[^/?#]*@", "//", url.partition("#")[0])


def _surely_asked(link: Link, address: str) -> bool:
    sure = (link.element, link.attribute) in {("script", "src"), ("iframe", "src"), ("style", "import")}
    if link.url.partition("#")[0] == address:  # a page never frames itself
        return False
    return sure and link.url.startswith(("http://127.0.0.1:", "http://cdn.example", "http://other.example"))


def _anchors(ours: Page, ids: set[str]) -> Iterator[str]:
    for name in ids ^ ours.anchors:
        yield f"anchor {name!r} is {'missing' if name in ids else 'too much'}"


def main() -> int:
    """Compare as many pages as the argument says, print each difference."""
    from playwright.sync_api import sync_playwright

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    bad = 0
    with served() as start, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        flags.append("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        page = browser.new_page()
        for seed in range(first, first + count):
            found = differences(page, start, seed)
            bad += bool(found)
            for sentence in found:
                print(f"page {seed}: {sentence}")
        print(f"{count} pages, Chromium {browser.version}: {bad} with a difference")
        browser.close()
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
