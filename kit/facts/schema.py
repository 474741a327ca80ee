"""The JSON Schema editors complete and underline with, generated from the models (one truth)."""

from __future__ import annotations

from typing import Any

COMMENT = "# yaml-language-server: $schema=.webkit/business.schema.json\n"
"""The first line of a `business.yaml`: editors with a YAML language server understand it."""


def schema() -> dict[str, Any]:
    """Give the schema of `business.yaml`; text fields allow string, number and boolean.

    The reader keeps `number: 000000` as typed, so an editor must not underline it.
    """
    from kit.facts.models import Business

    made: dict[str, Any] = Business.model_json_schema(mode="validation", by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_loosen(made)}


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
