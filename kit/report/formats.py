"""The formats a report can have: one module each, imported when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.check.types import Finding, Report, Severity

FORMATS: dict[str, str] = {
    "text": "kit.report.text",
    "json": "kit.report.json",
    "html": "kit.report.html",
    "sarif": "kit.report.sarif",
    "junit": "kit.report.junit",
    "csv": "kit.report.csv",
    "markdown": "kit.report.markdown",
    "github": "kit.report.github",
}
"""Format → module; each module has `render(reports, frame)`, or `pieces(reports, frame)` where reports grow long."""

_PIECE = 100_000
"""Signs that are written at once."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a report: the day, the terminal's size and colour, how much to tell, who made it."""

    day: str
    width: int = 100
    height: int = 40
    """Lines of a screen; a pipe has none, and gets as much as a usual window shows."""
    colour: bool = False
    verbose: bool = False
    maker: str = ""
    maker_colour: str = ""
    maker_link: str = ""


def render(style: str, reports: Sequence[Report], frame: Frame) -> str:
    """Write reports in one format; `style` is a key of FORMATS."""
    return "".join(pieces(style, reports, frame))


def pieces(style: str, reports: Sequence[Report], frame: Frame) -> Iterator[str]:
    """Write reports in one format piece by piece: a manual's report takes more room than all that was read."""
    module = importlib.import_module(FORMATS[style])
    if not hasattr(module, "pieces"):
        yield module.render(reports, frame)
        return
    waiting: list[str] = []
    length = 0
    for piece in module.pieces(reports, frame):
        waiting.append(piece)
        length += len(piece)
        if length > _PIECE:
            yield "".join(waiting)
            waiting, length = [], 0
    yield "".join(waiting)


def file_of(finding: Finding, report: Report) -> str:
    """Give the path of the file with a fault as seen from where the command ran, "" for a page on the web.

    Annotations and code scanning look for it in the repository; a project's pages stand below its `site/`.
    """
    if not finding.page or "://" in finding.page:
        return ""
    if report.kind not in {"folder", "project"}:
        return finding.page
    name = report.name.rstrip("/").removeprefix("./")
    folder = "" if name in {"", "."} and not report.name.startswith("/") else f"{name}/"
    return f"{folder}{'site/' if report.kind == 'project' else ''}{finding.page}"


def headline(report: Report) -> str:
    """Say in a few words how a report came out: `1 error and 2 warnings`, or that there is nothing."""
    errors, warnings = report.count_findings(Severity.ERROR), report.count_findings(Severity.WARNING)
    parts = [counted(number, what) for number, what in ((errors, "error"), (warnings, "warning")) if number]
    return " and ".join(parts) or ("nothing new" if report.known else "nothing to mend")


def counted(number: int, what: str) -> str:
    """Give a number with its noun: `1 link`, `1,200 links`."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def with_fix(finding: Finding) -> str:
    """Give what is wrong and what to do as sentences in a row."""
    message = finding.message
    if finding.fix and not message.endswith((".", "!", "?", "…")):
        message = f"{message}."
    return f"{message} {finding.fix}".strip()
