"""The colours of a report's band: the designer's own or ours, and what can be read on it."""

from __future__ import annotations

import re

BRAND = "#0b5d7a"


def band_colour(colour: str) -> str:
    """Give the designer's colour when it is one; it stands inside a style sheet."""
    return colour if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else BRAND


def on_colour(colour: str) -> str:
    """Give white or nearly black, whichever stands out on a colour of the form #rrggbb.

    By relative luminance (WCAG 2.2); 0.1791 is where both contrasts are the same.
    """
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    dark = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] < 0.1791
    return "#ffffff" if dark else "#101418"
