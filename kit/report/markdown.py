"""The report for a pull request: Markdown, short enough for a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.base.text import clean
from kit.check.groups import Fold, grouped
from kit.check.types import Finding, Report, Severity, Verdict
from kit.report.formats import Frame, headline

_LONGEST = 60_000
"""Characters; GitHub refuses comments above 65,536."""
_PER_GROUP = 20


def render(reports: Sequence[Report], frame: Frame) -> str:
    """Write the reports; text from pages can neither break the table nor become a mention, link or image."""
    text = "\n".join(line for report in reports for line in _report(report, frame)) + "\n"
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition("\n")[0] + "\n\n*… the rest is left out; see the full report.*\n"


def _report(report: Report, frame: Frame) -> Iterator[str]:
    errors, warnings = report.count_findings(Severity.ERROR), report.count_findings(Severity.WARNING)
    mark = "❌" if errors else "⚠️" if warnings else "✅"
    yield f"### {mark} webkit check: {plain(report.name)}"
    yield ""
    yield (
        f"{report.pages:,} pages, {len(report.links):,} links: {report.count(Verdict.LIVE):,} live, "
        f"{report.count(Verdict.BROKEN):,} broken, {report.count(Verdict.CANNOT_TELL):,} cannot tell, "
        f"{report.count(Verdict.NOT_ASKED):,} not asked · {headline(report)}"
    )
    if report.stopped:
        yield f"\nNot everything was checked: {plain(report.stopped)}."
    for group in grouped(report.findings):
        yield ""
        yield f"**{group.title}** ({sum(len(fold.places) for fold in group.folds)})"
        yield ""
        yield "| | Where | What | What to do |"
        yield "|---|---|---|---|"
        shown = group.folds if frame.verbose else group.folds[:_PER_GROUP]
        yield from map(_row, shown)
        if len(shown) < len(group.folds):
            yield f"\n… and {len(group.folds) - len(shown)} more."


def _row(fold: Fold) -> str:
    finding = fold.finding
    mark = "❌" if finding.severity is Severity.ERROR else "⚠️"
    more = f" and {len(fold.places) - 1} more" if len(fold.places) > 1 else ""
    return f"| {mark} | {_place(finding)}{more} | {plain(finding.message)} | {plain(finding.fix)} |"


def _place(finding: Finding) -> str:
    page = clean(finding.page, limit=200).replace("`", "'").replace("|", "\\|")
    place = f"{page}:{finding.line}" if finding.line else page
    return f"`{place}`" if place else "the site"


def plain(text: str) -> str:
    """Give text that Markdown shows as it is: marks are escaped, @names and addresses stay plain words."""
    text = re.sub(r"([\\`*_{}\[\]<>#|~!&])", r"\\\1", clean(text, limit=500))
    text = text.replace("@", "@\u2060")  # a word joiner: nobody is notified
    return re.sub(r"(https?|ftp|www)([:.])", "\\1\u2060\\2", text)
