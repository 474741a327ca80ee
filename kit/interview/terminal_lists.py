"""Lists in the terminal: one or several to pick with arrows, space and digits, and counts to type in.

Part of the terminal face (`terminal.py`); together they are the one place that knows prompt_toolkit.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

Fragments = list[tuple[str, str]]


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


PLAIN_MARKS = Marks("(x)", "( )", "[x]", "[ ]", ">", "#", "-")


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

    def toggle(self, number: int) -> None:
        name = self.ids[number]
        if not self.several:
            self.chosen = [name]
        elif name in self.chosen:
            self.chosen.remove(name)
        else:
            self.chosen.append(name)

    def jump(self, place: int) -> None:
        self.here = place

    def forget_count(self) -> None:
        if self.counts is not None:
            self.counts.pop(self.ids[self.here], None)

    def answer(self) -> str:
        if self.counts is not None:
            return ", ".join(f"{name} {count}" for name, count in self.counts.items() if count.strip("0"))
        return ", ".join(self.chosen)


def pick(
    choices: dict[str, str],
    *,
    chosen: tuple[str, ...],
    several: bool,
    ordered: bool,
    marks: Marks,
    width: int,
    height: int,
    run: Callable[[Any], str],
    style: Any,
    score: bool = False,
    settled: bool = True,
) -> str:
    """Show choices and give the ids picked (comma separated), a steering word, or "" when nothing was picked.

    `settled` says that what is chosen at the start stands already, so that Enter alone gives "".
    """
    ids = list(choices)
    begin = [each for each in chosen if each in ids]
    state = _Picking(ids, list(choices.values()), list(begin), several, ordered)
    state.here = ids.index(begin[0]) if begin and not several else 0

    def done() -> str:
        if not several and not state.chosen:
            state.chosen = [ids[state.here]]
        return "" if settled and state.chosen == begin else state.answer()

    keys = _keys(state, done)
    for digit in "0123456789"[: 10 if score else len(ids) + 1]:
        place = int(digit) if score else int(digit) - 1
        if 0 <= place < len(ids):
            _bind(keys, digit, partial(_pick_digit, state, place))
    return run(_application(state, keys, marks, width, height, style, score=score))


def count(
    choices: dict[str, str],
    *,
    now: dict[str, str],
    total: int,
    marks: Marks,
    width: int,
    height: int,
    run: Callable[[Any], str],
    style: Any,
) -> str:
    """Show rows to type numbers into and give `id number, …`, a steering word, or "" when nothing was typed."""
    state = _Picking(list(choices), list(choices.values()), [], several=True, counts=dict(now))
    assert state.counts is not None
    counts = state.counts

    def done() -> str:
        return "" if counts == now else state.answer()

    keys = _keys(state, done)
    for digit in "0123456789":
        _bind(keys, digit, partial(_type_digit, state, counts, digit))
    _bind(keys, "backspace", lambda _app: state.forget_count())
    return run(_application(state, keys, marks, width, height, style, total=total))


def _keys(state: _Picking, done: Callable[[], str]) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    for key, step in (("up", -1), ("s-tab", -1), ("c-p", -1), ("down", 1), ("tab", 1), ("c-n", 1)):
        _bind(keys, key, partial(_step, state, step))
    _bind(keys, "home", lambda _app: state.jump(0))
    _bind(keys, "end", lambda _app: state.jump(len(state.ids) - 1))
    if state.counts is None:
        _bind(keys, " ", lambda _app: state.toggle(state.here))
    for key in ("enter", "c-j"):  # what was typed before the list appeared arrives as c-j
        _bind(keys, key, lambda app: app.exit(result=done()))
    words = {key: key for key in "?<-!+"} | {"left": "<", "l": "later", "L": "later"}
    for key, word in words.items():
        _bind(keys, key, partial(_leave, word))
    _bind(keys, "c-c", lambda app: app.exit(exception=KeyboardInterrupt()))
    _bind(keys, "c-d", lambda app: app.exit(exception=EOFError()))
    return keys


def _bind(keys: KeyBindings, key: str, act: Callable[[Any], None]) -> None:
    """Let a key act on the running application; the screen is drawn anew after it."""

    @keys.add(key)
    def _(event: KeyPressEvent) -> None:
        act(event.app)


def _step(state: _Picking, by: int, _app: Any) -> None:
    state.here = (state.here + by) % len(state.ids)


def _leave(word: str, app: Any) -> None:
    app.exit(result=word)


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
    marks: Marks,
    width: int,
    height: int,
    style: Any,
    *,
    score: bool = False,
    total: int = 0,
) -> Any:
    from prompt_toolkit.application import Application
    from prompt_toolkit.layout import HSplit, Layout, Window
    from prompt_toolkit.layout.controls import FormattedTextControl

    def draw() -> Fragments:
        return _drawn(state, marks, width, height, score=score, total=total)

    body = Window(
        FormattedTextControl(cast("Any", draw), focusable=True, show_cursor=False),
        dont_extend_height=True,
        wrap_lines=False,
    )
    foot = Window(FormattedTextControl(lambda: [("class:keys", _foot(state, width))]), height=1)
    return Application(
        layout=Layout(HSplit([body, foot])), key_bindings=keys, style=style, erase_when_done=True
    )


def _foot(state: _Picking, width: int) -> str:
    how = "digits count" if state.counts is not None else "space picks" if state.several else "digit picks"
    for text in (
        f" ↑↓ {how}  Enter goes on  ? why  < back  - skip  l later  ! finish  + details",
        f" {how}  Enter goes on  ? why  < back  - skip  ! finish",
        f" {how}  Enter  ? < - l ! +",
    ):
        if len(text) < width:
            return text
    return " ? < - l ! +"


def _drawn(state: _Picking, marks: Marks, width: int, height: int, *, score: bool, total: int) -> Fragments:
    shown: list[list[tuple[str, str]]] = []
    first_line: list[int] = []
    for place, (name, label) in enumerate(zip(state.ids, state.labels, strict=True)):
        here = place == state.here
        number = str(place if score else place + 1) if len(state.ids) < 10 or score else ""
        lead = f"{marks.here if here else ' '} {_sign(state, marks, name)} {number:>1} " if state.counts is None else (
            f"{marks.here if here else ' '} {state.counts.get(name, '').rjust(2) or '  '}  "
        )  # fmt: skip
        lines = textwrap.wrap(label, max(width - len(lead) - 1, 10)) or [""]
        first_line.append(len(shown))
        for row, line in enumerate(lines):
            style = "class:here" if here else "class:row"
            shown.append([(style, (lead if row == 0 else " " * len(lead)) + line), ("", "\n")])
    if total:
        summed = sum(int(value or 0) for value in (state.counts or {}).values())
        shown.append([("class:keys", f"  {summed} of {total}"), ("", "\n")])
    room = max(height - 4, 4)
    top = max(0, min(first_line[state.here] - room // 2, len(shown) - room))
    return [fragment for line in shown[top : top + room] for fragment in line]


def _sign(state: _Picking, marks: Marks, name: str) -> str:
    if state.ordered and name in state.chosen:
        return str(state.chosen.index(name) + 1)
    if state.several:
        return marks.box_on if name in state.chosen else marks.box_off
    return marks.on if name in state.chosen else marks.off
