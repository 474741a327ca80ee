"""One brand colour becomes a palette: every colour role in light and dark, readable by WCAG 2.2 AA.

The brand's hue is carried through OKLCH. Surfaces are nearly neutral and wear a breath of that hue (or
the look's own, such as warm paper); dark mode is made by its own rules, not by turning light over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache

from kit.facts.look import Ground, Look, load_look
from kit.site.oklch import Oklch, contrast, from_hex, to_hex

READABLE = 4.5
"""Contrast that text needs (WCAG 2.2, 1.4.3)."""
COMFORTABLE = 9.0
"""Contrast that running text gets here."""
VISIBLE = 3.0
"""Contrast of focus rings and control edges (WCAG 2.2, 1.4.11)."""


@dataclass(frozen=True, slots=True)
class Roles:
    """What each colour is for, as `#rrggbb`.

    `text`, `muted` and `accent` may stand on `surface`, `surface_2` and `tint`; `on_accent`, `on_fill`
    and `on_block` each on their own ground. `line` only decorates. `fill` is the brand colour on
    buttons, `block` the brand colour on large areas.
    """

    surface: str
    surface_2: str
    tint: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    focus: str
    fill: str
    on_fill: str
    block: str
    on_block: str


@dataclass(frozen=True, slots=True)
class Palette:
    """The roles in light and dark, and in plain words what became of the brand colour."""

    brand: str
    light: Roles
    dark: Roles
    changes: tuple[str, ...]


def offered_colour(look: str, name: str) -> str:
    """Choose a colour for a business that named none: the look's own, and the same for the same name."""
    colours = load_look(look).colours
    return colours[sum(name.encode()) % len(colours)]


@lru_cache(maxsize=256)
def palette(brand: str, look: str) -> Palette:
    """Make the palette of `brand` (`#rrggbb`) for a look; every pair a reader meets passes AA."""
    brand = brand.lower()
    worn, colour = load_look(look), from_hex(brand)
    light, dark = _light(brand, colour, worn), _dark(colour, worn)
    return Palette(brand, light, dark, tuple(_changes(brand, light, dark)))


def palette_css(colours: Palette) -> str:
    """Write both modes as custom properties; print always takes the light one."""
    light, dark = (
        "".join(f"--{field.name.replace('_', '-')}:{getattr(roles, field.name)};" for field in fields(Roles))
        for roles in (colours.light, colours.dark)
    )
    return f":root{{color-scheme:light dark;{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"


def _light(brand: str, colour: Oklch, look: Look) -> Roles:
    ground = look.ground
    hue, chroma = _ground_hue(colour, ground)
    surface = to_hex(ground.light, chroma, hue)
    surface_2 = to_hex(ground.light - 0.034, chroma * 1.6, hue)
    tint = to_hex(0.925, min(colour.chroma * 0.4, 0.045), colour.hue + look.turn)
    grounds = (surface, surface_2, tint)
    fill = _until(colour, [surface], 1.3, step=-0.01, start=colour.lightness, keep=brand)
    accent = _until(colour, grounds, READABLE, step=-0.01, start=min(colour.lightness, 0.62), keep=brand)
    ink = Oklch(0.24, min(colour.chroma * 0.2, 0.03), colour.hue)
    grey = Oklch(0.47, min(colour.chroma * 0.2, 0.025), colour.hue)
    return Roles(
        surface=surface,
        surface_2=surface_2,
        tint=tint,
        text=_until(ink, grounds, COMFORTABLE, step=-0.01),
        muted=_until(grey, grounds, READABLE + 0.3, step=-0.01),
        line=to_hex(0.86, chroma * 2, hue),
        accent=accent,
        on_accent=_on(accent, surface),
        focus=accent,
        fill=fill,
        on_fill=_on(fill, surface),
        block=fill,
        on_block=_on(fill, surface),
    )


def _dark(colour: Oklch, look: Look) -> Roles:
    ground = look.ground
    hue, chroma = _ground_hue(colour, ground)
    surface = to_hex(ground.dark, min(chroma, 0.012), hue)
    surface_2 = to_hex(ground.dark + 0.045, min(chroma * 1.2, 0.015), hue)
    tint = to_hex(ground.dark + 0.09, min(colour.chroma * 0.3, 0.035), colour.hue + look.turn)
    grounds = (surface, surface_2, tint)
    quiet = Oklch(colour.lightness, colour.chroma * 0.85, colour.hue)
    accent = _until(quiet, grounds, READABLE + 0.3, step=0.01, start=max(colour.lightness, 0.74))
    fill = to_hex(min(0.8, max(0.52, colour.lightness)), colour.chroma * 0.9, colour.hue)
    block, on_block = _dark_block(colour, ground)
    white = Oklch(0.94, min(colour.chroma * 0.1, 0.012), hue)
    grey = Oklch(0.74, min(colour.chroma * 0.2, 0.02), hue)
    return Roles(
        surface=surface,
        surface_2=surface_2,
        tint=tint,
        text=_until(white, grounds, COMFORTABLE, step=0.01),
        muted=_until(grey, grounds, READABLE + 0.3, step=0.01),
        line=to_hex(ground.dark + 0.17, min(chroma * 2, 0.02), hue),
        accent=accent,
        on_accent=_on(accent, surface),
        focus=accent,
        fill=fill,
        on_fill=_on(fill, "#ffffff"),
        block=block,
        on_block=on_block,
    )


def _dark_block(colour: Oklch, ground: Ground) -> tuple[str, str]:
    """Give the brand's large area at night and the words on it.

    A deep colour is dimmed under white words. A bright one would only turn to mud (dark yellow is brown):
    there the area goes dark and the words take the colour.
    """
    if colour.lightness > 0.66:
        block = to_hex(ground.dark + 0.075, min(colour.chroma * 0.25, 0.03), colour.hue)
        return block, _until(colour, [block], 7.0, step=0.01, start=min(colour.lightness, 0.84))
    block = to_hex(min(0.4, max(0.33, colour.lightness)), colour.chroma * 0.7, colour.hue)
    return block, _on(block, "#ffffff")


def _ground_hue(colour: Oklch, ground: Ground) -> tuple[float, float]:
    """Give hue and chroma of the surfaces; a grey brand leaves them grey, a look's own hue stays."""
    if ground.hue is not None:
        return ground.hue, ground.chroma
    return colour.hue, ground.chroma * min(1.0, colour.chroma / 0.05)


def _until(
    colour: Oklch,
    grounds: Iterable[str],
    wanted: float,
    *,
    step: float,
    start: float | None = None,
    keep: str | None = None,
) -> str:
    """Give `colour` at the first lightness, going by `step`, that has the wanted contrast on all grounds.

    `keep` is given back as it is when it already has it.
    """
    grounds = tuple(grounds)
    if keep is not None and all(contrast(keep, ground) >= wanted for ground in grounds):
        return keep
    lightness = colour.lightness if start is None else start
    while 0 < lightness < 1:
        found = to_hex(lightness, colour.chroma, colour.hue)
        if all(contrast(found, ground) >= wanted for ground in grounds):
            return found
        lightness += step
    return "#000000" if step < 0 else "#ffffff"


def _on(ground: str, paper: str) -> str:
    """Give what is read on `ground`: the paper when it can be read, else near-black, else black or white."""
    colour = from_hex(ground)
    ink = to_hex(0.2, min(colour.chroma * 0.3, 0.03), colour.hue)
    for candidate in (paper, ink):
        if contrast(candidate, ground) >= READABLE:
            return candidate
    # One of the two always has 4.58 or more: the worst ground has luminance 0.179.
    return max(("#ffffff", "#000000"), key=lambda candidate: contrast(candidate, ground))


def _changes(brand: str, light: Roles, dark: Roles) -> Iterator[str]:
    if light.fill == brand:
        yield f"Buttons and large areas wear your colour {brand} as it is."
    else:
        yield f"Buttons wear {light.fill}: your colour {brand} can hardly be told from the page."
    if light.on_fill != light.surface:
        yield "Words on your colour are dark: white ones could not be read on it."
    if light.accent != brand:
        had = (
            int(min(contrast(brand, ground) for ground in (light.surface, light.surface_2, light.tint)) * 10)
            / 10
        )
        yield f"Links are darker, {light.accent}: your colour has {had}:1 on the page, and {READABLE}:1 can be read."
    yield f"On dark screens buttons wear {dark.fill} and links {dark.accent}, so that they neither glare nor sink."
