"""`webkit undo`: take the last change of the facts back."""

from __future__ import annotations

from pathlib import Path

import click

from kit.base.errors import Exit
from kit.cli.build_run import build, tell
from kit.cli.options import examples, here
from kit.cli.project import changing, find_folder, open_project
from kit.output.facts_file import undo_facts


@click.command(epilog=examples("webkit undo my-business"))
@here
def command(*, folder: Path | None) -> int:
    """Put the facts back as they were before webkit's last change, and build. Again: one more step back."""
    place = find_folder(folder)
    with changing(place, "undo"):
        undo_facts(place)
        click.echo("Your facts are back as they were before the last change.", err=True)
        project = open_project(place, doubts=True)
        made = build(project)
    tell(made, place)
    return Exit.DONE
