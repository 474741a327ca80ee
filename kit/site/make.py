"""The whole website of one business, as files in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from kit.base.cache import Cache
from kit.base.errors import InputError
from kit.base.files import RenderedFile
from kit.facts.models import Business
from kit.facts.problems import Problem
from kit.facts.trade import Trade
from kit.render.engine import plain_once
from kit.render.packs import Pack, PackPages, open_pack
from kit.site.contents import EMPTY, Content
from kit.site.dates import event_files, event_pages, special_days_file
from kit.site.dress import card_files, icon_files
from kit.site.extras import contact_files, machine_files
from kit.site.fingerprint import fingerprinted
from kit.site.front_matter import ContentError
from kit.site.job import Job
from kit.site.opening import coming
from kit.site.pictures import Photos, ReadFile
from kit.site.portraits import portrait_files
from kit.site.stories import feed, newest, post_pages, subject_pages
from kit.site.things import Shelf, Thing, own_pages, service_pages
from kit.site.view import make_view


def render_site(
    business: Business,
    trade: Trade,
    content: Content = EMPTY,
    today: dt.date = dt.date.min,
    *,
    pack: Pack | None = None,
    read: ReadFile | None = None,
    cache: Cache | None = None,
    cards: bool = True,
) -> Iterator[RenderedFile]:
    """Make every file of the site, with paths below `site/`. The same arguments give the same bytes.

    `today` decides which special days and dates are still ahead. `read` gives the owner's photos and
    `cache` keeps what was made of them; `cards` draws a picture per page for shared links. The first
    language of the facts stands at the root, each other one in a folder of its name. Raises InputError
    for a fault in the pack, the photos or the owner's words; nothing has been written then.
    """
    photos = Photos(read, cache) if read else None
    job = Job(business, trade, today, content, photos, cards)
    taken: dict[str, str] = {}
    for path, made, source in fingerprinted(
        _files(job, PackPages(pack or open_pack(), business.pack), cache)
    ):
        _claim(taken, path, source)
        yield RenderedFile(PurePosixPath("site", path), made)


def _files(job: Job, pages: PackPages, cache: Cache | None) -> Iterator[tuple[str, bytes, str]]:
    """Give (path below the site, bytes, the owner's file it came from) of every file."""
    addresses: list[tuple[str, str]] = []
    drawings: dict[str, str] = {}
    first: dict[str, Any] = {}
    for language in job.business.all_languages:
        shelf, view = job.shelf(language), make_view(job, language)
        first = first or view
        things = _things(pages, shelf, view)
        addresses += [*_addresses(view), *((thing.page["canonical"], _date(thing)) for thing in things)]
        records = [*(page for page in view["pages"].values() if page), *(thing.page for thing in things)]
        drawings |= {page["card"]["path"]: page["card"]["text"] for page in records if page["card"]}
        yield from _language(pages, shelf, view, things, job.today)
    shared = [
        *icon_files(job.dress, cache),
        *card_files(job.dress, drawings, cache),
        *(job.photos.files() if job.photos else ()),
        *portrait_files(first, job.business, job.dress),
        *contact_files(job.business, job.trade),
        *machine_files(job.business, addresses, first, job.today),
    ]
    for path, made in shared:
        yield path, made, ""


def _language(
    pages: PackPages, shelf: Shelf, view: dict[str, Any], things: Iterable[Thing], today: dt.date
) -> Iterator[tuple[str, bytes, str]]:
    """Give every file of one language: (path below the site, bytes, the owner's file it came from)."""
    prefix, first = shelf.frame.prefix, not shelf.frame.prefix
    for path, made in pages.files(plain_once(view)):
        if first or (path.endswith(".html") and path != "404.html"):
            yield prefix + path, made, ""
    slim = plain_once(view | {"posts": newest(view["posts"])})
    for thing in things:
        value = thing.value if thing.kind == "page" else {thing.kind: thing.value}
        html = pages.each(thing.kind, slim, page=thing.page, **value)
        yield prefix + thing.page["href"], html.encode("utf-8"), thing.source
    for path, made in event_files(shelf):
        yield prefix + path, made, ""
    if view["feed"]:
        yield prefix + "feed.xml", feed(shelf).encode("utf-8"), ""
    days = special_days_file(
        shelf.frame.business, coming(shelf.frame.business.hours, today), view["language"]
    )
    if days:
        yield prefix + "special-days.ics", days, ""


def _things(pages: PackPages, shelf: Shelf, view: dict[str, Any]) -> list[Thing]:
    """Give what has a page of its own, where the pack has a template for it."""
    listed = view["pages"]["services"]
    found = [
        *(service_pages(shelf, listed["label"]) if listed else ()),
        *own_pages(shelf),
        *post_pages(shelf, _private_ways(view)),
        *subject_pages(shelf),
        *event_pages(shelf),
    ]
    return [thing for thing in found if pages.has(thing.kind)]


def _private_ways(view: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the ways to answer an open question without being named: form, mail, phone."""
    ways = []
    if view["form"] and not view["form"]["action"].startswith("mailto:"):
        ways.append({"label": view["form"]["title"], "href": "contact.html#form", "outside": False})
    for kind in ("email", "phone"):
        way = view["contact"][kind]
        if way:
            ways.append({"label": way["text"], "href": way["href"], "outside": True})
    return ways


def _addresses(view: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for page in view["pages"].values():
        if page and not page["hidden"]:
            yield page["canonical"], ""


def _date(thing: Thing) -> str:
    return str(thing.value.get("updated_iso") or thing.value.get("iso", "") if thing.kind == "post" else "")


def _claim(taken: dict[str, str], path: str, source: str) -> None:
    """Refuse a second page with the same address."""
    key = path.casefold()
    if key in taken:
        message = f"would be {path}, which is there already ({taken[key] or 'a page the program makes'}); give the file another name"
        if not source:
            raise InputError(f"two pages have the address {path}", hint="Rename one of them.")
        raise ContentError((Problem(source, 1, 1, "", message),))
    taken[key] = source
