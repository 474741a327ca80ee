"""Lists in the terminal: one or several to pick with arrows, space and digits, and counts to type in.

Part of the terminal face (`terminal.py`); together they are the one place that knows prompt_toolkit.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from kit.interview.face import ENOUGH
from kit.interview.terminal_keys import SIGNS, Fragments, Habit, bind, key_line

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs a list is drawn with; a terminal without Unicode gets the second set."""

    on: str = "◉"
    off: str = "○"
    box_on: str = "■"
    box_off: str = "□"
    here: str = "❯"
    bar_on: str = "━"
    bar_off: str = "─"
    done: str = "✓"
    none: str = "·"
    unicode: bool = True


PLAIN_MARKS = Marks("(x)", "( )", "[x]", "[ ]", ">", "#", "-", "*", ".", unicode=False)


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
class _Picking:
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

    def letter(self, letter: str) -> None:
        self.typed += letter
        begins = (n for n, label in enumerate(self.labels) if label.casefold().startswith(self.typed))
        self.here = next(begins, self.here)

    def toggle(self, number: int) -> None:
        self.typed = ""
        name = self.ids[number]
        if not self.several:
            self.chosen = [name]
        elif name in self.chosen:
            self.chosen.remove(name)
        else:
            self.chosen.append(name)

    def jump(self, place: int) -> None:
        self.here = place

    def forget(self) -> None:
        if self.typed:
            self.typed = self.typed[:-1]
        elif self.counts is not None:
            self.counts.pop(self.ids[self.here], None)

    def answer(self) -> str:
        if self.counts is not None:
            return ", ".join(f"{name} {count}" for name, count in self.counts.items() if count.strip("0"))
        return ", ".join(self.chosen)


def pick(
    choices: dict[str, str],
    *,
    head: Fragments,
    chosen: tuple[str, ...],
    several: bool,
    ordered: bool,
    drawing: Drawing,
    score: bool = False,
    settled: bool = True,
    emptied: str = "",
    more: int = 0,
) -> str:
    """Show choices and give the ids picked (comma separated), a steering word, or "" when nothing was picked.

    `settled` says that what is chosen at the start stands already, so that Enter alone gives "". Where
    nothing stands, no row is marked until an arrow or a digit was pressed: Enter alone never answers.
    `emptied` is given when every tick that stood was taken away.
    """
    ids = list(choices)
    begin = [each for each in chosen if each in ids]
    state = _Picking(ids, list(choices.values()), list(begin), several, ordered)
    if not several and ENOUGH not in choices:
        state.here = ids.index(begin[0]) if begin else -1

    def done() -> str:
        if not several and not state.chosen and state.here >= 0:
            state.chosen = [ids[state.here]]
        if several and begin and not state.chosen:
            return emptied
        return "" if settled and state.chosen == begin else state.answer()

    keys = _keys(state, done, drawing.habit)
    first = 0 if score or ENOUGH in choices else 1
    for digit in "0123456789"[: 10 if score else len(ids) + 1]:
        place = int(digit) - first
        if 0 <= place < len(ids):
            bind(keys, digit, partial(_pick_digit, state, place))
    enter = "Enter goes on" if several or begin or ENOUGH in choices else "Enter leaves it open"
    how = (
        ("space", "picks")
        if several
        else ("\u2191\u2193" if drawing.marks.unicode else "arrows", "or a digit")
    )
    return drawing.run(
        _application(state, keys, head, drawing, (how, ("Enter", enter[6:])), more, first=first)
    )


def count(
    choices: dict[str, str],
    *,
    head: Fragments,
    now: dict[str, str],
    total: int,
    drawing: Drawing,
    more: int = 0,
) -> str:
    """Show rows to type numbers into and give `id number, …`, a steering word, or "" when nothing was typed."""
    state = _Picking(list(choices), list(choices.values()), [], several=True, counts=dict(now))
    assert state.counts is not None
    counts = state.counts

    def done() -> str:
        return "" if counts == now else state.answer()

    keys = _keys(state, done, drawing.habit)
    for digit in "0123456789":
        bind(keys, digit, partial(_type_digit, state, counts, digit))
    how = ("\u2191\u2193" if drawing.marks.unicode else "arrows", "then type a number")
    return drawing.run(
        _application(state, keys, head, drawing, (how, ("Enter", "goes on")), more, total=total)
    )


_WORDS = {"later", "x"}
"""Words that can be typed over a list, with Enter; any other letters go to the choice that begins so."""


def _keys(state: _Picking, done: Callable[[], str], habit: Habit) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    for key, step in (("up", -1), ("s-tab", -1), ("c-p", -1), ("down", 1), ("tab", 1), ("c-n", 1)):
        bind(keys, key, partial(_step, state, step))
    bind(keys, "home", lambda _app: state.jump(0))
    bind(keys, "end", lambda _app: state.jump(len(state.ids) - 1))
    if state.counts is None:
        bind(keys, " ", lambda _app: state.toggle(max(state.here, 0)))
    for key in ("enter", "c-j"):  # what was typed before the list appeared arrives as c-j
        bind(keys, key, partial(_enter, state, deepcopy(state), done, habit))
    for key, sign in ({key: key for key in SIGNS} | {"left": "<"}).items():
        bind(keys, key, partial(_leave, habit, sign))
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for key in (letter, letter.upper()):
            bind(keys, key, partial(_letter, state, letter))
    bind(keys, "backspace", lambda _app: state.forget())
    bind(keys, "c-c", lambda app: app.exit(exception=KeyboardInterrupt()))
    bind(keys, "c-d", lambda app: app.exit(exception=EOFError()))
    return keys


def _letter(state: _Picking, letter: str, _app: Any) -> None:
    state.letter(letter)


def _step(state: _Picking, by: int, _app: Any) -> None:
    state.typed = ""
    state.here = (
        (state.here + by) % len(state.ids) if state.here >= 0 else (0 if by > 0 else len(state.ids) - 1)
    )


def _leave(habit: Habit, sign: str, app: Any) -> None:
    habit.sign()
    app.exit(result=sign)


def _enter(state: _Picking, untouched: _Picking, done: Callable[[], str], habit: Habit, app: Any) -> None:
    if state == untouched and habit.takes_enter():
        return
    app.exit(result=state.typed if state.typed in _WORDS else done())


def _pick_digit(state: _Picking, place: int, app: Any) -> None:
    state.jump(place)
    state.toggle(place)
    if not state.several:
        app.exit(result=state.answer())


def _type_digit(state: _Picking, counts: dict[str, str], digit: str, _app: Any) -> None:
    name = state.ids[state.here]
    counts[name] = (counts.get(name, "") + digit)[-2:].lstrip("0") or "0"


def _application(
    state: _Picking,
    keys: KeyBindings,
    head: Fragments,
    drawing: Drawing,
    how: tuple[tuple[str, str], ...],
    more: int,
    *,
    first: int = 1,
    total: int = 0,
) -> Any:
    from prompt_toolkit.application import Application
    from prompt_toolkit.layout import HSplit, Layout, Window
    from prompt_toolkit.layout.controls import FormattedTextControl

    def draw() -> Any:
        return [*head, *_drawn(state, drawing, len(head), first=first, total=total)]

    body = Window(
        FormattedTextControl(draw, focusable=True, show_cursor=False),
        dont_extend_height=True,
        wrap_lines=False,
    )

    def named() -> Any:
        if state.typed:
            return [("class:key", state.typed), ("class:keys", "  Enter takes it, backspace clears it")]
        return key_line(drawing.width, how, more=more)

    foot = Window(FormattedTextControl(cast("Any", named)), height=1)
    return Application(
        layout=Layout(HSplit([body, Window(), foot])),
        key_bindings=keys,
        style=drawing.style,
        erase_when_done=True,
    )


def _drawn(state: _Picking, drawing: Drawing, above: int, *, first: int, total: int) -> Fragments:
    marks = drawing.marks
    shown: list[list[tuple[str, str]]] = []
    first_line: list[int] = []
    for place, (name, label) in enumerate(zip(state.ids, state.labels, strict=True)):
        here = place == state.here
        number = "" if len(state.ids) > 10 else "  " if name == ENOUGH else f"{place + first} "
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


def _sign(state: _Picking, marks: Marks, name: str) -> str:
    if name == ENOUGH:
        return " " * len(marks.off)
    if state.ordered and name in state.chosen:
        return str(state.chosen.index(name) + 1).ljust(len(marks.box_off))
    if state.several:
        return marks.box_on if name in state.chosen else marks.box_off
    return marks.on if name in state.chosen else marks.off
