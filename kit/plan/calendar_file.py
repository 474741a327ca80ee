"""The plan as a calendar file: one slot per purpose and week, reviews and dates, with identifiers that stay."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kit.base.cache import Cache, remembered
from kit.plan.filling import Line
from kit.plan.plan import Plan
from kit.plan.rest_days import days_off
from kit.plan.schedule import Week
from kit.plan.week_page import page_lines, pays
from kit.plan.weeks import Name
from kit.plan.whom import Company
from kit.plan.words import count_word, day_text, minutes_text

_DAYS: tuple[tuple[Name, int, int], ...] = (
    ("networks", 1, 3),
    ("learning", 2, 2),
    ("setup", 3, 0),
    ("upkeep", 3, 3),
    ("review", 4, 4),
    ("measure", 4, 4),
)
"""Which purpose stands on which weekday (0 = Monday), and on which its second half; what shares a day follows on."""
_LONGEST = 60
"""Minutes after which a purpose with two days is shared out over them."""
_TITLES: dict[Name, str] = {
    "networks": "People",
    "learning": "Learn",
    "setup": "Set up",
    "upkeep": "Upkeep",
    "review": "Review",
    "measure": "Count the week",
}
_WORTH = 10
"""Minutes below which talks and answers alone make no appointment."""
_ALARM = dt.timedelta(minutes=-10)


@dataclass(frozen=True, slots=True)
class Slot:
    """One appointment with oneself. `key` names it for good, so that a second import updates it."""

    key: str
    title: str
    begins: dt.datetime
    minutes: int
    work: str
    whom: str = ""
    """Names, for a slot that is spent with people."""

    @property
    def text(self) -> str:
        """Give what the appointment says: with whom, then the work."""
        return f"With: {self.whom}\n{self.work}" if self.whom else self.work


@dataclass(frozen=True, slots=True)
class Date:
    """A day to know of, without a time."""

    key: str
    title: str
    day: dt.date
    text: str


def slots(plan: Plan, company: Mapping[int, Company] = MappingProxyType({})) -> tuple[Slot, ...]:
    """Give every slot of the quarter; per week they hold the week's work, and never more. `company` names the people."""
    off = days_off(plan.business.country, plan.start)
    first = dt.time.fromisoformat({str(name): start for name, start in plan.model.slot_starts.items()}[plan.choice.owner.family])  # fmt: skip
    return tuple(
        slot
        for week in plan.calendar.weeks
        for slot in _week_slots(week, first, off, company.get(week.number))
    )


def _week_slots(
    week: Week, first: dt.time, off: frozenset[dt.date], company: Company | None
) -> Iterable[Slot]:
    taken: dict[dt.date, int] = {}
    work = dict(_work(week))
    for name, weekday, second in _DAYS:
        mine = work.get(name, [])
        free = week.free(name) if name == "networks" and not week.quiet else 0
        if free and (mine or free >= _WORTH):
            mine = [*mine, ("Talks and answers, and nothing new", free)]
        sittings = _sittings(mine) if second != weekday else [mine]
        days = sorted({weekday, second}) if len(sittings) > 1 else [weekday]
        for number, sitting in enumerate(each for each in sittings if each):
            minutes = sum(each for _, each in sitting)
            day = _working_day(week.monday, days[number], off)
            begins = dt.datetime.combine(day, first) + dt.timedelta(minutes=taken.get(day, 0))
            taken[day] = taken.get(day, 0) + minutes
            key = f"week-{week.number:02}-{name}{'-2' if number else ''}"
            title = f"{_TITLES[name]} ({minutes_text(minutes)}, week {week.number})"
            whom = ", ".join(each.name for each in company.people) if company and name == "networks" else ""
            lines = "\n".join(f"[ ] {title} ({minutes} min)" for title, minutes in sitting)
            yield Slot(key, title, begins, minutes, lines, whom)


def _work(week: Week) -> Iterable[tuple[Name, list[tuple[str, int]]]]:
    """Give the work of each purpose, an item whole under one of them, in the order of the week's page."""
    items: dict[str, list[Line]] = {}
    for line in week.lines:
        items.setdefault(line.item.id, []).append(line)
    found: dict[Name, list[tuple[str, int]]] = {
        "review": [(line.title, line.minutes) for line in page_lines(week) if line.envelope == "review"]
    }
    for parts in items.values():
        found.setdefault(pays(parts), []).append((parts[0].item.title, sum(line.minutes for line in parts)))
    yield from found.items()


def _sittings(work: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """Share the work out over two days when it is long; nothing is cut in two."""
    total, so_far = sum(minutes for _, minutes in work), 0
    if total <= _LONGEST:
        return [work]
    for number, (_, minutes) in enumerate(work, start=1):
        so_far += minutes
        if so_far * 2 >= total:
            return [work[:number], work[number:]]
    return [work]


def _working_day(monday: dt.date, weekday: int, off: frozenset[dt.date]) -> dt.date:
    """Give the wished weekday, or the nearest working day before it, then after it, that is no day off."""
    order = [weekday, *range(weekday - 1, -1, -1), *range(weekday + 1, 5)]
    days = [monday + dt.timedelta(days=each) for each in order]
    return next((day for day in days if day not in off), days[0])


def dates(plan: Plan) -> tuple[Date, ...]:
    """Give the days to know of: half times and verdicts of the stop rules, and the launch."""
    every = []
    for rule in plan.rules:
        number = f"{count_word(rule.number).capitalize()} {rule.what} are needed by {day_text(rule.judged, year=True)}."
        every += [
            Date(f"half-{rule.channel}", f"Half time: {rule.inline}", rule.half, f"Nothing at all yet? Change one thing, and note it. {number}"),
            Date(f"verdict-{rule.channel}", f"Verdict: {rule.inline}", rule.judged, f"Keep, change one thing, or drop. {number}"),
        ]  # fmt: skip
    if plan.calendar.launch_week:
        day = plan.start + dt.timedelta(weeks=plan.calendar.launch_week - 1)
        every.append(
            Date("launch", "Launch the site", day, "The launch list is done; check once more, then publish.")
        )
    return tuple(every)


def calendar_bytes(
    plan: Plan, company: Mapping[int, Company] = MappingProxyType({}), cache: Cache | None = None
) -> bytes:
    """Give the iCalendar file (RFC 5545). The same plan gives the same bytes.

    Times are in the business's time zone; where it is not known they float, and a calendar shows them in its own.
    """
    zone, name = plan.business.place.timezone or "", plan.business.name
    inputs = (zone, name, plan.start, slots(plan, company), dates(plan))
    return remembered(cache, "calendar", inputs, lambda: _written(*inputs))


def _written(zone: str, name: str, start: dt.date, slots: tuple[Slot, ...], dates: tuple[Date, ...]) -> bytes:
    from icalendar import Calendar, Event, Timezone

    owner = hashlib.sha256(name.encode("utf-8")).hexdigest()[:12]
    file = Calendar()
    file.add("prodid", "-//webkit//networking plan//EN")
    file.add("version", "2.0")
    file.add("x-wr-calname", f"{name}: 90 days")
    if zone:
        file.add_component(Timezone.from_tzid(zone, first_date=dt.date(start.year, 1, 1), last_date=dt.date(start.year + 2, 1, 1)))  # fmt: skip
    stamp = dt.datetime.combine(start, dt.time(), dt.UTC)
    for slot in slots:
        event = _event(Event(), f"{slot.key}-{owner}", slot.title, slot.text, stamp)
        event.add("dtstart", _local(slot.begins, zone))
        event.add("dtend", _local(slot.begins + dt.timedelta(minutes=slot.minutes), zone))
        event.add_component(_alarm(slot.title))
        file.add_component(event)
    for date in dates:
        event = _event(Event(), f"{date.key}-{owner}", date.title, date.text, stamp)
        event.add("dtstart", date.day)
        event.add("dtend", date.day + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    return bytes(file.to_ical())


def _event(event, key: str, title: str, text: str, stamp: dt.datetime):  # type: ignore[no-untyped-def]  # icalendar has no types
    event.add("uid", f"{key}@webkit.invalid")
    event.add("dtstamp", stamp)
    event.add("summary", title)
    event.add("description", text)
    return event


def _alarm(title: str):  # type: ignore[no-untyped-def]  # icalendar has no types
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _ALARM)
    return alarm


def _local(moment: dt.datetime, zone: str) -> dt.datetime:
    from zoneinfo import ZoneInfo

    return moment.replace(tzinfo=ZoneInfo(zone)) if zone else moment
