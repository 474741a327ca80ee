"""The plan as plain data for its templates: every sentence finished here, so that templates only place them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from kit.base.text import clean
from kit.plan.channel_pages import channel_data, left_out_intro, rule_data
from kit.plan.first_screen import Escape, bar_of, front_data, with_whom
from kit.plan.items import Item, load_items, load_sources
from kit.plan.language import language_note, words_language
from kit.plan.notes import assumptions, contradictions, fit_notes
from kit.plan.people_to_meet import partners
from kit.plan.plan import Plan
from kit.plan.schedule import Week
from kit.plan.standing import Standing, standing_text
from kit.plan.week_page import ENVELOPE_NAMES, PageLine, heading, page_lines
from kit.plan.weighing import weighing
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

LAUNCH_AREAS = {
    "foundations": "Know what you offer, to whom, and where you stop",
    "security": "Own what carries your name",
    "website": "A site that a recommended person can trust",
    "content": "Before you show anybody",
    "legal": "The law where you are (not legal advice)",
}
"""What the areas of the launch list are called there."""
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


def plan_data(plan: Plan, standing: Standing, escape: Escape = clean) -> dict[str, Any]:
    """Give everything the pages show. `escape` makes the owner's own texts safe for the format."""
    why, calendar, choice = plan.why, plan.calendar, plan.choice
    starts = {start.scored.channel.id: start for start in calendar.starts}
    clashes = list(contradictions(choice))
    notes = list(fit_notes(calendar, plan.business.marketing.hours_before_launch))
    return {
        "name": escape(plan.business.name),
        "trade": plan.trade.name("en"),
        "minutes": hours_text(choice.budget.minutes),
        "has_minutes": bool(choice.budget.minutes),
        "start": day_text(plan.start, year=True),
        "end": day_text(plan.start + dt.timedelta(weeks=len(calendar.weeks), days=-1), year=True),
        "goal_from": _goal_from(plan),
        "red": [escape(line) for line in standing.red],
        "now": front_data(plan, standing, escape),
        "assumed": [{"text": text, "command": command} for text, command in assumptions(choice)],
        "clashes": clashes,
        "notes": notes,
        "summary": _summary(plan),
        "language_note": language_note(plan),
        "words_language": words_language(plan),
        "scene": why.scene,
        "uncounted": why.uncounted,
        "nothing_picked": why.nothing_picked,
        "close_call": why.close_call,
        "robust": why.robust if choice.picks else "",
        "picks": [channel_data(each, plan, starts.get(each.channel.id)) for each in choice.picks],
        "shown": [channel_data(each, plan) for name in ("signpost", "park") for each in choice.with_verdict(name)],
        "reserve": [channel_data(each, plan) for each in choice.with_verdict("reserve")],
        "left_out": [channel_data(each, plan) for each in choice.with_verdict("leave")],
        "left_out_intro": left_out_intro(plan),
        "rules": [rule_data(rule, plan) for rule in plan.rules],
        "sign_by": day_text(plan.start + dt.timedelta(days=4)),
        "decisions": [escape(line) for line in weighing(plan.business, standing.decisions, standing.today)],
        "sources": _sources(plan),
        "partners": [
            {"trade": row.trade, "why": row.why, "names": [escape(name) for name in row.names], "words": escape(row.first_words)}
            for row in partners(plan.business, plan.trade)
        ],
        "launch": list(_launch(plan, standing)),
        "has_launch": bool(plan.shown.launch),
        "launch_things": counted(len(plan.shown.launch), "thing"),
        "launch_text": hours_text(calendar.launch_minutes),
        "launch_day": _launch_day(plan),
        "by_tool": [_item(item, standing) for item in (*plan.shown.by_tool, *plan.shown.told)],
        "tool_marks": _tool_marks(plan, standing),
        "standing": standing_text(standing.marks),
        "rules_of_the_house": [item.title for item in plan.shown.rules],
        "weeks": list(_weeks(plan, standing, escape)),
        "waits": _by_area(calendar.waits),
        "waits_count": len(calendar.waits),
        "unknown": _by_area(plan.shown.unknown),
        "unknown_things": counted(len(plan.shown.unknown), "thing"),
        "counted": _counted(plan),
    }  # fmt: skip


def _summary(plan: Plan) -> str:
    """Say the plan in three sentences: how much, for whom in which order, and when it stops."""
    picks = [start.scored.channel.inline for start in plan.calendar.starts]
    minutes = plan.choice.budget.minutes
    if not minutes:
        return ""
    amount = hours_text(minutes) if minutes % 60 else sentence_case(counted(minutes // 60, "hour", word=True))
    weeks = f"{amount} a week for thirteen weeks, never more."
    if minutes < 60:
        return weeks  # that nothing new starts is said in the note below
    if not picks:
        return f"{weeks} Nothing new is started: the time goes to people you know, and to keeping what is there true."
    begins = day_text(plan.start + dt.timedelta(weeks=plan.calendar.starts[0].week - 1))
    if len(picks) == 1:
        return (
            f"{weeks} Only one thing is started: {picks[0]}, from {begins}, with a date on which you stop if "
            "it has brought nothing."
        )
    return (
        f"{weeks} One thing at a time: {picks[0]} from {begins}, then {list_text(picks[1:])}. Each has a date on which "
        "you stop if it has brought nothing."
    )


def _goal_from(plan: Plan) -> str:
    """Give the start value of the quarter's number where the facts have one."""
    jobs = plan.business.marketing.good_month
    return "" if jobs is None else f"{counted(jobs, 'job')} in a good month"


def _tool_marks(plan: Plan, standing: Standing) -> list[dict[str, Any]]:
    """Give what the tool does, by how it stands: what it could prove first, what nobody can tell last."""
    rows: dict[str, list[str]] = {}
    for item in (*plan.shown.by_tool, *plan.shown.told):
        rows.setdefault(standing.marks.get(item.id, "open"), []).append(item.title)
    order = ("proved", "logged", "your word", "open", "cannot tell")
    said = {"cannot tell": "Cannot tell yet (it needs a build, a log, or the live site)"}
    return [
        {"mark": said.get(mark, sentence_case(mark)), "titles": rows[mark]} for mark in order if mark in rows
    ]


def _launch(plan: Plan, standing: Standing) -> Iterable[dict[str, Any]]:
    """Give the launch list by area, in the order of `select`."""
    for area, items in groupby(plan.shown.launch, key=lambda item: item.area):
        mine = tuple(items)
        yield {
            "area": LAUNCH_AREAS.get(area, AREAS[area]),
            "time": minutes_text(sum(item.minutes for item in mine)),
            "items": [_item(item, standing) for item in mine],
        }


def _item(item: Item, standing: Standing) -> dict[str, Any]:
    mark = standing.marks.get(item.id, "open")
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
        "done": standing.done(item.id),
    }


def _launch_day(plan: Plan) -> str:
    week = plan.calendar.launch_week
    return "" if week is None else day_text(plan.start + dt.timedelta(weeks=week - 1))


def _weeks(plan: Plan, standing: Standing, escape: Escape) -> Iterable[dict[str, Any]]:
    """Give the weeks. A habit is spelled out the first time, and named in a few words from then on."""
    known: set[str] = set()
    for week in plan.calendar.weeks:
        total, company = week.envelopes.total, standing.company.get(week.number)
        lines = []
        for line in page_lines(week):
            done = standing.done(*line.items)
            brief = _brief(line, known) if line.habits else ""
            known |= set(line.items)
            lines.append({
                "envelope": line.envelope,
                "kind": ENVELOPE_NAMES[line.envelope],
                "title": line.title,
                "minutes": line.minutes,
                "steps": list(line.steps),
                "done_when": line.done_when,
                "note": "" if done else line.note,
                "habits": line.habits,
                "brief": brief,
                "done": done,
            })  # fmt: skip
        yield {
            "number": week.number,
            "monday": day_text(week.monday),
            "span": f"{short_day(week.monday)} – {short_day(week.monday + dt.timedelta(days=6))}",
            "heading": heading(week, plan.calendar.starts, plan.choice),
            "total": minutes_text(total),
            "envelopes": bar_of(week),
            "row": [minutes for _, minutes in week.envelopes.rows()],
            "lines": lines,
            "whom": with_whom(company, escape, nobody=standing.nobody) if company else "",
            "free": _free(plan, week),
            "dates": list(_dates(plan, week.monday)),
        }  # fmt: skip


def _brief(line: PageLine, known: set[str]) -> str:
    """Give a line of habits in words: what is new in full, the rest shortly; nothing when week by week is the same."""
    if set(line.items) <= known and line.envelope != "networks":
        return ""
    rows = sorted(zip(line.items, line.steps, line.shorts, strict=True), key=lambda row: row[0] in known)
    return "; ".join(short if item in known else step for item, step, short in rows)


def _free(plan: Plan, week: Week) -> str:
    """Say what to do with minutes that no line uses: more of the running channels, never something new."""
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
            yield f"{day_text(rule.judged)}: verdict on {rule.inline}; {count_word(rule.number)} {rule.what} are needed."


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
    shown, waits, told = len(plan.shown.all), len(plan.calendar.waits), len(plan.shown.told)
    done = f", {counted(told, 'thing')} you have done already" if told else ""
    return (
        f"{shown} of the {len(load_items())} things on our list apply to you. {len(plan.shown.launch)} of them are the launch "
        f"list, {len(plan.shown.by_tool)} the tool does{done}, and {waits} wait for the next quarter."
    )
