"""`webkit change`: what to do, and when, if you move, are away, change prices or close."""

from __future__ import annotations

import datetime as dt
import textwrap
from pathlib import Path

import click

from kit.base.clock import today
from kit.base.errors import Exit, InputError
from kit.cli.days import a_day
from kit.cli.options import examples, here
from kit.cli.project import find_folder
from kit.cli.width import width


@click.command(epilog=examples("webkit change holiday --on 2026-12-21 --until 2027-01-03 --save"))
@click.argument("event", required=False)
@here
@click.option("--on", "day", metavar="DAY", help="The day it happens; today when absent.")
@click.option("--until", metavar="DAY", help="The last day, where it has one.")
@click.option("--save", is_flag=True, help="Keep the list as plan/change-EVENT.md too.")
def command(*, event: str | None, folder: Path | None, day: str | None, until: str | None, save: bool) -> int:
    """Show the dated checklist of a life event: closing, colleague, holiday, moved, phone, prices."""
    if event is None:
        return _events()
    lines = _lines(event, day, until)
    for line in lines:
        click.echo(
            textwrap.fill(
                line, width(96), subsequent_indent=" " * 6 * line.startswith("- "), break_on_hyphens=False
            )
        )
    if save:
        _save(event, folder, lines)
    return Exit.DONE


def _events() -> int:
    from kit.plan.life import events

    for each in events().values():
        click.echo(f"{each.id:10} {each.title}")
    return Exit.DONE


def _lines(name: str, day: str | None, until: str | None) -> list[str]:
    from kit.plan.life import dated_steps, find_event
    from kit.plan.words import day_text

    event, when, last = find_event(name), a_day(day) or today(), a_day(until)
    if last and last < when:
        raise InputError(
            f"It would end on {last.isoformat()}, before it begins on {when.isoformat()}.",
            hint=f"Write for example: webkit change {event.id} --on 2026-12-20 --until 2027-01-03",
        )
    span = f" to {day_text(last, year=True)}" if last else ""
    lines = [f"{event.title}, {day_text(when, year=True)}{span}"]
    for step in dated_steps(event, when, today(), until=last):
        mark = " (at once; it should have been earlier)" if step.late and day else ""
        undo = " (the undo date)" if step.undo else ""
        lines.append(f"- [ ] {day_text(step.day, year=step.day.year != when.year)}{mark}: {step.do}{undo}")
    lines.append(f"Facts that change: {', '.join(event.facts)}")
    if not day:
        lines.append(
            f"Counted from today. With its day: webkit change {event.id} --on {today() + dt.timedelta(weeks=6)}"
        )
    return lines


def _save(name: str, folder: Path | None, lines: list[str]) -> None:
    from kit.base.atomic import atomic_write

    path = find_folder(folder) / "plan" / f"change-{name.strip().lower()}.md"
    head, *rest = lines
    atomic_write(path, (f"# {head}\n\n" + "\n".join(rest) + "\n").encode("utf-8"), mode=0o600)
    click.echo(f"Saved as {path}", err=True)
