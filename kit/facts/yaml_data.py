"""Shipped YAML data, read fast with libyaml. What owners write is read by `reader.py`, strictly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml is slower, not wrong
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


def load_data(path: Path) -> Any:
    """Give the content of a shipped YAML file as plain data. A mistake in it is ours and may crash."""
    return yaml.load(path.read_bytes(), Loader=_Loader)


def parse_data(text: str) -> Any:
    """Give plain data from YAML text such as front matter; raises ValueError with line and reason."""
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 1 if exc.problem_mark else 1
        raise ValueError(f"line {line}: {exc.problem}") from exc
    except yaml.YAMLError as exc:
        raise ValueError(str(exc)) from exc
