"""`webkit answers edit`: the review table again, or straight to one question; then the build."""

from __future__ import annotations

from pathlib import Path

import click

from kit.base.errors import Exit
from kit.cli.completion import complete_question
from kit.cli.options import elsewhere, examples


@click.command(epilog=examples("webkit answers edit", "webkit answers edit hours --dir my-business"))
@click.argument("question", required=False, shell_complete=complete_question)
@elsewhere
@click.option("--plain", is_flag=True, help="One line at a time: for screen readers and old terminals.")
def command(*, question: str | None, folder: Path | None, plain: bool) -> int:
    """Change answers in the review table, or go straight to QUESTION (see `webkit list questions`)."""
    from kit.cli.init_interview import change_answers

    change_answers(folder, question, plain=plain)
    return Exit.DONE
