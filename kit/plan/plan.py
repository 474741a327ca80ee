"""The whole plan as one value: whom it is for, what was chosen and why, and thirteen weeks that fit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from kit.facts.known import known
from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.plan.choice import Choice, choose
from kit.plan.explain import Explainer
from kit.plan.items import items_for
from kit.plan.model import Model, load_model
from kit.plan.owner import owner_of
from kit.plan.rest_days import quiet_weeks
from kit.plan.schedule import Calendar, schedule
from kit.plan.select import Shown, select
from kit.plan.stop_rules import StopRule, stop_rules


@dataclass(frozen=True)
class Plan:
    """Everything the plan's pages are made of; the same facts and start give the same plan."""

    business: Business
    trade: Trade
    model: Model
    choice: Choice
    shown: Shown
    calendar: Calendar
    rules: tuple[StopRule, ...]
    start: dt.date

    @cached_property
    def why(self) -> Explainer:
        """Give what can say why a channel was chosen or not."""
        return Explainer(self.choice, self.model)


def next_monday(today: dt.date) -> dt.date:
    """Give the first Monday after `today`."""
    return today + dt.timedelta(days=7 - today.weekday())


def make_plan(business: Business, trade: Trade, today: dt.date) -> Plan:
    """Make the plan. It depends on `today` only while `marketing.start` is not written down."""
    model, marketing = load_model(), business.marketing
    choice = choose(owner_of(business, trade, model), model)
    picks = [each.channel.id for each in choice.picks]
    items = items_for(choice.owner.called)
    shown = select(items, known(business, trade, channels=picks, states=choice.states))
    start = marketing.start or next_monday(today)
    start -= dt.timedelta(days=start.weekday())  # weeks begin on Mondays, whatever day was typed
    quiet = quiet_weeks(business.country, start)

    def planned(shown: Shown) -> Calendar:
        hours, asked = marketing.hours_before_launch, _asked_until(business)
        return schedule(shown, choice, start, hours, quiet=quiet, asked_until=asked)

    calendar = planned(shown)
    rules = stop_rules(
        choice,
        calendar.starts,
        start,
        quiet,
        hour_worth=marketing.hour_worth,
        profit=marketing.profit_per_customer,
    )
    plan = Plan(business, trade, model, choice, shown, calendar, rules, start)
    done = _told_by_facts(plan)
    if not done:
        return plan
    rest = shown.without(done)
    return replace(plan, shown=rest, calendar=planned(rest))


def _told_by_facts(plan: Plan) -> frozenset[str]:
    """Give the work that the facts alone show to be done, by id: before any log, whatever was built.

    What is logged in the quarter keeps its place in it, so that the page on the wall does not move.
    """
    from kit.plan.verify.marks import marks
    from kit.plan.verify.seen import Mark, Seen

    once = [item for item in plan.shown.work if item.when != "weekly" and not item.repeat]
    found = marks(once, Seen(plan, plan.start))
    return frozenset(name for name, mark in found.items() if mark in {Mark.PROVED, Mark.LOGGED})


def _asked_until(business: Business) -> dt.date | None:
    """Give the last day on which people may answer an open decision of the owner, if one was put to them."""
    days = [each.closes for each in business.decisions if each.closes and each.status in {None, "open"}]
    return max(days, default=None)
