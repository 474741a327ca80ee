"""The JSON Schema editors complete and underline with, generated from the models (one truth)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from kit import __version__
from kit.facts.paths import model_of
from kit.facts.sentences import sentence

COMMENT = "# yaml-language-server: $schema=.webkit/business.schema.json\n"
"""The first line of a `business.yaml`: editors with a YAML language server understand it."""


def schema() -> dict[str, Any]:
    """Give the schema of `business.yaml`; text fields allow string, number and boolean.

    The reader keeps `number: 000000` as typed, so an editor must not underline it.
    """
    from kit.facts.models import Business

    made: dict[str, Any] = Business.model_json_schema(mode="validation", by_alias=True)
    models = {model.__name__: model for model in _models(Business)}
    for name, part in [*made["$defs"].items(), ("Business", made)]:
        _describe(models[name], part)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$comment": mark(), **_loosen(made)}


def mark() -> str:
    """Give the line that tells which webkit made a schema file, so that it is not made anew at each build."""
    return f"webkit {__version__}"


def _describe(model: type[BaseModel], part: dict[str, Any]) -> None:
    for name, field in model.model_fields.items():
        part["properties"][field.alias or name]["description"] = sentence(model, name)


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
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
