"""A build uses again what earlier builds made, and still gives what a build from nothing gives, byte for byte."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kit.base.cache import FolderCache, _secret, remembered
from kit.cli.build_run import make_files
from kit.cli.project import Project
from kit.facts import reader
from kit.facts.edit import change_facts

DAY = dt.date(2026, 11, 27)
SAMPLE = Path(reader.__file__).parent / "samples" / "corner-cup.yaml"
CHANGES: dict[str, tuple[object, ...]] = {
    "business.name": ("Corner Cup", "Café Über <Eck> & Co"),
    "business.about": ("We pour what we roast.", "Coffee, and a place to sit."),
    "contact.phone": ("020 7946 0018", "020 7946 0999"),
    "contact.email": ("hello@corner-cup.co.uk", None),
    "hours.regular": ("Mon-Fri 8-18", "Tue-Sat 9-17"),
    "place.town": ("Whitby", "Leeds"),
    "place.timezone": ("Europe/London", None),
    "look.colour": ("#7a1f2b", "#1f4e5f"),
    "look.look": ("harbour", None),
    "marketing.minutes_per_week": ("30", "180"),
    "marketing.start": ("2026-11-30", "2027-02-01"),
    "site.address": ("https://corner-cup.co.uk/", None),
    "services": ([{"name": "Flat white", "price": "£3.20"}], [{"name": "Brunch", "about": "All day."}]),
    "questions": ([{"ask": "Do you have oat milk?", "answer": "Yes."}], None),
}
"""Facts of every room, each with what it may be."""


def opened(folder: Path) -> Project:
    return Project(folder, reader.load_business(folder / "business.yaml"))


def made(project: Project, cache: FolderCache) -> dict[str, bytes]:
    return {str(file.path): file.content for file in make_files(project, DAY, cache)}


def changed(folder: Path, dice: random.Random) -> Iterator[str]:
    """Change a fact, or a text of the owner's, and say which; what the reader refuses is left as it was."""
    if dice.random() < 0.25:
        name = f"content/posts/post-{dice.randint(0, 2)}.md"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        text = f"---\ntitle: Post\ndate: 2026-10-0{dice.randint(1, 3)}\n---\nWord *{dice.randint(0, 2)}*.\n\n- a list\n"
        (folder / name).write_text(text, "utf-8")
        yield name
        return
    fact = dice.choice(sorted(CHANGES))
    before = (folder / "business.yaml").read_text("utf-8")
    after = change_facts(before, ((fact, dice.choice(CHANGES[fact])),))  # type: ignore[arg-type]
    try:
        reader.parse_business(after)
    except reader.FactsError:
        return
    (folder / "business.yaml").write_text(after, "utf-8")
    yield fact


@pytest.mark.slow  # each step is two builds
@pytest.mark.parametrize(
    "steps", [pytest.param(3, id="3 changes"), pytest.param(50, id="50 changes", marks=pytest.mark.long)]
)
def test_a_build_after_a_change_is_a_build_from_nothing(tmp_path: Path, steps: int) -> None:
    dice, folder = random.Random(steps), tmp_path / "shop"
    folder.mkdir()
    shutil.copy(SAMPLE, folder / "business.yaml")
    done = ["nothing"]
    for step in range(steps):
        warm = made(opened(folder), FolderCache(tmp_path / "kept"))
        fresh = made(opened(folder), FolderCache(tmp_path / f"new-{step}"))
        shutil.rmtree(tmp_path / f"new-{step}")
        assert warm.keys() == fresh.keys(), done[-1]
        assert [name for name in warm if warm[name] != fresh[name]] == [], (
            f"stale after a change of {done[-1]}"
        )
        done += changed(folder, dice)
    assert len(set(done)) > min(steps / 2, 8), "too few changes went through: this shows nothing"


@pytest.mark.long
def test_a_build_after_one_change_loads_no_maker_it_does_not_need(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "business.yaml")
    text = (tmp_path / "business.yaml").read_text("utf-8")
    (tmp_path / "business.yaml").write_text(change_facts(text, (("site.address", None),)), "utf-8")
    program = "import sys; from kit.cli.main import run; run(['build', sys.argv[1]]); print(*sys.modules)"
    loaded = []
    for phone in ("020 7946 0018", "020 7946 0999"):
        text = (tmp_path / "business.yaml").read_text("utf-8")
        (tmp_path / "business.yaml").write_text(change_facts(text, (("contact.phone", phone),)), "utf-8")
        command = [sys.executable, "-c", program, str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
        loaded.append(set(done.stdout.split()))
    makers = {"icalendar", "markdown_it", "nh3"}
    assert loaded[1].isdisjoint(makers | {"requests", "email_validator", "ruamel.yaml"})


def test_what_is_not_asked_for_any_more_is_forgotten(tmp_path: Path) -> None:
    first = FolderCache(tmp_path)
    assert remembered(first, "word", ("a", 1), lambda: b"made") == b"made"
    assert remembered(first, "word", ("b", 1), lambda: b"other") == b"other"
    second = FolderCache(tmp_path)
    assert remembered(second, "word", ("a", 1), lambda: pytest.fail("made twice")) == b"made"
    second.tidy()
    assert remembered(FolderCache(tmp_path), "word", ("b", 1), lambda: b"again") == b"again"
    assert remembered(FolderCache(tmp_path), "word", ("a", 1), lambda: b"again") == b"made"


def test_another_program_uses_nothing_of_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remembered(FolderCache(tmp_path), "word", ("a",), lambda: b"old")
    monkeypatch.setattr("kit.base.cache._program", lambda: "newer")
    newer = FolderCache(tmp_path)
    assert remembered(newer, "word", ("a",), lambda: b"new") == b"new"
    newer.tidy()
    assert [path.parent.name for path in tmp_path.rglob("*.made")] == ["newer"]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda content: content[:-3], id="cut short"),
        pytest.param(lambda content: content[:-3] + b"\0\0\0", id="the end never reached the disk"),
        pytest.param(lambda content: b"\0" * len(content), id="nothing did"),
        pytest.param(lambda _: b"[]", id="no checksum"),
    ],
)
def test_an_entry_that_a_power_cut_spoiled_is_made_anew(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    remembered(FolderCache(tmp_path), "word", ("a",), lambda: b"made before")
    (entry,) = tmp_path.rglob("*.made")
    entry.write_bytes(spoil(entry.read_bytes()))
    assert remembered(FolderCache(tmp_path), "word", ("a",), lambda: b"made anew") == b"made anew"


def test_entries_that_came_with_a_folder_from_elsewhere_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kit.base.cache._secret", lambda: b"somebody else's")
    remembered(FolderCache(tmp_path), "html", ("Hello",), lambda: b"<script>")
    monkeypatch.undo()
    assert remembered(FolderCache(tmp_path), "html", ("Hello",), lambda: b"<p>Hello") == b"<p>Hello"


def test_an_entry_under_another_name_is_made_anew(tmp_path: Path) -> None:
    remembered(FolderCache(tmp_path), "word", ("a",), lambda: b"of a")
    (of_a,) = tmp_path.rglob("*.made")
    remembered(FolderCache(tmp_path), "word", ("b",), lambda: b"of b")
    (of_b,) = set(tmp_path.rglob("*.made")) - {of_a}
    of_b.write_bytes(of_a.read_bytes())
    assert remembered(FolderCache(tmp_path), "word", ("b",), lambda: b"made anew") == b"made anew"


def test_the_seal_is_this_users_own_and_lasts_from_run_to_run(tmp_path: Path, own_cache: Path) -> None:
    _secret.cache_clear()
    first = _secret()
    _secret.cache_clear()
    assert _secret() == first
    (kept,) = own_cache.rglob("seal")
    assert kept.stat().st_mode & 0o777 == 0o600
    _secret.cache_clear()
    remembered(FolderCache(tmp_path), "word", ("a",), lambda: b"made")
    kept.write_bytes(b"short")
    _secret.cache_clear()
    assert remembered(FolderCache(tmp_path), "word", ("a",), lambda: b"again") == b"again"


@pytest.mark.parametrize(
    ("folder", "file", "owner"),
    [(0o777, 0o600, None), (0o770, 0o600, None), (0o700, 0o644, None), (0o700, 0o600, 65534)],
    ids=["all write to the folder", "a group writes", "all may read it", "another user's"],
)
def test_a_seal_that_others_know_or_put_there_does_not_count(
    own_cache: Path, folder: int, file: int, owner: int | None
) -> None:
    _secret.cache_clear()
    _secret()
    (kept,) = own_cache.rglob("seal")
    kept.write_bytes(b"x" * 32)
    kept.chmod(file)
    kept.parent.chmod(folder)
    if owner is not None:
        if os.getuid() != 0:
            pytest.skip("only an administrator gives files away")
        os.chown(kept, owner, owner)
    _secret.cache_clear()
    made = _secret()
    assert made != b"x" * 32
    _secret.cache_clear()
    assert _secret() == made
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_nothing_is_kept_in_the_cache_folder_of_another_user(own_cache: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only an administrator gives folders away")
    _secret.cache_clear()
    _secret()
    (kept,) = own_cache.rglob("seal")
    kept.write_bytes(b"x" * 32)
    os.chown(kept.parent, 65534, 65534)
    _secret.cache_clear()
    assert _secret() != b"x" * 32
    assert kept.read_bytes() == b"x" * 32


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no pipes of this kind")
def test_a_seal_that_is_a_pipe_is_not_waited_for(own_cache: Path) -> None:
    _secret.cache_clear()
    _secret()
    (kept,) = own_cache.rglob("seal")
    kept.unlink()
    os.mkfifo(kept, 0o600)

    def waited(*_signal: object) -> None:
        raise AssertionError("waited for a pipe")

    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(5)
    try:
        _secret.cache_clear()
        assert len(_secret()) == 32
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    assert kept.is_file()
