"""The terminal face: type-ahead, lists with space and arrows, checks while typing, hours as a table.

prompt_toolkit and rich live here and in its other files (`terminal_*.py`). Everything is drawn on stderr; stdout stays
for results. NO_COLOR, 40 columns and terminals without Unicode are respected.
"""

from __future__ import annotations

import sys
import textwrap
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kit.base.text import clean
from kit.interview.face import ENOUGH, KEYS, Prompt, no_row
from kit.interview.hours_table import hours_line
from kit.interview.progress import Progress
from kit.interview.prompts import understood
from kit.interview.questions import Part, Question
from kit.interview.terminal_drawing import PLAIN_MARKS, Drawing, Marks
from kit.interview.terminal_keys import Habit, field_keys, key_line
from kit.interview.terminal_lists import count, pick
from kit.interview.terminal_tables import help_table, review_table, week_table
from kit.interview.terminal_typing import (
    ACCENT,
    completer_for,
    head_of,
    placeholder_of,
    style_of,
    validator,
)  # fmt: skip

if TYPE_CHECKING:
    from rich.text import Text

_LISTS = {"pick", "many", "yes_no", "score"}
_OWN = "own_words"


@dataclass(frozen=True)
class TerminalFace:
    """Asks with prompt_toolkit and shows with rich, `width` columns and `height` lines at most."""

    width: int = 80
    height: int = 24
    colour: bool = True
    unicode: bool = True
    _habit: Habit = field(default_factory=lambda: Habit(time.monotonic))
    _left: list[str] = field(default_factory=list)
    """What the last line left behind says, so that it is not repeated."""

    @cached_property
    def _console(self) -> Any:
        from rich.console import Console

        return Console(
            stderr=True, width=self.width - 1, no_color=not self.colour, highlight=False, soft_wrap=False
        )

    @cached_property
    def _marks(self) -> Marks:
        return Marks() if self.unicode else PLAIN_MARKS

    @cached_property
    def _style(self) -> Any:
        return style_of(colour=self.colour)

    @cached_property
    def _output(self) -> Any:
        from prompt_toolkit.output import ColorDepth
        from prompt_toolkit.output.defaults import create_output

        output = create_output(stdout=sys.stderr)
        if not self.colour:
            output.get_default_color_depth = lambda: ColorDepth.DEPTH_1_BIT  # type: ignore[method-assign]
        return output

    def question(self, question: Question, place: Progress, details: tuple[str, ...]) -> None:  # noqa: ARG002 - `?` names them
        """Show the heading: where we are, a line that grows, the question."""
        import prompt_toolkit.application  # noqa: F401 - before anything is shown, so that the prompt follows at once
        from rich.text import Text

        self._console.print()
        self._console.print(self._progress(place))
        self._console.print(Text(question.ask, style="bold"))

    def _progress(self, place: Progress) -> Text:
        from rich.text import Text

        before, after = place.where, place.left
        long = min(self.width, 72) - len(before) - len(after) - 4
        if long < 8:  # a narrow window: words only
            return Text(f"{before} \u00b7 {after}" if self.unicode else f"{before}, {after}", style="dim")
        done = round(long * place.share)
        return Text.assemble(
            (f"{before}  ", "dim"), (self._marks.bar_on * done, ACCENT), (self._marks.bar_off * (long - done), "dim"),
            (f"  {after}", "dim"),
        )  # fmt: skip

    def ask(self, prompt: Prompt) -> str:
        """Show a prompt in the shape its kind wants, give what was typed or picked, and leave one line of it."""
        if prompt.part.kind == "counts":
            answer, said = self._ask_counts(prompt)
        elif prompt.choices and prompt.part.kind in _LISTS:
            answer, said = self._ask_list(prompt)
        else:
            answer, said = self._ask_text(prompt)
        self._leave_line(prompt, answer.strip(), said)
        return answer

    def _ask_list(self, prompt: Prompt) -> tuple[str, str]:
        answer = pick(
            dict(prompt.choices),
            head=head_of(prompt, self.width),
            chosen=prompt.chosen,
            several=prompt.part.kind == "many",
            ordered=prompt.part.ordered,
            drawing=self._drawing,
            score=prompt.part.kind == "score",
            settled=bool(prompt.now or prompt.guess),
            guessed=bool(prompt.guess and not prompt.now) and prompt.part.kind == "many",
            emptied="x" if prompt.now else "-",
            more=prompt.more,
        )
        words = [prompt.choices[each].split(":")[0] for each in answer.split(", ") if each in prompt.choices]
        return answer, ", ".join(words)

    def _ask_counts(self, prompt: Prompt) -> tuple[str, str]:
        pairs = (each.rpartition(" ") for each in prompt.typed.split(", "))
        now = {name: number for name, _, number in pairs if name}
        answer = count(
            dict(prompt.choices), head=head_of(prompt, self.width), now=now, total=10, drawing=self._drawing, more=prompt.more
        )  # fmt: skip
        said = ", ".join(
            f"{number} {prompt.choices[name].split(',')[0]}"
            for name, _, number in (each.rpartition(" ") for each in answer.split(", "))
            if name in prompt.choices
        )
        return answer, said

    def _ask_text(self, prompt: Prompt) -> tuple[str, str]:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.formatted_text import FormattedText
        from prompt_toolkit.history import InMemoryHistory
        from prompt_toolkit.shortcuts import CompleteStyle

        completer = completer_for(prompt)
        wrong: list[str] = []
        session: PromptSession[str] = PromptSession(
            output=self._output, style=self._style, erase_when_done=True,
            history=InMemoryHistory([prompt.typed] if prompt.typed else []),
        )  # fmt: skip
        session.app.ttimeoutlen = 0.1
        text: str = session.prompt(
            lambda: FormattedText(
                [
                    *head_of(prompt, self.width),
                    *(("class:validation-toolbar", f"{line}\n") for line in wrong),
                    ("class:here", f"{self._marks.here} "),
                ]
            ),
            placeholder=FormattedText(
                [("class:keys", placeholder_of(prompt, self.width, unicode=self.unicode))]
            ),
            completer=completer,
            complete_while_typing=completer is not None,
            complete_style=CompleteStyle.COLUMN,
            reserve_space_for_menu=6 if completer else 0,
            validator=validator(prompt, self.width, wrong),
            validate_while_typing=False,
            bottom_toolbar=lambda: self._toolbar(session, prompt),
            mouse_support=False,
            key_bindings=field_keys(self._habit, _kind(prompt)),
        )
        return self._trade(text) if prompt.part.kind == "trade" else (text, understood(prompt, text.strip()))

    def _leave_line(self, prompt: Prompt, answer: str, said: str) -> None:
        """Leave one line where the prompt stood: what was asked, and what was answered."""
        from rich.text import Text

        if answer.casefold() in KEYS and answer != "-":
            return
        if answer == ENOUGH or (answer == "x" and prompt.now):
            return
        name = f"{prompt.name.rstrip('?')}  " if prompt.name else ""
        said = (
            clean(said, limit=300)
            if answer not in {"", "-"}
            else prompt.now or (prompt.guess if not answer else "")
        )
        self._left[:] = [said]
        if said:
            line = Text.assemble((f"{self._marks.done} ", ACCENT), (name, "dim"), said)
        elif prompt.silent or (prompt.part.required and not answer):  # it is asked once more
            return
        else:
            line = Text(f"{self._marks.none} {name or 'left open'}", style="dim")
        self._console.print(line)

    def _trade(self, text: str) -> tuple[str, str]:
        """Give the trade meant; where several could be, ask which, with the person's own words as the last choice."""
        from kit.facts.trade_search import label, meant

        sure, found = meant(text) if text.strip().casefold() not in {*KEYS, "x"} else ("", ())
        if sure or not found:
            return (sure, label(sure)) if sure else (text, text)
        choices = {each.id: each.label for each in found[:6]} | {
            _OWN: f"None of these: {clean(text, limit=60)}"
        }
        head = [("class:label", "Which of these is it?\n")]
        answer = pick(
            choices, head=head, chosen=(found[0].id,), several=False, ordered=False, drawing=self._drawing, settled=False
        )  # fmt: skip
        if answer == _OWN:
            return text, text
        return answer, label(answer) if answer in choices else answer

    def _toolbar(self, session: Any, prompt: Prompt) -> Any:
        typed = session.default_buffer.text
        if prompt.part.kind == "hours" and typed.strip():
            with suppress(ValueError):
                return [("class:keys", hours_line(typed)[: self.width - 1])]
        return key_line(self.width, more=prompt.more, kind=_kind(prompt))

    @cached_property
    def _drawing(self) -> Drawing:
        return Drawing(self._marks, self.width, self.height, self._style, self._run, self._habit)

    def _run(self, application: Any) -> str:
        application.output = self._output
        application.renderer.output = self._output
        return str(application.run())

    def help(self, question: Question, part: Part, details: tuple[str, ...]) -> None:
        """Show why we ask, where it goes, a good and a weak answer, which details `+` asks for, and the keys."""
        self._console.print(help_table(question, part, details))

    def say(self, text: str) -> None:
        """Show a sentence."""
        from rich.text import Text

        self._console.print(Text(clean(text), style="dim"))

    def noted(self, part: Part, said: str) -> None:
        """Repeat what was understood, where the line above does not show it already."""
        if part.kind not in _LISTS | {"counts", "trade"} and [said] != self._left:
            self.say(f"  = {said}")

    def refuse(self, text: str) -> None:
        """Show what is wrong."""
        from rich.text import Text

        self._console.print(Text(f"Not kept: {clean(text)}", style="red"))

    def hours(self, text: str, language: str) -> None:
        """Show the week as a table."""
        self._console.print(week_table(text, language))

    def review(self, rows: tuple[tuple[str, str], ...], made: tuple[str, ...]) -> str:
        """Show all answers, numbered, and what will be made of them."""
        from rich.text import Text

        self._console.print()
        self._console.print(Text("Your answers", style="bold"))
        self._console.print(review_table(rows))
        self._console.print()
        self._console.print(Text("This will be created", style="bold"))
        for line in made:
            folder, _, what = line.partition(": ")
            hang = "\n".join(textwrap.wrap(what.strip(), max(self.width - 18, 16))).replace(
                "\n", "\n" + " " * 17
            )
            self._console.print(Text.assemble((f"  {folder:14} ", ACCENT), hang))
        self._console.print()
        part = Part(
            fact="review", kind="line", label="Enter creates it. A number changes an answer, < goes back."
        )
        last = len(rows)
        return self._ask_text(Prompt(part=part, label=part.label, check=lambda text: no_row(text, last)))[0]


def _kind(prompt: Prompt) -> str:
    return "review" if prompt.part.fact == "review" else prompt.part.kind
