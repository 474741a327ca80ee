"""The one plain sentence of each fact, read off the docstrings below the models' fields when it is wanted.

Pydantic can collect them too (`use_attribute_docstrings`), but it parses the source of every model at each
start, which is a tenth of a second that most commands have no use for.
"""

from __future__ import annotations

import ast
import inspect
import itertools
from functools import cache
from pathlib import Path

from pydantic import BaseModel


def sentence(model: type[BaseModel], field: str) -> str:
    """Give the sentence of a field (by its name in Python), or ""."""
    return _sentences(model).get(field, "")


@cache
def _sentences(model: type[BaseModel]) -> dict[str, str]:
    body = _classes(inspect.getsourcefile(model) or "").get(model.__name__, [])
    found: dict[str, str] = {}
    for before, after in itertools.pairwise(body):
        if not isinstance(before, ast.AnnAssign) or not isinstance(before.target, ast.Name):
            continue
        if (
            isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        ):
            found[before.target.id] = " ".join(after.value.value.split())
    return found


@cache
def _classes(path: str) -> dict[str, list[ast.stmt]]:
    tree = ast.parse(Path(path).read_text("utf-8"))
    return {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)}
