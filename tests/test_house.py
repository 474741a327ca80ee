"""The rules of the house, held by tests: sizes, docstrings, doors, nothing of this machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kit").rglob("*.py"))
LONGEST = 320
"""Lines a file may have: "about 300" (CONTRIBUTING)."""

WRITERS = {"kit/base/atomic.py", "kit/base/lock.py"}
"""The only files that open anything for writing."""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", [path for path in MODULES if path.stat().st_size], ids=_name)
def test_modules_and_public_functions_say_what_they_give(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), f"{_name(path)} does not say what it owns"
    silent = [node.name for node in _public(tree) if not ast.get_docstring(node)]
    assert not silent, f"{_name(path)}: without a docstring: {silent}"


def _public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


@pytest.mark.parametrize("path", [path for path in MODULES if _name(path) not in WRITERS], ids=_name)
def test_only_one_place_writes_to_the_disk(path: Path) -> None:
    text = path.read_text("utf-8")
    found = re.findall(
        r"\.write_(?:text|bytes)\(|\bopen\([^)\n]*[\"'][wax]b?\+?[\"']|os\.open\([^)\n]*O_(?:WRONLY|RDWR)",
        text,
    )
    assert not found, f"{_name(path)} writes by itself; use kit.base.atomic: {found}"


def test_the_rooms_keep_their_layers() -> None:
    """Slow: import-linter reads every import of the package."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_what_can_be_imported_is_written_down() -> None:
    import kit

    assert sorted(kit.__all__) == ["__version__"]


def test_nothing_of_this_machine_or_of_registries_is_committed() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    words = [
        "/work" + "/main",
        "/work" + "/shared",
        "/root" + "/",
        "pypi." + "org/simple",
        "registry." + "npmjs",
        "pythonhosted" + ".org",
    ]
    found = []
    for name in listed.stdout.split("\0"):
        path = ROOT / name
        if not name or not path.is_file() or path.suffix in {".webp", ".png", ".avif", ".jpg", ".zip"}:
            continue
        text = path.read_text("utf-8", "replace")
        found += [f"{name}: {word}" for word in words if word in text]
    assert not found


def test_every_check_is_named_in_a_test() -> None:
    from kit.check.rules import all_checks

    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests/check").rglob("test_*.py"))
    words = set(re.findall(r"\w+", tests))
    silent = [rule.id for rule in all_checks() if rule.id not in words]
    assert not silent, (
        f"no test in tests/check names {', '.join(silent)}: add rows to tests/check/test_rules.py "
        "with a page that must pass and a page that must fail"
    )


def test_every_module_of_checks_is_on_the_list() -> None:
    from kit.check.rules import MODULES as LISTED

    there = {path.stem for path in (ROOT / "kit/check/rules").glob("*.py")} - {"__init__"}
    unlisted = sorted(there - {module.__name__.rpartition(".")[2] for module in LISTED})
    assert not unlisted, (
        f"kit/check/rules/__init__.py: MODULES does not name {', '.join(unlisted)}; its checks never run"
    )


@pytest.mark.parametrize("room", ["check", "cli"])
def test_the_map_of_a_large_room_names_what_is_there(room: str) -> None:
    """What a map names exists; in `kit/check` nothing is missing from it."""
    folder = ROOT / "kit" / room
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    rows = re.sub(r"\([^)]*\)", "", "\n".join(re.findall(r"^ {4}.{16}(.*)$", text, re.MULTILINE)))
    named = set(re.findall(r"\w+", rows))
    there = {path.stem for path in folder.glob("*.py")} | {
        path.name for path in folder.iterdir() if path.is_dir()
    }
    assert named, "the map is empty"
    assert named <= there, f"gone: {sorted(named - there)}"
    if room == "check":
        assert there - named <= {"__init__", "__pycache__", "data"}, (
            f"not on the map: {sorted(there - named)}"
        )
