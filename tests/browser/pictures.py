"""Still lifes drawn by Pillow, in the place of photos: the repository carries no pictures of others."""

from __future__ import annotations

import io
from functools import cache
from random import Random

from PIL import Image, ImageDraw, ImageFilter

_SCENES = (
    ((240, 214, 170), (120, 80, 50), (196, 140, 80)),
    ((190, 210, 220), (60, 80, 100), (160, 90, 70)),
    ((220, 225, 205), (90, 110, 80), (210, 190, 120)),
    ((60, 60, 75), (20, 20, 28), (180, 150, 110)),
    ((245, 235, 225), (180, 160, 150), (120, 140, 150)),
)
"""Wall, table and things, as red, green and blue."""
_SIZES = ((1600, 1000), (1200, 1500), (1400, 1050))


@cache
def still_life(number: int) -> bytes:
    """Draw picture `number` as JPEG: fruit on a table before a wall out of focus; always the same."""
    chance = Random(number)
    width, height = (side // 2 for side in _SIZES[number % len(_SIZES)])
    wall, table, things = _SCENES[number % len(_SCENES)]
    picture = Image.new("RGB", (width, height), wall)
    draw = ImageDraw.Draw(picture)
    for y in range(height):
        draw.line([(0, y), (width, y)], fill=_mix(wall, table, y / height))
    for _ in range(40):
        x, y, size = chance.uniform(0, width), chance.uniform(0, height * 0.6), chance.uniform(10, 60)
        tint = _lit(chance.choice((wall, table, things)), chance.uniform(0.95, 1.3))
        draw.ellipse([x - size, y - size, x + size, y + size], fill=tint)
    picture = picture.filter(ImageFilter.GaussianBlur(18))
    draw = ImageDraw.Draw(picture)
    draw.rectangle([0, height * 0.72, width, height], fill=_lit(table, 0.55))
    for place in range(7):
        size = chance.uniform(width * 0.05, width * 0.13)
        x, y = width * (place + 0.5) / 7 + chance.uniform(-20, 20), height * 0.74
        skin = tuple(min(255, int(part * chance.uniform(0.8, 1.25))) for part in things)
        draw.ellipse([x - size, y - size * 0.9, x + size, y + size * 0.5], fill=_lit(skin, 0.6))
        draw.ellipse([x - size * 0.95, y - size, x + size * 0.85, y + size * 0.3], fill=skin)
        draw.ellipse([x - size * 0.6, y - size * 0.8, x, y - size * 0.4], fill=_lit(skin, 1.2))
    picture = picture.filter(ImageFilter.GaussianBlur(2)).resize((width * 2, height * 2))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _mix(one: tuple[int, ...], other: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(int(first + (second - first) * share) for first, second in zip(one, other, strict=True))


def _lit(colour: tuple[int, ...], by: float) -> tuple[int, ...]:
    return tuple(min(255, int(part * by)) for part in colour)
