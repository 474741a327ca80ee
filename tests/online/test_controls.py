"""Each network's controls, asked for real: a name that must be there is alive, a made-up one is not.

A failure here says that a network changed its pages, and which record of `kit/networks/data/` to look at. Walls are
no failure: then the verdict is "cannot tell", which is what the audit says too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from random import Random

import pytest

from kit.check.probing import Wanted, probe
from kit.check.types import Verdict
from kit.check.world import World
from kit.net.engine import ask_all
from kit.net.types import Ask, NetSettings, Reply
from kit.networks.catalogue import load_network, network_ids
from kit.networks.probes import controls

ASKED = [name for name in network_ids() if load_network(name).liveness.probes]
POLITE = NetSettings(per_host=1, per_second=0.5, timeout=15.0, max_hops=5)


def ask(asks: Iterable[Ask | None]) -> Iterator[Reply]:
    """Ask slowly, by the reference path, as the audit does."""
    return ask_all(asks, POLITE, engine="requests")


def verdict(network: str, handle: str) -> tuple[Verdict, str]:
    """Give what the audit would say."""
    world = World(datetime.now(UTC), ask_by_name=ask, random=Random(1))
    (result,) = probe([Wanted(network, handle, "")], world)
    return result.verdict, result.reason


@pytest.mark.parametrize("network", ASKED)
def test_a_known_name_is_never_missing(network: str) -> None:
    """Alive, or a wall."""
    for handle in load_network(network).liveness.controls.known_live[:1]:
        found, reason = verdict(network, handle)
        assert found is Verdict.LIVE or reason in {
            "blocked", "login_wall", "consent_wall", "rate_limited", "challenge", "control_failed", "network_error", "server_error",
        }, (found, reason)  # fmt: skip


@pytest.mark.parametrize("network", ASKED)
def test_a_made_up_name_is_never_alive(network: str) -> None:
    """Seen missing once, or a wall."""
    known = load_network(network).liveness.controls.known_live
    _, made_up = controls(network, known[0] if known else "", Random(7))
    if made_up is None:
        pytest.skip("no name here can be known not to exist")
    assert verdict(network, made_up)[0] is not Verdict.LIVE
