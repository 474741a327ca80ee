"""What the pages say of each way to meet people: a yes with its price, a no with what would change it, a stop rule."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kit.plan.choice import Scored
from kit.plan.plan import Plan
from kit.plan.stop_rules import StopRule
from kit.plan.weeks import Start
from kit.plan.words import count_word, counted, day_text, hours_text, short_day


def channel_data(scored: Scored, plan: Plan, start: Start | None = None) -> dict[str, Any]:
    """Give one channel with its sentences; `start` is the week it begins in, for a pick."""
    begins = ""
    if start:
        begins = f", from week {start.week} ({short_day(plan.start + dt.timedelta(weeks=start.week - 1))})"
    why = plan.why
    return {
        "id": scored.channel.id,
        "name": scored.channel.name,
        "what": scored.channel.what,
        "verdict": scored.verdict,
        "points": None if scored.gate else scored.points,
        "sentences": list(why.sentences(scored, starts=begins)),
        "short": _short(scored, plan),
        "proven": None if scored.gate else why.proven(scored),
        "parts": [
            {"name": part.name, "points": round(part.points), "most": part.most} for part in scored.parts
        ],
    }


def _doubt(scored: Scored, plan: Plan) -> str:
    """Say what speaks against a channel where its verdict line does not."""
    if scored.gate or plan.why.verdict_line(scored) == scored.channel.why_no:
        return ""
    return plan.why.against(scored)


def left_out_intro(plan: Plan) -> str:
    """Say once what all the noes share: the owner's own count, and what the second number means."""
    why, need = plan.why, plan.model.thresholds.pick
    several = why.people[1]
    open_to = [each for each in plan.choice.with_verdict("leave") if not each.gate]
    if not open_to:
        return ""
    none = not why.uncounted and not any(plan.choice.owner.came_by(each.channel.id) for each in open_to)
    own = f"None of your last ten {several} came by one of these. " if none else ""
    full = count_word(plan.model.proof_full_at)
    return (
        f"{own}The first number is today's, the second what it would be with {full} {several} who name it; "
        f"{need} would reopen the question."
    )


def _short(scored: Scored, plan: Plan) -> list[str]:
    """Say a no in two or three sentences: the reason, the owner's own fact, and what would change it."""
    why, channel = plan.why, scored.channel
    if scored.gate:
        return [why.verdict_line(scored), why.price(scored)]
    came = plan.choice.owner.came_by(channel.id)
    parts = [why.verdict_line(scored), why.own_count(scored) if came else "", _doubt(scored, plan)]
    return [part for part in parts if part]


def rule_data(rule: StopRule, plan: Plan) -> dict[str, Any]:
    """Give a stop rule as the sentence to sign, and what is said below it."""
    even = ""
    if rule.break_even is not None:
        people = plan.why.people
        even = (
            f"{counted(rule.hours, 'hour')} at what your hour is worth are paid by {rule.break_even:g} new {people[rule.break_even != 1]}; half of "
            "that is asked at the first test, because effects lag, and all of it at the second."
        )
    least = hours_text(round(rule.least_hours * 60))
    instead = (
        f"what is next in line, {rule.instead.replace('your own', 'my own')}"
        if rule.instead
        else "the people I know already"
    )
    return {
        "name": rule.name,
        "sentence": (
            f"If after {counted(rule.weeks, 'week', word=True)} and at least {least} I have had fewer than {count_word(rule.number)} "
            f"{rule.what}, then on {day_text(rule.judged, year=True)} I {rule.leave}. "
            f"Its minutes go to {instead}."
        ),
        "half": f"Half time: {day_text(rule.half)}.",
        "even": even,
        "judged": day_text(rule.judged, year=True),
        "number": rule.number,
        "what": rule.what,
    }
