"""`webkit init`: the interview, or ready answers; then the first build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.errors import Exit
from kit.cli.options import INTERNAL, examples

if TYPE_CHECKING:
    from kit.interview.questions import Interview


@click.command(
    epilog=examples(
        "webkit init my-business",
        "webkit init demo --sample harbour-plumbing",
        "webkit init my-business --from https://www.example.com/",
    )
)
@click.argument("folder", type=click.Path(path_type=Path), default=".", metavar="[DIR]")
@click.option(
    "--answers", metavar="FILE", help="Ask nothing: take the facts from FILE, or - for standard input."
)
@click.option(
    "--sample", metavar="NAME", help="Ask nothing: start with a sample business, such as harbour-plumbing."
)
@click.option("--quick", is_flag=True, help="Two minutes: only what a site cannot do without.")
@click.option(
    "--designer", is_flag=True, help="Also ask what a designer agrees with a client, and write a brief."
)
@click.option("--browser", is_flag=True, help="Answer in your browser, with the site beside it.")
@click.option("--plain", is_flag=True, help="One line at a time: for screen readers and old terminals.")
@click.option(
    "--from",
    "source",
    metavar="URL|FOLDER",
    help="Read an existing website first, and ask whether it is right.",
)
@click.option(
    "--allow-address",
    "allow",
    multiple=True,
    metavar="ADDR",
    help=f"An internal address that --from may ask: {INTERNAL}",
)
@click.option("--pack", metavar="NAME|FOLDER|ADDRESS", help="Templates for the site: starter, a folder, or an https address of a .zip or .git.")  # fmt: skip
@click.option("--without-hooks", is_flag=True, help="Use a pack that has hooks, without running them.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, write nothing.")
def command(
    *,
    folder: Path,
    answers: str | None,
    sample: str | None,
    quick: bool,
    designer: bool,
    browser: bool,
    plain: bool,
    source: str | None,
    allow: tuple[str, ...],
    pack: str | None,
    without_hooks: bool,
    dry_run: bool,
) -> int:
    """Answer a few questions about your business, and get its website, profiles and plan in DIR.

    At every question: ? tells why we ask, < goes back, - skips, later puts it on your homework, ! finishes.
    Every answer is saved at once; the same command goes on where you stopped.
    """
    from kit.cli.init_pack import choose_pack

    choice = choose_pack(pack, folder, without_hooks=without_hooks)
    if answers or sample:
        from kit.cli.init_answers import begin_from

        begin_from(folder, answers=answers, sample=sample, pack=choice, dry_run=dry_run)
    else:
        from kit.cli.init_interview import How, begin_with_questions

        interview: Interview = "designer" if designer else "quick" if quick else "standard"
        begin_with_questions(folder, How(interview, browser, plain, source, allow, choice), dry_run=dry_run)
    return Exit.DONE
