"""File names that work on Linux, macOS and Windows alike."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kit.base.files import RenderedFile, name_problem
from kit.base.share import shared_folder


@pytest.mark.parametrize(
    "name", ["index.html", "posts/tea-time.html", "a b/ü.txt", ".well-known/security.txt"]
)
def test_good_names(name: str) -> None:
    assert name_problem(PurePosixPath(name)) == ""


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../x",
        "a/../b",
        "con",
        "nul.txt",
        "COM1.html",
        "a:b",
        "what?.html",
        "dot.",
        "space ",
        "x" * 300,
        ".",
    ],
)
def test_bad_names(name: str) -> None:
    assert name_problem(PurePosixPath(name))


def test_text_files_are_utf8() -> None:
    assert RenderedFile.text("a.txt", "é\n").content == "é\n".encode()


def test_the_shipped_folders_are_found() -> None:
    assert (shared_folder("checklists") / "foundations.yaml").is_file()
