"""What faults cost their owner: findings in groups, the most costly first, the same fault once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

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
    """Give the findings in groups: those with an error first, each in the order of what it costs.

    Within a group errors stand before warnings too: a screen full of warnings must not hide what loses a customer.
    """
    by_kind: dict[str, list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault(_rank(finding.check)[0], []).append(finding)
    groups = (
        Group(kind.id, kind.title, _folded(by_kind[kind.id])) for kind in _kinds() if kind.id in by_kind
    )
    return tuple(sorted(groups, key=lambda group: group.folds[0].finding.severity is not Severity.ERROR))


def _what(finding: Finding) -> str:
    """Give what is at fault: a file that is missing is one fault, whatever places on it links name."""
    if finding.check.startswith("broken_") and finding.url:
        return f"{finding.url.partition('#')[0]} {finding.message.rpartition(': ')[2]}"
    return finding.url or finding.message


def _folded(findings: list[Finding]) -> tuple[Fold, ...]:
    same: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        same.setdefault((finding.check, _what(finding)), []).append(finding)
    folds = [Fold(each[0], tuple(each)) for each in same.values()]
    return tuple(
        sorted(
            folds,
            key=lambda fold: (
                fold.finding.severity is not Severity.ERROR,
                _rank(fold.finding.check)[1],
                -len(fold.places),
            ),
        )
    )


@cache
def _rank(check: str) -> tuple[str, int]:
    """Give the group of a check, and its place in it."""
    for kind in _kinds():
        for place, pattern in enumerate(kind.checks):
            if check == pattern or (pattern.endswith("*") and check.startswith(pattern[:-1])):
                return kind.id, place
    raise AssertionError(check)


@cache
def _kinds() -> tuple[_Kind, ...]:
    raw = load_data(Path(__file__).parent / "data" / "groups.yaml")
    return tuple(_Kind(each["id"], each["title"], tuple(each["checks"])) for each in raw)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one check's faults mean to the owner. `minutes` is for mending the first."""

    what: str
    many: str
    costs: str
    who: str
    minutes: int

    def said(self, different: int, places: int) -> str:
        """Say what is wrong for so many different faults that stand in so many places."""
        number = places if "{places}" in self.many else different
        return self.what if number == 1 else self.many.format(n=f"{different:,}", places=f"{places:,}")


@dataclass(frozen=True, slots=True)
class Trouble:
    """All faults of one check, with what they cost."""

    check: str
    cost: Cost
    folds: tuple[Fold, ...]

    @property
    def places(self) -> int:
        """Count every place."""
        return sum(len(fold.places) for fold in self.folds)

    @property
    def said(self) -> str:
        """Say what is wrong, in one line."""
        return self.cost.said(len(self.folds), self.places)

    @property
    def serious(self) -> bool:
        """Tell whether it makes a run fail."""
        return self.folds[0].finding.severity is Severity.ERROR

    @property
    def dear(self) -> bool:
        """Tell whether it costs customers even where CI only warns: they cannot reach the owner, or read what is wrong."""
        return _rank(self.check)[0] in _DEAREST

    @property
    def minutes(self) -> int:
        """Guess the time: the first takes its full time, each further one two minutes, at most two hours."""
        return min(self.cost.minutes + 2 * (len(self.folds) - 1), 120)


def troubles(findings: Iterable[Finding]) -> tuple[Trouble, ...]:
    """Give the faults by check: errors first, then warnings, each in the order of what they cost.

    Errors stand in the order in which `grouped` shows them, so the page and the screen begin with the same fault.
    """
    found: list[Trouble] = []
    for group in grouped(findings):
        by_check: dict[str, list[Fold]] = {}
        for fold in group.folds:
            by_check.setdefault(fold.finding.check, []).append(fold)
        found += [Trouble(check, cost_of(check), tuple(folds)) for check, folds in by_check.items()]
    kinds = [kind.id for kind in _kinds()]
    return tuple(sorted(found, key=lambda each: (not each.serious, kinds.index(_rank(each.check)[0]))))


_DEAREST = frozenset({"reach", "facts"})


def cost_of(check: str) -> Cost:
    """Give what a check's fault costs; a check without words of its own gets plain ones."""
    raw = _costs().get(check)
    if raw is None:
        name = check.replace("_", " ")
        return Cost(name, f"{name} ({{n}} times)", "", "your web designer", 10)
    return Cost(raw["what"], raw["many"], raw["costs"], raw["who"], raw["minutes"])


@cache
def _costs() -> dict[str, dict[str, Any]]:
    raw: dict[str, dict[str, Any]] = load_data(Path(__file__).parent / "data" / "costs.yaml")
    return raw
