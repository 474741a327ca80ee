"""The seven worked inputs as owners."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kit.facts.yaml_data import load_data
from kit.plan.model import load_model
from kit.plan.owner import Owner, Presence

_DATA = load_data(Path(__file__).parent / "worked.yaml")
WORKED: dict[str, dict[str, Any]] = _DATA["worked"]


def worked_owner(name: str) -> Owner:
    """Give one of the worked inputs as an Owner (short names: the head of worked.yaml)."""
    row = WORKED[name]
    words = load_model().people_words
    return Owner(
        family=_DATA["kinds"][row["kind"]],
        minutes=row["hours"] * 60,
        reach=tuple(row["reach"]),
        who=("people",) if row["customer"] == "b2c" else ("firms",),
        goals=tuple(row["goals"]),
        comfort=tuple(row["comfort"].items()),
        shows_in_pictures=row["visual"],
        confidential=row["confidential"],
        customers_served=row["past_customers"],
        ships=row["sells_things"],
        last_ten=None if row["last_ten"] is None else tuple(row["last_ten"].items()),
        presences=tuple(Presence(channel, level) for channel, level in row["profiles"].items()),
        called=words.get(row["kind"]) or words[_DATA["kinds"][row["kind"]]],
    )
