"""The report for owners: one page that says what costs them customers, who mends it, and how long that takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kit.base.share import shared_folder
from kit.base.text import clean
from kit.check.groups import Fold, Trouble, troubles
from kit.check.judge import says
from kit.check.types import FactGrade, Finding, LinkResult, ProfileResult, Report, Verdict
from kit.networks.catalogue import index
from kit.render.engine import Templates
from kit.report.colours import band_colour, on_colour
from kit.report.formats import Frame

_TOP = 3
_PLACES = 4
_SHOWN_FOLDS = 4
_SHOWN_UNTOLD = 40
_NUMBERS = ("Nothing", "One thing", "Two things", "Three things")


def render(reports: Sequence[Report], frame: Frame) -> str:
    """Write one self-contained page for all reports; it prints on paper as it stands."""
    colour = band_colour(frame.maker_colour)
    data = {
        "maker": clean(frame.maker),
        "maker_link": clean(frame.maker_link) if frame.maker_link.startswith("https://") else "",
        "colour": colour,
        "on_colour": on_colour(colour),
        "day": frame.day,
        "reports": [_report(report) for report in reports],
    }
    return Templates(shared_folder("templates") / "report").render("owner.html", data)


def spoken(minutes: int) -> str:
    """Say a guess of minutes as people do: to five minutes, from an hour and a half on to half hours."""
    if minutes < 90:
        rounded = max(5, 5 * round(minutes / 5))
        return f"{rounded} minutes"
    halves = round(minutes / 30)
    half = "½" if halves % 2 else ""
    return f"{halves // 2}{half} hours"


def _report(report: Report) -> dict[str, Any]:
    found = troubles(report.findings)
    links = [link for link in report.links if link.verdict is Verdict.CANNOT_TELL]
    profiles = [each for each in report.profiles if each.verdict is Verdict.CANNOT_TELL]
    untold = [*map(_untold_profile, profiles), *map(_untold_link, links)]
    return {
        "name": clean(report.title or report.name),
        "address": clean(report.name) if report.title and "://" in report.name else "",
        "headline": _headline(report, found),
        "top": [_trouble(each, number) for number, each in enumerate(found[:_TOP], 1)],
        "after": "And then" if any(each.serious for each in found[_TOP:]) else "When there is time",
        "rest": [_trouble(each, number) for number, each in enumerate(found[_TOP:], _TOP + 1)],
        "time": spoken(sum(each.minutes for each in found)) if found else "",
        "untold": untold[:_SHOWN_UNTOLD],
        "untold_more": max(len(untold) - _SHOWN_UNTOLD, 0),
        "numbers": _numbers(report),
        "bar": _bar(report),
        "fine": list(_fine(report)),
        "stopped": clean(report.stopped or ""),
        "notes": [clean(note) for note in report.notes],
    }


def _headline(report: Report, found: tuple[Trouble, ...]) -> str:
    """A business loses customers; a handbook has none, and is only told what to mend."""
    number = _NUMBERS[min(len(found), _TOP)]
    if not found and report.known:
        return "Nothing new to mend"
    if not found:
        return "Nothing is costing you customers" if report.title else "Nothing to mend"
    verb = "is" if len(found) == 1 else "are"
    if report.title or any(each.cost.costs and each.dear for each in found):
        return f"{number} {verb} costing you customers"
    return f"{number} to mend first" if len(found) > _TOP else f"{number} to mend"


def _trouble(trouble: Trouble, number: int) -> dict[str, Any]:
    folds = trouble.folds[:_SHOWN_FOLDS]
    return {
        "number": number,
        "serious": trouble.serious,
        "what": trouble.said,
        "costs": trouble.cost.costs,
        "who": trouble.cost.who,
        "time": spoken(trouble.minutes),
        "fix": next((fold.finding.fix for fold in trouble.folds if fold.finding.fix), ""),
        "folds": [_fold(fold) for fold in folds],
        "more": len(trouble.folds) - len(folds),
        "check": trouble.check,
    }


def _fold(fold: Fold) -> dict[str, Any]:
    places = [each for each in fold.places if each.page]
    return {
        "message": _sentence(clean(fold.finding.message)),
        "places": [_place(each) for each in places[:_PLACES]],
        "more": max(len(places) - _PLACES, 0),
    }


def _sentence(text: str) -> str:
    """Begin with a capital letter, unless the first word is an address, a file or the like."""
    return text[:1].upper() + text[1:] if text.partition(" ")[0].isalpha() else text


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


_STATES = (
    (Verdict.LIVE, "live", "works", "work"),
    (Verdict.BROKEN, "broken", "leads nowhere", "lead nowhere"),
    (Verdict.CANNOT_TELL, "untold", "no program can tell", "no program can tell"),
    (Verdict.NOT_ASKED, "unasked", "was not asked", "were not asked"),
)


def _numbers(report: Report) -> list[dict[str, str]]:
    """Give the numbers at the head of the page: what was read, what was followed."""
    numbers = [{"number": f"{report.pages:,}", "what": "page read" if report.pages == 1 else "pages read"}]
    links = len(report.links)
    numbers.append({"number": f"{links:,}", "what": "link found" if links == 1 else "links found"})
    if report.profiles:
        count = len(report.profiles)
        numbers.append({"number": f"{count:,}", "what": "profile" if count == 1 else "profiles"})
    return numbers


def _bar(report: Report) -> list[dict[str, Any]]:
    """Give what became of the links, in parts that add up to all of them."""
    every = len(report.links)
    counted = ((report.count(verdict), kind, one, many) for verdict, kind, one, many in _STATES)
    return [
        {
            "count": f"{count:,}",
            "kind": kind,
            "what": one if count == 1 else many,
            "share": f"{100 * count / every:.3f}",
        }
        for count, kind, one, many in counted
        if count
    ]


def _fine(report: Report) -> Iterator[str]:
    """Say what was looked at and found good."""
    followed = len(report.links) - report.count(Verdict.NOT_ASKED)
    if followed and report.count(Verdict.BROKEN) == 0 and report.count(Verdict.CANNOT_TELL) == 0:
        yield "Every link that was followed works."
    yield from filter(None, map(_graded, report.facts))
    live = report.count_profiles(Verdict.LIVE)
    if live:
        yield f"{live} of {len(report.profiles)} profiles {'was' if live == 1 else 'were'} seen alive."


_FACTS = {
    "phone": "phone number",
    "email": "mail address",
    "name": "name",
    "street": "street",
    "postcode": "postcode",
    "hours": "opening hours",
}


def _graded(grade: FactGrade) -> str:
    places = grade.same + grade.differently
    if grade.different or not places:
        return ""
    verb, stand = ("are", "they stand") if grade.fact == "hours" else ("is", "it stands")
    where = f"in the one place where {stand}" if places == 1 else f"in all {places:,} places"
    return f"Your {_FACTS[grade.fact]} {verb} right {where}."
