"""One page parsed: its links and anchors at once, all the rest when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from kit.pages.forms import forms_of, images_of
from kit.pages.links import MAX_LINKS, links_of
from kit.pages.structured import card_items, json_blocks, json_items, json_links, microdata_items
from kit.pages.texts import headings_of, meta_of, texts_of, title_of
from kit.pages.tree import MAX_BYTES, MAX_TAGS, START, Tree, load_tree
from kit.pages.types import Link, Page, Place, TextRun
from kit.pages.urls import Resolve, resolver

# A page that shows less than this and runs scripts builds itself in the browser.
_LITTLE_TEXT = 200
_SRCDOC_DEPTH = 3
_LATER = frozenset({"forms", "images", "data", "texts", "meta", "headings", "scripted", "problems"})


def parse_page(content: bytes, *, name: str, address: str, charset: str = "") -> Page:
    """Give the page that `content` is, as a browser would read it.

    `name` is what people see, `address` what links are resolved against ("" when unknown), `charset` the
    one of the Content-Type header. Never raises for anything a page can hold: what cannot be read is in
    `problems`. Only the first MAX_BYTES and MAX_TAGS of a page and MAX_LINKS of its links are read; `cut` says so.
    Text, forms, images, structured data and headings are read when first asked for.
    """
    tree = load_tree(content, charset)
    resolve = _page_resolver(tree, address)
    links = tuple(islice(_all_links(tree, resolve, address), MAX_LINKS))
    page = object.__new__(_ParsedPage)
    first = {
        "name": name,
        "address": address,
        "title": title_of(tree),
        "lang": _language(tree),
        "links": links,
        "anchors": _anchors(tree),
        "canonical": next(
            (link.url for link in links if link.element == "link" and "canonical" in link.rel), ""
        ),
        "cut": tree.cut or len(links) == MAX_LINKS,
        "kind": "html",
        "redirects": (),
    }
    for key, value in first.items():
        object.__setattr__(page, key, value)
    object.__setattr__(page, "later", (content, charset))
    return page


class _ParsedPage(Page):
    """A page whose later parts are unset until asked for; then all of them are read from the same tree.

    It keeps the bytes, not the tree, which is seven times as large; pickling and comparing fill it first.
    """

    __slots__ = ("later",)
    later: tuple[bytes, str]

    def __getattr__(self, key: str) -> Any:
        if key not in _LATER:
            raise AttributeError(key)
        for part, value in _rest(self, *self.later).items():
            object.__setattr__(self, part, value)
        object.__setattr__(self, "later", (b"", ""))
        return object.__getattribute__(self, key)

    def __reduce__(self) -> tuple[type[Page], tuple[Any, ...]]:
        return Page, tuple(getattr(self, key) for key in Page.__dataclass_fields__)


def _rest(page: Page, content: bytes, charset: str) -> dict[str, Any]:
    tree = load_tree(content, charset)
    resolve = _page_resolver(tree, page.address)
    base = resolve("")[0]
    texts = tuple(texts_of(tree, decoded(content, tree)))
    blocks, broken = json_blocks(tree)
    return {
        "forms": tuple(forms_of(tree, resolve)),
        "images": tuple(images_of(tree)),
        "data": (*json_items(blocks), *microdata_items(tree, base), *card_items(tree, base)),
        "texts": texts,
        "meta": tuple(meta_of(tree)),
        "headings": tuple(headings_of(tree)),
        "scripted": _scripted(tree, texts),
        "problems": tuple(_problems(page, tree, broken)),
    }


def decoded(content: bytes, tree: Tree) -> str:
    """Give the text the parser saw, so that places in it and in the tree are the same."""
    import webencodings  # type: ignore[import-untyped]

    encoding = webencodings.lookup(tree.encoding) or webencodings.UTF8
    return str(webencodings.decode(content[:MAX_BYTES], encoding)[0])


def _page_resolver(tree: Tree, address: str) -> Resolve:
    """Give the resolver for the page's base: the first `base` with an `href` wins, when it can be parsed.

    https://html.spec.whatwg.org/#frozen-base-url: one that cannot, or is a data: or javascript: address,
    leaves the page's own address.
    """
    first = next(iter(tree.select("base[href]")), None) if "base" in tree.kinds else None
    if first is None or first.namespace.value != "html":
        return resolver(address, tree.encoding)
    url, _ = resolver(address, tree.encoding)(first.attr("href") or "")
    usable = url and not url.startswith(("data:", "javascript:"))
    return resolver(url if usable else address, tree.encoding)


def _all_links(tree: Tree, resolve: Resolve, address: str, depth: int = 0) -> Iterator[Link]:
    yield from links_of(tree, resolve)
    if _names_json(tree):
        blocks, _ = json_blocks(tree)
        yield from json_links(blocks, resolve)
    if depth < _SRCDOC_DEPTH and "iframe" in tree.kinds:
        for frame in tree.select("iframe[srcdoc]"):
            yield from _framed(frame.attr("srcdoc") or "", frame.position, resolve, address, depth)


def _names_json(tree: Tree) -> bool:
    return "script" in tree.kinds and any(
        tag == "script" and "json" in (element.attr("type") or "").lower()
        for element, tag in zip(tree.named, tree.tags, strict=True)
    )


def _framed(
    markup: str, position: tuple[int, int] | None, resolve: Resolve, address: str, depth: int
) -> Iterator[Link]:
    """Give the links of a page inside an `iframe srcdoc`; all stand where the frame stands."""
    place = Place(position[0], position[1] + 1) if position else START
    tree = load_tree.__wrapped__(markup.encode("utf-8", "replace"), "utf-8")
    base = resolve("")[0] or address
    for link in _all_links(tree, _page_resolver(tree, base), base, depth + 1):
        yield link._replace(place=place)


def _anchors(tree: Tree) -> frozenset[str]:
    found = tree.document.select("[id],a[name]")
    if tree.inert:
        found = [element for element in found if element not in tree.inert]
    anchors = {element.attr("id") or "" for element in found}
    anchors.update(element.attr("name") or "" for element in found if element.tag == "a")
    anchors.discard("")
    return frozenset(anchors)


def _language(tree: Tree) -> str:
    root = tree.document.root
    return ((root.attr("lang") or root.attr("xml:lang") or "") if root is not None else "").strip()


def _scripted(tree: Tree, texts: tuple[TextRun, ...]) -> bool:
    shown = sum(len(run.text) for run in texts)
    return shown < _LITTLE_TEXT and any(
        (script.attr("type") or "").strip().lower()
        in {"", "module", "text/javascript", "application/javascript"}
        for script in tree.select("script")
    )


def _problems(page: Page, tree: Tree, broken: tuple[tuple[str, Place], ...]) -> Iterator[tuple[str, Place]]:
    if tree.unknown_charset:
        yield f"the server names a charset that does not exist: {tree.unknown_charset[:60]!r}", START
    if tree.cut:
        limits = f"{MAX_BYTES // 1_000_000} MB or {MAX_TAGS:,} tags"
        yield f"this page is longer than {limits}; only its start was read", START
    if len(page.links) == MAX_LINKS:
        yield f"this page has more than {MAX_LINKS:,} links; the rest was not read", START
    yield from broken
