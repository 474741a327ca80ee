"""Checks of what the owner wrote down: facts, ledger, people. They show that it was written, not that it is true."""

# ruff: noqa: ARG001 - every check has the same two arguments, whether it needs both or not
from __future__ import annotations

import datetime as dt
from statistics import median

from kit.plan.items import Verify
from kit.plan.learning import expertise_map
from kit.plan.ledger import Entry
from kit.plan.people import circles_for
from kit.plan.verify.seen import Seen

_FEW = 5
"""Events below which no share and no median is printed (PLAN, "Eight numbers")."""


def ledger_count(verify: Verify, seen: Seen) -> bool:
    """Hold when the log has at least so many entries of a kind; contacts and advisers also count from the facts."""
    count = len(seen.ledger.of(verify.kind))
    if verify.kind == "contact":
        count = max(count, len(seen.people.contacts))
    if verify.kind == "partner_candidate":
        count = max(count, len(seen.business.network.referrers))
    return count >= (verify.at_least or 1)


def ledger_count_per_week(verify: Verify, seen: Seen) -> bool:
    """Hold when the last seven days have at least so many entries of a kind."""
    week = seen.ledger.since(seen.today - dt.timedelta(days=6))
    return len(week.of(verify.kind)) >= (verify.at_least or 1)


def ledger_recent(verify: Verify, seen: Seen) -> bool:
    """Hold when the log has an entry of a kind in the last so many days."""
    return bool(seen.ledger.since(seen.today - dt.timedelta(days=verify.days or 30)).of(verify.kind))


def profile_field_filled(verify: Verify, seen: Seen) -> bool | None:
    """Hold when a fact is filled in; what is no fact of the schema is the owner's word."""
    customers, marketing = seen.business.customers, seen.business.marketing
    known: dict[str, bool] = {
        "good_fit_bad_fit": customers.ideal is not None and customers.not_for is not None,
        "capacity": marketing.more_jobs_possible is not None,
    }
    return known.get(verify.field)


def last_ten_filled(verify: Verify, seen: Seen) -> bool:
    """Hold when the last ten are counted, at most three of them unknown."""
    counted = seen.business.marketing.last_ten or {}
    return sum(counted.values()) >= 10 and counted.get("unknown", 0) <= 3


def unit_value_filled(verify: Verify, seen: Seen) -> bool:
    """Hold when the owner's hour and the profit of a customer are known."""
    marketing = seen.business.marketing
    return marketing.hour_worth is not None and marketing.profit_per_customer is not None


def every_profile_has_verdict(verify: Verify, seen: Seen) -> bool:
    """Hold when the owner said of every profile how it stands."""
    return all(profile.state for profile in seen.business.profiles)


def baseline_present(verify: Verify, seen: Seen) -> bool:
    """Hold when today's numbers were written down before the start."""
    return bool(seen.ledger.of("baseline")) or seen.business.marketing.good_month is not None


def minutes_logged_this_week(verify: Verify, seen: Seen) -> bool:
    """Hold when some minutes were logged in the last seven days."""
    return any(entry.minutes for entry in seen.ledger.since(seen.today - dt.timedelta(days=6)).entries)


def minutes_within_plan(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the last seven days' minutes stay inside the week; nothing logged means cannot tell."""
    logged = [entry.minutes for entry in seen.ledger.since(seen.today - dt.timedelta(days=6)).entries if entry.minutes]  # fmt: skip
    return sum(logged) <= seen.plan.choice.budget.minutes if logged else None


def source_known_share(verify: Verify, seen: Seen) -> bool | None:
    """Hold when most enquiries have a source; below five enquiries nobody can tell."""
    asked = seen.ledger.of("enquiry")
    if len(asked) < _FEW:
        return None
    known = [entry for entry in asked if entry.channel and entry.channel != "unknown"]
    return len(known) / len(asked) >= (verify.at_least or 0.8)


def median_reply_minutes(verify: Verify, seen: Seen) -> bool | None:
    """Hold when half of the replies came within so many minutes; below five replies nobody can tell."""
    waits = [entry.minutes for entry in seen.ledger.of("reply") if entry.minutes is not None]
    return median(waits) <= (verify.at_most or 60) if len(waits) >= _FEW else None


def review_sheet_complete(verify: Verify, seen: Seen) -> bool:
    """Hold when a review of this kind was logged since it was last due."""
    days = 35 if verify.kind == "monthly" else 100
    return bool(seen.ledger.since(seen.today - dt.timedelta(days=days)).of(verify.kind))


def verdict_by_date(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every stop rule whose date is past has a verdict in the log."""
    due = [rule.channel for rule in seen.plan.rules if rule.judged < seen.today]
    given = {entry.channel for entry in seen.ledger.of("verdict")}
    return set(due) <= given if due else None


def no_overdue_promises(verify: Verify, seen: Seen) -> bool | None:
    """Hold when no promise is late, in the people file and in the log; where nobody promised, nobody can tell."""
    people, logged = [each for each in seen.people.contacts if each.promise], seen.ledger.of("promise")
    if not people and not logged and not seen.ledger.of("touch"):
        return None
    late = any(each.promise_due and each.promise_due < seen.today for each in people)
    return not late and not any(
        entry.due and entry.due < seen.today and not _kept(entry, seen) for entry in logged
    )


def _kept(entry: Entry, seen: Seen) -> bool:
    later = seen.ledger.since(entry.date).of("touch", "conversation", "reported_back", "introduction", "done")
    return any(other.who.casefold() == entry.who.casefold() and other.date > entry.date for other in later)


def followup_days_at_most(verify: Verify, seen: Seen) -> bool | None:
    """Hold when new contacts were followed up in time; without a new one nobody can tell."""
    days = dt.timedelta(days=(verify.days or 2) + 2)  # two working days can hold a weekend
    new = [entry for entry in seen.ledger.of("contact") if entry.date >= seen.today - dt.timedelta(days=30)]
    old = [entry for entry in new if entry.date + days < seen.today]
    touches = seen.ledger.of("touch", "conversation")
    met = [any(t.who.casefold() == entry.who.casefold() and entry.date <= t.date <= entry.date + days for t in touches) for entry in old]  # fmt: skip
    return all(met) if met else None


def referrals_thanked(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every recommendation older than two days was thanked for."""
    days = dt.timedelta(days=verify.days or 2)
    old = [entry for entry in seen.ledger.of("referral") if entry.date + days < seen.today]
    thanks = [(entry.who.casefold(), entry.date) for entry in seen.ledger.of("thanks")]
    if not old:
        return None
    return all(any(who == entry.who.casefold() and day >= entry.date for who, day in thanks) for entry in old)


def referrers_graded(verify: Verify, seen: Seen) -> bool | None:
    """Hold when everybody in the inner circle has a letter."""
    inner = [each for each in seen.people.contacts if each.circle == "inner"]
    return all(each.grade in {"A", "B", "C"} for each in inner) if inner else None


def touches_fit_budget(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the circles that people.yaml holds fit the minutes for people."""
    if not seen.people.contacts:
        return None
    fits = circles_for(max(week.envelopes.networks for week in seen.plan.calendar.weeks))
    have = {
        name: sum(each.circle == name for each in seen.people.contacts)
        for name in ("inner", "middle", "outer")
    }
    touches = have["inner"] * 12 + have["middle"] * 4 + have["outer"]
    return touches <= fits.touches


def replies_not_below_posts(verify: Verify, seen: Seen) -> bool | None:
    """Hold when answers given are not fewer than own posts in the last 30 days."""
    month = seen.ledger.since(seen.today - dt.timedelta(days=30))
    posts, answers = len(month.of("post")), len(month.of("reply", "comment", "local_answer", "x_reply"))
    return answers >= posts if posts or answers else None


def expertise_map_complete(verify: Verify, seen: Seen) -> bool:
    """Hold when enough own topics have both scores."""
    rows = [
        row
        for row in expertise_map(seen.business, seen.plan.trade)
        if not row.suggested and row.gap is not None
    ]
    return len(rows) >= (verify.at_least or 8)


def red_topics_have_professional(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every topic whose mistakes cost law, health or the firm has a named professional."""
    rows = [row for row in expertise_map(seen.business, seen.plan.trade) if not row.suggested]
    return not any(row.red for row in rows) if rows else None


def decision_fields_complete(verify: Verify, seen: Seen) -> bool:
    """Hold when a decision with a note and a day to look again was logged in the last 40 days."""
    month = seen.ledger.since(seen.today - dt.timedelta(days=40)).of("decision")
    return any(entry.note and entry.due for entry in month)


def decisions_reviewed(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every logged decision whose day has come was looked at again."""
    due = [
        entry for entry in seen.ledger.of("decision") if entry.due and entry.due < seen.today and entry.note
    ]
    looked = {entry.who.casefold() for entry in seen.ledger.of("decision_review", "done")}
    return all(entry.who.casefold() in looked for entry in due) if due else None


def advice_reported_back(verify: Verify, seen: Seen) -> bool | None:
    """Hold when nobody whose advice was used waits longer than so many days to hear of it."""
    days = dt.timedelta(days=verify.days or 30)
    used = [entry for entry in seen.ledger.of("advice_used") if entry.date + days < seen.today]
    told = {entry.who.casefold() for entry in seen.ledger.of("reported_back")}
    return all(entry.who.casefold() in told for entry in used) if used else None


def handover_complete(verify: Verify, seen: Seen) -> bool:
    """Hold when the register names who holds domain, hosting and mail."""
    held = {account.what for account in seen.business.accounts if account.holder}
    return {"domain", "hosting", "mail"} <= held


def second_admin_present(verify: Verify, seen: Seen) -> bool:
    """Hold when enough accounts say who can get them back."""
    return sum(bool(account.recovery) for account in seen.business.accounts) >= (verify.at_least or 3)
