"""What was typed behind `webkit check`, and whether the user asked to stop: what both its world and its work read."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import click


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one run, as they were typed."""

    style: str = "text"
    output: Path | None = None
    offline: bool = False
    fail_on: str = "error"
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    allow_address: tuple[str, ...] = ()
    allow_port: tuple[int, ...] = ()
    ca_file: Path | None = None
    max_pages: int = 2000
    crawl: bool = True
    engine: str = "fast"
    dry_run: bool = False
    verbose: bool = False
    timeout: float = 20.0
    since: str = ""
    baseline: Path | None = None
    confirm: bool = False
    max_age: float = 0.0
    all_fragments: bool = False


class Stop:
    """Ctrl-C once ends early and reports what is known; twice stops at once."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        """Tell whether the user asked to stop."""
        return self.asked

    def listen(self) -> None:
        """Take Ctrl-C from here on."""
        signal.signal(signal.SIGINT, self._heard)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        click.echo("\nFinishing what is under way; Ctrl-C again stops at once.", err=True)
