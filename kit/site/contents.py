"""The owner's own words, as values: what `content/` holds after reading."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Content:
    """Everything read from `content/`. Empty when there is no such folder."""

    pages: tuple[object, ...] = ()
    posts: tuple[object, ...] = ()
    events: tuple[object, ...] = ()
    blocks: tuple[object, ...] = ()
    as_of: dt.date | None = field(default=None)
