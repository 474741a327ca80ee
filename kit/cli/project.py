"""Finding the project a command is about, and opening its facts."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.errors import InputError
from kit.base.lock import lock
from kit.output.apply import STATE
from kit.output.facts_file import FACTS

if TYPE_CHECKING:
    from kit.facts.models import Business
    from kit.facts.reader import Loaded
    from kit.facts.trade import Trade


@dataclass(frozen=True, slots=True)
class Project:
    """One business on disk: its folder and its checked facts."""

    folder: Path
    loaded: Loaded

    @property
    def business(self) -> Business:
        """Give the checked facts."""
        return self.loaded.business

    @property
    def trade(self) -> Trade:
        """Give the record of the business's trade."""
        from kit.facts.trade import trade_of

        return trade_of(self.business)


def find_folder(start: Path | None) -> Path:
    """Give the nearest folder upwards from `start` (or from here) that holds facts; raises InputError."""
    here = (start or Path()).resolve()
    if here.name == FACTS and here.is_file():
        return here.parent
    if start is not None and not here.is_dir():
        raise InputError(
            f"{start} is not a folder", hint="Name the folder of a project, or start one: webkit init"
        )
    for folder in (here, *here.parents):
        if (folder / FACTS).is_file():
            return folder
    where = "here or above" if start is None else f"in {start} or above"
    raise InputError(f"There is no {FACTS} {where}.", hint="Start a project with: webkit init")


def open_project(start: Path | None, *, doubts: bool = False) -> Project:
    """Find the project and read its facts; with `doubts`, what looks wrong in them is said on stderr."""
    from kit.facts.reader import load_business

    folder = find_folder(start)
    loaded = load_business(folder / FACTS)
    for warning in loaded.warnings if doubts else ():
        click.echo(f"Please look again: {warning}", err=True)
    if doubts and loaded.business.profiles:
        from kit.networks.own import own_profiles, troubles

        for trouble in troubles(own_profiles(loaded.business)):
            click.echo(f"Please look again: {FACTS}: {trouble}", err=True)
    return Project(folder, loaded)


def command_for(words: str, folder: Path, option: str = "") -> str:
    """Write a command about `folder` so that it can be pasted here: `webkit serve demo`; no folder where we stand in it.

    `option` is written before the folder, for commands that take it so (`--dir`).
    """
    import shlex

    here, there = Path().resolve(), folder.resolve()
    if here == there:
        return words
    shown = there.relative_to(here) if there.is_relative_to(here) else there
    return " ".join(part for part in (words, option, shlex.quote(str(shown))) if part)


@contextmanager
def changing(folder: Path, command: str) -> Iterator[None]:
    """Hold the project's lock while `command` changes it."""
    now = dt.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    with lock(folder / STATE / "lock", who=f"webkit {command} (process {os.getpid()}, since {now})"):
        yield
