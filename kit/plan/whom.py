"""Whom to meet in which week: the owner's own people by name, nobody too often, and a trade where nobody is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kit.facts.models import Business
from kit.plan.people import Contact, People
from kit.plan.people_to_meet import article, is_name, partners, trade_name
from kit.plan.plan import Plan
from kit.plan.schedule import Week
from kit.plan.words import list_text

WEEKS_BETWEEN = {"inner": 4, "middle": 13, "outer": 52, "sleeping": 26}
"""Weeks between two meetings, by circle (PLAN, "Keeping in touch"); nobody is written to more often by plan."""
_MOST, _MINUTES = 3, 10
"""People a week at most, and the minutes that one of them takes with the thinking before."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Somebody to meet, and what they are to the owner: a trade, a topic, a promise."""

    name: str
    what: str
    promised: bool = False


@dataclass(frozen=True, slots=True)
class Company:
    """The people of one week; `new` is a partner trade where the owner has named nobody yet ("" for none)."""

    week: int
    people: tuple[Meeting, ...] = ()
    new: str = ""


@dataclass(slots=True)
class _Waiting:
    meeting: Meeting
    every: int
    due: int
    order: int


def company_of(plan: Plan, people: People) -> dict[int, Company]:
    """Give each week that has minutes for people its names, by the week's number.

    Promises come first, then who has waited longest. Somebody who asked to be left alone never appears.
    """
    waiting = list(_waiting(plan.business, people, plan.start))
    known = {name for row in partners(plan.business, plan.trade) if row.names for name in (row.trade,)}
    new = [article(row.trade) for row in partners(plan.business, plan.trade) if row.trade not in known]
    found: dict[int, Company] = {}
    for week in plan.calendar.weeks:
        if week.envelopes.networks:
            mine = _of_week(waiting, week)
            stranger = new.pop(0) if new and len(mine) < _MOST else ""
            found[week.number] = Company(week.number, mine, stranger)
    return found


def _of_week(waiting: list[_Waiting], week: Week) -> tuple[Meeting, ...]:
    room = min(_MOST, max(1, week.envelopes.networks // _MINUTES))
    due = sorted((each for each in waiting if each.due <= week.number), key=lambda each: (not each.meeting.promised, each.due, each.order))  # fmt: skip
    for each in due[:room]:
        each.due = week.number + each.every
    return tuple(each.meeting for each in due[:room])


def _waiting(business: Business, people: People, start: dt.date) -> Iterable[_Waiting]:
    for order, contact in enumerate(everybody(people, business).contacts):
        if contact.contact:
            every = WEEKS_BETWEEN[contact.circle]
            yield _Waiting(Meeting(contact.name, _what(contact), bool(contact.promise)), every, _first_week(contact, every, start), order)  # fmt: skip


def _first_week(contact: Contact, every: int, start: dt.date) -> int:
    if contact.promise:
        return ((contact.promise_due or start) - start).days // 7 + 1
    if contact.last is None:
        return 1
    return (contact.last + dt.timedelta(weeks=every) - start).days // 7 + 1


def _what(contact: Contact) -> str:
    if contact.promise:
        return f"you promised: {contact.promise}"
    return trade_name(contact.trade).lower() if contact.trade else contact.how


def everybody(people: People, business: Business) -> People:
    """Give the people of the file and after them those whom only the facts name, each once.

    The plan names both, so both can be met; who is only in the facts has no place in the file yet (`index` -1).
    """
    named = {contact.name.casefold() for contact in people.contacts}
    more = []
    for contact in _from_facts(business):
        if contact.name.casefold() not in named and is_name(contact.name):
            named.add(contact.name.casefold())
            more.append(contact)
    return replace(people, contacts=(*people.contacts, *more))


def _from_facts(business: Business) -> Iterable[Contact]:
    for person in business.network.referrers:
        yield Contact(person.name, "inner", trade=person.trade or "")
    for topic in business.network.topics:
        for name in topic.outside:
            yield Contact(name, "middle", how=f"knows about {_inside(topic.topic)}")
    topics: dict[str, list[str]] = {}
    for adviser in business.network.advisers:
        topics.setdefault(adviser.name, []).append(_inside(adviser.topic))
    for name, mine in topics.items():
        yield Contact(name, "middle", how=f"for {list_text(mine)}")


def _inside(topic: str) -> str:
    return f"{topic[:1].lower()}{topic[1:]}"
