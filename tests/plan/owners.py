"""Businesses for the plan's tests: the samples, the worked inputs, and any owner there could be."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from kit.facts.models import Business
from kit.facts.reader import parse_business
from kit.facts.trade import load_trade, trade_ids
from kit.plan.model import load_model
from kit.plan.plan import Plan, make_plan
from tests.plan.worked_owners import WORKED

SAMPLES = Path(__file__).parent.parent.parent / "kit" / "facts" / "samples"
MONDAY = dt.date(2026, 12, 7)
TODAY = dt.date(2026, 12, 1)
_CHANNELS = [channel.id for channel in load_model().channels]
_NETWORKS = [network for channel in load_model().channels for network in channel.networks]
_PLANS: dict[str, Plan] = {}
_SKILLS = ("writing", "photo", "video", "talking", "stage")


def sample(name: str) -> Business:
    """Give one of the three samples."""
    return parse_business((SAMPLES / f"{name}.yaml").read_text("utf-8")).business


def plan_for(business: Business) -> Plan:
    """Make a business's plan as on the test's day; plans are frozen, so one serves every test of a worker."""
    facts = business.model_dump_json()
    if facts not in _PLANS:
        _PLANS[facts] = make_plan(business, load_trade(business.identity.trade), TODAY)
    return _PLANS[facts]


def business_from(**blocks: Any) -> Business:
    """Give a business from a few blocks; what every business needs is filled in."""
    facts: dict[str, Any] = {
        "business": {"name": "Any Business", "trade": "plumber"},
        "place": {"mode": ["premises"], "town": "Whitby"},
        "contact": {"email": "owner@anybusiness.example"},
    }
    for name, block in blocks.items():
        facts[name] = facts.get(name, {}) | block if isinstance(block, dict) else block
    return Business.model_validate(facts, context={"language": "en", "country": "GB"})


def worked_business(name: str) -> Business:
    """Give a worked input as a business with the facts it has."""
    row = WORKED[name]
    model = load_model()
    profiles = [
        {"network": model.channel(channel).networks[0], "state": level}
        for channel, level in row["profiles"].items()
    ]
    marketing = {
        "start": MONDAY,
        "minutes_per_week": row["hours"] * 60,
        "goals": row["goals"],
        "comfort": row["comfort"],
        "shows_in_pictures": row["visual"],
        "confidential": row["confidential"],
        "customers_served": row["past_customers"],
        "more_jobs_possible": 4,
    }
    if row["last_ten"]:
        marketing["last_ten"] = row["last_ten"]
    return business_from(
        business={
            "name": row["who"].split(",")[0],
            "trade": row["kind"],
            "country": "GB",
            "stage": "established",
        },
        place={
            "reach": row["reach"],
            "mode": ["ship"] if row["sells_things"] else ["premises"],
            "timezone": "Europe/London",
        },
        customers={"who": ["people"] if row["customer"] == "b2c" else ["firms"]},
        marketing=marketing,
        profiles=profiles,
    )


def _some(values: Any) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3)


@st.composite
def any_business(draw: st.DrawFn) -> Business:
    """Draw a business with any facts that the plan reads, each of them possibly absent."""
    marketing: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {"start": st.just(MONDAY)},
            optional={
                "minutes_per_week": st.integers(0, 900),
                "hours_before_launch": st.integers(0, 30),
                "goals": _some(list(load_model().goal_names)),
                "more_jobs_possible": st.integers(0, 9),
                "customers_served": st.sampled_from([0, 5, 10, 400]),
                "last_ten": st.dictionaries(
                    st.sampled_from([*_CHANNELS, "map_search", "unknown"]), st.integers(0, 6), max_size=5
                ),
                "comfort": st.fixed_dictionaries(
                    {}, optional={skill: st.integers(0, 3) for skill in _SKILLS}
                ),
                "shows_in_pictures": st.integers(0, 3),
                "confidential": st.integers(0, 3),
                "never": _some([*_CHANNELS, *_NETWORKS]),
                "opted": _some(["open_decisions", "referral_rewards", "generated_text"]),
                "hour_worth": st.sampled_from([0, 20, 60]),
                "profit_per_customer": st.sampled_from([0, 3, 800]),
            },
        )
    )
    profile = st.fixed_dictionaries(
        {"network": st.sampled_from(_NETWORKS)},
        optional={
            "state": st.sampled_from(["active", "dormant", "tried", "closed"]),
            "login": st.sampled_from(["me", "someone_else", "lost"]),
        },
    )
    return business_from(
        business={
            "name": "Any Business",
            "trade": draw(st.sampled_from([*trade_ids(), "goat_yoga"])),
            **draw(
                st.fixed_dictionaries(
                    {}, optional={"country": st.sampled_from(["GB", "DE", "US", "AU", "IE", "BR"]), "stage": st.sampled_from(["pre_launch", "first_year", "established", "changing"]), "regulated": st.booleans()}
                )
            ),
        },
        place={
            "mode": draw(
                st.lists(st.sampled_from(["premises", "at_customer", "remote", "ship"]), min_size=1, unique=True)
            ),
            "reach": draw(_some(["local", "national", "online"])),
            "town": "Whitby",
        },
        customers={"who": draw(_some(["people", "firms"]))},
        already=draw(_some(["designer", "newsletter", "shop", "staff", "past_reviews", "old_site"])),
        profiles=draw(st.lists(profile, max_size=3)),
        marketing=marketing,
    )  # fmt: skip
