"""Live checks of pages: the site as it answers, and the profiles, listings and registers that the facts name."""

# ruff: noqa: ARG001 - every check has the same two arguments, whether it needs both or not
from __future__ import annotations

import re
from collections.abc import Iterable

from kit.check.verify.look import Look, alive, names_site
from kit.net.types import Reply
from kit.pages.tree import MAX_BYTES
from kit.pages.types import Page
from kit.plan.items import Item

_NETWORKS = {
    "lst-01": ("google_business",),
    "lst-09": ("bing_places",),
    "lst-10": ("apple_business",),
    "pro-13": ("nextdoor",),
    "pro-15": ("youtube",),
    "pro-19": ("etsy",),
}
"""Which profile's link an item means."""
_FORUMS = ("reddit", "discord", "telegram")
_PARTNERS = re.compile(r"partner|recommended|empfehlungen|friends")
_MOST_LINKS = 30
_MAPS = frozenset({"google_business", "apple_business", "bing_places"})
_HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy")


def https_single_host(item: Item, look: Look) -> bool | None:
    """Hold when the four ways to write the address end on one, over https."""
    if not look.host:
        return None
    bare = look.host.removeprefix("www.")
    if look.fetch(f"https://{look.host}/").status is None:
        return None
    asked = [f"{scheme}://{host}/" for scheme in ("http", "https") for host in (bare, f"www.{bare}")]
    replies = [look.fetch(url) for url in asked]
    # a certificate for one spelling only is no fault: nobody types https:// by hand
    heard = [each for each in replies if each.status is not None or each.ask.url.startswith("http:")]
    return all(alive(each) is True and each.final_url.startswith(f"https://{look.host}/") for each in heard)


def security_headers(item: Item, look: Look) -> bool | None:
    """Hold when the live site sends a content policy, no-sniff and a referrer policy."""
    home = look.fetch(f"https://{look.host}/") if look.host else None
    return None if home is None or home.status != 200 else all(home.header(name) for name in _HEADERS)


def meta_tag_present(item: Item, look: Look) -> bool | None:
    """Hold when the live home page has the tag with which a network lets a site be claimed."""
    home = look.fetch(f"https://{look.host}/") if look.host else None
    if home is None or home.status != 200:
        return None
    return item.verify.tag.casefold() in {name.casefold() for name, _, _ in _page(home).meta}


def link_alive(item: Item, look: Look) -> bool | None:
    """Hold when the link that the item asks for answers; without a link in the facts it is open."""
    if item.id == "rev-01":
        links = [each.link for each in look.business.profiles if each.link and each.state != "closed"]
        return _all(alive(look.fetch(link)) for link in links[:2]) if len(links) > 1 else False
    link = look.link_of(*_NETWORKS.get(item.id, ()))
    return alive(look.fetch(link)) if link else False


def two_way_links(item: Item, look: Look) -> bool | None:
    """Hold when every profile that can be read names the site; what hides behind a wall cannot tell."""
    links = [each.link for each in look.business.profiles if each.link and each.state != "closed"]
    if not links or not look.host:
        return None
    answers = [names_site(look.fetch(link), look.host) for link in links]
    return False if False in answers else (True if True in answers else None)


def page_links_to_site(item: Item, look: Look) -> bool | None:
    """Hold when a register, directory or local list of the facts names the site."""
    if not look.host:
        return None
    if item.id == "lst-11":
        links = [proof.link for proof in look.business.proof if proof.link]
    else:
        links = [each.link for each in look.business.profiles if each.link and each.network not in _MAPS]
    answers = [names_site(look.fetch(link), look.host) for link in links]
    return True if True in answers else (None if None in answers or not answers else False)


def osm_tags_match(item: Item, look: Look) -> bool | None:
    """Hold when the object on the free map names the site."""
    link = look.link_of("openstreetmap")
    return names_site(look.fetch(link), look.host) if link and look.host else None


def register_link_alive(item: Item, look: Look) -> bool | None:
    """Hold when the facts link a register or proof that answers."""
    links = [proof.link for proof in look.business.proof if proof.link]
    return _all(alive(look.fetch(link)) for link in links) if links else False


def page_contains_text(item: Item, look: Look) -> bool | None:
    """Hold when the forum profile of the facts names the business; a page behind a wall cannot be told."""
    link = look.link_of(*_FORUMS)
    if not link:
        return False
    reply = look.fetch(link)
    if alive(reply) is False:
        return False
    said = look.business.name.casefold() in reply.body.decode("utf-8", "replace").casefold()
    return True if alive(reply) and said else None


def partner_links_alive(item: Item, look: Look) -> bool | None:
    """Hold when every link on the live page of recommended firms answers; the sitemap says which page that is."""
    listed = look.fetch(f"https://{look.host}/sitemap.xml") if look.host else None
    if listed is None or not alive(listed):
        return None
    pages = re.findall(r"<loc>\s*([^<\s]+)", listed.body.decode("utf-8", "replace"))
    page = next((url for url in pages if _PARTNERS.search(url.rpartition("/")[2])), "")
    if not page:
        return False
    named = [link.url for link in _page(look.fetch(page)).links if link.element == "a"]
    links = dict.fromkeys(
        url.partition("#")[0] for url in named if url.startswith("http") and look.host not in url
    )
    return _all(alive(look.fetch(url)) for url in list(links)[:_MOST_LINKS])


def _page(reply: Reply) -> Page:
    """Read a page as the check does; the first megabytes of a stranger's are enough."""
    from kit.pages.parse import parse_page

    return parse_page(reply.body[:MAX_BYTES], name="", address=reply.final_url)


def _all(answers: Iterable[bool | None]) -> bool | None:
    """Give no when one is no, cannot tell when one cannot, else yes."""
    every = list(answers)
    return False if False in every else (None if None in every else True)
