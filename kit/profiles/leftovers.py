"""Outside places that still show an old fact: in order of harm, with minutes and where to click; ticked off with a date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kit.base.text import clean
from kit.facts.models import Business
from kit.facts.yaml_data import load_data
from kit.networks.catalogue import index, load_network

FILE = "leftovers.md"
"""The readable file in the project folder."""

_DATA = Path(__file__).resolve().parent / "leftovers.yaml"
_HEAD = "# Leftovers: outside places that still show an old fact\n\nThe worst first. Tick one off with `webkit leftovers --done NUMBER`, or put an x into its box.\n"
_LINE = re.compile(r"^- \[(?P<mark>[ xX])\] (?P<text>.+?)(?: \(done (?P<date>\d{4}-\d{2}-\d{2})\))?$")
# A visitor meets the map first, then what is alive, then what sleeps.
_ORDER = {"active": 1, None: 1, "tried": 3, "dormant": 2, "closed": 9}
_MAPS = ("google_business", "apple_business", "bing_places")


@dataclass(frozen=True, slots=True)
class Leftover:
    """One place to mend: what it is, how long it takes, and where to click."""

    place: str
    minutes: int
    where: str

    @property
    def line(self) -> str:
        """Give it as one line for the file and the screen."""
        return clean(f"{self.place}, {self.minutes} minutes: {self.where}", limit=400)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the file: `number` counts the open ones from 1, 0 when it is done."""

    text: str
    done: dt.date | None
    number: int
    section: str


def places(business: Business, fact: str) -> tuple[Leftover, ...]:
    """Give the outside places that show `fact` (a path such as `contact.phone`), the most harmful first.

    `business` is the one with the new facts: a profile that was closed shows nothing any more.
    """
    kind = kind_of(fact)
    if kind is None:
        return ()
    box = str(kind["box"])
    return (*_profiles(business, box), *_elsewhere(business, box))


def kind_of(fact: str) -> dict[str, Any] | None:
    """Give the kind of fact that a path belongs to; None for facts that no outside place shows."""
    for kind in _data()["kinds"]:
        if any(fact == each or fact.startswith((f"{each}.", f"{each}[")) for each in kind["facts"]):
            return dict(kind)
    return None


def add_section(text: str, fact: str, old: str, new: str, found: tuple[Leftover, ...], day: dt.date) -> str:
    """Give the file's text with a new section on top; open lines of the same fact are taken over by it."""
    heading = f"## {fact}: {clean(old, limit=80) or 'nothing'} → {clean(new, limit=80) or 'nothing'} ({day.isoformat()})"
    kept = [
        (section, lines)
        for section, lines in _sections(text)
        for lines in [[line for line in lines if not (_is_of(section, fact) and line.startswith("- [ ]"))]]
        if lines
    ]
    made = [heading, "", *(f"- [ ] {each.line}" for each in found), ""]
    rest = [line for section, lines in kept for line in (section, "", *lines, "")]
    return _HEAD + "\n" + "\n".join([*made, *rest]).rstrip() + "\n"


def items(text: str) -> Iterator[Item]:
    """Read the file: every line with its box, the open ones numbered from 1. Lines that are no boxes are skipped."""
    number = 0
    for section, lines in _sections(text):
        for line in lines:
            found = _LINE.match(line)
            if not found:
                continue
            is_open = found["mark"] == " "
            number += is_open
            done = dt.date.fromisoformat(found["date"]) if found["date"] else None
            yield Item(found["text"], done, number if is_open else 0, section.removeprefix("## "))


def tick(text: str, numbers: frozenset[int], day: dt.date) -> str:
    """Give the file with these open lines ticked off, with the date; other lines stay byte for byte."""
    made, number = [], 0
    for line in text.splitlines():
        found = _LINE.match(line)
        if found and found["mark"] == " ":
            number += 1
            if number in numbers:
                line = f"- [x] {found['text']} (done {day.isoformat()})"
        made.append(line)
    return "\n".join(made) + "\n"


def _profiles(business: Business, box: str) -> Iterator[Leftover]:
    known = [each for each in business.profiles if each.state != "closed" and each.network in index()]
    order = sorted(known, key=lambda each: (each.network not in _MAPS, _ORDER.get(each.state, 2)))
    for profile in order:
        record = load_network(profile.network)
        where = _data()["where"].get(profile.network, {}).get(box, "")
        sheet = f"new texts: profiles/{profile.network}.md"
        if where:
            yield Leftover(record.short_name, 3, f"{where}; {sheet}")
        elif box != "hours" or record.is_listing:  # a network without a box may still name it in its bio
            yield Leftover(record.short_name, 3, f"Edit profile; {sheet}")


def _elsewhere(business: Business, box: str) -> Iterator[Leftover]:
    seen = not business.place.mode or bool({"premises", "at_customer"} & set(business.place.mode))
    for row in _data()["elsewhere"]:
        needless = (row["place"] == "Booking system" and not business.contact.booking_link) or (
            row["place"] == "Door, window and van" and not seen
        )
        if box in row["boxes"] and not needless:
            yield Leftover(row["place"], row["minutes"], row["where"])


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    section = ""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("## "):
            if section:
                yield section, lines
            section, lines = line, []
        elif section and line.strip():
            lines.append(line)
    if section:
        yield section, lines


def _is_of(section: str, fact: str) -> bool:
    return section.startswith(f"## {fact}: ")


@cache
def _data() -> Any:
    return load_data(_DATA)


__all__ = ["FILE", "Item", "Leftover", "add_section", "items", "kind_of", "places", "tick"]
