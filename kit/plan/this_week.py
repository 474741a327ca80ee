"""This week's page as lines of text, and what other minutes would change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.plan.explain import Explainer, what_if
from kit.plan.items import Item
from kit.plan.language import language_note
from kit.plan.notes import contradictions
from kit.plan.people import Due
from kit.plan.plan import Plan
from kit.plan.schedule import Week
from kit.plan.week_page import ENVELOPE_NAMES, heading, page_lines
from kit.plan.words import count_word, counted, day_text, hours_text, list_text, minutes_text, sentence_case

_BAR = 36
_LETTERS = {
    "measure": "c",
    "upkeep": "u",
    "learning": "l",
    "networks": "P",
    "setup": "s",
    "review": "R",
    "slack": "·",
}
_DUE = 3


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line and how it is meant: head, red, task, done, small or plain."""

    text: str
    style: str = "plain"


def week_of(plan: Plan, today: dt.date) -> int:
    """Give the number of the week `today` is in: 0 before the start, 14 after the quarter."""
    days = (today - plan.start).days
    return 0 if days < 0 else min(days // 7 + 1, len(plan.calendar.weeks) + 1)


def week_lines(
    plan: Plan, number: int, *, marks: Mapping[str, str], due: tuple[Due, ...] = (), whom: str = ""
) -> Iterator[TextLine]:
    """Give the page of one week (1 to 13), before the start the launch list, after the end what comes next."""
    for note in (language_note(plan), *contradictions(plan.choice)):
        if note:
            yield TextLine(note, "small")
    if number < 1:
        yield from _before(plan, marks, whom)
        return
    if number > len(plan.calendar.weeks):
        monday = plan.start + dt.timedelta(weeks=number)
        yield TextLine(
            "The quarter is over. Look back: webkit review --quarter. Put the real last ten into the facts, as it says "
            f"there. Then begin the next one on a Monday, with: webkit set marketing.start {monday}",
            "head",
        )
        return
    week = plan.calendar.weeks[number - 1]
    yield TextLine(
        f"Week {number}, from {day_text(week.monday)}: {minutes_text(week.envelopes.total)}", "head"
    )
    yield TextLine(heading(week, plan.calendar.starts, plan.choice))
    if week.envelopes.total:
        for row in _bar(week):
            yield TextLine(row, "small")
    done = {"proved", "logged", "your word"}
    for line in page_lines(week):
        ticked = bool(line.items) and all(marks.get(item) in done for item in line.items)
        note = f"; {line.note}" if line.note and not ticked else ""
        steps = f": {'; '.join(line.steps)}" if line.habits else ""
        ids = f"  [{', '.join(line.items)}]" if line.items else ""
        time = "done already" if ticked and not line.habits else f"{line.minutes} min"
        yield TextLine(f"{'[x]' if ticked else '[ ]'} {line.title} ({time}{note}){steps}{ids}", "done" if ticked else "task")  # fmt: skip
    if whom:
        yield TextLine(f"With whom: {whom}")
    yield from _dated(plan, week)
    more = [each for each in due if each.contact.name not in whom]
    for each in more[:_DUE]:
        yield TextLine(f"Due: {each.contact.name}, {each.reason}.", "plain")


def _before(plan: Plan, marks: Mapping[str, str], whom: str) -> Iterator[TextLine]:
    """Give the launch list, and above it with whom to begin: people need no website, and come first."""
    launch = plan.shown.launch
    done = {"proved", "logged", "your word"}
    left = [item for item in launch if marks.get(item.id) not in done]
    yield TextLine(
        f"Week 1 begins on {day_text(plan.start, year=True)}. Until then: the launch list.", "head"
    )
    if whom:
        yield TextLine(f"With whom you can begin now, without a website: {whom}")
    yield TextLine(
        f"{len(left)} of {counted(len(launch), 'thing')} {'is' if len(left) == 1 else 'are'} open, {open_time(left, launch)}. The first ones:"
    )
    for item in left[:9]:
        yield TextLine(f"[ ] {item.title} ({item.minutes} min)  [{item.id}]", "task")
    if len(left) > 9:
        yield TextLine(f"And {count_word(len(left) - 9)} more, in plan/plan.html.", "small")


def open_time(left: Sequence[Item], launch: Sequence[Item]) -> str:
    """Say how long the open things take, and of how much when some are done: the two sums stand together."""
    minutes, every = (hours_text(sum(item.minutes for item in items)) for items in (left, launch))
    return f"{minutes} in all" if minutes == every else f"{minutes} of the list's {every}"


def _bar(week: Week) -> tuple[str, str]:
    """Give the bar of the minutes, and below it what its letters mean."""
    total = week.envelopes.total
    bar = "".join(_LETTERS[name] * round(_BAR * minutes / total) for name, minutes in week.envelopes.rows())
    legend = ", ".join(f"{_LETTERS[name]} {ENVELOPE_NAMES[name]} {minutes}" for name, minutes in week.envelopes.rows() if minutes)  # fmt: skip
    return bar, legend


def _dated(plan: Plan, week: Week) -> Iterator[TextLine]:
    end = week.monday + dt.timedelta(weeks=1)
    for rule in plan.rules:
        if week.monday <= rule.half < end:
            yield TextLine(f"{day_text(rule.half)}: half time for {rule.inline}.", "red")
        if week.monday <= rule.judged < end:
            yield TextLine(f"{day_text(rule.judged)}: verdict on {rule.inline}; {count_word(rule.number)} {rule.what} are needed.", "red")  # fmt: skip


def what_if_lines(plan: Plan, minutes: int) -> Iterator[TextLine]:
    """Say what other minutes a week would change: budget, channels that join and leave."""
    before = plan.choice
    if minutes == before.budget.minutes:
        yield TextLine(f"{sentence_case(hours_text(minutes))} a week is what you have now: nothing changes.")
        return
    after, joined, left = what_if(before, plan.model, minutes)
    yield TextLine(
        f"{hours_text(minutes)} a week instead of {hours_text(before.budget.minutes)}, all else as it is:",
        "head",
    )
    for name, old, new in (
        ("People", before.budget.channels, after.budget.channels),
        ("Learn", before.budget.learning, after.budget.learning),
        ("Upkeep", before.budget.upkeep, after.budget.upkeep),
        ("Count", before.budget.measure, after.budget.measure),
        ("Slack", before.budget.slack, after.budget.slack),
    ):
        yield TextLine(f"  {name:8} {old:4} -> {new:4} minutes")
    if joined:
        yield TextLine(f"Joins: {list_text(joined)}.")
    if left:
        yield TextLine(f"Leaves: {list_text(left)}.")
    if not joined and not left:
        picks = [each.channel.name for each in after.picks]
        yield TextLine(f"The same channels: {list_text(picks)}." if picks else "Still nothing is picked.")
    if not after.picks and (why := Explainer(after, plan.model).nothing_picked):
        yield TextLine(why)
    for note in contradictions(after):
        yield TextLine(note, "small")
    yield TextLine(f"To make it so: webkit set marketing.minutes_per_week {minutes}", "small")
