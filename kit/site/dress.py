"""What the site wears: look, palette, pattern, icons, photos and cards, as parts of the view."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.base.cache import Cache, key_of
from kit.facts.models import Business
from kit.facts.problems import Problem
from kit.facts.trade import Trade
from kit.site import drawn
from kit.site.front_matter import ContentError
from kit.site.offer import named_services
from kit.site.palette import Palette, offered_colour, palette, palette_css
from kit.site.pattern import pattern
from kit.site.pictures import Photos
from kit.site.speech import Speech

_RECIPE = "drawn-2"
"""Part of the cache key of everything drawn here: change it when the drawing changes."""
_WIDE = "(min-width: 75em) 72em, 100vw"
_SMALL = "(min-width: 40em) 16em, 50vw"


@dataclass(frozen=True, slots=True)
class Dress:
    """The look of one business and its colours."""

    look: str
    colours: Palette
    name: str
    card_folder: str = "assets/cards/"

    def card(self, heading: str) -> str:
        """Give the path of the card for a heading: it names its inputs, so it never changes meaning."""
        colours = self.colours.light
        return f"{self.card_folder}{key_of(_RECIPE, heading, self.name, self.look, colours.block)[:12]}.png"


def dress_of(business: Business, trade: Trade) -> Dress:
    """Give the owner's look and colour, else the trade's look and a colour that suits it."""
    look = business.look.design or trade.look
    return Dress(
        look, palette(business.look.colour or offered_colour(look, business.name), look), business.name
    )


def dress_view(dress: Dress) -> dict[str, Any]:
    """Give look, pattern, palette and icons of the view."""
    return {
        "look": dress.look,
        "pattern": pattern(dress.look, dress.name),
        "palette": {
            "css": palette_css(dress.colours),
            "surface_light": dress.colours.light.surface,
            "surface_dark": dress.colours.dark.surface,
        },
        "icons": [
            {"rel": "icon", "href": "favicon.ico", "type": "", "sizes": "32x32"},
            {"rel": "icon", "href": "icon.svg", "type": "image/svg+xml", "sizes": "any"},
            {"rel": "apple-touch-icon", "href": "assets/icon-180.png", "type": "", "sizes": ""},
            {"rel": "manifest", "href": "site.webmanifest", "type": "", "sizes": ""},
        ],
    }


def photo_view(business: Business, photos: Photos | None, speech: Speech) -> dict[str, Any]:
    """Give hero photo, gallery and logo of the view; the first photo that belongs to no service is the hero."""
    records = [
        (each, _photo(photos, each.file).record(_say(each.alt, speech), caption=_say(each.caption, speech)))
        for each in business.photos
        if photos
    ]
    hero = next((record for each, record in records if not each.service), None)
    rest = [record for _, record in records if record is not hero]
    logo = business.look.logo
    made = _photo(photos, logo).record(business.name, sizes="12em") if photos and logo else None
    if hero:
        hero = hero | {"sizes": "100vw"}
    return {"hero_photo": hero, "photos": rest, "logo": made}


def add_portraits(view: dict[str, Any], business: Business, photos: Photos | None, speech: Speech) -> None:
    """Put the pictures of people and services beside their records in `view`."""
    if photos is None:
        return
    for person, record in zip(business.people, view["people"], strict=True):
        if person.photo:
            record["photo"] = _photo(photos, person.photo).record(person.name, sizes=_SMALL)
    names = {str(service.name): name for name, service in named_services(business)}
    for each in business.photos:
        for record in view["services"]:
            if each.service and record["id"] == names.get(each.service) and record["photo"] is None:
                record["photo"] = _photo(photos, each.file).record(
                    _say(each.alt, speech), sizes=_WIDE, caption=_say(each.caption, speech)
                )


def icon_files(dress: Dress, cache: Cache | None) -> Iterator[tuple[str, bytes]]:
    """Give the icons and the web manifest: (path below the site, bytes)."""
    colours, name = dress.colours.light, dress.name
    yield "icon.svg", drawn.icon_svg(name, colours).encode("utf-8")
    yield "site.webmanifest", _manifest(dress).encode("utf-8")
    key = key_of(_RECIPE, "icons of sixteen colours", drawn.initial(name), colours.fill, colours.on_fill)
    files = cache.load(key) if cache else None
    if files is None:
        files = (
            ("favicon.ico", drawn.favicon(name, colours)),
            ("assets/icon-180.png", drawn.icon(name, 180, colours, full=True)),
            ("assets/icon-192.png", drawn.icon(name, 192, colours)),
            ("assets/icon-512.png", drawn.icon(name, 512, colours)),
            ("assets/icon-maskable.png", drawn.icon(name, 512, colours, full=True)),
        )
        if cache:
            cache.save(key, files)
    yield from files


def card_files(dress: Dress, pages: Mapping[str, str], cache: Cache | None) -> Iterator[tuple[str, bytes]]:
    """Draw the cards of `pages` (path to heading): (path below the site, bytes)."""
    for path, heading in pages.items():
        key = key_of(_RECIPE, "card", path, heading, dress.name)
        kept = cache.load(key) if cache else None
        if kept is None:
            kept = ((path, drawn.card(heading, dress.name, dress.look, dress.colours.light)),)
            if cache:
                cache.save(key, kept)
        yield from kept


def _manifest(dress: Dress) -> str:
    """Give the web manifest (W3C); its addresses are taken from where it lies."""
    icons = [
        {"src": "assets/icon-192.png", "sizes": "192x192", "type": "image/png"},
        {"src": "assets/icon-512.png", "sizes": "512x512", "type": "image/png"},
        {"src": "assets/icon-maskable.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    content = {
        "name": dress.name,
        "short_name": dress.name if len(dress.name) <= 12 else dress.name.split()[0],
        "start_url": "index.html",
        "display": "browser",
        "background_color": dress.colours.light.surface,
        "theme_color": dress.colours.light.surface,
        "icons": icons,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _photo(photos: Photos, file: str) -> Any:
    """Give a photo the facts name; raises ContentError with the line that names it."""
    made = photos.photo(file)
    if made is None:
        line = _line_of(photos, file)
        raise ContentError((Problem("business.yaml", line, 1, "", f'there is no picture "{file}"'),))
    return made


def _line_of(photos: Photos, file: str) -> int:
    text = (photos.read("business.yaml") or b"").decode("utf-8", "replace")
    return next((number for number, line in enumerate(text.splitlines(), 1) if file in line), 1)


def _say(text: Any, speech: Speech) -> str:
    return text.say(speech.language) if text else ""
