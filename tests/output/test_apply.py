"""On a real disk: the site is replaced whole, foreign files stay, a killed build is no edit."""

from __future__ import annotations

import errno
import itertools
import json
import os
import re
from pathlib import Path

import pytest

from kit.base.errors import MachineError
from kit.base.files import RenderedFile
from kit.output.apply import apply, decide, scan
from kit.output.manifest import Manifest, dump_manifest, fingerprint, load_manifest
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
    (tmp_path / "site" / "index.html").chmod(0o640)
    _build(tmp_path, {"site/index.html": "home 2", "site/posts/b.html": "b"})
    assert _tree(tmp_path) == {"site/index.html": "home 2", "site/posts/b.html": "b"}
    assert (tmp_path / "site" / "index.html").stat().st_mode & 0o777 == 0o640
    assert _build(tmp_path, {"site/index.html": "home 3", "plan.md": "plan"}) == [
        Action.UPDATE,
        Action.CREATE,
        Action.REMOVE,
    ]
    assert _build(tmp_path, {"site/index.html": "home 4"}) == [Action.UPDATE, Action.REMOVE]
    assert _tree(tmp_path) == {"site/index.html": "home 4"}
    assert not (tmp_path / ".webkit" / "replaced").exists()


def test_a_folder_that_held_only_ours_goes_with_it(tmp_path: Path) -> None:
    """`.github/workflows` after the host was changed; a folder with somebody's file in it stays."""
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "CODEOWNERS").write_text("* @me\n")
    workflow, guide = ".github/workflows/website.yml", "online/github.md"
    _build(tmp_path, {"site/index.html": "one", workflow: "on: push", guide: "steps"})
    _build(tmp_path, {"site/index.html": "one"})
    assert not (tmp_path / ".github" / "workflows").exists()
    assert not (tmp_path / "online").exists()
    assert (tmp_path / ".github" / "CODEOWNERS").is_file()


def test_files_of_others_are_never_touched(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "google123.html").write_text("proof")
    (site / "zebra").mkdir()
    (site / "zebra" / "last.txt").write_text("last")
    (site / "index.html").write_text("my own page")
    (tmp_path / "letter.txt").write_text("dear")
    assert _build(tmp_path, {"site/index.html": "home"}) == [Action.BESIDE]
    assert _tree(tmp_path) == {
        "letter.txt": "dear",
        "site/google123.html": "proof",
        "site/index.html": "my own page",
        "site/index.new.html": "home",
        "site/zebra/last.txt": "last",
    }


def test_an_edited_page_stays_and_ours_is_beside_it(tmp_path: Path) -> None:
    _build(tmp_path, {"site/index.html": "one"})
    (tmp_path / "site" / "index.html").write_text("mine")
    assert _build(tmp_path, {"site/index.html": "two"}) == [Action.BESIDE]
    assert _build(tmp_path, {"site/index.html": "two"}) == [Action.KEEP]
    assert _tree(tmp_path)["site/index.new.html"] == "two"
    assert _build(tmp_path, {"site/index.html": "three"}) == [Action.BESIDE]
    assert _tree(tmp_path) == {"site/index.html": "mine", "site/index.new.html": "three"}
    assert not (tmp_path / ".webkit" / "replaced").exists()


def test_the_version_beside_stays_ours_until_the_owner_takes_it(tmp_path: Path) -> None:
    _build(tmp_path, {"site/index.html": "one", "site/z.html": "z"})
    (tmp_path / "site" / "index.html").write_text("mine")
    _build(tmp_path, {"site/index.html": "two", "site/z.html": "z"})
    assert _build(tmp_path, {"site/index.html": "two", "site/z.html": "zz"}) == [Action.KEEP, Action.UPDATE]
    assert _build(tmp_path, {"site/index.html": "two", "site/z.html": "z"}) == [Action.KEEP, Action.UPDATE]
    _build(tmp_path, {"site/index.html": "two", "site/z.html": "z"}, overwrite=True)
    assert _tree(tmp_path) == {"site/index.html": "two", "site/z.html": "z"}


def test_without_being_asked_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("mine")
    [write] = decide(tmp_path, [RenderedFile.text("plan.md", "ours")])
    assert write.action is Action.BESIDE


def test_overwriting_keeps_a_copy_of_theirs(tmp_path: Path) -> None:
    _build(tmp_path, {"site/index.html": "one"})
    (tmp_path / "site" / "index.html").write_text("mine")
    (tmp_path / "site" / "index.html").chmod(0o600)
    _build(tmp_path, {"site/index.html": "two"}, overwrite=True)
    assert (tmp_path / "site" / "index.html").read_text() == "two"
    [kept] = (tmp_path / ".webkit" / "replaced").rglob("index.html")
    assert kept.read_text() == "mine"
    assert kept.stat().st_mode & 0o777 == 0o600


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


def test_the_manifest_is_a_file_people_can_compare() -> None:
    assert dump_manifest(Manifest({"b.html": ("2",), "a.html": ("1", "0")})).decode() == (
        '{\n "version": 1,\n "files": {\n  "a.html": [\n   "1",\n   "0"\n  ],\n  "b.html": [\n   "2"\n  ]\n }\n}\n'
    )


def test_a_folder_in_the_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "site" / "index.html").mkdir(parents=True)
    with pytest.raises(MachineError, match=r"index.html is a folder where a file should be$") as caught:
        _build(tmp_path, {"site/index.html": "one"})
    assert caught.value.hint == "Move it away and run the command again."


def test_a_file_that_cannot_be_looked_at_is_named(tmp_path: Path) -> None:
    name = "x" * 300
    with pytest.raises(MachineError, match=f"{name}: File name too long") as caught:
        scan(tmp_path, [name])
    assert caught.value.hint == "Check the rights of the file."


def test_a_site_between_two_renames_is_put_back_first(tmp_path: Path) -> None:
    _build(tmp_path, {"site/index.html": "one"})
    (tmp_path / "site" / "proof.txt").write_text("of another")
    (tmp_path / "site").rename(tmp_path / ".webkit" / "next-site.old")
    assert _build(tmp_path, {"site/index.html": "two"}) == [Action.CREATE]
    assert _tree(tmp_path) == {"site/index.html": "two", "site/proof.txt": "of another"}


def test_whenever_the_disk_fails_the_next_build_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [0]

    def refuse(_handle: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    for number in itertools.count(1):
        project = tmp_path / str(number)
        _build(project, {"site/index.html": "one", "plan.md": "one"})
        (project / "site" / "index.html").write_text("mine")
        (project / "plan.md").write_text("mine")
        left[0] = number
        try:
            _build(project, {"site/index.html": "two", "plan.md": "two"})
        except MachineError:
            failed = True
        else:
            failed = False
        left[0] = 0
        _build(project, {"site/index.html": "three", "plan.md": "three"})
        assert _tree(project) == {
            "site/index.html": "mine",
            "site/index.new.html": "three",
            "plan.md": "mine",
            "plan.new.md": "three",
        }
        if not failed:
            break
    assert number > 10


def test_a_link_in_the_place_of_a_file_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "real.html").write_text("real")
    (tmp_path / "site" / "index.html").symlink_to(tmp_path / "real.html")
    assert _build(tmp_path, {"site/index.html": "one"}) == [Action.BESIDE]
    assert (tmp_path / "site" / "index.html").is_symlink()
    assert (tmp_path / "real.html").read_text() == "real"


@pytest.mark.parametrize("page", ["site/index.html", "plan.md"])
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_link_to_what_we_wrote_is_not_written_through(tmp_path: Path, page: str, overwrite: bool) -> None:
    _build(tmp_path, {page: "one"})
    (tmp_path / page).rename(tmp_path / "kept")
    (tmp_path / page).symlink_to(tmp_path / "kept")
    assert _build(tmp_path, {page: "two"}, overwrite=overwrite) == [Action.BESIDE]
    assert (tmp_path / page).is_symlink()
    assert (tmp_path / "kept").read_text() == "one"


@pytest.mark.parametrize("page", ["site/a.html", "plan.md"])
def test_no_version_of_the_owner_is_ever_written_over(tmp_path: Path, page: str) -> None:
    first, name = Path(page), Path(page).with_suffix("")
    theirs = [first, *(first.with_name(f"{name.name}{'.new' * more}{first.suffix}") for more in (1, 2, 3))]
    _build(tmp_path, {page: "one"})
    for path in theirs:
        (tmp_path / path).write_text(f"mine {path}")
    ours = tmp_path / first.with_name(f"{name.name}.new.new.new.new{first.suffix}")
    for text, action in (("two", Action.BESIDE), ("two", Action.KEEP), ("three", Action.BESIDE)):
        assert _build(tmp_path, {page: text}) == [action]
        assert [(tmp_path / path).read_text() for path in theirs] == [f"mine {path}" for path in theirs]
        assert ours.read_text() == text
    ours.write_text("mine too")
    assert _build(tmp_path, {page: "three"}) == [Action.KEEP]
    assert ours.read_text() == "mine too"


def test_a_folder_that_cannot_be_listed_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(tmp_path, {"site/index.html": "one", "site/posts/a.html": "a"})
    real = os.scandir

    def refuse(folder: str) -> object:
        if str(folder).endswith("posts"):
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return real(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(MachineError, match=re.escape(f"{tmp_path / 'site'}: Permission denied")):
        _build(tmp_path, {"site/index.html": "two", "site/posts/a.html": "a"})
    monkeypatch.undo()
    assert _tree(tmp_path) == {"site/index.html": "one", "site/posts/a.html": "a"}


def test_a_full_disk_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _build(tmp_path, {"site/index.html": "one", "site/b.html": "b"})
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


@pytest.mark.parametrize("linked", [False, True], ids=["a file", "a link to a folder"])
def test_what_stands_in_the_sites_place_stays_and_is_told_of(tmp_path: Path, linked: bool) -> None:
    """Found by hand: the owner's file called `site` was swapped out for the site, and removed with the old one."""
    project, elsewhere = tmp_path / "shop", tmp_path / "elsewhere"
    project.mkdir()
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine")
    (project / "site").symlink_to(elsewhere) if linked else (project / "site").write_text("mine")
    with pytest.raises(MachineError, match=r"site is a (file|link), and the site's own folder") as caught:
        _build(project, {"site/index.html": "home"})
    assert "Move it away" in caught.value.hint
    assert (project / "site").is_symlink() if linked else (project / "site").read_text() == "mine"
    assert [path.name for path in elsewhere.iterdir()] == ["mine.txt"]
