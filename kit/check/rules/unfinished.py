"""Nothing unfinished: the one list that `webkit check` warns by and `webkit build --publish` refuses by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kit.check.bare import is_empty
from kit.check.local import is_local
from kit.check.placeholders import (
    host_of_mail,
    host_of_url,
    is_fiction,
    is_reserved,
    is_sample_domain,
    placeholders,
)
from kit.check.rule import Fault, check
from kit.check.types import Severity
from kit.networks.catalogue import index
from kit.networks.links import Refusal, Refused, read_link
from kit.pages.business_data import said_in_data
from kit.pages.business_text import emails_in
from kit.pages.types import Link, LinkKind, Page, Place, Topic

_PHONE_IN_TEXT = re.compile(
    r"(?<![\w./-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{3,5}\)[ .-]?\d{3}[ .-]?\d{3,4}|\d{3}[.-]\d{3}[.-]\d{4}|0\d{3,4} \d{3} ?\d{3,4})(?![\w/-])"
)
"""A number as people write one to ring: (555) 123-4567, 202-555-0143, 01632 960 123."""
_WRITTEN_AS_CODE = frozenset({"pre", "code", "textarea", "samp", "kbd"})


@check(Page, Severity.WARNING)
def placeholder_text(page: Page) -> Iterator[Fault]:
    """No text of a template may be left.

    Filler and brackets tell a visitor that nobody looked. Write your own words or remove the part.
    """
    whole = "\n".join((page.title, *(run.text for run in page.texts))).lower()
    likely = [each for each in placeholders().texts if any(sign in whole for sign in each.signs)]
    for each in likely:
        if found := each.like.search(page.title):
            message = f"{each.what} is left in the page's title: “{found.group()[:60]}”"
            yield Fault(message, "Write in it what the page is about: it is the line search results show.")
            break
    for run in page.texts if likely else ():
        if run.element in _WRITTEN_AS_CODE:
            continue
        for each in likely:
            if found := each.like.search(run.text):
                message = f"{each.what} is left: “{found.group()[:60]}”"
                yield Fault(message, "Write your own words there, or remove it.", run.place)
                break


@check(Page, Severity.WARNING)
def sample_number(page: Page) -> Iterator[Fault]:
    """A phone number kept for fiction must not stay.

    Such numbers (01632 960…, 555-01…) are kept for films and samples and ring nowhere. In a text they count
    when they are written as a number to ring: with spaces, brackets or a plus.
    """
    linked = (
        (link.text if _PHONE_IN_TEXT.fullmatch(link.text) else link.url.partition(":")[2], link.place)
        for link in page.links
        if link.url.startswith(("tel:", "sms:"))
    )
    shown = (
        (found.group().strip(), run.place)
        for run in page.texts
        if run.element not in _WRITTEN_AS_CODE
        for found in _PHONE_IN_TEXT.finditer(run.text)
    )
    read = ((said.value, said.place) for said in said_in_data(page, own=True) if said.topic is Topic.PHONE)
    for number, place in (*linked, *shown, *(read if page.data else ())):
        if is_fiction(number):
            message = f"the number {number} is kept for fiction and rings nowhere"
            yield Fault(message, "Put your own number there.", place)
            return  # one is enough: the number stands on every page, often several times


@check(Page, Severity.WARNING)
def sample_domain(page: Page) -> Iterator[Fault]:
    """A link to an address that belongs to nobody must not stay.

    example.com, anything ending in .example, and "yourdomain.com" lead to no business.
    """
    found = (
        (host_of_url(link.url), link)
        for link in page.links
        if not is_local(link.url) and not link.url.startswith("mailto:")
    )
    yield from _of_nobody(
        (host, link.place)
        for host, link in found
        if is_sample_domain(host) and not (is_reserved(host) and _shows_itself(link))
    )


@check(Page, Severity.WARNING)
def sample_mail(page: Page) -> Iterator[Fault]:
    """A mail address that belongs to nobody must not stay.

    What customers write to you@example.com or info@yourdomain.com never arrives.
    """
    linked = ((host_of_mail(link.url).partition("?")[0], link) for link in page.links if _is_mail(link))
    sample = (
        (host, link.place)
        for host, link in linked
        if is_sample_domain(host) and not (is_reserved(host) and _shows_itself(link))
    )
    yield from _of_nobody((*sample, *_mail_hosts(page)))


def _is_mail(link: Link) -> bool:
    return link.url.startswith("mailto:")


def _of_nobody(found: Iterable[tuple[str, Place]]) -> Iterator[Fault]:
    """Name each host once a page."""
    first: dict[str, Place] = {}
    for host, place in found:
        if host:
            first.setdefault(host, place)
    for host, place in first.items():
        whose = "that belongs to nobody" if is_reserved(host) else "of templates, not yours"
        yield Fault(f"{host} is a sample domain {whose}", "Put your own address there.", place, url=host)


def _shows_itself(link: Link) -> bool:
    """Handbooks show addresses below example.com on purpose; programs that make them turn each into a link."""
    return link.element == "a" and link.text.rstrip("/") == link.raw.removeprefix("mailto:").rstrip("/")


def _mail_hosts(page: Page) -> Iterator[tuple[str, Place]]:
    """Handbooks write to somebody@example.com in their texts, and mean it; a template's own domain is a leftover."""
    for run in page.texts:
        if "@" in run.text and run.element not in _WRITTEN_AS_CODE:
            for address in emails_in(run.text):
                if (host := address.rpartition("@")[2].casefold()) in placeholders().mail_domains:
                    yield host, run.place


@check(Page, Severity.WARNING)
def empty_link(page: Page) -> Iterator[Fault]:
    """A link must lead somewhere.

    A link with an empty address, a bare # or #! does nothing when it is pressed. Links to the top of the page
    are fine, so is a menu's link to the page it stands on, and a button that a script takes the press of.
    """
    here = page.title.casefold()
    empty = {link.text for link in page.links if _is_empty(link, "") and link.text.casefold() not in here}
    for link in page.links:
        # Generators write an empty address for the one menu entry that is the page itself.
        if not _is_empty(link, "#", "#!") and not (_is_empty(link, "") and len(empty) > 2):
            continue
        words = link.text.casefold().strip(" .…")
        if words not in placeholders().top_words and not (words and words in here):
            message = (
                f"the link “{link.text[:60]}” leads nowhere"
                if words
                else "a link without words leads nowhere"
            )
            yield Fault(message, "Give it an address, or remove it.", link.place)


@check(Page, Severity.ERROR)
def link_to_own_disk(page: Page) -> Iterator[Fault]:
    """No link may point at a file on the author's own disk, or at a server on their own machine.

    file:///C:/… and http://localhost/… work for whoever wrote the page and for nobody else. A site that is
    looked at on the same computer may name its own server.
    """
    here = _OWN_DISK.match(page.address) and page.address.startswith("http")
    for link in page.links:
        if link.kind is LinkKind.MENTION or not _OWN_DISK.match(link.url):
            continue
        if here and link.url.startswith("http"):
            continue
        named = (
            f"“{link.text[:60]}”" if link.text else "a link" if link.element == "a" else "a file of the page"
        )
        if link.url.startswith("http"):
            message = f"{named} points at a server on one computer: {link.raw[:120]}"
            yield Fault(message, "Write the address that it has on the web.", link.place)
        else:
            message = f"{named} points at a file on one computer: {link.raw[:120]}"
            yield Fault(message, "Copy the file into the site and link to it there.", link.place)


# Drives of Windows look like kinds of address of one letter.
_OWN_DISK = re.compile(
    r"file:|[a-z]:[/\\\\]|https?://(?:localhost|127(?:\.\d+){3}|\[::1\])(?=[:/?#]|\Z)", re.IGNORECASE
)


@check(Page, Severity.WARNING)
def front_page_link(page: Page) -> Iterator[Fault]:
    """An icon of a network must lead to the profile, not to the network's front page.

    Themes come with links to facebook.com and instagram.com; they send your visitors away for nothing.
    """
    for link in page.links:
        if link.element == "a" and not is_local(link.url) and _is_bare(link):
            read = read_link(link.url)
            if isinstance(read, Refusal) and read.why is Refused.FRONT_PAGE:
                fix = "Link to your profile there, or remove the link."
                yield Fault(
                    f"{link.url} is the front page of a network, not your profile",
                    fix,
                    link.place,
                    url=link.url,
                )


@check(Page, Severity.WARNING)
def theme_author_link(page: Page) -> Iterator[Fault]:
    """Links to the maker of a theme must be wanted.

    They are left in the footer of many free themes. Some licences ask for them: then skip this check.
    """
    for link in page.links:
        if link.element != "a" or is_local(link.url):
            continue
        host = host_of_url(link.url).removeprefix("www.")
        if host in placeholders().theme_authors:
            fix = "Remove it, unless the theme's licence asks for it."
            yield Fault(f"a link to the maker of the theme is left: {host}", fix, link.place, url=host)


@check(Page, Severity.WARNING)
def missing_alt(page: Page) -> Iterator[Fault]:
    """Every picture needs a text for people who do not see it.

    Say what it shows; a picture that is only decoration gets an empty one (alt=""). A theme's "..." is none.
    """
    for image in page.images:
        shown = image.src[:120] if not image.src.startswith("data:") else "inside the page"
        if image.alt is None:
            message = f"a picture has no alternative text: {shown}"
            yield Fault(message, 'Say what it shows in alt="…".', image.place)
        elif placeholders().alt_texts.fullmatch(image.alt.strip()):
            message = f"a picture's alternative text is only “{image.alt.strip()[:40]}”: {shown}"
            yield Fault(message, 'Say what it shows, or leave it empty for decoration: alt="".', image.place)


@check(Page, Severity.WARNING)
def placeholder_picture(page: Page) -> Iterator[Fault]:
    """A grey box of a template is no picture.

    Services such as dummyimage.com draw it for designers; a visitor sees a box with numbers in it. A photo
    of the place, the people or the work says more than any other.
    """
    seen: set[str] = set()
    for link in page.links:
        host = "" if is_local(link.url) else host_of_url(link.url).removeprefix("www.")
        if host in placeholders().picture_hosts and link.url not in seen:
            seen.add(link.url)
            message = f"a grey box from {host} stands in the place of a picture"
            yield Fault(message, "Put a photo of your own there, or remove it.", link.place, url=link.url)


@check(Page, Severity.WARNING)
def empty_title(page: Page) -> Iterator[Fault]:
    """Every page needs a title.

    It is the line people read in search results and in the tab.
    """
    if not page.title.strip() and not is_empty(page):
        yield Fault("the page has no title", "Say in a few words what the page is about.")


def _is_empty(link: Link, *addresses: str) -> bool:
    return (
        link.element == "a"
        and link.attribute == "href"
        and not link.pressed
        and link.raw.strip() in addresses
    )


def _is_bare(link: Link) -> bool:
    """Front pages have no path; only networks whose front page shows nothing are meant, as icon or by name."""
    path = link.url.partition("://")[2].partition("/")[2]
    if path.strip("/") or not link.url.startswith("http"):
        return False
    host = host_of_url(link.url)
    return any(host in index()[name].hosts for name in placeholders().front_pages if name in index())
