"""Which facts there are, and the sentence each of them has."""

from __future__ import annotations

import json

import pytest

from kit.facts.paths import all_paths, fields_at
from kit.facts.schema import schema, schema_file
from tests.write_derived import SCHEMA


@pytest.mark.parametrize(("path", "said"), [pytest.param(path, said, id=path) for path, said in all_paths()])
def test_every_fact_says_what_it_is(path: str, said: str) -> None:
    assert said.endswith("."), f"{path} has no plain sentence"


def test_names_at_a_path() -> None:
    assert "phone" in fields_at(("contact",))
    assert "link" in fields_at(("profiles", 0))
    assert fields_at(("contact", "phone")) == []
    assert fields_at(("nothing",)) == []


def test_the_schema_for_editors() -> None:
    made = schema()
    phone = made["$defs"]["Contact"]["properties"]["phone"]
    assert phone["description"] == "The number customers ring."
    number = json.dumps(made["$defs"]["Licence"]["properties"]["number"])
    assert all(kind in number for kind in ("string", "number", "boolean")), (
        "an editor must not underline 000000"
    )
    assert "business" in made["properties"]


def test_the_schema_that_travels_with_the_program_is_that_of_the_models() -> None:
    assert not SCHEMA.stale, SCHEMA.stale
    assert json.loads(schema_file()) == schema()
