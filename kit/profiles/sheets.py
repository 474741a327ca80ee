"""One network's sheet as plain data: everything to paste, in the order of the network's own form."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.facts.web import Profile
from kit.networks.catalogue import load_network
from kit.networks.links import Refusal, read_link
from kit.networks.models import Network, unchecked
from kit.plan.words import minutes_text
from kit.profiles.bios import Bio
from kit.profiles.boxes import Box, boxes, category, display_name
from kit.profiles.cards import postal
from kit.profiles.identity import steps
from kit.profiles.phrases import Tongue
from kit.profiles.pictures import Made
from kit.profiles.posts import first_post
from kit.profiles.statements import shown_phone, trade_name
from kit.profiles.why import Why

_THIN = 160
"""A long box with less in it says that more facts would help."""


_FOR_PROGRAMS = re.compile(
    r"\b\d{3}\b|HTTP|\{|probe|bots?\b|shell|scrap|fingerprint|marker|feed|redirect|path|sherlock|[Pp]eers|the tool|cannot tell"
    r"|not the same as|looks? (?:like|similar|the same)|subdomain|domains? (?:for|hide)|country domains|are different|rel=me|address space|\.com/"
)
"""Traps of the catalogue that are warnings to programs, not to owners."""


_SOURCES = re.compile(r"\s*\([^)]*(?:\.(?:com|net|org)|general knowledge|uberall)[^)]*\)")
"""Where a trap was read: for the catalogue, not for owners."""
_BEGINNINGS = (
    "Sign up", "Sign in", "Create a", "Pages > Create", "Register", "Open the shop", "Install", "Choose a server",
    "Search for your", "Find your", "Claim your", "Look your firm up", "Open it from", "Go to two groups",
)  # fmt: skip
"""Steps that somebody who has the profile has behind them."""


def sheet(
    network: str, business: Business, trade: Trade, why: Why, made: tuple[Made, ...], handle: str = ""
) -> dict[str, Any]:
    """Give the sheet of one network for a template; every text in it is made of facts or of the catalogue.

    `handle` is the one the handle plan proposes; a profile that is there keeps its own.
    """
    record = load_network(network)
    has = next(
        (each for each in business.profiles if each.network == network and each.state != "closed"), None
    )
    name, length, cut = display_name(business, record)
    filled = boxes(business, trade, record)
    parked = why.verdict in {"park", "signpost"}
    return {
        "id": network,
        "name": record.name,
        "short": record.short_name,
        "what": record.what,
        "verdict": why.verdict,
        "answer": why.answer,
        "reasons": list(why.reasons),
        "parts": why.parts,
        "change": why.change,
        "minutes": record.weekly_minutes.first_setup,
        "setup": minutes_text(record.weekly_minutes.first_setup),
        "weekly": why.cost,
        "start": record.guide.start if record.guide else "",
        "profile": _profile(has, record),
        "handle": _handle(business, record, has, handle),
        "display_name": {"text": name, "count": length, "limit": record.display_name.max, "note": cut},
        "category": _category(trade, record, business),
        "boxes": [_box(each.label, each.texts, each.note, each.language, business) for each in filled],
        "thin": _thin(business, filled) if network != "openstreetmap" else "",
        "contact": [{"label": label, "text": text} for label, text in contact_rows(business) if not _stands(text, filled)],
        "website": _website(business, record),
        "pictures": [_picture(each) for each in made],
        "wanted": _wanted(record, made),
        "post": _shown_post(business, trade, record, parked=parked),
        "steps": [each for each in record.guide.steps if not (has and each.startswith(_BEGINNINGS))] if record.guide else [],
        "safety": record.guide.safety if record.guide else "",
        "identity": list(steps(network, business)),
        "check": _look(_SOURCES.sub("", record.liveness.human_check)),
        "traps": [_sentence(_SOURCES.sub("", each)) for each in record.traps if not _FOR_PROGRAMS.search(each)],
        "verify": list(_unsure(record)),
    }  # fmt: skip


def contact_rows(business: Business) -> Iterator[tuple[str, str]]:
    """Give the contact facts as they must stand everywhere, letter by letter."""
    tongue, contact = Tongue(business.language), business.contact
    if contact.phone:
        yield tongue.say("Phone"), shown_phone(contact.phone, business)
    if contact.email:
        yield "Email", contact.email
    if address := postal(business):
        yield tongue.say("Where"), ", ".join(address)
    elif business.place.areas:
        yield tongue.say("Where"), ", ".join(business.place.areas)
    if business.hours.regular:
        yield tongue.say("Hours"), business.hours.regular.text
    if contact.booking_link:
        yield "Booking", contact.booking_link


def _look(check: str) -> str:
    """Say what to look at afterwards; a bare "Open the link." is filled up."""
    if len(check.split()) > 4:
        return check
    return f"{check.rstrip('.')} signed out: it should show the right name, picture and website."


def _sentence(text: str) -> str:
    """Give a note of the catalogue as a sentence."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _stands(text: str, filled: tuple[Box, ...]) -> bool:
    """Say whether a contact fact has a box of its own already."""
    return any(each.text == text for box in filled for each in box.texts)


def _category(trade: Trade, record: Network, business: Business) -> dict[str, str]:
    """Give the category to choose, and what else may be chosen or searched for."""
    found = category(trade, record, business)
    first, _, also = found.partition(" (also: ")
    if also:
        return {"text": first, "note": f"Also: {also.removesuffix(')')}", "all": found}
    if found.startswith("search the list"):
        word = trade_name(business, trade, business.language)
        return {"text": word, "note": "Type it into the list's search, and take the nearest.", "all": found}
    return {"text": found, "note": "", "all": found}


def _profile(has: Profile | None, record: Network) -> dict[str, Any] | None:
    if has is None:
        return None
    found = read_link(has.link or has.handle or "", record.id)
    if isinstance(found, Refusal):
        problem = (
            f"{found.sentence} {found.hint}"
            if has.link or has.handle
            else "The link of this profile is not in your facts yet."
        )
        return {"url": "", "state": has.state or "", "login": has.login or "", "problem": problem.strip()}
    return {"url": found.url, "state": has.state or "", "login": has.login or "", "problem": ""}


def _handle(business: Business, record: Network, has: Profile | None, planned: str) -> dict[str, str]:
    if has is not None and (has.link or has.handle):
        found = read_link(has.link or has.handle or "", record.id)
        if not isinstance(found, Refusal) and record.handle.chosen:
            return {
                "text": f"{record.handle.shown_with_prefix}{found.handle}",
                "note": "This is the one you have. Changing it breaks every link to it.",
            }
    if record.handle.kind == "phone_e164_digits" and (
        phone := business.contact.text_phone or business.contact.phone
    ):
        digits = phone.e164.removeprefix("+")
        return {
            "text": record.urls.canonical.format(handle=digits),
            "note": "This link opens a chat with you. Show it only where somebody answers the same day.",
        }
    if not record.handle.chosen:
        return {"text": "", "note": f"{record.short_name} makes the address itself."}
    if not planned:
        return {"text": "", "note": "Choose one; the form says what is allowed."}
    return {
        "text": f"{record.handle.shown_with_prefix}{planned}",
        "note": "If it is taken: handles.md has more, and so has the command webkit handles.",
    }


def _box(label: str, texts: tuple[Bio, ...], note: str, language: str, business: Business) -> dict[str, Any]:
    return {
        "label": label if len(business.all_languages) == 1 else f"{label} ({language})",
        "note": note,
        "language": language,
        "texts": [_text(each) for each in texts],
    }


def _text(bio: Bio) -> dict[str, Any]:
    return {
        "text": bio.text,
        "count": bio.count,
        "limit": bio.limit,
        "unit": bio.unit,
        "variant": {
            "facts": "What, where, how much",
            "voices": "In the words of customers and people here",
            "turned": "The same, with the way to you first",
        }[bio.variant],
        "rows": bio.text.count("\n") + 1 + len(bio.text) // 70,
    }


def _thin(business: Business, filled: tuple[Any, ...]) -> str:
    long = [text for box in filled for text in box.texts if text.limit is None or text.limit >= 500]
    if not long or max(len(text.text) for text in long) >= _THIN:
        return ""
    missing = [
        question
        for question, known in (
            ("what people pay for, and the prices (services)", bool(business.services)),
            (
                "what customers say when they first ring or come in (customers.first_words)",
                bool(business.customers.first_words),
            ),
            ("who works here (people)", bool(business.people)),
            ("something a stranger can check (proof)", bool(business.proof)),
            ("the year you began (business.since)", bool(business.identity.since)),
        )
        if not known
    ][:3]
    return (
        f"This text is short because little is known yet. It grows with: {'; '.join(missing)}."
        if missing
        else ""
    )


def _website(business: Business, record: Network) -> dict[str, str]:
    where = record.guide.website if record.guide else ""
    address = business.site.address or ""
    if not record.website_field.present:
        return {"text": "", "where": where, "note": f"{record.short_name} has no box for a website."}
    note = "Paste it exactly so: a question mark and whatever follows it would be tracking."
    if not address:
        note = "The address of your site is not in your facts yet (site.address)."
    return {"text": address, "where": where, "note": note}


def _picture(made: Made) -> dict[str, Any]:
    return {
        "file": f"pictures/{made.name}",
        "use": made.use,
        "width": made.width,
        "height": made.height,
        "alt": made.alt,
        "drawn": not made.source,
    }


def _wanted(record: Network, made: tuple[Made, ...]) -> list[str]:
    """Say which pictures to make by hand, with size and the part that stays visible."""
    found = {each.use for each in made}
    wanted = []
    for use, picture in (("picture", record.images.avatar), ("cover", record.images.cover)):
        if picture.width and picture.height and use not in found:
            size = (picture.width, picture.height)
            safe = picture.safe_area() or size
            middle = f"; keep what matters in the middle {safe[0]} × {safe[1]}" if safe != size else ""
            wanted.append(f"{use}: {size[0]} × {size[1]} pixels{middle}")
    return wanted


def _shown_post(business: Business, trade: Trade, record: Network, *, parked: bool) -> dict[str, Any] | None:
    made = first_post(business, trade, record, parked=parked)
    return _text(made) if made else None


def _unsure(record: Network) -> Iterator[str]:
    """Name the limits that rest on general knowledge: the owner must look whether they still hold."""
    for field in record.fields:
        if field.max is not None and unchecked(field.as_of, field.source, field.as_of or dt.date.min):
            yield f"the length of “{field.label}” ({field.max})"
    for use, picture in (("picture", record.images.avatar), ("cover", record.images.cover)):
        if picture.width and unchecked(picture.as_of, picture.source, picture.as_of or dt.date.min):
            yield f"the size of the {use} ({picture.width} × {picture.height})"


def fence(text: str) -> str:
    """Give a Markdown code fence that the text cannot close."""
    longest = max((len(run) for run in _runs(text)), default=0)
    return "`" * max(3, longest + 1)


def _runs(text: str) -> Iterator[str]:
    yield from re.findall(r"`+", text)


def fenced(value: Mapping[str, Any]) -> dict[str, Any]:
    """Give a text's data with its fence beside it."""
    return {**value, "fence": fence(str(value["text"]))}
