"""The plan's first screen: this week, with whom by name, what to ask, what got a yes, and what got a no and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from kit.base.text import clean
from kit.plan.choice import Scored
from kit.plan.learning import expertise_map
from kit.plan.notes import launch_day
from kit.plan.plan import Plan
from kit.plan.schedule import Week
from kit.plan.standing import Standing
from kit.plan.this_week import open_time, week_of
from kit.plan.week_page import ENVELOPE_NAMES, heading, page_lines
from kit.plan.whom import Company
from kit.plan.words import (
    count_word,
    counted,
    day_text,
    hours_text,
    list_text,
    minutes_text,
    sentence_case,
    short_day,
)

Escape = Callable[[str], str]
_LINES, _NOES = 5, 4
_ADVISED = ("x_twitter", "instagram", "facebook_local", "tiktok", "linkedin", "youtube")
"""What owners are told to join, most often first: these get their answer on the first screen."""


def front_data(plan: Plan, standing: Standing, escape: Escape = clean) -> dict[str, Any]:
    """Give what the first screen shows. `standing.today` decides which week is this week, and nothing else."""
    number = week_of(plan, standing.today)
    title, text, lines = _now(plan, standing, number)
    return {
        "title": title,
        "text": text,
        "lines": lines[:_LINES],
        "bar": [] if not 0 < number <= len(plan.calendar.weeks) else bar_of(plan.calendar.weeks[number - 1]),
        "more": _more(lines[_LINES:], number),
        "whom": _whom(plan, standing, number, escape),
        "nothing": plan.why.nothing_picked,
        "ask": _ask(plan, escape),
        "yes": [_yes(each, plan) for each in _in_order(plan)],
        "no": [{"name": each.channel.name, "why": _no(each, plan)} for each in _tempting(plan)],
        "no_more": _no_more(plan),
    }  # fmt: skip


def bar_of(week: Week) -> list[dict[str, Any]]:
    """Give a week's envelopes as the parts of a bar, with their share of the week in percent."""
    total = week.envelopes.total
    return [
        {"key": name, "name": ENVELOPE_NAMES[name], "minutes": minutes, "time": counted(minutes, "minute"), "share": round(100 * minutes / total, 2)}
        for name, minutes in week.envelopes.rows()
        if minutes
    ]  # fmt: skip


def with_whom(company: Company, escape: Escape = clean, *, nobody: bool = False) -> str:
    """Say with whom a week is spent: names first, then a trade in which the owner knows nobody yet.

    `nobody`: the owner has not named a single person, so there are lines to write them on.
    """
    named = [escape(f"{each.name} ({each.what})" if each.what else each.name) for each in company.people]
    new = f"Do you know {company.new} you trust?" if company.new else ""
    if named:
        return " ".join(part for part in (f"{list_text(named)}.", f"And somebody new: {new[:1].lower()}{new[1:]} Write the name here: ____" if new else "") if part)  # fmt: skip
    if nobody:
        return f"Write three names here, of people who know your work: ____, ____ and ____. {new}".strip()
    return (
        f"Somebody new. {new} Write the name here: ____".strip()
        if new
        else "Write here whom you thought of this week: ____"
    )


def _whom(plan: Plan, standing: Standing, number: int, escape: Escape) -> str:
    """Say with whom this week is spent; before the start, with whom to begin: that needs no website."""
    if number > len(plan.calendar.weeks) or not standing.company:
        return ""
    company = standing.company.get(number) if number > 0 else next(iter(standing.company.values()))
    if company is None:
        return ""
    said = with_whom(company, escape, nobody=standing.nobody)
    return f"{said} You can begin now; it needs no website." if number < 1 and company.people else said


def _now(plan: Plan, standing: Standing, number: int) -> tuple[str, str, list[dict[str, Any]]]:
    """Give heading, sentence and lines of the time we are in."""
    if number > len(plan.calendar.weeks):
        text = "Look back with: webkit review --quarter. Then set a new marketing.start; the next plan follows from what you counted."
        return "The quarter is over", text, []
    if number < 1 or not plan.choice.budget.minutes:
        return _launch(plan, standing)
    week = plan.calendar.weeks[number - 1]
    lines = [
        {"title": line.title, "time": minutes_text(line.minutes), "minutes": line.minutes, "done": standing.done(*line.items)}
        for line in page_lines(week)
    ]  # fmt: skip
    span = f"{short_day(week.monday)} to {short_day(week.monday + dt.timedelta(days=6))}"
    return f"This week: week {number}, {span}", heading(week, plan.calendar.starts, plan.choice), lines


def _launch(plan: Plan, standing: Standing) -> tuple[str, str, list[dict[str, Any]]]:
    left = [item for item in plan.shown.launch if not standing.done(item.id)]
    far = ", as far as it goes" if plan.calendar.launch_over else ""
    title = f"Until {day_text(plan.start)}: the launch list{far}" if plan.choice.budget.minutes else "One thing to do: the launch list"  # fmt: skip
    if not left:
        return title, "All of it is done. Publish, and tell the first ten people by name.", []
    day = launch_day(plan.calendar) if plan.calendar.launch_over else ""
    moves = f" Your hours do not suffice before that, so the launch moves to {day}." if day else ""
    text = f"{launch_open(plan, standing)}{moves} The first ones:"
    return title, text, [
        {"title": item.title, "time": minutes_text(item.minutes), "minutes": item.minutes, "done": False}
        for item in left
    ]  # fmt: skip


def launch_open(plan: Plan, standing: Standing) -> str:
    """Say how much of the launch list is open, in things and hours."""
    left = [item for item in plan.shown.launch if not standing.done(item.id)]
    every = len(plan.shown.launch)
    if not left:
        return "All of it is done."
    some = (
        f"{len(left)} of {counted(every, 'thing')}" if len(left) < every else f"All {counted(every, 'thing')}"
    )
    return f"{some} {'is' if len(left) == 1 else 'are'} open, {open_time(left, plan.shown.launch)}."


def _more(rest: list[dict[str, Any]], number: int) -> str:
    if not rest:
        return ""
    minutes = minutes_text(sum(line["minutes"] for line in rest))
    where = (
        "further down, under “Before the launch”" if number < 1 else f"further down, under “Week {number}”"
    )
    return f"And {count_word(len(rest))} more, {minutes}, {where}."


def _ask(plan: Plan, escape: Escape) -> str:
    """Give the question of the quarter: the widest gap of the owner's own map, or where the map begins."""
    rows = expertise_map(plan.business, plan.trade)
    mine = next((row for row in rows if not row.suggested), None)
    if mine is None:
        first = f"{rows[0].topic[:1].lower()}{rows[0].topic[1:]}" if rows else ""
        wish = f" Owners of your trade often weigh “{first}”." if first else ""
        return (
            f"You have not named a thing you would like to know more about.{wish} The map is in advisers.md."
        )
    topic = f"{mine.topic[:1].lower()}{mine.topic[1:]}"
    said = f"“{escape(mine.question)}” ({escape(topic)})." if mine.question else f"{escape(mine.topic)}."
    if mine.outside:
        return f"{said} Ask {list_text(map(escape, mine.outside))}."
    return f"{said} Nobody who would know is named yet: find two people who have done it."


def _in_order(plan: Plan) -> Iterable[Scored]:
    return (start.scored for start in plan.calendar.starts)


def _yes(scored: Scored, plan: Plan) -> dict[str, Any]:
    start = next(each for each in plan.calendar.starts if each.scored is scored)
    rule = next(each for each in plan.rules if each.channel == scored.channel.id)
    begins = day_text(plan.start + dt.timedelta(weeks=start.week - 1))
    came = plan.choice.owner.came_by(scored.channel.id)
    why = plan.why.own_count(scored) if came else plan.why.verdict_line(scored)
    return {
        "name": scored.channel.name,
        "when": f"{minutes_text(scored.channel.minutes)} a week from {begins}",
        "why": why,
        "stop": f"It ends on {day_text(rule.judged)} unless it has brought {count_word(rule.number)} {rule.what}.",
    }


def _tempting(plan: Plan) -> list[Scored]:
    """Give the noes an owner will be asked about most: where they have a profile, then feeds, then points."""
    there = {each.channel for each in plan.choice.owner.presences}
    open_to = [each for each in plan.choice.channels if each.verdict != "pick" and not each.gate]
    return sorted(open_to, key=lambda each: (each.channel.id not in there, _rank(each), -each.points))[:_NOES]


def _rank(scored: Scored) -> int:
    return _ADVISED.index(scored.channel.id) if scored.channel.id in _ADVISED else len(_ADVISED)


def _no(scored: Scored, plan: Plan) -> str:
    why = plan.why
    points, came = f"{scored.points} of 100", plan.choice.owner.came_by(scored.channel.id)
    count = why.own_count(scored) if came else ""
    if scored.points >= plan.model.thresholds.pick:
        parts = (count, why.price(scored))
    else:
        praised = why.verdict_line(scored) == scored.channel.why_yes
        # Praise alone is no reason: what speaks against it follows, or else what is missing.
        against = (why.against(scored) or why.price(scored)) if praised else ""
        parts = (why.verdict_line(scored), count, against)  # type: ignore[assignment]
    return f"{points}. {' '.join(part for part in parts if part)}"


def left_out(plan: Plan) -> str:
    """Name in one sentence what the owner will be told to join and does not, and how to ask why."""
    noes = _tempting(plan)
    if not noes:
        return ""
    example = next((each.channel.networks[0] for each in noes if each.channel.networks), "x")
    return f"Left out on purpose: {'; '.join(each.channel.inline for each in noes)}. To hear why: webkit why {example}"


def _no_more(plan: Plan) -> str:
    """Say what all the feeds together would cost: the mountain of time that a plan is there to save."""
    feeds = [each for each in plan.model.channels if each.type == "feed"]
    shown, owner = _tempting(plan), plan.choice.owner
    none = not plan.why.uncounted and not any(owner.came_by(each.channel.id) for each in shown)
    said = [f"None of your last ten {plan.why.people[1]} came from there." if none and shown else ""]
    rest = sum(each.verdict != "pick" for each in plan.choice.channels) - len(shown)
    if rest > 0:
        said.append("One more no is below, with its reason." if rest == 1 else f"{sentence_case(count_word(rest))} more are below, each with its reason.")  # fmt: skip
    total = hours_text(sum(each.minutes for each in feeds))
    have = hours_text(plan.choice.budget.minutes) if plan.choice.budget.minutes else "none"
    said.append(f"All {count_word(len(feeds))} feeds together would eat {total} a week; you have {have}.")
    return " ".join(each for each in said if each)
