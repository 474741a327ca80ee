"""The report for programs: the stable schema `webkit-report/1` (README, "The JSON report")."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kit.base.text import clean
from kit.check.types import (
    Confirmed,
    FactGrade,
    Finding,
    LinkResult,
    ProfileResult,
    Report,
    Seen,
    Severity,
    SubjectKind,
    Verdict,
)
from kit.report.formats import Frame

SCHEMA = "webkit-report/1"


def pieces(reports: Sequence[Report], frame: Frame) -> Iterator[str]:  # noqa: ARG001 - every format has a frame
    """Write one report as one document, several as `{"schema": …, "reports": […]}`."""
    yield f'{{"schema": "{SCHEMA}",\n'
    if len(reports) == 1:
        yield from _written(reports[0])
    else:
        yield ' "reports": ['
        for number, report in enumerate(reports):
            yield ",\n{" if number else "{"
            yield from _written(report)
            yield "}"
        yield "]"
    yield "}\n"


def _written(report: Report) -> Iterator[str]:
    """Write the members of one report, a line per link and finding: the data of all at once is ten times the text."""
    yield f' "subject": {_dumps(_subject(report))}'
    yield f',\n "summary": {_dumps(summary(report))}'
    yield from _listed("links", map(_link, report.links))
    yield from _listed("profiles", map(_profile, report.profiles))
    yield from _listed("findings", map(_finding, report.findings))
    yield from _listed("facts", map(_grade, report.facts))


def _listed(name: str, entries: Iterable[dict[str, Any]]) -> Iterator[str]:
    between = f',\n "{name}": ['
    for entry in entries:
        yield between + _dumps(entry)
        between = ",\n  "
    yield "]" if between == ",\n  " else f"{between}]"


_dumps = json.JSONEncoder(ensure_ascii=False).encode


def as_data(report: Report) -> dict[str, Any]:
    """Give a report as plain data, with the counts taken from what is listed."""
    return {
        "subject": _subject(report),
        "summary": summary(report),
        "links": [_link(link) for link in report.links],
        "profiles": [_profile(profile) for profile in report.profiles],
        "findings": [_finding(finding) for finding in report.findings],
        "facts": [_grade(grade) for grade in report.facts],
    }


def _subject(report: Report) -> dict[str, str]:
    return {"kind": report.kind.value, "name": clean(report.name)}


def from_data(data: dict[str, Any], *, notes: Sequence[str] = (), title: str = "") -> Report:
    """Give a report back from its plain data; what the schema does not hold (columns, link notes) is not there."""
    found = tuple(
        Finding(
            each["check"],
            Severity(each["severity"]),
            each["page"],
            each["line"],
            each["message"],
            each["fix"],
            each["url"],
        )
        for each in data["findings"]
    )
    links = tuple(
        LinkResult(
            each["url"],
            Verdict(each["verdict"]),
            each["reason"],
            each["status"],
            each["final_url"],
            tuple(Seen(**seen) for seen in each["seen"]),
            moved_to=each.get("moved_to") or "",
        )
        for each in data["links"]
    )
    profiles = tuple(
        ProfileResult(
            each["network"],
            each["url"],
            each["handle"],
            Verdict(each["verdict"]),
            each["reason"],
            each["links_back"],
        )
        for each in data["profiles"]
    )
    subject, counts = data["subject"], data["summary"]
    return Report(
        SubjectKind(subject["kind"]),
        subject["name"],
        counts["pages"],
        links,
        profiles,
        found,
        counts["stopped"],
        tuple(notes),
        title,
        tuple(
            FactGrade(each["fact"], each["same"], each["written_differently"], each["different"])
            for each in data.get("facts", ())
        ),
    )


def summary(report: Report) -> dict[str, Any]:
    """Count what the report holds."""
    return {
        "pages": report.pages,
        "links": len(report.links),
        "live": report.count(Verdict.LIVE),
        "broken": report.count(Verdict.BROKEN),
        "cannot_tell": report.count(Verdict.CANNOT_TELL),
        "not_asked": report.count(Verdict.NOT_ASKED),
        "errors": report.count_findings(Severity.ERROR),
        "warnings": report.count_findings(Severity.WARNING),
        "stopped": report.stopped,
        "profiles": {
            verdict.value: report.count_profiles(verdict)
            for verdict in (Verdict.LIVE, Verdict.MISSING, Verdict.CANNOT_TELL, Verdict.NOT_ASKED)
        },
    }


def _link(link: LinkResult) -> dict[str, Any]:
    return {
        "url": clean(link.url, limit=70_000),
        "verdict": link.verdict.value,
        "reason": link.reason,
        "status": link.status,
        "final_url": None if link.final_url is None else clean(link.final_url, limit=70_000),
        "moved_to": clean(link.moved_to, limit=70_000) or None,
        "seen": [
            {
                "page": seen.page,
                "line": seen.line,
                "column": seen.column,
                "element": seen.element,
                "text": seen.text,
            }
            for seen in link.seen
        ],
    }


def _profile(profile: ProfileResult) -> dict[str, Any]:
    return {
        "network": profile.network,
        "url": clean(profile.url),
        "handle": clean(profile.handle),
        "verdict": profile.verdict.value,
        "reason": profile.reason,
        "links_back": profile.links_back,
        "confirmed": _confirmed(profile.confirmed),
    }


def _confirmed(confirmed: Confirmed | None) -> dict[str, Any] | None:
    if confirmed is None:
        return None
    return {"answer": confirmed.answer.value, "on": confirmed.on, "by": clean(confirmed.by)}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "page": clean(finding.page),
        "line": finding.line,
        "message": clean(finding.message),
        "fix": clean(finding.fix),
        "url": clean(finding.url, limit=70_000),
    }


def _grade(grade: FactGrade) -> dict[str, Any]:
    return {
        "fact": grade.fact,
        "same": grade.same,
        "written_differently": grade.differently,
        "different": grade.different,
    }
