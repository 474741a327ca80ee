"""The profiles folder: a sheet per network, one page to paste from, listings, introduction, cards and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from kit.base.cache import Cache
from kit.base.files import RenderedFile
from kit.base.share import shared_folder
from kit.base.text import clean
from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.networks.catalogue import index, load_network
from kit.plan.choice import Choice
from kit.plan.words import minutes_text
from kit.profiles.cards import qr_files, signature, vcard
from kit.profiles.introduction import introduction
from kit.profiles.listings import LEAVE_OFF, claims, strings
from kit.profiles.pictures import Made, ReadFile, photo_for_card, pictures
from kit.profiles.plan_of_handles import handle_plan, planned_handles
from kit.profiles.sheets import fenced, sheet
from kit.profiles.verdicts import sheets_for, verdicts
from kit.profiles.why import Why, explain, explainer_of

if TYPE_CHECKING:
    from kit.render.engine import Templates

_FOLDER = "profiles"


def nothing_there(_path: str) -> bytes | None:
    """Read no files: for callers without a project folder."""
    return None


def render_profiles(
    business: Business,
    trade: Trade,
    choice: Choice,
    *,
    read: ReadFile = nothing_there,
    cache: Cache | None = None,
) -> Iterator[RenderedFile]:
    """Make every file below `profiles/`. The same facts give the same bytes.

    `read` gives the bytes of the owner's logo and photos by their path below the project folder; `cache` keeps
    the pictures and codes that were made of them.
    """
    from kit.render.engine import Templates, safe_html

    templates = Templates(shared_folder("templates") / _FOLDER)
    explainer = explainer_of(choice)
    answers = {name: explain(name, business, trade, choice, explainer) for name in index()}
    sheets = []
    networks = sheets_for(business, trade, choice)
    handles = planned_handles(business, trade, networks)
    for name in networks:
        made = tuple(pictures(business, trade, load_network(name), read, cache))
        yield from (_file(f"pictures/{each.name}", each.content) for each in made)
        sheets.append(sheet(name, business, trade, answers[name], made, handles.get(name, "")))
        yield _text(f"{name}.md", templates.render("sheet.md", {"sheet": _for_markdown(sheets[-1])}))
    cards = tuple(_cards(business, trade, read, cache))
    yield from cards
    data = _page(business, trade, choice, sheets, answers)
    data |= {"cards": _shown_cards(cards), "signature_html": safe_html(data["signature"]["html"])}
    yield from _pages(templates, data)


def _pages(templates: Templates, data: dict[str, Any]) -> Iterator[RenderedFile]:
    for name in ("profiles.html", "listings.md", "introduction.md", "handles.md"):
        yield _text(name, templates.render(name, data))


def _page(
    business: Business, trade: Trade, choice: Choice, sheets: list[dict[str, Any]], answers: dict[str, Why]
) -> dict[str, Any]:
    found = verdicts(business, trade, choice)
    spoken = introduction(business, trade)
    signed = signature(business, trade)
    return {
        "name": business.name,
        "language": business.language,
        "colour": _colour(business),
        "sheets": sheets,
        "minutes": _total(sheets),
        "strings": [
            fenced({"label": label, "text": text, "tell": text == LEAVE_OFF})
            for label, text in strings(business)
        ],
        "claims": list(claims(business, trade, found)),
        "introduction": {
            "lines": list(spoken.lines),
            "seconds": spoken.seconds,
            "ask": spoken.ask,
            "reason": spoken.reason,
            "more": [{"ask": ask, "reason": reason} for ask, reason in spoken.more_asks],
            "text": "\n".join((*spoken.lines, spoken.ask)).strip(),
        },
        "handles": handle_plan(business, trade, tuple(each["id"] for each in sheets)),
        "signature": {"html": signed.html, "text": signed.text},
        "all": [
            {
                "id": each.network,
                "name": index()[each.network].name.split(" (")[0],
                "verdict": each.word,
                "points": each.points,
                "answer": answers[each.network].answer,
                "what": answers[each.network].what,
                "who": answers[each.network].who,
                "cost": answers[each.network].cost,
                "reasons": " ".join(answers[each.network].reasons),
                "parts": answers[each.network].parts,
                "change": answers[each.network].change,
                "instead": answers[each.network].instead,
                "hold": list(answers[each.network].hold),
            }
            for each in found
        ],
    }


def _total(sheets: list[dict[str, Any]]) -> str:
    """Give the time that the profiles not there yet take, "" when all are."""
    minutes = sum(each["minutes"] for each in sheets if not each["profile"])
    return minutes_text(minutes) if minutes else ""


def _cards(business: Business, trade: Trade, read: ReadFile, cache: Cache | None) -> Iterator[RenderedFile]:
    yield _text("cards/contact.vcf", vcard(business, trade, photo=photo_for_card(business, read, cache)))
    signed = signature(business, trade)
    yield _text("cards/signature.html", signed.html)
    yield _text("cards/signature.txt", signed.text)
    codes = {"qr-contact": (vcard(business, trade, short=True), f"Contact of {business.name}")}
    if business.site.address:
        codes["qr-site"] = (business.site.address, business.site.address)
    for name, (content, title) in codes.items():
        try:
            svg, png = qr_files(content, title, cache)
        except ValueError:
            continue  # more than a QR code holds: the contact file still has it all
        yield _text(f"cards/{name}.svg", svg)
        yield _file(f"cards/{name}.png", png)


def _shown_cards(files: tuple[RenderedFile, ...]) -> list[dict[str, str]]:
    names = {"qr-site.svg": "QR code of your site", "qr-contact.svg": "QR code of your contact"}
    return [
        {"file": f"cards/{each.path.name}", "alt": names[each.path.name]}
        for each in files
        if each.path.name in names
    ]


def _for_markdown(data: dict[str, Any]) -> dict[str, Any]:
    """Give a sheet with a fence for each text to paste, one that the text itself cannot close."""
    boxes = [{**box, "texts": [fenced(text) for text in box["texts"]]} for box in data["boxes"]]
    post = fenced(data["post"]) if data["post"] else None
    return {**data, "boxes": boxes, "post": post, "display_name": fenced(data["display_name"])}


def _colour(business: Business) -> str:
    from kit.profiles.pictures import contrast_with_white

    colour = business.look.colour or "#1f4e5f"
    return colour if contrast_with_white(colour) >= 4.5 else "#1f4e5f"


def _text(path: str, content: str) -> RenderedFile:
    kept = content if path.endswith(".vcf") else clean(content, limit=4_000_000, lines=True)
    return RenderedFile.text(f"{_FOLDER}/{path}", kept)


def _file(path: str, content: bytes) -> RenderedFile:
    return RenderedFile(PurePosixPath(_FOLDER) / path, content)


__all__ = ["Made", "render_profiles"]
