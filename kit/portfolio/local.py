"""Checking sites in processes of this machine: one process per site, with limits, and none left behind."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import connection
from typing import Any

from kit.base.errors import Exit
from kit.portfolio.journal import Done
from kit.portfolio.sites import Site

Work = Callable[[Site], Done]
"""Checks one site. It must be importable, because it runs in another process."""

_GRACE = 5.0
_STARTING = 120.0
"""Seconds until a process must have begun: on a machine with much to do its start is no site's own time."""
_BEGUN = "begun"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one site may use: seconds on the clock, bytes of memory; how many run at once."""

    seconds: float = 600.0
    memory: int = 1_500_000_000
    at_once: int = 4


@dataclass(slots=True)
class _Running:
    site: Site
    process: Any
    results: Any
    ends: float
    begun: bool = False


def run_locally(
    work: Work, sites: Iterable[Site], limits: Limits, now: Callable[[], str], stop: Callable[[], bool]
) -> Iterator[Done]:
    """Give the results as they come; a site that dies or takes too long has that as its result."""
    context = _context()
    waiting = iter(sites)
    running: dict[Any, _Running] = {}
    try:
        while True:
            while len(running) < limits.at_once and not stop():
                site = next(waiting, None)
                if site is None:
                    break
                begun = _begin(context, work, site, limits)
                running[begun.results] = begun
            if not running:
                return
            ready = [
                results
                for results in connection.wait(list(running), timeout=0.2)
                if not _has_begun(running[results], limits)
            ]
            late = [each.results for each in running.values() if time.monotonic() > each.ends]
            for results in dict.fromkeys([*ready, *late]):
                yield _end(running.pop(results), now)
    finally:
        for each in running.values():
            each.process.kill()
            each.process.join(_GRACE)


def _context() -> Any:
    """Fork from a small server that has the heavy modules loaded; elsewhere start afresh."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        [
            "kit.check.audit",
            "kit.check.rules",
            "kit.cli.portfolio_work",
            "kit.cli.check_run",
            "kit.net.engine",
            "kit.pages.other",
            "kit.report.json",
        ]
    )
    return context


def _begin(context: Any, work: Work, site: Site, limits: Limits) -> _Running:
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(work, site, limits, theirs), daemon=True)
    process.start()
    theirs.close()
    return _Running(site, process, ours, time.monotonic() + _STARTING)


def _has_begun(running: _Running, limits: Limits) -> bool:
    """Take the word that a process has begun its site: from now on its time counts. Anything else is its end."""
    if running.begun:
        return False
    running.begun = True
    try:
        if running.results.recv() != _BEGUN:
            return False
    except (EOFError, OSError):
        return False
    running.ends = time.monotonic() + limits.seconds
    return True


def _child(work: Work, site: Site, limits: Limits, results: Any) -> None:
    """Run in the process of one site: it ends with its parent, and within its memory."""
    _end_with_parent()
    _limit_memory(limits.memory)
    results.send(_BEGUN)
    results.send(work(site))
    results.close()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)  # the parent was killed: nobody waits for this result

    threading.Thread(target=watch, daemon=True).start()


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _end(running: _Running, now: Callable[[], str]) -> Done:
    late = time.monotonic() > running.ends
    try:
        done: Done = running.results.recv() if running.results.poll() else _lost(running, now, late=late)
    except (EOFError, OSError):
        done = _lost(running, now, late=late)
    running.results.close()
    if late:
        running.process.kill()
    running.process.join(_GRACE)
    if running.process.is_alive():
        running.process.kill()
        running.process.join(_GRACE)
    running.process.close()
    return done


def _lost(running: _Running, now: Callable[[], str], *, late: bool) -> Done:
    why = (
        "it took too long and was stopped"
        if late
        else "its check ended without a result (memory, or a crash)"
    )
    return Done(running.site.target, now(), Exit.STOPPED_EARLY, problem=why)
