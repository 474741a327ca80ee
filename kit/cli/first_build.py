"""The first build of a project, and the words after it."""

from __future__ import annotations

from textwrap import fill

import click

from kit.base.clock import today
from kit.cli.build_run import build, listing, settle, tell
from kit.cli.project import Project, command_for
from kit.cli.width import width


def finish(project: Project) -> None:
    """Settle what the plan hangs on, build everything, and say where to look."""
    project = settle(project, today())
    made = build(project)
    tell(made, project.folder)
    home = project.folder / "site" / "index.html"
    if home.is_file():
        click.echo(f"Your home page: {home.resolve().as_uri()}", err=True)
    serve, plan = (command_for(f"webkit {name}", project.folder) for name in ("serve", "plan"))
    click.echo(_filled(f"Next: {serve} shows the site while you change it,"), err=True)
    week, still = f"      {plan} is this week's page,", "homework.md says what is still open."
    lines = (f"{week} {still}",) if len(f"{week} {still}") < width(80) else (week, f"      {still}")
    for line in lines:
        click.echo(_filled(line), err=True)


def _filled(line: str) -> str:
    return fill(line, width(80), subsequent_indent="      ", break_long_words=False, break_on_hyphens=False)


def show(project: Project) -> None:
    """List what a build would write, and write nothing."""
    made = build(project, dry_run=True)
    click.echo("\n".join(listing(made.writes)))
    tell(made, project.folder, dry_run=True)
