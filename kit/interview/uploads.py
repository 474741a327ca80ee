"""Pictures that come from outside: each is opened by Pillow before it is kept, and its name is made safe."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from kit.base.errors import InputError

_ENDINGS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp", "AVIF": ".avif", "TIFF": ".tif"}
FOLDER = "content/photos"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be read: the ending its content has, whatever its name says, and its size in pixels."""

    ending: str
    width: int
    height: int


def read_picture(name: str, content: bytes) -> Picture:
    """Give what a picture is; raises InputError with what to choose instead when the site could not show it."""
    import io

    from PIL import Image

    from kit.site.front import ContentError
    from kit.site.pictures import open_photo

    shown = PurePath(name.replace("\\", "/")).name or "The file"
    try:
        image = open_photo(shown, content)
        kind = str(Image.open(io.BytesIO(content)).format)
        return Picture(_ENDINGS[kind], image.width, image.height)
    except ContentError as exc:
        raise InputError(
            f"{shown} {exc.problems[0].message}.", hint="Choose a JPEG, PNG, WebP or AVIF."
        ) from exc


def place_for(name: str, content: bytes, *, read: Callable[[str], bytes | None]) -> str:
    """Give the path below the project at which a picture is kept: a safe name that no other picture has.

    `read` gives the bytes of a file below the project, None when it is not there. The same picture again
    keeps its path.
    """
    ending = read_picture(name, content).ending
    stem = re.sub(r"[^a-z0-9]+", "-", PurePath(name.replace("\\", "/")).stem.casefold()).strip("-")[:60]
    for number in range(1, 1000):
        path = f"{FOLDER}/{stem or 'photo'}{'' if number == 1 else f'-{number}'}{ending}"
        if read(path) in (None, content):
            return path
    raise InputError("There are a thousand pictures of that name.", hint="Give this one another name.")
