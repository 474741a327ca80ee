"""The list of limits that nobody verified lately is honest."""

from __future__ import annotations

import datetime as dt

from kit.networks.catalogue import load_network, network_ids
from kit.networks.models import UNCHECKED
from kit.networks.stale import stale, stale_lines

TODAY = dt.date(2026, 11, 24)


def test_general_knowledge_is_listed_and_a_read_source_is_not() -> None:
    found = {each.what: each.why for each in stale(load_network("x"), TODAY)}
    assert found == {"Location, up to 30 characters": UNCHECKED}


def test_a_year_later_everything_is_stale() -> None:
    network = load_network("x")
    assert len(list(stale(network, dt.date(2028, 1, 1)))) == 4 + len(network.fields)


def test_the_last_line_counts_all() -> None:
    *lines, last = stale_lines(TODAY)
    total = sum(4 + len(load_network(name).fields) for name in network_ids())
    assert last.startswith(f"{len(lines)} of {total} limits")
