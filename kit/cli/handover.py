"""`webkit handover`: the client's hand-over book, and whether all could be handed over in an afternoon."""

from __future__ import annotations

from pathlib import Path

import click

from kit.base.errors import Exit
from kit.cli.options import examples, here


@click.command(epilog=examples("webkit handover my-business --output handover.html"))
@here
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the book goes; handover.html beside the facts.",
)
def command(*, folder: Path | None, output: Path | None) -> int:
    """Write the hand-over book of the business in DIR: who holds which account, and what is still open."""
    from kit.base.atomic import atomic_write
    from kit.base.clock import today
    from kit.cli.project import open_project
    from kit.report.agency import load_agency
    from kit.report.formats import Frame
    from kit.report.handover import handover_page, handover_text
    from kit.report.register import register_of

    project, day = open_project(folder), today()
    agency, register = load_agency((project.folder, Path())), register_of(project.business, day)
    frame = Frame(day.isoformat(), maker=agency.name, maker_colour=agency.colour)
    target = output or project.folder / "handover.html"
    atomic_write(target, handover_page(project.business.name, register, frame).encode(), mode=0o600)
    click.echo(handover_text(register), nl=False)
    click.echo(f"Saved: {target}", err=True)
    return Exit.DONE
