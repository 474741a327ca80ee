"""Which pages there are, and what each says of itself. A page exists only when something true is on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.site.frame import Frame, Head, page_record, shortened
from kit.site.offer import headline
from kit.site.structured import local_business

KEYS = (
    "home", "services", "about", "contact", "questions", "blog", "events", "links", "referred",
    "thanks", "privacy", "accessibility", "imprint", "not_found",
)  # fmt: skip
"""Every page that is made once per language; the value in `pages` is None when there is none."""

_NAV = ("services", "about", "blog", "events", "contact")
_FOOTER = ("questions", "links", "privacy", "accessibility", "imprint")


def standard_pages(frame: Frame, trade: Trade, today: dt.date, view: dict[str, Any]) -> dict[str, Any]:
    """Give `pages` of the view: key to record, None for a page with nothing to say."""
    business, say = frame.business, frame.speech.say
    data = (local_business(business, trade, frame.speech, today),)
    line = headline(business, trade, frame.speech)
    heads = [
        Head(
            "home",
            "index.html",
            line,
            label=business.name,
            title=shortened(f"{business.name} – {line}", 70),
            description=_description(view, line),
            data=data,
        ),
        Head("contact", "contact.html", say("Contact"), description=_reach(view, line), data=data),
        Head("not_found", "404.html", say("This page is not here")),
    ]
    if view["services"]:
        names = ", ".join(service["name"] for service in view["services"])
        heads.append(
            Head(
                "services", "services.html", say("Services"), description=f"{business.name}, {line}: {names}"
            )
        )
    if view["about"] or any(person["about"] for person in view["people"]):
        heads.append(Head("about", "about.html", _about_heading(business, frame), description=_about(view)))
    made = {head.key: page_record(frame, head) for head in heads}
    return {key: made.get(key) for key in KEYS}


def navigation(pages: dict[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Give `nav` and `footer_nav`: the few pages a visitor looks for, and the rest."""
    return {
        name: [_item(pages[key]) for key in keys if pages[key]]
        for name, keys in (("nav", _NAV), ("footer_nav", _FOOTER))
    }


def _item(page: dict[str, Any]) -> dict[str, str]:
    return {"key": page["key"], "label": page["label"], "href": page["href"]}


def _about_heading(business: Business, frame: Frame) -> str:
    return frame.speech.say("About me") if business.identity.voice == "i" else frame.speech.say("About us")


def _description(view: dict[str, Any], line: str) -> str:
    names = ", ".join(service["name"] for service in view["services"][:4])
    return _sentences(line, view["lead"] or names, _ways(view))


def _reach(view: dict[str, Any], line: str) -> str:
    lines = ", ".join(view["address"]["lines"]) if view["address"] else ""
    return _sentences(f"{view['name']}, {line}", lines, _ways(view))


def _sentences(*parts: str) -> str:
    return " ".join(part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in parts if part)


def _ways(view: dict[str, Any]) -> str:
    ways = [view["contact"][name]["text"] for name in ("phone", "email") if view["contact"][name]]
    return ", ".join(ways).replace("\u00a0", " ")


def _about(view: dict[str, Any]) -> str:
    first = view["about"][0] if view["about"] else ""
    return first or next((person["about"] for person in view["people"] if person["about"]), "")
