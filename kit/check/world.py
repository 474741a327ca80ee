"""What an audit may touch of the world, all of it handed in: the network, the clock, chance, progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from kit.check.ignores import Ignore
from kit.check.types import Confirmed, LinkResult
from kit.net.records import Query
from kit.net.types import AskAll


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run is: what it is doing, how much is done of how much (0: not known)."""

    what: str
    done: int
    total: int


class Past(Protocol):
    """What earlier runs and people know; every method answers None or () when nothing is known."""

    def missing_since(self, network: str, handle: str) -> datetime | None:
        """Give when a profile was first seen missing, if every run since then agreed."""

    def timeout_since(self, url: str) -> datetime | None:
        """Give when a link first ran out of time, if every run since then did."""

    def confirmed(self, url: str) -> Confirmed | None:
        """Give what a person saw there within the last 90 days."""

    def live_at(self, url: str) -> tuple[datetime, LinkResult] | None:
        """Give when a link was last seen alive, with what it answered."""

    def once_live(self) -> tuple[str, ...]:
        """Give the addresses that the last year's runs saw alive."""

    def conditions(self, url: str) -> tuple[tuple[str, str], ...]:
        """Give the headers that ask a server only for news of what was alive."""

    def keep(self, validators: Mapping[str, tuple[str, str]]) -> None:
        """Keep (ETag, Last-Modified) per address for the next run."""


class NoPast:
    """A first run: nothing is known."""

    def missing_since(self, network: str, handle: str) -> datetime | None:  # noqa: ARG002 - the protocol's
        """Give None: never asked before."""
        return None

    def timeout_since(self, url: str) -> datetime | None:  # noqa: ARG002 - the protocol's
        """Give None: never asked before."""
        return None

    def confirmed(self, url: str) -> Confirmed | None:  # noqa: ARG002 - the protocol's
        """Give None: nobody looked."""
        return None

    def live_at(self, url: str) -> tuple[datetime, LinkResult] | None:  # noqa: ARG002 - the protocol's
        """Give None: never asked before."""
        return None

    def once_live(self) -> tuple[str, ...]:
        """Give nothing: never asked before."""
        return ()

    def conditions(self, url: str) -> tuple[tuple[str, str], ...]:  # noqa: ARG002 - the protocol's
        """Give nothing: never asked before."""
        return ()

    def keep(self, validators: Mapping[str, tuple[str, str]]) -> None:
        """Forget them: there is no next run."""


def _in_silence(_step: Step) -> None:
    """Tell nobody how far the run is."""


@dataclass(frozen=True, slots=True)
class World:
    """The world of one run. `ask` None means offline; `ask_again` is the second opinion.

    `online` tells whether this machine has a network at all.
    """

    now: datetime
    ask: AskAll | None = None
    ask_again: AskAll | None = None
    ask_by_name: AskAll | None = None
    """The polite path for services known by name (profile probes)."""
    query: Query | None = None
    """The name servers; None when they are not to be asked."""
    past: Past = field(default_factory=NoPast)
    random: Random = field(default_factory=Random)
    online: Callable[[], bool] = lambda: True
    progress: Callable[[Step], None] = _in_silence
    stopping: Callable[[], bool] = lambda: False
    """Whether the user asked to end early: what is under way is finished, nothing more is begun."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options of a run choose; the defaults are those of `webkit check`."""

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    offline: bool = False
    crawl: bool = True
    max_pages: int = 2000
    accepted: tuple[tuple[str, frozenset[int]], ...] = ()
    """Statuses that the owner says are fine, per host."""
    probe_profiles: bool = True
    all_fragments: bool = False
    """Look for the places that links name on other hosts too."""
    ignores: tuple[Ignore, ...] = ()
    max_age: timedelta = timedelta(0)
    """How old a remembered live answer may be to count without asking again."""
