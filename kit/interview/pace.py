"""How long the rest takes at this person's own pace, as one figure that does not jump.

What was said to be left only shrinks: with each question settled, and when the person turns out to be quick. One
who turns out to be slow sees it stand still for a while instead of growing. Only new questions add to it.
"""

from __future__ import annotations

from dataclasses import replace

from kit.interview.questions import Question
from kit.interview.state import State, visible

_USUAL = 180
"""Seconds counted as if spent at the usual pace, so that one answer over a cup of tea says little."""


def pace(state: State) -> float:
    """Give how this person's time compares with the usual: 1 is usual, 2 is twice as long; bounded by 0.3 and 3."""
    return min(max((state.spent + _USUAL) / (state.expected + _USUAL), 0.3), 3.0)


def open_now(state: State) -> tuple[Question, ...]:
    """Give the questions still to be settled, and the one that is shown."""
    settled = state.passed | state.skipped | state.later
    return tuple(each for each in visible(state) if each.id not in settled or each.id == state.here)


def seconds_left(state: State) -> float:
    """Give the seconds the rest takes: what was promised, and never more than the open questions ask for."""
    left = _work(state) * pace(state)
    return min(state.promised, left) if state.promised else left


def promise(state: State, *, before: State | None = None) -> State:
    """Give the state with what it says is left; `before` is the state before an answer that may have opened questions."""
    if not state.promised:
        return replace(state, promised=seconds_left(state))
    opened = max(_work(state) - _work(before), 0) * pace(state) if before else 0.0
    return replace(state, promised=min(state.promised + opened, _work(state) * pace(state)))


def _work(state: State) -> float:
    return float(sum(question.seconds for question in open_now(state)))
