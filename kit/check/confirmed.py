"""What people saw with their own eyes: a readable file, good for 90 days, that settles what a program cannot tell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from kit.base.atomic import append_line
from kit.base.text import clean
from kit.check.rule import Rule, findings
from kit.check.types import Confirmed, Finding, LinkResult, ProfileResult, Report, Verdict

FILE = "confirmed.csv"
GOOD_FOR = timedelta(days=90)
_HEADER = "on,by,answer,phone_seen,url"


def load_confirmed(folder: Path) -> dict[str, Confirmed]:
    """Give what was confirmed per address, the latest word of each; lines that cannot be read are left out."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    found: dict[str, Confirmed] = {}
    for row in csv.reader(io.StringIO(text)):
        if len(row) == 5 and row[2] in {Verdict.LIVE, Verdict.MISSING, Verdict.BROKEN} and _day(row[0]):
            found[row[4]] = Confirmed(Verdict(row[2]), row[0], clean(row[1]), clean(row[3]))
    return found


def still_good(known: Confirmed | None, now: datetime) -> Confirmed | None:
    """Give what a person saw, unless it is older than 90 days."""
    if known is None:
        return None
    day = _day(known.on)
    return known if day is not None and now.date() - day <= GOOD_FOR else None


def confirm(folder: Path, url: str, confirmed: Confirmed) -> None:
    """Keep what a person saw, at once."""
    if not (folder / FILE).exists():
        append_line(folder / FILE, _HEADER)
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(
        [confirmed.on, confirmed.by, confirmed.answer.value, confirmed.phone_seen, url]
    )
    append_line(folder / FILE, out.getvalue())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# ---------------------------------------------------------------- what it settles

Confirm = Callable[[str], Confirmed | None]
"""Gives what a person saw at an address, or None."""


def settle_profile(profile: ProfileResult, seen: Confirm) -> ProfileResult:
    """Give the profile with what a person confirmed; a proof of the network itself stands."""
    confirmed = seen(profile.url)
    if confirmed is None or profile.verdict in {Verdict.LIVE, Verdict.MISSING}:
        return replace(profile, confirmed=confirmed)
    return replace(profile, verdict=confirmed.answer, confirmed=confirmed)


def settle_link(link: LinkResult, seen: Confirm) -> LinkResult:
    """Give the link with what a person confirmed, when a program could not tell."""
    confirmed = seen(link.url) if link.verdict is Verdict.CANNOT_TELL else None
    if confirmed is None:
        return link
    note = f"seen by {confirmed.by} on {confirmed.on}"
    if confirmed.answer is Verdict.LIVE:
        return replace(link, verdict=Verdict.LIVE, reason="ok", note=note)
    return replace(link, verdict=Verdict.BROKEN, reason="not_found", note=note)


def open_questions(report: Report) -> tuple[tuple[str, str], ...]:
    """Give (address, what a person should look at) of everything that could not be told, profiles first."""
    profiles = [
        (each.url, each.note) for each in report.profiles if each.verdict is Verdict.CANNOT_TELL and each.url
    ]
    links = [
        (each.url, each.note)
        for each in report.links
        if each.verdict is Verdict.CANNOT_TELL and each.url.startswith(("http://", "https://"))
    ]
    asked: dict[str, str] = {}
    for url, what in (*profiles, *links):
        asked.setdefault(url, what)
    return tuple(asked.items())


def settle_report(report: Report, seen: Confirm, rules: tuple[Rule[Any], ...]) -> Report:
    """Give the report after somebody looked: verdicts, and the findings that follow from them."""
    links = tuple(settle_link(link, seen) for link in report.links)
    profiles = tuple(settle_profile(profile, seen) for profile in report.profiles)
    # A profile has one finding, its own; the link to it has none.
    own = {profile.url for profile in profiles}
    changed = [
        new for new, old in zip(links, report.links, strict=True) if new is not old and new.url not in own
    ]
    looked = [
        new for new, old in zip(profiles, report.profiles, strict=True) if new.verdict is not old.verdict
    ]
    new: list[Finding] = [each for link in changed for each in findings(rules, link)]
    new += [each for profile in looked for each in findings(rules, profile)]
    return replace(report, links=links, profiles=profiles, findings=(*report.findings, *new))
