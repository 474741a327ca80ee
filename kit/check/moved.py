"""Redirects for good: which of them are worth a change of the link, and what to write instead."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from kit.check.types import LinkResult, Verdict
from kit.facts.yaml_data import load_data


def moved_to(link: LinkResult) -> str:
    """Give the address to write instead of one that has moved for good, or "" when a change gains nothing.

    The place on the page stays. The same address with https, www or a slash is no other one; short links and
    lasting names (DOI) are made to lead on; and a front page that leads to its own first page keeps its name.
    """
    if not link.moved_to or link.verdict is not Verdict.LIVE:
        return ""
    old, new = urlsplit(link.url), urlsplit(link.moved_to)
    host, other = _bare(old.hostname), _bare(new.hostname)
    same_host = host == other
    if host in _leading_on() or (same_host and old.path in {"", "/"}):
        return ""
    if same_host and (old.path.rstrip("/"), old.query) == (new.path.rstrip("/"), new.query):
        return ""
    return f"{link.moved_to}#{old.fragment}" if old.fragment and not new.fragment else link.moved_to


def leads_home(url: str, there: str) -> bool:
    """Tell whether a page has only its own site's front page left: a polite way to say that it is gone."""
    old, new = urlsplit(url), urlsplit(there)
    return _bare(old.hostname) == _bare(new.hostname) and new.path in {"", "/"} and not new.query


def _bare(host: str | None) -> str:
    return (host or "").removeprefix("www.")


@cache
def _leading_on() -> frozenset[str]:
    data = load_data(Path(__file__).parent / "data" / "leading_on.yaml")
    return frozenset(host for hosts in data.values() for host in hosts)
