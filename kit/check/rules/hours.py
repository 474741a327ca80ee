"""Opening hours against the facts: the week, special days, time zones, and what a page of files cannot know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kit.check.rule import Fault, check
from kit.check.site import MACHINE_READ, Mention, Site
from kit.check.truth import different_days
from kit.check.types import Severity
from kit.facts.hours import DayHours, clock, parse_day

if TYPE_CHECKING:
    from kit.facts.models import Business

_AHEAD = timedelta(days=60)
"""Special days further ahead need not stand on the site yet."""
_FIX = "Correct the page, or the fact {} if the page is right."


@check(Site, Severity.ERROR)
def different_hours(site: Site) -> Iterator[Fault]:
    """Opening hours must be the owner's wherever they stand.

    A customer before a closed door is lost, and tells others. Compared are structured data, contact files and
    lines of days and times; what cannot be read as hours is left alone. "Open 24 hours" is read as it stands.
    """
    truth = site.truth
    if not truth.is_facts or truth.week is None or truth.week.by_appointment:
        return
    always = all(truth.week.day(number).spans == ((0, 1440),) for number in range(7))
    for page in site.pages:
        language = (page.lang or truth.language).partition("-")[0]
        for mention in page.mentions:
            where = "search engines read" if mention.source in MACHINE_READ else "this page says"
            if mention.kind == "always" and not always:
                message = f"{where} “{mention.text}”; the facts say {truth.week.text}"
                yield Fault(message, _FIX.format("hours.regular"), mention.place, page.name)
            elif mention.kind in {"hours", "week", "row"}:
                days = different_days(truth.week, mention.text, language, whole=mention.kind == "week")
                if days:
                    message = f"{where} other opening hours than the facts: {'; '.join(days[:3])}"
                    yield Fault(message, _FIX.format("hours.regular"), mention.place, page.name)


@check(Site, Severity.ERROR)
def different_special_hours(site: Site) -> Iterator[Fault]:
    """Hours of single days, such as holidays, must be the owner's in what search engines read.

    Maps show them on that very day; days that are over do not matter.
    """
    business = site.business
    if business is None:
        return
    for page in site.pages:
        for mention in page.mentions:
            if mention.kind != "special":
                continue
            when, _, said = mention.text.partition(" ")
            for day in _days(when, site.today):
                right = _hours_on(business, day)
                if right is not None and not right.by_appointment and parse_day(said).spans != right.spans:
                    message = (
                        f"search engines read {said} for {day.isoformat()}; the facts say {_written(right)}"
                    )
                    yield Fault(message, _FIX.format("hours.special"), mention.place, page.name)
                    break


@check(Site, Severity.WARNING)
def special_day_not_told(site: Site) -> Iterator[Fault]:
    """A special day of the next two months must stand in the hours that search engines read.

    A map that knows only the usual week sends people to a closed door on the holiday.
    """
    business = site.business
    said = [
        mention for page in site.pages for mention in page.mentions if mention.kind in {"week", "special"}
    ]
    if business is None or not any(mention.kind == "week" for mention in said):
        return
    told = {
        day
        for mention in said
        if mention.kind == "special"
        for day in _days(mention.text.partition(" ")[0], site.today)
    }
    for special in business.hours.special:
        if site.today <= special.date <= site.today + _AHEAD and special.date not in told:
            hours = _written(special.hours)
            message = f"{special.date.isoformat()} ({hours}) is not in the hours that search engines read"
            yield Fault(message, "Build the site again, or add it to specialOpeningHoursSpecification.")


@check(Site, Severity.WARNING)
def open_now_claim(site: Site) -> Iterator[Fault]:
    """A page made of files must not say that the business is open now.

    It says so at night too. Write the hours; a visitor can tell the time.
    """
    if site.business is None and not site.truth.phones:
        return
    for page in site.pages:
        for mention in page.mentions:
            if mention.kind == "now":
                message = f"“{mention.text.strip()}” stands there at night too"
                yield Fault(message, "Write the opening hours instead.", mention.place, page.name)


@check(Site, Severity.WARNING)
def different_time_zone(site: Site) -> Iterator[Fault]:
    """The time of an event must be given in the time zone of the business.

    An hour's difference to the clock there means that everybody comes at the wrong time. Only times that
    name their difference to UTC are compared.
    """
    zone = site.business.place.timezone if site.business else None
    if not zone:
        return
    for page in site.pages:
        for mention in page.mentions:
            if mention.kind == "moment" and (right := _other_offset(mention, str(zone))):
                message = (
                    f"the time of “{mention.around}”, {mention.text}, is not in {zone}, where it is {right}"
                )
                yield Fault(
                    message, "Write the local time with its difference to UTC.", mention.place, page.name
                )


def _other_offset(mention: Mention, zone: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        moment = datetime.fromisoformat(mention.text)
        local = moment.astimezone(ZoneInfo(zone))
    except (ValueError, OSError):
        return ""
    # UTC ("Z") is how programs write; any reader turns it into the local time.
    if moment.tzinfo is None or not moment.utcoffset() or moment.utcoffset() == local.utcoffset():
        return ""
    return local.isoformat(timespec="minutes")


def _days(when: str, today: date) -> Iterator[date]:
    """Give the days of `FIRST/LAST` from today on, at most two weeks of them."""
    first, _, last = when.partition("/")
    try:
        day, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return
    day = max(day, today)
    for _ in range(14):
        if day > end:
            return
        yield day
        day += timedelta(days=1)


def _hours_on(business: Business, day: date) -> DayHours | None:
    """Facts that do not name a day say nothing about it: the page may know a holiday they do not."""
    for special in business.hours.special:
        if special.date <= day <= (special.until or special.date):
            return special.hours
    return None


def _written(hours: DayHours) -> str:
    if hours.by_appointment:
        return "by appointment"
    return ", ".join(f"{clock(opens)}-{clock(closes)}" for opens, closes in hours.spans) or "closed"
