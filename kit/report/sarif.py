"""The report for code scanning: SARIF 2.1.0 (OASIS, docs.oasis-open.org/sarif/sarif/v2.1.0), one run per subject."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from kit.base.text import clean
from kit.check.groups import cost_of
from kit.check.news import fingerprint
from kit.check.rules import all_checks
from kit.check.types import Finding, Report, Severity
from kit.report.formats import Frame, with_fix

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def render(reports: Sequence[Report], frame: Frame) -> str:  # noqa: ARG001 - every format has a frame
    """Write the reports as one SARIF log."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report) for report in reports]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _run(report: Report) -> dict[str, Any]:
    names = sorted({finding.check for finding in report.findings})
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
        "results": [_result(finding, names) for finding in report.findings],
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


def _result(finding: Finding, names: list[str]) -> dict[str, Any]:
    text = with_fix(finding)
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": names.index(finding.check),
        "level": _LEVEL[finding.severity],
        "message": {"text": clean(text) or finding.check},
        "partialFingerprints": {"webkit/v1": fingerprint(finding)},
    }
    if finding.page:
        result["locations"] = [{"physicalLocation": _location(finding)}]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    page = finding.page
    uri = page if page.startswith(("http://", "https://")) else quote(page, safe="/!$&'()*+,;=:@~-._")
    # A fault of the whole page stands at its first line: viewers show nothing without a region (SARIF2017).
    region = {"startLine": max(finding.line, 1)}
    if finding.line > 0 and finding.column > 0:
        region["startColumn"] = finding.column
    return {"artifactLocation": {"uri": clean(uri)}, "region": region}
