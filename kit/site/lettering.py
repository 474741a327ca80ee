"""A typeface for pictures drawn here: one this machine has and that knows every letter of the text."""

from __future__ import annotations

from functools import cache
from typing import Any

_FACES = (
    "DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "NotoSans-Bold.ttf", "arialbd.ttf", "Arial Bold.ttf",
    "Helvetica.ttc", "DejaVuSans.ttf", "LiberationSans-Regular.ttf", "Arial.ttf", "arial.ttf",
)  # fmt: skip
"""Bold faces of Linux, Windows and macOS, found by Pillow in the folders of each system."""


def face(text: str, size: int) -> Any:
    """Give a typeface of `size` pixels that draws every letter of `text`, or None when there is none.

    Pillow's own face knows no letter beyond ASCII, so it comes last.
    """
    from PIL import ImageFont

    for name in _FACES:
        found = _load(name, size)
        if found is not None and _knows(name, frozenset(text)):
            return found
    return ImageFont.load_default(size) if text.isascii() else None


@cache
def _load(name: str, size: int) -> Any:
    from PIL import ImageFont

    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return None


@cache
def _knows(name: str, letters: frozenset[str]) -> bool:
    """Tell whether a face has a shape of its own for each letter: an unknown one looks like U+FFFF."""
    font = _load(name, 32)
    blank = bytes(font.getmask("\uffff"))
    return all(letter.isspace() or bytes(font.getmask(letter)) != blank for letter in letters)
