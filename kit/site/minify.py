"""Style sheets without what only their author reads: comments and spaces."""

from __future__ import annotations

import re

_STRING = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|/\*.*?\*/""", re.DOTALL)
_SPACE = re.compile(r"\s+")
# Around these a space never means anything; around : + - * > ( it may, in selectors and in calc().
_AROUND = re.compile(r"\s*([{};,])\s*")


def tightened(css: str) -> str:
    """Give the same style sheet with fewer bytes; what stands in quotes is left alone."""
    made, end = [], 0
    for found in _STRING.finditer(css):
        made.append(_bare(css[end : found.start()]))
        # A comment separates words, so that a space takes its place.
        made.append(" " if found[0].startswith("/*") else found[0])
        end = found.end()
    made.append(_bare(css[end:]))
    return "".join(made).strip() + "\n"


def _bare(css: str) -> str:
    css = _AROUND.sub(r"\1", _SPACE.sub(" ", css))
    # A colon before a space ends a property's or a feature's name; in a selector none is followed by one.
    return css.replace(": ", ":").replace(";}", "}")
