"""Saying why in plain words: five short sentences a channel, each built from this owner's data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from kit.plan.choice import Choice, Scored, choose
from kit.plan.model import Model
from kit.plan.sensitivity import joins_at, robustness, with_proof
from kit.plan.words import count_word, counted, hours_text, list_text, minutes_text

_CLOSE = 5
"""Points within which two channels are as good as equal."""
_HIDDEN = {
    1: "some of your work is not for showing",
    2: "much of your work is not for showing",
    3: "your work is not for showing",
}
_LIKING = {
    "writing": "writing",
    "photo": "taking pictures",
    "video": "being filmed",
    "talking": "talking to people",
    "stage": "speaking to a room",
}


@dataclass(frozen=True)
class Explainer:
    """A choice that can say why. What needs the choice to be run again is run once, when it is asked for."""

    choice: Choice
    model: Model
    _proofs: dict[str, Scored] = field(default_factory=dict, repr=False, compare=False)

    @property
    def scene(self) -> str:
        """Say how people choose this kind of business."""
        owner, scenes = self.choice.owner, self.model.scenes
        return scenes.get(owner.trade) or scenes[owner.family]

    @property
    def people(self) -> tuple[str, str]:
        """Give what those who pay are called: one, several."""
        return self.choice.owner.called

    @cached_property
    def joins(self) -> dict[str, int]:
        """Give the week in minutes at which a channel would be picked, by channel."""
        return joins_at(self.choice.owner, self.model)

    @cached_property
    def robust(self) -> str:
        """Say how often the same choice comes out when every weight is shaken by up to a fifth."""
        result = robustness(self.choice, self.model)
        text = (
            "How sure is this? With every number shaken by up to a fifth, the same choice came out in "
            f"{result.same} of {counted(result.runs, 'try')}."
        )
        if result.rival and result.same < result.runs:
            text += f" What came up instead was mostly {self.model.channel(result.rival).inline}."
        return text

    @property
    def close_call(self) -> str:
        """Name the best runner-up within five points of the last pick, with both numbers, or give ""."""
        choice = self.choice
        others = [each for each in choice.channels if each.verdict != "pick" and not each.gate]
        for last in choice.picks[::-1]:
            near = [each for each in others if abs(each.points - last.points) <= _CLOSE]
            if near:
                other = max(near, key=lambda each: each.points)
                return self._close(last, other, choice.left + last.channel.minutes)
        return ""

    def _close(self, last: Scored, other: Scored, room: int) -> str:
        text = (
            f"A close call: {last.channel.inline} ({counted(last.points, 'point')}) and {other.channel.inline} ({other.points}); "
            "five points are not a difference."
        )
        if other.channel.minutes > room:
            need = minutes_text(other.channel.minutes)
            return f"{text} The second needs {need} a week where {minutes_text(room)} are free, so it waits."
        return f"{text} If you would rather do the second, do: webkit set marketing.never {last.channel.id}"

    @property
    def nothing_picked(self) -> str:
        """Say why nothing was picked, which of the two reasons it was, and the smallest week that changes it."""
        choice, pick = self.choice, self.model.thresholds.pick
        if choice.picks or not choice.owner.minutes:
            return ""
        open_channels = [each for each in choice.channels if not each.gate]
        if not open_channels:
            return "Every way to meet people is shut or refused, so the hours go to your home base and to people you know."
        best = max(open_channels, key=lambda each: each.points)
        if best.points < pick:
            why = (
                f"Nothing reaches the {pick} points that a channel needs: the best is {best.channel.inline} "
                f"with {best.points}."
            )
            return f"{why} Your hours go to your home base and to people you know."
        why = f"“{best.channel.name}” has {best.points} points, enough to be picked, but there is no room for it in {minutes_text(choice.owner.minutes)} a week."
        first = min(self.joins, key=lambda name: self.joins[name], default="")
        fits = ""
        if first:
            who = "it" if first == best.channel.id else self.model.channel(first).inline
            fits = f" From {minutes_text(self.joins[first])} a week {who} would fit."
        return f"{why}{fits} Until then your hours go to your home base and to people you know."

    def sentences(self, scored: Scored, *, starts: str = "") -> tuple[str, ...]:
        """Give the verdict, the owner's own count, what speaks against it, and the price or what changes it."""
        parts = (
            self.verdict_line(scored),
            *(() if scored.gate else (self.own_count(scored), self.against(scored))),
            self.price(scored, starts),
        )
        return tuple(part for part in parts if part)

    def verdict_line(self, scored: Scored) -> str:
        """Give the yes or the no of this channel for this kind of business."""
        if scored.gate:
            return self.model.gates[self._gate(scored)].shut
        cell = {str(name): value for name, value in scored.channel.customers.items()}[
            self.choice.owner.family
        ]
        if scored.verdict == "pick" or cell >= 2:
            return scored.channel.why_yes
        came = round(self.choice.owner.came_by(scored.channel.id) or 0)
        if came:  # the owner's own count refutes a flat "nobody"
            return (
                f"Some of your {self.people[1]} come this way; in a trade like yours most choose in another."
            )
        return scored.channel.why_no

    @property
    def uncounted(self) -> str:
        """Say once that nobody counted how the last ten came, or give ""."""
        if any(count for _, count in self.choice.owner.last_ten or ()):
            return ""
        return (
            f"You have not counted how your last ten {self.people[1]} came, so every channel gets a third of "
            "those points. Ask the next ten; the answers may turn this list round."
        )

    def own_count(self, scored: Scored) -> str:
        """Say how many of the last ten came this way ("" when nobody counted)."""
        came = self.choice.owner.came_by(scored.channel.id)
        if came is None:
            return ""
        count = round(came)
        if not count:
            return f"None of your last ten {self.people[1]} came this way."
        return f"{count_word(count).capitalize()} of your last ten {self.people[1]} came this way."

    def against(self, scored: Scored) -> str:
        """Say what in the owner's facts speaks against it, weightiest first and two at most."""
        reasons = sorted(self._reasons(scored), reverse=True)
        return (
            "What speaks against it: " + list_text(text for _, text in reasons[:2]) + "." if reasons else ""
        )

    def _reasons(self, scored: Scored) -> Iterable[tuple[float, str]]:
        owner, channel = self.choice.owner, scored.channel
        for part in scored.parts:
            if part.name == "profile" and part.points < 0:
                came = round(owner.came_by(channel.id) or 0)
                yield -part.points, f"you tried it for half a year and {'few' if came else 'nobody'} asked"
            elif part.name == "pictures":
                yield -part.points, "your work does not show well in pictures"
            elif part.name == "confidential":
                yield -part.points, _HIDDEN[self.choice.owner.confidential]
        reach = scored.part("reach")
        if reach.points < reach.most / 2:
            yield reach.most - reach.points, "few of its people are where your work is"
        for skill in channel.skills:
            if owner.comfort_with(skill) == 0:
                yield scored.part("comfort").most, f"you dread {_LIKING[skill]}"
            elif owner.comfort_with(skill) == 1 and "marketing.comfort" not in owner.assumed:
                yield scored.part("comfort").most * 2 / 3, f"you do not much like {_LIKING[skill]}"

    def proven(self, scored: Scored) -> int:
        """Give the points with full proof: as if enough of the last ten customers had come this way."""
        return self._with_proof(scored).points

    def _with_proof(self, scored: Scored) -> Scored:
        name = scored.channel.id
        if name not in self._proofs:
            self._proofs[name] = with_proof(self.choice.owner, self.model, name).of(name)
        return self._proofs[name]

    def price(self, scored: Scored, starts: str = "") -> str:
        """Say what a pick costs, or what would change a no (found by choosing again)."""
        if scored.verdict == "pick":
            return f"It costs {minutes_text(scored.channel.minutes)} a week{starts}."
        if scored.gate:
            return self.model.gates[self._gate(scored)].opens
        pick = self.model.thresholds.pick
        if scored.points >= pick:
            return self._room(scored)
        proven = self._with_proof(scored)
        three = f"{count_word(self.model.proof_full_at).capitalize()} {self.people[1]} who name it"
        if proven.verdict == "pick":
            return f"{three} would bring it into the plan."
        if proven.points >= pick:
            return f"{three} would lift it from {scored.points} to {proven.points} and reopen the question."
        return (
            f"{three} would still leave it at {proven.points}, and {pick} are needed. {self._missing(scored)}"
        )

    def _room(self, scored: Scored) -> str:
        minutes = self.joins.get(scored.channel.id)
        if minutes:
            return f"It joins the plan at {hours_text(minutes)} a week; you have {hours_text(self.choice.owner.minutes)}."
        stronger = [each.channel.inline for each in self.choice.picks if each.points >= scored.points]
        first = f"{stronger[0]} would have to fail its stop rule first" if stronger else "it stays in reserve"
        return f"It has the points, and the minutes are better spent elsewhere: {first}."

    def _missing(self, scored: Scored) -> str:
        """Name the part that falls shortest, as what would have to be different."""
        texts = {
            "customers": f"Only {self.people[1]} who choose in another way would change that.",
            "reach": f"Only {self.people[1]} in other places would change that.",
            "comfort": "Only liking it more would change that.",
            "goals": "Only another goal would change that.",
            "learning": "Only something to learn there would change that.",
        }
        parts = [part for part in scored.parts if part.name in texts]
        return texts[max(parts, key=lambda part: part.most - part.points).name]

    def _gate(self, scored: Scored) -> str:
        unknown = scored.gate == "past_customers_10" and self.choice.owner.customers_served is None
        return "past_customers_unknown" if unknown else scored.gate


def what_if(choice: Choice, model: Model, minutes: int) -> tuple[Choice, tuple[str, ...], tuple[str, ...]]:
    """Choose again with other minutes: the new choice, the channels that join, and those that leave."""
    other = choose(replace(choice.owner, minutes=minutes), model)
    before = {each.channel.id: each.channel.name for each in choice.picks}
    after = {each.channel.id: each.channel.name for each in other.picks}
    joined = tuple(name for channel, name in after.items() if channel not in before)
    left = tuple(name for channel, name in before.items() if channel not in after)
    return other, joined, left
