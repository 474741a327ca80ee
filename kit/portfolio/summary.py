"""A round at a glance: for the terminal, for programs, and as one page with the trend of each site."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from kit.base.share import shared_folder
from kit.base.text import clean
from kit.portfolio.journal import Journal, Row
from kit.report.colours import BRAND, on_colour
from kit.report.csv import safe_cell
from kit.report.formats import Frame, counted

_RUNS = 12
"""Rounds that a trend shows."""
_MARKS = "▁▂▃▄▅▆▇█"


def summary_text(journal: Journal, number: int, problems: Iterable[str] = ()) -> str:
    """Write one line per site, those that need somebody first, and the totals."""
    rows = sorted(journal.rows(number), key=_worst_first)
    lines = [f"{clean(problem)}" for problem in problems]
    lines += [_line(row, journal) for row in rows]
    done = [row.done for row in rows if row.done is not None]
    failed, fine = sum(each.failed for each in done), sum(not each.failed for each in done)
    lines.append("")
    lines.append(
        f"{counted(len(rows), 'site')}: {fine:,} in order, {failed:,} to look at, {len(rows) - len(done):,} not checked yet."
    )
    return "\n".join(lines) + "\n"


def summary_data(journal: Journal, number: int) -> Iterator[str]:
    """Write every site's report as one JSON document, one site at a time."""
    yield '{"schema": "webkit-portfolio/1", "sites": ['
    for place, row in enumerate(journal.rows(number)):
        head: dict[str, Any] = {"name": row.site.name, "target": row.site.target, "client": row.site.client}
        head["checked"] = row.done is not None
        head["problem"] = row.done.problem if row.done else ""
        report = journal.report(number, row.site.target)
        head["report"] = json.loads(report)["report"] if report else None
        yield ("," if place else "") + "\n" + json.dumps(head, ensure_ascii=False)
    yield "\n]}\n"


def summary_csv(journal: Journal, number: int) -> str:
    """Write one row per site, safe for spreadsheets."""
    lines = ['"name","target","client","checked","errors","warnings","broken","links","pages","problem"']
    for row in journal.rows(number):
        done = row.done
        cells: list[object] = [row.site.name, row.site.target, row.site.client]
        cells += (
            [done.at, done.errors, done.warnings, done.broken, done.links, done.pages, done.problem]
            if done
            else [""] * 7
        )
        lines.append(",".join('"{}"'.format(safe_cell(cell).replace('"', '""')) for cell in cells))
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def summary_page(
    journal: Journal, number: int, frame: Frame, links: dict[str, str], *, only: Collection[str] | None = None
) -> str:
    """Write the page of all sites, or of some; `links` gives the file of a site's own report."""
    from kit.render.engine import Templates

    wanted = (row for row in journal.rows(number) if only is None or row.site.target in only)
    rows = sorted(wanted, key=_worst_first)
    done = [row.done for row in rows if row.done is not None]
    data = {
        "maker": clean(frame.maker),
        "colour": frame.maker_colour or BRAND,
        "on_colour": on_colour(frame.maker_colour or BRAND),
        "day": frame.day,
        "headline": _headline(len(rows), sum(each.failed for each in done), len(rows) - len(done)),
        "sites": [_page_row(row, journal, links) for row in rows],
        "failed": sum(each.failed for each in done),
        "fine": sum(not each.failed for each in done),
        "open": len(rows) - len(done),
    }
    return Templates(shared_folder("templates") / "report").render("portfolio.html", data)


def _headline(sites: int, failed: int, waiting: int) -> str:
    if failed:
        return f"{failed:,} of {sites:,} sites {'needs' if failed == 1 else 'need'} you"
    if waiting:
        return f"{waiting:,} site{'s are' if waiting > 1 else ' is'} not checked yet"
    return f"All {sites:,} sites are in order" if sites > 1 else "The site is in order"


def _page_row(row: Row, journal: Journal, links: dict[str, str]) -> dict[str, Any]:
    done, trend = row.done, journal.trend(row.site.target)
    points = _points(trend)
    return {
        "name": clean(row.site.name),
        "target": clean(row.site.target),
        "client": clean(row.site.client),
        "link": links.get(row.site.target, ""),
        "state": _state(row),
        "why": clean(done.problem, limit=300) if done else "",
        "bad": done is not None and done.failed,
        "errors": done.errors if done else 0,
        "warnings": done.warnings if done else 0,
        "broken": done.broken if done else 0,
        "pages": done.pages if done else 0,
        "points": points,
        "last": points.rpartition(" ")[2].split(",") if points else [],
        "trend": ", ".join(str(each) for each in trend[-_RUNS:] if each >= 0),
    }


def _points(trend: tuple[int, ...]) -> str:
    """Give a line of 100 by 24 for the last twelve rounds: high is many errors."""
    known = [each for each in trend if each >= 0][-_RUNS:]
    if len(known) < 2:
        return ""
    top = max(*known, 1)
    step = 100 / (len(known) - 1)
    return " ".join(f"{place * step:.0f},{22 - 20 * each / top:.0f}" for place, each in enumerate(known))


def _state(row: Row) -> str:
    if row.done is None:
        return "not checked yet"
    if row.done.problem:
        return "could not be checked"
    if row.done.errors:
        return counted(row.done.errors, "error")
    return "in order"


def _line(row: Row, journal: Journal) -> str:
    mark = "·" if row.done is None else "✗" if row.done.failed else "✓"
    count = row.done.warnings if row.done else 0
    warnings = f", {counted(count, 'warning')}" if count else ""
    trend = _bars(journal.trend(row.site.target))
    why = f": {clean(row.done.problem, limit=200)}" if row.done and row.done.problem else ""
    return f"{mark} {clean(row.site.name, limit=40):40} {_state(row)}{why}{warnings}{trend}"


def _bars(trend: tuple[int, ...]) -> str:
    known = [each for each in trend if each >= 0][-_RUNS:]
    if len(known) < 2:
        return ""
    top = max(*known, 1)
    return "  " + "".join(_MARKS[each * (len(_MARKS) - 1) // top] for each in known)


def _worst_first(row: Row) -> tuple[bool, int, str]:
    done = row.done
    return (not (done and done.failed), -(done.errors if done else 0), row.site.name.casefold())
