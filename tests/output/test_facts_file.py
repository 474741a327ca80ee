"""`business.yaml` is the one thing that cannot be made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.base.errors import InputError
from kit.output.facts_file import history, read_facts, save_facts, undo_facts


def test_saving_remembers_what_was_there(tmp_path: Path) -> None:
    assert read_facts(tmp_path) is None
    save_facts(tmp_path, "one\n", was=None)
    save_facts(tmp_path, "two\n", was="one\n")
    save_facts(tmp_path, "two\n", was="two\n")
    assert read_facts(tmp_path) == "two\n"
    assert [path.read_text() for path in history(tmp_path)] == ["one\n"]


def test_a_file_changed_by_an_editor_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    save_facts(tmp_path, "one\n", was=None)
    (tmp_path / "business.yaml").write_text("edited\n")
    saved = save_facts(tmp_path, "two\n", was="one\n")
    assert saved.beside
    assert saved.path.read_text() == "two\n"
    assert read_facts(tmp_path) == "edited\n"


def test_undo_goes_back_step_by_step_and_then_says_so(tmp_path: Path) -> None:
    for before, after in ((None, "one"), ("one", "two"), ("two", "three")):
        save_facts(tmp_path, after, was=before)
    assert [undo_facts(tmp_path), undo_facts(tmp_path)] == ["two", "one"]
    with pytest.raises(InputError, match="nothing to undo"):
        undo_facts(tmp_path)
    assert read_facts(tmp_path) == "one"


def test_twenty_are_kept(tmp_path: Path) -> None:
    before = None
    for number in range(25):
        save_facts(tmp_path, str(number), was=before)
        before = str(number)
    assert [path.read_text() for path in history(tmp_path)] == [str(number) for number in range(4, 24)]
