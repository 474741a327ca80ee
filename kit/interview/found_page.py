"""What an existing site says as plain data for a page, and the sent page back: for the browser face."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kit.interview.engine import State
from kit.interview.found import Row, rows_of


def found_data(state: State) -> list[dict[str, Any]]:
    """Give one record per fact: its label, its rows, and whether they are rivals of which one may be right."""
    facts: dict[str, list[Row]] = {}
    for row in rows_of(state):
        facts.setdefault(row.fact, []).append(row)
    return [
        {
            "fact": fact, "label": rows[0].label, "rivals": rows[0].rivals,
            "rows": [{"number": row.number, "said": row.said, "where": row.where, "picture": _picture(row)} for row in rows],
        }
        for fact, rows in facts.items()
    ]  # fmt: skip


def _picture(row: Row) -> str:
    return row.said.rpartition("/")[2] if row.fact == "look.logo" else ""


def read_found(state: State, sent: Mapping[str, list[str]], move: str) -> tuple[set[int], set[int]]:
    """Give the numbers of the rows that are right and those that are wrong; with `later` all stay open."""
    numbers = {row.number for row in rows_of(state)}
    if move == "later":
        return set(), set()
    picked = (value for name, values in sent.items() if name.startswith("found.") for value in values)
    right = {int(value) for value in picked if value.isdecimal() and int(value) in numbers}
    return right, numbers - right
