"""Limits that must be looked at before they are trusted: old, undated, or from general knowledge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kit.networks.catalogue import load_network, network_ids
from kit.networks.models import Network, unchecked


@dataclass(frozen=True, slots=True)
class Stale:
    """One limit of one network, and why it is not to be trusted blindly."""

    network: str
    what: str
    why: str


def stale(network: Network, today: dt.date) -> Iterator[Stale]:
    """Give every limit of a network that nobody verified within a year; boxes without a limit count too."""
    yield from _one(
        network, f"handle, {network.handle.min} to {network.handle.max} characters", network.handle, today
    )
    name = network.display_name
    yield from _one(network, f"shown name, {_up_to(name.max)}", name, today)
    for field in network.fields:
        yield from _one(network, f"{field.label}, {_up_to(field.max)}", field, today)
    for use, picture in (("picture", network.images.avatar), ("cover", network.images.cover)):
        size = f"{picture.width} × {picture.height}" if picture.width and picture.height else "size not known"
        yield from _one(network, f"{use}, {size}", picture, today)


def stale_lines(today: dt.date) -> Iterator[str]:
    """Give one line per stale limit of all networks, and how many limits there are in all."""
    total = found = 0
    for network in map(load_network, network_ids()):
        total += 4 + len(network.fields)
        for each in stale(network, today):
            found += 1
            yield f"{each.network:18} {each.what}: {each.why}"
    yield f"{found} of {total} limits are not verified within a year; the others name their source and day in kit/networks/data/."


def _one(network: Network, what: str, part: object, today: dt.date) -> Iterator[Stale]:
    as_of, source = getattr(part, "as_of", None), getattr(part, "source", ())
    if why := unchecked(as_of, source, today):
        yield Stale(network.id, what, why)


def _up_to(limit: int | None) -> str:
    return f"up to {limit} characters" if limit else "no limit found"
