"""What faults cost their owner: findings in groups, the most costly first, the same fault once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kit.check.types import Finding, Severity
from kit.facts.yaml_data import load_data


@dataclass(frozen=True, slots=True)
class Fold:
    """One fault with every place where it stands; the first finding speaks for all."""

    finding: Finding
    places: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Faults of one kind of cost."""

    id: str
    title: str
    folds: tuple[Fold, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    id: str
    title: str
    checks: tuple[str, ...]


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Give the findings in groups; errors stand before warnings, what is met most often first."""
    by_kind: dict[str, list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault(_kind(finding.check), []).append(finding)
    return tuple(
        Group(kind.id, kind.title, _folded(by_kind[kind.id])) for kind in _kinds() if kind.id in by_kind
    )


def _folded(findings: list[Finding]) -> tuple[Fold, ...]:
    same: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        same.setdefault((finding.check, finding.url or finding.message), []).append(finding)
    folds = [Fold(each[0], tuple(each)) for each in same.values()]
    return tuple(
        sorted(folds, key=lambda fold: (fold.finding.severity is not Severity.ERROR, -len(fold.places)))
    )


def _kind(check: str) -> str:
    for kind in _kinds():
        for pattern in kind.checks:
            if check == pattern or (pattern.endswith("*") and check.startswith(pattern[:-1])):
                return kind.id
    raise AssertionError(check)


@cache
def _kinds() -> tuple[_Kind, ...]:
    raw = load_data(Path(__file__).parent / "data" / "groups.yaml")
    return tuple(_Kind(each["id"], each["title"], tuple(each["checks"])) for each in raw)
