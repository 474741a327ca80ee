"""`webkit why`, `handles` and `leftovers` as a shell sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.facts.edit import set_fact
from kit.facts.reader import parse_business
from kit.facts.same import means_the_same
from tests.cli.conftest import Run

FACTS = """
version: 1
business: {name: H, trade: plumber, country: GB}
place: {mode: [at_customer], town: Whitby}
contact: {email: hi@example.com}
services: [{name: Taps, price: £70}]
profiles: [{network: instagram, link: 'https://www.instagram.com/h/'}]
"""


def start(folder: Path, sample: str) -> Path:
    import kit.facts

    text = (Path(kit.facts.__file__).parent / "samples" / f"{sample}.yaml").read_text(encoding="utf-8")
    folder.mkdir()
    (folder / "business.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def coach(tmp_path: Path) -> Path:
    return start(tmp_path / "coach", "north-light-coaching")


def test_outside_a_project_the_answer_is_general(
    webkit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = webkit("why", "twitter")
    assert shown.code == 0
    assert shown.out.startswith("X (formerly Twitter): what is it?")
    assert "Is it for you?" in shown.out
    assert "Hold the name" in shown.out
    assert all(len(line) <= 80 for line in shown.out.splitlines())


def test_in_a_project_it_is_about_this_business(
    webkit: Run, coach: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = webkit("why", "twitter", coach)
    assert "Park it: 49 of 100 points" in named.out
    assert "What would change this:" in named.out
    monkeypatch.chdir(coach)
    assert webkit("why", "twitter").out == named.out


def test_a_name_of_two_words_is_a_name(webkit: Run, coach: Path) -> None:
    assert "Google Business Profile: what is it?" in webkit("why", "google", "maps").out
    assert "Why you?" in webkit("why", "google", "maps", coach).out
    shown = webkit("why", "x", "nowhere")
    assert shown.code == 2
    assert "nowhere is not a folder" in shown.err


def test_all_networks_in_one_table(
    webkit: Run, coach: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kit.networks.catalogue import index

    def every_name(text: str) -> bool:
        words = " ".join(text.split())
        return all(entry.name.split(" (")[0].split()[0] in words for entry in index().values())

    shown = webkit("why", "--all", coach)
    lines = shown.out.splitlines()
    assert lines[0] == "Yes"
    assert lines[1].split()[0] == "93"
    assert all(len(line) <= 80 for line in lines)
    assert every_name(shown.out)
    monkeypatch.chdir(tmp_path)
    general = webkit("why", "--all").out
    assert every_name(general)
    assert all(len(line) <= 80 for line in general.splitlines())


def test_an_unknown_network_names_the_nearest(webkit: Run) -> None:
    shown = webkit("why", "instagrm")
    assert shown.code == 2
    assert "Did you mean instagram?" in shown.err
    assert webkit("why").code == 2


def test_handles(webkit: Run, coach: Path) -> None:
    shown = webkit("handles", coach)
    assert shown.code == 0
    assert "northlight" in shown.out
    assert "X: nl_example_0" in shown.out
    narrow = webkit("handles", coach, "--network", "twitter")
    assert "northlight" in narrow.out


def test_set_lists_what_is_left_and_leftovers_ticks_it_off(webkit: Run, coach: Path) -> None:
    assert "No outside place" in webkit("leftovers", coach).out
    shown = webkit("set", "contact.email", "ruth@north-light.example", coach)
    assert shown.code == 0
    assert "outside places may still say 'ruth@northlight.example'" in shown.out
    assert "LinkedIn profile, 3 minutes: Profile > Contact info" in shown.out
    before = webkit("leftovers", coach).out
    after = webkit("leftovers", coach, "--done", "1").out
    assert len(after.splitlines()) == len(before.splitlines()) - 1
    assert "(done " in webkit("leftovers", coach, "--all").out
    assert "(done " in (coach / "leftovers.md").read_text(encoding="utf-8")
    refused = webkit("leftovers", coach, "--done", "99")
    assert refused.code == 2
    assert "no open place number 99" in refused.err


@pytest.mark.parametrize(
    ("fact", "first", "then", "same"),
    [
        ("hours.regular", "Mon-Fri 8-5", "mon to fri 8am till 5pm", True),
        ("hours.regular", "Mon-Fri 8-5", "Mon-Fri 8-4", False),
        ("contact.phone", "020 7946 0018", "+44 20 7946 0018", True),
        ("profiles[1].link", "https://www.instagram.com/x/", "https://WWW.instagram.com/x/", True),
        ("services[1].price", "£80.00", "80 GBP", True),
        ("services[1].price", "£80", "£80 plus VAT", False),
        ("services[1].price", "£80", "from £80", False),
    ],
)
def test_only_what_means_something_else_is_left_over(fact: str, first: str, then: str, same: bool) -> None:
    one, other = (parse_business(set_fact(FACTS, fact, value)).business for value in (first, then))
    assert means_the_same(one, other, fact) is same


def test_the_same_hours_in_other_words_leave_nothing_over(webkit: Run, tmp_path: Path) -> None:
    plumber = start(tmp_path / "plumber", "harbour-plumbing")
    assert "outside places" in webkit("set", "hours.regular", "Mon-Fri 8-5", plumber).out
    listed = (plumber / "leftovers.md").read_bytes()
    assert (
        "means the same as before" in webkit("set", "hours.regular", "mon to fri 8am till 5pm", plumber).out
    )
    assert (plumber / "leftovers.md").read_bytes() == listed


def test_a_private_fact_leaves_nothing_over(webkit: Run, coach: Path) -> None:
    assert "outside places" not in webkit("set", "marketing.minutes_per_week", "120", coach).out
    assert not (coach / "leftovers.md").exists()
