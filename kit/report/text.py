"""The report for a terminal: what it costs the owner first, at most a screen unless asked for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from kit.base.text import clean
from kit.check.groups import Fold, Group, grouped
from kit.check.judge import says
from kit.check.types import Finding, LinkResult, ProfileResult, Report, Severity, Verdict
from kit.networks.catalogue import index
from kit.report.formats import Frame, counted, headline

_PER_GROUP = 3
"""Further faults shown of one group beside the first of each kind; the rest is counted (`-v` shows all)."""
_UNTOLD = 3
_RED, _YELLOW, _GREEN, _BOLD, _DIM = "31", "33", "32", "1", "2"


def render(reports: Sequence[Report], frame: Frame) -> str:
    """Write the reports one below the other."""
    return "\n".join("\n".join(_report(report, frame)) + "\n" for report in reports)


def _report(report: Report, frame: Frame) -> Iterator[str]:
    head = [_paint(_BOLD, f"{clean(report.name)}: {headline(report)}", frame)]
    head += [line for note in report.notes for line in _wrapped(clean(note), "  ", frame)]
    tail = [*_untold(report, frame), *(_graded(report) if frame.verbose else ()), "", _counts(report)]
    if report.stopped:
        tail.append(_paint(_YELLOW, f"Not everything was checked: {clean(report.stopped)}.", frame))
    groups = grouped(report.findings)
    shown = fitted(groups, frame, frame.height - len(head) - len(tail) - 1)
    yield from head
    for group, folds in zip(groups, shown, strict=True):
        yield ""
        yield from _group(group, folds, frame)
    yield from tail


def fitted(groups: tuple[Group, ...], frame: Frame, lines: int) -> tuple[tuple[Fold, ...], ...]:
    """Choose the faults of each group that a screen has room for: errors first, then the first of each kind.

    Every group shows at least one, however small the screen.
    """
    if frame.verbose:
        return tuple(group.folds for group in groups)
    room = lines - sum(3 for _ in groups)  # an empty line, the title, and how many more there are
    chosen: list[set[int]] = [set() for _ in groups]
    for wanted in (_of_each_group, _serious, _of_each_check, _the_rest):
        for number, group in enumerate(groups):
            for place in wanted(group, chosen[number]):
                cost = len(list(_fold(group.folds[place], frame, fix=True)))
                if cost <= room or wanted is _of_each_group:
                    chosen[number].add(place)
                    room -= cost
    return tuple(
        tuple(fold for place, fold in enumerate(group.folds) if place in chosen[number])
        for number, group in enumerate(groups)
    )


def _of_each_group(_group: Group, _chosen: set[int]) -> list[int]:
    return [0]


def _serious(group: Group, chosen: set[int]) -> list[int]:
    """Give the next few errors: no warning may take their place."""
    errors = [place for place, fold in enumerate(group.folds) if fold.finding.severity is Severity.ERROR]
    return [place for place in errors if place not in chosen][:_PER_GROUP]


def _of_each_check(group: Group, chosen: set[int]) -> list[int]:
    first = {fold.finding.check: place for place, fold in reversed(list(enumerate(group.folds)))}
    return sorted(set(first.values()) - chosen)


def _the_rest(group: Group, chosen: set[int]) -> list[int]:
    """Give the next few; a group that goes on for pages has no right to the room of others."""
    most = len({fold.finding.check for fold in group.folds}) + _PER_GROUP
    return [place for place in range(len(group.folds)) if place not in chosen][: max(most - len(chosen), 0)]


def _group(group: Group, shown: tuple[Fold, ...], frame: Frame) -> Iterator[str]:
    colour = _RED if any(fold.finding.severity is Severity.ERROR for fold in group.folds) else _YELLOW
    every = sum(len(fold.places) for fold in group.folds)
    yield _paint(f"{_BOLD};{colour}", f"{group.title} ({every:,})", frame)
    for place, fold in enumerate(shown):
        after = shown[place + 1].finding if place + 1 < len(shown) else None
        same = after is not None and (after.check, after.fix) == (fold.finding.check, fold.finding.fix)
        yield from _fold(fold, frame, fix=not same)  # several of a kind share one line of what to do
    left = every - sum(len(fold.places) for fold in shown)
    if left:
        yield _paint(_DIM, f"  … and {left:,} more; -v shows all", frame)


def _fold(fold: Fold, frame: Frame, *, fix: bool) -> Iterator[str]:
    finding = fold.finding
    mark = "✗" if finding.severity is Severity.ERROR else "!"
    yield from _wrapped(f"{mark} {_place(finding)}{finding.message}", "    ", frame, first="  ")
    others = _elsewhere(fold)
    if others:
        shown = others if frame.verbose else others[:3]
        names = ", ".join(_places(finding, shown))
        left = len(others) - len(shown)
        more = f" and {counted(left, 'more place')}" if left else ""
        yield from _painted(f"also {names}{more}", "    ", frame)
    if finding.fix and (fix or frame.verbose):
        yield from _painted(f"→ {finding.fix}", "    ", frame)
    if frame.verbose:
        yield from _painted(f"[{finding.check}]", "    ", frame)


def _elsewhere(fold: Fold) -> tuple[Finding, ...]:
    """Give the further places, each line once: structured data names an address several times in one."""
    first = fold.places[0]
    once = {(each.page, each.line): each for each in reversed(fold.places[1:])}
    once.pop((first.page, first.line), None)
    return tuple(each for each in fold.places[1:] if once.pop((each.page, each.line), None) is each)


def _graded(report: Report) -> Iterator[str]:
    """Say what became of each fact, the right ones too."""
    if report.facts:
        yield ""
        yield "Your facts on the site:"
    for grade in report.facts:
        yield (
            f"  {grade.fact}: {grade.same:,} the same, {grade.differently:,} written differently, "
            f"{grade.different:,} different"
        )


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
    shown = lines if frame.verbose else lines[:_UNTOLD]
    for line in shown:
        yield from _wrapped(f"? {line}", "    ", frame, first="  ")
    if len(lines) > len(shown):
        yield _paint(_DIM, f"  … and {len(lines) - len(shown):,} more; -v shows all", frame)


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
    line = f"{counted(report.pages, 'page')}, {counted(len(report.links), 'link')}: {told}."
    if report.profiles:
        profiles = [
            (report.count_profiles(Verdict.LIVE), "live"),
            (report.count_profiles(Verdict.MISSING), "missing"),
            (report.count_profiles(Verdict.CANNOT_TELL), "cannot tell"),
            (report.count_profiles(Verdict.NOT_ASKED), "not asked"),
        ]
        told = ", ".join(f"{number} {what}" for number, what in profiles if number)
        line += f" {counted(len(report.profiles), 'profile')}: {told}."
    return line


def _place(finding: Finding) -> str:
    return f"{_short(finding)}  " if finding.page else ""


def _short(finding: Finding) -> str:
    page = clean(finding.page, limit=120)
    if "://" in page:  # every page of a crawled site begins alike
        page = "/" + page.partition("://")[2].partition("/")[2]
    return f"{page}:{finding.line}" if finding.line else page


def _places(first: Finding, others: tuple[Finding, ...]) -> Iterator[str]:
    """Write further places; those on the page that was named last need only their line."""
    page = first.page
    here = sum(each.page == page and each.line > 0 for each in others)
    for number, each in enumerate(others):
        same = each.page == page and each.line > 0
        word = f"line{'s' * (here > 1)} " if same and number == 0 else ""
        yield f"{word}{each.line}" if same else _short(each)
        page = each.page


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
