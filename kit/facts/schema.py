"""The JSON Schema editors complete and underline with, generated from the models (one truth)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

COMMENT = "# yaml-language-server: $schema=.webkit/business.schema.json\n"
"""The first line of a `business.yaml`: editors with a YAML language server understand it."""


def schema_file() -> bytes:
    """Give the schema as the file that travels with this program: making it costs more than reading the facts.

    `tests/facts/test_paths.py` holds the file to the models, and says how to write it anew.
    """
    return (Path(__file__).parent / "business.schema.json").read_bytes()


def dumped() -> bytes:
    """Give the content that the file should have."""
    return (json.dumps(schema(), indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def schema() -> dict[str, Any]:
    """Give the schema of `business.yaml`; text fields allow string, number and boolean.

    The reader keeps `number: 000000` as typed, so an editor must not underline it.
    """
    from kit.facts.models import Business

    made: dict[str, Any] = Business.model_json_schema(mode="validation", by_alias=True)
    models = {model.__name__: model for model in _models(Business)}
    for name, part in [*made["$defs"].items(), ("Business", made)]:
        _describe(models[name], part)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_loosen(made)}


def _describe(model: type[BaseModel], part: dict[str, Any]) -> None:
    from kit.facts.sentences import sentence

    for name, field in model.model_fields.items():
        part["properties"][field.alias or name]["description"] = sentence(model, name)


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    from kit.facts.paths import model_of

    yield model
    for field in model.model_fields.values():
        inner = model_of(field.annotation)
        if inner:
            yield from _models(inner)


def _loosen(part: Any) -> Any:
    if isinstance(part, list):
        return [_loosen(each) for each in part]
    if not isinstance(part, dict):
        return part
    part = {
        key: _loosen(value) for key, value in part.items() if key != "title" or not isinstance(value, str)
    }
    if part.get("type") == "string" and not {"enum", "pattern", "format", "const"} & set(part):
        del part["type"]
        part["type"] = ["string", "number", "boolean"]
    return part
