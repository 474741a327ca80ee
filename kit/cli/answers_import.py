"""`webkit answers import`: what a client sent back, laid beside the facts and merged, never silently over them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kit.base.errors import Exit, InputError
from kit.base.text import clean
from kit.cli.answers_decide import Rules, decide
from kit.cli.input_file import read_given
from kit.cli.options import examples, here
from kit.output.facts_file import FACTS, read_facts, save_facts

if TYPE_CHECKING:
    from kit.interview.engine import State
    from kit.interview.form_file import Returned
    from kit.interview.form_merge import Choice
    from kit.interview.form_record import Record


@click.command(
    "import",
    epilog=examples(
        "webkit answers import answers-corner-cup.json corner-cup",
        "webkit answers import answers.json --accept --take mine",
    ),
)
@click.argument("file", metavar="FILE")
@here
@click.option("--accept", is_flag=True, help="Take every answer that conflicts with nothing, without asking.")
@click.option(
    "--take",
    type=click.Choice(["mine", "theirs"]),
    help="Where a fact changed on both sides: keep mine, or take theirs.",
)
@click.option(
    "--send-back", "back", multiple=True, metavar="FACT", help="Do not take this answer; ask again."
)
@click.option(
    "--remark",
    "remarks",
    multiple=True,
    metavar="TEXT",
    help="What to say about it, one for each --send-back.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, change nothing.")
def command(
    *,
    file: str,
    folder: Path | None,
    accept: bool,
    take: Literal["mine", "theirs"] | None,
    back: tuple[str, ...],
    remarks: tuple[str, ...],
    dry_run: bool,
) -> int:
    """Merge FILE, the answers a client sent back (or - for standard input), into the facts of DIR.

    In a terminal every answer can be accepted or sent back with a remark; elsewhere what conflicts with
    nothing is taken, and your own facts stay where both sides changed. The next webkit ask carries the remarks.
    """
    from kit.cli.project import changing, find_folder

    rules = Rules(accept=accept, take=take, back=_pairs(back, remarks), dry_run=dry_run)
    home = find_folder(folder)
    content, where = _content(file)
    with changing(home, "answers import"):
        merge_file(home, content, where, rules)
    return Exit.DONE


def merge_file(home: Path, content: bytes, where: str, rules: Rules) -> None:
    """Read, compare, decide and save; nothing is written before all of it is known to fit."""
    from kit.interview.engine import questions_of
    from kit.interview.form_file import must_fit, read_returned
    from kit.interview.form_merge import answered_now, compare, merge, record_after
    from kit.interview.form_record import Record, load_record
    from kit.interview.saving import interview_of, load

    returned = read_returned(content, where)
    state, record = load(home, interview_of(home)), load_record(home)
    must_fit(returned, record, _name(state), where)
    made = record.made_on(returned.form) if record else ""
    click.echo(f"Answers of {clean(returned.saved, limit=20)}{f' to the form of {made}' if made else ''}.")
    choices = decide(compare(state, returned), rules, made=made)
    after, late = merge(state, choices)
    for fact, sentence in late.items():
        click.echo(f"  ! {fact}: {sentence}", err=True)
    if rules.dry_run:
        click.echo("Nothing was changed (--dry-run).", err=True)
        return
    _tell_numbers(state, after, choices)
    keeping = record_after(record or Record(returned.project), choices, returned.unsure, questions_of(state))
    _save(home, state, answered_now(after, choices), keeping)
    _remind(home, keeping, choices, returned)


def _tell_numbers(before: State, after: State, choices: tuple[Choice, ...]) -> None:
    """Say what a new country did to the numbers that stand; those that were answered were shown already."""
    from kit.interview.numbers import PHONES, numbers_changed

    if not any(each.row.fact in PHONES for each in choices):
        for number in numbers_changed(before.text, after.text):
            click.echo(f"The number is written {number} now, so that it still rings where it did.", err=True)


def _save(home: Path, before: State, after: State, record: Record) -> None:
    from kit.interview.form_record import save_record
    from kit.interview.saving import PROGRESS, save
    from kit.output.apply import STATE

    was = read_facts(home)
    if was != before.text:
        raise InputError(
            f"{FACTS} was changed by another program meanwhile.", hint="Run the same command again."
        )
    save_facts(home, after.text, was=was)
    if (home / STATE / PROGRESS).is_file():
        save(home, after, was=after.text)
    save_record(home, record)


def _remind(home: Path, record: Record, choices: tuple[Choice, ...], returned: Returned) -> None:
    """Write the ready text with what is still missing, and say what to do next."""
    from kit.cli.ask import write_reminder
    from kit.cli.project import command_for
    from kit.interview.form import make_form
    from kit.interview.form_merge import Decision, Kind
    from kit.interview.saving import interview_of, load

    form = make_form(load(home, interview_of(home)), record)
    taken = sum(each.decision is Decision.TAKE and each.row.kind is not Kind.SAME for each in choices)
    mail = write_reminder(home, form, record, kept=taken)
    merged = f"{taken} of {len(returned.answers)} answers merged into {FACTS}"
    undo = command_for("webkit undo", home)
    click.echo(f"{merged}; {undo} takes them back." if taken else f"{merged}; nothing changed.", err=True)
    still = (
        f"{len(form.questions)} questions are still open" if form.questions else "Nothing is open any more"
    )
    click.echo(f"{still}; a mail to send is in {mail}.", err=True)
    build, ask = (command_for(f"webkit {name}", home) for name in ("build", "ask"))
    click.echo(f"Next: {build}{f', then {ask} for the new form' if form.questions else ''}", err=True)


def _name(state: State) -> str:
    from kit.interview import engine

    return str(engine.value_now(state, "business.name") or "your business")


def _pairs(back: tuple[str, ...], remarks: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if len(back) != len(remarks):
        raise InputError(
            f"There are {len(back)} --send-back and {len(remarks)} --remark.",
            hint='Give one remark for each: --send-back business.about --remark "A little more about you, please"',
        )
    return tuple(zip(back, remarks, strict=True))


def _content(file: str) -> tuple[bytes, str]:
    from kit.interview.form_file import LARGEST

    example = "Name the file the client sent, for example: answers-corner-cup.json"
    return read_given(file, most=LARGEST, example=example)
