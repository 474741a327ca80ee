"""Fact paths: which facts there are, by their dotted names, read off the models."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from kit.facts.sentences import sentence


def fields_at(path: tuple[str | int, ...]) -> list[str]:
    """Give the names that may stand at `path` (list numbers are skipped over), or an empty list."""
    model = model_at(path)
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def model_at(path: tuple[str | int, ...]) -> type[BaseModel] | None:
    """Give the model of the block at `path`, or None where a plain value stands."""
    from kit.facts.models import Business

    here: type[BaseModel] | None = Business
    for part in path:
        if isinstance(part, int) or here is None:
            continue
        fields = {field.alias or name: field for name, field in here.model_fields.items()}
        if part not in fields:
            return None
        here = model_of(fields[part].annotation)
    return here


def all_paths() -> Iterator[tuple[str, str]]:
    """Give every fact as (dotted path, sentence); lists are written with `[]`."""
    from kit.facts.models import Business

    yield from _below(Business, "")


def _below(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        path = f"{prefix}{field.alias or name}"
        inner = model_of(field.annotation)
        several = get_origin(field.annotation) is tuple
        yield path, sentence(model, name)
        if inner:
            yield from _below(inner, f"{path}[]." if several else f"{path}.")


def model_of(annotation: Any) -> type[BaseModel] | None:
    """Give the model inside a field's type (in a list, in a union), or None for a plain value."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {tuple, list, Union, types.UnionType, Annotated}:
        for each in get_args(annotation):
            found = model_of(each)
            if found:
                return found
    return None
