"""The tables of the terminal face, drawn by rich: the help of a question, a week, the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.base.text import clean
from kit.interview.hours_table import hours_rows
from kit.interview.questions import Example, Part, Question
from kit.interview.terminal_typing import ACCENT

if TYPE_CHECKING:
    from rich.padding import Padding
    from rich.table import Table


def help_table(question: Question, part: Part, details: tuple[str, ...]) -> Padding:
    """Give why we ask, where it goes, a good and a weak answer, which details `+` asks for, and the keys."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    def answer(example: Example) -> Text:
        return Text.assemble(example.text, (f" ({example.because})", "dim"))

    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    table.add_row("Why", question.why)
    table.add_row("Goes into", ", ".join(question.feeds))
    table.add_row("Good", answer(question.good))
    table.add_row("Weak", answer(question.weak))
    if part.hint:
        table.add_row("Note", part.hint)
    if details:
        table.add_row("+ asks", Text("; ".join(details)))
    table.add_row("Keys", "? why, < back, - skip, later (homework), ! finish. Ctrl-C stops, all is saved.")
    return Padding(table, (1, 0))


def week_table(text: str, language: str) -> Table:
    """Give a week as it was understood, a day a row."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column()
    for day, times in hours_rows(text, language):
        table.add_row(f"  {day}", Text(times, style="dim" if times == "closed" else ""))
    return table


def review_table(rows: tuple[tuple[str, str], ...]) -> Table:
    """Give all answers, numbered; what is open is quiet."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style=ACCENT, no_wrap=True)
    table.add_column(ratio=2)
    table.add_column(ratio=3)
    for number, (name, said) in enumerate(rows, 1):
        quiet = said in {"open", "on your homework"}
        table.add_row(
            str(number),
            Text(name, style="dim"),
            Text(clean(said, limit=160), style="dim italic" if quiet else ""),
        )
    return table
