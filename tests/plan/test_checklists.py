"""The shipped data of the plan: every item and channel typed, every reference to something that exists."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kit.facts.conditions import holds
from kit.facts.trade import trade_ids
from kit.networks.catalogue import network_ids
from kit.plan.items import Item, load_items, load_sources
from kit.plan.model import load_model

ITEMS = load_items()
BY_ID = {item.id: item for item in ITEMS}
MODEL = load_model()


def test_there_are_items_and_each_id_is_used_once() -> None:
    twice = [name for name, times in Counter(item.id for item in ITEMS).items() if times > 1]
    assert not twice, f"checklists/ uses these ids twice: {', '.join(twice)}"
    assert ITEMS


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_refers_to_what_exists(item: Item) -> None:
    assert set(item.after) <= set(BY_ID)
    assert item.source == "practice" or item.source in load_sources()
    assert (item.verify.by == "owner") == (not item.verify.check)
    assert (item.verify.by == "software") == (item.verify.where is not None)
    assert holds(item.applies_if, {}) in {True, False, None}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_asks_for_something_a_person_can_finish(item: Item) -> None:
    refused = re.compile(
        r"(?i)\b(leverag|optimi[sz]e|synerg|go viral|growth hack|game.changer|seamless|cutting.edge|target audience|"
        r"thought leader|best practice|raise your profile|increase awareness|post regularly|stay active)"
    )
    text = " ".join([item.title, item.why, *item.how])
    assert not refused.search(text)
    assert item.why != item.title
    assert item.how
    assert item.evidence


def test_no_item_waits_for_itself() -> None:
    def before(item: Item, seen: frozenset[str]) -> None:
        assert item.id not in seen, f"{item.id} waits for itself"
        for name in item.after:
            before(BY_ID[name], seen | {item.id})

    for item in ITEMS:
        before(item, frozenset())


def test_channels_name_known_networks_and_no_two_say_the_same() -> None:
    named = [network for channel in MODEL.channels for network in channel.networks]
    assert len(named) == len(set(named))
    assert set(named) <= set(network_ids())
    for sentence in ("what", "why_yes", "why_no"):
        said: dict[str, str] = {}
        for channel in MODEL.channels:
            other = said.setdefault(getattr(channel, sentence), channel.id)
            assert other == channel.id, f"kit/plan/channels/{channel.id}.yaml: {sentence} is that of {other}"
    assert set(MODEL.scenes) - set(trade_ids()) == set(MODEL.families)
    assert len(set(MODEL.scenes.values())) == len(MODEL.scenes)


def test_every_channel_has_a_cell_for_every_family_goal_and_reach() -> None:
    for channel in MODEL.channels:
        assert set(channel.customers) == set(MODEL.families)
        assert set(channel.goals) == set(MODEL.goal_names)
        assert set(channel.reach) == {"local", "national", "online"}
        assert channel.minutes % 5 == 0
        assert 6 <= channel.weeks <= 26
    assert next(channel.id for channel in MODEL.channels) == "past_customers"
    assert MODEL.channel_of("x") is MODEL.channel("x_twitter")
    assert MODEL.channel_of("google_business") is None
