"""The keys that steer in the terminal: alike in a field and in a list, and the line that names them.

Part of the terminal face (`terminal.py`). A sign acts at once where nothing is typed yet, as does a digit that picks
one of a list; a word needs Enter. Who presses Enter after one as well, by habit, has not answered the next question with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.interview.face import KEYS

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

Fragments = list[tuple[str, str]]
SIGNS = "?<-!+"
VITAL = ("picks", "then type a number")
"""What nobody guesses of a list: it is named last of all to go."""
_HABIT = 0.7
"""Seconds after a sign or a picked digit in which an Enter belongs to it."""


@dataclass(slots=True)
class Habit:
    """When the last sign or digit that acts at once was pressed: the one thing that prompts pass on to the next. `now` is a clock in seconds."""

    now: Callable[[], float]
    signed: float = -1.0

    def sign(self) -> None:
        """Remember that a sign was pressed."""
        self.signed = self.now()

    def takes_enter(self) -> bool:
        """Tell whether an Enter in an empty field belongs to the sign before it; only the first one does."""
        recent = self.signed >= 0 and self.now() - self.signed < _HABIT
        self.signed = -1.0
        return recent


def bind(keys: KeyBindings, key: str, act: Callable[[Any], None]) -> None:
    """Let a key act on the running application; the screen is drawn anew after it."""

    @keys.add(key)
    def _(event: KeyPressEvent) -> None:
        act(event.app)


def field_keys(habit: Habit, kind: str) -> KeyBindings:
    """Give the signs of a text field: they act while it is empty. A telephone number may begin with `+`."""
    from prompt_toolkit.application import get_app
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    empty = Condition(lambda: not get_app().current_buffer.text)
    useful = "<!" if kind == "review" else SIGNS.replace("+", "") if kind == "phone" else SIGNS
    signs = {sign: sign for sign in useful} | {"left": "<"}
    for key, sign in signs.items():
        _sign(keys, key, sign, habit, empty)

    @keys.add("enter", filter=empty & Condition(habit.takes_enter))
    def _(_event: KeyPressEvent) -> None:
        """Take the Enter that was pressed after a sign."""

    return keys


def _sign(keys: KeyBindings, key: str, sign: str, habit: Habit, when: Any) -> None:
    @keys.add(key, filter=when, eager=True)
    def _(event: KeyPressEvent) -> None:
        habit.sign()
        event.app.exit(result=sign)


def key_line(
    width: int, how: tuple[tuple[str, str], ...] = (), *, more: int = 0, kind: str = ""
) -> Fragments:
    """Name the keys on one line: every one with its word where there is room, else without, else fewer."""
    if kind == "review":
        number = (("a number", "changes an answer"),) if width > 60 else ()
        return _named((("Enter", "creates it"), *number, ("<", "back")))
    plus = "+ Enter" if kind == "phone" else "+"
    signs = (
        *(pair for pair in KEYS.items() if pair[0] not in {"+", "later"}),
        *(((plus, f"{more} more"),) if more else ()),
    )
    whole = (*how, *signs, ("type later", "for homework"))
    words = (*how, *signs, ("later", "homework"))
    short = tuple((key, word if (key, word) in how else "") for key, word in words)
    bare = tuple((key, "") for key, _ in words)
    at = 1 if how and how[0][1] in VITAL else 0
    fewer = (*words[:at], *words[at + 1 :]) if how else words
    for rows in (whole, words, fewer, words[2:] if how and not at else fewer, short, bare):
        size = sum(len(key) + len(word) + 1 for key, word in rows) + 2 * (len(rows) - 1)
        if size < width:
            break
    return _named(rows)


def _named(rows: tuple[tuple[str, str], ...]) -> Fragments:
    parts: Fragments = []
    for key, word in rows:
        parts += [("class:key", key), ("class:keys", f" {word}" if word else ""), ("", "  ")]
    return parts[:-1]
