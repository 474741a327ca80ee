"""Every address on a page that a browser follows, loads, sends to or that the page merely names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kit.pages.css import css_links, style_links
from kit.pages.srcset import parse_srcset
from kit.pages.tree import Tree, fold, place_of, short_text
from kit.pages.types import Link, LinkKind, Place
from kit.pages.urls import Resolve

if TYPE_CHECKING:
    from turbohtml import Element

# More than any page made by people; the rest of a page with more is not read, and that is said.
MAX_LINKS = 200_000

# https://html.spec.whatwg.org/#linkTypes: what a browser loads by itself, and what is only a hint to connect.
_LOADED_RELS = frozenset(
    [
        "stylesheet",
        "icon",
        "apple-touch-icon",
        "apple-touch-icon-precomposed",
        "apple-touch-startup-image",
        "mask-icon",
        "preload",
        "modulepreload",
        "prefetch",
        "prerender",
        "manifest",
        "fluid-icon",
    ]
)
_HINTS = frozenset({"preconnect", "dns-prefetch"})
# Values of `meta name/property` that hold an address (ogp.me, Twitter cards, the tile settings of Windows).
_META_ADDRESS = re.compile(
    r"og:(?:url|see_also|(?:image|video|audio)(?::(?:url|secure_url))?)"
    r"|twitter:(?:url|image(?::src|0|1|2|3)?|player(?::stream)?)"
    r"|msapplication-(?:tileimage|config|square\d+x\d+logo|wide\d+x\d+logo)"
    r"|article:(?:publisher|author)",
)
_SELECTOR = ",".join(
    [
        "a[href]",
        "area[href]",
        "link",
        "img",
        "input",
        "source",
        "video",
        "audio",
        "track",
        "iframe",
        "frame",
        "embed[src]",
        "object[data]",
        "script",
        "form",
        "button[formaction]",
        "blockquote[cite]",
        "q[cite]",
        "ins[cite]",
        "del[cite]",
        "meta[content]",
        "style",
        "html[manifest]",
        "[background]",
        "[style]",
        "image",
        "use",
        "feImage",
        "a[xlink\\:href]",
        "object[usemap]",
    ]
)
_SPACE = re.compile(r"[\t\n\f\r ]+")
_WEB = re.compile(r"https?:", re.IGNORECASE)


class _Collector:
    """Holds what all readers of one page share: how addresses are resolved, and whether links nest."""

    def __init__(self, tree: Tree, resolve: Resolve) -> None:
        self.resolve = resolve
        self.nested = tree.document.select_one("a a") is not None
        self.maps: frozenset[str] | None = None
        self.tree = tree

    def link(
        self, element: Element, raw: str, attribute: str, kind: LinkKind, text: str = "", rel: str = ""
    ) -> Link:
        url, problem = self.resolve(raw)
        place = place_of(element)
        return Link(
            raw,
            url,
            place,
            element.tag,
            attribute,
            kind,
            text,
            tuple(rel.lower().split()) if rel else (),
            problem,
        )

    def resource(self, element: Element, attribute: str) -> Iterator[Link]:
        """Give the resource an attribute names; an empty one is not loaded, which is a problem."""
        raw = element.attr(attribute)
        if raw is None:
            return
        if raw.strip("\t\n\f\r "):
            yield self.link(element, raw, attribute, LinkKind.RESOURCE)
        else:
            yield Link(raw, "", place_of(element), element.tag, attribute, LinkKind.RESOURCE, problem=EMPTY)

    def candidates(self, element: Element, attribute: str) -> Iterator[Link]:
        """Give each candidate of a srcset or imagesrcset."""
        for raw, _ in parse_srcset(element.attr(attribute) or ""):
            yield self.link(element, raw, attribute, LinkKind.RESOURCE)


EMPTY = "the address is empty, so nothing is loaded"


def links_of(tree: Tree, resolve: Resolve) -> Iterator[Link]:
    """Give the links of a page in the order of its source (JSON-LD and srcdoc are read elsewhere)."""
    collector = _Collector(tree, resolve)
    foreign = frozenset(tree.select("svg *,math *")) if tree.foreign else frozenset()
    for element in tree.select(_SELECTOR):
        readers = _FOREIGN_READERS if element in foreign and element.namespace.value != "html" else _READERS
        reader = readers.get(element.tag)
        if reader is not None:
            yield from reader(collector, element)
        background = element.attr("background")
        if background and element.tag in _WITH_BACKGROUND:
            yield from collector.resource(element, "background")
        style = element.attr("style")
        if style:
            place = place_of(element)
            for found in style_links(style, place):
                url, problem = resolve(found.raw)
                yield Link(found.raw, url, place, element.tag, "style", LinkKind.RESOURCE, problem=problem)


# https://html.spec.whatwg.org/#the-page and the table elements: presentational hints that load an image.
_WITH_BACKGROUND = frozenset({"body", "table", "thead", "tbody", "tfoot", "tr", "td", "th"})


def _anchor(collector: _Collector, element: Element) -> Iterator[Link]:
    attribute = "href"
    raw = element.attr("href")
    if raw is None:
        attribute = "xlink:href"
        raw = element.attr(attribute)
        if raw is None:
            return
    text = short_text(element) if collector.nested else fold(element.text)[:200]
    if not text:
        text = _alternative(element)
    yield collector.link(element, raw, attribute, LinkKind.NAVIGATE, text, element.attr("rel") or "")
    if ping := element.attr("ping"):
        for one in _SPACE.split(ping.strip()):
            yield collector.link(element, one, "ping", LinkKind.MENTION)


def _alternative(element: Element) -> str:
    """Give the words a link has when it has no text: its label, its picture's alt, its title."""
    picture = element.find("img") if element.tag == "a" else element
    words = (
        element.attr("aria-label") or (picture.attr("alt") if picture else "") or element.attr("title") or ""
    )
    return fold(words)[:200]


def _link(collector: _Collector, element: Element) -> Iterator[Link]:
    rel = element.attr("rel") or ""
    words = frozenset(rel.lower().split())
    if words and words <= _HINTS:
        return
    kind = LinkKind.RESOURCE if words & _LOADED_RELS else LinkKind.MENTION
    raw = element.attr("href")
    if raw is not None and (raw.strip("\t\n\f\r ") or kind is LinkKind.MENTION):
        yield collector.link(element, raw, "href", kind, rel=rel)
    elif raw is not None:
        yield Link(
            raw, "", place_of(element), "link", "href", kind, rel=tuple(rel.lower().split()), problem=EMPTY
        )
    if "preload" in words:
        yield from collector.candidates(element, "imagesrcset")


def _image(collector: _Collector, element: Element) -> Iterator[Link]:
    yield from collector.resource(element, "src")
    yield from collector.candidates(element, "srcset")
    yield from _usemap(collector, element)
    if long := element.attr("longdesc"):
        yield collector.link(element, long, "longdesc", LinkKind.MENTION)


def _usemap(collector: _Collector, element: Element) -> Iterator[Link]:
    """Give the image map an image names; https://html.spec.whatwg.org/#rules-for-parsing-a-hash-name-reference."""
    raw = element.attr("usemap")
    if raw is None:
        return
    if collector.maps is None:
        maps = collector.tree.select("map")
        collector.maps = frozenset(
            name for each in maps for name in (each.attr("name"), each.attr("id")) if name
        )
    _, sign, name = raw.partition("#")
    url, _ = collector.resolve(raw)
    problem = "" if sign and name in collector.maps else f"no map on this page has the name {name[:80]!r}"
    yield Link(raw, url, place_of(element), element.tag, "usemap", LinkKind.MENTION, problem=problem)


def _input(collector: _Collector, element: Element) -> Iterator[Link]:
    kind = (element.attr("type") or "").lower()
    if kind == "image":
        yield from collector.resource(element, "src")
    if kind in {"image", "submit"}:
        yield from _formaction(collector, element)


def _formaction(collector: _Collector, element: Element) -> Iterator[Link]:
    raw = element.attr("formaction")
    if raw is not None:
        yield collector.link(
            element,
            raw,
            "formaction",
            LinkKind.SUBMIT,
            fold(element.text)[:200] if element.tag == "button" else "",
        )


def _source(collector: _Collector, element: Element) -> Iterator[Link]:
    parent = getattr(element.parent, "tag", "")
    if parent == "picture":
        yield from collector.candidates(element, "srcset")
    elif parent in {"audio", "video"}:
        yield from collector.resource(element, "src")


def _video(collector: _Collector, element: Element) -> Iterator[Link]:
    yield from collector.resource(element, "src")
    if element.tag == "video" and element.attr("poster"):
        yield from collector.resource(element, "poster")


def _frame(collector: _Collector, element: Element) -> Iterator[Link]:
    raw = element.attr("src")  # an empty one loads about:blank, and srcdoc wins over it
    if raw and raw.strip("\t\n\f\r ") and element.attr("srcdoc") is None:
        yield collector.link(element, raw, "src", LinkKind.RESOURCE, fold(element.attr("title") or ""))


def _embed(collector: _Collector, element: Element) -> Iterator[Link]:
    yield from collector.resource(element, "src")


def _object(collector: _Collector, element: Element) -> Iterator[Link]:
    yield from collector.resource(element, "data")
    yield from _usemap(collector, element)


_SCRIPT_TYPES = re.compile(
    r"(?:(?:application|text)/(?:x-)?(?:java|ecma)script|text/(?:javascript1\.[0-5]|jscript|livescript)|module|)\Z"
)


def _script(collector: _Collector, element: Element) -> Iterator[Link]:
    """Give a script's file; one whose type is no script type is data that other scripts may load later."""
    attribute = "src" if element.attr("src") is not None else "href"
    raw = element.attr(attribute)
    if raw is None or (attribute == "href" and element.namespace.value != "svg"):
        return
    kind = (element.attr("type") or "").strip("\t\n\f\r ").lower()
    if _SCRIPT_TYPES.match(kind):
        yield from collector.resource(element, attribute)
    elif raw:
        yield collector.link(element, raw, attribute, LinkKind.MENTION)


def _form(collector: _Collector, element: Element) -> Iterator[Link]:
    raw = element.attr("action")
    if raw is not None:
        yield collector.link(element, raw, "action", LinkKind.SUBMIT)


def _cite(collector: _Collector, element: Element) -> Iterator[Link]:
    if raw := element.attr("cite"):
        yield collector.link(element, raw, "cite", LinkKind.MENTION)


def _html(collector: _Collector, element: Element) -> Iterator[Link]:
    if raw := element.attr("manifest"):
        yield collector.link(element, raw, "manifest", LinkKind.MENTION)


_REFRESH = re.compile(
    r"[\t\n\f\r ]*(?=[\d.])\d*[\d.]*(?=[\t\n\f\r ;,])[\t\n\f\r ]*+[;,]?+[\t\n\f\r ]*+(.+)", re.DOTALL
)
_REFRESH_URL = re.compile(r"url[\t\n\f\r ]*=[\t\n\f\r ]*(.*)", re.IGNORECASE | re.DOTALL)


def refresh_address(content: str) -> str:
    """Give the address in a `meta` refresh, or "" (https://html.spec.whatwg.org/#shared-declarative-refresh-steps)."""
    found = _REFRESH.match(content)
    if not found:
        return ""
    raw = found[1]
    if named := _REFRESH_URL.match(raw):
        raw = named[1]
    return raw[1:].partition(raw[0])[0] if raw[:1] in {'"', "'"} else raw


def _meta(collector: _Collector, element: Element) -> Iterator[Link]:
    content = element.attr("content") or ""
    if (element.attr("http-equiv") or "").lower() == "refresh":
        if raw := refresh_address(content):
            yield collector.link(element, raw, "content", LinkKind.NAVIGATE)
        return
    name = (element.attr("property") or element.attr("name") or "").lower()
    if content and _META_ADDRESS.fullmatch(name):
        if name.startswith("article:") and not _WEB.match(content):
            return  # the name of an author, which is allowed too
        yield collector.link(element, content, "content", LinkKind.MENTION, name)


def _style(collector: _Collector, element: Element) -> Iterator[Link]:
    kind = (element.attr("type") or "text/css").lower()
    if kind != "text/css":
        return
    for found in css_links(element.text, start=_after_tag(element)):
        url, problem = collector.resolve(found.raw)
        attribute = "import" if found.imported else "url"
        yield Link(found.raw, url, found.place, "style", attribute, LinkKind.RESOURCE, problem=problem)


def _after_tag(element: Element) -> Place:
    """Give about where an element's text starts: the column counts the shortest form of its tag."""
    place = place_of(element)
    return Place(place.line, place.column + len(element.tag) + 2)


def _vector(collector: _Collector, element: Element) -> Iterator[Link]:
    """Give what SVG loads: `href`, or the old `xlink:href` when it stands alone."""
    attribute = "href" if element.attr("href") is not None else "xlink:href"
    if element.attr(attribute):
        yield from collector.resource(element, attribute)


_READERS: dict[str, Callable[[_Collector, Element], Iterator[Link]]] = {
    "a": _anchor,
    "area": _anchor,
    "link": _link,
    "img": _image,
    "input": _input,
    "source": _source,
    "video": _video,
    "audio": _video,
    "track": _embed,
    "iframe": _frame,
    "frame": _frame,
    "embed": _embed,
    "object": _object,
    "script": _script,
    "form": _form,
    "button": _formaction,
    "blockquote": _cite,
    "q": _cite,
    "ins": _cite,
    "del": _cite,
    "html": _html,
    "meta": _meta,
    "style": _style,
}
# https://svgwg.org/svg2-draft/linking.html; an HTML name inside SVG is an element nobody knows.
_FOREIGN_READERS: dict[str, Callable[[_Collector, Element], Iterator[Link]]] = {
    "a": _anchor,
    "script": _script,
    "style": _style,
    "image": _vector,
    "use": _vector,
    "feImage": _vector,
}
