"""Lists in the terminal: one or several to pick with arrows, space and digits, and counts to type in.

Part of the terminal face (`terminal.py`); together they are the one place that knows prompt_toolkit.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from kit.interview.face import ENOUGH
from kit.interview.terminal_drawing import Drawing, Picking, drawn
from kit.interview.terminal_keys import SIGNS, Fragments, Habit, bind, key_line

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings


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
    guessed: bool = False,
    emptied: str = "",
    more: int = 0,
) -> str:
    """Show choices and give the ids picked (comma separated), a steering word, or "" when nothing was picked.

    `settled` says that what is chosen at the start stands already, so that Enter alone gives "". Where
    nothing stands, no row is marked until an arrow or a digit was pressed: Enter alone never answers.
    `guessed` says that the ticks are only our guess.
    `emptied` is given when every tick that stood was taken away.
    """
    ids = list(choices)
    begin = [each for each in chosen if each in ids]
    state = Picking(
        ids, list(choices.values()), list(begin), several, ordered, guessed=list(begin) if guessed else []
    )
    if state.guessed:
        state.here = ids.index(begin[0])
    elif not several and ENOUGH not in choices:
        state.here = ids.index(begin[0]) if begin else -1

    def done() -> str:
        if not several and not state.chosen and state.here >= 0:
            state.chosen = [ids[state.here]]
        if several and begin and not state.chosen:
            return emptied
        return "" if settled and state.chosen == begin else state.answer()

    keys = _keys(state, done, drawing.habit)
    first = 0 if score or ENOUGH in choices else 1
    for digit in "0123456789":
        place = int(digit) - first
        if 0 <= place < len(ids):
            bind(keys, digit, partial(_pick_digit, state, place, digit, drawing.habit))
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
    state = Picking(list(choices), list(choices.values()), [], several=True, counts=dict(now))
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


def _keys(state: Picking, done: Callable[[], str], habit: Habit) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    for key, step in (("up", -1), ("s-tab", -1), ("c-p", -1), ("down", 1), ("tab", 1), ("c-n", 1)):
        bind(keys, key, partial(_step, state, step))
    bind(keys, "home", lambda _app: state.go(0))
    bind(keys, "end", lambda _app: state.go(len(state.ids) - 1))
    if state.counts is None:
        bind(keys, " ", partial(_space, state))
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


def _space(state: Picking, _app: Any) -> None:
    if state.typed and (not state.fits or state.more_words):
        state.letter(" ")
    else:
        state.toggle(max(state.here, 0))


def _letter(state: Picking, letter: str, _app: Any) -> None:
    state.letter(letter)


def _step(state: Picking, by: int, _app: Any) -> None:
    state.typed = ""
    state.go((state.here + by) % len(state.ids) if state.here >= 0 else (0 if by > 0 else len(state.ids) - 1))


def _leave(habit: Habit, sign: str, app: Any) -> None:
    habit.sign()
    app.exit(result=sign)


def _enter(state: Picking, untouched: Picking, done: Callable[[], str], habit: Habit, app: Any) -> None:
    if state == untouched and habit.takes_enter():
        return
    if state.typed in _WORDS:
        app.exit(result=state.typed)
    elif state.typed and not state.fits:  # words typed over a list are no answer to it
        state.typed = ""
    else:
        app.exit(result=done())


def _pick_digit(state: Picking, place: int, digit: str, habit: Habit, app: Any) -> None:
    if state.typed and not state.fits:  # a digit within words that are no choice
        state.letter(digit)
        return
    state.go(place)
    state.toggle(place)
    if not state.several:
        habit.sign()
        app.exit(result=state.answer())


def _type_digit(state: Picking, counts: dict[str, str], digit: str, _app: Any) -> None:
    name = state.ids[state.here]
    counts[name] = (counts.get(name, "") + digit)[-2:].lstrip("0") or "0"


def _application(
    state: Picking,
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
        return [*head, *drawn(state, drawing, len(head), first=first, total=total)]

    body = Window(
        FormattedTextControl(draw, focusable=True, show_cursor=False),
        dont_extend_height=True,
        wrap_lines=False,
    )

    def named() -> Any:
        if state.typed and not state.fits and state.typed not in _WORDS:
            said = f"No choice begins with {state.typed}. Enter clears it"
            return [("class:keys", said if len(said) < drawing.width else "No such choice. Enter clears it")]
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
