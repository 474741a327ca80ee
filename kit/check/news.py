"""What is new: a report against the last run, or against a baseline that a team has agreed to live with."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kit.base.errors import InputError
from kit.check.types import Finding, Report

_SCHEMA = "webkit-baseline/1"
_NAMED = 5


def since(report: Report, day: str, before: Iterable[Finding]) -> Report:
    """Keep only what is new since an earlier run, and say what was fixed and how much is still open."""
    return _against(
        report, Counter(map(fingerprint, before)), f"since {day}", {fingerprint(f): f for f in before}
    )


def against_baseline(report: Report, known: Counter[str]) -> Report:
    """Leave out what the baseline names, each as often as it stands there."""
    return _against(report, known, "against the baseline", {})


def load_baseline(file: Path) -> Counter[str] | None:
    """Give the findings a baseline names, or None when there is no such file; raises InputError when it is none."""
    try:
        raw = json.loads(file.read_bytes())
        if raw["schema"] != _SCHEMA:
            raise ValueError(f"it is {raw['schema']}")
        return Counter({str(each["id"]): int(each.get("times", 1)) for each in raw["findings"]})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as exc:
        raise InputError(
            f"{file} is not a baseline of webkit check.",
            hint="Remove it; the next run with --baseline writes it anew.",
        ) from exc


def baseline_of(reports: Iterable[Report]) -> bytes:
    """Give the content of a baseline file: readable, one entry per fault, sorted."""
    counted: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    for report in reports:
        for finding in report.findings:
            counted[fingerprint(finding)] += 1
            first.setdefault(fingerprint(finding), finding)
    entries = [
        {
            "id": key,
            "check": first[key].check,
            "page": first[key].page,
            "message": first[key].message,
            "times": times,
        }
        for key, times in sorted(counted.items(), key=lambda pair: (first[pair[0]].page, pair[0]))
    ]
    return (
        json.dumps({"schema": _SCHEMA, "findings": entries}, ensure_ascii=False, indent=1) + "\n"
    ).encode()


def fingerprint(finding: Finding) -> str:
    """Give what stays the same while lines move: check, page, and address or message."""
    key = "\0".join((finding.check, finding.page, finding.url or finding.message))
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]


def _against(report: Report, known: Counter[str], when: str, before: dict[str, Finding]) -> Report:
    left = Counter(known)
    new: list[Finding] = []
    for finding in report.findings:
        key = fingerprint(finding)
        if left[key] > 0:
            left[key] -= 1
        else:
            new.append(finding)
    open_still = len(report.findings) - len(new)
    fixed = +left
    notes = [f"{len(new)} new, {fixed.total()} fixed, {open_still} still open {when}."]
    named = [before[key] for key in fixed if key in before]
    notes += [f"Fixed: {each.page + ': ' if each.page else ''}{each.message}" for each in named[:_NAMED]]
    if len(named) > _NAMED:
        notes.append(f"… and {len(named) - _NAMED} more fixed.")
    return replace(report, findings=tuple(new), notes=(*notes, *report.notes), known=open_still)
