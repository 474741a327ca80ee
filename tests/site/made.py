"""Sites made once for all tests of this room, and a reader of their links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import kit.facts
from kit.facts.models import Business
from kit.facts.reader import load_business, parse_business
from kit.facts.trade import load_trade
from kit.site.make import render_site
from kit.site.reading import load_content, reader
from kit.site.sample import TODAY

SAMPLES = Path(kit.facts.__file__).parent / "samples"
FULL = Path(__file__).parent / "full"
ALL = {
    "smallest": SAMPLES / "corner-cup.yaml",
    "usual": SAMPLES / "harbour-plumbing.yaml",
    "online": SAMPLES / "north-light-coaching.yaml",
    "fullest": FULL / "business.yaml",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A cache for one run: the same photo in every look, the same icons in a hundred sites, are made once."""

    files: dict[str, tuple[tuple[str, bytes], ...]] = field(default_factory=dict)

    def load(self, key: str) -> tuple[tuple[str, bytes], ...] | None:
        """Give what was kept under `key`."""
        return self.files.get(key)

    def save(self, key: str, files: Sequence[tuple[str, bytes]]) -> None:
        """Keep files under `key`."""
        self.files[key] = tuple(files)


MADE = Kept()


@cache
def site(name: str) -> Mapping[str, bytes]:
    """Give the files of a site by its name in ALL: path below the site to bytes."""
    facts = ALL[name]
    business = load_business(facts).business
    content = load_content(facts.parent, business.all_languages)
    return made(business, content=content, read=reader(facts.parent))


def made(business: Business, **more: Any) -> dict[str, bytes]:
    """Give the files of a business's site, without cards unless asked for."""
    files = render_site(
        business, load_trade(business.identity.trade), today=TODAY, **{"cards": False, "cache": MADE, **more}
    )
    return {file.path.relative_to("site").as_posix(): file.content for file in files}


def facts(text: str) -> Business:
    """Give a business from the text of its facts."""
    return parse_business(text).business


class Links(HTMLParser):
    """Reads a page's ids and every address it asks for or leads to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        if tag in {"a", "area"} and "href" in found:
            self.links.append(found["href"])
        if tag == "link" and found.get("rel") not in {"canonical", "alternate"}:
            self.loaded.append(found["href"])
        self.loaded += [found["src"]] if "src" in found else []
        self.loaded += [each.split()[0] for each in found.get("srcset", "").split(",") if each.strip()]


def broken(files: Mapping[str, bytes], base: str = "https://site.test/") -> Iterator[str]:
    """Name every link inside a site that leads nowhere."""
    pages = {path: Links(content.decode()) for path, content in files.items() if path.endswith(".html")}
    for path, page in pages.items():
        for link in (*page.links, *page.loaded):
            target = urlsplit(urljoin(base + path, link))
            if target.netloc != urlsplit(base).netloc or target.scheme != "https":
                continue
            file = unquote(target.path.removeprefix(urlsplit(base).path)) or "index.html"
            if file not in files:
                yield f"{path}: {link}"
            elif target.fragment and target.fragment not in pages[file].ids:
                yield f"{path}: {link} (no such place)"
