"""The fixed strings of the site as the code uses them, for the test of the catalogues."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import kit.site
from kit.site.alone import ALONE
from kit.site.strings import FIXED


@cache
def messages() -> tuple[str, ...]:
    """Give every English text that is said somewhere, in order, each once."""
    return tuple(dict.fromkeys((*FIXED.values(), *_spoken(), *ALONE.values())))


def _spoken() -> Iterator[str]:
    for path in sorted(Path(next(iter(kit.site.__path__))).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "attr", getattr(node.func, "id", "")) == "say"
            ):
                yield from (
                    each.value
                    for each in node.args[:1]
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                )
