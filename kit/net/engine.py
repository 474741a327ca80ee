"""The one way in: asks to replies by either engine, with a second opinion before anything counts as broken."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from kit.base.errors import InputError
from kit.net import reference
from kit.net.lookup import system_resolver
from kit.net.types import Ask, NetSettings, Progress, Reply, Resolver

ENGINES = ("fast", "requests")


def ask_all(
    asks: Iterable[Ask | None],
    settings: NetSettings,
    *,
    engine: str = "fast",
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    resolver: Resolver = system_resolver,
    wall: Callable[[], float] = time.time,
) -> Iterator[Reply]:
    """Give the replies to `asks` in the order they come; `engine` is one of `ENGINES`."""
    if engine not in ENGINES:
        raise InputError(
            f"there is no engine called {engine!r}", hint=f"Choose one of: {', '.join(ENGINES)}."
        )
    return reference.ask_all(asks, settings, progress=progress, stop=stop, resolver=resolver, wall=wall)
