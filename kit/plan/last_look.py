"""What the last look at the web saw, by item: a small file in the project's hidden folder, good for thirty days."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

FILE = "looked.json"
GOOD_FOR = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Looked:
    """When somebody looked, and what could be told; what could not is not in it."""

    on: dt.date | None = None
    seen: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))

    def fresh(self, today: dt.date) -> Mapping[str, bool]:
        """Give what was seen while it still counts: not from the future, and thirty days at most."""
        recent = self.on is not None and dt.timedelta() <= today - self.on <= GOOD_FOR
        return self.seen if recent else MappingProxyType({})


def looked_text(looked: Looked) -> str:
    """Give the file's text."""
    day = looked.on.isoformat() if looked.on else ""
    return json.dumps({"on": day, "seen": dict(sorted(looked.seen.items()))}, indent=1) + "\n"


def read_looked(text: str) -> Looked:
    """Read the file; one that cannot be read says nothing, for the next look writes it anew."""
    try:
        known = json.loads(text)
        return Looked(dt.date.fromisoformat(known["on"]), {str(name): bool(value) for name, value in known["seen"].items()})  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        return Looked()
