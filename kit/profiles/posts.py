"""The first post, to be pinned: who this is and how to reach them; on a parked profile that nobody answers there."""

from __future__ import annotations

from dataclasses import replace

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.networks.counting import UNITS, count, fits, shorten
from kit.networks.models import Network, TextField
from kit.profiles.bios import Bio, bios
from kit.profiles.boxes import taste_of
from kit.profiles.phrases import Tongue
from kit.profiles.statements import Said, shown_phone, statements

_POSTS = {
    "x": (280, "x_weighted"),
    "bluesky": (300, "graphemes"),
    "mastodon": (500, "mastodon"),
    "threads": (500, "strict"),
}
"""Longest post by network: docs.x.com (counting characters), atproto app.bsky.feed.post, Mastodon's default, Threads' help."""
_POST = (1000, "strict")
_EASY_TO_READ = 450
"""A first post that says everything is not read."""


def first_post(business: Business, trade: Trade, record: Network, *, parked: bool) -> Bio | None:
    """Give the text of the first post with its count, None where a network has no posts.

    Never over the network's limit by its own counting; the ways to get in touch stand in the last lines.
    """
    if record.is_listing or record.kind == "messaging":
        return None
    limit, method = _POSTS.get(record.id, _POST)
    text = (
        _parked(business, trade, limit, method)
        if parked
        else _speaking(business, trade, record, limit, method)
    )
    return Bio(text, count(text, method), limit, UNITS[method], "facts", ()) if text else None


def _speaking(business: Business, trade: Trade, record: Network, limit: int, method: str) -> str:
    said = statements(business, trade, business.language)
    ways = [each for each in said if each.kind == "contact"][:2]
    ways += [replace(each, kind="contact") for each in said if each.kind == "link"]
    last = "\n".join(each.text for each in ways)
    room = min(limit, _EASY_TO_READ)
    if not fits(last, room // 2, method):
        last = ways[0].text if ways and fits(ways[0].text, room // 2, method) else ""
    left = room - count(last, method) - 2 if last else room
    body = _body(said, business, trade, record, left, method)
    text = "\n\n".join(each for each in (body, last) if each)
    return text if fits(text, limit, method) else shorten(text, limit, method, whole_words=True)


def _body(
    said: tuple[Said, ...], business: Business, trade: Trade, record: Network, room: int, method: str
) -> str:
    box = TextField(
        "post", "First post", room, 0, method, "clickable", "unknown", "unknown", None, None, "", None, ()
    )
    taste = replace(taste_of(business, trade, record, box), links=True, contact=False)
    usable = tuple(each for each in said if each.kind not in {"link", "contact"})
    texts = bios(usable, box, taste)
    return texts[-1].text if texts else ""


def _parked(business: Business, trade: Trade, limit: int, method: str) -> str:
    """Say what this is, that nobody answers here, and where somebody does."""
    tongue, contact, place = Tongue(business.language), business.contact, business.place
    said = statements(business, trade, business.language)
    what = next((each.sentence for each in said if each.kind in {"what_short", "trade"}), "")
    street = place.street if "premises" in place.mode or not place.mode else ""
    phone = shown_phone(contact.phone, business) if contact.phone else ""
    ways = [
        each for each in (street, phone, contact.email, business.site.address, contact.booking_link) if each
    ]
    phrase = "We are not active here. The way to reach us: {way}"
    if business.identity.voice == "i":
        phrase = "I am not active here. The way to reach me: {way}"
    while len(ways) > 1 and not fits(f"{what} {tongue.say(phrase, way=' · '.join(ways))}", limit, method):
        ways.pop()
    text = f"{what} {tongue.say(phrase, way=' · '.join(ways))}".strip()
    return shorten(text, limit, method, whole_words=True)
