"""How far an interview is: the group, the place in it, and the minutes left at this person's own pace."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kit.interview.engine import REVIEW, State, visible
from kit.interview.pace import seconds_left, share_done
from kit.interview.questions import all_groups


@dataclass(frozen=True, slots=True)
class Progress:
    """The line above a question. `number` of `of` counts inside the group; `share` is 0 to 1 of the whole."""

    group: str
    number: int
    of: int
    minutes_left: int
    share: float

    @property
    def where(self) -> str:
        """Write the group and the place in it: `Growing  2 of 4`."""
        return f"{self.group}  {self.number} of {self.of}" if self.of else self.group

    @property
    def left(self) -> str:
        """Write the time that is left: `about 3 minutes left`."""
        if self.minutes_left < 1:
            return "less than a minute left"
        return f"about {self.minutes_left} minute{'s' if self.minutes_left > 1 else ''} left"

    def __str__(self) -> str:
        """Write it as `Growing, 2 of 4, about 3 minutes left`."""
        return f"{self.where.replace('  ', ', ')}, {self.left}"


def progress(state: State) -> Progress:
    """Give the progress of a state; the pace is learnt from the questions answered so far."""
    asked = visible(state)
    seconds = seconds_left(state)
    minutes = math.ceil(seconds / 60) if seconds >= 45 else 0
    share = share_done(state)
    titles = {group.id: group.title for group in all_groups()}
    here = next((question for question in asked if question.id == state.here), None)
    if here is None or state.here == REVIEW:
        return Progress("Review", 0, 0, minutes, share)
    mates = [question.id for question in asked if question.group == here.group]
    return Progress(titles[here.group], mates.index(here.id) + 1, len(mates), minutes, share)
