"""`webkit people`: who is due, whom you met, and somebody new. `people.yaml` keeps its comments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.base.clock import today
from kit.base.errors import Exit, InputError
from kit.cli.days import a_day, a_past_day
from kit.cli.log import write_entry
from kit.cli.options import elsewhere, examples
from kit.cli.project import changing, find_folder, open_project

if TYPE_CHECKING:
    from kit.plan.people import Contact

_PLACE = click.argument("place", type=click.Path(path_type=Path), required=False, metavar="[DIR]")


@click.group(invoke_without_command=True, epilog=examples("webkit people --dir my-business"))
@elsewhere
@click.pass_context
def command(context: click.Context, *, folder: Path | None) -> int | None:
    """Your people: who is due (the default), whom you met, and somebody new. Private; never on the site."""
    return None if context.invoked_subcommand else _show_due(folder, None)


@command.command(epilog=examples("webkit people due my-business --limit 3"))
@_PLACE
@elsewhere
@click.option("--limit", type=click.IntRange(1, 200), help="At most so many.")
def due(*, place: Path | None, folder: Path | None, limit: int | None) -> int:
    """Name who is due: promises first, then those longest overdue."""
    return _show_due(folder or place, limit)


@command.command(epilog=examples('webkit people add "Dana Reed" --circle inner --trade electrician'))
@click.argument("name")
@_PLACE
@elsewhere
@click.option("--circle", type=click.Choice(["inner", "middle", "outer", "sleeping"]), default="outer", show_default=True, help="inner monthly, middle quarterly, outer yearly.")  # fmt: skip
@click.option("--trade", default="", help="Their trade, such as electrician.")
@click.option("--how", default="", help="How you know each other.")
def add(*, name: str, place: Path | None, folder: Path | None, circle: str, trade: str, how: str) -> int:
    """Add NAME to your people."""
    from kit.base.text import clean
    from kit.plan.people import Contact, add_person

    person = Contact(clean(name, limit=200), circle, clean(trade, limit=80), clean(how, limit=300))
    if not person.name:
        raise InputError("Whom?", hint='Write for example: webkit people add "Dana Reed" --circle inner')
    _change(folder or place, lambda text: add_person(text, person))
    click.echo(f"{person.name} is among your people ({circle}).", err=True)
    return Exit.DONE


@command.command(
    short_help="Say that you met or wrote to somebody.",
    epilog=examples('webkit people met dana --promise "the drawing" --due 2026-12-24'),
)
@click.argument("name")
@_PLACE
@elsewhere
@click.option("--on", "day", metavar="DAY", help="When, year-month-day; today when absent.")
@click.option("--promise", default="", help="What you promised.")
@click.option(
    "--due", "due_on", metavar="DAY", help="Until when you promised it; two working days when absent."
)
@click.option("--note", default="", help="One line for the log.")
def met(
    *,
    name: str,
    place: Path | None,
    folder: Path | None,
    day: str | None,
    promise: str,
    due_on: str | None,
    note: str,
) -> int:
    """Say that you met or wrote to NAME; an old promise counts as kept, a new one is written down."""
    from kit.plan.people import EVERY, kept_by, read_people
    from kit.plan.whom import everybody
    from kit.plan.words import day_text

    when, until = a_past_day(day) or today(), a_day(due_on)
    folder = folder or place
    contact = everybody(read_people(_read(folder)), open_project(folder).business).find(name)
    until = until or (kept_by(when) if promise else None)
    _change(folder, lambda now: _met(now, contact, when, promise, until))
    _log_touch(folder, contact.name, when, note)
    said = f" You promised: {promise}, by {day_text(until)}." if promise and until else ""
    again = when + dt.timedelta(days=EVERY[contact.circle]) if contact.circle in EVERY else None
    next_time = f" Next time: about {day_text(again, year=again.year != when.year)}." if again else ""
    click.echo(f"Noted: {contact.name}, {day_text(when)}.{said}{next_time}", err=True)
    return Exit.DONE


def _met(text: str, contact: Contact, when: dt.date, promise: str, until: dt.date | None) -> str:
    """Write the day down; who stood only in the facts until now gets a place in the file."""
    from kit.plan.people import add_person, met_person

    if contact.index < 0:
        return add_person(text, replace(contact, last=when, promise=promise, promise_due=until))
    return met_person(text, contact, when, promise=promise, due_on=until)


def _show_due(folder: Path | None, limit: int | None) -> int:
    from kit.plan.people import due as who_is_due
    from kit.plan.records import load_records
    from kit.plan.whom import everybody

    project = open_project(folder)
    people = everybody(load_records(project.folder).people, project.business)
    for problem in people.problems:
        click.echo(f"Please look again: {problem}", err=True)
    rows = who_is_due(people, today())[:limit]
    for row in rows:
        about = row.contact.how or row.contact.trade.replace("_", " ")
        click.echo(f"{row.contact.name}{f' ({about})' if about else ''}: {row.reason}")
    if not people.contacts:
        click.echo('Nobody is listed yet. Begin with: webkit people add "Dana Reed" --circle inner', err=True)
    elif not rows:
        click.echo("Nobody is due. Enjoy the week.", err=True)
    return Exit.DONE


def _read(folder: Path | None) -> str:
    from kit.facts.tree import decode
    from kit.plan.people import FILE

    path = find_folder(folder) / FILE
    return decode(path.read_bytes(), FILE) if path.is_file() else ""


def _change(folder: Path | None, change: Callable[[str], str]) -> None:
    """Read, change and save `people.yaml` with the project's lock held."""
    from kit.base.atomic import atomic_write
    from kit.plan.people import FILE

    project = find_folder(folder)
    with changing(project, "people"):
        atomic_write(project / FILE, change(_read(project)).encode("utf-8"), mode=0o600)


def _log_touch(folder: Path | None, name: str, when: dt.date, note: str) -> None:
    from kit.plan.ledger import Entry

    fields: dict[str, Any] = {"who": name, "note": note}
    write_entry(find_folder(folder), Entry(when, "touch", **fields))
