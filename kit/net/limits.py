"""Limits that both engines keep, so that their answers agree."""

from __future__ import annotations

DRAIN = 131_072
"""Bytes of an unwanted body that are read to keep the connection; beyond that a new one is cheaper."""
DRAIN_SECONDS = 1.0
"""Seconds for the same."""
SLACK = 65_536 + 262_144
"""Bytes on top of a body's limit: the head, sizes of chunks, trailers."""


def raise_file_limit() -> int:
    """Ask for as many open files as this user may have, up to 8192, and give how many that makes.

    macOS begins with 256, which is less than a run keeps open.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return 8192
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8192 if hard == resource.RLIM_INFINITY else min(8192, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):
            return soft
    return max(soft, wanted) if soft != resource.RLIM_INFINITY else 8192
