"""The plan as plain data for its templates: every sentence finished here, so that templates only place them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kit.base.text import clean
from kit.plan.choice import Scored
from kit.plan.decisions import GRACE, refused_topic
from kit.plan.items import Item, load_items, load_sources
from kit.plan.notes import assumptions, contradictions, fit_notes
from kit.plan.people_to_meet import partners
from kit.plan.plan import Plan
from kit.plan.stop_rules import StopRule
from kit.plan.week_page import ENVELOPE_NAMES, heading, page_lines
from kit.plan.weeks import Start
from kit.plan.words import count_word, counted, day_text, hours_text, list_text, minutes_text, short_day

Marks = Mapping[str, str]
"""How it stands with an item, by id: proved, logged, your word, open, cannot tell."""
Escape = Callable[[str], str]
DONE = frozenset({"proved", "logged", "your word"})
AREAS = {
    "foundations": "Foundations",
    "website": "Website",
    "listings": "Listings and maps",
    "reviews": "Reviews",
    "profiles": "Profiles",
    "networking": "Meeting people",
    "referrals": "Recommendations",
    "learning network": "Learning",
    "content": "What you publish",
    "measurement": "Counting",
    "legal": "Law (not legal advice)",
    "security": "Security",
}


def plan_data(plan: Plan, *, marks: Marks, red: Iterable[str] = (), escape: Escape = clean) -> dict[str, Any]:
    """Give everything the pages show. `escape` makes the owner's own texts safe for the format."""
    why, calendar, choice = plan.why, plan.calendar, plan.choice
    starts = {start.scored.channel.id: start for start in calendar.starts}
    notes = [*contradictions(choice), *fit_notes(calendar, plan.business.marketing.hours_before_launch)]
    return {
        "name": escape(plan.business.name),
        "trade": plan.trade.name("en"),
        "minutes": hours_text(choice.budget.minutes),
        "has_minutes": bool(choice.budget.minutes),
        "start": day_text(plan.start, year=True),
        "end": day_text(plan.start + dt.timedelta(weeks=len(calendar.weeks), days=-1), year=True),
        "goal_from": _goal_from(plan),
        "red": [escape(line) for line in red],
        "assumed": [{"text": text, "command": command} for text, command in assumptions(choice)],
        "notes": notes,
        "summary": _summary(plan),
        "scene": why.scene,
        "uncounted": why.uncounted,
        "nothing_picked": why.nothing_picked,
        "close_call": why.close_call,
        "robust": why.robust if choice.picks else "",
        "picks": [_channel(each, plan, starts.get(each.channel.id)) for each in choice.picks],
        "shown": [_channel(each, plan) for name in ("signpost", "park") for each in choice.with_verdict(name)],
        "reserve": [_channel(each, plan) for each in choice.with_verdict("reserve")],
        "left_out": [_channel(each, plan) for each in choice.with_verdict("leave")],
        "rules": [_rule(rule, plan) for rule in plan.rules],
        "sign_by": day_text(plan.start + dt.timedelta(days=4)),
        "decisions": [escape(line) for line in _decisions(plan)],
        "sources": _sources(plan),
        "partners": [
            {"trade": row.trade, "why": row.why, "names": [escape(name) for name in row.names], "words": escape(row.first_words)}
            for row in partners(plan.business, plan.trade)
        ],
        "launch": [_item(item, marks) for item in plan.shown.launch],
        "launch_things": counted(len(plan.shown.launch), "thing"),
        "launch_text": hours_text(calendar.launch_minutes),
        "launch_day": _launch_day(plan),
        "by_tool": [_item(item, marks) for item in plan.shown.by_tool],
        "rules_of_the_house": [item.title for item in plan.shown.rules],
        "weeks": [_week(plan, number, marks) for number in range(len(calendar.weeks))],
        "waits": _by_area(calendar.waits),
        "waits_count": len(calendar.waits),
        "unknown": _by_area(plan.shown.unknown),
        "unknown_things": counted(len(plan.shown.unknown), "thing"),
        "counted": _counted(plan),
    }  # fmt: skip


def _summary(plan: Plan) -> str:
    """Say the plan in three sentences."""
    picks = [start.scored.channel.inline for start in plan.calendar.starts]
    if not plan.choice.budget.minutes:
        return ""
    if not picks:
        return f"{hours_text(plan.choice.budget.minutes)} a week for thirteen weeks, spent on people you know and on keeping what is there true."
    first = plan.calendar.starts[0]
    day = plan.start + dt.timedelta(weeks=first.week - 1)
    one = "one way" if len(picks) == 1 else f"{count_word(len(picks))} ways"
    order = list_text(picks) if len(picks) == 1 else f"{picks[0]} first, then {list_text(picks[1:])}"
    return (
        f"{hours_text(plan.choice.budget.minutes)} a week for thirteen weeks, never more. It goes into {one} to meet people, "
        f"one at a time: {order}. The first begins on {day_text(day)}, and each has a date on which "
        "you stop if it brings nothing."
    )


def _goal_from(plan: Plan) -> str:
    """Give the start value of the quarter's number where the facts have one."""
    jobs = plan.business.marketing.good_month
    return "" if jobs is None else f"{counted(jobs, 'job')} in a good month"


def _channel(scored: Scored, plan: Plan, start: Start | None = None) -> dict[str, Any]:
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
        "short": [
            part for part in (why.verdict_line(scored), _doubt(scored, plan), why.price(scored)) if part
        ],
        "parts": [
            {"name": part.name, "points": round(part.points), "most": part.most} for part in scored.parts
        ],
    }


def _doubt(scored: Scored, plan: Plan) -> str:
    """Say what speaks against a channel where its verdict line does not."""
    if scored.gate or plan.why.verdict_line(scored) == scored.channel.why_no:
        return ""
    return plan.why.against(scored)


def _rule(rule: StopRule, plan: Plan) -> dict[str, Any]:
    even = ""
    if rule.break_even is not None:
        people = plan.why.people
        even = (
            f"{counted(rule.hours, 'hour')} at what your hour is worth are paid by {rule.break_even:g} new {people[rule.break_even != 1]}; half of "
            "that is asked at the first test, because effects lag, and all of it at the second."
        )
    instead = rule.instead.replace("your own", "my own") or "the people I know already"
    return {
        "name": rule.name,
        "sentence": (
            f"If after {counted(rule.weeks, 'week')} and at least {counted(rule.least_hours, 'hour')} I have had fewer than {rule.number} "
            f"{rule.what}, then on {day_text(rule.judged, year=True)} I {rule.leave}. "
            f"Its minutes go to {instead}."
        ),
        "half": f"Half time is {day_text(rule.half)}: if there is nothing at all by then, change one thing and write it down.",
        "too_few": f"Fewer than {counted(rule.least_hours, 'hour')} spent is no test: extend once by four weeks, or drop it.",
        "even": even,
        "judged": day_text(rule.judged, year=True),
        "number": rule.number,
        "what": rule.what,
    }


def _item(item: Item, marks: Marks) -> dict[str, Any]:
    mark = marks.get(item.id, "open")
    return {
        "id": item.id,
        "title": item.title,
        "why": item.why,
        "how": list(item.how),
        "minutes": item.minutes,
        "time": minutes_text(item.minutes),
        "done_when": item.evidence,
        "legal": item.area == "legal",
        "mark": mark,
        "done": mark in DONE,
    }


def _launch_day(plan: Plan) -> str:
    week = plan.calendar.launch_week
    return "" if week is None else day_text(plan.start + dt.timedelta(weeks=week - 1))


def _week(plan: Plan, index: int, marks: Marks) -> dict[str, Any]:
    week = plan.calendar.weeks[index]
    total = week.envelopes.total
    return {
        "number": week.number,
        "monday": day_text(week.monday),
        "span": f"{short_day(week.monday)} – {short_day(week.monday + dt.timedelta(days=6))}",
        "heading": heading(week, plan.calendar.starts, plan.choice),
        "total": minutes_text(total),
        "envelopes": [
            {"key": name, "name": ENVELOPE_NAMES[name], "minutes": minutes, "time": counted(minutes, "minute"), "share": round(100 * minutes / total, 2) if total else 0}
            for name, minutes in week.envelopes.rows()
            if minutes
        ],
        "row": [minutes for _, minutes in week.envelopes.rows()],
        "lines": [
            {
                "envelope": line.envelope,
                "kind": ENVELOPE_NAMES[line.envelope],
                "title": line.title,
                "minutes": line.minutes,
                "steps": list(line.steps),
                "done_when": line.done_when,
                "note": line.note,
                "habits": line.habits,
                "done": bool(line.items) and all(marks.get(item) in DONE for item in line.items),
            }
            for line in page_lines(week)
        ],
        "free": _free(plan, index),
        "dates": list(_dates(plan, week.monday)),
    }  # fmt: skip


def _free(plan: Plan, index: int) -> str:
    """Say what to do with minutes that no line uses: more of the running channels, never something new."""
    week = plan.calendar.weeks[index]
    minutes = week.free("networks")
    running = [start.scored.channel.inline for start in plan.calendar.starts if start.week <= week.number]
    if minutes < 5 or not running:
        return ""
    return f"{minutes_text(minutes)} are left for talks and answers: {list_text(running)}."


def _dates(plan: Plan, monday: dt.date) -> Iterable[str]:
    for rule in plan.rules:
        if monday <= rule.half < monday + dt.timedelta(weeks=1):
            yield f"{day_text(rule.half)}: half time for {rule.inline}."
        if monday <= rule.judged < monday + dt.timedelta(weeks=1):
            yield f"{day_text(rule.judged)}: verdict on {rule.inline}; {rule.number} {rule.what} are needed."


def _decisions(plan: Plan) -> Iterable[str]:
    """Say of each decision in the facts what is next: a post, an outcome, or another way to ask."""
    for decision in plan.business.decisions:
        title = str(decision.title)
        if decision.status in {"decided", "withdrawn"}:
            continue
        refused = refused_topic(title)
        if refused:
            yield f"{title} Not as an open post. {refused.why} {refused.instead}"
        elif decision.closes:
            due = decision.closes + dt.timedelta(days=GRACE)
            yield (
                f"{title} Answers until {day_text(decision.closes, year=True)}; say what you decided by "
                f"{day_text(due)}. If it is not written yet: webkit new decision"
            )
        else:
            yield f"{title} Ask before you decide: webkit new decision"


def _sources(plan: Plan) -> list[dict[str, str]]:
    """Give the sources behind the items that are shown; the rest is practice, and says so."""
    known = load_sources()
    named = dict.fromkeys(item.source for item in plan.shown.all if item.source in known)
    return [{"title": known[name].title, "url": known[name].url} for name in sorted(named)]


def _by_area(items: Iterable[Item]) -> list[dict[str, Any]]:
    areas: dict[str, list[str]] = {}
    for item in items:
        areas.setdefault(AREAS[item.area], []).append(item.title)
    return [{"area": area, "titles": titles} for area, titles in areas.items()]


def _counted(plan: Plan) -> str:
    """Say how the list came down to what is shown."""
    shown, waits = len(plan.shown.all), len(plan.calendar.waits)
    return (
        f"{shown} of the {len(load_items())} things on our list apply to you. {len(plan.shown.launch)} of them are the launch "
        f"list, {len(plan.shown.by_tool)} the tool does, and {waits} wait for the next quarter."
    )
