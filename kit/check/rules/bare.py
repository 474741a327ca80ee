"""No site where one should be: a server's own page, a list of files, an empty page, a domain that is for sale."""

from __future__ import annotations

from collections.abc import Iterator

from kit.check.bare import bare_words, hides_files, is_empty, is_listing
from kit.check.judge import says
from kit.check.local import is_front
from kit.check.rule import Fault, check
from kit.check.types import LinkResult, Severity
from kit.pages.types import Page

_FIX = (
    "Upload the site to the folder that the address shows, as index.html; ask your host which folder that is."
)


@check(Page, Severity.ERROR)
def no_site_on_front_page(page: Page) -> Iterator[Fault]:
    """The front page must be the site's, not the server's.

    A web server without a site shows a page of its own, a list of files, or nothing. To a program all of them
    answer; a customer believes that the business is gone.
    """
    if not is_front(page.name, page.address):
        return
    if words := bare_words(page.title, " ".join(run.text for run in page.texts)):
        fix = "Ask your host why, and how to get it back." if "switched" in words else _FIX
        yield Fault(f"there is no site here: {words}", fix)
    elif is_listing(page):
        yield Fault("there is no site here, only a bare list of files", _FIX)
    elif is_empty(page):
        yield Fault("the front page is empty", _FIX)


@check(LinkResult, Severity.ERROR)
def domain_shows_no_site(link: LinkResult) -> Iterator[Fault]:
    """The address of the site must show it.

    A domain that is for sale, or that a registrar has parked, shows advertisements to your customers.
    """
    for seen in link.seen:
        if seen.element == "start" and link.reason == "parked":
            fix = "Renew the domain today, or ask whoever manages it to point it at your host."
            yield Fault(f"there is no site at {link.url}: {says(link)}", fix, page=seen.page, url=link.url)


@check(Page, Severity.WARNING)
def empty_page(page: Page) -> Iterator[Fault]:
    """A page must not be empty.

    It answers, so nothing warns you; visitors see a white screen. Most often an upload was cut short.
    """
    if is_empty(page) and not is_front(page.name, page.address) and not hides_files(page.name):
        yield Fault("the page is empty", "Upload it again, or remove the links to it.")


@check(Page, Severity.WARNING)
def open_listing(page: Page) -> Iterator[Fault]:
    """Visitors must not meet a server's list of files.

    It looks broken, and shows what was never meant for them: old versions, backups, price lists.
    """
    if is_listing(page) and not is_front(page.name, page.address):
        fix = "Put an index.html there, or let your host switch such lists off."
        yield Fault("a bare list of files stands here instead of a page", fix)
