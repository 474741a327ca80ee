"""Commands that are shown can be pasted where they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.cli.project import command_for


@pytest.mark.parametrize(
    ("folder", "shown"),
    [
        pytest.param("demo", "webkit serve demo", id="a folder below this one"),
        pytest.param(".", "webkit serve", id="the folder we stand in"),
        pytest.param("Corner Cup", "webkit serve 'Corner Cup'", id="a name with a space"),
    ],
)
def test_a_command_names_its_folder(tmp_path, monkeypatch, folder, shown):
    monkeypatch.chdir(tmp_path)
    assert command_for("webkit serve", Path(folder)) == shown
    assert command_for("webkit serve", tmp_path / folder) == shown


def test_a_folder_elsewhere_is_named_whole(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    edit = command_for("webkit answers edit", tmp_path / "other", "--dir")
    assert edit == f"webkit answers edit --dir {tmp_path / 'other'}"
