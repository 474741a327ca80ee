"""`webkit pack lint PACK`: what a template pack would do, before anything of it is used."""

from __future__ import annotations

from pathlib import Path

import click

from kit.base.errors import Exit
from kit.cli.options import examples


@click.group()
def command() -> None:
    """Look at a template pack before you use it."""


@command.command(
    short_help="Say what a pack loads, sends and runs.",
    epilog=examples("webkit pack lint starter", "webkit pack lint ./my-pack"),
)
@click.argument("pack")
@click.option("--without-hooks", is_flag=True, help="Look at it although it brings hooks; they are not run.")
def lint(*, pack: str, without_hooks: bool) -> int:
    """Say what PACK (a name, a folder, a zip or git address) loads, sends, runs, and where it fails."""
    from kit.cli.pack_source import find_pack
    from kit.render.lint import ERROR, lint_pack
    from kit.report.formats import counted

    remarks = lint_pack(find_pack(pack, Path(), without_hooks=without_hooks))
    for remark in remarks:
        click.echo(str(remark))
    errors = sum(remark.severity == ERROR for remark in remarks)
    said = f"{counted(errors, 'error')}, {counted(len(remarks) - errors, 'warning')}"
    click.echo(f"{pack}: {said}.", err=True)
    return Exit.FINDINGS if errors else Exit.DONE
