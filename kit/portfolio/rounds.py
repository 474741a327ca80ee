"""One round over a portfolio: goes on where it was stopped, keeps each result at once, asks nothing twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kit.base.errors import Exit, InputError
from kit.portfolio.journal import Done, Journal, Row
from kit.portfolio.sites import Site

Execute = Callable[[Iterable[Site]], Iterator[Done]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is, and what came last."""

    done: int
    total: int
    site: Site
    result: Done


def round_key(sites: Iterable[Site], options: dict[str, Any]) -> str:
    """Give what makes a round the same one: its sites and its options."""
    targets = hashlib.sha256("\0".join(site.target for site in sites).encode("utf-8", "replace")).hexdigest()[
        :16
    ]
    return json.dumps({"sites": targets} | options, sort_keys=True, default=str)


def run_round(
    journal: Journal,
    sites: tuple[Site, ...],
    key: str,
    execute: Execute,
    *,
    at: str,
    only_failed: bool = False,
    tell: Callable[[Progress], None],
) -> int:
    """Check what is open and give the number of the round.

    A round with the same key that was not finished goes on. Raises InputError when --only-failed finds none.
    """
    number = journal.open_round(key)
    if number is None:
        failed = journal.failed() if only_failed else frozenset()
        chosen = tuple(site for site in sites if not only_failed or site.target in failed)
        if not chosen:
            raise InputError(
                "No site failed last time.", hint="Leave --only-failed away to check all of them."
            )
        number = journal.begin(at, key, chosen)
    waiting = {site.target: site for site in journal.open_sites(number)}
    total = sum(1 for _ in journal.rows(number))
    finished = total - len(waiting)
    for done in execute(tuple(waiting.values())):
        if journal.keep(number, done):
            finished += 1
            tell(Progress(finished, total, waiting[done.target], done))
    journal.finish(number)
    return number


def exit_of(rows: Iterable[Row], fail_on: str) -> Exit:
    """Give the exit code of a round: stopped early wins, then findings; a site that cannot be checked is one."""
    worst = Exit.DONE
    for row in rows:
        if row.done is None:
            return Exit.STOPPED_EARLY
        if row.done.problem:
            worst = Exit.FINDINGS if fail_on != "never" else worst
        elif row.done.exit == Exit.STOPPED_EARLY:
            return Exit.STOPPED_EARLY
        elif row.done.exit == Exit.FINDINGS:
            worst = Exit.FINDINGS
    return worst
