"""The report for owners: one page that says what costs them customers, who mends it, and how long that takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kit.base.share import shared_folder
from kit.base.text import clean
from kit.check.groups import Fold, Trouble, troubles
from kit.check.judge import says
from kit.check.types import Finding, LinkResult, ProfileResult, Report, Severity, Verdict
from kit.networks.catalogue import index
from kit.render.engine import Templates
from kit.report.formats import Frame

_TOP = 3
_PLACES = 5
_SHOWN_FOLDS = 6
_SHOWN_UNTOLD = 40
_NUMBERS = ("Nothing is", "One thing is", "Two things are", "Three things are")


def render(reports: Sequence[Report], frame: Frame) -> str:
    """Write one self-contained page for all reports; it prints on paper as it stands."""
    data = {
        "maker": clean(frame.maker),
        "maker_link": clean(frame.maker_link) if frame.maker_link.startswith("https://") else "",
        "colour": frame.maker_colour if re.fullmatch(r"#[0-9a-fA-F]{6}", frame.maker_colour) else "#0b5d7a",
        "day": frame.day,
        "reports": [_report(report) for report in reports],
    }
    return Templates(shared_folder("templates") / "report").render("owner.html", data)


def _report(report: Report) -> dict[str, Any]:
    found = troubles(report.findings)
    links = [link for link in report.links if link.verdict is Verdict.CANNOT_TELL]
    profiles = [each for each in report.profiles if each.verdict is Verdict.CANNOT_TELL]
    untold = [*map(_untold_profile, profiles), *map(_untold_link, links)]
    return {
        "name": clean(report.title or report.name),
        "headline": f"{_NUMBERS[min(len(found), _TOP)]} costing you customers",
        "top": [_trouble(each, number) for number, each in enumerate(found[:_TOP], 1)],
        "rest": [_trouble(each, number) for number, each in enumerate(found[_TOP:], _TOP + 1)],
        "minutes": sum(each.minutes for each in found),
        "untold": untold[:_SHOWN_UNTOLD],
        "untold_more": max(len(untold) - _SHOWN_UNTOLD, 0),
        "fine": _fine(report),
        "stopped": clean(report.stopped or ""),
        "notes": [clean(note) for note in report.notes],
    }


def _trouble(trouble: Trouble, number: int) -> dict[str, Any]:
    folds = trouble.folds[:_SHOWN_FOLDS]
    return {
        "number": number,
        "serious": trouble.folds[0].finding.severity is Severity.ERROR,
        "what": trouble.cost.said(len(trouble.folds)),
        "costs": trouble.cost.costs,
        "who": trouble.cost.who,
        "minutes": trouble.minutes,
        "fix": next((fold.finding.fix for fold in trouble.folds if fold.finding.fix), ""),
        "folds": [_fold(fold) for fold in folds],
        "more": len(trouble.folds) - len(folds),
        "check": trouble.check,
    }


def _fold(fold: Fold) -> dict[str, Any]:
    places = fold.places[:_PLACES]
    return {
        "message": clean(fold.finding.message),
        "places": [_place(each) for each in places if each.page],
        "more": len(fold.places) - len(places),
    }


def _place(finding: Finding) -> str:
    return f"{clean(finding.page, limit=200)}, line {finding.line}" if finding.line else clean(finding.page)


def _untold_link(link: LinkResult) -> dict[str, str]:
    url = clean(link.url, limit=300)
    return {"url": url if url.startswith(("http://", "https://")) else "", "name": url, "why": says(link)}


def _untold_profile(profile: ProfileResult) -> dict[str, str]:
    url = clean(profile.url, limit=300)
    name = index()[profile.network].name if profile.network in index() else profile.network
    why = clean(profile.note) or profile.reason.replace("_", " ")
    return {
        "url": url if url.startswith("https://") else "",
        "name": f"{name}: {url or profile.handle}",
        "why": why,
    }


def _fine(report: Report) -> list[str]:
    """Say what was looked at and found good, in numbers that add up."""
    lines = [f"{report.pages:,} {'page was' if report.pages == 1 else 'pages were'} read."]
    live, every = report.count(Verdict.LIVE), len(report.links)
    lines.append(f"{live:,} of {every:,} links work.")
    parts = [
        (report.count(Verdict.BROKEN), "lead nowhere"),
        (report.count(Verdict.CANNOT_TELL), "cannot be told by a program"),
        (report.count(Verdict.NOT_ASKED), "were not asked"),
    ]
    lines += [f"{number:,} {what}." for number, what in parts if number]
    if report.profiles:
        live = report.count_profiles(Verdict.LIVE)
        asked = len(report.profiles) - report.count_profiles(Verdict.NOT_ASKED)
        lines += [f"{live} of {len(report.profiles)} profiles were seen alive."] if asked else []
    return lines
