"""Drafts of posts, open decisions, events and pages: the right head, and the questions to be answered."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kit.base.errors import InputError
from kit.base.text import clean
from kit.facts.models import Business
from kit.plan.decisions import Refusal, refused_topic, words
from kit.plan.people import People
from kit.plan.people_to_meet import is_name
from kit.plan.words import said_day

Kind = Literal["post", "decision", "event", "page"]
LISTENS = 20
"""Days a new open decision listens: the middle of what is allowed."""
_DECIDES = 10
"""Days after closing until which the owner promises to decide."""
_INVITED = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """A new file: its path below the project folder, and its text."""

    path: str
    text: str


def new_draft(kind: Kind, title: str, business: Business, today: dt.date) -> Draft:
    """Give a draft that is not published until `draft: true` is taken out.

    Raises InputError for a decision that is no question, or must not be asked in public.
    """
    plain = clean(title, limit=200)
    if not plain:
        raise InputError("A draft needs a title.", hint=f'Write for example: webkit new {kind} "…"')
    make = {"post": _post, "decision": _decision, "event": _event, "page": _page}[kind]
    return make(plain, business, today)


def _post(title: str, _business: Business, today: dt.date) -> Draft:
    head = [f"title: {_quoted(title)}", f"date: {today.isoformat()}", "draft: true"]
    body = "<!-- One question of a customer, and your answer in 200 to 500 words, with one picture or example. -->"
    return Draft(f"content/posts/{today.isoformat()}-{file_name(title, 'post')}.md", _text(head, body))


def _page(title: str, _business: Business, _today: dt.date) -> Draft:
    head = [
        f"title: {_quoted(title)}",
        "# description: one sentence for search results",
        "menu: false",
        "draft: true",
    ]
    return Draft(
        f"content/pages/{file_name(title, 'page')}.md",
        _text(head, "<!-- What the reader can do after reading this. -->"),
    )


def _event(title: str, business: Business, today: dt.date) -> Draft:
    day = today + dt.timedelta(days=28)
    where = ", ".join(part for part in (business.place.street, business.place.town) if part)
    head = [f"title: {_quoted(title)}", f"start: {day.isoformat()} 18:30", f"end: {day.isoformat()} 20:00", *([f"where: {_quoted(where)}"] if where else []), "draft: true"]  # fmt: skip
    body = (
        "<!-- For whom, what they take home, what it costs, how many fit in, and until when to register. -->"
    )
    return Draft(f"content/events/{day.isoformat()}-{file_name(title, 'event')}.md", _text(head, body))


def _decision(title: str, business: Business, today: dt.date) -> Draft:
    if not title.endswith("?"):
        raise InputError(
            "An open decision is a question.",
            hint=f'Write for example: webkit new decision "{title.rstrip(".!")}?"',
        )
    refused = refused_topic(title) or _about_somebody(title, business)
    if refused:
        raise InputError(f"This is not for an open post. {refused.why}", hint=refused.instead)
    closes = today + dt.timedelta(days=LISTENS)
    decide = closes + dt.timedelta(days=_DECIDES)
    found = words(business.language)
    texts = found["draft"]
    fill = {"private": private_way(business), "decide": said_day(decide, business.language)}
    later = "\n".join(f"## {heading}" for heading in found["outcome"].values())
    parts = [f"## {heading}\n\n{texts[name].format_map(fill)}" for name, heading in found["headings"].items()]
    head = [
        f"title: {_quoted(title)}",
        f"date: {today.isoformat()}",
        "kind: decision",
        "status: open",
        f"opened: {today.isoformat()}",
        f"closes: {closes.isoformat()}",
        "draft: true",
    ]
    return Draft(
        f"content/posts/{today.isoformat()}-{file_name(title, 'decision')}.md",
        _text(
            head,
            "\n\n".join(
                [
                    *parts,
                    f"<!-- {found['draft']['later']}\n{later} -->",
                ]
            ),
        ),
    )


def _about_somebody(title: str, business: Business) -> Refusal | None:
    """Refuse a question that names one of the people of the facts: they would read it."""
    network = business.network
    team = business.people[1:]  # the first is the owner, who may ask about themselves
    names = [
        *(person.name for person in team),
        *(person.name for person in network.referrers),
        *(adviser.name for adviser in network.advisers),
    ]
    words = set(re.findall(r"[^\W\d_]{3,}", title))
    for name in names:
        parts = [part for part in name.split() if part[:1].isupper() and len(part) > 2]
        if name in title or (len(parts) > 1 and parts[0] in words):
            return Refusal(
                f"It is about {name}, who would read it.",
                "Ask an adviser in private, decide, and tell those concerned first.",
            )
    return None


def private_way(business: Business) -> str:
    """Say how people answer without being seen: mail first, then phone; the form when there is neither."""
    if business.contact.email:
        return str(business.contact.email)
    if business.contact.phone:
        return business.contact.phone.text
    return "the form on the contact page"


def invited(business: Business, people: People) -> tuple[str, ...]:
    """Give up to ten people to invite by name: a small firm's blog has no passing crowd."""
    return tuple(dict.fromkeys(filter(is_name, _candidates(business, people))))[:_INVITED]


def _candidates(business: Business, people: People) -> Iterable[str]:
    for topic in business.network.topics:
        yield from topic.outside
    yield from (person.name for person in business.network.referrers)
    for circle in ("inner", "middle", "outer"):
        yield from (each.name for each in people.contacts if each.circle == circle and each.contact)
    yield from (adviser.name for adviser in business.network.advisers)


def file_name(title: str, fallback: str) -> str:
    """Give the stem of a file name: lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or fallback


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _text(head: list[str], body: str) -> str:
    lines = "\n".join(head)
    return f"---\n{lines}\n---\n\n{body}\n"
