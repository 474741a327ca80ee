"""The logo of an existing site: found, checked by Pillow, and kept beside the photos once its owner said yes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kit.base.atomic import atomic_write
from kit.base.errors import InputError
from kit.interview.engine import Guess, State, value_now
from kit.output.apply import STATE

if TYPE_CHECKING:
    from kit.cli.init_from import Site

FOUND = "found"
"""Below `.webkit/`: where a logo waits for its owner's yes."""
_TRIED = 4
_SMALLEST = 200
"""Pixels of the longer side: less is an icon, not a logo."""


def logo_guess(site: Site, folder: Path) -> Guess | None:
    """Give the guess for the logo, its picture waiting below `.webkit/`; None when the site has none of use."""
    from kit.interview.existing import logos_said
    from kit.interview.uploads import FOLDER, read_picture

    for url, where in logos_said(site.pages)[:_TRIED]:
        content = site.picture(url)
        with suppress(InputError):  # an SVG, an icon file, nothing at all
            picture = read_picture(url, content)
            if max(picture.width, picture.height) >= _SMALLEST:
                name = f"logo{picture.ending}"
                atomic_write(folder / STATE / FOUND / name, content)
                return Guess("look.logo", f"{FOLDER}/{name}", where)
    return None


def keep_logo(folder: Path, state: State) -> None:
    """Put the waiting logo where the facts say it is, once they say so."""
    fact = value_now(state, "look.logo")
    if not isinstance(fact, str):
        return
    waiting, target = folder / STATE / FOUND / Path(fact).name, folder / fact
    if waiting.is_file() and not target.exists():
        atomic_write(target, waiting.read_bytes())
