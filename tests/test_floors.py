"""The supply chain: every floor stands above the advisory named beside it, and CI installs what is locked with hashes."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = ROOT / "pyproject.toml"
LOCK = ROOT / ".ci" / "locked.txt"

MENDED_IN = {
    "CVE-2020-14343": ("PyYAML", "5.4"),
    "CVE-2021-42771": ("babel", "2.9.1"),
    "CVE-2022-24065": ("cookiecutter", "2.1.1"),
    "CVE-2023-29483": ("dnspython", "2.6.1"),
    "CVE-2024-3651": ("idna", "3.7"),
    "CVE-2024-3772": ("pydantic", "2.4.0"),
    "CVE-2024-39689": ("certifi", "2024.7.4"),
    "CVE-2024-47081": ("requests", "2.32.4"),
    "CVE-2025-27516": ("jinja2", "3.1.6"),
    "CVE-2025-43859": ("h11", "0.16.0"),
    "CVE-2025-47278": ("flask", "3.1.1"),
    "CVE-2025-6176": ("brotli", "1.2.0"),
    "CVE-2026-21441": ("urllib3", "2.6.3"),
    "CVE-2026-21860": ("werkzeug", "3.1.5"),
    "CVE-2026-25990": ("pillow", "12.1.1"),
}
"""Advisory → the library and the first version without the fault, as the advisory itself says."""


def _numbers(text: str) -> tuple[int, ...]:
    """Give the release as numbers of equal length, so that 2.0 is 2.0.0."""
    found = [int(part) for part in re.findall(r"\d+", text)[:3]]
    return tuple(found + [0] * (3 - len(found)))


def _requirements() -> list[str]:
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    groups = project["optional-dependencies"].values()
    return [*project["dependencies"], *(each for group in groups for each in group)]


def _split(requirement: str) -> tuple[str, str]:
    name, _, floor = requirement.partition(">=")
    return name.strip(), floor.strip()


def _beside() -> dict[str, str]:
    """Give library → advisory, as the comments of pyproject.toml say."""
    lines = re.findall(
        r'^\s*"([\w.-]+)>=[^"]*",\s*# above (CVE-\d+-\d+)\s*$', PROJECT.read_text("utf-8"), re.M
    )
    return dict(lines)


@pytest.mark.parametrize("name", sorted(_beside()))
def test_the_floor_stands_above_the_advisory_named_beside_it(name: str) -> None:
    advisory = _beside()[name]
    library, mended = MENDED_IN[advisory]
    floors = dict(map(_split, _requirements()))
    assert name == library, f"{advisory} is about {library}"
    assert _numbers(floors[name]) >= _numbers(mended), f"{name}: {advisory} was mended in {mended}"


def test_every_advisory_of_the_table_is_named_beside_its_library() -> None:
    assert {advisory: library for library, advisory in _beside().items()} == {
        advisory: library for advisory, (library, _) in MENDED_IN.items()
    }


@pytest.mark.parametrize("requirement", _requirements())
def test_installed_libraries_stand_above_their_floors(requirement: str) -> None:
    name, floor = _split(requirement)
    try:
        installed = version(name)
    except PackageNotFoundError:
        pytest.skip(f"{name} is an extra that is not installed here")
    assert _numbers(installed) >= _numbers(floor or "0")


def _locked() -> dict[str, str]:
    found = re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", LOCK.read_text("utf-8"), re.M)
    return {_plain(name): number for name, number in found}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("requirement", _requirements())
def test_ci_has_a_locked_version_above_the_floor(requirement: str) -> None:
    name, floor = _split(requirement)
    assert _plain(name) in _locked(), "the lock is behind: see its first lines for the command that renews it"
    assert _numbers(_locked()[_plain(name)]) >= _numbers(floor or "0")


def test_every_locked_version_has_a_hash() -> None:
    blocks = re.split(r"\n(?=[\w.-]+(?:\[[^\]]*\])?==)", LOCK.read_text("utf-8"))[1:]
    assert blocks
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []
