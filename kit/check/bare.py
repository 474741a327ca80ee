"""What stands where a site should be: a server's own page, a notice of the host, a list of files, or nothing."""

from __future__ import annotations

import re

from kit.check.walls import signs
from kit.pages.types import Page

_LITTLE_TEXT = 3000
"""Signs of a server's own start page; Debian's long one has fewer. A page about such pages says more."""


def bare_words(title: str, text: str) -> str:
    """Say what a page shows in the place of a site, "" for any other page."""
    if len(text) > _LITTLE_TEXT:
        return ""
    if _plain(title) in signs().suspended_titles:
        return "its host has switched the site off"
    if is_bare_title(title) or text.strip().casefold() in signs().server_texts:
        return "it shows only the start page of its web server"
    return ""


def is_bare_title(title: str) -> bool:
    """Tell a title that only servers and hosts write."""
    return _plain(title) in signs().server_titles | signs().suspended_titles


def _plain(title: str) -> str:
    return title.strip().casefold()


def is_listing(page: Page) -> bool:
    """Tell a server's list of the files in a folder: its title says so, and its first heading the same."""
    title = page.title.strip()
    first = page.headings[0][1].strip() if page.headings else ""
    return (
        title.startswith(("Index of /", "Directory listing for /", "Directory Listing For "))
        and first == title
    )


def hides_files(name: str) -> bool:
    """Tell the empty index that somebody put into a folder of files so that no list of them is shown; nobody visits it."""
    return _IN_FILES.search(name) is not None


_IN_FILES = re.compile(
    r"(?:^|/)(?:assets|cache|css|data|downloads?|files|fonts|icons|images?|img|includes?|js|lib|logs|media|pictures|scripts|"
    r"static|styles|te?mp|templates|uploads|vendor)/(?:.*/)?index\.html?$",
    re.IGNORECASE,
)


def is_empty(page: Page) -> bool:
    """Tell a page that shows nothing at all and does nothing either."""
    holds = page.texts or page.images or page.links or page.forms or page.title.strip()
    return page.kind == "html" and not holds and not page.scripted and not page.cut
