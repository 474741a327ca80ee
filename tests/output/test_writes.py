"""What happens to each file is decided by three fingerprints: ours before, ours now, what is there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.base.errors import UnsafeError
from kit.base.files import RenderedFile
from kit.output.manifest import Manifest, fingerprint
from kit.output.writes import Action, Write, plan_writes, set_aside

OLD, NEW, THEIRS = (fingerprint(text) for text in (b"old", b"new", b"theirs"))


def _plan(
    wrote: str | None, there: str | None, *, made: bytes | None = b"new", overwrite: bool = False
) -> list[Write]:
    files = [RenderedFile.text("site/a.html", made.decode())] if made is not None else []
    manifest = Manifest({"site/a.html": (wrote,)} if wrote else {})
    disk = {"site/a.html": there} if there else {}
    return list(plan_writes(files, manifest, disk, overwrite=overwrite))


@pytest.mark.parametrize(
    ("wrote", "there", "action"),
    [
        pytest.param(None, None, Action.CREATE, id="nothing there"),
        pytest.param(OLD, OLD, Action.UPDATE, id="ours, not touched"),
        pytest.param(NEW, NEW, Action.SAME, id="nothing new"),
        pytest.param(None, NEW, Action.SAME, id="somebody else wrote the very same"),
        pytest.param(OLD, THEIRS, Action.BESIDE, id="edited, and we have something new"),
        pytest.param(NEW, THEIRS, Action.KEEP, id="edited, and we have nothing new"),
        pytest.param(None, THEIRS, Action.BESIDE, id="never ours"),
        pytest.param(OLD, None, Action.CREATE, id="ours was removed"),
    ],
)
def test_each_case(wrote: str | None, there: str | None, action: Action) -> None:
    [write] = _plan(wrote, there)
    assert (write.action, write.fingerprint) == (action, NEW)


@pytest.mark.parametrize(("beside", "waits"), [(NEW, "a.new.html"), (THEIRS, ""), (None, "")])
def test_a_version_that_waits_beside_is_named(beside: str | None, waits: str) -> None:
    manifest = Manifest({"a.html": (NEW,), "a.new.html": (NEW,)})
    disk = {"a.html": THEIRS} | ({"a.new.html": beside} if beside else {})
    write, *_ = plan_writes([RenderedFile.text("a.html", "new")], manifest, disk)
    assert (write.action, write.target) == (Action.KEEP, waits)


def test_what_is_beside_is_named_and_said() -> None:
    [write] = _plan(OLD, THEIRS)
    assert write.target == "site/a.new.html"
    assert write.sentence == (
        "site/a.html is yours (you changed it): it stays. The new version is beside it as site/a.new.html."
    )


def test_overwriting_is_asked_for() -> None:
    [write] = _plan(OLD, THEIRS, overwrite=True)
    assert write.action is Action.UPDATE


@pytest.mark.parametrize(("there", "action"), [(OLD, Action.REMOVE), (THEIRS, Action.FORGET)])
def test_pages_that_are_no_longer_made(there: str, action: Action) -> None:
    [write] = _plan(OLD, there, made=None)
    assert write.action is action
    assert bool(write.sentence) is (action is Action.FORGET)


def test_a_new_version_the_owner_edited_too_is_kept() -> None:
    files = [RenderedFile.text("a.html", "new")]
    [write] = plan_writes(files, Manifest({}), {"a.html": THEIRS, "a.new.html": THEIRS})
    assert write.target == "a.new.new.html"


def test_the_version_beside_goes_when_it_is_no_longer_needed() -> None:
    manifest = Manifest({"a.html": (NEW,), "a.new.html": (NEW,)})
    writes = list(
        plan_writes([RenderedFile.text("a.html", "new")], manifest, {"a.html": NEW, "a.new.html": NEW})
    )
    assert [(write.action, write.path) for write in writes] == [
        (Action.SAME, "a.html"),
        (Action.REMOVE, "a.new.html"),
    ]


def test_what_lies_beside_an_owners_page_is_set_aside() -> None:
    names = ("a.html", "a.new.html", "a.new.new.html", "b.html", "news.html", "c.new.html")
    assert set_aside(Manifest(dict.fromkeys(names, (NEW,)))) == {"a.new.html", "a.new.new.html"}
    apart = Manifest(dict.fromkeys(("a.html", "a.new.new.new.html"), (NEW,)))
    assert set_aside(apart) == {"a.new.new.new.html"}, "those between are the owner's own"


@pytest.mark.parametrize("path", ["../a.html", "/etc/passwd", "con.html", "a?.html"])
def test_paths_that_leave_or_break_are_refused(path: str) -> None:
    with pytest.raises(UnsafeError, match=f"^the file name '{re.escape(path)}' ") as caught:
        list(plan_writes([RenderedFile.text(path, "x")], Manifest(), {}))
    assert caught.value.hint == "Choose another title or file name."


def test_two_files_of_one_name_are_refused() -> None:
    files = [RenderedFile.text("a.html", "x"), RenderedFile.text("A.html", "y")]
    with pytest.raises(UnsafeError, match=r"^two files want the name 'A.html' \('a.html'\)$") as caught:
        list(plan_writes(files, Manifest(), {}))
    assert caught.value.hint == "Rename one of the two pages."


@given(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from([OLD, NEW, THEIRS])),
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from([OLD, NEW, THEIRS])),
    st.sets(st.sampled_from("abcd")),
)
def test_an_edited_file_is_never_updated_or_removed(
    wrote: dict[str, str], there: dict[str, str], made: set[str]
) -> None:
    manifest = Manifest({path: (print_,) for path, print_ in wrote.items()})
    for write in plan_writes([RenderedFile.text(path, "new") for path in made], manifest, there):
        edited = write.path in there and there[write.path] != wrote.get(write.path)
        if edited and there[write.path] != NEW:
            assert write.action not in {Action.UPDATE, Action.REMOVE}
