"""Colour names as people say them, and the code a page of facts keeps."""

from __future__ import annotations

import re
from functools import cache

_NAMES = {
    "black": "#1a1a1a", "white": "#ffffff", "grey": "#6b7280", "gray": "#6b7280", "silver": "#a8adb3",
    "red": "#b3261e", "dark red": "#7f1d1d", "wine": "#722f37", "burgundy": "#6d1a36", "crimson": "#a5102a",
    "pink": "#c2477f", "rose": "#b8476b", "purple": "#6b3fa0", "violet": "#6d4bb3", "lilac": "#9b83c9",
    "lavender": "#8f7fc0", "plum": "#5e2a54", "blue": "#1d5fa8", "dark blue": "#123a6b", "navy": "#14284b",
    "light blue": "#4a94cc", "sky blue": "#3f8fcf", "royal blue": "#2748a5", "petrol": "#0b5d7a", "teal": "#0f766e",
    "turquoise": "#0e8a8a", "cyan": "#0891b2", "green": "#2f7d32", "dark green": "#1b4d2e", "light green": "#5fa046",
    "olive": "#6b7019", "mint": "#3f9e7f", "sage": "#6f8a6a", "lime": "#6f9a12", "yellow": "#c99a06",
    "mustard": "#b8860b", "gold": "#b8902a", "orange": "#c8611a", "apricot": "#d9803f", "coral": "#cf5a45",
    "terracotta": "#a8502f", "rust": "#98431f", "copper": "#a8612f", "brown": "#6f4a2c", "dark brown": "#4a2f1b",
    "chocolate": "#5a371f", "beige": "#a58f6f", "sand": "#b09a6c", "cream": "#c9b98a",
}  # fmt: skip
"""Our own tones for the names, chosen to be readable as the strong colour of a site."""


def read_colour(text: str) -> str:
    """Give `#rrggbb` for a code, an English colour name or one of CSS; raises ValueError with an example."""
    folded = " ".join(text.casefold().replace("-", " ").split())
    code = folded.removeprefix("#").replace(" ", "")
    if re.fullmatch(r"[0-9a-f]{6}", code):
        return f"#{code}"
    if re.fullmatch(r"[0-9a-f]{3}", code):
        return "#" + "".join(each * 2 for each in code)
    parts = re.fullmatch(r"rgb\s*\(?\s*(\d{1,3})[ ,]+(\d{1,3})[ ,]+(\d{1,3})\s*\)?", folded)
    if parts and all(int(each) < 256 for each in parts.groups()):
        return "#" + "".join(f"{int(each):02x}" for each in parts.groups())
    for name in (folded, folded.removeprefix("the ").split(" of ")[0], folded.removesuffix("ish")):
        if name in _NAMES:
            return _NAMES[name]
    if said := _NAMES.get(code) or _web_names().get(code):
        return said
    raise ValueError(f'"{text}" is not a colour I know; write for example: dark green, or #0b5d7a')


@cache
def _web_names() -> dict[str, str]:
    """Give the names of CSS (hotpink, rebeccapurple), which designers know by heart, and their codes."""
    from PIL import ImageColor

    return {name: "#{:02x}{:02x}{:02x}".format(*ImageColor.getrgb(name)) for name in ImageColor.colormap}


def name_of(code: str) -> str:
    """Give the name of a tone with its code, such as `teal (#0f766e)`; the code alone where it has no name here."""
    name = next((name for name, tone in _NAMES.items() if tone == code.casefold()), "")
    return f"{name} ({code})" if name else code


def colour_names() -> tuple[str, ...]:
    """Give every name that is understood."""
    return tuple(dict.fromkeys((*_NAMES, *_web_names())))
