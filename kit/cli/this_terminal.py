"""What this terminal can do, and the face that suits it."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kit.interview.face import Face
    from kit.interview.machine import Machine


def machine_locale() -> str:
    """Give the machine's locale, such as en_GB.UTF-8, or "" when none is set."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    return next((value for name in names if (value := os.environ.get(name))), "")


def this_machine() -> Machine:
    """Give the time zone and the locale this machine is set to."""
    from kit.interview.machine import Machine

    zone = (
        os.environ.get("TZ", "").lstrip(":") or os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    )
    return Machine(zone, machine_locale())


def face_for(*, plain: bool) -> Face:
    """Give the face this terminal can show: line by line where it is dumb or that was asked for."""
    columns, lines = shutil.get_terminal_size((72, 24))
    if plain or os.environ.get("TERM", "dumb") in {"dumb", "", "unknown"}:
        from kit.interview.plain import PlainFace

        return PlainFace(
            _read_line, lambda line: click.echo(line, err=True), width=max(min(columns, 88) - 1, 20)
        )
    from kit.interview.terminal import TerminalFace

    unicode = "utf" in (machine_locale() or "utf").casefold()
    return TerminalFace(min(columns, 96), lines, colour=not os.environ.get("NO_COLOR"), unicode=unicode)


def _read_line(mark: str) -> str:
    click.echo(mark, nl=False, err=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def has_terminal() -> bool:
    """Tell whether somebody can be asked here: keys come in, and what is shown is seen."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
