"""Every sheet of every network: no empty section, no placeholder, links that lead back, numbers that are true."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kit.base.share import shared_folder
from kit.facts.trade import load_trade, trade_ids
from kit.networks.catalogue import load_network, network_ids
from kit.networks.links import ProfileLink, read_link
from kit.plan.explain import Explainer
from kit.profiles.make import _for_markdown
from kit.profiles.pictures import pictures
from kit.profiles.plan_of_handles import planned_handles
from kit.profiles.sheets import sheet
from kit.profiles.why import explain, explainer_of
from kit.render.engine import Templates
from tests.profiles.conftest import SAMPLES, Owner, sample

SLIPS = re.compile(
    r"\{\{|\}\}|\bNone\b(?! of)|\bTODO\b|\bundefined\b|(?m:^## [^\n]*\n\s*(?=## |\Z))|(?m:^### [^\n]*\n\s*(?=#{2,3} |\Z))|\n{4,}|\b1 \w+(?:tes|rs|ks)\b|general knowledge"
)
"""Left-overs of templates, headings with nothing below them, gaps, "1 minutes", words of the catalogue's makers."""


@cache
def templates() -> Templates:
    return Templates(shared_folder("templates") / "profiles")


def rendered(who: Owner, network: str, trade: str, explainer: Explainer, handle: str) -> str:
    """One sheet as it is written, without drawing its pictures again and again."""
    record = load_trade(trade)
    why = explain(network, who.business, record, who.choice, explainer)
    data = sheet(network, who.business, record, why, (), handle)
    return templates().render("sheet.md", {"sheet": _for_markdown(data)})


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sheet_has_a_gap(name: str) -> None:
    who = sample(name)
    explainer = explainer_of(who.choice)
    handles = planned_handles(who.business, who.trade, network_ids())
    for network in network_ids():
        text = rendered(who, network, who.business.identity.trade, explainer, handles.get(network, ""))
        assert not (found := SLIPS.search(text)), (network, found)
        assert "## Where to click\n1. " in text
        assert "Make it safe: " in text
        assert "**For you:** " in text


@pytest.mark.long
@pytest.mark.parametrize("trade", trade_ids())
def test_no_sheet_of_any_trade_has_a_gap(trade: str) -> None:
    """Long: 57 networks × 3 samples in this trade."""
    for name in SAMPLES:
        who = sample(name)
        explainer = explainer_of(who.choice)
        for network in network_ids():
            text = rendered(who, network, trade, explainer, "cornercup")
            assert not (found := SLIPS.search(text)), (network, found)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_planned_handle_makes_a_link_that_reads_as_itself(name: str) -> None:
    who = sample(name)
    for network, handle in planned_handles(who.business, who.trade, network_ids()).items():
        if network == "mastodon":
            continue  # the server is the owner's to choose
        found = read_link(handle, network)
        assert isinstance(found, ProfileLink), (network, handle, found)
        assert read_link(found.url) == found


@pytest.mark.parametrize("network", ["x", "facebook_page", "linkedin_company", "youtube"])
def test_a_cover_keeps_its_words_in_the_part_nobody_cuts(network: str) -> None:
    """The drawn cover is one colour outside the crop-safe area."""
    import io

    from PIL import Image

    who, record = sample("harbour-plumbing"), load_network(network)
    made = next(
        each for each in pictures(who.business, who.trade, record, lambda _: None) if each.use == "cover"
    )
    image = Image.open(io.BytesIO(made.content)).convert("RGB")
    safe = record.images.cover.safe_area()
    assert safe is not None
    left, top = (made.width - safe[0]) // 2, (made.height - safe[1]) // 2
    ground = image.getpixel((1, 1))
    for box in (
        (0, 0, made.width, top),
        (0, made.height - top, made.width, made.height),
        (0, 0, left, made.height),
    ):
        if box[2] > box[0] and box[3] > box[1]:
            assert image.crop(box).getcolors(4) == [((box[2] - box[0]) * (box[3] - box[1]), ground)]
