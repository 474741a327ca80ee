"""All hostile servers on one page, in one run: within 150 MB (issue: "Unharmed by strangers")."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from kit.net.engine import ENGINES

from .canary import Canary
from .hostile_bodies import PACKS
from .test_hostile import ALL
from .world import ROOT, World

CLIENT = r"""
import json, re, sys
from pathlib import Path
from kit.net.engine import ask_all
from kit.net.types import Ask, NetSettings

told = json.load(sys.stdin)
settings = NetSettings(
    timeout=1.5, retry_wait=0.01, allow_addresses=tuple(told["allowed"]), ca_file=told["root"]
)
asks = [Ask(url, want_body=True) for url in told["urls"]]
resolve = lambda host: ("127.0.0.1",) if host.endswith(".world.test") else ()
count = sum(1 for _ in ask_all(asks, settings, engine=told["engine"], resolver=resolve))
# not ru_maxrss: that one is carried over from the process that started this one
peak = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
print(json.dumps([count, peak // 1024]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_within_150_megabytes(engine: str) -> None:
    """Slow, because servers that never end take as long as the run waits for them."""
    for pack in PACKS:
        pack()
    with World(ALL) as world, Canary() as canary:
        world._ports["canary"] = canary.port
        urls = [world.url(row.name) for row in ALL]
        told = json.dumps({"allowed": world.allowed, "root": ROOT, "urls": urls, "engine": engine})
        done = subprocess.run(
            [sys.executable, "-c", CLIENT],
            input=told,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        assert canary.reached == 0
    count, megabytes = json.loads(done.stdout)
    assert count == len(ALL)
    assert megabytes < 150
    print(f"{engine}: {megabytes} MB")
