"""Links: what a visitor would fail on, and nothing that cannot be told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.check.judge import fix_for, says
from kit.check.local import Where
from kit.check.moved import leads_home, moved_to
from kit.check.rule import Fault, check
from kit.check.site import Site, Stray
from kit.check.types import LinkResult, Seen, Severity, Verdict
from kit.pages.types import Place


@check(LinkResult, Severity.ERROR)
def broken_link(link: LinkResult) -> Iterator[Fault]:
    """Every link must lead somewhere.

    A visitor who meets a dead link doubts the rest of the page. Correct the address or remove the link;
    the same dead link is named for every place where it stands.
    """
    if link.verdict is Verdict.BROKEN:
        for seen in link.seen:
            if seen.followed:
                yield _fault(link, seen)


@check(LinkResult, Severity.WARNING)
def broken_mention(link: LinkResult) -> Iterator[Fault]:
    """Addresses in structured data and previews must lead somewhere.

    Search engines and networks read them: a dead picture address means a preview without a picture.
    """
    if link.verdict is Verdict.BROKEN:
        for seen in link.seen:
            if not seen.followed:
                yield _fault(link, seen)


@check(LinkResult, Severity.WARNING)
def moved_link(link: LinkResult) -> Iterator[Fault]:
    """A link must name the address of today.

    The server says that the page has moved for good. It leads on for now; one day it does not, and until then
    each visitor waits a little longer. Redirects that may change again are no fault, nor is the same address
    with https, www or a slash, nor a short link.
    """
    there = moved_to(link)
    if not there:
        return
    gone = leads_home(link.url, there)
    for seen in link.seen:
        if seen.followed and seen.element != "start":
            if gone:
                message = (
                    f"{_named(seen)} leads to {link.url}, and from there only to the front page ({there})"
                )
                fix = "The page itself seems gone: link to what replaced it, or remove the link."
            else:
                message = f"{_named(seen)} leads to {link.url}, which has moved for good to {there}"
                fix = f"Write {there}"
            yield Fault(message, fix, _place(seen), seen.page, link.url)


@check(Stray, Severity.WARNING)
def link_leaves_folder(stray: Stray) -> Iterator[Fault]:
    """Links of a site must stay inside its folder.

    What lies above the folder is on this disk but will not be on the server. Copy the file into the
    folder, or link to its address on the web.
    """
    if stray.where == Where.OUTSIDE:
        for seen in stray.link.seen:
            message = f"{_named(seen)} leads out of the folder, to {stray.near}"
            yield Fault(message, "Copy the file into the folder.", _place(seen), seen.page, stray.link.url)


@check(Stray, Severity.WARNING)
def folder_without_index(stray: Stray) -> Iterator[Fault]:
    """A link to a folder needs an index.html there.

    Without one most servers answer "forbidden" or show a bare list of files.
    """
    if stray.where == Where.BARE_FOLDER:
        for seen in stray.link.seen:
            message = f"{_named(seen)} leads to the folder {stray.near or '/'}, which has no index.html"
            yield Fault(
                message,
                "Link to a page in it, or add an index.html.",
                _place(seen),
                seen.page,
                stray.link.url,
            )


@check(Stray, Severity.ERROR)
def broken_picture(stray: Stray) -> Iterator[Fault]:
    """A picture must be one.

    An empty file, one that was cut off while it was uploaded, or a page in its place: the address answers, and
    visitors see a torn picture.
    """
    if stray.where == Where.NO_PICTURE:
        for seen in stray.link.seen:
            message = f"{_named(seen)} shows {stray.link.url}: {stray.near}"
            yield Fault(message, "Upload the picture again.", _place(seen), seen.page, stray.link.url)


@check(Site, Severity.WARNING)
def link_without_https(site: Site) -> Iterator[Fault]:
    """A link must be written with https where its host answers so.

    By http anybody on the way can read and change what the visitor sees, and browsers warn of it.
    """
    twins = dict(site.secure)
    for link in site.links if twins else ():
        if better := twins.get(link.url.partition("#")[0]):
            for seen in link.seen:
                message = f"{_named(seen)} leads to {link.url}, which answers on https too"
                yield Fault(message, f"Write {better}", _place(seen), seen.page, link.url)


def _fault(link: LinkResult, seen: Seen) -> Fault:
    reason = f"{says(link)}{_more(link)}"
    verb = "leads to" if seen.followed else "names"
    message = f"{_named(seen)} {verb} {link.url or 'nowhere'}: {reason}"
    if seen.element == "line" or ("://" in link.url and seen.text.rstrip("/") == link.url.rstrip("/")):
        message = f"{link.url}: {reason}"
    return Fault(message, f"{_fix(link)}{_archived(link)}", _place(seen), seen.page, link.url)


def _fix(link: LinkResult) -> str:
    if link.suggestion:
        return f"Link to {link.suggestion} instead, if that is what was meant."
    if link.reason == "malformed_url":
        return _RIGHT.get(link.url.partition(":")[0].lower()) or fix_for(link.reason)
    if link.reason == "tls_error" and "does not speak TLS" in link.note:
        return "Write it with http://, or correct the port."
    if "#:~:" in link.url and link.reason == "fragment_missing":
        return "Point the link at words that are on the page, or leave out what follows the #."
    return fix_for(link.reason)


_RIGHT = {
    "mailto": "Write it for example as mailto:info@yourname.com",
    "tel": "Write it for example as tel:+442071234567",
    "sms": "Write it for example as sms:+447700123456",
    "geo": "Write it for example as geo:50.3755,-4.1427",
}
"""What a right address of each kind looks like."""


def _archived(link: LinkResult) -> str:
    """Name the address of an archived copy; it is formed, not asked for."""
    if link.reason in {"not_found", "gone", "dns_failure"} and _WEB_NAME.match(link.url):
        return f" An old copy may be at https://web.archive.org/web/{link.url}"
    return ""


_WEB_NAME = re.compile(r"https?://[^/?#]*\.[a-z]", re.IGNORECASE)  # archives keep no numbers


def _more(link: LinkResult) -> str:
    if link.reason == "connection_refused" or "in a circle" in link.note:
        return ""  # the reason says it already
    return f" ({link.note})" if link.note else ""


def _place(seen: Seen) -> Place:
    return Place(seen.line, seen.column)


def _named(seen: Seen) -> str:
    if seen.element == "meta":
        return f"the preview ({seen.text})" if seen.text else "the refresh of the page"
    if seen.text:
        return f"“{seen.text}”"
    if not seen.followed:
        return _MENTIONED.get(seen.element, "an address that only machines read")
    return _STANDS.get(seen.element, "a link")


_MENTIONED = {
    "link": "an address in the head of the page",
    "script": "the structured data",
    "blockquote": "the source of a quote",
    "q": "the source of a quote",
    "img": "the image map of a picture",
}
_STANDS = {
    "img": "a picture",
    "image": "a picture",
    "source": "a picture or film",
    "video": "a film",
    "audio": "a sound",
    "track": "a film with subtitles",
    "link": "a file of the page",
    "script": "a script",
    "style": "the style of the page",
    "css": "the style sheet",
    "form": "a form",
    "input": "a button",
    "button": "a button",
    "iframe": "a frame",
    "frame": "a frame",
    "object": "an embedded file",
    "embed": "an embedded file",
    "area": "an area of a picture",
    "icons": "an icon of the web app",
    "manifest": "the start of the web app",
    "redirect": "a redirect",
    "start": "the address you named",
    "line": "the list",
}
