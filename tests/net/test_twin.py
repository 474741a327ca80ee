"""The second process for many secure hosts: same answers, same politeness, and nothing lost when it dies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.base.second import cores

from .asks_many import ENOUGH, HOSTS, PAGES
from .world import Behaviour, Peer, World

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or cores() < 2,
    reason="there is a second process only on Linux with two processors",
)


def fine(peer: Peer) -> None:
    peer.answer()


@pytest.fixture
def world() -> Iterator[World]:
    with World(
        tuple(Behaviour(f"secure-{number}", fine, "200", door="good") for number in range(HOSTS))
    ) as made:
        yield made


def run(world: World, how: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.net.asks_many", str(world.port("good")), how],
        capture_output=True, text=True, timeout=60, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("how", "seconds"),
    [
        pytest.param("many", 1, id="many hosts: two processes"),
        pytest.param("few", 0, id="few hosts: one"),
        pytest.param("one_core", 0, id="one processor: one"),
        pytest.param("threads", 0, id="another thread at work: no fork"),
        pytest.param("ctrl_c", 1, id="Ctrl-C reaches the second one"),
        pytest.param("dies", 1, id="the second one is killed"),
        pytest.param("hangs", 1, id="the second one is stopped"),
    ],
)
def test_every_link_has_its_answer(world: World, how: str, seconds: int) -> None:
    done = run(world, how)
    assert done.stderr == ""
    assert json.loads(done.stdout) == {"ends": {"200": HOSTS * PAGES}, "seconds": seconds, "left": []}
    if how in {"many", "few", "one_core", "threads", "ctrl_c"}:
        assert sum(world.requests.values()) == HOSTS * PAGES
        assert sum(world.connections.values()) <= HOSTS * 1.05  # each host belongs to one process


def test_stopping_finishes_what_is_under_way_in_both(world: World) -> None:
    found = json.loads(run(world, "stop").stdout)
    assert set(found["ends"]) == {"200"}
    assert ENOUGH <= found["ends"]["200"] < HOSTS * PAGES
    assert found["left"] == []


def test_leaving_early_ends_the_second_process(world: World) -> None:
    found = json.loads(run(world, "left").stdout)
    assert (found["seconds"], found["left"]) == (1, [])


def test_the_second_process_does_not_outlive_the_first(world: World) -> None:
    (second,) = json.loads(run(world, "killed").stdout)
    for _ in range(100):
        if not _is_alive(second):
            break
        time.sleep(0.05)
    assert not _is_alive(second)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
