"""What is asked beside the links themselves: whether http links answer on https, whether mail links reach a mail server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

from kit.check.asking import Answers, ask_for, host_of
from kit.check.placeholders import is_sample_domain
from kit.check.types import Target, Verdict
from kit.check.walls import is_suspect
from kit.check.world import World
from kit.net.records import takes_mail

MOST_TWINS = 300
"""Links whose https address one run asks for: each costs a request that no visitor makes."""
MOST_DOMAINS = 100
"""Mail domains that one run asks about."""
_AT_ONCE = 8


def secure_twins(targets: Iterable[Target], answers: Answers, world: World) -> tuple[tuple[str, str], ...]:
    """Give (http link, where its https address led) for links that answer both ways without leading on.

    A link that its server sends on to https by itself needs no twin, and one with a port of its own has none.
    """
    if world.ask is None:
        return ()
    asks = []
    for target in targets:
        url = target.url.partition("#")[0]
        known = answers.results.get(url)
        plain = url.startswith("http://") and ":" not in url[7:].partition("/")[0]
        if not plain or known is None or known.verdict is not Verdict.LIVE:
            continue
        if _stays_plain(known.final_url) and any(seen.followed for seen in target.seen):
            asks.append(ask_for(f"https{url[4:]}"))
    found = []
    for reply in world.ask(iter(list(dict.fromkeys(asks))[:MOST_TWINS])):
        secure = reply.status is not None and reply.status < 300 and reply.final_url.startswith("https:")
        if secure and not is_suspect(reply):
            found.append((f"http{reply.ask.url[5:]}", reply.final_url))
    return tuple(sorted(found))


def _stays_plain(final_url: str | None) -> bool:
    return final_url is None or not final_url.startswith("https:")


def deaf_domains(targets: Iterable[Target], world: World) -> frozenset[str]:
    """Give the domains of mail links that take no mail; what name servers do not say is not held against any."""
    query = world.query
    if query is None:
        return frozenset()
    domains = list(dict.fromkeys(domain for target in targets for domain in mail_domains(target.url)))
    with ThreadPoolExecutor(_AT_ONCE, "webkit-mail") as threads:
        answers = threads.map(lambda domain: takes_mail(domain, query), domains[:MOST_DOMAINS])
        return frozenset(domain for domain, takes in zip(domains, answers, strict=False) if takes is False)


def mail_domains(url: str) -> Iterator[str]:
    """Give the domains of a mailto address, in lower case; sample domains take no mail by design."""
    scheme, _, rest = url.partition(":")
    if scheme.lower() != "mailto":
        return
    for address in unquote(rest.partition("?")[0]).split(","):
        domain = address.strip().rstrip(">").rpartition("@")[2].casefold()
        # `host_of` refuses what is no host name and would only trouble the name servers.
        if "." in domain and host_of(f"http://{domain}/") == domain and not is_sample_domain(domain):
            yield domain
