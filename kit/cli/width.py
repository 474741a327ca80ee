"""How wide a command may write: as wide as the terminal, and no wider than reads well."""

from __future__ import annotations

import shutil

_LEAST = 32


def width(most: int) -> int:
    """Give the columns to fill; `most` where there is no terminal, and COLUMNS where that is set."""
    return max(_LEAST, min(most, shutil.get_terminal_size((most, 24)).columns))
