"""What is known of a business, and what is assumed where it is not: one list, said aloud in the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kit.facts.conditions import Known
from kit.facts.models import Business
from kit.facts.places import EU
from kit.facts.trade import Trade

SKILLS = ("writing", "photo", "video", "talking", "stage")
USUAL_MINUTES = 60
USUAL_COMFORT = 1
USUAL_GOALS = ("new_customers", "repeat", "referrals")


@dataclass(frozen=True, slots=True)
class Assumed:
    """The values the plan counts with. `assumed` names, in order, the facts nobody gave (paths)."""

    minutes: int
    reach: tuple[str, ...]
    who: tuple[str, ...]
    goals: tuple[str, ...]
    comfort: tuple[tuple[str, int], ...]
    shows_in_pictures: int
    confidential: int
    more_jobs_possible: int | None
    """None: more are possible, nobody said how many."""
    customers_served: int | None
    """None: not known, and nothing is assumed."""
    last_ten: tuple[tuple[str, int], ...] | None
    never: tuple[str, ...]
    assumed: tuple[str, ...]


def assumed(business: Business, trade: Trade) -> Assumed:
    """Give what the plan counts with; where a fact is absent, the assumption that stands in README."""
    marketing, place, customers = business.marketing, business.place, business.customers
    comfort = tuple(
        (skill, value if (value := getattr(marketing.comfort, skill, None)) is not None else USUAL_COMFORT)
        for skill in SKILLS
    )
    shows, hidden = marketing.shows_in_pictures, marketing.confidential
    absent = (
        ("place.reach", not place.reach),
        ("marketing.minutes_per_week", marketing.minutes_per_week is None),
        ("marketing.comfort", marketing.comfort is None),
        ("marketing.shows_in_pictures", shows is None),
        ("marketing.confidential", hidden is None),
        ("customers.who", not customers.who),
        ("marketing.goals", not marketing.goals),
        ("marketing.last_ten", marketing.last_ten is None),
        ("marketing.more_jobs_possible", marketing.more_jobs_possible is None),
    )
    return Assumed(
        minutes=USUAL_MINUTES if marketing.minutes_per_week is None else marketing.minutes_per_week,
        reach=place.reach or assumed_reach(business),
        who=customers.who or trade.who or ("people",),
        goals=marketing.goals or USUAL_GOALS,
        comfort=comfort,
        shows_in_pictures=(trade.shows_in_pictures if trade.known else 1) if shows is None else shows,
        confidential=(trade.confidential if trade.known else 0) if hidden is None else hidden,
        more_jobs_possible=marketing.more_jobs_possible,
        customers_served=marketing.customers_served,
        last_ten=None if marketing.last_ten is None else tuple(marketing.last_ten.items()),
        never=marketing.never,
        assumed=tuple(path for path, missing in absent if missing),
    )


def assumed_reach(business: Business) -> tuple[str, ...]:
    """Give how far customers are when nobody said: local for premises and at_customer, and so on."""
    by_mode = {"premises": "local", "at_customer": "local", "remote": "national", "ship": "online"}
    modes = business.place.mode or (("premises",) if business.place.town else ())
    return tuple(dict.fromkeys(by_mode[mode] for mode in modes))


def known(
    business: Business, trade: Trade, *, channels: Iterable[str] = (), states: Iterable[str] = ()
) -> Known:
    """Give what conditions are asked of: facts and assumptions, the picked channels and their states.

    `states` are words such as `signpost` and `x_twitter:park`. Facts that are absent and have no assumed
    value are absent here too, which makes a condition on them unknown.
    """
    owner = assumed(business, trade)
    identity, country = business.identity, business.identity.country
    has, unsure = _has(business)
    return {
        "kind": frozenset({trade.id}),
        "family": frozenset({trade.family}),
        "place": frozenset(business.place.mode)
        or (frozenset({"premises"}) if business.place.street else None),
        "reach": frozenset(owner.reach) or None,
        "who": frozenset(owner.who),
        "country": frozenset({country, "EU"} if country in EU else {country}) if country else None,
        "form": frozenset({identity.form}) if identity.form else None,
        "stage": frozenset({identity.stage}) if identity.stage else None,
        "goal": frozenset(owner.goals),
        "channel": frozenset(channels),
        "state": frozenset(states),
        "has": has,
        "maybe:has": unsure,
        "regulated": True if identity.regulated is None and identity.licence else identity.regulated,
        "opted": frozenset(business.marketing.opted)
        if "opted" in business.marketing.model_fields_set
        else None,
        "hours": float(Decimal(owner.minutes) / 60),
        "language": frozenset(business.all_languages),
        "facts": frozenset(_given(business)),
    }


def _has(business: Business) -> tuple[frozenset[str], frozenset[str]]:
    """Give what the business has, and what nobody knows whether it has."""
    marketing, domain, contact = business.marketing, business.domain, business.contact
    facts: dict[str, bool | None] = {
        "past_customers": None if marketing.customers_served is None else marketing.customers_served > 0,
        "old_profiles": any(
            profile.state in {"dormant", "tried"} or profile.login == "lost" for profile in business.profiles
        ),
        "own_domain": bool(domain.name) or (domain.held_by != "none" if domain.held_by else None),
        "mail_on_domain": None if domain.mail is None else domain.mail == "here",
        "no_mail_domain": None if domain.mail is None else domain.mail == "none",
        "phone": contact.phone is not None,
        "contact_form": contact.form is not None,
        "booking": contact.booking_link is not None,
    }
    yes = {name for name, value in facts.items() if value}
    return frozenset(yes | set(business.already)), frozenset(
        name for name, value in facts.items() if value is None
    )


def _given(business: Business, prefix: str = "") -> Iterable[str]:
    """Give the path of every fact that was given, blocks included."""
    yield from _paths(business, prefix)


def _paths(part: object, prefix: str) -> Iterable[str]:
    from pydantic import BaseModel

    assert isinstance(part, BaseModel)
    for name in part.model_fields_set:
        field = type(part).model_fields[name]
        value = getattr(part, name)
        if value is None or value == ():
            continue
        path = f"{prefix}{field.alias or name}"
        yield path
        if isinstance(value, BaseModel):
            yield from _paths(value, f"{path}.")
