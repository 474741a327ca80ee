"""The one line on stderr that says how far a check is: what is done, how long it may take, who is waited for."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kit.check.world import Step
    from kit.net.types import Progress

_EVERY = 0.1
"""Seconds between two drawings."""
_SURE_AFTER = 3.0
"""Seconds before a guess at the time left is worth saying."""
_NAMED = 2


class CheckProgress:
    """Redraws one line; draws nothing when nobody watches."""

    def __init__(self, *, watched: bool | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._watched = sys.stderr.isatty() if watched is None else watched
        self._clock = clock
        self._next = 0.0
        self._step: Step | None = None
        self._begun = 0.0
        self._hosts: tuple[str, ...] = ()

    def __call__(self, step: Step) -> None:
        """Take a step of the audit."""
        now = self._clock()
        if self._step is None or self._step.what != step.what:
            self._begun = now
            self._hosts = ()
        self._step = step
        if step.total and step.done >= step.total:
            self._draw("")
        elif now >= self._next:
            self._draw(progress_line(step, self._hosts, now - self._begun))

    def waits(self, progress: Progress) -> None:
        """Take what the network says, which it does also while no answer comes."""
        self._hosts = progress.waiting
        now = self._clock()
        if self._step is not None and now >= self._next and self._step.done != self._step.total:
            self._draw(progress_line(self._step, self._hosts, now - self._begun))

    def _draw(self, text: str) -> None:
        if self._watched:
            self._next = self._clock() + _EVERY
            click.echo(f"\r\x1b[K{text}", nl=False, err=True)


def progress_line(step: Step, hosts: Sequence[str], seconds: float, *, width: int = 79) -> str:
    """Write how far a step is after so many seconds, in one line of a terminal.

    The time left is guessed from the pace so far; hosts are named only while they hold the run up.
    """
    from kit.base.text import clean

    parts = [f"{step.what}: {step.done:,} of {step.total:,}" if step.total else f"{step.what}: {step.done:,}"]
    if step.total > step.done > 0 and seconds >= _SURE_AFTER:
        parts.append(_left(seconds / step.done * (step.total - step.done)))
    if hosts and seconds >= _SURE_AFTER:
        more = f" and {len(hosts) - _NAMED} more" if len(hosts) > _NAMED else ""
        parts.append(f"waiting for {', '.join(clean(host, limit=30) for host in hosts[:_NAMED])}{more}")
    line = ", ".join(parts)
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _left(seconds: float) -> str:
    if seconds < 90:
        return f"about {max(1, round(seconds))} s left"
    return f"about {round(seconds / 60)} min left"
