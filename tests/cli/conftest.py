"""A project to run commands on, and a way to run them that tells what a shell would see."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import kit.facts
from kit.cli.main import run


@dataclass(frozen=True)
class Shown:
    """What a command left behind: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Shown]


@pytest.fixture
def webkit(capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs `webkit ARGS` in this process."""

    def call(*args: str | os.PathLike[str]) -> Shown:
        capsys.readouterr()
        code = run([str(arg) for arg in args])
        shown = capsys.readouterr()
        return Shown(code, shown.out, shown.err)

    return call


@pytest.fixture
def plumber(tmp_path: Path, samples: Path) -> Path:
    """Give a project folder with the plumber's facts, not built yet."""
    folder = tmp_path / "plumber"
    folder.mkdir()
    (folder / "business.yaml").write_bytes((samples / "harbour-plumbing.yaml").read_bytes())
    return folder


@pytest.fixture(scope="session")
def _built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the plumber's project, built: a build takes a second, a copy of one none."""
    folder = tmp_path_factory.mktemp("built") / "plumber"
    folder.mkdir()
    facts = Path(kit.facts.__file__).parent / "samples" / "harbour-plumbing.yaml"
    (folder / "business.yaml").write_bytes(facts.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        # This runs before the fixture that gives each test a home of its own.
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        assert run(["build", str(folder)]) == 0
    return folder


@pytest.fixture
def built(_built_once: Path, tmp_path: Path) -> Path:
    """Give a project folder with the plumber's facts, built."""
    return Path(shutil.copytree(_built_once, tmp_path / "built" / "plumber"))
