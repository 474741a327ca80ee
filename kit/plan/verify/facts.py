"""Checks that look at the facts themselves: what is filled in there appears on the site by itself."""

# ruff: noqa: ARG001 - every check has the same two arguments, whether it needs both or not
from __future__ import annotations

from kit.plan.items import Verify
from kit.plan.verify.seen import Seen


def faq_answers_present(verify: Verify, seen: Seen) -> bool:
    """Hold when six questions have answers."""
    return len(seen.business.questions) >= 6


def special_hours_next_90_days(verify: Verify, seen: Seen) -> bool:
    """Hold when a special day of the coming quarter stands in the facts."""
    return any(0 <= (day.date - seen.today).days <= 90 for day in seen.business.hours.special)


def account_register_complete(verify: Verify, seen: Seen) -> bool:
    """Hold when the register has accounts, each with its holder."""
    accounts = seen.business.accounts
    return bool(accounts) and all(account.holder for account in accounts)


def image_permission_notes(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every picture of the facts says when its people agreed; without pictures nobody can tell."""
    photos = seen.business.photos
    return all(photo.permission for photo in photos) if photos else None


def images_present_with_alt(verify: Verify, seen: Seen) -> bool:
    """Hold when ten pictures with a description are in the facts."""
    return sum(photo.alt is not None for photo in seen.business.photos) >= 10


def quotes_have_name_date(verify: Verify, seen: Seen) -> bool:
    """Hold when three quotes have a name and the day it was allowed."""
    quotes = [proof for proof in seen.business.proof if proof.kind == "quote"]
    return sum(bool(quote.by and quote.permission) for quote in quotes) >= 3
