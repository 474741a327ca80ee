"""Photos for the web by Pillow: AVIF, WebP and JPEG (or PNG) in several widths, without what cameras hide in them."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from kit.base.cache import Cache, key_of
from kit.facts.problems import Problem
from kit.site.front_matter import ContentError
from kit.site.offer import slug

if TYPE_CHECKING:
    from PIL.Image import Image

ReadFile = Callable[[str], bytes | None]
"""Gives the bytes of a file below the project folder, None when it is not there."""

WIDTHS = (480, 960, 1440, 2000)
"""Pixels: a phone at two dots a pixel needs 780 to 860, a desk 1440, a large screen 2000."""
LARGEST_BYTES = 40_000_000
LARGEST_PIXELS = 60_000_000
"""A camera of 2026 makes up to 50 megapixels; more is a mistake or an attack."""
_MOST = f"at most {LARGEST_PIXELS // 1_000_000} million are read"
_MODERN = (
    ("image/avif", "avif", {"quality": 52, "speed": 7}),
    ("image/webp", "webp", {"quality": 74, "method": 4}),
)
_JPEG: dict[str, Any] = {"quality": 78, "progressive": True, "optimize": True}
_PLAIN = ("image/jpeg", "image/png")
"""What every browser reads; a picture one sees through (a logo) is PNG, for JPEG would put it on a white card."""
_RECIPE = "photo-2"
"""Part of every cache key: change it when the way photos are made changes."""
_READ = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF")


@dataclass(frozen=True, slots=True)
class Variant:
    """One size of one photo: path below the site, media type and width in pixels."""

    path: str
    media: str
    width: int


@dataclass(frozen=True, slots=True)
class Made:
    """A photo ready for pages: its size at full width, and every variant."""

    width: int
    height: int
    variants: tuple[Variant, ...]

    def record(
        self, alt: str, *, caption: str = "", sizes: str = "(min-width: 64em) 50vw, 100vw"
    ) -> dict[str, Any]:
        """Give `photo` of the view."""
        plain = [each for each in self.variants if each.media in _PLAIN]
        kinds = dict.fromkeys(each.media for each in self.variants if each.media not in _PLAIN)
        shown = next((each for each in plain if each.width >= 960), plain[-1])
        return {
            "src": shown.path,
            "width": str(shown.width),
            "height": str(round(self.height * shown.width / self.width)),
            "sources": [
                {
                    "type": kind,
                    "files": [
                        {"src": each.path, "width": str(each.width)}
                        for each in self.variants
                        if each.media == kind
                    ],
                }
                for kind in kinds
            ],
            "alt": alt,
            "caption": caption,
            "sizes": sizes,
        }


@dataclass(slots=True)
class Photos:
    """The photos of one build: made once each, kept in the cache, and handed out as files at the end."""

    read: ReadFile
    cache: Cache | None = None
    _made: dict[str, Made | None] = field(default_factory=dict)
    _files: dict[str, bytes] = field(default_factory=dict)

    def photo(self, file: str) -> Made | None:
        """Give the photo of a file below the project folder, or None when it is not there.

        Raises ContentError for what is no picture or too large.
        """
        if file not in self._made:
            content = self.read(file)
            self._made[file] = None if content is None else self._make(file, content)
        return self._made[file]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Give the files of every photo asked for so far: (path below the site, bytes)."""
        yield from self._files.items()

    def _make(self, file: str, content: bytes) -> Made:
        key = key_of(_RECIPE, PurePosixPath(file).stem, content)
        files = self.cache.load(key) if self.cache else None
        if files is None:
            files = tuple(_variants(file, content))
            if self.cache:
                self.cache.save(key, files)
        self._files.update(files)
        return _from_names([name for name, _ in files])

    def html(self, file: str, alt: str) -> str | None:
        """Give a picture for the owner's text; `\\x00` stands where the way to the front page goes."""
        from html import escape

        made = self.photo(file)
        if made is None:
            return None
        record = made.record(alt, sizes="(min-width: 48em) 42em, 100vw")
        sources = "".join(
            f'<source type="{source["type"]}" sizes="{record["sizes"]}" srcset="'
            + ", ".join(f"\x00{one['src']} {one['width']}w" for one in source["files"])
            + '">'
            for source in record["sources"]
        )
        size = f'width="{record["width"]}" height="{record["height"]}"'
        return f'<picture>{sources}<img src="\x00{record["src"]}" {size} alt="{escape(alt)}" loading="lazy" decoding="async"></picture>'


def _variants(file: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Make every variant; the name says width, height and the hash of the original, so it never changes meaning."""
    image = open_photo(file, content)
    stem, mark = slug(PurePosixPath(file).stem, "photo"), key_of(_RECIPE, content)[:8]
    for width in _widths(image.width):
        height = max(1, round(image.height * width / image.width))
        sized = image if width == image.width else image.resize((width, height), _best(), reducing_gap=3.0)
        for _, ending, options in _MODERN:
            yield (
                f"assets/photos/{stem}-{mark}-{width}x{height}.{ending}",
                _saved(sized, ending.upper(), options),
            )
        name = f"assets/photos/{stem}-{mark}-{width}x{height}"
        if sized.mode == "RGBA":
            yield f"{name}.png", _saved(sized, "PNG", {"optimize": True})
        else:
            yield f"{name}.jpg", _saved(sized, "JPEG", _JPEG)


def open_photo(file: str, content: bytes) -> Image:
    """Open a picture upright, in sRGB, without anything a camera wrote beside it; raises ContentError."""
    from PIL import Image, ImageOps

    if len(content) > LARGEST_BYTES:
        raise _refused(
            file, f"is {len(content) // 1_000_000} MB; a picture may have {LARGEST_BYTES // 1_000_000} MB"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            image = Image.open(io.BytesIO(content), formats=_READ)
        if image.width * image.height > LARGEST_PIXELS:
            raise _refused(file, f"has {image.width} × {image.height} pixels; {_MOST}")
        image.load()
        upright = ImageOps.exif_transpose(image) or image
        return _srgb(upright)
    except Image.DecompressionBombError as exc:
        raise _refused(file, f"has far too many pixels; {_MOST}") from exc
    except (OSError, ValueError, SyntaxError) as exc:
        raise _refused(file, "is not a picture that can be read; save it again as JPEG or PNG") from exc


def _srgb(image: Image) -> Image:
    """Turn wide colours into sRGB and drop everything but pixels."""
    from PIL import Image as Images
    from PIL import ImageCms

    see_through = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    profile = image.info.get("icc_profile")
    if profile and image.mode == "RGB":
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB")) or image
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile: the colours as they are
    pixels = image.convert("RGBA" if see_through else "RGB")
    if see_through and pixels.getchannel("A").getextrema() == (
        255,
        255,
    ):  # a screenshot: nothing is seen through it
        pixels = pixels.convert("RGB")
    clean = Images.new(pixels.mode, pixels.size)
    clean.paste(pixels)
    return clean


def _widths(own: int) -> list[int]:
    fitting = [width for width in WIDTHS if width < own]
    return [*fitting, own] if own <= WIDTHS[-1] else list(WIDTHS)


def _saved(image: Image, kind: str, options: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _best() -> Any:
    from PIL import Image

    return Image.Resampling.LANCZOS


def _from_names(names: list[str]) -> Made:
    media = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
    found, height = [], 0
    for name in names:
        stem, ending = name.rsplit(".", 1)
        size = stem.rsplit("-", 1)[1].split("x")
        found.append(Variant(name, media[ending], int(size[0])))
        height = int(size[1])
    return Made(found[-1].width, height, tuple(found))


def _refused(file: str, message: str) -> ContentError:
    return ContentError((Problem(file, 1, 1, "", message),))
