"""Deciding on answers that came back: by options, by asking, and by a safe rule where nobody can be asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import click

from kit.base.errors import InputError
from kit.base.text import clean

if TYPE_CHECKING:
    from kit.interview.form_merge import Choice, Row


@dataclass(frozen=True, slots=True)
class Rules:
    """What the options say. `back` holds (fact or question, remark)."""

    accept: bool = False
    take: Literal["mine", "theirs"] | None = None
    back: tuple[tuple[str, str], ...] = ()
    dry_run: bool = False


def decide(rows: tuple[Row, ...], rules: Rules, *, made: str) -> tuple[Choice, ...]:
    """Show every answer beside the fact and decide on it; `made` is the day the form went out."""
    from kit.interview.form_merge import Kind

    _must_be_there(rows, rules)
    if not rows:
        click.echo("No answer in it; only what the client does not know.", err=True)
    asking = not (rules.accept or rules.dry_run) and sys.stdin is not None and sys.stdin.isatty()
    choices = tuple(_decide(row, rules, made=made, asking=asking) for row in rows)
    same = sum(row.kind is Kind.SAME for row in rows)
    if same:
        click.echo(f"{same} answer{' says' if same == 1 else 's say'} what stands there already.")
    return choices


def _must_be_there(rows: tuple[Row, ...], rules: Rules) -> None:
    there = {name for row in rows for name in (row.fact, row.question)}
    for fact, _ in rules.back:
        if fact not in there:
            offered = ", ".join(row.fact for row in rows)
            raise InputError(
                f"--send-back {fact}: the file holds no such answer.",
                hint=f"It answers: {clean(offered, limit=600) or 'nothing'}. Nothing was merged.",
            )


def _decide(row: Row, rules: Rules, *, made: str, asking: bool) -> Choice:
    from kit.interview.form_merge import Choice, Decision, Kind

    remark = next((said for name, said in rules.back if name in (row.fact, row.question)), "")
    if row.kind is Kind.SAME:
        return Choice(row, Decision.SEND_BACK if remark else Decision.TAKE, remark)
    for line in _lines(row, made):
        click.echo(line)
    if remark:
        click.echo(f"    sent back: {clean(remark)}")
        return Choice(row, Decision.SEND_BACK, remark)
    match row.kind:
        case Kind.REFUSED:
            return Choice(
                row,
                Decision.SEND_BACK,
                f"what was written {row.problem}" if row.problem[:1].islower() else row.problem,
            )
        case Kind.UNKNOWN:
            return Choice(row, Decision.KEEP)
        case Kind.CONFLICT:
            return _conflict(row, rules, asking=asking)
        case _:
            return _ask(row) if asking else Choice(row, Decision.TAKE)


def _conflict(row: Row, rules: Rules, *, asking: bool) -> Choice:
    from kit.interview.form_merge import Choice, Decision

    if rules.take is None and asking:
        return _ask(row, conflict=True)
    if rules.take == "theirs":
        click.echo("    taken: theirs")
        return Choice(row, Decision.TAKE)
    hint = "" if rules.take else "; --take theirs takes the client's"
    click.echo(f"    kept: yours{hint}")
    return Choice(row, Decision.KEEP)


def _ask(row: Row, *, conflict: bool = False) -> Choice:
    from kit.interview.form_merge import Choice, Decision

    words = (
        "k keep mine, t take theirs, s send back"
        if conflict
        else "Enter accept, s send back, k keep as it was"
    )
    while True:
        said = click.prompt(
            f"    {words}",
            default="" if not conflict else "k",
            show_default=False,
            prompt_suffix=": ",
            err=True,
        )
        match said.strip().casefold()[:1]:
            case "" | "a" | "t" | "y":
                return Choice(row, Decision.TAKE)
            case "k" | "m":
                return Choice(row, Decision.KEEP)
            case "s":
                remark = click.prompt("    What should they look at?", err=True)
                return Choice(row, Decision.SEND_BACK, clean(str(remark), limit=500))
        click.echo(f'    "{clean(said, limit=40)}" is none of these; type for example s', err=True)


def _lines(row: Row, made: str) -> Iterator[str]:
    from kit.interview.form_merge import Kind

    mark = {Kind.NEW: "+", Kind.CHANGED: "~", Kind.GONE: "-", Kind.CONFLICT: "!", Kind.REFUSED: "x"}.get(
        row.kind, "?"
    )
    yield f"{mark} {clean(row.label, limit=90)} ({clean(row.fact, limit=200)})"
    mine, theirs = (clean(text, limit=300) or "nothing" for text in (row.said_mine, row.said_theirs))
    match row.kind:
        case Kind.NEW:
            yield f"    {theirs}"
        case Kind.CHANGED | Kind.GONE:
            yield f"    was:  {mine}"
            yield f"    now:  {theirs}"
        case Kind.CONFLICT:
            since = f" (changed since the form of {made})" if made else " (changed since the form was made)"
            yield f"    yours:  {mine}{since}"
            yield f"    theirs: {theirs}"
        case Kind.REFUSED:
            yield f"    {clean(row.said_theirs, limit=120)}"
            yield f"    cannot be kept, goes back: {clean(row.problem)}"
        case Kind.UNKNOWN:
            yield "    no question asks for this any more; left out"
        case Kind.SAME:
            return
