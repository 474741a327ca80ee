"""The report for build servers: JUnit XML, one suite per subject, one case per fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from kit.base.text import clean
from kit.check.types import Finding, Report, Severity
from kit.report.formats import Frame, headline

# XML 1.0 allows no control characters, lone surrogates and non-characters, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def pieces(reports: Sequence[Report], frame: Frame) -> Iterator[str]:  # noqa: ARG001 - every format has a frame
    """Write the reports; errors are failures, warnings are cases that pass and say so in their output."""
    tests = sum(max(len(report.findings), 1) for report in reports)
    failures = sum(report.count_findings(Severity.ERROR) for report in reports)
    head = f'<testsuites name="webkit check" tests="{tests}" failures="{failures}" errors="0" time="0">'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n'
    for report in reports:
        yield from _suite(report)
    yield "</testsuites>\n"


def _suite(report: Report) -> Iterator[str]:
    failures = report.count_findings(Severity.ERROR)
    tests = max(len(report.findings), 1)
    name = _attribute(report.name)
    yield f'<testsuite name={name} tests="{tests}" failures="{failures}" errors="0" skipped="0" time="0">\n'
    for finding in report.findings:
        yield _case(finding, report)
    if not report.findings:
        yield f'  <testcase name="{headline(report)}" classname={name} time="0"/>\n'
    yield "</testsuite>\n"


def _case(finding: Finding, report: Report) -> str:
    place = f"{finding.page}:{finding.line}" if finding.line else finding.page
    name = f"{finding.check} {place}".strip()
    head = f'  <testcase name={_attribute(name)} classname={_attribute(report.name)} time="0">'
    text = _text(f"{place}: {finding.message}\n{finding.fix}".strip())
    if finding.severity is Severity.ERROR:
        message = _attribute(finding.message)
        body = f"<failure message={message} type={_attribute(finding.check)}>{text}</failure>"
    else:
        body = f"<system-out>warning: {text}</system-out>"
    return f"{head}{body}</testcase>\n"


def _attribute(text: str) -> str:
    return f'"{escape(_NOT_XML.sub("", clean(text, limit=500)))}"'


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", clean(text, lines=True)), quote=False)
