"""What a site promises and calls: claims without a source, old years, quotes, outside hosts, mixed content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from kit.check.local import is_local
from kit.check.placeholders import host_of_url
from kit.check.rule import Fault, check
from kit.check.site import Site
from kit.check.types import Severity, SubjectKind
from kit.facts.yaml_data import load_data
from kit.pages.types import LinkKind, Page, Place


@check(Site, Severity.WARNING)
def unproved_claim(site: Site) -> Iterator[Fault]:
    """A claim to be the best needs proof beside it.

    "The best plumber in Whitby" and "over 500 happy customers" convince nobody and may be forbidden; a number
    with its source convinces.
    """
    if site.business is None:
        return
    for page in site.pages:
        for mention in page.mentions:
            if mention.kind == "claim":
                fix = "Say what can be checked instead: years, jobs, a guarantee, a customer's own words."
                yield Fault(f"a claim without proof: “{mention.text[:80]}”", fix, mention.place, page.name)


@check(Site, Severity.WARNING)
def stock_phrase(site: Site) -> Iterator[Fault]:
    """No sentence may be one that any business could write.

    "Passionate about quality" says nothing of this business; the answer to the question named beside it does.
    """
    for page in site.pages if site.business else ():
        claims = {mention.place for mention in page.mentions if mention.kind == "claim"}
        for mention in page.mentions:
            if mention.kind == "stock" and mention.place not in claims:  # one sentence, one complaint
                message = f"“{mention.text}” could stand on anybody's page"
                yield Fault(message, f"Answer this instead: {mention.around}", mention.place, page.name)


@check(Site, Severity.WARNING)
def stale_year(site: Site) -> Iterator[Fault]:
    """The year in the footer must not be old.

    A copyright line two years old makes visitors wonder whether the business is still there.
    """
    if site.business is None and not site.truth.phones:
        return
    for page in site.pages:
        for mention in page.mentions:
            if mention.kind == "year" and int(mention.text) <= site.today.year - 2:
                message = f"the copyright line says {mention.text}"
                yield Fault(
                    message, "Write this year, or leave the year out.", mention.place, page.name, mention.text
                )


@check(Site, Severity.WARNING)
def stale_date(site: Site) -> Iterator[Fault]:
    """An offer that ran out, or the holiday hours of another year, must not stay.

    It tells visitors that nobody looks after the site; some insist on the offer.
    """
    if site.business is None and not site.truth.phones:
        return
    for page in site.pages:
        for mention in page.mentions:
            if mention.kind == "dated" and _is_over(mention.text, site.today):
                message = f"this is over: “{mention.text[:100]}”"
                yield Fault(message, "Remove it, or write the new date.", mention.place, page.name)


def _is_over(text: str, today: date) -> bool:
    """Tell whether the last date in a text lies before today; a year alone is over when it is last year's."""
    year = re.findall(r"20\d\d", text)[-1]
    month = next((number for number, name in enumerate(_MONTHS, 1) if name in text.casefold()), 0)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)", text.rpartition(year)[0][-24:])
    if not month or day is None:
        return int(year) < today.year
    try:
        return date(int(year), month, int(day.group(1))) < today
    except ValueError:
        return False


_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip


@check(Site, Severity.WARNING)
def service_not_shown(site: Site) -> Iterator[Fault]:
    """Every service in the facts must stand on the site.

    What is not there is not asked for. Compared are its names in all languages of the site.
    """
    if site.business is None or site.kind not in {SubjectKind.PROJECT, SubjectKind.FOLDER, SubjectKind.URL}:
        return
    shown = {mention.text for page in site.pages for mention in page.mentions if mention.kind == "service"}
    for service in site.business.services:
        names = {service.name.say(language).casefold() for language in site.business.all_languages}
        if not names & shown:
            fix = "Add it to a page, or remove it from the facts."
            yield Fault(f"the service “{service.name}” stands nowhere on the site", fix)


@check(Site, Severity.WARNING)
def quote_without_permission(site: Site) -> Iterator[Fault]:
    """A customer's words need the customer's permission.

    Ask, then write the day into the facts: proof.permission.
    """
    for page in site.pages:
        for mention in page.mentions:
            if mention.kind == "quote":
                fix = "Ask the customer, then note the day under proof: permission."
                yield Fault(
                    f"a quote without permission: “{mention.text[:60]}”", fix, mention.place, page.name
                )


@check(Site, Severity.WARNING)
def outside_host_not_named(site: Site) -> Iterator[Fault]:
    """Every outside host that the site calls must be named in the privacy notice.

    Fonts, maps and films from elsewhere hand over each visitor's address. Host them yourself, or name them.
    """
    if site.kind is SubjectKind.LIST or not _is_shop_window(site):
        return
    notices = [page for page in site.pages if page.notice]
    words = " ".join(page.notice for page in notices)
    own = _own_hosts(site)
    for host, seen in site.hosts:
        if not any(host == each or host.endswith(f".{each}") for each in own) and not _is_named(host, words):
            where = "the privacy notice does not name it" if notices else "there is no privacy notice"
            message = f"the site calls {host}, and {where}"
            fix = "Keep a copy of the file on your own site, or name the host in the privacy notice."
            yield Fault(message, fix, Place(seen.line, seen.column), seen.page, host)


@check(Page, Severity.WARNING)
def insecure_resource(page: Page) -> Iterator[Fault]:
    """A page served with https must not load parts by http.

    Browsers block or warn about them: pictures are missing, the lock in the address bar is gone.
    """
    if not (page.address.startswith("https:") or is_local(page.address)):
        return
    for link in page.links:
        if link.kind is LinkKind.RESOURCE and link.url.startswith("http:"):
            message = f"loaded without https: {link.url[:200]}"
            yield Fault(message, "Write https:// in its address.", link.place, url=link.url)


def _is_shop_window(site: Site) -> bool:
    """Handbooks and the like have no privacy notice of their own; a business says how to reach it."""
    return (
        site.business is not None
        or bool(site.truth.phones or site.truth.emails)
        or any(p.notice for p in site.pages)
    )


def _own_hosts(site: Site) -> frozenset[str]:
    """Give the hosts of the site itself, without www: where it was read, what it calls its own, what the facts say."""
    addresses = {address for page in site.pages for address in (page.address, page.canonical)}
    if site.business and site.business.site.address:
        addresses.add(site.business.site.address)
    hosts = {host_of_url(address).removeprefix("www.") for address in addresses if not is_local(address)}
    return frozenset(hosts - {""})


def _is_named(host: str, notice: str) -> bool:
    parts = host.split(".")
    domain = ".".join(parts[-2:])
    names = (host, domain, *_hosts().get(host, ()))
    return any(name in notice for name in names)


@cache
def _hosts() -> dict[str, tuple[str, ...]]:
    raw = load_data(Path(__file__).parent.parent / "data" / "hosts.yaml")
    return {host: tuple(names) for host, names in raw.items()}
