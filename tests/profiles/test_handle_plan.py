"""One name everywhere, made from the facts."""

from __future__ import annotations

from kit.profiles.plan_of_handles import current_handles, differing, handle_plan
from tests.profiles.conftest import Owner, owner


def test_the_plan_fits_own_networks_and_the_largest(plumber: Owner) -> None:
    plan = handle_plan(plumber.business, plumber.trade, ("facebook_page", "google_business"))
    assert plan["proposals"][0]["handle"] == "harbourplumbing"
    assert {row["network"] for row in plan["proposals"][0]["rows"]} >= {
        "Instagram",
        "TikTok",
        "Facebook Page",
    }
    page = next(row for row in plan["proposals"][0]["rows"] if row["network"] == "Facebook Page")
    assert (page["handle"], page["same"], page["yours"]) == ("harbourplumbing.example", False, True)
    assert plan["proposals"][0]["same"] == "Instagram, X, YouTube channel and TikTok"
    assert plan["there"] == [{"network": "Facebook Page", "handle": "harbourplumbing.example"}]


def test_handles_that_look_alike_are_told() -> None:
    facts = (
        "business: {name: A, trade: cafe, country: IE}\nplace: {town: W}\ncontact: {email: a@b-c.co}\nprofiles:\n"
        "  - {network: x, link: 'https://x.com/corner'}\n  - {network: instagram, handle: '@comer'}\n"
        "  - {network: tiktok, state: closed, handle: corner}\n  - {network: own_forum, handle: corner}\n  - {network: threads, state: dormant}\n"
    )
    there = dict(current_handles(owner(facts).business))
    assert there == {"x": "corner", "instagram": "comer"}
    assert "look alike" in differing(there)[0]
    assert differing({"x": "one", "instagram": "two"}) == []
