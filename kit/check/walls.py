"""Signs of walls, parked domains and polite "not found" pages, read from `data/walls.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from kit.facts.yaml_data import load_data
from kit.net.types import Reply

_HEAD = 131_072
"""Bytes of an answer that are looked at; challenge and parking pages are small."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The lists of `data/walls.yaml`, in lower case."""

    wall_headers: tuple[str, ...]
    wall_body: tuple[str, ...]
    wall_titles: tuple[str, ...]
    login_steps: frozenset[str]
    login_hosts: frozenset[str]
    parked_hosts: tuple[str, ...]
    parked_body: tuple[str, ...]
    parked_titles: tuple[str, ...]
    parked_own: tuple[str, ...]
    parked_alone: tuple[str, ...]
    not_found_titles: tuple[str, ...]
    server_titles: frozenset[str]
    server_texts: frozenset[str]
    suspended_titles: frozenset[str]


@cache
def signs() -> Signs:
    """Read the lists once."""
    raw = load_data(Path(__file__).parent / "data" / "walls.yaml")
    return Signs(
        wall_headers=tuple(raw["bot_wall"]["headers"]),
        wall_body=tuple(raw["bot_wall"]["body"]),
        wall_titles=tuple(raw["bot_wall"]["titles"]),
        login_steps=frozenset(raw["login_wall"]["steps"]),
        login_hosts=frozenset(raw["login_wall"]["hosts"]),
        parked_hosts=tuple(raw["parked"]["hosts"]),
        parked_body=tuple(raw["parked"]["body"]),
        parked_titles=tuple(raw["parked"]["titles"]),
        parked_own=tuple(raw["parked"]["own"]),
        parked_alone=tuple(raw["parked"]["alone"]),
        not_found_titles=tuple(raw["not_found"]["titles"]),
        server_titles=frozenset(raw["server"]["titles"]),
        server_texts=frozenset(raw["server"]["texts"]),
        suspended_titles=frozenset(raw["suspended"]["titles"]),
    )


def is_bot_wall(reply: Reply) -> bool:
    """Tell a page that asks whether we are human from a page of the site.

    On a 200 only the code of a challenge counts: a title such as "Access denied" may be a real page.
    """
    known = signs()
    if reply.status != 200 and any(reply.header(name) for name in known.wall_headers):
        return True
    # A page that only protects its form by such a script is long and has a title of its own; asked first, because
    # nearly all pages are of that kind and need not be searched.
    small = len(reply.body) < 8192
    if reply.status != 200 or small or title_of(reply).casefold() in {"", *known.wall_titles}:
        body = _body(reply)
        if len(body) < _HEAD and any(sign in body for sign in known.wall_body):
            return True
    refused = reply.status in {403, 429, 503}
    return refused and title_of(reply).casefold() in known.wall_titles


def is_login_wall(reply: Reply) -> bool:
    """Tell whether we were sent to a sign-in or consent page that we had not asked for."""
    if not reply.hops:
        return False
    asked, landed = _safe(reply.ask.url), _safe(reply.final_url)
    known = signs()
    if landed[0] in known.login_hosts and asked[0] not in known.login_hosts:
        return True
    return bool(known.login_steps & set(landed[1])) and not known.login_steps & set(asked[1])


def is_parked(reply: Reply) -> bool:
    """Tell a page that only offers the domain for sale."""
    known = signs()
    (asked, asked_steps), landed = _safe(reply.ask.url), _safe(reply.final_url)[0]
    if asked != landed and any(
        _belongs(landed, host) and not _belongs(asked, host) for host in known.parked_hosts
    ):
        return True
    body = _body(reply)
    if len(body) >= _HEAD or any(_belongs(asked, host) for host in known.parked_hosts):
        return False
    title = title_of(reply).casefold()
    host = asked.removeprefix("www.")
    if any(sign in body for sign in known.parked_body):
        return True
    if host and host in title and any(sign in title for sign in known.parked_titles):
        return True
    return _offers_itself(reply, host, title, front=not asked_steps)


def _offers_itself(reply: Reply, host: str, title: str, *, front: bool) -> bool:
    """Tell whether a page says little more than that its own domain is to be had; further in it must name it.

    A business that deals in domains, or a shop that sells one, has more words, or names other domains.
    """
    words = shown_words(reply)
    if len(words) > _LITTLE_TEXT:
        return False
    known = signs()
    text = f"{title} {words}"
    own = bool(host) and any(f"{host} {sign}" in text for sign in known.parked_own)
    # "This domain" is the asked one only where the page names no other.
    others = {each for each in _DOMAIN.findall(text) if not _belongs(each, host) and not _belongs(host, each)}
    return own or (
        any(sign in text for sign in known.parked_alone) and (host in text or (front and not others))
    )


_LITTLE_TEXT = 700
"""Signs a visitor reads; pages of parking services that say more carry a script that gives them away."""
_DOMAIN = re.compile(
    r"\b(?:[a-z0-9-]+\.)+(?:com|net|org|de|at|ch|fr|es|it|nl|pt|eu|uk|info|biz|shop|example)\b"
)
_UNSHOWN = re.compile(
    r"<(script|style|title|noscript)\b[^>]{0,2000}>.{0,60000}?</\1\s*>|<[^>]{0,4000}>", re.DOTALL
)


def shown_words(reply: Reply) -> str:
    """Give about what a visitor reads, in lower case, white space folded; nothing of a large page."""
    if len(reply.body) > _SMALL_PAGE:
        return " " * (_LITTLE_TEXT + 1)
    text = reply.body.decode("utf-8", "replace").lower()
    return " ".join(unescape(_UNSHOWN.sub(" ", text)).split())


_SMALL_PAGE = 16_384


def is_suspect(reply: Reply) -> bool:
    """Tell whether an answer of 200 may be a "not found" page, so that a made-up path must be asked."""
    if reply.status != 200:
        return False
    asked, landed = _safe(reply.ask.url), _safe(reply.final_url)
    if not asked[1]:  # the home page is never a soft 404
        return False
    if reply.hops and not landed[1] and not urlsplit(reply.final_url).query:
        return True
    said = f"{title_of(reply)} {_heading(reply)}".casefold()
    return any(sign in said for sign in signs().not_found_titles)


def _heading(reply: Reply) -> str:
    """Give the first heading: the title of many sites is the same on every page of theirs."""
    found = re.search(rb"<h1[^>]{0,500}>(.{0,300}?)</h1", reply.body[:_HEAD], re.IGNORECASE | re.DOTALL)
    return unescape(found.group(1).decode("utf-8", "replace")) if found else ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two answers are compared by."""

    status: int | None
    landed: str
    """The address redirects led to, "" without any."""
    title: str
    size: int


def likeness(reply: Reply) -> Likeness:
    """Give what this answer is compared by."""
    return Likeness(reply.status, reply.final_url if reply.hops else "", title_of(reply), len(reply.body))


def is_same_page(suspect: Likeness, made_up: Likeness) -> bool:
    """Tell whether a made-up path got the very page that the suspect link got."""
    if made_up.status != 200 or suspect.status != 200:
        return False
    if suspect.landed or made_up.landed:
        return suspect.landed == made_up.landed
    return suspect.title == made_up.title and _close(suspect.size, made_up.size)


def title_of(reply: Reply) -> str:
    """Give the text of the first title element, white space folded, at most 200 characters."""
    found = re.search(
        rb"<title[^>]{0,200}>(.{0,1000}?)</title", reply.body[:_HEAD], re.IGNORECASE | re.DOTALL
    )
    return " ".join(unescape(found.group(1).decode("utf-8", "replace")).split())[:200] if found else ""


def _body(reply: Reply) -> str:
    return reply.body[:_HEAD].decode("latin-1").lower()


def _safe(url: str) -> tuple[str, tuple[str, ...]]:
    """Give host and path steps in lower case; nothing for what cannot be taken apart."""
    try:
        parts = urlsplit(url)
        return parts.hostname or "", tuple(step for step in parts.path.lower().split("/") if step)
    except ValueError:
        return "", ()


def _belongs(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _close(one: int, other: int) -> bool:
    return abs(one - other) <= max(512, max(one, other) // 10)
