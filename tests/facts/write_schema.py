"""Writes `kit/facts/business.schema.json` anew, after a change of the models: PYTHONPATH=. python tests/facts/write_schema.py"""

from __future__ import annotations

from pathlib import Path

from kit.facts import schema

if __name__ == "__main__":
    Path(schema.__file__).with_name("business.schema.json").write_bytes(schema.dumped())
