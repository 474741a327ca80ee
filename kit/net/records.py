"""What the name system and the registries say about a domain: mail servers, text records, the day it runs out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from kit.base.text import clean
from kit.net.types import Ask, Reply

BOOTSTRAP = "https://data.iana.org/rdap/dns.json"
"""Which registry answers for which ending (RFC 9224)."""
_LIMIT = 50


class Asked(StrEnum):
    """How a question to the name system ended."""

    FOUND = "found"
    NONE = "none"
    """The name exists without such a record."""
    NO_NAME = "no_name"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one kind, as text: for MX the servers by preference, for TXT the joined strings."""

    asked: Asked
    values: tuple[str, ...] = ()


Query = Callable[[str, str], Records]
"""Name and kind ("MX", "TXT", "A", …) to records; never raises."""


def system_query(name: str, kind: str, *, seconds: float = 5.0) -> Records:
    """Ask this machine's name servers, for at most `seconds`."""
    import dns.exception
    import dns.resolver

    try:
        answer = dns.resolver.resolve(name, kind, lifetime=seconds, search=False)
    except dns.resolver.NXDOMAIN:
        return Records(Asked.NO_NAME)
    except dns.resolver.NoAnswer:
        return Records(Asked.NONE)
    except (dns.exception.DNSException, OSError, UnicodeError):
        return Records(Asked.CANNOT_TELL)
    return Records(Asked.FOUND, tuple(clean(_record(entry, kind)) for entry in list(answer)[:_LIMIT]))


def _record(entry: Any, kind: str) -> str:
    if kind == "TXT":
        return b"".join(entry.strings).decode("utf-8", "replace")
    if kind == "MX":
        return f"{entry.preference} {entry.exchange.to_text(omit_final_dot=True)}"
    return str(entry.to_text()).rstrip(".")


@dataclass(frozen=True, slots=True)
class Mail:
    """Whether mail to a domain can arrive, and the sender rules it publishes."""

    arrives: bool | None
    """None when the name servers did not answer."""
    servers: tuple[str, ...] = ()
    spf: str = ""
    dmarc: str = ""


def mail_of(domain: str, query: Query) -> Mail:
    """Say whether `domain` takes mail: an MX, or by RFC 5321, 5.1 an address; the null MX (RFC 7505) says no."""
    arrives, servers = _mail_servers(domain, query)
    spf = _text_record(domain, "v=spf1", query)
    return Mail(arrives, servers, spf, _text_record(f"_dmarc.{domain}", "v=DMARC1", query))


def takes_mail(domain: str, query: Query) -> bool | None:
    """Say whether mail to `domain` can arrive, without asking for its sender rules; None when it cannot be told."""
    return _mail_servers(domain, query)[0]


def _mail_servers(domain: str, query: Query) -> tuple[bool | None, tuple[str, ...]]:
    found = query(domain, "MX")
    pairs = sorted((int(rank), name) for rank, _, name in (value.partition(" ") for value in found.values))
    servers = tuple(name for _, name in pairs if name not in {"", "."})
    if found.asked is Asked.CANNOT_TELL:
        return None, servers
    if found.asked is Asked.FOUND:
        return bool(servers), servers
    return (False if found.asked is Asked.NO_NAME else _has_address(domain, query)), servers


def _has_address(domain: str, query: Query) -> bool | None:
    answers = [query(domain, kind).asked for kind in ("A", "AAAA")]
    if Asked.FOUND in answers:
        return True
    return None if Asked.CANNOT_TELL in answers else False


def _text_record(name: str, beginning: str, query: Query) -> str:
    values = query(name, "TXT").values
    return next((value for value in values if value.lower().startswith(beginning.lower())), "")


@dataclass(frozen=True, slots=True)
class Registration:
    """What the registry says about a domain (RDAP, RFC 9083); `expires` is None where it does not tell."""

    registered: bool | None
    expires: date | None = None
    registrar: str = ""
    statuses: tuple[str, ...] = ()
    detail: str = ""


AskOne = Callable[[Ask], Reply]
"""One ask through the reference path."""


def registration_of(domain: str, ask: AskOne) -> Registration:
    """Ask the registry of `domain`'s ending about it; a registry without RDAP, or one that fails, cannot tell."""
    services = _json(ask(Ask(BOOTSTRAP, want_body=True)))
    server = _server_for(domain, services)
    if not server:
        return Registration(None, detail="the registry of this ending answers no such questions")
    reply = ask(
        Ask(
            f"{server.rstrip('/')}/domain/{domain}",
            want_body=True,
            headers=(("Accept", "application/rdap+json"),),
        )
    )
    if reply.status == 404:
        return Registration(registered=False)
    found = _json(reply)
    if not found:
        return Registration(None, detail="the registry did not answer")
    return Registration(
        registered=True,
        expires=_expiry(found.get("events")),
        registrar=_registrar(found.get("entities")),
        statuses=tuple(clean(str(status), limit=80) for status in _list(found.get("status"))[:_LIMIT]),
    )


def _json(reply: Reply) -> dict[str, Any]:
    if reply.trouble is not None or reply.status != 200 or reply.cut:
        return {}
    try:
        found = json.loads(reply.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _server_for(domain: str, services: dict[str, Any]) -> str:
    endings = {domain.lower().split(".", place)[-1] for place in range(1, domain.count(".") + 1)}
    best: tuple[int, str] = (0, "")
    for service in _list(services.get("services")):
        if len(_list(service)) < 2:
            continue
        servers = [server for server in _list(service[1]) if str(server).startswith("https://")]
        for ending in _list(service[0]):
            if servers and str(ending).lower() in endings:
                best = max(best, (str(ending).count(".") + 1, str(servers[0])))
    return best[1]


def _expiry(events: object) -> date | None:
    for event in _list(events):
        if isinstance(event, dict) and event.get("eventAction") == "expiration":
            try:
                return datetime.fromisoformat(str(event.get("eventDate"))).date()
            except ValueError:
                return None
    return None


def _registrar(entities: object) -> str:
    for entity in _list(entities):
        if not isinstance(entity, dict) or "registrar" not in _list(entity.get("roles")):
            continue
        card = _list(entity.get("vcardArray"))
        for line in _list(card[1]) if len(card) > 1 else []:
            if len(_list(line)) > 3 and line[0] == "fn":
                return clean(str(line[3]), limit=120)
    return ""
