"""`webkit init --pack`: another pack from the first build on, and its own questions after ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.cli.main import run
from tests.interview.screen import Screen, facts_in

PAGES = "{{cookiecutter.slug}}"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Give a pack of one page, with three variables of its own."""
    folder = tmp_path / "packs" / "plain"
    (folder / PAGES).mkdir(parents=True)
    settings = {
        "slug": "site", "business": {"name": "Sample"}, "greeting": "Welcome", "mood": ["calm", "loud"], "clock": True,
        "__prompts__": {"greeting": "How do you greet people?", "mood": {"__prompt__": "Which mood?", "calm": "Quiet as snow"}},
    }  # fmt: skip
    (folder / "cookiecutter.json").write_text(json.dumps(settings), "utf-8")
    page = "<!doctype html><html lang='en'><title>{{ cookiecutter.business.name }}</title><p>{{ cookiecutter.greeting }}, {{ cookiecutter.mood }}</p></html>"
    (folder / PAGES / "index.html").write_text(page, "utf-8")
    return folder


def test_ready_answers_are_built_with_the_pack(tmp_path, pack, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(["init", "demo", "--sample", "corner-cup", "--pack", "packs/plain"]) == 0
    page = (tmp_path / "demo" / "site" / "index.html").read_text("utf-8")
    assert "Welcome, " in page
    assert "from: ../packs/plain" in facts_in(tmp_path / "demo")


@pytest.mark.long
def test_its_questions_come_after_ours_and_land_in_the_facts(tmp_path, pack):
    folder = tmp_path / "demo"
    with Screen("init", str(folder), "--quick", "--pack", str(pack)) as screen:
        for shown, typed in (
            ("Your trade", "cafe"), ("as on the sign", "Corner"), ("Choose all", ""), ("Country", "Ireland"), ("Street", ""),
            ("Town", "Westport"), ("Postcode", ""), ("Phone", "020 912 0123"), ("Email", ""), ("Online booking", ""),
            ("What should a new customer do first", ""), ("A usual week", ""), ("Paste its link", ""),
            ("How do you greet people?", "Moin"), ("Which mood?", ""), ("Clock", ""),
        ):  # fmt: skip
            screen.wait_for(shown)
            screen.type(f"{typed}\r")
        screen.wait_for("Enter creates it")
        screen.type("\r")
        screen.wait_for("Your home page", 60)
        assert screen.code() == 0
    assert "Moin, calm" in (folder / "site" / "index.html").read_text("utf-8")
    assert "greeting: Moin" in facts_in(folder)


def test_a_pack_with_hooks_is_refused_before_the_first_question(tmp_path, pack, capsys):
    (pack / "hooks").mkdir()
    (pack / "hooks" / "post_gen_project.py").write_text("raise SystemExit('ran')", "utf-8")
    folder = tmp_path / "demo"
    assert run(["init", str(folder), "--sample", "corner-cup", "--pack", str(pack)]) == 4
    assert "--without-hooks" in capsys.readouterr().err
    assert not folder.exists()
    assert run(["init", str(folder), "--sample", "corner-cup", "--pack", str(pack), "--without-hooks"]) == 0
    assert "without_hooks: yes" in facts_in(folder).replace('"', "")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("no-such-pack", 2, id="no such folder"),
        pytest.param("http://host.example/pack.zip", 4, id="not https"),
        pytest.param("https://host.example/pack.git@../../x", 4, id="a revision that climbs"),
    ],
)
def test_what_is_no_pack_is_refused_and_nothing_is_written(tmp_path, name, code, capsys):
    folder = tmp_path / "demo"
    assert run(["init", str(folder), "--sample", "corner-cup", "--pack", name]) == code
    assert "→" in capsys.readouterr().err
    assert not folder.exists()
