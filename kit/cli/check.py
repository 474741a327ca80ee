"""`webkit check`: what is dead, wrong or unfinished, on a project, folder, site, page or list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kit.base.errors import Exit
from kit.cli.check_run import check_all, deliver, planned, subjects_of
from kit.cli.check_settings import Options
from kit.cli.options import AGAIN, INTERNAL, examples

STYLES = ("text", "json", "html", "sarif", "junit", "csv", "markdown", "github")


def check_options(command: Any) -> Any:
    """Give a command the options of `check`; `portfolio check` takes the same."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option("--format", "style", type=click.Choice(STYLES), default="text", help="How the report is written."),
    click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write the report to FILE; html to a .pdf prints it."),
    click.option("--offline", is_flag=True, help="Ask nothing of the network."),
    click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "never"]),
        default="error",
        show_default=True,
        help="What makes the exit code 1.",
    ),
    click.option("--only", multiple=True, metavar="CHECK", help=f"Run only this check {AGAIN}."),
    click.option("--skip", multiple=True, metavar="CHECK", help=f"Leave this check out {AGAIN}."),
    click.option(
        "--allow-address",
        multiple=True,
        metavar="ADDR",
        help=f"An internal address that may be asked: {INTERNAL}",
    ),
    click.option("--allow-port", multiple=True, type=click.IntRange(1, 65535), metavar="N", help=f"A port besides 80, 443, 8080 and 8443 that may be asked {AGAIN}."),
    click.option("--ca-file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE", help="Trust these certificates too."),
    click.option("--max-pages", type=click.IntRange(1), default=2000, show_default=True, help="Stop a crawl after so many pages."),
    click.option("--crawl/--no-crawl", default=True, help="Read the whole site of an address, or the one page."),
    click.option("--all-fragments", is_flag=True, help="Look for the places that links name on other sites too."),
    click.option("--engine", type=click.Choice(["fast", "requests"]), default="fast", show_default=True, help="How links are asked."),
    click.option("--timeout", type=click.FloatRange(0.1, 600), default=20.0, show_default=True, metavar="SECONDS", help="How long one link may take."),
    click.option("--since", type=click.Choice(["last"]), help="Report only the news since the last run."),
    click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Report only what this file does not name; it is written when it is not there."),
    click.option("--max-age", type=click.FloatRange(0), default=0.0, metavar="HOURS", help="Do not ask again what was alive within so many hours."),
    click.option("--confirm", is_flag=True, help="Walk through what a program cannot tell, and keep what you saw for 90 days."),
    click.option("--dry-run", is_flag=True, help="List what would be asked, ask nothing."),
    click.option("-v", "--verbose", is_flag=True, help="Show everything, not only the first screen."),
)  # fmt: skip


@click.command(
    epilog=examples(
        "webkit check my-business --offline",
        "webkit check https://www.example.com/ --format html --output report.html",
        "webkit check public --format sarif --output webkit.sarif",
    )
)
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@check_options
def command(*, targets: tuple[str, ...], **chosen: Any) -> int:
    """Check links, profiles and facts of TARGET.

    TARGET is a project, a folder of HTML, a web address (the whole site is read), one page, a list of
    addresses, or - for standard input. Without one: the project here.
    """
    options = Options(**chosen)
    reports = check_all(subjects_of(targets, options), options)
    if options.dry_run:
        click.echo("\n".join(planned(reports)))
        return Exit.DONE
    return deliver(reports, options)
