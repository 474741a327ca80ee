"""The plainest face: one line at a time, no colour, no cursor. For screen readers, pipes and old terminals."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from kit.base.text import clean
from kit.interview.face import ENOUGH, KEYS, Prompt
from kit.interview.hours_table import hours_rows
from kit.interview.progress import Progress
from kit.interview.questions import Part, Question


@dataclass(frozen=True, slots=True)
class PlainFace:
    """Asks through `read` (gives one line, without its end) and shows through `write` (one line)."""

    read: Callable[[str], str]
    write: Callable[[str], None]
    width: int = 72

    def question(self, question: Question, place: Progress, details: tuple[str, ...]) -> None:
        """Show the heading: where we are, the question, and whether details could be added."""
        self.write("")
        self._wrap(f"[{place}]")
        self._wrap(question.ask + (f" (+ asks for {len(details)} more)" if details else ""))

    def ask(self, prompt: Prompt) -> str:
        """Say what is asked, then what may be chosen: in the order it is read out; and read one line."""
        label = prompt.label if prompt.label[-1:] in "?.!" else f"{prompt.label}."
        if prompt.now:
            self._wrap(f"{label} Now: {clean(prompt.now, limit=300)} (Enter keeps it, x takes it away)")
        elif prompt.guess:
            self._wrap(
                f"{label} {clean(prompt.guess, limit=300)}: is this right? (from {prompt.where}; Enter is yes)"
            )
        else:
            several = " (numbers with commas)" if prompt.part.kind == "many" else ""
            example = f" (for example: {prompt.part.example})" if prompt.part.example else ""
            self._wrap(f"{prompt.label}{several}{example}")
            if prompt.part.hint:
                self._wrap(f"({prompt.part.hint})")
        shown = {name: words for name, words in prompt.choices.items() if name != ENOUGH}
        for number, (name, words) in enumerate(shown.items(), 1):
            mark = "*" if name in prompt.chosen else " "
            self._wrap(
                f"{mark}{number:2}  {words}" if prompt.part.kind != "score" else f"{mark}{name:>2}  {words}",
                hang=5,
            )
        if prompt.rivals:
            self._wrap("Your website says two things; type a number to take one:")
            for number, (said, where) in enumerate(prompt.rivals, 1):
                self._wrap(f"{number:3}  {clean(said, limit=300)} ({where})", hang=5)
        if prompt.ideas:
            self._wrap("Often heard in your trade; a number takes one:")
            for number, idea in enumerate(prompt.ideas, 1):
                self._wrap(f"{number:3}  {idea}", hang=5)
        return self._read_trade() if prompt.part.kind == "trade" else self.read("> ")

    def _read_trade(self) -> str:
        from kit.facts.trade_search import find_trades, label, meant

        text = self.read("> ").strip()
        sure, found = meant(text) if text.casefold() not in {*KEYS, "x"} else ("", ())
        if sure and label(sure).casefold() != text.casefold():
            self._wrap(f"Noted: {label(sure)}")
        if sure or not found:
            return sure or text
        for number, each in enumerate(found, 1):
            self._wrap(f"{number:3}  {each.label}" + (f" ({each.by})" if each.by != each.label else ""))
        self._wrap(f"Which one? Enter takes the first; 0 keeps your own words: {clean(text, limit=60)}")
        again = self.read("> ").strip()
        if again == "0":
            return text
        if again in {"", *map(str, range(1, len(found) + 1))}:
            return found[int(again or 1) - 1].id
        return again if again in KEYS else (find_trades(again) or found)[0].id

    def help(self, question: Question, part: Part, details: tuple[str, ...]) -> None:
        """Show why we ask, a good and a weak answer, which details `+` asks for, and the keys."""
        self._wrap(f"Why: {question.why}")
        self._wrap(f"Goes into: {', '.join(question.feeds)}.")
        self._wrap(f"Good: {question.good.text} ({question.good.because})", hang=6)
        self._wrap(f"Weak: {question.weak.text} ({question.weak.because})", hang=6)
        if part.hint:
            self._wrap(part.hint)
        if details:
            self._wrap(f"+ asks: {'; '.join(details)}", hang=8)
        self._wrap(
            "Keys: ? why, < back, - skip, later (homework), ! finish. Ctrl-C stops; everything is saved."
        )

    def say(self, text: str) -> None:
        """Show a sentence."""
        self._wrap(clean(text))

    def noted(self, part: Part, said: str) -> None:  # noqa: ARG002 - every kind is repeated here
        """Repeat what was understood."""
        self._wrap(f"Noted: {clean(said, limit=300)}")

    def refuse(self, text: str) -> None:
        """Show what is wrong."""
        self._wrap(f"Not kept: {clean(text)}")

    def hours(self, text: str, language: str) -> None:
        """Show a week as it was understood."""
        for day, times in hours_rows(text, language):
            self._wrap(f"  {day:10} {times}")

    def review(self, rows: tuple[tuple[str, str], ...], made: tuple[str, ...]) -> str:
        """Show all answers, numbered, and what will be made of them."""
        self.write("")
        self._wrap("[Review] Your answers:")
        for number, (name, said) in enumerate(rows, 1):
            self._wrap(f"{number:3}  {name}", hang=5)
            self._wrap(f"     {clean(said, limit=160)}", hang=5)
        self._wrap("This will be created:")
        for line in made:
            self._wrap(f"  {line}", hang=4)
        self._wrap("Enter creates it, a number changes an answer, < goes back.")
        return self.read("> ")

    def _wrap(self, text: str, *, hang: int = 0) -> None:
        for line in textwrap.wrap(text, self.width, subsequent_indent=" " * hang, drop_whitespace=True) or [
            ""
        ]:
            self.write(line)
