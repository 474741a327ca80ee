"""Checking sites on a Dask cluster that is already there; a worker that dies costs only the site it was at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from kit.base.errors import Exit, InputError, MachineError
from kit.base.text import clean
from kit.portfolio.journal import Done
from kit.portfolio.local import Work
from kit.portfolio.sites import Site

_TRIES = 3
"""Workers may die under a site so often before the site itself is at fault."""


def run_on_cluster(
    work: Work, sites: Iterable[Site], address: str, now: Callable[[], str], stop: Callable[[], bool]
) -> Iterator[Done]:
    """Give the results as they come from the workers of the scheduler at `address`.

    Every worker needs webkit installed in the same version, and targets that it can reach: web addresses, or
    folders on a disk that all share. Raises InputError without the extra `fleet`, MachineError without a scheduler.
    """
    try:
        import distributed
    except ImportError as exc:
        raise InputError(
            "--cluster needs Dask.", hint="Install it: pip install 'webkit-starter-kit[fleet]'"
        ) from exc
    try:
        client: Any = distributed.Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as exc:
        raise MachineError(
            f"There is no Dask scheduler at {clean(address)}.", hint="Start one, or leave --cluster away."
        ) from exc
    with client:
        futures = {client.submit(work, site, pure=False, retries=_TRIES): site for site in sites}
        waiting = distributed.as_completed(list(futures), loop=client.loop)  # type: ignore[no-untyped-call]
        for future in waiting:
            yield _result(future, futures.pop(future), now)
            future.release()
            if stop():
                client.cancel(list(futures))
                return


def _result(future: object, site: Site, now: Callable[[], str]) -> Done:
    try:
        done: Done = future.result()  # type: ignore[attr-defined]
    except Exception as exc:  # noqa: BLE001 - whatever ended it there is this site's result, and the rest goes on
        why = f"its worker ended without a result ({type(exc).__name__})"
        return Done(site.target, now(), Exit.STOPPED_EARLY, problem=why)
    return done
