"""Scenes drawn by Pillow for the contact sheet, in the place of photos: a room, a bench, a street, a table, a face.

The gates use the plainer still lifes of `pictures.py`; here it matters that a picture has a subject and a light.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, ...]


@cache
def scene(kind: str, number: int) -> bytes:
    """Draw a scene of a kind (room, bench, street, table, face) as JPEG; the same for one number, its grain apart."""
    draw, width, height = _KINDS[kind]
    picture = draw(Random(number), width, height).filter(ImageFilter.GaussianBlur(1.4))
    grain = Image.effect_noise((width, height), 9).convert("RGB")
    out = io.BytesIO()
    ImageChops.overlay(picture, grain).save(out, "JPEG", quality=86)
    return out.getvalue()


def _room(chance: Random, width: int, height: int) -> Image.Image:
    wall = chance.choice([(214, 205, 190), (188, 198, 196), (222, 210, 186)])
    picture = _fade(width, height, _lit(wall, 1.1), _lit(wall, 0.82))
    left, top, wide, tall = width * 0.12, height * 0.1, width * 0.26, height * 0.5
    glow = Image.new("L", (width, height))
    ImageDraw.Draw(glow).rectangle([left, top, left + wide, top + tall], fill=255)
    picture.paste((255, 250, 235), mask=glow.filter(ImageFilter.GaussianBlur(width * 0.05)))
    draw = ImageDraw.Draw(picture)
    draw.rectangle([left, top, left + wide, top + tall], fill=(250, 250, 244))
    for share in (0.0, 0.5, 1.0):
        draw.rectangle(
            [left + wide * share - 6, top, left + wide * share + 6, top + tall], fill=(236, 230, 220)
        )
        draw.rectangle(
            [left, top + tall * share - 5, left + wide, top + tall * share + 5], fill=(236, 230, 220)
        )
    draw.rectangle([0, height * 0.78, width, height], fill=chance.choice([(120, 88, 60), (140, 120, 100)]))
    for shelf in range(4):
        below, here = height * (0.31 + 0.13 * shelf), width * 0.6
        while here < width * 0.93:
            thick, high = chance.uniform(0.008, 0.026) * width, chance.uniform(0.06, 0.105) * height
            draw.rectangle([here, below - high, here + thick, below], fill=chance.choice(_SPINES))
            here += thick + 2
        draw.rectangle([width * 0.59, below, width * 0.95, below + height * 0.012], fill=(104, 76, 52))
    draw.polygon(
        _at(width, height, (0.25, 0.7), (0.72, 0.7), (0.82, 0.82), (0.16, 0.82)), fill=(150, 110, 74)
    )
    draw.rectangle([width * 0.16, height * 0.82, width * 0.82, height * 0.86], fill=(110, 78, 50))
    for share in (0.34, 0.45, 0.58):
        size = width * chance.uniform(0.018, 0.034)
        where = [width * share - size, height * 0.73 - size * 1.6, width * share + size, height * 0.73 + size]
        draw.ellipse(where, fill=chance.choice([(236, 230, 220), (70, 90, 92), (176, 84, 58)]))
    return picture


def _bench(chance: Random, width: int, height: int) -> Image.Image:
    picture = _fade(width, height, (66, 54, 46), (28, 24, 24))
    draw = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y, size = chance.uniform(0, width), chance.uniform(0, height * 0.6), chance.uniform(8, 50)
        lamp = chance.choice([(216, 150, 80), (120, 90, 70), (90, 100, 110), (240, 200, 140)])
        draw.ellipse([x - size, y - size, x + size, y + size], fill=lamp)
    picture = picture.filter(ImageFilter.GaussianBlur(width * 0.025))
    draw = ImageDraw.Draw(picture)
    draw.polygon(_at(width, height, (0, 0.68), (1, 0.62), (1, 1), (0, 1)), fill=(128, 94, 62))
    for grain in range(30):
        y = height * (0.66 + 0.34 * grain / 30)
        tone = (118 + chance.randint(-10, 12), 86, 56)
        draw.line([(0, y + height * 0.02), (width, y - height * 0.03)], fill=tone, width=chance.randint(1, 4))
    for tool in range(7):
        x, y = width * (0.12 + 0.11 * tool + chance.uniform(-0.02, 0.02)), height * chance.uniform(0.66, 0.74)
        long = height * chance.uniform(0.16, 0.34)
        handle = (168, 62, 44) if tool % 3 == 0 else (186, 136, 80)
        draw.rectangle(
            [x + width * 0.008, y - long * 0.5, x + width * 0.018, y + long * 0.1], fill=(176, 180, 184)
        )
        draw.rounded_rectangle([x, y, x + width * 0.026, y + long * 0.5], 10, fill=handle)
    for _ in range(4):
        x, y, size = (
            width * chance.uniform(0.3, 0.9),
            height * chance.uniform(0.84, 0.93),
            width * chance.uniform(0.02, 0.05),
        )
        draw.ellipse([x - size, y - size * 0.6, x + size, y + size * 0.6], outline=(206, 174, 96), width=9)
    return picture


def _street(chance: Random, width: int, height: int) -> Image.Image:
    picture = _fade(width, height, (176, 196, 212), (236, 226, 208))
    draw, x = ImageDraw.Draw(picture), -20.0
    while x < width:
        wide, top = width * chance.uniform(0.14, 0.24), height * chance.uniform(0.14, 0.34)
        draw.rectangle([x, top, x + wide, height * 0.84], fill=chance.choice(_FRONTS))
        draw.polygon(
            [(x - 8, top), (x + wide / 2, top - height * 0.1), (x + wide + 8, top)], fill=(84, 72, 70)
        )
        for number in range(9):
            left = x + wide * (0.14 + 0.27 * (number % 3))
            high = top + height * (0.05 + 0.15 * (number // 3))
            if high < height * 0.56:
                light = (246, 222, 160) if chance.random() < 0.35 else (64, 76, 88)
                draw.rectangle(
                    [left, high, left + wide * 0.17, high + height * 0.09],
                    fill=light,
                    outline=(236, 232, 222),
                    width=4,
                )
        awning = chance.choice([(40, 72, 64), (146, 44, 44), (36, 52, 84)])
        draw.rectangle([x + wide * 0.06, height * 0.64, x + wide * 0.94, height * 0.675], fill=awning)
        draw.rectangle([x + wide * 0.1, height * 0.675, x + wide * 0.62, height * 0.83], fill=(250, 226, 170))
        draw.rectangle([x + wide * 0.68, height * 0.675, x + wide * 0.9, height * 0.84], fill=(52, 44, 40))
        x += wide
    draw.rectangle([0, height * 0.84, width, height], fill=(112, 110, 108))
    return picture


def _table(chance: Random, width: int, height: int) -> Image.Image:
    picture = _fade(width, height, (196, 174, 146), (150, 124, 98))
    for across, down, share in ((0.36, 0.52, 0.36), (0.78, 0.3, 0.24), (0.84, 0.8, 0.21)):
        size, x, y = min(width, height) * share, width * across, height * down
        shade = Image.new("L", (width, height))
        ImageDraw.Draw(shade).ellipse([x - size + 20, y - size + 30, x + size + 26, y + size + 36], fill=120)
        picture.paste((60, 44, 32), mask=shade.filter(ImageFilter.GaussianBlur(22)))
        draw = ImageDraw.Draw(picture)
        for part, tone in ((1.0, (240, 236, 228)), (0.78, (230, 224, 212))):
            draw.ellipse([x - size * part, y - size * part, x + size * part, y + size * part], fill=tone)
        for _ in range(26):
            turn, away = chance.uniform(0, 6.3), size * 0.6 * chance.random() ** 0.5
            bite = size * chance.uniform(0.08, 0.24)
            left, top = x + math.cos(turn) * away, y + math.sin(turn) * away
            tone = chance.choice(
                [(186, 70, 40), (210, 150, 60), (96, 124, 56), (150, 96, 54), (232, 206, 150)]
            )
            draw.ellipse([left - bite, top - bite * 0.8, left + bite, top + bite * 0.8], fill=tone)
            draw.ellipse([left - bite * 0.5, top - bite * 0.6, left, top - bite * 0.2], fill=_lit(tone, 1.2))
    return picture


def _face(chance: Random, width: int, height: int) -> Image.Image:
    ground = chance.choice([(126, 140, 136), (196, 176, 150), (150, 158, 176)])
    picture = _fade(width, height, ground, _lit(ground, 0.55))
    draw, middle = ImageDraw.Draw(picture), width * 0.5
    skin = chance.choice([(222, 178, 148), (158, 108, 78), (196, 146, 112), (112, 74, 54)])
    hair, coat = chance.choice([(52, 38, 30), (120, 110, 104)]), chance.choice([(44, 62, 84), (96, 52, 48)])
    draw.ellipse([middle - width * 0.19, height * 0.2, middle + width * 0.19, height * 0.56], fill=hair)
    draw.rounded_rectangle([width * 0.14, height * 0.64, width * 0.86, height * 1.2], width // 5, fill=coat)
    draw.rounded_rectangle(
        [middle - width * 0.075, height * 0.5, middle + width * 0.075, height * 0.72],
        30,
        fill=_lit(skin, 0.86),
    )
    draw.ellipse([middle - width * 0.145, height * 0.25, middle + width * 0.145, height * 0.57], fill=skin)
    draw.pieslice(
        [middle - width * 0.165, height * 0.2, middle + width * 0.165, height * 0.46], 180, 360, fill=hair
    )
    for side in (-1, 1):
        eye = middle + side * width * 0.06
        draw.ellipse([eye - 9, height * 0.405, eye + 9, height * 0.42], fill=(40, 30, 28))
    draw.arc(
        [middle - width * 0.05, height * 0.46, middle + width * 0.05, height * 0.51],
        20,
        160,
        fill=(140, 70, 60),
        width=7,
    )
    return picture


_SPINES = ((150, 60, 48), (60, 84, 96), (190, 160, 110), (92, 104, 76), (52, 48, 52), (206, 196, 180))
_FRONTS = ((170, 92, 72), (206, 190, 164), (120, 116, 112), (188, 152, 108), (96, 108, 116))
_KINDS: dict[str, tuple[Callable[[Random, int, int], Image.Image], int, int]] = {
    "room": (_room, 1600, 1100), "bench": (_bench, 1600, 1067), "street": (_street, 1600, 1000),
    "table": (_table, 1500, 1200), "face": (_face, 1200, 1500),
}  # fmt: skip


def _fade(width: int, height: int, above: Colour, below: Colour) -> Image.Image:
    mask = Image.linear_gradient("L").resize((width, height))
    return Image.composite(
        Image.new("RGB", (width, height), below), Image.new("RGB", (width, height), above), mask
    )


def _at(width: int, height: int, *places: tuple[float, float]) -> list[tuple[float, float]]:
    return [(width * x, height * y) for x, y in places]


def _lit(colour: Colour, by: float) -> Colour:
    return tuple(min(255, int(part * by)) for part in colour)
