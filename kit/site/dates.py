"""Events, talks and workshops: their pages, and calendar files a visitor can keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from kit.facts.models import Business
from kit.facts.shown import SpecialDay
from kit.site.contents import Event
from kit.site.frame import Frame, Head, page_record
from kit.site.markdown import plain_text
from kit.site.structured import identity
from kit.site.things import Shelf, Thing


def events(shelf: Shelf, today: dt.date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give the events of this language: those ahead, the nearest first, and those over, the last first."""
    listed = [(event, _listed(shelf.frame, event)) for event in _in(shelf)]
    ahead = [record for event, record in listed if _last_day(event) >= today]
    over = [record for event, record in reversed(listed) if _last_day(event) < today]
    return ahead, over


def event_pages(shelf: Shelf) -> list[Thing]:
    """Give a page for each event."""
    return [_event_page(shelf, event) for event in _in(shelf)]


def event_files(shelf: Shelf) -> list[tuple[str, bytes]]:
    """Give a calendar file for each event: (path below the language's pages, bytes)."""
    return [(f"events/{event.name}.ics", _calendar([_entry(shelf.frame, event)])) for event in _in(shelf)]


def special_days_file(business: Business, days: Sequence[SpecialDay], language: str) -> bytes | None:
    """Give the days with other hours as a calendar file, or None when there are none."""
    return _calendar([_special(business, day, language) for day in days]) if days else None


def _in(shelf: Shelf) -> list[Event]:
    return [event for event in shelf.content.events if event.language == shelf.frame.speech.language]


def _day(moment: dt.datetime | dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _last_day(event: Event) -> dt.date:
    return _day(event.end or event.start)


def _listed(frame: Frame, event: Event) -> dict[str, Any]:
    return {
        "title": event.title,
        "href": f"events/{event.name}.html",
        "calendar": f"events/{event.name}.ics",
        "kind": event.kind,
        "when": _when(frame, event),
        "iso": _iso(frame.business, event.start),
        "where": event.where,
        "price": event.price,
        "register": event.register,
        "online": event.online,
        "summary": event.summary or plain_text(event.body),
    }


def _when(frame: Frame, event: Event) -> str:
    speech = frame.speech
    start, end = event.start, event.end
    text = speech.long_day(_day(start))
    if isinstance(start, dt.datetime):
        text += f", {speech.time(start.hour * 60 + start.minute)}"
    if end is None:
        return text
    if _day(end) == _day(start):
        return f"{text}–{speech.time(end.hour * 60 + end.minute)}" if isinstance(end, dt.datetime) else text
    text += f" – {speech.long_day(_day(end))}"
    return f"{text}, {speech.time(end.hour * 60 + end.minute)}" if isinstance(end, dt.datetime) else text


def _event_page(shelf: Shelf, event: Event) -> Thing:
    frame, record = shelf.frame, _listed(shelf.frame, event)
    head = Head(
        "event",
        record["href"],
        event.title,
        description=f"{record['when']}. {record['summary']}",
        crumbs=((frame.speech.say("Dates"), "events.html"),),
        languages=tuple(each.language for each in shelf.content.events if each.name == event.name),
        data=(_data(frame, event, record),),
    )
    value = {**record, "html": shelf.html(event.body, record["href"])}
    return Thing("event", page_record(frame, head), value, event.body.file)


def _data(frame: Frame, event: Event, record: dict[str, Any]) -> dict[str, Any]:
    """Give schema.org's Event. It needs a place: the one named, else online, else the town."""
    business = frame.business
    place: dict[str, Any] = {"@type": "Place", "name": event.where, "address": event.where}
    if not event.where and event.online:
        place = {"@type": "VirtualLocation", "url": event.online}
    elif not event.where:
        place = {"@type": "Place", "name": business.name, "address": business.place.town or business.name}
    mode = "OnlineEventAttendanceMode" if event.online and not event.where else "OfflineEventAttendanceMode"
    organizer = {"@type": "Organization", "name": business.name}
    if identity(business):
        organizer["@id"] = identity(business)
    return {
        "@type": "Event",
        "name": event.title,
        "description": record["summary"],
        "startDate": _iso(business, event.start),
        "endDate": _iso(business, event.end) if event.end else None,
        "eventAttendanceMode": f"https://schema.org/{'MixedEventAttendanceMode' if event.online and event.where else mode}",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": place,
        "organizer": organizer,
        "url": frame.absolute(record["href"]),
    }


def _iso(business: Business, moment: dt.datetime | dt.date) -> str:
    if not isinstance(moment, dt.datetime):
        return moment.isoformat()
    return _zoned(business, moment).isoformat(timespec="minutes")


def _zoned(business: Business, moment: dt.datetime) -> dt.datetime:
    """Put a moment into the business's time zone; without one it floats, as on a poster."""
    from zoneinfo import ZoneInfo

    zone = business.place.timezone
    return moment.replace(tzinfo=ZoneInfo(zone)) if zone else moment


def _calendar(entries: list[Any]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//webkit//site//EN")
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entry(frame: Frame, event: Event) -> Any:
    start = event.start
    entry = _blank(frame.business, f"{event.name}-{_day(start).isoformat()}", event.title, _day(start))
    entry.add("dtstart", _zoned(frame.business, start) if isinstance(start, dt.datetime) else start)
    if isinstance(event.end, dt.datetime):
        entry.add("dtend", _zoned(frame.business, event.end))
    elif event.end:
        entry.add("dtend", event.end + dt.timedelta(days=1))
    if event.where or event.online:
        entry.add("location", event.where or event.online)
    entry.add("description", event.summary or plain_text(event.body))
    if frame.address:
        entry.add("url", frame.absolute(f"events/{event.name}.html"))
    return entry


def _special(business: Business, day: SpecialDay, language: str) -> Any:
    from kit.site.opening import times
    from kit.site.speech import Speech

    speech = Speech(language, business.country)
    title = f"{business.name}: {times(day.hours, speech)}"
    if day.why:
        title += f" ({day.why.say(language)})"
    entry = _blank(business, f"special-{day.date.isoformat()}", title, day.date)
    entry.add("dtstart", day.date)
    entry.add("dtend", (day.until or day.date) + dt.timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    return entry


def _blank(business: Business, name: str, title: str, day: dt.date) -> Any:
    """Give an entry with what RFC 5545 asks of each; the stamp is made from its day, so that bytes stay equal."""
    from icalendar import Event as Entry

    host = urlsplit(business.site.address or "").hostname or business.domain.name or "site.invalid"
    entry = Entry()
    entry.add("uid", f"{name}@{host}")
    entry.add("dtstamp", dt.datetime.combine(day, dt.time(), dt.UTC))
    entry.add("summary", title)
    return entry
