"""Pages made once per thing: service, own page, post, subject, event. Each is a value a template takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kit.facts.problems import Problem
from kit.site.contents import Content, Written
from kit.site.frame import Frame, Head, page_record
from kit.site.front_matter import ContentError
from kit.site.markdown import Picture, to_html
from kit.site.offer import has_page, named_services, services
from kit.site.pictures import Photos
from kit.site.structured import identity, offer


@dataclass(frozen=True, slots=True)
class Thing:
    """One page to make: the template `each/KIND.html`, its `page` record, and the thing under its kind."""

    kind: str
    page: dict[str, Any]
    value: dict[str, Any]
    source: str = ""
    """The file the owner wrote, to name it when two pages want one address."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What making things needs: the frame, the owner's words, and how pictures in them become HTML."""

    frame: Frame
    content: Content
    photos: Photos | None = None

    def html(self, written: Written, href: str, *, lowest: int = 2) -> str:
        """Give a text as HTML for the page at `href`."""
        here = "../" * href.count("/")
        depth = "../" * (self.frame.prefix + href).count("/")
        return to_html(written, here=here, picture=self._picture(depth), lowest=lowest)

    def photo(self, file: str, alt: str, source: str, line: int) -> dict[str, Any] | None:
        """Give the picture above a text, or None without one; raises ContentError when what line names is not there."""
        if not file or self.photos is None:
            return None
        made = self.photos.photo(file)
        if made is None:
            raise ContentError((Problem(source, line, 1, "photo", f'there is no picture "{file}"'),))
        return made.record(alt, sizes="(min-width: 75em) 72em, 100vw")

    def _picture(self, depth: str) -> Picture | None:
        photos = self.photos
        if photos is None:
            return None

        def picture(file: str, alt: str) -> str | None:
            html = photos.html(file, alt)
            return None if html is None else html.replace("\x00", depth)

        return picture


def service_pages(shelf: Shelf, parent: str) -> list[Thing]:
    """Give a page for each service with enough to say, below the page that menus call `parent`."""
    frame, speech = shelf.frame, shelf.frame.speech
    found = []
    records = {record["id"]: record for record in services(frame.business, speech)}
    for name, service in named_services(frame.business):
        if not has_page(service):
            continue
        record = records[name]
        provider = (
            {"@id": identity(frame.business)} if identity(frame.business) else {"name": frame.business.name}
        )
        data = {
            "@type": "Service",
            "name": record["name"],
            "description": record["about"],
            "provider": {"@type": "LocalBusiness", **provider},
            "offers": {
                key: value
                for key, value in offer(frame.business, name, speech).items()
                if key != "itemOffered"
            }
            if service.price
            else None,
        }
        head = Head(
            "service",
            record["href"],
            record["name"],
            lead=record["about"],
            description=record["about"] or record["details"][0],
            crumbs=((parent, "services.html"),),
            data=(data,),
        )
        found.append(Thing("service", page_record(frame, head), record, "business.yaml"))
    return found


def own_pages(shelf: Shelf) -> list[Thing]:
    """Give the pages the owner wrote in this language."""
    frame = shelf.frame
    return [
        Thing(
            "page",
            page_record(frame, _own_head(shelf, page)),
            {"html": shelf.html(page.body, f"{page.name}.html")},
            page.body.file,
        )
        for page in shelf.content.pages
        if page.language == frame.speech.language
    ]


def own_items(shelf: Shelf, *, menu: bool) -> list[dict[str, str]]:
    """Give the menu entries of the owner's pages: those for the main menu, or the others."""
    return [
        {"key": f"own-{page.name}", "label": page.label or page.title, "href": f"{page.name}.html"}
        for page in shelf.content.pages
        if page.language == shelf.frame.speech.language and page.menu is menu
    ]


def _own_head(shelf: Shelf, page: Any) -> Head:
    from kit.site.markdown import plain_text

    return Head(
        f"own-{page.name}",
        f"{page.name}.html",
        page.title,
        label=page.label or page.title,
        lead=page.lead,
        description=page.description or page.lead or plain_text(page.body, 160),
        languages=tuple(each.language for each in shelf.content.pages if each.name == page.name),
    )
