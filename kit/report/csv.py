"""The report for spreadsheets: one row per fault; no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from kit.base.text import clean
from kit.check.types import Report
from kit.report.formats import Frame

HEADER = ("subject", "severity", "check", "page", "line", "column", "message", "fix", "url")

# OWASP "CSV injection": what a spreadsheet may take for a formula at the start of a cell.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def pieces(reports: Sequence[Report], frame: Frame) -> Iterator[str]:  # noqa: ARG001 - every format has a frame
    """Write the findings of all reports as CSV (RFC 4180) with a byte order mark, which Excel needs for UTF-8."""
    yield "\ufeff" + _row(HEADER)
    for report in reports:
        for each in report.findings:
            cells = (
                report.name,
                each.severity,
                each.check,
                each.page,
                each.line,
                each.column,
                each.message,
                each.fix,
                each.url,
            )
            yield _row([safe_cell(cell) for cell in cells])


def _row(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def safe_cell(value: object) -> str:
    """Give a value as a cell that stays text: an apostrophe stands before what could be a formula."""
    text = clean(str(value), limit=5000)
    return f"'{text}" if text.startswith(_DANGEROUS) else text
