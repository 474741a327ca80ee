"""Telephone numbers when the country changes, and those that seem to lack a digit.

What was dialled before a change is what is dialled after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kit.facts.edit import change_facts, fact_at
from kit.interview.answers import Change, data_of
from kit.interview.state import State, value_now

PHONES = ("contact.phone", "contact.text_phone")


def numbers_kept(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Give the changes that keep standing numbers right in a new country: they get their country's code.

    A number without a code is read in the country of the business. One that nobody has in the old country and
    somebody may have in the new one stays as it is: then the country was a slip, and the number was not.
    """
    from kit.facts.phones import parse_phone

    old, new = (str(fact_at(data, "business.country") or "").upper() for data in (before, after))
    for fact in PHONES if old and new and old != new else ():
        typed = fact_at(before, fact)
        if typed is None or typed != fact_at(after, fact) or str(typed).strip().startswith(("+", "00")):
            continue
        try:
            number = parse_phone(str(typed), old)
        except ValueError:
            continue
        if number.valid or not _in_use(str(typed), new):
            yield fact, number.international


def _in_use(typed: str, country: str) -> bool:
    from kit.facts.phones import parse_phone

    try:
        return parse_phone(typed, country).valid
    except ValueError:
        return False


def short_number(old: State, new: State, fact: str) -> str:
    """Say that a number just given seems to lack a digit, or give ""; one that is given again is meant like that."""
    from kit.facts.phones import looks_short

    typed = value_now(new, fact)
    if fact not in PHONES or typed is None or typed == value_now(old, fact):
        return ""
    if not looks_short(str(typed), str(value_now(new, "business.country") or "")):
        return ""
    return f"Please look again: {typed} seems to be one digit short. Type it anew, or go on with it as it is."


def numbers_changed(before: str, after: str) -> tuple[str, ...]:
    """Give the standing numbers that read differently on the page `after`: what a change of country did."""
    was, now = data_of(before), data_of(after)
    both = ((fact_at(was, fact), fact_at(now, fact)) for fact in PHONES)
    return tuple(str(new) for old, new in both if old is not None and new is not None and old != new)


def with_numbers_kept(before: str, after: str) -> str:
    """Give the page of facts `after` with the numbers of the page `before` kept right."""
    changes = tuple(numbers_kept(data_of(before), data_of(after)))
    return change_facts(after, changes) if changes else after
