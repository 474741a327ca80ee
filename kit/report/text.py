"""The report for a terminal: what it costs the owner first, at most a screen unless asked for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from kit.base.text import clean
from kit.check.groups import Fold, Group, grouped
from kit.check.judge import says
from kit.check.types import Finding, LinkResult, ProfileResult, Report, Severity, Verdict
from kit.networks.catalogue import index
from kit.report.formats import Frame

_PER_GROUP = 4
"""Faults shown of one group; the rest is counted (`-v` shows all)."""
_RED, _YELLOW, _GREEN, _BOLD, _DIM = "31", "33", "32", "1", "2"


def render(reports: Sequence[Report], frame: Frame) -> str:
    """Write the reports one below the other."""
    return "\n".join("\n".join(_report(report, frame)) + "\n" for report in reports)


def _report(report: Report, frame: Frame) -> Iterator[str]:
    yield _paint(_BOLD, f"{clean(report.name)}: {_headline(report)}", frame)
    for note in report.notes:
        yield from _wrapped(clean(note), "  ", frame)
    for group in grouped(report.findings):
        yield ""
        yield from _group(group, frame)
    yield from _untold(report, frame)
    yield ""
    yield _counts(report)
    if report.stopped:
        yield _paint(_YELLOW, f"Not everything was checked: {clean(report.stopped)}.", frame)


def _headline(report: Report) -> str:
    errors, warnings = report.count_findings(Severity.ERROR), report.count_findings(Severity.WARNING)
    parts = [_count(errors, "error")] if errors else []
    parts += [_count(warnings, "warning")] if warnings else []
    return " and ".join(parts) if parts else "nothing to mend"


def _group(group: Group, frame: Frame) -> Iterator[str]:
    shown = group.folds if frame.verbose else group.folds[:_PER_GROUP]
    colour = _RED if any(fold.finding.severity is Severity.ERROR for fold in group.folds) else _YELLOW
    yield _paint(
        f"{_BOLD};{colour}", f"{group.title} ({sum(len(fold.places) for fold in group.folds)})", frame
    )
    for fold in shown:
        yield from _fold(fold, frame)
    left = sum(len(fold.places) for fold in group.folds[len(shown) :])
    if left:
        yield _paint(_DIM, f"  … and {left} more; -v shows all", frame)


def _fold(fold: Fold, frame: Frame) -> Iterator[str]:
    finding = fold.finding
    mark = "✗" if finding.severity is Severity.ERROR else "!"
    yield from _wrapped(f"{mark} {_place(finding)}{finding.message}", "    ", frame, first="  ")
    others = fold.places[1:]
    if others:
        shown = others if frame.verbose else others[:3]
        names = ", ".join(_short(each) for each in shown)
        more = f" and {len(others) - len(shown)} more places" if len(others) > len(shown) else ""
        yield from _painted(f"also {names}{more}", "    ", frame)
    if finding.fix:
        yield from _painted(f"→ {finding.fix}", "    ", frame)
    if frame.verbose:
        yield from _painted(f"[{finding.check}]", "    ", frame)


def _untold(report: Report, frame: Frame) -> Iterator[str]:
    links = [link for link in report.links if link.verdict is Verdict.CANNOT_TELL]
    profiles = [each for each in report.profiles if each.verdict is Verdict.CANNOT_TELL]
    if not links and not profiles:
        return
    yield ""
    yield _paint(
        _BOLD, f"Cannot be told by a program ({len(links) + len(profiles)}): open these yourself once", frame
    )
    lines = [*map(_untold_profile, profiles), *map(_untold_link, links)]
    shown = lines if frame.verbose else lines[:_PER_GROUP]
    for line in shown:
        yield from _wrapped(f"? {line}", "    ", frame, first="  ")
    if len(lines) > len(shown):
        yield _paint(_DIM, f"  … and {len(lines) - len(shown)} more; -v shows all", frame)


def _untold_profile(profile: ProfileResult) -> str:
    name = index()[profile.network].name if profile.network in index() else profile.network
    return f"{name} {clean(profile.url or profile.handle)}: {clean(profile.note) or profile.reason}"


def _untold_link(link: LinkResult) -> str:
    return f"{clean(link.url, limit=200)}: {says(link)}"


def _counts(report: Report) -> str:
    numbers = [
        (report.count(Verdict.LIVE), "live"),
        (report.count(Verdict.BROKEN), "broken"),
        (report.count(Verdict.CANNOT_TELL), "cannot tell"),
        (report.count(Verdict.NOT_ASKED), "not asked"),
    ]
    told = ", ".join(f"{number:,} {what}" for number, what in numbers)
    line = f"{_count(report.pages, 'page')}, {_count(len(report.links), 'link')}: {told}."
    if report.profiles:
        profiles = [
            (report.count_profiles(Verdict.LIVE), "live"),
            (report.count_profiles(Verdict.MISSING), "missing"),
            (report.count_profiles(Verdict.CANNOT_TELL), "cannot tell"),
            (report.count_profiles(Verdict.NOT_ASKED), "not asked"),
        ]
        told = ", ".join(f"{number} {what}" for number, what in profiles if number)
        line += f" {_count(len(report.profiles), 'profile')}: {told}."
    return line


def _place(finding: Finding) -> str:
    return f"{_short(finding)}  " if finding.page else ""


def _short(finding: Finding) -> str:
    page = clean(finding.page, limit=120)
    return f"{page}:{finding.line}" if finding.line else page


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _wrapped(text: str, indent: str, frame: Frame, first: str | None = None) -> Iterator[str]:
    start = indent if first is None else first
    text = clean(text)
    yield from wrap(
        text,
        frame.width,
        initial_indent=start,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _painted(text: str, indent: str, frame: Frame) -> Iterator[str]:
    for line in _wrapped(text, indent, frame):
        yield _paint(_DIM, line, frame)


def _paint(code: str, text: str, frame: Frame) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if frame.colour else text
