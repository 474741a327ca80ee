"""The drawings on cards, one family per look, in the same spirit as the patterns of the pages."""

from __future__ import annotations

import math
from collections.abc import Callable
from hashlib import blake2b
from random import Random
from typing import Any

from kit.facts.look import load_look


def ornament(draw: Any, look: str, name: str, colour: str) -> None:
    """Draw the family of a look on the right of a card of 1200 × 630; the name turns it."""
    seed = blake2b(f"{look}:{name.casefold()}".encode(), digest_size=8).digest()
    _FAMILIES[load_look(look).pattern](draw, colour, Random(seed))  # noqa: S311 - a drawing anybody may foresee


def _waves(draw: Any, colour: str, chance: Random) -> None:
    shift = chance.uniform(0, 60)
    for row in range(7):
        points = [
            (x, 60 + row * 52 + shift / 3 + 18 * math.sin((x + shift * row) / 46))
            for x in range(620, 1230, 6)
        ]
        draw.line(points, fill=colour, width=4 + row * 2, joint="curve")


def _deckle(draw: Any, colour: str, chance: Random) -> None:
    for row in range(9):
        points = [(x, 40 + row * 22 + chance.uniform(-3, 3)) for x in range(640, 1240, 24)]
        draw.line(points, fill=colour, width=3, joint="curve")


def _arcs(draw: Any, colour: str, chance: Random) -> None:
    first = 120 + chance.uniform(0, 30)
    for ring in range(6):
        radius = first + ring * 62
        draw.arc((1200 - radius, -radius, 1200 + radius, radius), 90, 180, fill=colour, width=16)


def _lines(draw: Any, colour: str, chance: Random) -> None:
    shift = chance.uniform(0, 60)
    for row in range(22):
        draw.line((700 + row * 22 + shift, -10, 1010 + row * 22 + shift, 420), fill=colour, width=2)


def _tiles(draw: Any, colour: str, chance: Random) -> None:
    for number in range(24):
        x, y = 720 + number % 6 * 84, 30 + number // 6 * 84
        if chance.random() < 0.7:
            draw.rectangle((x, y, x + 72, y + 72), fill=colour)


def _dots(draw: Any, colour: str, chance: Random) -> None:
    for number in range(40):
        x, y, radius = 720 + number % 8 * 62, 44 + number // 8 * 62, chance.choice((8, 14, 22))
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


_FAMILIES: dict[str, Callable[[Any, str, Random], None]] = {
    "waves": _waves,
    "deckle": _deckle,
    "leaves": _arcs,
    "lines": _lines,
    "tiles": _tiles,
    "dots": _dots,
}
