"""`webkit check --confirm`: a person looks at what a program cannot tell, one page after the other."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.errors import InputError
from kit.base.text import clean

if TYPE_CHECKING:
    from kit.check.types import Confirmed, Report


@dataclass(frozen=True, slots=True)
class Face:
    """The terminal, so that a test can be one: asks a question, shows a line, opens a page."""

    ask: Callable[[str], str]
    show: Callable[[str], None]
    open: Callable[[str], object]


def terminal() -> Face:
    """Give the real terminal; raises InputError when there is nobody to ask."""
    if not sys.stdin.isatty():
        raise InputError(
            "--confirm asks questions, and there is no terminal here.", hint="Run it yourself in a terminal."
        )
    return Face(
        ask=lambda text: str(click.prompt(text, default="", show_default=False, err=True)),
        show=lambda text: click.echo(text, err=True),
        open=click.launch,
    )


def walk(report: Report, folder: Path, face: Face, today: dt.date) -> Report:
    """Ask about everything that could not be told; each answer is kept before the next question."""
    from kit.check.confirmed import confirm, load_confirmed, open_questions, settle_report
    from kit.check.rules import all_checks

    questions = open_questions(report)
    if not questions:
        face.show("There is nothing to confirm.")
        return report
    face.show(f"{len(questions)} to look at. Enter alone skips one, q stops; what you said is kept.")
    initials = clean(face.ask("Your initials")) or "?"
    for number, (url, what) in enumerate(questions, 1):
        face.show(f"\n{number} of {len(questions)}: {clean(url)}\n{clean(what)}".rstrip())
        face.open(url)
        answer = _answer(face, today, initials)
        if answer == "stop":
            break
        if answer is not None and not isinstance(answer, str):
            confirm(folder, url, answer)
    return settle_report(report, load_confirmed(folder).get, all_checks())


def _answer(face: Face, today: dt.date, initials: str) -> Confirmed | str | None:
    from kit.check.types import Confirmed, Verdict

    there = _yes(face, "Is it there? (y/n)")
    if there in {None, "stop"}:
        return "stop" if there == "stop" else None
    if there == "no":
        return Confirmed(Verdict.MISSING, today.isoformat(), initials)
    yours = _yes(face, "Is it yours? (y/n)")
    if yours in {None, "stop"}:
        return "stop" if yours == "stop" else None
    if yours == "no":
        return Confirmed(Verdict.MISSING, today.isoformat(), initials)
    phone = clean(face.ask("Which phone number do you see? (Enter: none)"))
    return Confirmed(Verdict.LIVE, today.isoformat(), initials, phone)


def _yes(face: Face, question: str) -> str | None:
    while True:
        word = face.ask(question).strip().casefold()
        if word in {"", "y", "yes", "j", "ja", "n", "no", "nein", "q", "quit"}:
            return {"": None, "q": "stop"}.get(word[:1], "yes" if word[:1] in "yj" else "no")
        face.show("Please answer y or n; Enter alone skips it, q stops.")


def confirmed_reports(
    reports: Sequence[Report], folders: Sequence[Path], face: Face, today: dt.date
) -> tuple[Report, ...]:
    """Walk through the reports one after the other."""
    return tuple(walk(report, folder, face, today) for report, folder in zip(reports, folders, strict=True))
