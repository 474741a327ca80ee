"""Whether search engines may show the site at all: what hides a page from them, or gives its place to another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.check.local import is_front, is_local
from kit.check.placeholders import host_of_url
from kit.check.rule import Fault, check
from kit.check.site import Site
from kit.check.types import Severity
from kit.pages.types import Page, Place

_ROBOTS = frozenset({"robots", "googlebot", "bingbot"})
_OWN_MACHINE = re.compile(
    r"https?://(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\])(?=[:/?#]|\Z)", re.IGNORECASE
)


@check(Page, Severity.ERROR)
def hidden_from_search(page: Page) -> Iterator[Fault]:
    """The front page must not ask search engines to leave it out.

    "noindex" is right while a site is being made. Left in, nobody finds the business by searching, not even by
    its name. Other pages may have it: a page of thanks or of an error is nothing to find.
    """
    if not is_front(page.name, page.address):
        return
    for name, content, place in page.meta:
        words = {word.strip().casefold() for word in content.split(",")}
        if name.casefold() in _ROBOTS and words & {"noindex", "none"}:
            message = f"search engines are told to leave your front page out: {name}, “{content[:40]}”"
            yield Fault(message, "Remove this meta element once the site is meant to be found.", place)
            return


@check(Site, Severity.ERROR)
def closed_to_search(site: Site) -> Iterator[Fault]:
    """Neither robots.txt nor the server may keep search engines from the front page.

    "Disallow: /" and the header "X-Robots-Tag: noindex" are right while a site is being made. Left in, nobody
    finds the business by searching.
    """
    for each in site.hiding:
        message = f"search engines are told to stay away from your front page: “{each.words[:80]}”"
        fix = (
            "Have your host stop sending this header once the site is meant to be found."
            if each.words.startswith("X-")
            else "Take this line out of robots.txt once the site is meant to be found."
        )
        yield Fault(message, fix, Place(each.line, 1) if each.line else None, page=each.where)


@check(Page, Severity.ERROR)
def canonical_on_one_computer(page: Page) -> Iterator[Fault]:
    """The address a page calls its own (canonical) must not be one computer's.

    http://localhost/… is left from making the site; search engines are sent there and give up. A server that
    is looked at on the same computer may say so.
    """
    if _OWN_MACHINE.match(page.canonical) and not _OWN_MACHINE.match(page.address):
        message = f"search engines are sent to a server on one computer instead: {page.canonical[:120]}"
        fix = 'Write the address that the page has on the web in <link rel="canonical">.'
        yield Fault(message, fix, _canonical(page))


@check(Site, Severity.WARNING)
def canonical_elsewhere(site: Site) -> Iterator[Fault]:
    """A page must name itself as the one to be found, not a page of another site.

    Search engines show the address in rel="canonical" and leave this page out. Compared with the address in the
    facts, else, for the front page, with the host it was read from; with or without www is the same here.
    """
    own = host_of_url(site.business.site.address or "") if site.business else ""
    for page in site.pages:
        here = own or ("" if is_local(page.address) else host_of_url(page.address))
        there = host_of_url(page.canonical) if page.canonical.startswith("http") else ""
        if (
            not here
            or not there
            or _OWN_MACHINE.match(page.canonical)
            or "." not in here.strip("0123456789.")
        ):
            continue
        if _bare(here) != _bare(there) and (own or is_front(page.name, page.address)):
            message = f"search engines are sent to {there} instead of {here}"
            fix = f'Write the page\'s address at {here} in <link rel="canonical">, or remove it.'
            yield Fault(message, fix, page=page.name, url=page.canonical)


def _canonical(page: Page) -> Place | None:
    return next(
        (link.place for link in page.links if link.element == "link" and "canonical" in link.rel), None
    )


def _bare(host: str) -> str:
    return host.removeprefix("www.")
