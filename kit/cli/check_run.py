"""From the options of `webkit check` to its world: network, clock, memory, progress; and from reports to output."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.errors import Exit, MachineError
from kit.cli.check_settings import Options, Stop

if TYPE_CHECKING:
    from kit.check.ignores import CheckFile, Ignore
    from kit.check.memory import Memory
    from kit.check.subject import Subject
    from kit.check.types import Report
    from kit.check.world import Settings
    from kit.facts.models import Business


def subjects_of(targets: Sequence[str], options: Options) -> tuple[Subject, ...]:
    """Give what the targets name; without one the project here."""
    from kit.check.subject import find_subject
    from kit.cli.project import find_folder

    names = targets or (_shown(find_folder(None)),)
    return tuple(
        find_subject(name, load=_load, stdin=sys.stdin.buffer.read, crawl=options.crawl) for name in names
    )


def check_all(subjects: Iterable[Subject], options: Options) -> tuple[Report, ...]:
    """Audit each subject in turn, and keep only the news when that was asked for."""
    stop = Stop()
    if not options.dry_run:
        stop.listen()
    subjects = tuple(subjects)
    reports = tuple(check_one(subject, options, stop) for subject in subjects)
    if options.confirm:
        from kit.cli.check_confirm import confirmed_reports, terminal

        folders = [state_folder(subject) for subject in subjects]
        reports = confirmed_reports(reports, folders, terminal(), dt.date.today())  # noqa: DTZ011 - the owner's day
    return against_baseline_file(reports, options.baseline) if options.baseline else reports


def check_one(subject: Subject, options: Options, stop: Callable[[], bool]) -> Report:
    """Audit one subject with all the world it needs, and remember what was seen."""
    from kit.check.audit import audit
    from kit.check.ignores import ignores_of, leave_out, load_check_file
    from kit.check.mentions import mentions_of
    from kit.check.news import since
    from kit.check.rule import chosen
    from kit.check.rules import all_checks
    from kit.cli.check_world import build_world
    from kit.pages.other import parse_any

    rules = chosen(all_checks(), only=options.only, skip=options.skip)
    rules_file = load_check_file(check_folder(subject), os.environ)
    ignores = (*rules_file.ignore, *ignores_of(subject.business))
    with memory_of(subject, options) as memory:
        world = build_world(subject, options, stop, memory, rules_file)
        report = audit(
            subject,
            settings_of(options, ignores, rules_file),
            world,
            parse=parse_any,
            rules=rules,
            extract=partial(mentions_of, business=subject.business),
        )
        report = leave_out(report, ignores, world.now.date())
        before = memory.last_findings() if memory and options.since else None
        if memory and not options.dry_run:
            memory.remember(report)
    return since(report, *before) if before else report


def check_folder(subject: Subject) -> Path:
    """Give where `webkit-check.yaml` is read from: the project, else the checked folder, else here."""
    from kit.check.ignores import FILE

    own = subject.project or subject.folder
    return own if own is not None and (subject.project or (own / FILE).is_file()) else Path()


@contextmanager
def memory_of(subject: Subject, options: Options) -> Iterator[Memory | None]:
    """Open the history of a subject: beside a project, else in this user's own folder; nowhere for a dry run."""
    from kit.check.memory import open_memory

    if options.dry_run or subject.name == "-":
        yield None
        return
    now, state = dt.datetime.now(dt.UTC), state_folder(subject)
    name = "project" if subject.project else subject.url or str(Path(subject.name).resolve())
    with ExitStack() as open_until_the_end:
        memory: Memory | None = None
        try:
            memory = open_until_the_end.enter_context(
                open_memory(state / "history.sqlite", name, now, confirmed=state)
            )
        except MachineError as exc:
            if options.since or options.confirm:
                raise
            click.echo(f"This run is not remembered: {exc.message}", err=True)
        yield memory


def state_folder(subject: Subject) -> Path:
    """Give where a subject's history stands: beside a project, else in this user's own folder."""
    from platformdirs import user_state_path

    return subject.project / ".webkit" if subject.project else user_state_path("webkit")


def settings_of(options: Options, ignores: tuple[Ignore, ...], rules_file: CheckFile) -> Settings:
    """Give what the options and the project's own file choose for the audit."""
    from kit.check.world import Settings

    return Settings(
        only=options.only,
        skip=options.skip,
        offline=options.offline,
        crawl=options.crawl,
        all_fragments=options.all_fragments,
        max_pages=options.max_pages,
        accepted=rules_file.accept,
        ignores=ignores,
        max_age=dt.timedelta(hours=options.max_age),
    )


def against_baseline_file(reports: tuple[Report, ...], file: Path) -> tuple[Report, ...]:
    """Leave out what the baseline names; when there is none yet, this run becomes it."""
    from kit.base.atomic import atomic_write
    from kit.check.news import against_baseline, baseline_of, load_baseline

    known = load_baseline(file)
    if known is None:
        content = baseline_of(reports)
        atomic_write(file, content)
        click.echo(f"Saved: {file} now names what is known; later runs report only what is new.", err=True)
        known = load_baseline(file)
    assert known is not None
    return tuple(against_baseline(report, known) for report in reports)


def deliver(reports: Sequence[Report], options: Options) -> int:
    """Write the reports where they are wanted, and give the exit code they deserve."""
    from kit.base.atomic import atomic_write
    from kit.report.agency import Agency, load_agency
    from kit.report.formats import Frame, pieces

    colour = options.output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    size = _size()
    today = dt.date.today().isoformat()  # noqa: DTZ011 - the owner's day
    agency = (
        load_agency((Path(), Path.home() / ".config" / "webkit")) if options.style == "html" else Agency()
    )
    frame = Frame(
        today,
        min(size.columns, 110),
        size.lines,
        colour,
        options.verbose,
        agency.name,
        agency.colour,
        agency.link,
    )
    written = pieces(options.style, reports, frame)
    if options.output is None:
        for piece in written:
            click.echo(piece, nl=False, color=True)
    else:
        atomic_write(options.output, _bytes(written, options))
        click.echo(f"Saved: {options.output}", err=True)
    return max((report.exit(options.fail_on) for report in reports), default=Exit.DONE)


def planned(reports: Sequence[Report]) -> Iterator[str]:
    """Give the addresses that a run would ask for, each once."""
    from kit.check.types import Verdict

    asked = (link.url for report in reports for link in report.links if link.reason == "offline")
    profiles = (
        each.url for report in reports for each in report.profiles if each.verdict is Verdict.NOT_ASKED
    )
    yield from dict.fromkeys(url.partition("#")[0] for url in (*asked, *profiles))


def _load(folder: Path) -> Business:
    from kit.cli.project import open_project

    return open_project(folder).business


def _shown(folder: Path) -> str:
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)


def _bytes(written: Iterable[str], options: Options) -> bytes | Iterator[bytes]:
    """Give what goes into the file: the text piece by piece, or for the owner's page in a `.pdf` its print."""
    if options.style == "html" and options.output and options.output.suffix.lower() == ".pdf":
        from kit.report.pdf import printed

        return printed("".join(written))
    return (piece.encode("utf-8") for piece in written)


def _size() -> os.terminal_size:
    """Give the terminal's size; a pipe has none, and gets a usual window's."""
    import shutil

    size = shutil.get_terminal_size((100, 40))
    return size if sys.stdout.isatty() else os.terminal_size((size.columns, max(size.lines, 40)))
