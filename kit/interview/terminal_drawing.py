"""How lists look in the terminal: their signs, what is chosen so far, and the rows around the cursor."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kit.interview.face import ENOUGH
from kit.interview.terminal_keys import Fragments, Habit


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs a list is drawn with; a terminal without Unicode gets the second set."""

    on: str = "◉"
    off: str = "○"
    box_on: str = "■"
    box_off: str = "□"
    box_maybe: str = "▣"
    """A tick that is only our guess."""
    here: str = "❯"
    bar_on: str = "━"
    bar_off: str = "─"
    done: str = "✓"
    none: str = "·"
    unicode: bool = True


PLAIN_MARKS = Marks("(x)", "( )", "[x]", "[ ]", "[?]", ">", "#", "-", "*", ".", unicode=False)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a list needs of the terminal: the signs, its size, its style, how an application is run, and the last key."""

    marks: Marks
    width: int
    height: int
    style: Any
    run: Callable[[Any], str]
    habit: Habit


@dataclass(slots=True)
class Picking:
    """The one changing value while a list is on screen: where the cursor is and what is chosen, in order."""

    ids: list[str]
    labels: list[str]
    chosen: list[str]
    several: bool
    ordered: bool = False
    here: int = 0
    counts: dict[str, str] | None = None
    typed: str = ""
    """Letters typed so far: a word that steers, or the beginning of a choice."""
    guessed: list[str] = field(default_factory=list)
    """Ticks that nobody set yet. The first press on one says yes to it: who means to tick it must not lose it."""

    @property
    def more_words(self) -> bool:
        """Tell whether a choice goes on with another word after what was typed."""
        return any(label.casefold().startswith(f"{self.typed} ") for label in self.labels)

    @property
    def fits(self) -> bool:
        """Tell whether a choice begins with what was typed."""
        return any(label.casefold().startswith(self.typed) for label in self.labels)

    def letter(self, letter: str) -> None:
        """Take a letter: the cursor goes to the first choice that begins with what was typed."""
        self.typed += letter
        begins = (n for n, label in enumerate(self.labels) if label.casefold().startswith(self.typed))
        self.go(next(begins, self.here))

    def go(self, place: int) -> None:
        """Put the cursor on a row; where one is chosen already the choice goes with it, as it does on a web page."""
        self.here = place
        if self.chosen and not self.several:
            self.chosen = [self.ids[place]]

    def toggle(self, number: int) -> None:
        """Choose or unchoose a row; where one may be chosen the others go. A guess is said yes to first."""
        self.typed = ""
        name = self.ids[number]
        if not self.several:
            self.chosen = [name]
        elif name in self.guessed:
            self.guessed.remove(name)
        elif name in self.chosen:
            self.chosen.remove(name)
        else:
            self.chosen.append(name)

    def forget(self) -> None:
        """Take the last letter back, or the number of the row."""
        if self.typed:
            self.typed = self.typed[:-1]
        elif self.counts is not None:
            self.counts.pop(self.ids[self.here], None)

    def answer(self) -> str:
        """Give what was chosen, as it would be typed."""
        if self.counts is not None:
            return ", ".join(f"{name} {count}" for name, count in self.counts.items() if count.strip("0"))
        return ", ".join(self.chosen)


def drawn(state: Picking, drawing: Drawing, above: int, *, first: int, total: int) -> Fragments:
    """Give the rows of a list around the cursor, as many as the window has room for."""
    marks = drawing.marks
    shown: list[list[tuple[str, str]]] = []
    first_line: list[int] = []
    for place, (name, label) in enumerate(zip(state.ids, state.labels, strict=True)):
        here = place == state.here
        no_digit = name == ENOUGH or place + first > 9  # what one key cannot pick shows no number
        number = "" if len(state.ids) > 10 else "  " if no_digit else f"{place + first} "
        lead = f"{marks.here if here else ' '} {_sign(state, marks, name)} {number}" if state.counts is None else (
            f"{marks.here if here else ' '} {state.counts.get(name, '').rjust(2) or '  '}  "
        )  # fmt: skip
        lines = textwrap.wrap(label, max(drawing.width - len(lead) - 1, 10)) or [""]
        first_line.append(len(shown))
        for row, line in enumerate(lines):
            style = "class:here" if here else "class:row"
            shown.append([(style, (lead if row == 0 else " " * len(lead)) + line), ("", "\n")])
    room = max(drawing.height - 3 - above - bool(total), 4)
    top = max(0, min(first_line[max(state.here, 0)] - room // 2, len(shown) - room))
    rows = [fragment for line in shown[top : top + room] for fragment in line]
    if total:
        summed = sum(int(value or 0) for value in (state.counts or {}).values())
        rows.append(("class:keys", f"  {summed} of {total}"))
    elif len(shown) > room:
        rows.append(("class:keys", "  more below" if top + room < len(shown) else "  more above"))
    return rows


def _sign(state: Picking, marks: Marks, name: str) -> str:
    if name == ENOUGH:
        return " " * len(marks.off)
    if state.ordered and name in state.chosen:
        return str(state.chosen.index(name) + 1).ljust(len(marks.box_off))
    if name in state.guessed:
        return marks.box_maybe
    if state.several:
        return marks.box_on if name in state.chosen else marks.box_off
    return marks.on if name in state.chosen else marks.off
