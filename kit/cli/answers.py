"""`webkit answers`: look at the answers, change them by number, or merge what a client sent back."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import click

from kit.base.errors import Exit
from kit.cli.options import examples, here
from kit.cli.project import Project, open_project

_ELSEWHERE = {
    "edit": ("kit.cli.answers_edit", "Go through the answers again, or to one question."),
    "import": ("kit.cli.answers_import", "Merge the answers file a client sent back."),
}
"""Subcommand → the module that holds it and its line in the help; imported only to be run."""

_WIDE = 30
"""Columns for the name of a fact; the longest is one more."""


class _Lazy(click.Group):
    """A group whose larger subcommands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *_ELSEWHERE]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        found: click.Command = importlib.import_module(_ELSEWHERE[cmd_name][0]).command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            here = [(name, each.get_short_help_str(80)) for name, each in sorted(self.commands.items())]
            formatter.write_dl([*here, *((name, line) for name, (_, line) in _ELSEWHERE.items())])


@click.group(cls=_Lazy)
def command() -> None:
    """Look at the answers, change them, or merge what a client sent back."""


@command.command(
    short_help="Show every answer, and what is still open.",
    epilog=examples("webkit answers show my-business", "webkit answers show --open"),
)
@here
@click.option("--open", "only_open", is_flag=True, help="Only the questions without an answer.")
def show(*, folder: Path | None, only_open: bool) -> int:
    """Show every answer with the name `webkit set` knows it by, and what is still open."""
    project = open_project(folder)
    lines = tuple(_open_lines(project) if only_open else _answer_lines(project))
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("Nothing is open." if only_open else "Nothing is answered yet.", err=True)
    return Exit.DONE


def _answer_lines(project: Project) -> Iterator[str]:
    """Give a heading per group, the answers beneath it, and the open questions of the group in one line."""
    from kit.base.text import clean
    from kit.interview.summary import groups_of

    first = True
    for group in groups_of(project.loaded.text):
        if not group.rows and not group.open:
            continue
        yield from () if first else ("",)
        first = False
        yield group.title
        for row in group.rows:
            for number, line in enumerate(row.said):
                yield f"  {'' if number else row.fact:{_WIDE}} {clean(line, limit=300)}"
        for question in group.open:
            yield f"  {'open':{_WIDE}} {question.ask}"


def _open_lines(project: Project) -> Iterator[str]:
    from kit.interview.summary import groups_of

    for group in groups_of(project.loaded.text):
        for question in group.open:
            yield f"{question.id:20} {question.ask}"
