"""`webkit leftovers`: outside places that still show an old fact, ticked off with a date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.clock import today
from kit.base.errors import Exit, InputError
from kit.cli.options import AGAIN, examples, here

if TYPE_CHECKING:
    from kit.cli.project import Project


@click.command(epilog=examples("webkit leftovers my-business", "webkit leftovers --done 2"))
@here
@click.option(
    "--done",
    "numbers",
    type=int,
    multiple=True,
    metavar="NUMBER",
    help=f"Tick this one off, with today's date {AGAIN}.",
)
@click.option("--all", "everything", is_flag=True, help="Also those that are done.")
def command(*, folder: Path | None, numbers: tuple[int, ...], everything: bool) -> int:
    """List the outside places that still show an old fact, the most harmful first.

    `webkit set` writes them down; they stand in leftovers.md.
    """
    from kit.cli.project import changing, find_folder
    from kit.profiles.leftovers import FILE, items, tick

    path = find_folder(folder) / FILE
    if numbers:
        with changing(path.parent, "leftovers"):
            text = _read(path)
            known = {each.number for each in items(text)}
            for number in numbers:
                if number < 1 or number not in known:
                    raise InputError(
                        f"There is no open place number {number}.",
                        hint="`webkit leftovers` shows the numbers.",
                    )
            _write(path, tick(text, frozenset(numbers), today()))
    for line in _listing(_read(path), everything=everything):
        click.echo(line)
    return Exit.DONE


def remember_leftovers(before: Project, after: Project, fact: str) -> Iterator[str]:
    """Write down the places that show the old value of `fact`, and give the lines to print; the lock is held."""
    from kit.facts.same import means_the_same
    from kit.plan.words import minutes_text
    from kit.profiles.leftovers import FILE, add_section, kind_of, places

    if means_the_same(before.business, after.business, fact):
        if kind_of(fact) is not None:
            yield "It means the same as before; nothing to change outside."
        return
    old, new = _value(before, fact), _value(after, fact)
    found = places(after.business, fact) if old and old != new else ()
    if not found:
        return
    path = after.folder / FILE
    _write(path, add_section(_read(path), fact, old, new, found, today()))
    yield f"{len(found)} outside places may still say {old!r}, the worst first:"
    yield from (f"{number:3}  {each.line}" for number, each in enumerate(found, start=1))
    yield f"About {minutes_text(sum(each.minutes for each in found))} in all. They stand in {FILE}; tick them off with: webkit leftovers --done 1"


def _listing(text: str, *, everything: bool) -> Iterator[str]:
    from kit.profiles.leftovers import items

    found = [each for each in items(text) if everything or (not each.done and each.number)]
    if not any(each.number for each in found):
        yield "No outside place is known to show an old fact."
    section = ""
    for each in found:
        if each.section != section:
            section = each.section
            yield click.style(section, bold=True)
        mark = f"{each.number:3}" if each.number else "  ✓"
        yield f"{mark}  {each.text}{f' (done {each.done.isoformat()})' if each.done else ''}"


def _value(project: Project, fact: str) -> str:
    """Give a fact as it was typed; lists joined with commas, "" when it is not there."""
    from kit.facts.edit import fact_at
    from kit.facts.tree import parse_tree

    value = fact_at(parse_tree(project.loaded.text, "business.yaml")[0].data, fact)
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return "" if value is None else str(value)


def _read(path: Path) -> str:
    from kit.base.atomic import disk_trouble

    with disk_trouble(path):
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _write(path: Path, text: str) -> None:
    from kit.base.atomic import atomic_write

    atomic_write(path, text.encode("utf-8"))
