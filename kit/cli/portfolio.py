"""`webkit portfolio`: many sites, checked in turn, never one twice, whatever happens in between."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.base.errors import Exit, InputError
from kit.cli.check import check_options
from kit.cli.check_settings import Options, Stop
from kit.cli.options import examples

if TYPE_CHECKING:
    from kit.portfolio.journal import Done, Journal
    from kit.portfolio.rounds import Progress
    from kit.portfolio.sites import Site, Sites
    from kit.report.formats import Frame

_HERE = click.argument("portfolio", type=click.Path(path_type=Path), default=Path(), metavar="[PORTFOLIO]")


@click.group()
def command() -> None:
    """Look after many sites. PORTFOLIO is a CSV file (name, target, client) or a folder of projects."""


@command.command(
    "add",
    short_help="Add a site to a portfolio.",
    epilog=examples(
        'webkit portfolio add corner-cup --client "Corner Cup"',
        "webkit portfolio add https://www.example.com/ clients.csv",
    ),
)
@click.argument("target")
@click.argument(
    "portfolio", type=click.Path(path_type=Path), default=Path("portfolio.csv"), metavar="[PORTFOLIO]"
)
@click.option("--name", help="What you call it.")
@click.option("--client", default="", help="Whose it is: reports are grouped by client.")
@click.option("--portfolio", "file", type=click.Path(path_type=Path), hidden=True)
def add(*, target: str, name: str | None, client: str, portfolio: Path, file: Path | None) -> int:
    """Add a site to PORTFOLIO (portfolio.csv when not named): a web address, or the folder of a project."""
    from kit.base.atomic import atomic_write
    from kit.cli.project import changing
    from kit.portfolio.sites import Site, add_site

    portfolio = file or portfolio
    with changing(portfolio.parent, "portfolio add"):
        content = portfolio.read_bytes() if portfolio.exists() else b""
        atomic_write(portfolio, add_site(content, Site(name or target, target, client)))
    click.echo(f"Saved: {portfolio}", err=True)
    return Exit.DONE


@command.command("list", epilog=examples("webkit portfolio list clients.csv"))
@_HERE
def list_sites(*, portfolio: Path) -> int:
    """List the sites."""
    sites = _load(portfolio)
    for site in sites.sites:
        click.echo(f"{site.name:40} {site.target}" + (f"  ({site.client})" if site.client else ""))
    return Exit.DONE


@command.command(
    "check",
    epilog=examples(
        "webkit portfolio check clients.csv --only-failed",
        "webkit portfolio check projects --offline --fail-on never",
    ),
)
@_HERE
@click.option(
    "--only-failed", is_flag=True, help="Only sites that had errors, or could not be checked, last time."
)
@click.option("--cluster", metavar="ADDRESS", help="Check on a Dask cluster, such as tcp://10.0.0.5:8786.")
@click.option(
    "--at-once",
    type=click.IntRange(1, 64),
    default=min(8, 2 * (os.cpu_count() or 1)),
    show_default=True,
    help="Sites checked at the same time.",
)
@click.option(
    "--site-limit",
    type=click.FloatRange(1),
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="How long one site may take.",
)
@check_options
def check(
    *, portfolio: Path, only_failed: bool, cluster: str | None, at_once: int, site_limit: float, **chosen: Any
) -> int:
    """Check every site. Stopped or killed, the same command goes on with those that are left."""
    from kit.portfolio.rounds import exit_of, round_key, run_round

    options, sites = _options(chosen), _load(portfolio)
    stop = Stop()
    stop.listen()
    key = round_key(sites.sites, _kept(options) | {"only_failed": only_failed})
    execute = _executor(replace(options, output=None), cluster, at_once, site_limit, stop)
    with _journal(portfolio) as journal:
        number = run_round(journal, sites.sites, key, execute, at=_now(), only_failed=only_failed, tell=_tell)
        _write(journal, number, options.style, options.output, sites.problems)
        return exit_of(journal.rows(number), options.fail_on)


@command.command(
    "report",
    short_help="Write the last round: all sites at a glance, and each alone.",
    epilog=examples("webkit portfolio report clients.csv --output reports"),
)
@_HERE
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "html", "json", "csv"]),
    default="html",
    show_default=True,
    help="How the report is written.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="A folder for html (one page per site too), else a file.",
)
@click.option("--client", help="Only the sites of this client.")
def report(*, portfolio: Path, style: str, output: Path | None, client: str | None) -> int:
    """Write the last round: all sites at a glance, and a report per site."""
    with _journal(portfolio) as journal:
        number = journal.last_round()
        if number is None:
            raise InputError("No round was checked yet.", hint="Run: webkit portfolio check")
        if style == "html":
            _write_pages(journal, number, output or Path("portfolio-report"), client)
        else:
            _write(journal, number, style, output, ())
    return Exit.DONE


def _options(chosen: dict[str, Any]) -> Options:
    options = Options(**chosen)
    if options.style not in {"text", "json", "csv"}:
        raise InputError(
            "A portfolio is reported as text, json or csv.",
            hint="For pages run afterwards: webkit portfolio report",
        )
    if options.confirm or options.dry_run or options.baseline:
        raise InputError(
            "--confirm, --dry-run and --baseline are for one site.", hint="Use webkit check for them."
        )
    return options


def _kept(options: Options) -> dict[str, Any]:
    """Give the options that make a round what it is; how it is shown does not."""
    return {
        name: value for name, value in asdict(options).items() if name not in {"style", "output", "verbose"}
    }


def _executor(
    options: Options, cluster: str | None, at_once: int, seconds: float, stop: Stop
) -> Callable[[Iterable[Site]], Iterator[Done]]:
    from kit.cli.portfolio_work import SiteWork, now
    from kit.portfolio.cluster import run_on_cluster
    from kit.portfolio.local import Limits, run_locally

    work = SiteWork(options)
    if cluster:
        return lambda sites: run_on_cluster(work, sites, cluster, now, stop)
    limits = Limits(seconds=seconds, at_once=at_once)
    return lambda sites: run_locally(work, sites, limits, now, stop)


def _load(portfolio: Path) -> Sites:
    from kit.portfolio.sites import load_sites

    return load_sites(portfolio)


def _journal(portfolio: Path) -> Any:
    from kit.portfolio.journal import open_journal

    folder = portfolio if portfolio.is_dir() else portfolio.parent
    name = "portfolio" if portfolio.is_dir() else portfolio.stem
    return open_journal(folder / ".webkit" / f"{name}.sqlite")


def _write(journal: Journal, number: int, style: str, output: Path | None, problems: Iterable[str]) -> None:
    from kit.base.atomic import atomic_write
    from kit.portfolio.summary import summary_csv, summary_data, summary_text

    for problem in problems if style != "text" else ():
        click.echo(problem, err=True)
    match style:
        case "json":
            parts = summary_data(journal, number)
        case "csv":
            parts = iter((summary_csv(journal, number),))
        case _:
            parts = iter((summary_text(journal, number, problems),))
    if output is not None:
        atomic_write(output, "".join(parts).encode())
        click.echo(f"Saved: {output}", err=True)
        return
    for part in parts:
        click.echo(part, nl=False)


def _write_pages(journal: Journal, number: int, folder: Path, client: str | None) -> None:
    import json

    from kit.base.atomic import atomic_write
    from kit.cli.portfolio_work import file_names
    from kit.portfolio.summary import summary_page
    from kit.report.formats import counted, render
    from kit.report.json import from_data

    rows = [row for row in journal.rows(number) if client is None or row.site.client == client]
    if not rows:
        raise InputError(f"There is no site of {client}.", hint="`webkit portfolio list` shows the clients.")
    names, frame = file_names([row.site for row in rows]), _frame()
    made: dict[str, str] = {}
    for row in rows:
        kept = journal.report(number, row.site.target)
        if kept:
            data = json.loads(kept)
            one = from_data(data["report"], notes=data["notes"], title=data["title"] or row.site.name)
            made[row.site.target] = names[row.site.target]
            atomic_write(folder / names[row.site.target], render("html", [one], frame).encode())
    page = summary_page(journal, number, frame, made, only={row.site.target for row in rows})
    atomic_write(folder / "index.html", page.encode())
    click.echo(f"{folder / 'index.html'}: {counted(len(rows), 'site')}, {counted(len(made), 'report')}.")


def _frame() -> Frame:
    from kit.base.clock import today
    from kit.report.agency import load_agency
    from kit.report.formats import Frame

    agency = load_agency((Path(), Path.home() / ".config" / "webkit"))
    return Frame(today().isoformat(), maker=agency.name, maker_colour=agency.colour, maker_link=agency.link)


def _tell(progress: Progress) -> None:
    from kit.base.text import clean
    from kit.report.formats import counted

    counts = ((progress.result.errors, "error"), (progress.result.warnings, "warning"))
    said = ", ".join(counted(number, what) for number, what in counts)
    state = progress.result.problem or said
    click.echo(f"{progress.done} of {progress.total}: {clean(progress.site.name)}: {clean(state)}", err=True)


def _now() -> str:
    from kit.cli.portfolio_work import now

    return now()
