"""What a page says about a business: names, phones, mail, addresses, hours, prices, profiles, logo, colours.

Plain extraction: everything that is said, each with its place and where it was found. What is right is
for the reader to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from kit.pages.business_data import said_in_data
from kit.pages.business_lists import services_listed
from kit.pages.business_text import said_in_texts
from kit.pages.tree import START, fold
from kit.pages.types import Page, Said, Topic
from kit.pages.urls import resolve

# Networks whose profile links businesses put on their pages. kit/networks knows far more about each.
_NETWORKS = frozenset(
    [
        "facebook.com",
        "instagram.com",
        "linkedin.com",
        "x.com",
        "twitter.com",
        "youtube.com",
        "tiktok.com",
        "pinterest.com",
        "threads.net",
        "threads.com",
        "bsky.app",
        "xing.com",
        "yelp.com",
        "nextdoor.com",
        "t.me",
        "wa.me",
        "whatsapp.com",
        "snapchat.com",
        "tumblr.com",
        "vimeo.com",
        "github.com",
        "etsy.com",
        "tripadvisor.com",
        "houzz.com",
        "behance.net",
        "dribbble.com",
        "soundcloud.com",
        "discord.gg",
        "medium.com",
        "substack.com",
        "google.com",
        "goo.gl",
        "g.page",
        "maps.app.goo.gl",
        "trustpilot.com",
    ]
)
_SHARING = re.compile(
    r"/(?:sharer?|intent|dialog|pin/create|plugins|embed|share(?:Article)?|submit)\b", re.IGNORECASE
)
_MAPS = re.compile(r"google\.[a-z.]+/maps|maps\.|g\.page|goo\.gl", re.IGNORECASE)
_MOST = 300


def business_said(page: Page) -> tuple[Said, ...]:
    """Give what a page says about its business, the surest sources first, nothing twice from one source."""

    found = [
        *said_in_data(page),
        *said_in_links(page),
        *said_in_meta(page),
        *_from_title(page),
        *_from_images(page),
        *said_in_texts(page),
        *services_listed(page),
    ]
    seen: set[tuple[Topic, str, str]] = set()
    kept = []
    for one in found:
        key = (one.topic, one.value, one.source)
        if one.value and key not in seen:
            seen.add(key)
            kept.append(one)
    return tuple(kept[:_MOST])


def colours_in(css: str, *, most: int = 6) -> tuple[tuple[str, int], ...]:
    """Give the colours a style sheet uses most, as (#rrggbb, how often), leaving out greys, white and black.

    Custom properties that sound like a brand's colour count ten times.
    """
    counts: dict[str, int] = {}
    for found in re.finditer(
        r"(--[\w-]*(?:brand|primary|accent)[\w-]*\s*:\s*)?#([0-9a-f]{3,8})\b", css, re.IGNORECASE
    ):
        colour = _six_digits(found[2].lower())
        if colour and not _is_grey(colour):
            counts[colour] = counts.get(colour, 0) + (10 if found[1] else 1)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((f"#{colour}", count) for colour, count in ranked[:most])


def _six_digits(digits: str) -> str:
    if len(digits) in {3, 4}:
        return "".join(sign * 2 for sign in digits[:3])
    return digits[:6] if len(digits) in {6, 8} else ""


def _is_grey(colour: str) -> bool:
    channels = [int(colour[index : index + 2], 16) for index in (0, 2, 4)]
    return max(channels) - min(channels) < 24


def said_in_links(page: Page) -> Iterator[Said]:
    """Give the numbers, mail addresses, profiles and icons that a page links to."""
    for link in page.links:
        if link.element not in {"a", "area", "link"}:
            continue
        scheme, _, rest = link.url.partition(":")
        if scheme == "tel":
            yield Said(Topic.PHONE, unquote(rest).partition(";")[0], "link", link.place, link.text)
        elif scheme == "mailto":
            for address in unquote(rest.partition("?")[0]).split(","):
                if "@" in address:
                    yield Said(Topic.EMAIL, address.strip(), "link", link.place, link.text)
        elif "icon" in link.rel or any(word.startswith("apple-touch-icon") for word in link.rel):
            yield Said(Topic.LOGO, link.url, "link", link.place, " ".join(link.rel))
        elif "me" in link.rel or (scheme in {"http", "https"} and _is_profile(link.url)):
            yield Said(Topic.PROFILE, link.url, "link", link.place, link.text)


def _is_profile(url: str) -> bool:
    found = re.match(r"https?://(?:[\w-]+\.)*?((?:[\w-]+\.){1,3}[a-z]{2,})(/[^?#]*)?", url)
    if not found or _SHARING.search(url):
        return False
    host = found[1]
    known = host in _NETWORKS or host.partition(".")[2] in _NETWORKS or host.split(".", 2)[-1] in _NETWORKS
    if host.endswith(("google.com", "goo.gl")) and not _MAPS.search(url):
        return False
    return known and (found[2] or "/") != "/"


_META = {
    "og:site_name": Topic.NAME,
    "application-name": Topic.NAME,
    "description": Topic.DESCRIPTION,
    "og:description": Topic.DESCRIPTION,
    "theme-color": Topic.COLOUR,
    "msapplication-tilecolor": Topic.COLOUR,
    "business:contact_data:phone_number": Topic.PHONE,
    "og:phone_number": Topic.PHONE,
    "business:contact_data:email": Topic.EMAIL,
    "og:email": Topic.EMAIL,
}
_META_ADDRESS = {
    "og:street-address": "street",
    "business:contact_data:street_address": "street",
    "og:postal-code": "postcode",
    "business:contact_data:postal_code": "postcode",
    "og:locality": "town",
    "business:contact_data:locality": "town",
}
"""Open Graph, its older form and the business names of Facebook (ogp.me; developers.facebook.com, "business.business")."""


def said_in_meta(page: Page) -> Iterator[Said]:
    """Give what the meta elements say, an address part by part: each has its own line."""
    for name, content, place in page.meta:
        key, text = name.lower(), fold(content)[:500]
        if text and (topic := _META.get(key)):
            yield Said(topic, text, "meta", place)
        elif text and (part := _META_ADDRESS.get(key)):
            yield Said(Topic.ADDRESS, text, "meta", place, parts=((part, text),))


def _from_title(page: Page) -> Iterator[Said]:
    for piece in re.split(r"\s+[|–—·•»-]\s+|\s*\|\s*", page.title):
        yield Said(Topic.NAME, piece.strip()[:200], "title", START, page.title[:200])


def _from_images(page: Page) -> Iterator[Said]:
    images = {link.raw: link.url for link in page.links if link.element == "img" and link.attribute == "src"}
    for image in page.images:
        if re.search(r"logo", f"{image.src.rpartition('/')[2]} {image.alt or ''}", re.IGNORECASE):
            url = images.get(image.src) or resolve(image.src, page.address)[0]
            yield Said(Topic.LOGO, url, "image", image.place, image.alt or "")
