"""The designer's brief: one page, only where a designer asked, and nothing a client's text could break."""

from __future__ import annotations

from kit.facts.reader import parse_business
from kit.facts.trade import trade_of
from kit.interview.brief import render_brief

FACTS = """\
version: 1
business: {name: "Harbour | Sons", trade: plumber}
place: {town: Whitby, mode: [at_customer]}
contact: {phone: +44 20 7946 0018}
services: [{name: Boiler service, price: from £85}]
domain: {name: harbour.example, held_by: someone_else}
"""
BRIEF = """\
brief:
  goals: [Four enquiries a week instead of two]
  supplies:
    - {what: Logo}
    - {what: Photos of the team, who: Sue, by: 2026-12-12}
  approves: Sue Harbour
  must_keep: [/emergency]
  budget: £1,500 to £2,000
"""


def brief_of(text: str) -> str:
    business = parse_business(text).business
    made = render_brief(business, trade_of(business), later=("looks",))
    assert made is None or made.private
    return made.content.decode() if made else ""


def test_without_a_designer_there_is_no_brief():
    assert brief_of(FACTS) == ""


def test_the_brief_says_what_was_agreed_in_the_order_it_is_needed():
    made = brief_of(FACTS + BRIEF)
    said = [
        "# Brief for Harbour \\| Sons", "Plumber, Whitby.", "Reached by: +44 20 7946 0018.", "- Four enquiries a week instead of two",
        "- Boiler service, from £85", "- Domain: harbour.example, held by somebody else", "- Must stay: /emergency",
        "| Photos of the team | Sue | 2026-12-12 |", "| Logo | open | open |", "- Says yes in the end: Sue Harbour",
        "- Budget: £1,500 to £2,000", "## Still open", "Client: ____",
    ]  # fmt: skip
    places = [made.find(words) for words in said]
    assert -1 not in places, said[places.index(-1)]
    assert places == sorted(places)
