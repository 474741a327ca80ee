"""`webkit set`: change one fact; comments and everything else stay."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kit.base.clock import today
from kit.base.errors import Exit, InputError
from kit.cli.build_run import build, settle, tell
from kit.cli.completion import complete_fact, complete_value
from kit.cli.options import examples, here
from kit.cli.project import Project, changing, command_for, find_folder, open_project
from kit.output.facts_file import FACTS, save_facts


@click.command(
    epilog=examples('webkit set contact.phone "01632 960124"', 'webkit set place.areas "Whitby, Sandsend"')
)
@click.argument("fact", shell_complete=complete_fact)
@click.argument("value", shell_complete=complete_value)
@here
def command(*, fact: str, value: str, folder: Path | None) -> int:
    """Set FACT (such as contact.phone) to VALUE, build, and list the outside places that still say the old thing.

    Lists are written with commas; an empty VALUE removes the fact. TAB offers the facts in a shell that
    knows webkit (README: Completion).
    """
    place = find_folder(folder)
    with changing(place, "set"):
        project = open_project(place)
        changed = settle(change_fact(project, fact, value), today())
        _doubt(changed, fact)
        made = build(changed)
        tell(made, project.folder)
        _tell_leftovers(project, changed, fact)
    return Exit.DONE


def change_fact(project: Project, fact: str, value: str) -> Project:
    """Check and save one changed fact; raises InputError with a command that is right, and then nothing is written."""
    from kit.facts.edit import remove_fact, set_fact
    from kit.facts.problems import FactsError
    from kit.facts.reader import parse_business
    from kit.interview.numbers import numbers_changed, with_numbers_kept

    was = project.loaded.text
    if not value and remove_fact(was, fact) == was:
        again = command_for("webkit answers show", project.folder)
        raise InputError(f"There is no {fact} to take away.", hint=f"What there is: {again}")
    try:
        text = set_fact(was, fact, typed_value(fact, value)) if value else remove_fact(was, fact)
    except InputError as exc:
        raise InputError(f"{fact}: {exc.message}", hint=exc.hint) from exc
    text = with_numbers_kept(was, text)
    try:
        loaded = parse_business(text, FACTS)
    except FactsError as exc:
        from kit.cli.set_refused import refused

        raise refused(project, fact, value, exc) from exc
    saved = save_facts(project.folder, text, was=project.loaded.text)
    if saved.beside:
        click.echo(
            f"{FACTS} was changed by another program meanwhile; saved yours as {saved.path.name}.", err=True
        )
        return project
    click.echo(f"Saved: {fact} is now {value.rstrip('.')}." if value else f"Saved: {fact} is gone.", err=True)
    for number in numbers_changed(was, text) if fact == "business.country" else ():
        click.echo(f"The number is written {number} now, so that it still rings where it did.", err=True)
    return Project(project.folder, loaded)


def _doubt(project: Project, fact: str) -> None:
    """Say what looks wrong about the fact just set; what looked wrong before is the build's to say."""
    for warning in project.loaded.warnings:
        if fact.startswith(warning.field) or warning.field.startswith(fact):
            click.echo(f"Please look again: {warning.field}: {warning.message}", err=True)


def typed_value(fact: str, value: str) -> str | list[str]:
    """Take a value with commas as a list where the schema has a list of single values, and a colour by its name."""
    from contextlib import suppress
    from typing import get_origin

    if fact == "look.colour":
        from kit.interview.colours import read_colour

        with suppress(ValueError):  # the schema says what is wrong with any other
            return read_colour(value)

    from kit.facts.edit import parse_path
    from kit.facts.paths import model_at

    *above, last = parse_path(fact)
    model = model_at(tuple(above))
    fields = {field.alias or name: field for name, field in model.model_fields.items()} if model else {}
    if (
        last in fields
        and get_origin(fields[str(last)].annotation) is tuple
        and model_at((*above, last)) is None
    ):
        return [part.strip() for part in re.split(r",", value.strip("[] ")) if part.strip()]
    return value


def _tell_leftovers(before: Project, after: Project, fact: str) -> None:
    from kit.cli.leftovers import remember_leftovers

    for line in remember_leftovers(before, after, fact):
        click.echo(line)
