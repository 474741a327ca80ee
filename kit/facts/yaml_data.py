"""Shipped YAML data, read fast with libyaml. What owners write is read by `reader.py`, strictly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kit.facts.compiled import compiled

if TYPE_CHECKING:
    from pydantic import BaseModel

    _Model = TypeVar("_Model", bound=BaseModel)


def load_data(path: Path) -> Any:
    """Give the content of a shipped YAML file as plain data. A mistake in it is ours and may crash."""
    return compiled(path, _parsed)


def load_record(path: Path, model: type[_Model], more: dict[str, Any] | None = None) -> _Model:
    """Give a shipped YAML file as its typed record; `more` holds what the record has from elsewhere.

    Raises ValueError that names the file and every key that is missing, wrong or unknown: it is read by
    whoever adds such a file.
    """
    from pydantic import ValidationError

    try:
        return model.model_validate(load_data(path) | (more or {}))
    except ValidationError as exc:
        wrong = [f"{'.'.join(map(str, each['loc'])) or 'all'}: {each['msg']}" for each in exc.errors()]
        raise ValueError("\n".join([f"{place(path)} is no {model.__name__.lstrip('_')}:", *wrong])) from exc


def place(path: Path) -> str:
    """Give the end of a shipped file's path, as whoever wrote it finds it: `facts/trades/plumber.yaml`."""
    return "/".join(path.parts[-3:])


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
