"""Drawings of one ink on one ground: what initials, words and icons are, as small PNG files made fast.

Such a picture needs sixteen colours: the ground, the ink, and the steps between them at the edges of letters. Drawn
as grey and written with a palette of four bits it takes a tenth of the time of a full-colour picture that is
searched for its colours afterwards, and looks the same.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

_STEPS = 16
"""Colours of a palette that fits into four bits a pixel."""


def sheet(width: int, height: int) -> Image:
    """Give an empty picture to draw on: 0 is the ground, 255 the ink."""
    from PIL import Image as Images

    return Images.new("L", (width, height), 0)


def inked_png(drawn: Image, ground: str, ink: str, *, seen: Image | None = None) -> bytes:
    """Give what was drawn as PNG in two colours (`#rrggbb`) and the steps between them.

    `seen` says how much of the ground is there at each place, 255 all of it; ink stands only where all is.
    """
    from PIL import Image as Images

    steps = drawn.point([_step(grey) for grey in range(256)])
    palette = [
        round(a + (b - a) * step / (_STEPS - 1))
        for step in range(_STEPS)
        for a, b in zip(_channels(ground), _channels(ink), strict=True)
    ]
    options: dict[str, Any] = {}
    if seen is not None:
        whole = seen.point([0] * 255 + [255])
        steps = Images.composite(steps, seen.point([_STEPS + _step(grey) for grey in range(256)]), whole)
        palette += _channels(ground) * _STEPS
        options["transparency"] = bytes(
            [255] * _STEPS + [round(at * 255 / (_STEPS - 1)) for at in range(_STEPS)]
        )
    made = Images.frombytes("P", drawn.size, steps.tobytes())
    made.putpalette(palette)
    out = io.BytesIO()
    out.name = "picture.png"  # by the ending Pillow loads this format's writer; by name it would load all the common ones
    made.save(out, **options)
    return out.getvalue()


def _step(grey: int) -> int:
    return round(grey * (_STEPS - 1) / 255)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
