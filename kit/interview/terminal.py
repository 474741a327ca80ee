"""The terminal face: type-ahead, lists with space and arrows, checks while typing, hours as a table.

prompt_toolkit and rich live here (and in `terminal_lists.py`). Everything is drawn on stderr; stdout stays
for results. NO_COLOR, 40 columns and terminals without Unicode are respected.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kit.base.text import clean
from kit.interview.face import KEYS, Prompt
from kit.interview.hours_table import hours_line, hours_rows
from kit.interview.progress import Progress
from kit.interview.questions import Part, Question
from kit.interview.terminal_lists import PLAIN_MARKS, Marks, count, pick
from kit.interview.terminal_typing import completer_for, trade_id, validator

_LISTS = {"pick", "many", "yes_no", "score"}
_ACCENT = "cyan"


@dataclass(frozen=True)
class TerminalFace:
    """Asks with prompt_toolkit and shows with rich, `width` columns and `height` lines at most."""

    width: int = 80
    height: int = 24
    colour: bool = True
    unicode: bool = True

    @cached_property
    def _console(self) -> Any:
        from rich.console import Console

        return Console(
            stderr=True, width=self.width, no_color=not self.colour, highlight=False, soft_wrap=False
        )

    @cached_property
    def _marks(self) -> Marks:
        return Marks() if self.unicode else PLAIN_MARKS

    @cached_property
    def _style(self) -> Any:
        from prompt_toolkit.styles import Style

        colour = f"ansi{_ACCENT} bold" if self.colour else "bold"
        return Style.from_dict(
            {
                "here": colour, "row": "", "keys": "fg:ansibrightblack" if self.colour else "", "label": "bold",
                "bottom-toolbar": "noreverse" + (" fg:ansibrightblack" if self.colour else ""),
                "validation-toolbar": "noreverse bold" + (" fg:ansired bg:default" if self.colour else ""),
                "completion-menu": "bg:default fg:default noreverse", "completion-menu.completion": "bg:default fg:default",
                "completion-menu.completion.current": f"reverse {colour} bg:default" if self.colour else "reverse",
                "completion-menu.meta.completion": "bg:default fg:ansibrightblack" if self.colour else "bg:default",
                "completion-menu.meta.completion.current": "bg:default fg:ansibrightblack" if self.colour else "bg:default",
            }
        )  # fmt: skip

    @cached_property
    def _output(self) -> Any:
        from prompt_toolkit.output import ColorDepth
        from prompt_toolkit.output.defaults import create_output

        output = create_output(stdout=sys.stderr)
        if not self.colour:
            output.get_default_color_depth = lambda: ColorDepth.DEPTH_1_BIT  # type: ignore[method-assign]
        return output

    def question(self, question: Question, place: Progress, details: tuple[str, ...]) -> None:
        """Show the heading: where we are, a line that grows, the question, what details could be added."""
        import prompt_toolkit.application  # noqa: F401 - before anything is shown, so that the prompt follows at once
        from rich.text import Text

        self._console.print()
        self._console.print(Text(str(place).replace(", ", " · "), style="dim"))
        long = min(self.width, 60)
        done = round(long * place.share)
        bar = Text(self._marks.bar_on * done, style=_ACCENT) + Text(
            self._marks.bar_off * (long - done), style="dim"
        )
        self._console.print(bar)
        self._console.print(Text(question.ask, style="bold"))
        if details:
            more = ", ".join(detail[0].lower() + detail[1:] for detail in details[:4])
            self._console.print(Text(f"+ for more: {more}{' …' if len(details) > 4 else ''}", style="dim"))

    def ask(self, prompt: Prompt) -> str:
        """Show a prompt in the shape its kind wants and give what was typed or picked."""
        if prompt.part.kind in _LISTS:
            return self._ask_list(prompt)
        if prompt.part.kind == "counts":
            return self._ask_counts(prompt)
        return self._ask_text(prompt)

    def _ask_list(self, prompt: Prompt) -> str:
        self._label(prompt)
        answer = pick(
            dict(prompt.choices),
            chosen=prompt.chosen,
            several=prompt.part.kind == "many",
            ordered=prompt.part.ordered,
            marks=self._marks,
            width=self.width,
            height=self.height,
            run=self._run,
            style=self._style,
            score=prompt.part.kind == "score",
            settled=bool(prompt.now or prompt.guess),
        )
        words = [prompt.choices[each].split(":")[0] for each in answer.split(", ") if each in prompt.choices]
        self._picked(", ".join(words) if words else "" if answer else prompt.now or prompt.guess)
        return answer

    def _ask_counts(self, prompt: Prompt) -> str:
        self._label(prompt)
        now = {
            name: number
            for name, _, number in (each.rpartition(" ") for each in prompt.typed.split(", "))
            if name
        }
        answer = count(
            dict(prompt.choices),
            now=now,
            total=10,
            marks=self._marks,
            width=self.width,
            height=self.height,
            run=self._run,
            style=self._style,
        )
        self._picked("" if answer in KEYS else answer.replace("_", " ") or prompt.now)
        return answer

    def _ask_text(self, prompt: Prompt) -> str:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.formatted_text import FormattedText
        from prompt_toolkit.shortcuts import CompleteStyle

        self._label(prompt)
        completer = completer_for(prompt)
        session: PromptSession[str] = PromptSession(
            output=self._output, style=self._style, erase_when_done=False
        )
        text: str = session.prompt(
            FormattedText([("class:here", f"{self._marks.here} ")]),
            completer=completer,
            complete_while_typing=completer is not None,
            complete_style=CompleteStyle.COLUMN,
            reserve_space_for_menu=6 if completer else 0,
            validator=validator(prompt),
            validate_while_typing=False,
            bottom_toolbar=lambda: self._toolbar(session, prompt),
            mouse_support=False,
        )
        return self._trade(text) if prompt.part.kind == "trade" else text

    def _trade(self, text: str) -> str:
        from kit.facts.trade_search import label

        found = trade_id(text)
        if found != text and label(found).casefold() != text.strip().casefold():
            self._picked(label(found))
        return found

    def _toolbar(self, session: Any, prompt: Prompt) -> str:
        typed = session.default_buffer.text
        if prompt.part.kind == "hours" and typed.strip():
            with suppress(ValueError):
                return hours_line(typed)[: self.width - 1]
        keys = "  ".join(f"{key} {what}" for key, what in KEYS.items() if key != "later" or self.width > 70)
        return (keys if len(keys) < self.width else "? why  < back  - skip  ! finish")[: self.width - 1]

    def _run(self, application: Any) -> str:
        application.output = self._output
        application.renderer.output = self._output
        return str(application.run())

    def _label(self, prompt: Prompt) -> None:
        from rich.text import Text

        line = Text(prompt.label, style="" if prompt.part.kind in _LISTS else "bold")
        if prompt.now:
            line += Text(f"  {clean(prompt.now, limit=300)} (Enter keeps it)", style="dim")
        self._console.print(line)
        if not prompt.now and prompt.guess:
            sure = Text(f"{clean(prompt.guess, limit=300)}", style=_ACCENT)
            self._console.print(
                sure + Text(f": is this right? Enter is yes (from {prompt.where})", style="dim")
            )
        elif not prompt.now and prompt.part.example:
            self._console.print(Text(f"for example: {prompt.part.example}", style="dim"))
        if prompt.part.hint:
            self._console.print(Text(prompt.part.hint, style="dim"))
        if prompt.ideas:
            self._console.print(
                Text("Usual in your trade, as ideas (type a number to take one):", style="dim")
            )
            for number, idea in enumerate(prompt.ideas, 1):
                self._console.print(Text(f"{number:3}  {idea}", style="dim"))

    def _picked(self, words: str) -> None:
        from rich.text import Text

        if words:
            self._console.print(Text(f"{self._marks.here} ", style=_ACCENT) + Text(clean(words, limit=300)))

    def help(self, question: Question, family: str, part: Part) -> None:
        """Show why we ask, where it goes, a good and a weak answer, and the keys."""
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column()
        table.add_row("Why", question.why)
        table.add_row("Goes into", ", ".join(question.feeds))
        table.add_row(
            "Good", Text(question.good.of(family)) + Text(f" ({question.good.because})", style="dim")
        )
        table.add_row(
            "Weak", Text(question.weak.of(family)) + Text(f" ({question.weak.because})", style="dim")
        )
        if part.hint:
            table.add_row("Note", part.hint)
        table.add_row("Keys", ", ".join(f"{key} {what}" for key, what in KEYS.items()))
        table.add_row("", "Ctrl-C stops; every answer is saved.")
        self._console.print(Padding(table, (1, 0)))

    def say(self, text: str) -> None:
        """Show a sentence."""
        from rich.text import Text

        self._console.print(Text(clean(text), style="dim"))

    def noted(self, part: Part, said: str) -> None:
        """Repeat what was understood; lists show it themselves."""
        if part.kind not in _LISTS | {"counts"}:
            self.say(f"Noted: {said}")

    def refuse(self, text: str) -> None:
        """Show what is wrong."""
        from rich.text import Text

        self._console.print(Text(f"Not kept: {clean(text)}", style="red"))

    def hours(self, text: str, language: str) -> None:
        """Show the week as a table."""
        from rich.table import Table

        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim")
        table.add_column()
        for day, times in hours_rows(text, language):
            table.add_row(day, times)
        self._console.print(table)

    def review(self, rows: tuple[tuple[str, str], ...]) -> str:
        """Show all answers, numbered, and what will be made of them."""
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD if self.unicode else box.ASCII, show_edge=False, pad_edge=False)
        table.add_column("", justify="right", style=_ACCENT)
        table.add_column("Question", ratio=2)
        table.add_column("Answer", ratio=3)
        for number, (name, said) in enumerate(rows, 1):
            quiet = said in {"open", "on your homework"}
            table.add_row(str(number), Text(name), Text(clean(said, limit=160), style="dim" if quiet else ""))
        self._console.print()
        self._console.print(Text("Review", style="bold"))
        self._console.print(table)
        self._console.print(
            Text("This will be created: your website, a sheet for each profile, and your plan.")
        )
        part = Part(
            fact="review", kind="line", label="Enter creates it, a number changes an answer, < goes back"
        )
        return self._ask_text(Prompt(part=part, label=part.label))
