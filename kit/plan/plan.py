"""The whole plan as one value: whom it is for, what was chosen and why, and thirteen weeks that fit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
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
    calendar = schedule(
        shown,
        choice,
        start,
        marketing.hours_before_launch,
        quiet=quiet,
        asked_until=_asked_until(business),
    )
    rules = stop_rules(
        choice,
        calendar.starts,
        start,
        quiet,
        hour_worth=marketing.hour_worth,
        profit=marketing.profit_per_customer,
    )
    return Plan(business, trade, model, choice, shown, calendar, rules, start)


def _asked_until(business: Business) -> dt.date | None:
    """Give the last day on which people may answer an open decision of the owner, if one was put to them."""
    days = [each.closes for each in business.decisions if each.closes and each.status in {None, "open"}]
    return max(days, default=None)
