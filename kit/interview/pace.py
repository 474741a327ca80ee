"""How long the rest takes at this person's own pace, as one figure that does not jump.

What was said to be left only shrinks: with each question settled, and when the person turns out to be quick. One
who turns out to be slow sees it shrink more slowly instead of growing. Only new questions add to it. What is done
only grows.
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


def share_done(state: State) -> float:
    """Give how much is done, 0 to 1; questions that open on the way never take any of it back."""
    asked = len(visible(state))
    return max(state.furthest, 1 - len(open_now(state)) / max(asked, 1))


def promise(state: State, *, before: State | None = None) -> State:
    """Give the state with what it says is left and done; `before` is the state before a step or an answer.

    Each settled question takes something off what was said, also for the slow, who see it fall by the root of
    what is settled: slower than the questions, since theirs take longer, but never standing still.
    """
    state = replace(state, furthest=share_done(state))
    if not state.promised:
        return replace(state, promised=seconds_left(state))
    now, was = _work(state), _work(before) if before else 0.0
    said = state.promised
    if before and now > was:
        said += (now - was) * pace(state)
    elif before and was:
        said = max(said * (now / was) ** 0.5, min(said, now))
    return replace(state, promised=min(said, now * pace(state)))


def _work(state: State) -> float:
    return float(sum(question.seconds for question in open_now(state)))
