"""Pictures that come from outside: each is opened by Pillow before it is kept, and its name is made safe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from kit.base.atomic import atomic_write
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

    from kit.site.front_matter import ContentError
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


def store_picture(folder: Path, filename: str, content: bytes) -> str:
    """Keep a picture below `content/photos/` and give its path; raises InputError for what is no picture."""

    def read(path: str) -> bytes | None:
        there = folder / path
        return there.read_bytes() if there.is_file() else None

    path = place_for(filename, content, read=read)
    if read(path) is None:
        atomic_write(folder / path, content)
    return path


def bring_picture(folder: Path, text: str) -> str:
    """Give the path below the project for a picture as it was typed, or dropped into the terminal.

    One that lies elsewhere on this machine is copied to `content/photos/`. Raises ValueError with one
    sentence when there is no such picture, so that it is said at the question and not after the last one.
    """
    for name in _spellings(text):
        for base in (folder, Path()):
            file = base / name
            if not file.is_file():
                continue
            try:
                content = file.read_bytes()
                if file.resolve().is_relative_to(folder.resolve()):
                    read_picture(file.name, content)
                    return file.resolve().relative_to(folder.resolve()).as_posix()
                return store_picture(folder, file.name, content)
            except InputError as exc:
                raise ValueError(f"{exc.message} {exc.hint}") from exc
            except OSError as exc:
                raise ValueError(f'"{text}" cannot be read: {exc.strerror}; choose another picture') from exc
    raise ValueError(
        f'there is no picture "{text}"; drop the file onto this window, or write for example: ~/Pictures/van.jpg'
    )


def _spellings(text: str) -> Iterator[Path]:
    """Give what a typed or dropped path can mean: as it stands, without quotes, as an address, unescaped."""
    from urllib.parse import unquote, urlsplit

    bare = text.strip().strip("'\"").strip()
    if bare.startswith("file:"):
        bare = unquote(urlsplit(bare).path)
    for name in dict.fromkeys((bare, re.sub(r"\\(.)", r"\1", bare))):
        if name and "\0" not in name and len(name) < 1000:
            yield Path(name).expanduser()
