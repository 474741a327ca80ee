"""The owner's people (`people.yaml`): who they are, how often to meet them, and what was promised. Never published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kit.base.errors import InputError
from kit.base.text import clean
from kit.plan.words import day_text

FILE = "people.yaml"
EVERY = {"inner": 30, "middle": 91, "outer": 365}
"""Days between two touches, by circle (PLAN, "Keeping in touch")."""
TOUCH_MINUTES = 7
_SOON = dt.timedelta(days=7)
"""A promise is named from so long before its day on."""
PROMISE_DAYS = 2
"""Working days in which a promise is kept when no day was said."""
START = """\
# Your people. Private: this file is never published. Change it by hand, or with: webkit people
# circle: inner (monthly), middle (quarterly), outer (yearly) or sleeping; contact: no = asked to be left alone.
people:
"""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody the owner knows. `line` is where they stand in the file (0 = not there yet)."""

    name: str
    circle: str = "outer"
    trade: str = ""
    how: str = ""
    last: dt.date | None = None
    promise: str = ""
    promise_due: dt.date | None = None
    contact: bool = True
    grade: str = ""
    index: int = -1
    line: int = 0


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, and what could not be read (with its line); what cannot be read stays in the file."""

    contacts: tuple[Contact, ...] = ()
    problems: tuple[str, ...] = ()

    def find(self, name: str) -> Contact:
        """Give the one person a name means (any case, part of the name is enough); raises InputError."""
        wanted = clean(name).casefold()
        exact = [each for each in self.contacts if each.name.casefold() == wanted]
        found = exact or [each for each in self.contacts if wanted in each.name.casefold()]
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(
                f'"{clean(name)}" could be {" or ".join(each.name for each in found[:4])}',
                hint="Write more of the name.",
            )
        raise InputError(
            f'There is no "{clean(name)}" among your people.',
            hint=f'Add them first: webkit people add "{clean(name)}"',
        )


def read_people(text: str) -> People:
    """Read `people.yaml`. Entries that cannot be understood are reported with their line, never dropped."""
    from kit.facts.problems import FactsError
    from kit.facts.tree import parse_tree

    if not text.strip():
        return People()
    try:
        tree, found = parse_tree(text, FILE)
    except FactsError as exc:
        return People(problems=tuple(str(problem) for problem in exc.problems))
    problems = [str(problem) for problem in found]
    rows = tree.data.get("people") or []
    if not isinstance(rows, list):
        return People(
            problems=(*problems, f"{FILE}: people: must be a list; write for example: - name: Dana")
        )
    contacts = []
    for index, row in enumerate(rows):
        line = tree.place(("people", index))[0]
        if not isinstance(row, Mapping) or not str(row.get("name") or "").strip():
            problems.append(f"{FILE}:{line}: this entry has no name; it is kept and not counted")
            continue
        contact, doubts = _contact(row, index, line)
        contacts.append(contact)
        problems += [f"{FILE}:{line}: {contact.name}: {doubt}" for doubt in doubts]
    return People(tuple(contacts), tuple(problems))


def _contact(row: Mapping[str, Any], index: int, line: int) -> tuple[Contact, list[str]]:
    doubts: list[str] = []

    def day(name: str) -> dt.date | None:
        if not row.get(name):
            return None
        try:
            return dt.date.fromisoformat(str(row[name]).strip())
        except ValueError:
            doubts.append(f'{name}: "{clean(str(row[name]), limit=40)}" is not a day; write 2026-12-24')
            return None

    circle = str(row.get("circle") or "outer").strip().lower()
    if circle not in {*EVERY, "sleeping"}:
        doubts.append(f'circle: "{clean(circle, limit=40)}" is none of inner, middle, outer, sleeping')
        circle = "outer"
    contact = Contact(
        name=clean(str(row["name"]), limit=200),
        circle=circle,
        trade=clean(str(row.get("trade") or ""), limit=80),
        how=clean(str(row.get("how") or ""), limit=300),
        last=day("last"),
        promise=clean(str(row.get("promise") or ""), limit=300),
        promise_due=day("promise_due"),
        contact=str(row.get("contact") or "yes").strip().lower() not in {"no", "false", "never"},
        grade=clean(str(row.get("grade") or ""), limit=1).upper(),
        index=index,
        line=line,
    )
    return contact, doubts


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody to get in touch with, why, and since when."""

    contact: Contact
    since: dt.date
    reason: str


def due(people: People, today: dt.date) -> tuple[Due, ...]:
    """Give who is due, promises first, then those longest overdue. Nobody who asked to be left alone."""
    return tuple(
        sorted(_due(people.contacts, today), key=lambda each: (not each.contact.promise, each.since))
    )


def _due(contacts: Iterable[Contact], today: dt.date) -> Iterable[Due]:
    for each in contacts:
        if not each.contact:
            continue
        if each.promise and (each.promise_due or today) <= today + _SOON:
            until = f", by {day_text(each.promise_due)}" if each.promise_due else ""
            yield Due(each, each.promise_due or today, f"you promised: {each.promise}{until}")
        elif each.circle in EVERY:
            next_day = each.last + dt.timedelta(days=EVERY[each.circle]) if each.last else today
            if next_day <= today:
                since = (
                    f"last in touch {day_text(each.last, year=True)}"
                    if each.last
                    else "no meeting written down yet"
                )
                yield Due(each, next_day, since)


def add_person(text: str, person: Contact) -> str:
    """Give `people.yaml` with one more person; comments and everything else stay. Raises InputError."""
    people = read_people(text)
    if any(each.name.casefold() == person.name.casefold() for each in people.contacts):
        raise InputError(
            f"{person.name} is there already.", hint=f'Say when you met: webkit people met "{person.name}"'
        )
    from kit.facts.edit import fact_at, set_fact
    from kit.facts.tree import parse_tree

    text = text if text.strip() else START
    rows = fact_at(parse_tree(text, FILE)[0].data, "people")
    number = len(rows) + 1 if isinstance(rows, list) else 1
    values = {"name": person.name, "circle": person.circle, "trade": person.trade, "how": person.how,
              "last": person.last.isoformat() if person.last else "", "promise": person.promise,
              "promise_due": person.promise_due.isoformat() if person.promise_due else ""}  # fmt: skip
    return set_fact(text, f"people[{number}]", {key: value for key, value in values.items() if value})


def met_person(
    text: str, contact: Contact, day: dt.date, *, promise: str = "", due_on: dt.date | None = None
) -> str:
    """Give `people.yaml` with the day of the last touch; a kept promise goes, a new one is written down."""
    from kit.facts.edit import change_facts

    path = f"people[{contact.index + 1}]"
    return change_facts(
        text,
        [
            (f"{path}.last", day.isoformat()),
            (f"{path}.promise", promise or None),
            (f"{path}.promise_due", due_on.isoformat() if promise and due_on else None),
        ],
    )


def kept_by(day: dt.date) -> dt.date:
    """Give the day by which a promise of this day is kept when nobody said one: two working days later."""
    left = PROMISE_DAYS
    while left:
        day += dt.timedelta(days=1)
        left -= day.weekday() < 5
    return day


def with_touches(people: People, touches: Iterable[tuple[str, dt.date]]) -> People:
    """Give the people as the log knows them too: who was written to or met since `last`, by (name, day).

    A first name is enough where only one person has it.
    """
    latest: dict[str, dt.date] = {}
    for who, day in touches:
        found = [each.name for each in people.contacts if who.casefold() in {each.name.casefold(), each.name.casefold().split()[0]}]  # fmt: skip
        if len(found) == 1:
            latest[found[0]] = max(day, latest.get(found[0], day))
    contacts = tuple(
        replace(each, last=max(latest[each.name], each.last or latest[each.name]))
        if each.name in latest
        else each
        for each in people.contacts
    )
    return replace(people, contacts=contacts)


@dataclass(frozen=True, slots=True)
class Circles:
    """How many people each circle can hold so that the touches fit the minutes, and what that costs."""

    inner: int
    middle: int
    outer: int
    sleeping: int

    @property
    def touches(self) -> int:
        """Give the touches a year."""
        return self.inner * 12 + self.middle * 4 + self.outer + self.sleeping * 4

    @property
    def minutes(self) -> float:
        """Give the minutes a week they take, at seven minutes each."""
        return self.touches * TOUCH_MINUTES / 52


FULL = Circles(inner=8, middle=20, outer=60, sleeping=5)


def circles_for(minutes: int) -> Circles:
    """Shrink the full circles until they fit `minutes` a week: outer first, then sleeping, middle, inner."""
    circles = FULL
    for name in ("outer", "sleeping", "middle", "inner"):
        while circles.minutes > minutes and getattr(circles, name) > 0:
            circles = replace(circles, **{name: getattr(circles, name) - 1})
    return circles
