"""Cards: QR codes, a contact file with photo, and an email signature that mail programs keep whole."""

from __future__ import annotations

import io
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any
from urllib.parse import quote

from kit.base.cache import Cache, remembered
from kit.facts.models import Business
from kit.facts.places import address_lines
from kit.facts.trade import Trade
from kit.profiles.phrases import Tongue
from kit.profiles.statements import shown_phone, trade_name, where


@dataclass(frozen=True, slots=True)
class Signature:
    """An email signature, as HTML for mail programs and as plain text."""

    html: str
    text: str


def qr_svg(content: str, *, colour: str = "#000000", title: str = "") -> str:
    """Give a QR code as SVG for print and web: error correction M, quiet zone of four modules.

    Raises ValueError when the content is too long for any QR code (about 2300 bytes at M).
    """
    out = io.BytesIO()
    _qr(content).save(out, kind="svg", scale=8, border=4, dark=colour, light="#ffffff", xmldecl=False, svgclass=None, lineclass=None, title=title or None)  # fmt: skip
    return out.getvalue().decode("utf-8")


def qr_png(content: str, *, scale: int = 12) -> bytes:
    """Give a QR code as PNG, black on white; `scale` pixels a module."""
    out = io.BytesIO()
    _qr(content).save(out, kind="png", scale=scale, border=4, dark="#000000", light="#ffffff")
    return out.getvalue()


def qr_files(content: str, title: str, kept: Cache | None) -> tuple[str, bytes]:
    """Give a QR code as SVG and as PNG; raises as `qr_svg`."""
    svg = remembered(kept, "qr svg", (content, title), lambda: qr_svg(content, title=title).encode("utf-8"))
    return svg.decode("utf-8"), remembered(kept, "qr png", (content,), lambda: qr_png(content))


@cache
def _qr(content: str) -> Any:
    """Give the code itself; finding its best mask is most of the work, and it is wanted as SVG and as PNG."""
    import segno

    try:
        return segno.make(content, error="m", micro=False, boost_error=False)
    except segno.DataOverflowError as exc:
        raise ValueError("too long for a QR code") from exc


def vcard(business: Business, trade: Trade, *, photo: bytes = b"", short: bool = False) -> str:
    """Give the contact file (vCard 3.0, RFC 2426: what phones and Outlook all read), lines of 75 octets.

    `photo` is a small JPEG. With `short` only what a QR code has room for.
    """
    person = business.people[0] if business.people else None
    language, contact = business.language, business.contact
    name = person.name if person else business.name
    first, _, last = name.rpartition(" ") if person else ("", "", "")
    lines = ["BEGIN:VCARD", "VERSION:3.0"]
    lines.append(f"N:{_text(last)};{_text(first)};;;" if person else f"N:{_text(name)};;;;")
    lines.append(f"FN:{_text(name)}")
    lines.append(f"ORG:{_text(business.name)}")
    if not person and not short:
        lines.append("X-ABSHOWAS:COMPANY")  # Apple's address books show a firm as a firm
    title = person.role.say(language) if person and person.role else trade_name(business, trade, language)
    if not short:
        lines.append(f"TITLE:{_text(title)}")
    if contact.phone:
        lines.append(f"TEL;TYPE=WORK,VOICE:{contact.phone.e164}")
    if contact.text_phone and not short:
        lines.append(f"TEL;TYPE=CELL:{contact.text_phone.e164}")
    if contact.email:
        lines.append(f"EMAIL;TYPE=INTERNET,WORK:{_text(contact.email)}")
    if business.site.address:
        lines.append(f"URL:{_text(business.site.address)}")
    if (address := _address(business)) and not short:
        lines.append(f"ADR;TYPE=WORK:;;{address}")
    if business.hours.regular and not short:
        lines.append(
            f"NOTE:{_text(Tongue(language).say('Hours: {hours}', hours=business.hours.regular.text))}"
        )
    if photo and not short:
        lines.append(f"PHOTO;ENCODING=b;TYPE=JPEG:{b64encode(photo).decode('ascii')}")
    lines.append("END:VCARD")
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def signature(business: Business, trade: Trade) -> Signature:
    """Give the email signature: one table, styles inline, no picture to load, every line a fact."""
    tongue, contact = Tongue(business.language), business.contact
    person = business.people[0] if business.people else None
    head = person.name if person else business.name
    firm = business.name if person and person.name != business.name else ""
    role = person.role.say(business.language) if person and person.role else ""
    second = ", ".join(each for each in (role, firm) if each)
    spot = where(business, tongue)
    name = trade_name(business, trade, business.language)
    what = tongue.say("{trade} in {place}", trade=name, place=spot) if spot else name
    if person and person.role and person.role.say(business.language).casefold() == name.casefold():
        what = spot  # "Coach" stands in the line above already
    door = ", ".join(postal(business))
    if door and what == tongue.say("{trade} in {place}", trade=name, place=business.place.town or ""):
        what = f"{name}, {door}"  # the address names the town
    ways: list[tuple[str, str]] = []
    if contact.phone:
        ways.append((shown_phone(contact.phone, business), f"tel:{contact.phone.e164}"))
    if contact.email:
        ways.append((contact.email, f"mailto:{quote(contact.email, safe='@.+-_')}"))
    if business.site.address:
        ways.append((_bare(business.site.address), business.site.address))
    if contact.booking_link:
        ways.append((tongue.say("Book: {link}", link=_bare(contact.booking_link)), contact.booking_link))
    lines = [each for each in (second, what) if each]
    small = _small_print(business)
    text = "\n".join(["-- ", head, *lines, *(shown for shown, _ in ways), *([small] if small else [])]) + "\n"
    return Signature(_signature_html(head, lines, ways, small, _colour(business)), text)


def _signature_html(head: str, lines: list[str], ways: list[tuple[str, str]], small: str, colour: str) -> str:
    base = "font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:20px;color:#222222;"
    links = " &nbsp;·&nbsp; ".join(
        f'<a href="{escape(href)}" style="color:{colour};text-decoration:none;">{escape(shown)}</a>'
        for shown, href in ways
    )
    rows = [f'<strong style="font-size:15px;">{escape(head)}</strong>', *(escape(each) for each in lines)]
    rows += [links] if links else []
    rows += [f'<span style="font-size:12px;color:#555555;">{escape(small)}</span>'] if small else []
    body = "<br>\n".join(rows)
    return (
        '<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;">\n'
        f'<tr><td style="{base}border-left:3px solid {colour};padding:2px 0 2px 12px;">\n{body}\n</td></tr>\n</table>\n'
    )


def _small_print(business: Business) -> str:
    """Give what company letters must carry in the UK, Ireland and Germany: name, register and number."""
    identity = business.identity
    registered = identity.registration
    if identity.form != "company" or not registered or not registered.number:
        return ""
    parts = [identity.legal_name or business.name, registered.body or "", registered.number, registered.place or "", registered.office or ""]  # fmt: skip
    return ", ".join(part for part in parts if part)


def _address(business: Business) -> str:
    """Give street;town;region;postcode;country of a place where customers come, else only the town."""
    place = business.place
    if not place.street or (place.mode and "premises" not in place.mode):
        return f";{_text(place.town)};;;{business.country}" if place.town else ""
    return ";".join(
        _text(each or "")
        for each in (place.street, place.town, place.region, place.postcode, business.country)
    )


def postal(business: Business) -> tuple[str, ...]:
    """Give the address customers come to, as its country writes it; empty where nobody comes."""
    place = business.place
    if not place.street or (place.mode and "premises" not in place.mode):
        return ()
    return address_lines(
        street=place.street, town=place.town or "", region=place.region or "", postcode=place.postcode or "", country=business.country
    )  # fmt: skip


def _colour(business: Business) -> str:
    """Give the brand colour if it reads on white (WCAG AA, 4.5), else a dark grey."""
    from kit.profiles.pictures import contrast_with_white

    colour = business.look.colour or "#333333"
    return colour if contrast_with_white(colour) >= 4.5 else "#333333"


def _bare(link: str) -> str:
    return link.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _text(value: str) -> str:
    """Escape as RFC 2426 says: backslash, comma, semicolon, line end."""
    return value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def _fold(line: str) -> str:
    """Fold at 75 octets, never inside a UTF-8 character; a continued line starts with a space."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        encoded = character.encode("utf-8", "replace")
        if len(piece) + len(encoded) > (75 if not pieces else 74):
            pieces.append(piece)
            piece = b""
        piece += encoded
    pieces.append(piece)
    return "\r\n ".join(each.decode("utf-8") for each in pieces)
