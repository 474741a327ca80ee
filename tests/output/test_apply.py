"""On a real disk: the site is replaced whole, foreign files stay, a killed build is no edit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.base.errors import MachineError
from kit.base.files import RenderedFile
from kit.output.apply import apply, decide
from kit.output.manifest import Manifest, fingerprint, load_manifest
from kit.output.writes import Action


def _build(project: Path, pages: dict[str, str], *, overwrite: bool = False) -> list[Action]:
    files = [RenderedFile.text(path, text) for path, text in pages.items()]
    writes = decide(project, files, overwrite=overwrite)
    apply(project, writes)
    return [write.action for write in writes]


def _tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".webkit" not in path.parts
    }


def test_a_build_and_a_second_one(tmp_path: Path) -> None:
    pages = {"site/index.html": "home", "plan/plan.md": "plan"}
    assert _build(tmp_path, pages) == [Action.CREATE, Action.CREATE]
    assert _tree(tmp_path) == pages
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert _build(tmp_path, pages) == [Action.SAME, Action.SAME]
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_pages_come_and_go(tmp_path: Path) -> None:
    _build(tmp_path, {"site/index.html": "home", "site/posts/a.html": "a"})
    _build(tmp_path, {"site/index.html": "home 2", "site/posts/b.html": "b"})
    assert _tree(tmp_path) == {"site/index.html": "home 2", "site/posts/b.html": "b"}


def test_files_of_others_are_never_touched(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "google123.html").write_text("proof")
    (site / "index.html").write_text("my own page")
    (tmp_path / "letter.txt").write_text("dear")
    assert _build(tmp_path, {"site/index.html": "home"}) == [Action.BESIDE]
    assert _tree(tmp_path) == {
        "letter.txt": "dear",
        "site/google123.html": "proof",
        "site/index.html": "my own page",
        "site/index.new.html": "home",
    }


def test_an_edited_page_stays_and_ours_is_beside_it(tmp_path: Path) -> None:
    _build(tmp_path, {"site/index.html": "one"})
    (tmp_path / "site" / "index.html").write_text("mine")
    assert _build(tmp_path, {"site/index.html": "two"}) == [Action.BESIDE]
    assert _build(tmp_path, {"site/index.html": "two"}) == [Action.KEEP]
    assert _tree(tmp_path)["site/index.new.html"] == "two"
    assert _build(tmp_path, {"site/index.html": "three"}) == [Action.BESIDE]
    assert _tree(tmp_path) == {"site/index.html": "mine", "site/index.new.html": "three"}


def test_overwriting_keeps_a_copy_of_theirs(tmp_path: Path) -> None:
    _build(tmp_path, {"site/index.html": "one"})
    (tmp_path / "site" / "index.html").write_text("mine")
    _build(tmp_path, {"site/index.html": "two"}, overwrite=True)
    assert (tmp_path / "site" / "index.html").read_text() == "two"
    [kept] = (tmp_path / ".webkit" / "replaced").rglob("index.html")
    assert kept.read_text() == "mine"


def test_a_build_killed_before_its_last_step_is_not_taken_for_an_edit(tmp_path: Path) -> None:
    _build(tmp_path, {"site/index.html": "one"})
    manifest = tmp_path / ".webkit" / "manifest.json"
    data = json.loads(manifest.read_text())
    data["files"]["site/index.html"].append(fingerprint(b"two"))  # as it stands while "two" is being built
    manifest.write_text(json.dumps(data))
    (tmp_path / "site" / "index.html").write_text("two")
    assert _build(tmp_path, {"site/index.html": "three"}) == [Action.UPDATE]


def test_a_damaged_manifest_is_the_safe_side(tmp_path: Path) -> None:
    _build(tmp_path, {"site/index.html": "one"})
    (tmp_path / ".webkit" / "manifest.json").write_text("{damaged")
    assert load_manifest(tmp_path / ".webkit") == Manifest()
    assert _build(tmp_path, {"site/index.html": "two"}) == [Action.BESIDE]


def test_a_folder_in_the_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "site" / "index.html").mkdir(parents=True)
    with pytest.raises(MachineError, match="is a folder where a file should be"):
        _build(tmp_path, {"site/index.html": "one"})


def test_a_link_in_the_place_of_a_file_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "real.html").write_text("real")
    (tmp_path / "site" / "index.html").symlink_to(tmp_path / "real.html")
    assert _build(tmp_path, {"site/index.html": "one"}) == [Action.BESIDE]
    assert (tmp_path / "site" / "index.html").is_symlink()
    assert (tmp_path / "real.html").read_text() == "real"


def test_a_full_disk_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _build(tmp_path, {"site/index.html": "one", "site/b.html": "b"})
    import os

    real, calls = os.fsync, [0]

    def full(handle: int) -> None:
        calls[0] += 1
        if calls[0] > 4:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MachineError, match="No space left"):
        _build(tmp_path, {"site/index.html": "two", "site/b.html": "bb"})
    monkeypatch.undo()
    assert _tree(tmp_path) == {"site/index.html": "one", "site/b.html": "b"}
    _build(tmp_path, {"site/index.html": "two", "site/b.html": "bb"})
    assert _tree(tmp_path) == {"site/index.html": "two", "site/b.html": "bb"}
