"""Checks of the plan itself: its calendar, its stop rules, its log."""

# ruff: noqa: ARG001 - every check has the same two arguments, whether it needs both or not
from __future__ import annotations

from kit.plan.items import Verify
from kit.plan.verify.seen import Seen

_OLDEST = 370


def calendar_within_hours(verify: Verify, seen: Seen) -> bool:
    """Hold when no week has more minutes than the owner gave."""
    minutes = seen.plan.choice.budget.minutes
    return all(week.envelopes.total <= minutes for week in seen.plan.calendar.weeks)


def stop_rules_present(verify: Verify, seen: Seen) -> bool:
    """Hold when every picked channel has a rule with weeks, hours, number and date, and the log says it was signed."""
    rules = {rule.channel for rule in seen.plan.rules if rule.weeks and rule.least_hours and rule.number}
    return bool(seen.ledger.of("signed")) and rules == {each.channel.id for each in seen.plan.choice.picks}


def plan_states_exclusion(verify: Verify, seen: Seen) -> bool:
    """Hold when the plan leaves something out and says why."""
    left = seen.plan.choice.with_verdict("leave")
    return all(seen.plan.why.verdict_line(each) for each in left)


def log_schema_valid(verify: Verify, seen: Seen) -> bool | None:
    """Hold when the log can be read to the last line; without a log nobody can tell."""
    return not seen.ledger.problems if seen.ledger.entries or seen.ledger.problems else None


def plan_age_days(verify: Verify, seen: Seen) -> bool:
    """Hold when the plan began less than about a year ago."""
    return (seen.today - seen.plan.start).days <= (verify.at_most or _OLDEST)


def cost_per_enquiry_computed(verify: Verify, seen: Seen) -> bool | None:
    """Hold when hours and enquiries are both logged, so that the review can divide them."""
    both = seen.ledger.of("enquiry") and any(entry.minutes for entry in seen.ledger.entries)
    return True if both else None


def people_share_computed(verify: Verify, seen: Seen) -> bool | None:
    """Hold when jobs are logged, so that the review can say how many came from people."""
    return True if seen.ledger.of("job") else None


def plan_has_target(verify: Verify, seen: Seen) -> bool:
    """Hold when the start value of the quarter's number is in the facts."""
    return seen.business.marketing.good_month is not None and seen.business.marketing.more_jobs_possible is not None  # fmt: skip
