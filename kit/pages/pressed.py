"""Whether a script takes the press of an element: it says so itself, in its attributes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from turbohtml import Element

NOWHERE = frozenset({"", "#", "#!"})
"""Addresses that lead nowhere by themselves; only on them is a script looked for."""

_ROLES = frozenset({"button", "tab", "menuitem", "switch", "combobox"})
# Plain handlers, ARIA, Bootstrap, Webflow, Stimulus, UIkit, htmx, Alpine, Vue and Angular, as their manuals name them.
_NAMES = (
    r"on(?:click|mousedown|keydown|pointerdown)|aria-(?:expanded|haspopup|controls|pressed)"
    r"|data-(?:bs-)?(?:toggle|dismiss|slide(?:-to)?|target)|data-(?:action|open|close|w-id)"
    r"|uk-[\w-]+|hx-[\w-]+|x-on:[\w:.-]+|@[\w:.-]+|v-on:[\w:.-]+|ng-click|\(click\)"
)


def is_pressed(element: Element) -> bool:
    """Tell a button that is written as a link from a link that leads nowhere."""
    if (element.attr("role") or "").strip().lower() in _ROLES:
        return True
    return any(_names().fullmatch(name) for name in element.attrs)


@cache
def _names() -> re.Pattern[str]:
    return re.compile(_NAMES)  # only when a page has such a link: most have none
