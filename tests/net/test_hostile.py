"""Every hostile server ends with its reason, in time and in memory, by both engines."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from kit.net.engine import ask_all
from kit.net.types import Ask, NetSettings, Reply

from .canary import Canary
from .hostile_bodies import BODIES, PACKS
from .hostile_heads import HEADS
from .hostile_manners import MANNERS
from .world import ROOT, Behaviour, World

ALL = (*HEADS, *BODIES, *MANNERS)
# Servers that never end take as long as the run waits for them: over a second, all of them together.
pytestmark = pytest.mark.slow
LIMIT = 200_000
SHORT, LONG = 1.5, 15.0
WAITING = {"body-slow", "body-hangs", "chunks-slow", "head-hangs", "unwanted-slow", "unwanted-hangs"}
"""Rows that last as long as they are allowed to, beside those that end in a time-out."""


@pytest.fixture(scope="module", params=["requests", "fast"])
def run(request: pytest.FixtureRequest) -> Iterator[tuple[World, dict[str, Reply], float, Canary]]:
    """Ask every hostile server once, all in one run."""
    for pack in PACKS:
        pack()
    with World(ALL) as world, Canary() as canary:
        world._ports["canary"] = canary.port
        begun = time.monotonic()
        replies: dict[str, Reply] = {}
        for seconds, rows in (
            (SHORT, [row for row in ALL if waits(row)]),
            (LONG, [row for row in ALL if not waits(row)]),
        ):
            asks = [
                Ask(world.url(row.name), row.name, row.method, want_body=row.wanted, body_limit=LIMIT)
                for row in rows
            ]
            for reply in ask_all(
                asks, settings(world, seconds), engine=request.param, resolver=resolver(world)
            ):
                replies[reply.ask.key] = reply
        yield world, replies, time.monotonic() - begun, canary


def waits(row: Behaviour) -> bool:
    return row.ends == "timeout" or row.name in WAITING


def settings(world: World, seconds: float) -> NetSettings:
    return NetSettings(
        timeout=seconds,
        retry_wait=0.01,
        retry_after_limit=1.0,
        allow_addresses=world.allowed,
        ca_file=ROOT,
        concurrency=64,
    )


def resolver(world: World):
    inside = {"canary.inside.test": ("127.0.0.1",)}
    return lambda host: inside.get(host) or world.resolve(host)


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.name)
def test_ends_with_its_reason(run: tuple[World, dict[str, Reply], float, Canary], row: Behaviour) -> None:
    world, replies, _, _ = run
    reply = replies[row.name]
    found = str(reply.status) if reply.trouble is None else reply.trouble.value
    assert found == row.ends, reply.detail
    assert row.detail in reply.detail
    assert reply.cut is row.cut, reply.detail
    assert row.body is None or reply.body == row.body
    once_more = int(reply.second is not None)
    assert row.requests is None or world.requests[row.name] == row.requests + once_more
    assert len(reply.body) <= LIMIT
    assert "secret" not in repr((reply.final_url, reply.detail, reply.hops))
    assert not set(reply.detail) & set("\x1b\x07\u202e\r\n")


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.name)
def test_the_second_opinion_agrees(
    run: tuple[World, dict[str, Reply], float, Canary], row: Behaviour
) -> None:
    reply = run[1][row.name]
    if reply.second is None:
        return
    second = (reply.second.status, reply.second.trouble)
    if row.name in {"404-once", "501-once"}:  # a failure that has passed by the time of the second opinion
        assert second == (200, None)
    else:
        assert second == (reply.status, reply.trouble)


def test_everything_in_good_time(run: tuple[World, dict[str, Reply], float, Canary]) -> None:
    _, replies, seconds, _ = run
    assert len(replies) == len(ALL) >= 150
    assert seconds < 45
    assert max(replies[row.name].seconds for row in ALL if waits(row)) < SHORT * 2


def test_no_canary_was_reached(run: tuple[World, dict[str, Reply], float, Canary]) -> None:
    assert run[3].reached == 0
