"""Pictures of the right size for each network, cut by Pillow from the owner's logo and photos."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kit.base.cache import Cache, remembered
from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.networks.models import Network, Picture
from kit.profiles.boxes import PERSONAL
from kit.profiles.inked import inked_png, sheet
from kit.profiles.phrases import Tongue
from kit.profiles.statements import shown_phone, trade_name

if TYPE_CHECKING:
    from PIL.Image import Image

ReadFile = Callable[[str], bytes | None]
"""Gives the bytes of a file below the project folder, None when it is not there."""

_PLAIN = "#2b4a5c"
_NO_WORDS = frozenset({"apple_business", "google_business"})
"""Networks that refuse covers with words on them."""
_LARGEST = 40_000_000
"""Pixels of a source picture; more is a mistake or an attack (Pillow's own limit is higher)."""


@dataclass(frozen=True, slots=True)
class Made:
    """A ready picture: its file name, bytes and size, what it shows for those who do not see it, and its source."""

    name: str
    content: bytes
    width: int
    height: int
    alt: str
    source: str
    use: str


def pictures(
    business: Business, trade: Trade, network: Network, read: ReadFile, cache: Cache | None = None
) -> Iterator[Made]:
    """Make the avatar and the cover that a network wants; nothing where its sizes are not known."""
    yield from _avatar(business, network, read, cache)
    yield from _cover(business, trade, network, read, cache)


def contrast_with_white(colour: str) -> float:
    """Give the WCAG contrast of a `#rrggbb` colour with white, 1 to 21."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def photo_for_card(business: Business, read: ReadFile, cache: Cache | None = None) -> bytes:
    """Give a JPEG of 256 pixels for the contact file: the first person, else the logo; empty without one."""
    for path in (business.people[0].photo if business.people else None, business.look.logo):
        made = _cut(read(path), (256, 256), 0.4, cache) if path else b""
        if made:
            return made
    return b""


def _avatar(business: Business, network: Network, read: ReadFile, cache: Cache | None) -> Iterator[Made]:
    want = network.images.avatar
    if want.width is None or want.height is None:
        return
    size, colour = (want.width, want.height), business.look.colour or _PLAIN
    person = business.people[0] if business.people and network.id in PERSONAL else None
    name, logo = f"{network.id}-picture", business.look.logo
    if person and person.photo and (made := _cut(read(person.photo), size, 0.35, cache)):
        yield Made(f"{name}.jpg", made, *size, f"Portrait of {person.name}", person.photo, "picture")
    elif logo and (made := _logo(read(logo), want, cache)):
        yield Made(f"{name}.png", made, *size, f"Logo of {business.name}", logo, "picture")
    elif letters := _initials(person.name if person else business.name):
        alt = f"The letters {letters} for {person.name if person else business.name}"
        made = remembered(cache, "letters", (letters, size, colour), lambda: _lettered(letters, size, colour))
        yield Made(f"{name}.png", made, *size, alt, "", "picture")


def _cover(
    business: Business, trade: Trade, network: Network, read: ReadFile, cache: Cache | None
) -> Iterator[Made]:
    want = network.images.cover
    if want.width is None or want.height is None:
        return
    size = (want.width, want.height)
    for photo in business.photos:
        if made := _cut(read(photo.file), size, 0.45, cache):
            alt = photo.alt.say(business.language) if photo.alt else ""
            yield Made(f"{network.id}-cover.jpg", made, *size, alt, photo.file, "cover")
            return
    lines, colour = _cover_words(business, trade), business.look.colour or _PLAIN
    if network.id not in _NO_WORDS and all(_drawable(line) for line in lines):
        made = remembered(cache, "words", (lines, want, colour), lambda: _worded(lines, want, colour))
        yield Made(f"{network.id}-cover.png", made, *size, ". ".join(lines), "", "cover")


def _cut(content: bytes | None, size: tuple[int, int], height: float, cache: Cache | None) -> bytes:
    """Cut a photo to a size as JPEG, about `height` of it from the top; empty for what is no picture."""

    def make() -> bytes:
        from PIL import ImageOps

        image = _open(content)
        return _jpeg(ImageOps.fit(_flat(image, "#ffffff"), size, centering=(0.5, height))) if image else b""

    return remembered(cache, "cut", (content, size, height), make) if content else b""


def _logo(content: bytes | None, want: Picture, cache: Cache | None) -> bytes:
    """Put a whole logo on white as PNG; empty for what is no picture."""

    def make() -> bytes:
        image = _open(content)
        return _png(_inside(image, want, "#ffffff")) if image else b""

    return remembered(cache, "logo", (content, want), make) if content else b""


def _cover_words(business: Business, trade: Trade) -> list[str]:
    tongue, name = Tongue(business.language), trade_name(business, trade, business.language)
    town = business.place.town
    what = tongue.say("{trade} in {place}", trade=name, place=town) if town else name
    phone = shown_phone(business.contact.phone, business) if business.contact.phone else ""
    return [line for line in (business.name, what, phone) if line]


def _open(content: bytes | None) -> Image | None:
    """Open a picture upright; None for what is no picture, broken or too large."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if not content:
        return None
    try:
        image = Image.open(io.BytesIO(content))
        if image.width * image.height > _LARGEST:
            return None
        image.load()
        return ImageOps.exif_transpose(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _flat(image: Image, ground: str) -> Image:
    """Put a picture with see-through parts on a ground."""
    from PIL import Image as Images

    seen = image.convert("RGBA")
    flat = Images.new("RGBA", seen.size, ground)
    flat.alpha_composite(seen)
    return flat.convert("RGB")


def _inside(image: Image, want: Picture, ground: str) -> Image:
    """Put the whole logo into the part that no screen cuts off."""
    from PIL import Image as Images
    from PIL import ImageOps

    assert want.width is not None
    assert want.height is not None
    safe = want.safe_area() or (want.width, want.height)
    room = (int(safe[0] * 0.92), int(safe[1] * 0.92))
    small = ImageOps.contain(_flat(image, ground), room)
    made = Images.new("RGB", (want.width, want.height), ground)
    made.paste(small, ((want.width - small.width) // 2, (want.height - small.height) // 2))
    return made


@cache
def _lettered(letters: str, size: tuple[int, int], colour: str) -> bytes:
    """Draw initials; many networks ask for the same size."""
    from PIL import ImageDraw, ImageFont

    made = sheet(*size)
    height = int(min(size) * (0.44 if len(letters) < 3 else 0.34))
    font = ImageFont.load_default(height)
    ImageDraw.Draw(made).text((size[0] / 2, size[1] / 2), letters, fill=255, font=font, anchor="mm")
    return inked_png(made, colour, _ink(colour))


def _worded(lines: list[str], want: Picture, colour: str) -> bytes:
    from PIL import ImageDraw, ImageFont

    assert want.width is not None
    assert want.height is not None
    safe = want.safe_area() or (want.width, want.height)
    made = sheet(want.width, want.height)
    draw = ImageDraw.Draw(made)
    heights = (0.24, 0.13, 0.13)
    top = want.height / 2 - safe[1] * 0.2
    for line, share in zip(lines, heights, strict=False):
        size = int(safe[1] * share)
        while size > 8 and draw.textlength(line, font=ImageFont.load_default(size)) > safe[0] * 0.86:
            size -= 2
        draw.text((want.width / 2, top), line, fill=255, font=ImageFont.load_default(size), anchor="mm")
        top += safe[1] * (share + 0.08)
    return inked_png(made, colour, _ink(colour))


def _ink(colour: str) -> str:
    return "#ffffff" if contrast_with_white(colour) >= 4.5 else "#111111"


def _initials(name: str) -> str:
    words = [word for word in name.split() if word[:1].isalnum()]
    letters = "".join(word[0] for word in words[:2]).upper()
    return letters if _drawable(letters) else ""


def _drawable(text: str) -> bool:
    """Say whether Pillow's own font has every letter (Latin scripts)."""
    return all(each < "\u0250" or each in "‘’“”–—…€·" for each in text)


def _jpeg(image: Image) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue()


def _png(image: Image) -> bytes:
    out = io.BytesIO()
    colours = image.convert("RGB").quantize(64) if image.width * image.height > 500_000 else image
    colours.save(out, "PNG", optimize=True)
    return out.getvalue()
