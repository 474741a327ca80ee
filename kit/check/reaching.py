"""Asking whether customers can reach the business: mail, certificate, registration, other spellings of the address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from kit.check.asking import Answers, ask_for
from kit.check.crawl import origin
from kit.check.placeholders import is_sample_domain
from kit.check.site import Reach, Truth
from kit.check.subject import Subject
from kit.check.types import SubjectKind
from kit.check.world import World
from kit.facts.yaml_data import load_data
from kit.net.records import Asked, Query, mail_of, registration_of
from kit.net.types import Ask, Reply

_FREE_MAIL = frozenset(
    ["gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com",
     "aol.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "t-online.de", "btinternet.com", "sky.com", "proton.me",
     "protonmail.com", "orange.fr", "free.fr", "libero.it", "mail.com", "zoho.com"]
)  # fmt: skip
"""Large providers keep their own records in order; nobody else can change them."""

# RFC 7208, 4.6.4: these terms cost a look-up.
_COSTLY = re.compile(r"^[+?~-]?(?:include:|a(?:[:/]|$)|mx(?:[:/]|$)|ptr|exists:|redirect=)", re.IGNORECASE)
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov", "edu", "gv", "or", "ltd", "me", "plc"})


@dataclass(frozen=True, slots=True)
class _Place:
    """The site's host as it counts, and the domain it is registered under."""

    host: str
    domain: str


def reach_of(subject: Subject, truth: Truth, answers: Answers, world: World, start: str) -> Reach | None:
    """Ask about the site's domain; None when it has none that could be asked about, or when offline.

    `start` is the address at which the site was found, "" for a folder.
    """
    if world.ask is None or subject.kind not in {SubjectKind.PROJECT, SubjectKind.URL}:
        return None
    place = _place(start or subject.site_address)
    mail_domain = next(iter(truth.emails), "").rpartition("@")[2].casefold()
    if not _is_asked(mail_domain):
        mail_domain = ""
    if place is None and not mail_domain:
        return None
    spf = _spf(mail_domain, world.query) if mail_domain and world.query else (0, 0)
    mail = mail_of(mail_domain, world.query) if mail_domain and world.query else None
    return Reach(
        domain=place.domain if place else "",
        mail_domain=mail_domain,
        mail=mail,
        unsigned=unsigned_at(mail_domain, mail.servers, world.query) if mail and world.query else "",
        spf_records=spf[0],
        spf_lookups=spf[1],
        certificates=tuple(
            (host, days) for host, days in answers.certificates.items() if place and host == place.host
        ),
        expires=_expires(place, world) if place else None,
        twins=_twins(place, world) if place else (),
        lost=_lost(start, answers, world) if subject.kind is SubjectKind.URL else (),
    )


def _place(address: str) -> _Place | None:
    """Take the host of an address apart; None for numbers, local names and hosts below a name of others."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").casefold()
    if port not in {None, 80, 443} or not _is_asked(host) or ":" in host or host.rpartition(".")[2].isdigit():
        return None
    domain = host.removeprefix("www.")
    labels = domain.split(".")
    registered = len(labels) == 2 or (len(labels) == 3 and len(labels[2]) == 2 and labels[1] in _SECOND_LEVEL)
    return _Place(host, domain) if registered else None


def _is_asked(domain: str) -> bool:
    return (
        "." in domain
        and domain not in _FREE_MAIL
        and not is_sample_domain(domain)
        and not domain.endswith(".local")
    )


def _twins(place: _Place, world: World) -> tuple[tuple[str, str], ...]:
    """Ask every other spelling of the site's address; gives those that do not lead to the main one."""
    assert world.ask is not None
    hosts = (place.domain, f"www.{place.domain}")
    asked = [f"{scheme}://{host}/" for scheme in ("http", "https") for host in hosts]
    wrong = []
    for reply in world.ask(Ask(url, key=url) for url in asked if url != f"https://{place.host}/"):
        landed = _landed(reply)
        if landed is None and reply.ask.url.startswith("https:"):
            continue  # a certificate for one spelling only: nobody types https:// by hand
        if landed is None or urlsplit(landed).hostname != place.host or not landed.startswith("https:"):
            wrong.append((reply.ask.url, landed or ""))
    return tuple(sorted(wrong))


_MOST_OLD = 50
"""Former addresses of the site that one run asks for again."""


def _lost(start: str, answers: Answers, world: World) -> tuple[str, ...]:
    """Give the pages of this site that were alive in an earlier run, that no page links now, and that are gone."""
    assert world.ask is not None
    before = [
        url for url in world.past.once_live() if origin(url) == origin(start) and url not in answers.results
    ]
    gone = [
        reply.ask.key
        for reply in world.ask(ask_for(url) for url in before[:_MOST_OLD])
        if reply.status in {404, 410}
    ]
    return tuple(sorted(gone))


def _landed(reply: Reply) -> str | None:
    """Give where an answer was found, None without one."""
    return reply.final_url if reply.status is not None and reply.status < 400 else None


def _expires(place: _Place, world: World) -> date | None:
    if world.ask_by_name is None:
        return None
    ask: Callable[[Iterable[Ask]], Iterable[Reply]] = world.ask_by_name
    return registration_of(place.domain, lambda one: next(iter(ask([one])))).expires


def unsigned_at(domain: str, servers: Iterable[str], query: Query) -> str:
    """Give the name of the mail provider where the domain's signing key (DKIM) should be known and is not.

    Only providers whose place for the key is known are judged, and only when the name servers say that there is
    none: "" otherwise.
    """
    hosts = [server.casefold().rstrip(".") for server in servers]
    for provider in _providers():
        if any(host == end or host.endswith(f".{end}") for host in hosts for end in provider.servers):
            asked = [query(f"{name}._domainkey.{domain}", "TXT").asked for name in provider.selectors]
            none = all(each in {Asked.NONE, Asked.NO_NAME} for each in asked)
            return provider.name if none else ""
    return ""


@dataclass(frozen=True, slots=True)
class _Provider:
    name: str
    servers: tuple[str, ...]
    selectors: tuple[str, ...]


@cache
def _providers() -> tuple[_Provider, ...]:
    raw = load_data(Path(__file__).parent / "data" / "mail_providers.yaml")
    return tuple(_Provider(each["name"], tuple(each["servers"]), tuple(each["selectors"])) for each in raw)


def _spf(domain: str, query: Query) -> tuple[int, int]:
    """Count the SPF records of a domain and the look-ups that the first one needs, includes followed."""
    records = _spf_records(domain, query)
    return len(records), _lookups(domain, query, set())


def _spf_records(domain: str, query: Query) -> list[str]:
    found = query(domain, "TXT")
    values = found.values if found.asked is Asked.FOUND else ()
    return [value for value in values if value.casefold().split(" ")[0] == "v=spf1"]


def _lookups(domain: str, query: Query, seen: set[str]) -> int:
    """Follow includes and redirects, each once, and stop when it is too many anyway."""
    if domain in seen or len(seen) > 20:
        return 0
    seen.add(domain)
    records = _spf_records(domain, query)
    if not records:
        return 0
    count = 0
    for term in records[0].split()[1:]:
        if _COSTLY.match(term):
            count += 1
        name = re.match(r"(?i)^[+?~-]?(?:include:|redirect=)([\w.-]+)$", term)
        if name:
            count += _lookups(name.group(1).casefold(), query, seen)
    return count
