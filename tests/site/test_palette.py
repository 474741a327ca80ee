"""Every brand colour gives a palette that can be read, in every look, in light and in dark."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import pytest
from coloraide import Color

from kit.facts.look import load_look, look_ids
from kit.site.oklch import contrast, from_hex, to_hex
from kit.site.palette import READABLE, VISIBLE, Palette, Roles, offered_colour, palette, palette_css


def grid(steps: int) -> list[str]:
    levels = [round(255 * step / (steps - 1)) for step in range(steps)]
    return ["#{:02x}{:02x}{:02x}".format(*colour) for colour in itertools.product(levels, repeat=3)]


def unreadable(roles: Roles) -> Iterator[str]:
    grounds = (roles.surface, roles.surface_2, roles.tint)
    pairs = [(ink, ground, READABLE) for ink in (roles.text, roles.muted, roles.accent) for ground in grounds]
    pairs += [(roles.focus, ground, VISIBLE) for ground in grounds]
    pairs += [
        (roles.on_accent, roles.accent, READABLE),
        (roles.on_fill, roles.fill, READABLE),
        (roles.on_block, roles.block, READABLE),
    ]
    for ink, ground, wanted in pairs:
        if contrast(ink, ground) < wanted:
            yield f"{ink} on {ground}: {contrast(ink, ground):.2f} < {wanted}"


def faults(colours: Iterable[str], look: str) -> list[str]:
    made = (palette.__wrapped__(colour, look) for colour in colours)
    return [
        f"{each.brand}: {fault}"
        for each in made
        for roles in (each.light, each.dark)
        for fault in unreadable(roles)
    ]


@pytest.mark.parametrize("look", look_ids())
def test_a_coarse_grid_of_brand_colours_can_be_read(look: str) -> None:
    assert faults(grid(5), look) == []


@pytest.mark.long
@pytest.mark.parametrize("look", look_ids())
def test_4096_brand_colours_can_be_read(look: str) -> None:
    """Takes seconds: 16 levels of red, green and blue, the proof the brief asks for."""
    assert faults(grid(16), look) == []


@pytest.mark.parametrize("look", look_ids())
def test_dark_surfaces_step_up_and_light_ones_stay_near_white(look: str) -> None:
    made = palette("#0b5d7a", look)
    light = [from_hex(colour).lightness for colour in (made.light.surface, made.light.surface_2)]
    dark = [from_hex(colour).lightness for colour in (made.dark.surface, made.dark.surface_2, made.dark.tint)]
    assert light[0] > light[1] > 0.9
    assert dark == sorted(dark)
    assert dark[-1] < 0.35


def test_the_brand_hue_is_carried() -> None:
    made = palette("#0b5d7a", "harbour")
    brand = from_hex("#0b5d7a").hue
    assert all(
        abs(from_hex(colour).hue - brand) < 8
        for colour in (made.light.accent, made.dark.accent, made.dark.fill)
    )


def test_a_grey_brand_leaves_the_page_grey() -> None:
    made = palette("#777777", "harbour")
    assert {from_hex(colour).chroma for colour in (made.light.surface, made.light.tint, made.dark.fill)} == {
        0
    }


@pytest.mark.parametrize(
    ("brand", "said"),
    [
        pytest.param("#0b5d7a", "wear your colour #0b5d7a as it is", id="strong colour stays"),
        pytest.param("#c9a227", "Links are darker", id="gold: links are darkened"),
        pytest.param("#c9a227", "Words on your colour are dark", id="gold: dark words on it"),
        pytest.param("#ffffff", "can hardly be told from the page", id="white gives way"),
    ],
)
def test_it_says_what_it_changed(brand: str, said: str) -> None:
    assert any(said in change for change in palette(brand, "study").changes)


def test_capitals_and_small_letters_are_one_colour() -> None:
    assert palette("#0B5D7A", "harbour").light == palette("#0b5d7a", "harbour").light


def test_css_names_every_role_in_both_modes() -> None:
    made: Palette = palette("#0b5d7a", "harbour")
    css = palette_css(made)
    assert css.count("--on-accent:") == 2
    assert f"--surface-2:{made.dark.surface_2};" in css.split("@media")[1]


@pytest.mark.parametrize("look", look_ids())
def test_an_offered_colour_is_the_same_for_the_same_name(look: str) -> None:
    assert offered_colour(look, "Corner Cup") == offered_colour(look, "Corner Cup")
    assert {offered_colour(look, f"Shop {number}") for number in range(40)} == set(load_look(look).colours)


@pytest.mark.parametrize("colour", grid(4))
def test_our_oklch_is_that_of_coloraide(colour: str) -> None:
    ours, theirs = from_hex(colour), Color(colour).convert("oklch")
    assert ours.lightness == pytest.approx(theirs["lightness"], abs=1e-3)
    assert ours.chroma == pytest.approx(theirs["chroma"], abs=1e-3)
    assert contrast(colour, "#ffffff") == pytest.approx(Color(colour).contrast("white"), abs=1e-2)
    assert to_hex(ours.lightness, ours.chroma, ours.hue) == colour


def test_a_chroma_no_screen_can_show_is_lowered_at_the_same_lightness() -> None:
    shown = from_hex(to_hex(0.5, 0.4, 140))
    assert shown.lightness == pytest.approx(0.5, abs=0.01)
    assert shown.hue == pytest.approx(140, abs=2)
