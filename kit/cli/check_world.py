"""The world of a check from the command line: network with its limits, clock, history, one line of progress."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.cli.check_progress import CheckProgress

if TYPE_CHECKING:
    from kit.check.ignores import CheckFile
    from kit.check.memory import Memory
    from kit.check.subject import Subject
    from kit.check.world import World
    from kit.cli.check_settings import Options
    from kit.net.types import Ask, AskAll, NetSettings, Reply


def build_world(
    subject: Subject, options: Options, stop: Callable[[], bool], memory: Memory | None, rules_file: CheckFile
) -> World:
    """Give the world of one run: nothing of it is there when the run is offline."""
    from kit.check.world import World

    progress = CheckProgress()
    world = World(now=dt.datetime.now(dt.UTC), progress=progress, stopping=stop)
    if memory is not None:
        world = replace(world, past=memory)
    if options.offline or (options.dry_run and not subject.url):
        return world
    from kit.net.online import has_network
    from kit.net.records import system_query

    net = net_settings(subject, options, rules_file)
    slowly = replace(net, per_host=1, per_second=0.5, paces=(), timeout=15.0, max_hops=5)
    return replace(
        world,
        ask=_asker(net, options.engine, stop, progress),
        ask_again=None if options.engine == "requests" else _asker(net, "requests", stop, progress),
        ask_by_name=_asker(slowly, "requests", stop, progress),
        online=has_network,
        query=system_query,
    )


def net_settings(subject: Subject, options: Options, rules_file: CheckFile) -> NetSettings:
    """Give the settings of the network: the port of a site that the user named is permitted."""
    from urllib.parse import urlsplit

    from kit.net.types import NetSettings

    own = urlsplit(subject.url).port if subject.url else None
    return NetSettings(
        timeout=options.timeout,
        allow_addresses=options.allow_address,
        allow_ports=(*options.allow_port, *((own,) if own else ())),
        ca_file=str(options.ca_file or ""),
        proxies=_proxies(),
        host_headers=rules_file.headers,
        per_second=rules_file.per_second or 5.0,
        paces=rules_file.paces,
    )


def _asker(settings: NetSettings, engine: str, stop: Callable[[], bool], progress: CheckProgress) -> AskAll:
    from kit.net.engine import ask_all

    def ask(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        return ask_all(asks, settings, engine=engine, stop=stop, progress=progress.waits)

    return ask


def _proxies() -> tuple[tuple[str, str], ...]:
    names = ("http", "https")
    found = {
        name: os.environ.get(f"{name}_proxy")
        or (os.environ.get(f"{name.upper()}_PROXY") if name == "https" else None)
        for name in names
    }
    return tuple((name, address) for name, address in found.items() if address)
