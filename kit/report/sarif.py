"""The report for code scanning: SARIF 2.1.0 (OASIS, docs.oasis-open.org/sarif/sarif/v2.1.0), one run per subject."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from kit.base.text import clean
from kit.check.groups import cost_of
from kit.check.news import fingerprint
from kit.check.rules import all_checks
from kit.check.types import Finding, Report, Severity
from kit.report.formats import Frame, file_of, with_fix

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def pieces(reports: Sequence[Report], frame: Frame) -> Iterator[str]:  # noqa: ARG001 - every format has a frame
    """Write the reports as one SARIF log, a line per fault: the data of all at once takes ten times the text."""
    yield f'{{"$schema": "{_SCHEMA}",\n "version": "2.1.0",\n "runs": ['
    for number, report in enumerate(reports):
        yield ",\n {" if number else "\n {"
        yield from _run(report)
        yield "}"
    yield "]}\n"


def _run(report: Report) -> Iterator[str]:
    names = {name: place for place, name in enumerate(sorted({each.check for each in report.findings}))}
    for key, value in _about(report, names).items():
        yield f'"{key}": {_dumps(value)},\n  '
    yield '"results": ['
    for number, finding in enumerate(report.findings):
        yield ",\n   " if number else "\n   "
        yield _dumps(_result(finding, report, names))
    yield "]"


_dumps = json.JSONEncoder(ensure_ascii=False).encode


def _about(report: Report, names: dict[str, int]) -> dict[str, Any]:
    """Give all of a run but its results."""
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "webkit check",
                "semanticVersion": version("webkit-starter-kit"),
                "rules": [_rule(name) for name in names],
            }
        },
        "automationDetails": {"id": f"webkit-check/{clean(report.name)}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": report.stopped is None}],
    }
    if report.stopped:
        note = {"level": "warning", "message": {"text": clean(report.stopped)}}
        run["invocations"][0]["toolExecutionNotifications"] = [note]
    return run


def _rule(name: str) -> dict[str, Any]:
    known = {rule.id: rule for rule in all_checks()}.get(name)
    rule: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": known.summary if known else f"{cost_of(name).what}."},
        "fullDescription": {"text": (known.why if known else "") or f"{cost_of(name).what}."},
    }
    if known:
        rule["defaultConfiguration"] = {"level": _LEVEL[known.severity]}
    return rule


def _result(finding: Finding, report: Report, names: dict[str, int]) -> dict[str, Any]:
    text = with_fix(finding)
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": names[finding.check],
        "level": _LEVEL[finding.severity],
        "message": {"text": clean(text) or finding.check},
        "partialFingerprints": {"webkit/v1": fingerprint(finding)},
    }
    if finding.page:
        result["locations"] = [{"physicalLocation": _location(finding, report)}]
    return result


def _location(finding: Finding, report: Report) -> dict[str, Any]:
    path = clean(file_of(finding, report))
    uri = quote(path, safe="/!$&'()*+,;=:@~-._") if path else finding.page
    if path.startswith("/"):
        uri = f"file://{uri}"
    # A fault of the whole page stands at its first line: viewers show nothing without a region (SARIF2017).
    region = {"startLine": max(finding.line, 1)}
    if finding.line > 0 and finding.column > 0:
        region["startColumn"] = finding.column
    return {"artifactLocation": {"uri": clean(uri)}, "region": region}
