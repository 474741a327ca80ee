"""Whether the place on a page that a link names is there (HTML standard, "select the indicated part")."""

from __future__ import annotations

from urllib.parse import unquote

TEXT_DIRECTIVE = ":~:"


def has_anchor(anchors: frozenset[str], fragment: str) -> bool:
    """Tell whether a page with these anchors has the place that `fragment` (as in the address) names."""
    name = fragment.partition(TEXT_DIRECTIVE)[0]
    if name == "" or name in anchors:
        return True
    decoded = unquote(name, errors="replace")
    return decoded in anchors or decoded.casefold() == "top"
