"""`webkit review`: the monthly half page, the 90-day review, and a request for advice read before it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.errors import Exit, InputError
from kit.cli.options import examples, here
from kit.cli.plan import look, show
from kit.cli.project import open_project
from kit.cli.width import width

if TYPE_CHECKING:
    from kit.plan.review import Review
    from kit.plan.this_week import TextLine
    from kit.plan.verify.seen import Seen

_TABLE = 66
"""Columns of the table of sources."""


@click.command(epilog=examples("webkit review my-business --quarter"))
@here
@click.option("--quarter", is_flag=True, help="The 90-day review instead of the last month.")
@click.option("--draft", type=click.Path(path_type=Path, dir_okay=False), help="Read a request for advice before you send it.")  # fmt: skip
def command(*, folder: Path | None, quarter: bool, draft: Path | None) -> int:
    """Show what the log says of the last month (or quarter), and the questions only you can answer."""
    if draft:
        return _draft(draft)
    show(_sheet(look(open_project(folder)), quarter=quarter))
    return Exit.DONE


def _draft(path: Path) -> int:
    from kit.facts.tree import decode
    from kit.plan.advice_request import request_problems

    if not path.is_file():
        raise InputError(f"{path} is not there", hint="Save the request as a text file first.")
    problems = request_problems(decode(path.read_bytes(), path.name))
    for problem in problems:
        click.echo(f"- {problem}")
    if not problems:
        click.echo("Ready to send: one question, two ways, a day, and an easy no.")
    return Exit.FINDINGS if problems else Exit.DONE


def _sheet(seen: Seen, *, quarter: bool) -> Iterator[TextLine]:
    from kit.plan.review import MONTHLY_QUESTIONS, QUARTERLY_QUESTIONS, review
    from kit.plan.standing import standing_text
    from kit.plan.this_week import TextLine
    from kit.plan.verify.marks import marks
    from kit.plan.words import day_text

    days = 91 if quarter else 30
    found = review(seen.plan, seen.ledger, seen.people, seen.today - dt.timedelta(days=days - 1), seen.today)
    yield TextLine(
        f"The last {days} days, {day_text(found.since)} to {day_text(found.until, year=True)}", "head"
    )
    yield from _figures(found, seen)
    yield TextLine(f"Items: {standing_text(marks(seen.plan.shown.all, seen))}.", "small")
    yield TextLine("Questions for you", "head")
    for number, question in enumerate((*QUARTERLY_QUESTIONS, *MONTHLY_QUESTIONS) if quarter else MONTHLY_QUESTIONS, start=1):  # fmt: skip
        yield TextLine(f"{number:2}. {question}")
    if quarter:
        yield from _next_choice(found, seen)
    kind = "quarterly" if quarter else "monthly"
    yield TextLine(f"When it is filled in: webkit log {kind}", "small")


def _figures(found: Review, seen: Seen) -> Iterator[TextLine]:
    from kit.plan.this_week import TextLine

    names = {channel.id: channel.name for channel in seen.plan.model.channels} | {
        "map_search": "Maps and search"
    }
    if found.empty:
        yield TextLine(
            "The log of these days is empty, so there is nothing to compare. Five minutes on a Friday are enough: "
            'webkit log enquiry --channel past_customers --who "Mrs Okafor"'
        )
    else:
        yield from _sources([(names.get(row[0], row[0]), *row[1:]) for row in found.rows])
        for label, value in found.numbers:
            yield TextLine(f"{label}: {value}")
    for note in found.notes:
        yield TextLine(note, "red")


def _sources(rows: list[tuple[str, int, int, float, float | None]]) -> Iterator[TextLine]:
    """Give a line per source: a table, or sentences where the terminal is narrow."""
    from kit.plan.this_week import TextLine
    from kit.plan.words import counted

    table = width(_TABLE) == _TABLE
    if rows and table:
        yield TextLine(f"{'Source':32} {'enquiries':>9} {'jobs':>5} {'hours':>6} {'each cost':>10}", "small")
    for name, asked, jobs, hours, cost in rows:
        price = f"{cost:.0f}" if cost is not None else "-"
        if table:
            yield TextLine(f"{name[:32]:32} {asked:9} {jobs:5} {hours:6.1f} {price:>10}")
        else:
            each = "" if cost is None else f", {price} each"
            yield TextLine(
                f"{name}: {counted(asked, 'enquiry')}{each}, {counted(jobs, 'job')}, {hours:.1f} hours"
            )


def _next_choice(found: Review, seen: Seen) -> Iterator[TextLine]:
    from dataclasses import replace

    from kit.plan.choice import choose
    from kit.plan.this_week import TextLine
    from kit.plan.words import list_text

    yield TextLine("The next choice", "head")
    if not found.last_ten:
        yield TextLine(
            "Fewer than ten jobs are in the log, so the choice still counts with the old last ten."
        )
        return
    after = choose(replace(seen.plan.choice.owner, last_ten=found.last_ten), seen.plan.model)
    picks = list_text([each.channel.name for each in after.picks]) or "nothing"
    same = {each.channel.id for each in after.picks} == {each.channel.id for each in seen.plan.choice.picks}
    counted = ", ".join(f"{name} {count}" for name, count in found.last_ten)
    yield TextLine(
        f"Your real last ten: {counted}. With them the choice is {picks}{', as before' if same else ''}."
    )
    gone = [(name, 0) for name, count in seen.plan.choice.owner.last_ten or () if count and name not in dict(found.last_ten)]  # fmt: skip
    for name, count in (*found.last_ten, *gone):
        yield TextLine(f"  webkit set marketing.last_ten.{name} {count}", "small")
