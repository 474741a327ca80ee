"""Which pages there are, and what each says of itself. A page exists only when something true is on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from kit.facts.models import Business
from kit.facts.problems import Problem
from kit.facts.trade import Trade
from kit.site import legal
from kit.site.frame import Frame, Head, absolute, page_record, shortened
from kit.site.front_matter import ContentError
from kit.site.offer import headline
from kit.site.structured import local_business, questions_page
from kit.site.things import Shelf, own_items

KEYS = (
    "home", "services", "about", "contact", "questions", "blog", "events", "links", "referred",
    "thanks", "privacy", "accessibility", "imprint", "not_found",
)  # fmt: skip
"""Every page that is made once per language; the value in `pages` is None when there is none."""

ENOUGH_QUESTIONS = 3
"""Questions from which they get a page of their own; fewer stand on the front page only."""
_NAV = ("services", "about", "blog", "events", "contact")
_FOOTER = ("questions", "links", "privacy", "accessibility", "imprint")
_BLOCKS = (
    "home",
    "services",
    "about",
    "contact",
    "questions",
    "blog",
    "events",
    "links",
    "referred",
    "privacy",
    "accessibility",
    "imprint",
    "thanks",
)
_FILES = {"home": "index.html", "not_found": "404.html"}


def file_of(key: str) -> str:
    """Give the file of a standard page, below the folder of its language."""
    return _FILES.get(key, f"{key}.html")


def standard_pages(shelf: Shelf, trade: Trade, today: dt.date, view: Mapping[str, Any]) -> dict[str, Any]:
    """Give `pages` of the view: key to record, None for a page with nothing to say."""
    own = _blocks(shelf)
    made: dict[str, Any] = dict.fromkeys(KEYS)
    for head, more in _heads(shelf, trade, today, view):
        made[head.key] = (
            page_record(shelf.frame, head) | {"own": own.get(head.key, []), "sections": []} | more
        )
    return made


def navigation(shelf: Shelf, pages: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Give `nav` and `footer_nav`: the few pages a visitor looks for, and the rest."""
    chosen, rest = ([_item(pages[key]) for key in keys if pages[key]] for keys in (_NAV, _FOOTER))
    contact = chosen.pop()
    return {
        "nav": [*chosen, *own_items(shelf, menu=True), contact],
        "footer_nav": [*own_items(shelf, menu=False), *rest],
    }


def _heads(
    shelf: Shelf, trade: Trade, today: dt.date, view: Mapping[str, Any]
) -> Iterator[tuple[Head, dict[str, Any]]]:
    """Give each page that exists, with what its template finds on it beside the page's own record."""
    frame, blocks = shelf.frame, {block.page for block in shelf.content.blocks}
    business, say = frame.business, frame.speech.say
    line = headline(business, trade, frame.speech)
    yield from _always(frame, trade, today, view, line)
    if view["services"] or "services" in blocks:
        names = ", ".join(service["name"] for service in view["services"])
        yield _head("services", view["services_label"], description=f"{business.name}, {line}: {names}"), {}
    # One sentence that the front page has said already is no page.
    more = view["about"] != [view["lead"]] and view["about"]
    if more or "about" in blocks or any(person["about"] for person in view["people"]):
        yield _head("about", _about_heading(business, frame), description=_about(view)), {}
    if len(view["questions"]) >= ENOUGH_QUESTIONS or "questions" in blocks:
        pairs = [(each["ask"], each["answer"]) for each in view["questions"]]
        description = " ".join(ask for ask, _ in pairs)
        data = (questions_page(pairs),) if pairs else ()
        yield (
            _head(
                "questions",
                say("Questions and answers"),
                label=say("Questions"),
                description=description,
                data=data,
            ),
            {},
        )
    if view["posts"]:
        titles = ", ".join(post["title"] for post in view["posts"])
        languages = tuple(post.language for post in shelf.content.posts)
        yield _head("blog", say("News"), description=f"{business.name}: {titles}", languages=languages), {}
    if view["events"] or view["past_events"]:
        titles = ", ".join(event["title"] for event in (*view["events"], *view["past_events"]))
        languages = tuple(event.language for event in shelf.content.events)
        yield _head("events", say("Dates"), description=f"{business.name}: {titles}", languages=languages), {}
    yield from _small(frame, view, line)


def _always(
    frame: Frame, trade: Trade, today: dt.date, view: Mapping[str, Any], line: str
) -> Iterator[tuple[Head, dict[str, Any]]]:
    business, say = frame.business, frame.speech.say
    data = (local_business(business, trade, frame.speech, today, _images(frame, view, line)),)
    title = shortened(f"{business.name} – {line}", 70)
    yield (
        _head(
            "home", line, label=business.name, title=title, description=_description(view, line), data=data
        ),
        {},
    )
    yield _head("contact", say("Contact"), description=_reach(view, line), data=data), {}
    yield _head("not_found", say("This page is not here")), {}


def _images(frame: Frame, view: Mapping[str, Any], line: str) -> list[str]:
    """Give the addresses of what the business looks like: its first photo, else the card of the front page."""
    if not frame.address:
        return []
    if view["hero_photo"]:
        return [absolute(frame.address, view["hero_photo"]["src"])]
    return [absolute(frame.address, frame.dress.card(line))] if frame.dress else []


def _small(frame: Frame, view: Mapping[str, Any], line: str) -> Iterator[tuple[Head, dict[str, Any]]]:
    """Give the pages few people look for and some need."""
    business, speech = frame.business, frame.speech
    say = speech.say
    if view["profiles"]:
        description = f"{business.name}, {line}: {', '.join(profile['name'] for profile in view['profiles'])}"
        yield (
            _head("links", business.name, label=say("All our links"), lead=line, description=description),
            {},
        )
    if view["action"] and (view["services"] or view["proof"]["points"] or view["people"]):
        yield _head("referred", say("A friend sent you? Welcome."), lead=line, hidden=True), {}
    if view["form"] and not view["form"]["action"].startswith("mailto:"):
        yield (
            _head("thanks", say("Thank you"), lead=say("Your message is on its way to us."), hidden=True),
            {},
        )
    yield _head("privacy", say("Privacy")), {"sections": legal.privacy(business, speech, dict(view))}
    yield _head("accessibility", say("Accessibility")), {"sections": legal.accessibility(business, speech)}
    sections = legal.imprint(business, speech)
    if sections:
        yield _head("imprint", say("Imprint")), {"sections": sections}


def _head(key: str, heading: str, **more: Any) -> Head:
    return Head(key, file_of(key), heading, **more)


def _blocks(shelf: Shelf) -> dict[str, list[str]]:
    """Give the owner's blocks as HTML by page; raises ContentError for a page that cannot exist."""
    found: dict[str, list[str]] = {}
    for block in shelf.content.blocks:
        if block.page not in _BLOCKS:
            message = f'there is no page "{block.page}" to place this into; there are: {", ".join(_BLOCKS)}'
            raise ContentError((Problem(block.body.file, 1, 1, "page", message),))
        if block.language == shelf.frame.speech.language:
            found.setdefault(block.page, []).append(shelf.html(block.body, file_of(block.page)))
    return found


def _item(page: Mapping[str, Any]) -> dict[str, str]:
    return {"key": page["key"], "label": page["label"], "href": page["href"]}


def _about_heading(business: Business, frame: Frame) -> str:
    return frame.speech.say("About me") if business.identity.voice == "i" else frame.speech.say("About us")


def _description(view: Mapping[str, Any], line: str) -> str:
    names = ", ".join(service["name"] for service in view["services"][:4])
    return _sentences(line, view["lead"] or names, _ways(view))


def _reach(view: Mapping[str, Any], line: str) -> str:
    lines = ", ".join(view["address"]["lines"]) if view["address"] else ""
    return _sentences(f"{view['name']}, {line}", lines, _ways(view))


def _sentences(*parts: str) -> str:
    return " ".join(part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in parts if part)


def _ways(view: Mapping[str, Any]) -> str:
    ways = [view["contact"][name]["text"] for name in ("phone", "email") if view["contact"][name]]
    return ", ".join(ways).replace("\u00a0", " ")


def _about(view: Mapping[str, Any]) -> str:
    first = view["about"][0] if view["about"] else ""
    return first or next((person["about"] for person in view["people"] if person["about"]), "")
