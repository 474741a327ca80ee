"""Three small files beside the plan: whom to ask (advisers), what to say (scripts), and the first thirty days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from kit.plan.calendar_file import Slot, slots
from kit.plan.first_screen import Escape, launch_open
from kit.plan.language import scripts
from kit.plan.learning import Row, empty_cells, expertise_map, findings
from kit.plan.people import FULL, circles_for
from kit.plan.people_to_meet import is_name
from kit.plan.plan import Plan
from kit.plan.standing import Standing
from kit.plan.words import count_word, counted, day_text, list_text, minutes_text, said_day

_DAYS = 30
_MINUTES = re.compile(r"(.*) \((\d+) min\)$")
_COSTS = {1: "little", 2: "money", 3: "law, health or the firm"}
CIRCLES = (
    ("Payroll", "people who work for you", "how the work really goes", "anything about themselves while you watch", "privately, before it is decided, without names"),
    ("Trusted advisers (3 to 5)", "accountant, lawyer, partner, old friend", "consequences, confidential numbers, your blind spots", "news from outside their trade; what they earn from", "full picture, one hour"),
    ("Circle of peers (5 to 8)", "owners who do not compete with you", "decisions everybody meets: prices, people, time", "your special technique", "one prepared question a month"),
    ("Wide network (30 to 150)", "half-known people, other towns, other trades, suppliers", "has anyone done this? Names, warnings, options you did not see", "confidential detail; legal answers", "one narrow question, answerable in five minutes"),
    ("Public", "readers of your site", "what those affected would miss", "urgent, personal or legal matters", "an open decision with a date"),
)  # fmt: skip
"""Who is good for what (PLAN, "Advisers, wide network, payroll")."""


def advisers_data(plan: Plan, escape: Escape) -> dict[str, Any]:
    """Give what `advisers.md` shows."""
    rows = expertise_map(plan.business, plan.trade)
    people_minutes = max((week.envelopes.networks for week in plan.calendar.weeks), default=0)
    fits = circles_for(people_minutes)
    shrunk = ""
    if fits != FULL:
        shrunk = (
            f"Your {minutes_text(people_minutes)} a week for people hold {counted(fits.touches, 'touch')} a year, so the circles are "
            f"smaller than usual: {fits.inner} inner, {fits.middle} middle, {fits.outer} outer."
        )
    return {
        "name": escape(plan.business.name),
        "findings": [escape(line) for line in findings(rows, plan.business)],
        "rows": [_row(row, escape) for row in rows],
        "empty": _empty([row for row in rows if not row.suggested]),
        "advisers": [escape(line) for line in _named(plan)],
        "circles": [list(row) for row in CIRCLES],
        "rhythm": [
            {
                "circle": "Inner",
                "who": "those who send you work, advisers, your circle",
                "many": fits.inner,
                "often": "monthly",
                "touch": "a talk or a meeting",
            },
            {
                "circle": "Middle",
                "who": "partners, good customers, wide advisers",
                "many": fits.middle,
                "often": "quarterly",
                "touch": "a call, a useful message, an introduction",
            },
            {
                "circle": "Outer",
                "who": "the rest",
                "many": fits.outer,
                "often": "yearly",
                "touch": "a personal line with a reason",
            },
            {
                "circle": "Sleeping",
                "who": "those you lost sight of",
                "many": fits.sleeping,
                "often": "a few each quarter",
                "touch": "an honest “it has been long”",
            },
        ],
        "shrunk": shrunk,
    }


def _named(plan: Plan) -> Iterable[str]:
    """Say whom the owner asks and for what, everybody once."""
    topics: dict[str, list[str]] = {}
    for each in plan.business.network.advisers:
        topics.setdefault(each.name, []).append(each.topic)
    for name, mine in topics.items():
        shown = name if is_name(name) else f"{name[:1].lower()}{name[1:]} (whose name belongs here)"
        yield f"{shown} for {list_text(mine)}"


def _empty(mine: list[Row]) -> str:
    """Say for how many of the owner's own topics nobody outside is named; it goes on after a full stop."""
    empty = empty_cells(mine)
    if not empty:
        return ""
    whose = "your topic" if len(mine) == 1 else f"{count_word(empty)} of your {count_word(len(mine))} topics"
    return f" Nobody outside is named for {whose}: {'the empty cell is' if empty == 1 else 'the empty cells are'} the finding."


def _row(row: Row, escape: Escape) -> dict[str, Any]:
    return {
        "topic": escape(row.topic),
        "know": "" if row.know is None else str(row.know),
        "cost": "" if row.cost is None else f"{row.cost} ({_COSTS[row.cost]})",
        "gap": "" if row.gap is None else str(row.gap),
        "adviser": escape(row.adviser),
        "outside": ", ".join(escape(name) for name in row.outside)
        or ("**gap**" if row.open_gap else "____________"),
        "question": escape(row.question),
    }


def scripts_data(plan: Plan, escape: Escape) -> dict[str, Any]:
    """Give what `scripts.md` shows: the scripts whose facts are known, filled in, in the owner's language."""
    business, data = plan.business, scripts()
    topics = [row for row in expertise_map(business, plan.trade) if not row.suggested]
    language = business.language if business.language in data["served"] else "en"
    kind = "food" if plan.trade.family == "food_place" else plan.trade.shape
    known = {
        "me": business.people[0].name if business.people else "____",
        "business": business.name,
        "ideal": _sentence(str(business.customers.ideal or "")),
        "not_for": _sentence(str(business.customers.not_for or "")),
        "topic": _sentence(topics[0].topic) if topics else "",
        "people_served": "____" if business.marketing.customers_served else "",
        "name": "____",
        "day": said_day(plan.start + dt.timedelta(days=11), language),
    }
    filled = {key: escape(value) if value != "____" else value for key, value in known.items()}
    filled |= {"people_served": data["served"][language][kind], "thanks": data["thanks"][language][kind]}
    return {
        "head": data["intro"]["head"][language].format_map(filled),
        "intro": data["intro"]["text"][language],
        "scripts": [
            {
                "title": each["title"][language],
                "when": each["when"][language],
                "text": _said(each["text"][language], filled),
            }
            for each in data["scripts"]
            if all(known.get(need) for need in each["needs"])
        ],
    }


def _said(text: str, filled: dict[str, str]) -> str:
    """Fill a script in; a numbered one keeps its lines."""
    return text.strip() if text.startswith("1.") else " ".join(text.format_map(filled).split())


def _sentence(text: str) -> str:
    plain = text.strip().rstrip(".")
    return plain[:1].lower() + plain[1:] if plain[1:2].islower() else plain


def first_days_data(plan: Plan, standing: Standing, escape: Escape) -> dict[str, Any]:
    """Give what `first-30-days.md` shows: one line a day that has a slot, from the calendar."""
    end = plan.start + dt.timedelta(days=_DAYS)
    days: dict[dt.date, list[Slot]] = {}
    titles = {item.title: item.id for item in plan.shown.all}
    for slot in slots(plan, standing.company):
        if slot.begins.date() < end:
            days.setdefault(slot.begins.date(), []).append(slot)
    return {
        "name": escape(plan.business.name),
        "end": day_text(end - dt.timedelta(days=1), year=True),
        "days": [
            {
                "day": day_text(day),
                "minutes": minutes_text(sum(slot.minutes for slot in found)),
                "whom": next((escape(slot.whom) for slot in found if slot.whom), ""),
                "lines": [
                    _ticked(line, done=standing.done(titles.get(line.rpartition(" (")[0], "")))
                    for line in _once(line for slot in found for line in _lines(slot))
                ],
            }
            for day, found in sorted(days.items())
        ],
        "launch": bool(plan.shown.launch),
        "launch_open": launch_open(plan, standing),
        "start": day_text(plan.start, year=True),
        "rules": [
            {
                "name": rule.name,
                "judged": day_text(rule.judged),
                "number": count_word(rule.number),
                "what": rule.what,
            }
            for rule in plan.rules
        ],
        "has_minutes": bool(plan.choice.budget.minutes),
    }


def _ticked(line: str, *, done: bool) -> dict[str, Any]:
    """Give a line with its tick; what is done already asks for no minutes any more."""
    return {"text": _MINUTES.sub(r"\1 (done already)", line) if done else line, "done": done}


def _lines(slot: Slot) -> list[str]:
    """Give the pieces of work of a slot; with whom stands in the slot's own words."""
    return [line.removeprefix("[ ] ") for line in slot.work.split("\n")]


def _once(lines: Iterable[str]) -> Iterable[str]:
    """Give each piece of work once a day: what two slots of a day share is added up."""
    sums: dict[str, int] = {}
    for line in lines:
        found = _MINUTES.match(line)
        sums[found[1] if found else line] = sums.get(found[1] if found else line, 0) + int(found[2] if found else 0)  # fmt: skip
    for title, minutes in sums.items():
        yield f"{title} ({minutes} min)" if minutes else title
