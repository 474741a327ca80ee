"""A run over many secure hosts in a process of its own, without threads, as `webkit check` is: test_twin starts it.

`python -m tests.net.asks_many PORT HOW`; it prints what became of the links and of the second process as JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from kit.net import engine
from kit.net.loop import twin
from kit.net.types import Ask, NetSettings, Reply

from .world import ROOT

HOSTS = 24
PAGES = 4
ENOUGH = 8
SIGNALS = {"dies": signal.SIGKILL, "hangs": signal.SIGSTOP, "ctrl_c": signal.SIGINT}
"""What the second process gets."""


def children() -> list[int]:
    """Give this process's children that are alive."""
    text = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return [int(word) for word in text.split()]


def job(port: int, timeout: float) -> tuple[list[Ask], NetSettings]:
    """Give some pages of every host."""
    names = [f"secure-{number}.world.test" for number in range(HOSTS)]
    asks = [Ask(f"https://{name}:{port}/page-{page}") for page in range(PAGES) for name in names]
    return asks, NetSettings(timeout=timeout, ca_file=ROOT, allow_addresses=tuple(names))


def main() -> None:
    """Ask, let happen what HOW says once some replies are in, and print how it went."""
    port, how = int(sys.argv[1]), sys.argv[2]
    engine.TWIN_FROM = HOSTS + 1 if how == "few" else ENOUGH
    if how == "one_core":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if how == "threads":
        threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
    if how == "hangs":
        twin._GRACE, twin._LOOK = 0.2, 0.1
    seen: list[int] = []
    found: list[Reply] = []
    asks, settings = job(port, timeout=1.0 if how == "hangs" else 5.0)
    replies = engine.ask_all(
        asks, settings, resolver=lambda _: ("127.0.0.1",), stop=lambda: how == "stop" and len(found) >= ENOUGH
    )
    with contextlib.closing(replies):  # type: ignore[type-var]
        for reply in replies:
            found.append(reply)
            seen = seen or children()
            if len(found) == ENOUGH and how in SIGNALS:
                os.kill(seen[0], SIGNALS[how])
            if len(found) == ENOUGH and how == "killed":
                print(json.dumps(seen), flush=True)
                os.kill(os.getpid(), signal.SIGKILL)
            if len(found) == ENOUGH and how == "left":
                break
    ends = Counter(str(reply.status or reply.trouble) for reply in found)
    print(json.dumps({"ends": ends, "seconds": len(seen), "left": children()}))


if __name__ == "__main__":
    main()
