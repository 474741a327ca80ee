"""What is wrong with a facts file: every problem at once, each with its place and in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from kit.base.errors import InputError
from kit.base.text import clean


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to change: file, line and column (from 1), the fact's path, and what to do."""

    path: str
    line: int
    column: int
    field: str
    message: str

    def __str__(self) -> str:
        """Write it as `business.yaml:14:9: hours.regular: what is wrong; what to write`."""
        where = f"{self.path}:{self.line}:{self.column}"
        return (
            f"{where}: {clean(self.field)}: {clean(self.message)}"
            if self.field
            else f"{where}: {clean(self.message)}"
        )


class FactsError(InputError):
    """The facts cannot be used as they are; `problems` holds every reason, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
        count = len(self.problems)
        summary = (
            "Nothing was changed. Mend this line"
            if count == 1
            else f"Nothing was changed. Mend these {count} lines"
        )
        super().__init__(
            "\n".join(str(problem) for problem in self.problems), hint=f"{summary} and run the command again."
        )
