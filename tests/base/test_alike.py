"""What was meant by a mistyped name, as a person would take it."""

from __future__ import annotations

import time

import pytest

from kit.base.alike import nearest

SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu"]


@pytest.mark.parametrize(
    ("wanted", "names", "meant"),
    [
        pytest.param("pirces", ["prices", "team"], "prices", id="two letters changed places"),
        pytest.param("abuot", ["about", "shop"], "about", id="five letters, changed places"),
        pytest.param("contct", ["contact", "cart"], "contact", id="a letter is missing"),
        pytest.param("openinghours", ["opening-hours"], "opening-hours", id="a hyphen is missing"),
        pytest.param("Anna-Storr", ["anna_storr"], "anna_storr", id="capitals and underscores"),
        pytest.param("hours-opening", ["opening-hours", "opening"], "opening-hours", id="the same words in another order"),
        pytest.param("service-2", ["Service_2", "service-3"], "Service_2", id="the same number"),
        pytest.param("index-9", ["index-8", "index-10"], "", id="another number is another thing"),
        pytest.param("page1", ["page", "pages"], "", id="a number is no slip"),
        pytest.param("team", ["term", "tea"], "", id="four letters are too few to guess"),
        pytest.param("prices", ["preise", "slices"], "", id="another word"),
        pytest.param("plumbing", ["plumbers", "climbing"], "", id="another word of the same kind"),
        pytest.param("prices", ["pricea", "priceb"], "", id="two are as near"),
        pytest.param("", ["a"], "", id="nothing was named"),
        pytest.param("x" * 200, ["y" * 200], "", id="nothing alike"),
    ],
)  # fmt: skip
def test_what_was_meant(wanted: str, names: list[str], meant: str) -> None:
    assert nearest(wanted, names) == meant


def test_a_folder_of_many_pages_is_looked_through_once_and_not_for_each_link() -> None:
    names = [f"{one}-{two}{three}-page" for one in SYLLABLES for two in SYLLABLES for three in SYLLABLES]
    began = time.process_time()
    for name in names[:300]:
        assert nearest(f"{name}-as-it-was-once", names) == ""
    assert time.process_time() - began < 4
    assert nearest("ba-cedi-paeg", names) == "ba-cedi-page"
