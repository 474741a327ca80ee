"""Everything that is no HTML page yet holds addresses: style sheets, manifests, redirects, lists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kit.pages.css import css_links
from kit.pages.markdown import parse_markdown
from kit.pages.parse import parse_page
from kit.pages.tree import MAX_BYTES, START
from kit.pages.types import Link, LinkKind, Page, Place, Redirect
from kit.pages.urls import Resolve, resolver
from kit.pages.vcard import parse_vcard
from kit.pages.xml_files import parse_xml

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:")
_MARKDOWN = (".md", ".markdown", ".mkd")


def parse_any(content: bytes, *, name: str, address: str, content_type: str = "", charset: str = "") -> Page:
    """Give any file that holds addresses as a page, told by its content type, else by its name.

    A file that is none of these has no links; `kind` names what it was taken for.
    """
    kind = content_type.partition(";")[0].strip().lower()
    lower = name.partition("?")[0].lower()
    alone = lower.rpartition("/")[2]
    if alone == "_redirects":
        return parse_redirects(content, name=name, address=address)
    if kind == "text/css" or (not kind and lower.endswith(".css")):
        return parse_css(content, name=name, address=address, charset=charset)
    if kind == "text/markdown" or (kind in {"", "text/plain"} and lower.endswith(_MARKDOWN)):
        return parse_markdown(content, name=name, address=address)
    if kind in {"text/vcard", "text/x-vcard", "text/directory"} or lower.endswith((".vcf", ".vcard")):
        return parse_vcard(content, name=name, address=address)
    if kind == "application/manifest+json" or lower.endswith(".webmanifest") or alone == "manifest.json":
        return parse_manifest(content, name=name, address=address)
    if kind in {"text/html", "application/xhtml+xml"} or (
        not kind and lower.endswith((".html", ".htm", ".xhtml"))
    ):
        return parse_page(content, name=name, address=address, charset=charset)
    if kind.endswith(("/xml", "+xml")) or lower.endswith((".xml", ".xml.gz", ".rss", ".atom")):
        return parse_xml(content, name=name, address=address)
    if not kind and content[:1000].lstrip()[:1] == b"<":
        return parse_page(content, name=name, address=address, charset=charset)
    return Page(name=name, address=address, kind="other")


def parse_css(content: bytes, *, name: str, address: str, charset: str = "") -> Page:
    """Give the addresses of a style sheet; a sheet named by `@import` has the attribute `import`."""
    resolve = resolver(address)
    links = tuple(
        _link(
            found.raw, resolve, found.place, "css", "import" if found.imported else "url", LinkKind.RESOURCE
        )
        for found in css_links(_css_text(content[:MAX_BYTES], charset))
    )
    return Page(name=name, address=address, links=links, cut=len(content) > MAX_BYTES, kind="css")


def _css_text(content: bytes, charset: str) -> str:
    """Decode by byte order mark, header or `@charset` (css-syntax-3, "determine the fallback encoding")."""
    import webencodings  # type: ignore[import-untyped]

    named = re.match(rb'@charset "([^"]{1,40})";', content)
    for label in (charset, named[1].decode("ascii", "replace") if named else ""):
        if encoding := webencodings.lookup(label):
            return str(webencodings.decode(content, encoding)[0])
    return str(webencodings.decode(content, webencodings.UTF8)[0])


def parse_manifest(content: bytes, *, name: str, address: str) -> Page:
    """Give the addresses in a web app manifest (https://www.w3.org/TR/appmanifest/): start, icons, pictures."""
    try:
        data = json.loads(content[:MAX_BYTES])
    except (ValueError, RecursionError) as exc:
        line = getattr(exc, "lineno", 1)
        problem = "the manifest is not valid JSON, so browsers ignore all of it"
        return Page(name=name, address=address, kind="manifest", problems=((problem, Place(line, 1)),))
    text = content.decode("utf-8", "replace")
    resolve = resolver(address)
    links = tuple(
        _link(raw, resolve, _place_of_text(text, raw), element, attribute, kind)
        for element, attribute, raw, kind in _manifest_addresses(data)
    )
    return Page(name=name, address=address, links=links, kind="manifest")


def _manifest_addresses(data: Any) -> Iterator[tuple[str, str, str, LinkKind]]:
    if not isinstance(data, dict):
        return
    if isinstance(start := data.get("start_url"), str):
        yield "manifest", "start_url", start, LinkKind.NAVIGATE
    for key in ("icons", "screenshots"):
        yield from _images(data.get(key), key)
    for shortcut in _records(data.get("shortcuts")):
        if isinstance(url := shortcut.get("url"), str):
            yield "shortcuts", "url", url, LinkKind.NAVIGATE
        yield from _images(shortcut.get("icons"), "shortcuts")


def _images(value: Any, element: str) -> Iterator[tuple[str, str, str, LinkKind]]:
    for image in _records(value):
        if isinstance(src := image.get("src"), str):
            yield element, "src", src, LinkKind.RESOURCE


def _records(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _place_of_text(text: str, raw: str) -> Place:
    offset = text.find(f'"{raw}"')
    if offset < 0:
        return START
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def parse_redirects(content: bytes, *, name: str, address: str) -> Page:
    """Give a Netlify `_redirects` file: each rule, and its destination as a link when it is one address.

    https://docs.netlify.com/manage/routing/redirects/overview/: `from [parameters] to [status] [conditions]`,
    the first rule that matches wins, `*` and `:name` stand for parts of the path.
    """
    resolve = resolver(address)
    rules: list[Redirect] = []
    problems: list[tuple[str, Place]] = []
    for place, line in _lines(content):
        words = re.split(r"\s+#", line)[0].split()
        source, rest = words[0], words[1:]
        target = next((word for word in rest if word.startswith(("/", "http://", "https://"))), "")
        if not target:
            problems.append((f"this redirect of {source[:80]!r} has no destination", place))
            continue
        after = rest[rest.index(target) + 1 :]
        status = next((word for word in after if re.fullmatch(r"\d{3}!?", word)), "301")
        rules.append(Redirect(source, target, int(status[:3]), status.endswith("!"), place))
    links = tuple(
        _link(rule.target, resolve, rule.place, "redirect", str(rule.status), LinkKind.NAVIGATE)
        for rule in rules
        if not re.search(r"/:\w|\*", rule.target)
    )
    return Page(
        name=name,
        address=address,
        links=links,
        redirects=tuple(rules),
        problems=tuple(problems),
        kind="redirects",
    )


def parse_list(content: bytes, *, name: str = "") -> Page:
    """Give a list of addresses or paths, one a line; `#` starts a comment at the start of a line or after a space.

    A line that is no address has an empty `url`: it is a path, or a host without `https://`, which the
    caller knows better.
    """
    links = []
    for place, line in _lines(content):
        raw = re.split(r"\s+#", line)[0].strip().strip('"')
        url, problem = resolver("")(raw) if _SCHEME.match(raw) else ("", "")
        links.append(Link(raw, url, place, "list", "line", LinkKind.NAVIGATE, problem=problem))
    return Page(name=name, address="", links=tuple(links), kind="list")


def _lines(content: bytes) -> Iterator[tuple[Place, str]]:
    """Give the lines that say something, with their places; a byte order mark and other encodings are no obstacle."""
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    for number, line in enumerate(content[:MAX_BYTES].decode(encoding, "replace").splitlines(), start=1):
        text = line.strip()
        if text and not text.startswith("#"):
            yield Place(number, len(line) - len(line.lstrip()) + 1), text


def _link(raw: str, resolve: Resolve, place: Place, element: str, attribute: str, kind: LinkKind) -> Link:
    url, problem = resolve(raw)
    return Link(raw, url, place, element, attribute, kind, problem=problem)
