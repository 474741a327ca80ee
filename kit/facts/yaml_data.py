"""Shipped YAML data, read fast with libyaml. What owners write is read by `reader.py`, strictly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kit.facts.compiled import compiled


def load_data(path: Path) -> Any:
    """Give the content of a shipped YAML file as plain data. A mistake in it is ours and may crash."""
    return compiled(path, _parsed)


def parse_data(text: str) -> Any:
    """Give plain data from YAML text such as front matter; raises ValueError with line and reason."""
    import yaml

    try:
        return _parsed(text)
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 1 if exc.problem_mark else 1
        raise ValueError(f"line {line}: {exc.problem}") from exc
    except yaml.YAMLError as exc:
        raise ValueError(str(exc)) from exc


def _parsed(content: bytes | str) -> Any:
    import yaml

    # a PyYAML built without libyaml is slower, not wrong
    return yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
