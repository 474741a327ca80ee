"""`webkit build`: facts to files."""

from __future__ import annotations

from pathlib import Path

import click

from kit.base.clock import today
from kit.base.errors import Exit
from kit.cli.build_run import build, listing, settle, tell
from kit.cli.options import examples, here
from kit.cli.project import changing, find_folder, open_project


@click.command(epilog=examples("webkit build my-business", "webkit build --publish --zip"))
@here
@click.option(
    "--publish", is_flag=True, help="Refuse anything unfinished: sample numbers, placeholders, dead forms."
)
@click.option("--zip", "zipped", is_flag=True, help="Also pack the site as site.zip, to upload.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, write nothing.")
@click.option(
    "--overwrite", is_flag=True, help="Replace files you changed; yours are kept in .webkit/replaced."
)
def command(*, folder: Path | None, publish: bool, zipped: bool, dry_run: bool, overwrite: bool) -> int:
    """Make site, profiles and plan anew from the facts in DIR."""
    from kit.cli.build_publish import next_step, pack_site, refuse_unfinished

    place = find_folder(folder)
    with changing(place, "build"):  # facts read before it could be older than the site of who held it
        project = open_project(place, doubts=True)
        project = project if dry_run else settle(project, today())
        if publish:
            refuse_unfinished(project)
        made = build(project, overwrite=overwrite, dry_run=dry_run)
        if zipped and not dry_run:
            click.echo(pack_site(project.folder), err=True)
    if dry_run:
        click.echo("\n".join(listing(made.writes)))
    tell(made, project.folder, dry_run=dry_run)
    if publish and not dry_run:
        click.echo(next_step(project), err=True)
    return Exit.DONE
