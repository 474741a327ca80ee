"""When to ask a server again, and how long it wants to be left alone."""

from __future__ import annotations

import re
from datetime import UTC

_NOT_AGAIN = frozenset({501, 505, 508, 510, 511})
"""5xx answers that a second try cannot change (not implemented, wrong version, loop, …)."""
_SECONDS = re.compile(r"(\d{1,12})(?:\.\d*)?\s*(?:s|sec|secs|second|seconds)?", re.IGNORECASE | re.ASCII)
YEARS = 1e9
"""Seconds, for a Retry-After that is longer than any number we would wait."""


def may_retry(status: int | None) -> bool:
    """Say whether an answer is of the passing kind: 429, and 5xx apart from those that name a lasting lack."""
    return status is not None and (status == 429 or (500 <= status < 600 and status not in _NOT_AGAIN))


def retry_wait(value: str, wall: float) -> float | None:
    """Read a Retry-After header: seconds from now, or None when it says nothing that can be read.

    Seconds and dates as in RFC 9110, 10.2.3; `3s`, which several services send, as well. `wall` is the
    time now in seconds since 1970.
    """
    value = value.strip()[:100]
    found = _SECONDS.fullmatch(value)
    if found:
        return float(found.group(1))
    if value.isascii() and value.isdigit():
        return YEARS
    from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(value)
        if date.tzinfo is None:
            date = date.replace(tzinfo=UTC)
        return max(0.0, date.timestamp() - wall)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
