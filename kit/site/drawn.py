"""Pictures drawn here: the card a shared link shows (1200 × 630), and the icons of the site."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any

from kit.site.lettering import face
from kit.site.ornaments import ornament
from kit.site.palette import Roles

if TYPE_CHECKING:
    from PIL.Image import Image

CARD = (1200, 630)
"""The size networks ask of a picture for a shared link (Open Graph, 1.91 to 1)."""
_MARGIN = 84
_TEXT_WIDTH = 760


def card(heading: str, name: str, look: str, colours: Roles) -> bytes:
    """Draw the card of a page: what it is about, who says it, and the drawing of the look. PNG."""
    from PIL import Image as Images
    from PIL import ImageDraw

    picture = Images.new("RGB", CARD, colours.block)
    draw = ImageDraw.Draw(picture)
    ornament(draw, look, name, between(colours.block, colours.on_block, 0.16))
    font, lines = _fitting(heading)
    small = face(name, 38)
    if font and small:
        top = CARD[1] - _MARGIN - 38 - 56 - len(lines) * round(font.size * 1.16)
        for number, line in enumerate(lines):
            draw.text(
                (_MARGIN, top + number * round(font.size * 1.16)), line, fill=colours.on_block, font=font
            )
        draw.rectangle(
            (_MARGIN, CARD[1] - _MARGIN - 38 - 34, _MARGIN + 96, CARD[1] - _MARGIN - 38 - 28),
            fill=colours.on_block,
        )
        draw.text(
            (_MARGIN, CARD[1] - _MARGIN - 38),
            _cut(name, small, CARD[0] - 2 * _MARGIN),
            fill=colours.on_block,
            font=small,
        )
    return _png(picture)


def icon(name: str, size: int, colours: Roles, *, full: bool = False) -> bytes:
    """Draw an icon: the initial on the brand colour. `full` fills the square, for systems that cut it round."""
    from PIL import ImageDraw

    from kit.profiles.inked import inked_png, sheet

    picture = sheet(size, size)
    letter = initial(name)
    font = face(letter, round(size * (0.5 if full else 0.62)))
    if font:
        ImageDraw.Draw(picture).text((size / 2, size / 2), letter, fill=255, font=font, anchor="mm")
    corners = None if full else _rounded(size, round(size * 0.2))
    return inked_png(picture, colours.fill, colours.on_fill, seen=corners)


def _rounded(size: int, radius: int) -> Image:
    """Give a square with round corners, white on black; only the corners are drawn large and made smooth."""
    from PIL import Image as Images
    from PIL import ImageDraw

    disc = Images.new("L", (radius * 8, radius * 8))
    ImageDraw.Draw(disc).ellipse((0, 0, radius * 8 - 1, radius * 8 - 1), fill=255)
    disc = disc.reduce(4)
    mask, far = Images.new("L", (size, size), 255), size - radius
    for x in (0, 1):
        for y in (0, 1):
            corner = disc.crop((x * radius, y * radius, (x + 1) * radius, (y + 1) * radius))
            mask.paste(corner, (x * far, y * far))
    return mask


def favicon(name: str, colours: Roles) -> bytes:
    """Give `favicon.ico` of 32 pixels, for what asks for that file without looking at the page.

    The file is a head of 22 bytes before a PNG; Pillow's writer would first load every format it knows.
    """
    picture = icon(name, 32, colours)
    return struct.pack("<3H4B2H2I", 0, 1, 1, 32, 32, 0, 0, 1, 32, len(picture), 22) + picture


def icon_svg(name: str, light: Roles) -> str:
    """Give the icon as SVG, for tabs of any size."""
    from html import escape

    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="13" fill="{light.fill}"/>'
        f'<text x="32" y="46" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="700" font-size="40" fill="{light.on_fill}">{escape(initial(name))}</text></svg>\n'
    )


def initial(name: str) -> str:
    """Give the first letter or digit of a name, in capitals."""
    return next((letter for letter in name if letter.isalnum()), "•").upper()


def _fitting(text: str) -> tuple[Any, list[str]]:
    """Give the largest typeface in which the text takes at most four lines, and those lines."""
    for size in (84, 72, 62, 54, 46):
        font = face(text, size)
        if font is None:
            return None, []
        lines = _wrapped(text, font)
        if len(lines) <= (3 if size > 60 else 4) and all(
            font.getlength(line) <= _TEXT_WIDTH for line in lines
        ):
            return font, lines
    return font, [_cut(line, font, _TEXT_WIDTH) for line in lines[:4]]


def _wrapped(text: str, font: Any) -> list[str]:
    lines = [""]
    for word in text.split():
        tried = f"{lines[-1]} {word}".strip()
        if font.getlength(tried) <= _TEXT_WIDTH or not lines[-1]:
            lines[-1] = tried
        else:
            lines.append(word)
    return lines


def _cut(text: str, font: Any, width: int) -> str:
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}...") > width:
        text = text[:-1]
    return f"{text.rstrip()}..."


def between(low: str, high: str, share: float) -> str:
    """Mix two colours (`#rrggbb`): a share of 0 is the first, 1 the second."""
    pairs = ((int(low[at : at + 2], 16), int(high[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _png(picture: Image) -> bytes:
    out = io.BytesIO()
    out.name = "picture.png"  # by the ending Pillow loads this format's writer; by name it would load all the common ones
    picture.quantize(64).save(out)
    return out.getvalue()
