"""Every trade with the smallest and with the fullest answers: a site, profile texts, a plan, and no trouble."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kit.cli.build_run import make_files
from kit.cli.project import Project
from kit.facts.reader import parse_business
from kit.facts.trade import load_trade, trade_ids
from kit.interview import engine
from kit.interview.answers import apply, data_of

SMALLEST = """\
version: 1
business: {{name: "A & B", trade: {trade}}}
place: {{mode: [{mode}], town: Whitby}}
contact: {{phone: +44 20 7946 0018}}
"""
MODES = {
    "comes_to_you": "at_customer",
    "you_come_to_us": "premises",
    "we_talk": "remote",
    "you_order": "ship",
}
MONDAY = dt.date(2026, 11, 30)


def smallest(trade: str, _samples: Path) -> str:
    return SMALLEST.format(trade=trade, mode=MODES[load_trade(trade).shape])


def fullest(trade: str, samples: Path) -> str:
    """The sample that uses nearly every fact, as this trade: its services, questions, licences and partners."""
    record = load_trade(trade)
    text = (samples / "harbour-plumbing.yaml").read_text("utf-8")
    licence = record.licences[0].body if record.licences else "The register"
    text = apply(text, [
        ("business.trade", trade), ("place.mode", ["premises", "at_customer", "remote", "ship"]), ("look.design", None),
        ("place.street", "4 Quay"), ("business.licence.body", licence), ("customers.who", list(record.who)),
        ("services", [{"name": each.name, "price": "from £85", "about": "What happens."} for each in record.services]),
        ("network.referrers", [{"name": f"P{n}", "trade": each.trade} for n, each in enumerate(record.partners)] or None),
        ("customers.first_words", record.first_words[0] if record.first_words else None),
    ])  # fmt: skip
    state = engine.start(text=text)
    for each in record.questions:
        state = engine.put(state, {f"questions#{each.ask}": each.example})
    assert engine.questions_of(state)
    assert data_of(state.text)["questions"]
    return state.text


def folders_made(text: str, folder: Path) -> set[str]:
    files = list(make_files(Project(folder, parse_business(text)), MONDAY))
    assert all(file.content for file in files if file.path.name not in {".nojekyll"})
    return {file.path.parts[0] for file in files}


def test_a_trade_builds(tmp_path, samples):
    assert {"site", "profiles", "plan", "homework.md"} <= folders_made(fullest("plumber", samples), tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("answers", [smallest, fullest])
@pytest.mark.parametrize("trade", [*trade_ids(), "sail_loft"])
def test_every_trade_builds(tmp_path, samples, trade, answers):
    """Long: a hundred and forty builds."""
    assert {"site", "profiles", "plan", "homework.md"} <= folders_made(answers(trade, samples), tmp_path)
