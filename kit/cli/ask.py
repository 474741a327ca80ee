"""`webkit ask`: the client's homework as one HTML file to send by mail, or on paper."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kit.base.errors import Exit, InputError
from kit.cli.options import examples, here

if TYPE_CHECKING:
    from kit.interview.form import Form
    from kit.interview.form_page import Sender
    from kit.interview.form_record import Record
    from kit.report.agency import Agency

REMINDER = "reminder.txt"


@click.command(epilog=examples("webkit ask my-business --to you@example.com"))
@here
@click.option(
    "--all", "everything", is_flag=True, help="Ask everything, with the answers that stand filled in."
)
@click.option("--print", "paper", is_flag=True, help="A version to print and fill in by hand.")
@click.option(
    "--to", "mail", metavar="ADDRESS", default="", help="The mail address the answers should go to."
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the form goes; form-for-NAME.html beside the facts.",
)
def command(*, folder: Path | None, everything: bool, paper: bool, mail: str, output: Path | None) -> int:
    """Make a form that a client of the business in DIR fills in offline: only what is still open, in one HTML file.

    Send the file by mail. The client opens it, answers, presses Save, and sends a small answers file back:
    webkit answers import FILE. Your name and colour come from agency.yaml (name, colour, link).
    """
    from kit.base.atomic import atomic_write
    from kit.cli.project import changing, find_folder
    from kit.interview.form_page import form_page
    from kit.site.offer import slug

    home = find_folder(folder)
    with changing(home, "ask"):
        form, record = form_of(home, everything=everything)
        stem = f"form-for-{slug(form.name, 'client')}"
        target = output or home / f"{stem}{'-print' if paper else ''}.html"
        page = form_page(form, _sender(home, mail), paper=paper)
        atomic_write(target, page.encode("utf-8"), mode=0o600)
        mail_text = write_reminder(home, form, record)
    _tell(form, target, mail_text, home, paper=paper)
    return Exit.DONE


def form_of(home: Path, *, everything: bool) -> tuple[Form, Record]:
    """Make the form of a project and remember that it went out; call it with the project's lock held."""
    from kit.base.clock import today
    from kit.interview.form import make_form
    from kit.interview.form_record import Record, load_record, save_record, with_form
    from kit.interview.saving import interview_of, load

    record = load_record(home) or Record(secrets.token_hex(8))
    form = make_form(load(home, interview_of(home)), record, everything=everything)
    save_record(home, with_form(record, form.version, today().isoformat()))
    return form, record


def write_reminder(home: Path, form: Form, record: Record, *, kept: int = 0) -> Path:
    """Write the mail that goes with a form: what is still missing, and what to look at again; gives its place."""
    from kit.base.atomic import atomic_write
    from kit.interview.form_reminder import reminder

    text = reminder(form, record, kept=kept, signed=_agency(home).name)
    atomic_write(home / REMINDER, text.encode("utf-8"), mode=0o600)
    return home / REMINDER


def _sender(home: Path, mail: str) -> Sender:
    from kit.interview.form_page import Sender

    if mail and ("@" not in mail or any(each.isspace() for each in mail)):
        raise InputError(
            f'--to "{mail}" is not a mail address.', hint="Write for example: --to anna@yourname.com"
        )
    agency = _agency(home)
    return Sender(agency.name, agency.colour, agency.link, mail)


def _agency(home: Path) -> Agency:
    from kit.report.agency import load_agency

    return load_agency((home, Path(), Path.home() / ".config" / "webkit"))


def _tell(form: Form, target: Path, mail_text: Path, home: Path, *, paper: bool) -> None:
    from kit.cli.project import command_for

    click.echo(target)
    if not form.questions:
        every = f"{command_for('webkit ask', home)} --all"
        click.echo(f"Nothing is open, so the form asks nothing. Everything once more: {every}", err=True)
        return
    count = "1 question" if len(form.questions) == 1 else f"{len(form.questions)} questions"
    click.echo(f"{count}, about {max(round(form.seconds / 60), 1)} minutes.", err=True)
    if paper:
        edit = command_for("webkit answers edit", home, "--dir")
        click.echo(f"Open it in a browser and print it. Type the answers in with: {edit}", err=True)
    else:
        click.echo(f"Send it by mail; {mail_text} is a text to go with it.", err=True)
        back = command_for("webkit answers import FILE", home)
        click.echo(f"When the answers come back: {back}", err=True)
