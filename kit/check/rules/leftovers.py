"""What the tools that pages are made with leave behind: their titles, their sample profiles, names of files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.check.local import is_local
from kit.check.placeholders import placeholders
from kit.check.rule import Fault, check
from kit.check.types import Severity
from kit.networks.links import ProfileLink, read_link
from kit.pages.types import LinkKind, Page

_LITTLE = 600
"""Characters of a page that has nothing to say yet; with more it only announces something."""


@check(Page, Severity.WARNING)
def placeholder_title(page: Page) -> Iterator[Fault]:
    """A title must not be the one the editor began with.

    "Untitled document" is the line people read in search results and in the tab.
    """
    if placeholders().titles.fullmatch(page.title.strip()):
        message = f"the page's title says nothing: “{page.title.strip()[:60]}”"
        yield Fault(message, "Say in a few words what the page is about, and whose it is.")


@check(Page, Severity.WARNING)
def placeholder_page(page: Page) -> Iterator[Fault]:
    """A page that only says that it will come must not be published.

    "Coming soon" tells a visitor to go elsewhere. Leave the page out until there is something to say.
    """
    if page.kind != "html" or page.scripted:
        return
    said = [run for run in page.texts if placeholders().to_come.fullmatch(run.text.strip())]
    if said and sum(len(run.text) for run in page.texts) < _LITTLE:
        message = f"the page has nothing to say yet: “{said[0].text.strip()[:60]}”"
        fix = "Write what there is to say: what you do, where, and how to reach you; or leave the page out."
        yield Fault(message, fix, said[0].place)


@check(Page, Severity.WARNING)
def sample_profile(page: Page) -> Iterator[Fault]:
    """A link to a network must lead to your profile, not to the example's.

    Templates come with facebook.com/yourpage; whoever has that name gets your visitors.
    """
    for link in page.links:
        if link.element == "a" and not is_local(link.url) and placeholders().handles.search(link.url):
            read = read_link(link.url)
            if isinstance(read, ProfileLink) and placeholders().handles.fullmatch(
                f"/{read.handle.strip('@/')}"
            ):
                fix = "Write the address of your own profile, or remove the link."
                yield Fault(
                    f"{link.url} is the example of a template, not your profile",
                    fix,
                    link.place,
                    url=link.url,
                )


@check(Page, Severity.WARNING)
def empty_script_link(page: Page) -> Iterator[Fault]:
    """A link must lead somewhere without a script.

    javascript:void(0) does nothing unless a script takes the press, and then it is a button.
    """
    for link in page.links:
        if link.element == "a" and not link.pressed and _NOTHING.fullmatch(link.raw.strip()) and link.text:
            message = f"the link “{link.text[:60]}” leads nowhere"
            yield Fault(message, "Give it an address, or remove it.", link.place)


@check(Page, Severity.WARNING)
def file_name_alt(page: Page) -> Iterator[Fault]:
    """A picture's text must say what it shows, not what its file is called.

    People who do not see it are read "IMG underscore 2041 dot jpg".
    """
    for image in page.images:
        alt = (image.alt or "").strip()
        if _FILE.fullmatch(alt):
            message = f"a picture's alternative text is the name of a file: “{alt[:60]}”"
            yield Fault(message, 'Say what it shows, or leave it empty for decoration: alt="".', image.place)


_NOTHING = re.compile(r"javascript:\s*(?:void\s*\(?\s*0?\s*\)?)?\s*;?", re.IGNORECASE)
_FILE = re.compile(r"[\w ()+.-]{1,80}\.(?:jpe?g|png|gif|webp|avif|heic|bmp)", re.IGNORECASE)


@check(Page, Severity.WARNING)
def empty_source(page: Page) -> Iterator[Fault]:
    """A picture, style or script must name its file.

    With an empty address browsers load nothing (HTML, "update the image data"). On a page with a script file of
    its own a picture may wait for that script, and is left alone.
    """
    if any(link.element == "script" and link.url for link in page.links):
        return
    for link in page.links:
        if link.element in _EMPTY and link.kind is LinkKind.RESOURCE and not link.raw.strip():
            message = f"{_EMPTY[link.element]} has an empty address, so nothing is loaded"
            yield Fault(message, f"Write the name of its file in {link.attribute}, or remove it.", link.place)


_EMPTY = {"img": "a picture", "link": "a style sheet or icon", "script": "a script"}
