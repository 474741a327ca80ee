"""`webkit log`: one line in the owner's ledger. No follower counts."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.clock import today
from kit.base.errors import Exit, InputError
from kit.base.text import clean
from kit.cli.days import a_day, a_past_day
from kit.cli.options import elsewhere, examples
from kit.cli.project import changing, command_for, find_folder
from kit.cli.width import width
from kit.output.facts_file import FACTS

if TYPE_CHECKING:
    from kit.plan.items import Item
    from kit.plan.ledger import Entry

_NAMES = 24


@click.command(
    epilog=examples(
        'webkit log enquiry --who "Mrs Okafor" --channel past_customers', "webkit log done con-09"
    )
)
@click.argument("kind", required=False)
@click.argument("note", required=False, default="")
@click.argument("place", type=click.Path(path_type=Path), required=False, metavar="[DIR]")
@click.option("--who", default="", help="With whom, from whom, for whom; for `done` the item's id.")
@click.option("--channel", default="", help="How they came or where it was, such as past_customers.")
@click.option("--minutes", type=click.IntRange(0, 2400), help="Minutes it took.")
@click.option("--value", help="What it brought, in your money.")
@click.option("--due", metavar="DAY", help="Until when, year-month-day.")
@click.option("--all", "every", is_flag=True, help="Without KIND: all kinds, not only those that fit now.")
@click.option("--on", "day", metavar="DAY", help="When it was; today when absent.")
@elsewhere
def command(
    *,
    kind: str | None,
    note: str,
    place: Path | None,
    folder: Path | None,
    every: bool,
    **given: str | int | float | None,
) -> int:
    """Write down what happened, as one line of your ledger. Without KIND: what fits your plan now, and what it means.

    KIND: enquiry, job, referral, post, minutes, touch, conversation, promise, decision, done and what the plan counts.
    """
    if kind is None or (not note and place is None and _is_project(kind)):
        return _kinds(folder or (Path(kind) if kind else None), every=every)
    if place is None and note and _is_project(note):
        place, note = Path(note), ""  # a project and no note: webkit log job demo
    from kit.plan.words import day_text

    project = find_folder(folder or place)
    entry, came = _as_asked(_entry(kind, note, given), project)
    write_entry(project, entry)
    click.echo(
        f"Logged: {entry.kind}{f', {entry.who}' if entry.who else ''}, {day_text(entry.date)}.{came}",
        err=True,
    )
    return Exit.DONE


def _is_project(words: str) -> bool:
    """Tell whether what stands in the place of a kind or a note is a project's folder."""
    try:
        return (Path(words) / FACTS).is_file()
    except OSError:  # a note longer than any name on a disk
        return False


def _kinds(folder: Path | None, *, every: bool) -> int:
    """Print what can be logged: the dozen that fit this project's plan now, or all of it."""
    from kit.plan.ledger import BASE_KINDS, kinds_now, meaning_of

    told = meaning_of()
    if every:
        click.echo(click.style("What happens in a week:", bold=True))
        _show({name: told.pop(name) for name in BASE_KINDS})
        click.echo(click.style("\nWhat the plan counts besides, each with its line there:", bold=True))
        _show(told)
    else:
        click.echo(click.style("What to write down now:", bold=True))
        _show({name: told[name] for name in kinds_now(_at_hand(folder))})
        more = command_for("webkit log --all", folder, "--dir") if folder else "webkit log --all"
        click.echo(f"\nThere are {len(told)} in all: {more}", err=True)
    click.echo('For example: webkit log conversation --who "Dana Reed"', err=True)
    return Exit.DONE


def _at_hand(folder: Path | None) -> Iterator[Item]:
    """Give the items of this week, then those of the weeks after; outside a project there are none."""
    from kit.cli.project import open_project
    from kit.plan.plan import make_plan
    from kit.plan.this_week import week_of

    try:
        project = open_project(folder)
    except InputError:
        if folder:
            raise
        return
    plan = make_plan(project.business, project.trade, today())
    number = week_of(plan, today())
    if number < 1:
        yield from plan.shown.launch
    for week in plan.calendar.weeks[max(number - 1, 0) :]:
        yield from (line.item for line in week.lines)


def _show(rows: dict[str, str]) -> None:
    """Print kinds and their meaning in two columns; in a narrow terminal below each other."""
    wide = width(96)
    for name, meaning in rows.items():
        lead = f"  {name:{_NAMES}}" if wide > _NAMES * 3 else f"  {name}\n      "
        after = " " * (_NAMES + 2 if wide > _NAMES * 3 else 6)
        rest = textwrap.fill(meaning, wide - len(after), break_on_hyphens=False).replace("\n", f"\n{after}")
        click.echo(lead + rest)


def _entry(kind: str, note: str, given: dict[str, str | int | float | None]) -> Entry:
    from kit.plan.items import load_items
    from kit.plan.ledger import Entry, amount, check_kind

    plain, who = check_kind(kind), str(given["who"] or "")
    if plain == "done":
        who, note = (who, note) if who else (note, "")
        if who.lower() not in {item.id for item in load_items()}:
            what = f'"{clean(who, limit=40)}" is no item of the checklist.' if who else "Which item is done?"
            raise InputError(
                what,
                hint="Its id stands in brackets in webkit plan. Write for example: webkit log done con-09",
            )
    try:
        value = amount(str(given["value"] or ""))
    except ValueError as exc:
        raise InputError(str(exc), hint="Write for example: --value 240 or --value 1200.50") from exc
    minutes = given["minutes"]
    return Entry(
        date=a_past_day(_text(given["day"])) or today(),
        kind=plain,
        who=who,
        channel=_channel(str(given["channel"] or "")),
        minutes=None if minutes is None else int(minutes),
        value=value,
        due=a_day(_text(given["due"])),
        note=note,
    )


def _as_asked(entry: Entry, project: Path) -> tuple[Entry, str]:
    """Give a job the channel of the same person's last enquiry, and a sentence that says so ("" when nothing is added)."""
    from dataclasses import replace

    from kit.plan.ledger import came_by
    from kit.plan.records import load_records
    from kit.plan.words import day_text

    if entry.kind != "job" or entry.channel or not entry.who:
        return entry, ""
    asked = came_by(load_records(project).ledger, entry.who, entry.date)
    if asked is None:
        return entry, ""
    said = f" Channel {asked.channel}, as in their enquiry of {day_text(asked.date)}; say another with --channel."
    return replace(entry, channel=asked.channel), said


def _text(value: str | int | float | None) -> str | None:
    return None if value is None else str(value)


def _channel(name: str) -> str:
    """Give the channel's id for an id, any name of a network, or `map_search` and `unknown`; raises InputError."""
    from kit.networks.catalogue import names, plain_name
    from kit.plan.model import load_model

    plain, model = name.strip().lower().replace("-", "_").replace(" ", "_"), load_model()
    known = [channel.id for channel in model.channels] + ["map_search", "unknown", "other"]
    if not plain or plain in known:
        return plain
    network = names().get(plain_name(name), plain)
    owner = model.channel_of(network)
    if owner:
        return owner.id
    if network in names().values():
        return "map_search"  # a listing: it is found by searching
    near = difflib.get_close_matches(plain, known, n=2, cutoff=0.6)
    raise InputError(
        f'"{clean(name, limit=40)}" is no way that customers come here.',
        hint=f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known)}.",
    )


def write_entry(project: Path, entry: Entry) -> None:
    """Add one line to the project's log, whole or not at all; the first one brings the head."""
    from kit.base.atomic import append_line, atomic_write
    from kit.plan.ledger import FILE, header, row_text

    path = project / FILE
    with changing(project, "log"):
        if not path.is_file() or not path.stat().st_size:
            atomic_write(path, (header() + "\n").encode("utf-8"), mode=0o600)
        first = path.read_bytes().split(b"\n", 1)[0]
        append_line(path, row_text(entry, separator=";" if first.count(b";") > first.count(b",") else ","))
