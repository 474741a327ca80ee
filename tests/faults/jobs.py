"""The commands that are broken on purpose: how the project looks before, what is run, and what must hold afterwards."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "kit" / "facts" / "samples" / "harbour-plumbing.yaml"
COMMAND = [sys.executable, "-c", "from kit.cli.main import main; main()"]
ENVIRONMENT = dict(
    os.environ, PYTHONDONTWRITEBYTECODE="1", SOURCE_DATE_EPOCH="1795000000", PYTHONHASHSEED="0"
)


@dataclass(frozen=True)
class Job:
    """One command to break.

    `old` and `new` tell whether what the command changes stands on disk as before, or as it should stand after
    a run that went well. After any fault one of the two must hold; after a run that said it was done, `new`.
    """

    name: str
    prepare: Callable[[Path], None]
    args: Callable[[Path], list[str]]
    old: Callable[[Path], bool]
    new: Callable[[Path], bool]
    twice: bool = False
    """Whether the same command may be given again after it went well (`people add` of a known name may not)."""


def webkit(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [*COMMAND, *args], cwd=cwd, capture_output=True, text=True, check=False, env=ENVIRONMENT
    )


def _text(folder: Path, name: str = "business.yaml") -> str:
    path = folder / name
    return path.read_text("utf-8") if path.is_file() else ""


def _says(words: str, name: str = "business.yaml") -> Callable[[Path], bool]:
    return lambda folder: words in _text(folder, name)


def _facts(folder: Path) -> bool:
    return "Harbour Plumbing" in _text(folder) and "{en:" not in _text(folder)[:40]


def _bare(folder: Path) -> None:
    (folder / "business.yaml").write_bytes(SAMPLE.read_bytes())


def _built(folder: Path) -> None:
    shutil.copytree(_once(), folder, dirs_exist_ok=True)


@cache
def _once() -> Path:
    """Build the project that most commands start from, one time for all of them."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _bare(folder)
    done = webkit("build", str(folder), cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def _changed(folder: Path) -> None:
    _built(folder)
    (folder / "business.yaml").write_text(
        _text(folder).replace("Leaks and burst pipes", "Leaks and frozen pipes")
    )


def _set_once(folder: Path) -> None:
    _built(folder)
    done = webkit("set", "contact.phone", "01632 960777", str(folder), cwd=folder)
    assert done.returncode == 0, done.stderr


def _with_people(folder: Path) -> None:
    _built(folder)
    for args in (["people", "add", "Ann Weaver"], ["log", "enquiry", "--who", "Mrs Lee"]):
        done = webkit(*args, "--dir", str(folder), cwd=folder)
        assert done.returncode == 0, done.stderr


def _known(folder: Path) -> bool:
    return "Ann Weaver" in _text(folder, "people.yaml") and "Mrs Lee" in _text(folder, "log.csv")


def _answered(folder: Path) -> None:
    from tests.interview.answers_file import answers_for, write_answers

    _built(folder)
    done = webkit("ask", str(folder), "--all", "--output", str(folder / "form.html"), cwd=folder)
    assert done.returncode == 0, done.stderr
    sent = answers_for(folder, {"contact.reply_time": "Within two hours"})
    write_answers(folder / "answers.json", sent)


def _portfolio(folder: Path) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "index.html").write_text(
            f'<!doctype html><html lang="en"><title>{name}</title><p>Hello.'
        )
    (folder / "portfolio.csv").write_text("name,target\none,one\ntwo,two\n")


def _listed(folder: Path) -> bool:
    return "one,one" in _text(folder, "portfolio.csv") and "two,two" in _text(folder, "portfolio.csv")


_ALL = (
    Job(
        "init",
        lambda _folder: None,
        lambda folder: ["init", str(folder), "--answers", str(SAMPLE)],
        lambda folder: not (folder / "business.yaml").exists(),
        _facts,
        twice=True,
    ),
    Job(
        "build",
        _changed,
        lambda folder: ["build", str(folder)],
        _says("frozen pipes"),
        _says("frozen pipes"),
        twice=True,
    ),
    Job(
        "set",
        _built,
        lambda folder: ["set", "contact.phone", "01632 960999", str(folder)],
        _says("01632 960123"),
        _says("01632 960999"),
        twice=True,
    ),
    Job("undo", _set_once, lambda folder: ["undo", str(folder)], _says("960777"), _says("01632 960123")),
    Job(
        "check",
        _built,
        lambda folder: ["check", str(folder), "--offline", "--fail-on", "never"],
        _facts,
        _facts,
        twice=True,
    ),
    Job(
        "import",
        _answered,
        lambda folder: ["answers", "import", str(folder / "answers.json"), str(folder), "--accept"],
        _facts,
        lambda folder: _facts(folder) and "Within two hours" in _text(folder),
        twice=True,
    ),
    Job(
        "people-add",
        _with_people,
        lambda folder: ["people", "add", "Bo Fisher", "--dir", str(folder)],
        _known,
        lambda folder: _known(folder) and "Bo Fisher" in _text(folder, "people.yaml"),
    ),
    Job(
        "people-met",
        _with_people,
        lambda folder: ["people", "met", "Ann Weaver", "--note", "tea", "--dir", str(folder)],
        _known,
        _known,
        twice=True,
    ),
    Job(
        "log",
        _with_people,
        lambda folder: ["log", "job", "--who", "Mr Holm", "--dir", str(folder)],
        _known,
        lambda folder: _known(folder) and "Mr Holm" in _text(folder, "log.csv"),
        twice=True,
    ),
    Job(
        "change",
        _built,
        lambda folder: ["change", "holiday", str(folder), "--save"],
        _facts,
        lambda folder: _facts(folder) and (folder / "plan" / "change-holiday.md").is_file(),
        twice=True,
    ),
    Job(
        "new",
        _built,
        lambda folder: ["new", "post", "Why taps drip", str(folder)],
        _facts,
        lambda folder: _facts(folder) and any((folder / "content").rglob("*.md")),
    ),
    Job(
        "portfolio-add",
        _portfolio,
        lambda folder: ["portfolio", "add", "three", "--portfolio", str(folder / "portfolio.csv")],
        _listed,
        lambda folder: _listed(folder) and "three" in _text(folder, "portfolio.csv"),
    ),
    Job(
        "portfolio",
        _portfolio,
        lambda folder: [
            "portfolio",
            "check",
            str(folder / "portfolio.csv"),
            "--offline",
            "--fail-on",
            "never",
        ],
        _listed,
        _listed,
        twice=True,
    ),
)
JOBS = {job.name: job for job in _ALL}
