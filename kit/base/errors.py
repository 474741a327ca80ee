"""The endings a command can have, and the errors that carry a remedy."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command (README, "Verdicts"); a test walks each of them."""

    DONE = 0
    FINDINGS = 1
    INPUT = 2
    MACHINE = 3
    UNSAFE = 4
    STOPPED_EARLY = 5
    BUG = 70
    INTERRUPTED = 130
    TERMINATED = 143


class KitError(Exception):
    """Something a person can mend: what is wrong, and in `hint` what to do about it.

    Only `kit/cli/` catches it; it prints message and hint and leaves with `exit`.
    """

    exit = Exit.INPUT

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(KitError):
    """The owner must change something: an option, a fact, a pack, a folder."""


class MachineError(KitError):
    """This machine's trouble: a full disk, missing rights, no network at all."""

    exit = Exit.MACHINE


class UnsafeError(KitError):
    """Refused because carrying it out could do harm."""

    exit = Exit.UNSAFE
