"""A drawn portrait for whoever has no photo among people who have: initials on a drawing of their own.

The drawing is of the look's family and made from the person's name, as the pattern of the site is from the
business's; both colours are those of the look's full-colour blocks, so one file serves day and night.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from kit.base.cache import key_of
from kit.facts.look import load_look
from kit.facts.models import Business
from kit.site.drawn import between, initial
from kit.site.dress import Dress
from kit.site.offer import slug
from kit.site.pattern import HEIGHT, pattern

WIDTH = HEIGHT * 4 // 5
"""Portraits are shown four wide and five high."""
_LEFT = 360
"""The middle of the drawing, which is 1,200 wide."""
_TONES = (0.09, 0.17, 0.26)
"""How far each tone of the drawing stands from its ground towards the letters, which must stay the loudest."""
_TITLES = frozenset(["dr", "prof", "mr", "mrs", "ms", "miss", "sir", "herr", "frau"])


def add_drawn_portraits(view: dict[str, Any], business: Business, dress: Dress) -> None:
    """Give each person without a photo a drawn one where others have photos; among names alone nobody needs one."""
    if not any(record["photo"] for record in view["people"]):
        return
    for person, record in zip(business.people, view["people"], strict=True):
        if record["photo"] is None:
            record["photo"] = {
                "src": _path(person.name, dress),
                "width": str(WIDTH),
                "height": str(HEIGHT),
                "sources": [],
                "alt": "",  # the name stands beside it
                "caption": "",
                "sizes": "",
            }


def portrait_files(view: dict[str, Any], business: Business, dress: Dress) -> Iterator[tuple[str, bytes]]:
    """Draw the portraits that pages show: (path below the site, bytes)."""
    shown = {record["photo"]["src"] for record in view["people"] if record["photo"]}
    drawn = {
        _path(person.name, dress): person.name for person in business.people
    }  # two of one name share theirs
    for path, name in drawn.items():
        if path in shown:
            yield path, _draw(name, dress).encode("utf-8")


def initials(name: str) -> str:
    """Give the first letters of a first and a last name; one letter in scripts without capitals, which join theirs."""
    words = [word for word in name.split() if word.rstrip(".").casefold() not in _TITLES] or [name]
    first, last = initial(words[0]), initial(words[-1])
    return first + last if len(words) > 1 and first.isupper() and last.isupper() else first


def _path(name: str, dress: Dress) -> str:
    colours = dress.colours.light
    key = key_of("portrait-1", name, dress.look, colours.block, colours.on_block)
    return f"assets/people/{slug(name, 'person')}-{key[:8]}.svg"


def _draw(name: str, dress: Dress) -> str:
    look, ground, ink = load_look(dress.look), dress.colours.light.block, dress.colours.light.on_block
    quiet, middle, strong = (between(ground, ink, share) for share in _TONES)
    shapes = pattern(dress.look, name, colours=(quiet, middle, strong)).partition(">")[2]
    letters = (
        f'<text x="{_LEFT + WIDTH // 2}" y="375" text-anchor="middle" font-size="210" '
        f'font-family="{escape(look.face)}" font-weight="{look.weight}" fill="{ink}">{escape(initials(name))}</text>'
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_LEFT} 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
    ground_rect = f'<rect x="{_LEFT}" width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>'
    return f"{head}{ground_rect}{shapes.removesuffix('</svg>')}{letters}</svg>\n"
