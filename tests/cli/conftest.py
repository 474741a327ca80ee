"""A project to run commands on, and a way to run them that tells what a shell would see."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

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
