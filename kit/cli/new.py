"""`webkit new`: a draft of a post, an open decision, an event or a page."""

from __future__ import annotations

from pathlib import Path

import click

from kit.base.clock import today
from kit.base.errors import Exit, InputError
from kit.cli.options import examples, here
from kit.cli.project import Project, changing, open_project

_ENOUGH = 10


@click.command(
    epilog=examples(
        'webkit new post "What a new boiler costs"',
        'webkit new decision "Should the workshop be online?" my-business',
    )
)
@click.argument("kind", type=click.Choice(["post", "decision", "event", "page"]))
@click.argument("title")
@here
def command(*, kind: str, title: str, folder: Path | None) -> int:
    """Start a post, an open decision, an event or a page with the right head. Nothing is published while it is a draft.

    A decision asks for advice before it is decided.
    """
    project = open_project(folder)
    path = _write(project, kind, title)
    click.echo(path.relative_to(project.folder).as_posix())
    click.echo("Write it, then take out the line `draft: true` and run: webkit build", err=True)
    if kind == "decision":
        _tell_decision(project)
    return Exit.DONE


def _write(project: Project, kind: str, title: str) -> Path:
    from kit.base.atomic import atomic_write
    from kit.plan.drafts import new_draft

    draft = new_draft(kind, title, project.business, today())  # type: ignore[arg-type]  # click checked it
    path = project.folder / draft.path
    with changing(project.folder, "new"):
        if path.exists():
            raise InputError(
                f"{draft.path} is there already.", hint="Give it another title, or edit that file."
            )
        atomic_write(path, draft.text.encode("utf-8"))
    return path


def _tell_decision(project: Project) -> None:
    from kit.plan.drafts import invited
    from kit.plan.records import load_records

    names = invited(project.business, load_records(project.folder).people)
    click.echo(
        "It listens for 20 days; the outcome is due within 14 days after that. Two to four options, one of them to "
        "leave it as it is.",
        err=True,
    )
    if names:
        few = "" if len(names) >= _ENOUGH else f" Ten are wanted: whom else does it touch, and who has done it elsewhere? ({len(names)} known here)"  # fmt: skip
        click.echo(f"Invite by name, not by newsletter: {', '.join(names)}.{few}", err=True)
    else:
        click.echo("Invite ten people by name: a small firm's blog has no passing crowd.", err=True)
