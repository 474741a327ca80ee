"""The three samples, ready for the rooms above the facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import kit.facts
from kit.facts.models import Business
from kit.facts.reader import parse_business
from kit.facts.trade import Trade, load_trade
from kit.plan.choice import Choice, choose
from kit.plan.model import load_model
from kit.plan.owner import owner_of

SAMPLES = ("harbour-plumbing", "north-light-coaching", "corner-cup")


@dataclass(frozen=True)
class Owner:
    """One business with its trade and the choice of channels made for it."""

    business: Business
    trade: Trade
    choice: Choice


@cache
def sample(name: str) -> Owner:
    """Give one of the shipped samples."""
    text = (Path(kit.facts.__file__).parent / "samples" / f"{name}.yaml").read_text(encoding="utf-8")
    return owner(text)


def owner(text: str) -> Owner:
    """Give the business of some facts."""
    business = parse_business(text).business
    trade = load_trade(business.identity.trade)
    model = load_model()
    return Owner(business, trade, choose(owner_of(business, trade, model), model))


@pytest.fixture(params=SAMPLES)
def each_sample(request: pytest.FixtureRequest) -> Owner:
    """Run the test for each of the three samples."""
    return sample(request.param)


@pytest.fixture
def plumber() -> Owner:
    """Give the sample with nearly every fact."""
    return sample("harbour-plumbing")


@pytest.fixture
def coach() -> Owner:
    """Give the coach whose designer said "join Twitter"."""
    return sample("north-light-coaching")


@pytest.fixture
def cafe() -> Owner:
    """Give the sample with the fewest facts."""
    return sample("corner-cup")
