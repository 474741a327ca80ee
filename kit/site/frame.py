"""One page's place in the site: its links home, its address, its other languages, its title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urljoin, urlsplit

from kit.facts.models import Business
from kit.site.dress import Dress
from kit.site.speech import Speech
from kit.site.structured import breadcrumbs, without_empty

LONGEST_TITLE = 70
LONGEST_DESCRIPTION = 160
"""Characters a search result shows of a title and a description, roughly (both are cut by pixels)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of one language shares. The first language stands at the root of the site."""

    business: Business
    speech: Speech
    languages: tuple[str, ...]
    dress: Dress | None = None
    """What cards are drawn with; None makes pages without cards."""

    @property
    def prefix(self) -> str:
        """Give the folder of this language's pages: "" for the first language, else `de/`."""
        return prefix(self.speech.language, self.languages)

    @property
    def address(self) -> str:
        """Give the site's address with a slash at its end, or ""."""
        known = self.business.site.address or ""
        return known if not known or known.endswith("/") else known + "/"

    def absolute(self, href: str) -> str:
        """Give the full address of a page of this language; "" when the site has none yet."""
        return absolute(self.address, self.prefix + href)


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself. `crumbs` are (label, href) from the front page to its parent."""

    key: str
    href: str
    heading: str
    label: str = ""
    lead: str = ""
    title: str = ""
    description: str = ""
    hidden: bool = False
    og_type: str = "website"
    crumbs: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    data: tuple[Mapping[str, Any], ...] = ()
    own: tuple[Any, ...] = ()


def page_record(frame: Frame, head: Head) -> dict[str, Any]:
    """Give `page` of the view: plain values only (VIEW.md lists them)."""
    depth = (frame.prefix + head.href).count("/")
    root = "../" * depth
    here = "../" * head.href.count("/")
    if head.key == "not_found" and frame.address:
        # A host shows this page at any depth, so its links must not depend on where it is read.
        root = here = urlsplit(frame.address).path
    title = fitting_title(head.title or f"{head.heading} – {frame.business.name}")
    others = [] if head.key == "not_found" else _others(frame, head, root)
    return {
        "key": head.key,
        "href": head.href,
        "heading": head.heading,
        "label": head.label or head.heading,
        "lead": head.lead,
        "title": title,
        "description": shortened(
            head.description or f"{head.heading}: {frame.business.name}", LONGEST_DESCRIPTION
        ),
        "hidden": head.hidden or head.key == "not_found",
        "og_type": head.og_type,
        "root": root,
        "here": here,
        "canonical": "" if head.key == "not_found" else frame.absolute(head.href),
        "alternates": [other for other in others if len(others) > 1],
        "switch": [other for other in others if len(others) > 1],
        "crumbs": _crumbs(frame, head),
        "json_ld": _json_ld(frame, head),
        "own": list(head.own),
        "card": _card(frame, head),
    }


def fitting_title(text: str) -> str:
    """Cut a page title to what validators and result lists take; they count `&amp;` as five."""
    written = len(escape(text[:LONGEST_TITLE])) - len(text[:LONGEST_TITLE])
    return shortened(text, LONGEST_TITLE - written)


def _card(frame: Frame, head: Head) -> dict[str, str] | None:
    """Give the picture of a shared link; it needs the site's full address."""
    if frame.dress is None or not frame.address or head.key == "not_found":
        return None
    path = frame.dress.card(head.heading)
    alt = f"{head.heading} – {frame.business.name}"
    return {"href": absolute(frame.address, path), "path": path, "text": head.heading, "alt": alt}


def prefix(language: str, languages: Sequence[str]) -> str:
    """Give the folder of a language's pages: "" for the first one."""
    return "" if language == languages[0] else f"{language.lower()}/"


def absolute(address: str, path: str) -> str:
    """Join the site's address and a path; the front page is its folder. "" without an address."""
    if not address:
        return ""
    folder = (
        path.removesuffix("index.html") if path.endswith(("/index.html",)) or path == "index.html" else path
    )
    return urljoin(address, folder)


def shortened(text: str, limit: int) -> str:
    """Cut a text at a word's end so that it fits, with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–-") + "…"


def _others(frame: Frame, head: Head, root: str) -> list[dict[str, Any]]:
    names = head.languages or frame.languages
    return [
        {
            "language": language,
            "name": frame.speech.language_name(language),
            "href": root + prefix(language, frame.languages) + head.href,
            "absolute": absolute(frame.address, prefix(language, frame.languages) + head.href)
            or root + prefix(language, frame.languages) + head.href,
            "current": language == frame.speech.language,
        }
        for language in frame.languages
        if language in names
    ]


def _crumbs(frame: Frame, head: Head) -> list[dict[str, str]]:
    if head.key in {"home", "not_found"}:
        return []
    home = ((frame.business.name, "index.html"),)
    steps = [{"label": label, "href": href} for label, href in (*home, *head.crumbs)]
    return [*steps, {"label": head.label or head.heading, "href": ""}]


def _json_ld(frame: Frame, head: Head) -> Any:
    """Give the page's structured data: one block, or a graph of several; the way here comes with the address."""
    blocks = [dict(each) for each in head.data]
    if frame.address and head.key not in {"home", "not_found"}:
        steps = ((frame.business.name, "index.html"), *head.crumbs, (head.label or head.heading, head.href))
        blocks.append(breadcrumbs([(label, frame.absolute(href)) for label, href in steps]))
    if not blocks:
        return None
    plain = [{key: value for key, value in each.items() if key != "@context"} for each in blocks]
    if len(plain) == 1:
        return {"@context": "https://schema.org", **without_empty(plain[0])}
    return {"@context": "https://schema.org", "@graph": [without_empty(each) for each in plain]}
