"""From facts to files: the makers in a row, and the one writer behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.clock import today
from kit.base.files import RenderedFile
from kit.cli.project import Project
from kit.output.apply import STATE, apply, decide
from kit.output.facts_file import FACTS, save_facts
from kit.output.writes import Action, Write

if TYPE_CHECKING:
    from kit.base.cache import Cache
    from kit.facts.edit import Plain

PRIVATE = (
    "people.yaml",
    "log.csv",
    "plan/",
    ".webkit/",
    "form-for-*.html",
    "answers-*.json",
    "reminder.txt",
    "brief.md",
    "handover.html",
)
"""What `.gitignore` names: the owner's people, ledger and plan (DESIGN §3), what goes to and fro between client
and designer, and who holds which account."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a build did: every decision, and how many files there are by folder."""

    writes: tuple[Write, ...]

    def count(self, *actions: Action, below: str = "") -> int:
        """Count the decisions of these kinds below a folder."""
        return sum(write.action in actions and write.path.startswith(below) for write in self.writes)


def make_files(project: Project, day: dt.date, cache: Cache | None = None) -> Iterator[RenderedFile]:
    """Give every file of the project: site, profiles, plan, homework and the small ones."""
    from kit.cli.build_makers import makers

    for maker in makers(project, day, cache):
        yield from maker
    yield RenderedFile.text(
        ".gitignore", "# Private: never publish these.\n" + "".join(f"{name}\n" for name in PRIVATE)
    )


def build(project: Project, *, overwrite: bool = False, dry_run: bool = False) -> Made:
    """Make everything and write it, with the project's lock held; edited files stay."""
    from kit.cli.build_makers import cache_of

    cache = cache_of(project)
    files = tuple(make_files(project, today(), cache))
    writes = decide(project.folder, files, overwrite=overwrite)
    if not dry_run:
        apply(project.folder, writes)
        _write_schema(project.folder)
        cache.tidy()
    return Made(writes)


def settle(project: Project, day: dt.date) -> Project:
    """Write into the facts what plan and calendar hang on: the first Monday and the time zone.

    They come from the first build and not from today, so that the same facts give the same bytes.
    """
    from kit.facts.edit import change_facts
    from kit.facts.places import zones_apart
    from kit.facts.reader import parse_business

    changes: list[tuple[str, Plain | None]] = []
    if project.business.marketing.start is None:
        changes.append(("marketing.start", (day + dt.timedelta(days=7 - day.weekday())).isoformat()))
    zones = zones_apart(project.business.country) if project.business.country else ()
    if project.business.place.timezone is None and len(zones) == 1:
        changes.append(("place.timezone", zones[0]))
    if not changes:
        return project
    text = change_facts(project.loaded.text, changes)
    saved = save_facts(project.folder, text, was=project.loaded.text)
    return project if saved.beside else Project(project.folder, parse_business(text, FACTS))


def tell(made: Made, folder: Path, *, dry_run: bool = False) -> None:
    """Say on stderr what was written, and every sentence about a file that is the owner's."""
    for sentence in (*(write.sentence for write in made.writes), *_kept(made)):
        if sentence:
            click.echo(sentence, err=True)
    changed = made.count(Action.CREATE, Action.UPDATE, Action.REMOVE, Action.BESIDE)
    if not changed:
        ours = len(made.writes) - made.count(Action.KEEP)
        count = f"all {ours}" if ours == len(made.writes) else f"the other {ours}"
        click.echo(f"{folder}: nothing to change, {count} files are as they should be.", err=True)
        return
    verb = "would be written" if dry_run else "written"
    parts = ", ".join(f"{name}/ {_files(made, name)}" for name in ("site", "profiles", "plan"))
    click.echo(f"{folder}: {changed} of {len(made.writes)} files {verb} ({parts}).", err=True)


def listing(writes: Iterable[Write]) -> Iterator[str]:
    """Give one line per decision, for `--dry-run`."""
    for write in writes:
        yield f"{write.action:8} {write.path if write.action is Action.KEEP else write.target or write.path}"


def _kept(made: Made) -> Iterator[str]:
    """Say in one line which files stay their owner's, and where a new version of them lies."""
    kept = [write for write in made.writes if write.action is Action.KEEP]
    if kept:
        names = ", ".join(
            f"{write.path} (new version: {write.target})" if write.target else write.path for write in kept
        )
        yield f"Yours, because you changed them, so they stay: {names}."
    aside = [write.target for write in made.writes if write.action in {Action.KEEP, Action.BESIDE}]
    if waiting := sum(target.startswith("site/") for target in aside):
        what = "a new version waits" if waiting == 1 else f"{waiting} new versions wait"
        yield f"In site/ {what} beside yours (*.new.*): look, take over what you want, and delete it before you upload; check and --zip leave it out."


def _files(made: Made, name: str) -> int:
    return made.count(*(set(Action) - {Action.REMOVE, Action.FORGET}), below=f"{name}/")


def _write_schema(folder: Path) -> None:
    from kit.base.atomic import atomic_write
    from kit.facts.schema import schema_file

    path, wanted = folder / STATE / "business.schema.json", schema_file()
    if not path.is_file() or path.read_bytes() != wanted:
        atomic_write(path, wanted)
