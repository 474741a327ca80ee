"""`business.yaml` is the one thing that cannot be made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.base.atomic import atomic_write
from kit.base.errors import InputError
from kit.output.facts_file import Saved, history, read_facts, save_facts, undo_facts


def test_saving_remembers_what_was_there(tmp_path: Path) -> None:
    assert read_facts(tmp_path) is None
    mine = Saved(tmp_path / "business.yaml", beside=False)
    assert save_facts(tmp_path, "one\n", was=None) == mine
    assert save_facts(tmp_path, "two é\n", was="one\n") == mine
    assert save_facts(tmp_path, "two é\n", was="two é\n") == mine
    assert save_facts(tmp_path, "three\n", was="two é\n") == mine
    assert read_facts(tmp_path) == "three\n"
    assert [(path.name, path.read_text("utf-8")) for path in history(tmp_path)] == [
        ("000001.yaml", "one\n"),
        ("000002.yaml", "two é\n"),
    ]


def test_a_file_changed_by_an_editor_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    save_facts(tmp_path, "one\n", was=None)
    (tmp_path / "business.yaml").write_text("edited\n")
    saved = save_facts(tmp_path, "two\n", was="one\n")
    assert saved == Saved(tmp_path / "business.yours.yaml", beside=True)
    assert saved.path.read_text() == "two\n"
    assert read_facts(tmp_path) == "edited\n"


def test_a_file_somebody_spoilt_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "business.yaml").write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match=r"^business\.yaml:1:4: this is not UTF-8"):
        read_facts(tmp_path)


def test_undo_goes_back_step_by_step_and_then_says_so(tmp_path: Path) -> None:
    for before, after in ((None, "one"), ("one", "two"), ("two", "three")):
        save_facts(tmp_path, after, was=before)
    assert [undo_facts(tmp_path), undo_facts(tmp_path)] == ["two", "one"]
    assert (tmp_path / ".webkit" / "history" / "undone.yaml").read_text() == "two"
    with pytest.raises(InputError, match=r"^There is nothing to undo\.$") as caught:
        undo_facts(tmp_path)
    assert caught.value.hint == "Only changes of the facts that webkit made are remembered, the last 20."
    assert read_facts(tmp_path) == "one"


def test_undo_brings_back_what_was_removed(tmp_path: Path) -> None:
    save_facts(tmp_path, "one", was=None)
    save_facts(tmp_path, "two", was="one")
    (tmp_path / "business.yaml").unlink()
    assert undo_facts(tmp_path) == "one"
    assert not (tmp_path / ".webkit" / "history" / "undone.yaml").exists()


def test_a_change_that_was_remembered_and_never_made_is_not_undone(tmp_path: Path) -> None:
    save_facts(tmp_path, "one", was=None)
    save_facts(tmp_path, "two", was="one")
    (tmp_path / ".webkit" / "history" / "000002.yaml").write_text("two")  # then the machine stood still
    assert undo_facts(tmp_path) == "one"
    assert history(tmp_path) == []


def test_twenty_are_kept(tmp_path: Path) -> None:
    before = None
    for number in range(25):
        save_facts(tmp_path, str(number), was=before)
        before = str(number)
    assert [path.read_text() for path in history(tmp_path)] == [str(number) for number in range(4, 24)]


def test_what_somebody_put_into_the_history_is_theirs(tmp_path: Path) -> None:
    save_facts(tmp_path, "one", was=None)
    for name in ("0001-mine.yaml", "7 old.yaml"):
        atomic_write(tmp_path / ".webkit" / "history" / name, b"kept")
    (tmp_path / ".webkit" / "history" / "000009.yaml").mkdir()
    save_facts(tmp_path, "two", was="one")
    assert undo_facts(tmp_path) == "one"
    assert (tmp_path / ".webkit" / "history" / "0001-mine.yaml").read_bytes() == b"kept"


def test_a_spoilt_step_of_the_history_is_refused_by_its_name(tmp_path: Path) -> None:
    save_facts(tmp_path, "now", was=None)
    atomic_write(tmp_path / ".webkit" / "history" / "000001.yaml", b"caf\xe9")
    with pytest.raises(InputError, match=r"^000001\.yaml:1:4: this is not UTF-8"):
        undo_facts(tmp_path)
    assert read_facts(tmp_path) == "now"


def test_copies_of_the_facts_are_for_nobody_who_may_not_read_the_facts(tmp_path: Path) -> None:
    save_facts(tmp_path, "one", was=None)
    (tmp_path / "business.yaml").chmod(0o600)
    save_facts(tmp_path, "two", was="one")
    save_facts(tmp_path, "three", was="two")
    save_facts(tmp_path, "four", was="somebody else's")
    undo_facts(tmp_path)
    files = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*.yaml")}
    assert set(files) == {"business.yaml", "business.yours.yaml", "000001.yaml", "undone.yaml"}
    assert set(files.values()) == {0o600}
