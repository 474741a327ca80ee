"""The report as GitHub annotations: workflow commands, one line per fault, beside the line in the pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.base.text import clean
from kit.check.types import Finding, Report, Severity
from kit.report.formats import Frame, file_of, with_fix

_KIND = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def pieces(reports: Sequence[Report], frame: Frame) -> Iterator[str]:  # noqa: ARG001 - every format has a frame
    """Write the findings; a subject that was checked in part gets a notice."""
    return (f"{line}\n" for report in reports for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for finding in report.findings:
        yield _command(finding, report)
    if report.stopped:
        yield f"::notice title=webkit check::{_data(f'{report.name}: {report.stopped}')}"


def _command(finding: Finding, report: Report) -> str:
    parts = []
    if path := file_of(finding, report):
        parts.append(f"file={_property(path)}")
        if finding.line:
            parts.append(f"line={finding.line}")
        if finding.line and finding.column:
            parts.append(f"col={finding.column}")
    parts.append(f"title={_property(finding.check)}")
    text = with_fix(finding)
    return f"::{_KIND[finding.severity]} {','.join(parts)}::{_data(text)}"


def _data(text: str) -> str:
    """Escape as the runner does (actions/toolkit, packages/core/src/command.ts)."""
    return clean(text, limit=1000).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
