"""What a person names as a file, or hands over on standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from kit.base.errors import InputError, MachineError


def read_given(name: str, *, most: int, example: str) -> tuple[bytes, str]:
    """Give the content of the file `name`, or of standard input for "-", and what to call it in messages.

    At most `most` + 1 bytes are read: whoever judges the content sees that it is too long. `example` tells what
    to name instead. Raises InputError for what is no file, MachineError for one that may not be read.
    """
    if name == "-":
        return sys.stdin.buffer.read(most + 1), "standard input"
    path = Path(name)
    if not path.is_file():
        raise InputError(f"{name} is not a file.", hint=example)
    try:
        with path.open("rb") as file:
            return file.read(most + 1), path.name
    except OSError as exc:
        raise MachineError(f"{path}: {exc.strerror}", hint="Check the rights of the file.") from exc
