"""Arguments and options that many commands take, and the examples under their help: the same words everywhere."""

from __future__ import annotations

from pathlib import Path

import click

here = click.argument("folder", type=click.Path(path_type=Path), required=False, metavar="[DIR]")
"""The project, as the last argument; without it the nearest one upwards."""
elsewhere = click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The project, when it is not here.",
)
"""The project for commands whose last argument may be something else."""
AGAIN = "(again for more)"
"""Said of an option that may be given several times."""
INTERNAL = f"IP, IP:PORT, network (CIDR) or host name {AGAIN}."
"""What --allow-address takes."""


def examples(*lines: str) -> str:
    """Give the end of a help text: commands that work when they are pasted."""
    return "\n".join(("\b", "For example:", *(f"  {line}" for line in lines)))
