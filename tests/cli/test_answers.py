"""`webkit answers show` and what it says about the questions still open."""

from __future__ import annotations

import shutil


def test_show_names_each_fact_as_set_knows_it_with_its_answer_in_words(webkit, tmp_path, samples):
    shutil.copy(samples / "harbour-plumbing.yaml", tmp_path / "business.yaml")
    shown = webkit("answers", "show", tmp_path)
    assert shown.code == 0
    lines = [" ".join(line.split()) for line in shown.out.splitlines()]
    assert "You" in lines
    assert "business.trade Plumber" in lines
    assert "marketing.never none" in lines
    assert "Leaks and burst pipes, We stop the water first and talk about money after., from £95" in lines


def test_open_questions_are_listed_alone(webkit, tmp_path):
    facts = "version: 1\nbusiness: {name: A, trade: cafe}\nplace: {town: B}\ncontact: {email: a@b.example}\n"
    (tmp_path / "business.yaml").write_text(facts, "utf-8")
    ids = [line.split()[0] for line in webkit("answers", "show", tmp_path, "--open").out.splitlines()]
    assert "services" in ids
    assert "trade" not in ids


def test_edit_without_a_terminal_names_the_way_that_works(webkit, tmp_path):
    facts = "version: 1\nbusiness: {name: A, trade: cafe}\nplace: {town: B}\ncontact: {email: a@b.example}\n"
    (tmp_path / "business.yaml").write_text(facts, "utf-8")
    shown = webkit("answers", "edit", "--dir", tmp_path)
    assert shown.code == 2
    assert "webkit set contact.phone" in shown.err
