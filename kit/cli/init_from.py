"""Reading an existing website for the interview, from a folder or, politely, from its address; and fetching its logo."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.errors import InputError, MachineError, UnsafeError
from kit.base.text import clean

if TYPE_CHECKING:
    from kit.interview.engine import Guess
    from kit.interview.existing import Sheet
    from kit.net.types import Ask, NetSettings, Reply
    from kit.pages.types import Page

_PAGES_ONLINE, _PAGES_IN_FOLDER, _SHEETS, _LOGOS = 6, 40, 3, 3
_LARGEST_PAGE, _LARGEST_LOGO = 2_000_000, 3_000_000
_PATIENCE = 12.0
"""Seconds for one page."""
_SECONDS = 40.0
"""For a whole site; what has not come by then is left out."""
_TELLING = re.compile(
    r"contact|kontakt|about|ueber|über|uns\b|imprint|impressum|legal|hours|oeffnungs|öffnungs|find-?us|anfahrt|visit|location"
    r"|standort|apropos|a-propos|propos|horaires|contacto|nosotros|services|leistung|prices|preise",
    re.IGNORECASE,
)
_SURE = re.compile(r"contact|kontakt|impressum|imprint", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """What was read: pages with the start page first, style sheets, the address, and how to get at a picture."""

    pages: tuple[Page, ...]
    sheets: tuple[Sheet, ...]
    address: str
    picture: Callable[[str], bytes]
    """Give the bytes at an address that a page names, or nothing."""


def read_site(source: str, *, allow: Sequence[str] = ()) -> Site:
    """Read the site at an address or in a folder; `allow` is what `--allow-address` names.

    Raises InputError when there is nothing to read, UnsafeError for an address inside a network, MachineError
    when this machine has no network.
    """
    if re.match(r"(?i)https?://", source):
        return _read_address(source, allow)
    folder = Path(source)
    if folder.is_dir():
        return _read_folder(folder)
    if folder.is_file() and folder.suffix.lower() in {".html", ".htm", ".xhtml"}:
        return _read_folder(folder.parent, only=folder.name)
    if folder.is_file():
        raise InputError(f"{clean(source)} is no HTML page.", hint="Name a page, or a folder of them.")
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[a-zA-Z]{2,}(/.*)?", source):
        raise InputError(
            f"There is no folder called {clean(source)!r}.",
            hint="Name a folder with HTML pages, or a web address such as https://www.yourname.com/",
        )
    raise InputError(
        f"There is no folder called {clean(source)!r}.",
        hint=f"If you mean the website: --from https://{clean(source)}/",
    )


def read_guesses(source: str, folder: Path, *, allow: Sequence[str] = ()) -> tuple[Guess, ...]:
    """Give what the site at `source` says as guesses for the interview in `folder`, the logo among them."""
    from kit.cli.init_from_logo import logo_guess
    from kit.interview.existing import guesses_from_pages

    site = read_site(source, allow=allow)
    logo = logo_guess(site, folder)
    guesses = (
        *guesses_from_pages(site.pages, sheets=site.sheets, address=site.address),
        *([logo] if logo else ()),
    )
    click.echo(_told(site, guesses), err=True)
    return guesses


def _told(site: Site, guesses: Sequence[Guess]) -> str:
    count = f"{len(site.pages)} page{'s' if len(site.pages) > 1 else ''} read"
    if guesses:
        return f"{count}: {', '.join(page.name for page in site.pages[:8])}."
    if any(page.scripted for page in site.pages):
        return f"{count}. This site builds itself by script in the browser, so there was nothing to read."
    return f"{count}, but nothing about a business was found on it."


def _read_folder(folder: Path, *, only: str = "") -> Site:
    from kit.check.local import Tree, address_of, is_local, path_of
    from kit.interview.existing import Sheet
    from kit.pages.other import parse_any

    project = not only and (folder / "business.yaml").is_file() and (folder / "site").is_dir()
    top = folder / "site" if project else folder
    scan = Tree(top).scan()
    names = (
        [only]
        if only
        else sorted(
            scan.pages,
            key=lambda path: (path.count("/"), not _is_start(path), not _TELLING.search(path), path),
        )
    )
    pages = tuple(
        parse_any(_head(top / path, _LARGEST_PAGE), name=clean(path), address=address_of(path))
        for path in names[:_PAGES_IN_FOLDER]
    )
    if not pages:
        raise InputError(
            f"{folder} holds no HTML pages.", hint="Name the folder that has the site's index.html."
        )
    styles = [path for path in scan.others if path.endswith(".css")][:_SHEETS]
    sheets = (
        Sheet(clean(path), _head(top / path, _LARGEST_PAGE).decode("utf-8", "replace")) for path in styles
    )

    def picture(url: str) -> bytes:
        path = path_of(url) if is_local(url) else None
        inside = path is not None and (top / path).resolve().is_relative_to(top.resolve())
        return _head(top / str(path), _LARGEST_LOGO) if inside and (top / str(path)).is_file() else b""

    return Site(pages, tuple(sheets), "", picture)


def _is_start(path: str) -> bool:
    return bool(re.fullmatch(r"(?i)(?:index|default|home)\.x?html?", path))


def _head(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError:
        return b""


def _read_address(source: str, allow: Sequence[str]) -> Site:
    from urllib.parse import urlsplit

    from kit.interview.existing import Sheet
    from kit.net.types import Ask, NetSettings

    port = urlsplit(source).port
    settings = NetSettings(
        timeout=_PATIENCE, tries=2, allow_addresses=tuple(allow), allow_ports=(port,) if port else ()
    )
    until = time.monotonic() + _SECONDS
    click.echo(f"Reading {clean(source, limit=200)} …", err=True)
    start = next(_ask([Ask(source, want_body=True, body_limit=_LARGEST_PAGE)], settings, until), None)
    home = _page(start) if start is not None else None
    if (
        start is None
        or home is None
        or (start.cut and start.detail and not home.title and len(home.texts) < 2)
    ):
        raise _unread(source, start)
    asks = [
        Ask(url, want_body=True, body_limit=_LARGEST_PAGE)
        for url in _wanted(home, _robots(home, settings, until))
    ]
    by_url = {reply.ask.url: reply for reply in _ask(asks, settings, until)}
    more = [page for ask in asks if (reply := by_url.get(ask.url)) and (page := _page(reply, home.address))]
    sheets = [
        Sheet(_named(reply.final_url), reply.body.decode("utf-8", "replace"))
        for ask in asks if ask.url in _styles(home) and (reply := by_url.get(ask.url)) and reply.status == 200
    ]  # fmt: skip

    def picture(url: str) -> bytes:
        ask = Ask(url, want_body=True, body_limit=_LARGEST_LOGO)
        reply = next(_ask([ask], settings, max(until, time.monotonic() + 10)), None)
        return reply.body if reply is not None and reply.status == 200 and not reply.cut else b""

    return Site((home, *more), tuple(sheets), home.address, picture)


def _ask(asks: Iterable[Ask], settings: NetSettings, until: float) -> Iterator[Reply]:
    from kit.net.reference import ask_all

    return ask_all(asks, settings, stop=lambda: time.monotonic() > until)


def _page(reply: Reply, base: str = "") -> Page | None:
    """Give the page of an answer, or None for anything else; with `base` only of that site, wherever a link led."""
    from kit.check.crawl import charset_of, is_html, origin
    from kit.pages.parse import parse_page

    elsewhere = base and origin(reply.final_url) != origin(base)
    if reply.status != 200 or elsewhere or not is_html(reply):
        return None
    url = reply.final_url.partition("#")[0]
    return parse_page(reply.body, name=_named(url), address=url, charset=charset_of(reply))


def _named(url: str) -> str:
    from urllib.parse import unquote, urlsplit

    path = unquote(urlsplit(url).path)
    return clean(path.rstrip("/").rpartition("/")[2] or "the start page", limit=80)


def _robots(home: Page, settings: NetSettings, until: float) -> Callable[[str], bool]:
    from kit.check.crawl import target_of
    from kit.net.robots import OPEN, read_robots, robots_ask

    reply = next(_ask([robots_ask(home.address)], settings, until), None)
    robots = read_robots(reply) if reply is not None else OPEN
    return lambda url: robots.allows(target_of(url))


def _wanted(home: Page, allowed: Callable[[str], bool]) -> list[str]:
    """Choose the few pages that say who somebody is, contact and imprint first, and the style sheets."""
    from kit.check.crawl import origin

    found: dict[str, int] = {}
    for link in home.links:
        url = link.url.partition("#")[0]
        if (
            link.element == "a"
            and url != home.address
            and origin(url) == origin(home.address)
            and allowed(url)
        ):
            words = f"{url.rpartition('/')[2] or url} {link.text}"
            if _TELLING.search(words):
                found.setdefault(url, 0 if _SURE.search(words) else 1)
    pages = sorted(found, key=lambda url: found[url])[: _PAGES_ONLINE - 1]
    return [*pages, *(url for url in _styles(home) if allowed(url))]


def _styles(home: Page) -> list[str]:
    from kit.check.crawl import origin

    styles = [link.url for link in home.links if link.element == "link" and "stylesheet" in link.rel]
    return [url for url in dict.fromkeys(styles) if origin(url) == origin(home.address)][:_SHEETS]


def _unread(source: str, reply: Reply | None) -> Exception:
    from kit.net.online import has_network
    from kit.net.types import Trouble

    site, other = (
        clean(source, limit=200),
        "Or save its pages into a folder and name that; without --from the interview begins empty.",
    )
    if reply is None or reply.trouble is Trouble.TIMEOUT or (reply.status == 200 and reply.cut):
        return InputError(f"{site} did not answer in time.", hint=f"Try again later. {other}")
    if reply.trouble in {Trouble.BLOCKED_PRIVATE_ADDRESS, Trouble.BLOCKED_PORT}:
        return UnsafeError(f"{site} was not asked: {reply.detail}", hint="Allow it only when it is yours.")
    if reply.trouble is Trouble.DNS_FAILURE and not has_network():
        return MachineError(
            "This machine has no way to the internet.", hint=f"Connect it, then try again. {other}"
        )
    why = reply.detail or (f"it answers {reply.status}" if reply.status != 200 else "it is no HTML page")
    return InputError(
        f"{site} could not be read: {clean(why, limit=300)}", hint=f"Check the address in a browser. {other}"
    )
