"""`webkit plan`: this week's page in the terminal, and what other minutes would change."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kit.base.clock import today
from kit.base.errors import Exit, InputError
from kit.cli.options import examples, here
from kit.cli.project import Project, changing, open_project
from kit.cli.width import width

if TYPE_CHECKING:
    from kit.plan.this_week import TextLine
    from kit.plan.verify.seen import Seen

_WIDTH = 96
_HANGING = re.compile(r"\[| ?\d+\. |- \[")
"""How lines begin whose further lines stand in: a box to tick, a number."""
_STYLES: dict[str, dict[str, Any]] = {
    "head": {"bold": True},
    "red": {"fg": "red", "bold": True},
    "done": {"dim": True},
    "small": {"dim": True},
}


@click.command(epilog=examples("webkit plan my-business", "webkit plan --what-if minutes=60"))
@here
@click.option("--week", type=int, metavar="N", help="Another week than this one, 1 to 13.")
@click.option(
    "--what-if", metavar="minutes=N", help="What other minutes a week would change; nothing is saved."
)
@click.option("--look", "online", is_flag=True, help="Ask the web first: mail records, registry, your links. Kept for 30 days.")  # fmt: skip
def command(*, folder: Path | None, week: int | None, what_if: str | None, online: bool) -> int:
    """Show this week's page: at most nine lines, what is late, who is due. The whole plan is in plan/plan.html."""
    if week is not None and not 1 <= week <= 13:
        raise InputError(
            f"{week} is no week of this quarter.", hint="They go from 1 to 13: webkit plan --week 5"
        )
    project = open_project(folder)
    if online:
        _look_around(project)
    seen = look(project)
    show(_what_if(seen, what_if) if what_if else _page(seen, week))
    return Exit.DONE


def look(project: Project) -> Seen:
    """Give the project's plan, records and built files, as of today."""
    from kit.plan.plan import make_plan
    from kit.plan.records import load_records
    from kit.plan.verify.seen import seen_of

    records = load_records(project.folder)
    for problem in records.problems:
        click.echo(f"Please look again: {problem}", err=True)
    plan = make_plan(project.business, project.trade, today())
    files = {
        path.relative_to(project.folder).as_posix(): path.read_bytes() for path in _built(project.folder)
    }
    return seen_of(plan, today(), records, files)


def _look_around(project: Project) -> None:
    """Ask name servers, registry and the addresses of the facts, and keep what could be told."""
    from kit.base.atomic import atomic_write
    from kit.check.verify.run import look_at, look_of
    from kit.net.engine import ask_all
    from kit.net.records import system_query
    from kit.net.types import NetSettings
    from kit.output.apply import STATE
    from kit.plan.last_look import FILE, Looked, looked_text
    from kit.plan.plan import make_plan
    from kit.plan.words import counted

    slowly = NetSettings(per_host=1, per_second=1.0)
    ways = look_of(project.business, lambda asks: ask_all(asks, slowly, engine="requests"), system_query)
    shown = make_plan(project.business, project.trade, today()).shown
    found = look_at(shown.all, ways)
    with changing(project.folder, "look"):
        atomic_write(project.folder / STATE / FILE, looked_text(Looked(today(), found)).encode("utf-8"))
    proved = sum(found.values())
    click.echo(f"Looked: {counted(proved, 'thing')} proved, {len(found) - proved} open.", err=True)


def _built(folder: Path) -> Iterator[Path]:
    yield from (path for path in (folder / "plan" / "scripts.md",) if path.is_file())
    for name in ("site", "profiles"):
        yield from sorted(path for path in (folder / name).rglob("*") if path.suffix in {".html", ".xml", ".md", ".png"} and path.is_file())  # fmt: skip


def show(lines: Iterable[TextLine]) -> None:
    """Print lines, folded, in their style."""
    for line in lines:
        indent = "    " if _HANGING.match(line.text) else ""
        text = textwrap.fill(line.text, width(_WIDTH), subsequent_indent=indent, break_on_hyphens=False)
        click.echo(click.style(text, **_STYLES.get(line.style, {})))


def _page(seen: Seen, week: int | None) -> Iterator[TextLine]:
    from kit.plan.decisions import red_lines
    from kit.plan.first_screen import left_out
    from kit.plan.people import due
    from kit.plan.standing import standing_text
    from kit.plan.this_week import TextLine, week_lines, week_of
    from kit.plan.verify.marks import marks
    from kit.plan.weighing import weighing

    found = marks(seen.plan.shown.all, seen)
    for line in red_lines(seen.decisions, seen.today, seen.business.language):
        yield TextLine(line, "red")
    for line in weighing(seen.business, seen.decisions, seen.today):
        yield TextLine(f"To decide: {line}")
    number = week or week_of(seen.plan, seen.today)
    yield from week_lines(
        seen.plan, number, marks=found, due=due(seen.people, seen.today), whom=_whom(seen, number)
    )
    if number <= 1 and (noes := left_out(seen.plan)):
        yield TextLine(noes, "small")
    yield TextLine(f"All in all: {standing_text(found)}.", "small")


def _whom(seen: Seen, number: int) -> str:
    """Say with whom a week is spent, "" for a week without minutes for people."""
    from kit.plan.first_screen import with_whom
    from kit.plan.whom import company_of

    company = company_of(seen.plan, seen.people)
    nobody = not any(each.people for each in company.values())
    if number < 1 and company:
        number = min(company)
    return with_whom(company[number], nobody=nobody) if number in company else ""


def _what_if(seen: Seen, text: str) -> Iterator[TextLine]:
    from kit.plan.this_week import what_if_lines

    match = re.fullmatch(r"(?:marketing\.)?(?:minutes(?:_per_week)?|(hours))\s*=\s*(\d{1,4})", text.strip())
    if not match:
        raise InputError(
            f'"{text}" cannot be tried', hint="Write for example: webkit plan --what-if minutes=60"
        )
    minutes = int(match[2]) * (60 if match[1] else 1)
    if minutes > 2400:
        raise InputError("A week has no more than 2400 minutes for this.", hint="Try: --what-if minutes=300")
    yield from what_if_lines(seen.plan, minutes)
