"""What an existing website says about its business, as guesses for the interview: each with where it stands.

Reading is done by `kit/pages/business.py`; here it is weighed. Structured data counts before links, links
before text. Statements that mean the same (two ways to write one number) are one guess; statements that do
not are rivals: several guesses for one fact, of which a person has to choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kit.base.text import clean
from kit.interview.engine import Guess
from kit.interview.existing_place import place_guesses
from kit.interview.existing_trade import trade_guesses
from kit.interview.heard import Heard, best, guesses_of, sayings
from kit.pages.business import business_said, colours_in
from kit.pages.business_hours import week_text
from kit.pages.types import Page, Topic

if TYPE_CHECKING:
    from kit.facts.phones import Phone

_STATED = frozenset({"json-ld", "microdata", "h-card", "meta"})
_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet of the site: its shown name and its text."""

    name: str
    css: str


def guesses_from_pages(
    pages: Sequence[Page], *, sheets: Iterable[Sheet] = (), address: str = ""
) -> tuple[Guess, ...]:
    """Give a guess for every fact the pages tell, in the order the interview asks; `address` is the site's own.

    The first page is the start page. Values are cleaned and bounded; whether the facts can keep them is for
    the caller to try (`found.usable`).
    """
    heard = tuple(_heard(pages))
    country, place = place_guesses(heard, address)
    found = (
        *trade_guesses(heard, pages),
        *_names(heard, pages, address),
        *_language(pages),
        *place,
        *_phones(heard, country),
        *guesses_of("contact.email", heard, Topic.EMAIL, key=str.casefold, read=_mail),
        *_hours(heard),
        *guesses_of("business.since", heard, Topic.SINCE, key=str, read=lambda each: each.said.value[:4]),
        *_services(heard),
        *_about(heard, pages),
        *_website(pages, address),
        *_profiles(heard),
        *_colour(heard, sheets),
    )
    return tuple(
        replace(each, value=clean(each.value, limit=500)) if isinstance(each.value, str) else each
        for each in found
    )


def logos_said(pages: Sequence[Page]) -> tuple[tuple[str, str], ...]:
    """Give the addresses at which a logo is named, the surest first, each with where; icons come last."""
    order = {"json-ld": 0, "microdata": 0, "h-card": 0, "image": 1, "link": 2}
    found = sorted(sayings(_heard(pages), Topic.LOGO), key=lambda each: order.get(each.said.source, 3))
    rows = {each.said.value: each.where for each in reversed(found)}
    return tuple(reversed(rows.items()))


def _heard(pages: Sequence[Page]) -> Iterator[Heard]:
    for page in pages:
        language, _, region = page.lang.partition("-")
        for said in business_said(page):
            yield Heard(said, page.name, language.lower() or "en", region.upper() if len(region) == 2 else "")


def _names(heard: Sequence[Heard], pages: Sequence[Page], address: str) -> Iterator[Guess]:
    from kit.check.truth import same_name

    said = [each for each in sayings(heard, Topic.NAME) if len(each.said.value) <= 100]
    legal = [each for each in said if each.part("kind") == "legal"]
    stated = [each for each in said if each.said.source in _STATED and not each.part("kind")]
    found = best(stated, same=same_name) if stated else ()
    for value, where in found:
        yield Guess("business.name", value, where)
    if not found and (named := _titled(said, pages, address)):
        yield Guess("business.name", _GREETING.sub("", named.said.value), named.where)
    for value, where in best(legal, same=str.__eq__)[:1]:
        if value not in {name for name, _ in found}:
            yield Guess("business.legal_name", value, where)


_GREETING = re.compile(
    r"(?i)^(?:welcome to|willkommen (?:bei|auf)|bienvenue (?:chez|à|sur)|bienvenid[oa]s? a)\s+"
)
_PAGE = re.compile(
    r"(?i)(?:home ?(?:page)?|start(?:seite)?|index|welcome|willkommen|accueil|bienvenue|inicio|untitled.*|"
    r"contact(?: us)?|kontakt|about(?: us)?|über uns|services|prices|news|(?:our )?website)\W*"
)
"""Pieces of a title that name the page and not the business."""


def _titled(said: Sequence[Heard], pages: Sequence[Page], address: str) -> Heard | None:
    """Choose among the pieces of titles and the copyright line: the one on most pages, or in the address."""
    letters = re.sub(r"\W", "", address.casefold())
    start = pages[0].name if pages else ""

    def weight(each: Heard) -> tuple[bool, int, bool, int]:
        value = each.said.value
        plain = re.sub(r"\W|gmbh|ltd", "", value.casefold())
        on = len({other.page for other in said if other.said.value == value})
        sources = {other.said.source for other in said if other.said.value == value}
        return (bool(plain) and plain in letters, on, len(sources) > 1, -len(value))

    home = [
        each
        for each in said
        if (each.page == start or each.said.source == "text") and not _PAGE.fullmatch(each.said.value)
    ]
    return max(home, key=weight, default=None)


def _language(pages: Sequence[Page]) -> Iterator[Guess]:
    codes = [page.lang.partition("-")[0].lower() for page in pages]
    code = max(codes, key=codes.count, default="")
    if re.fullmatch(r"[a-z]{2}", code):
        page = pages[codes.index(code)]
        yield Guess("language", code, f"the lang of {page.name}")


def _phones(heard: Sequence[Heard], country: str) -> Iterator[Guess]:
    """Give the numbers; a mobile beside a landline is no contradiction but the number for text messages."""
    from kit.facts.phones import is_mobile

    def read(each: Heard) -> str:
        found = _phone(each.said.value, country)
        if found is None:
            return ""
        return found.national if found.region == country and country else found.international

    def digits(text: str) -> str:
        return re.sub(r"\D", "", text)

    found = tuple(guesses_of("contact.phone", heard, Topic.PHONE, key=digits, read=read))
    mobile = {each for each in found if (known := _phone(str(each.value), country)) and is_mobile(known)}
    apart = 0 < len(mobile) < len(found)
    yield from (
        replace(each, fact="contact.text_phone") if apart and each in mobile else each for each in found
    )


def _phone(text: str, country: str) -> Phone | None:
    from kit.facts.phones import parse_phone

    number = re.sub(r"\s*\(0\)\s*", " ", text) if "+" in text else text
    if len(set(re.sub(r"\D", "", number))) < 2:
        return None  # 00000000 is no number
    try:
        return parse_phone(number, country)
    except ValueError:
        return None


def _mail(each: Heard) -> str:
    value = each.said.value
    machine = re.search(r"(?i)no-?reply|@(?:example|sentry|2x)\b|\.(?:png|jpe?g|webp|gif|svg)$", value)
    return "" if machine or not re.fullmatch(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}", value) else value


def _hours(heard: Sequence[Heard]) -> Iterator[Guess]:
    """Read the hours of each page and source as one week; weeks that differ are rivals."""
    lines: dict[tuple[str, str], list[Heard]] = {}
    for each in sayings(heard, Topic.HOURS):
        lines.setdefault((each.page, each.said.source), []).append(each)
    weeks: dict[str, Heard] = {}
    ranked = sorted(lines.items(), key=lambda row: row[1][0].rank)
    for (_, source), group in ranked:
        language = "en" if source in _STATED else group[0].language
        if week := week_text((each.said.value for each in group), language):
            weeks.setdefault(week, group[0])
    for week, each in list(weeks.items())[:3]:
        yield Guess("hours.regular", week, each.where)


def _services(heard: Sequence[Heard]) -> Iterator[Guess]:
    seen: set[str] = set()
    said = tuple(sayings(heard, Topic.SERVICE))
    top = min((each.rank for each in said), default=0)
    for each in said:
        if each.rank > top and each.said.source == "text":
            continue  # a list in the text is read only where no data names what is offered
        name = clean(each.said.value, limit=100)
        if name.casefold() in seen or len(seen) >= 20:
            continue
        seen.add(name.casefold())
        entry = {"name": name}
        if price := _price(each):
            entry["price"] = price
        if about := clean(each.part("about"), limit=500):
            entry["about"] = about
        yield Guess("services", [entry], each.where)


def _price(each: Heard) -> str:
    amount = each.part("price") or each.part("from")
    if not re.fullmatch(r"\d{1,7}(?:\.\d{1,2})?", amount):
        return ""
    amount = re.sub(r"\.0+$", "", amount)
    code = each.part("currency")[:3].upper()
    said = f"{_SIGNS[code]}{amount}" if code in _SIGNS else f"{amount} {code}".strip()
    return said if each.part("price") else f"from {said}"


def _about(heard: Sequence[Heard], pages: Sequence[Page]) -> Iterator[Guess]:
    """Offer a description that is a sentence; one that only repeats number and address says nothing."""
    start = pages[0].name if pages else ""
    for each in sorted(sayings(heard, Topic.DESCRIPTION), key=lambda each: each.rank):
        text = clean(each.said.value, limit=500)
        own = each.said.source != "meta" or each.page == start
        if own and len(text) >= 40 and not re.search(r"\d{4}|@|…$|\.\.\.$", text):
            yield Guess("business.about", text, each.where)
            return


def _website(pages: Sequence[Page], address: str) -> Iterator[Guess]:
    from urllib.parse import urlsplit

    where = "the address you gave" if address else ""
    if not address and pages:
        address = pages[0].canonical
        where = f"the canonical address in {pages[0].name}"
    parts = urlsplit(address)
    host = parts.hostname or ""
    if re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+", host) and not host.endswith(".invalid"):
        yield Guess("domain.name", host.removeprefix("www."), where)
        yield Guess("site.address", f"{parts.scheme}://{host}/", where)
        yield Guess("already", ["old_site"], where)


def _profiles(heard: Sequence[Heard]) -> Iterator[Guess]:
    """Write every link that leads to a profile the one way the catalogue writes it."""
    from kit.networks.links import ProfileLink, read_link

    seen: set[str] = set()
    for each in sorted(sayings(heard, Topic.PROFILE), key=lambda each: each.rank):
        found = read_link(each.said.value[:500])
        if isinstance(found, ProfileLink) and found.url not in seen and len(seen) < 20:
            seen.add(found.url)
            yield Guess("profiles", [{"network": found.network, "link": found.url}], each.where)


def _colour(heard: Sequence[Heard], sheets: Iterable[Sheet]) -> Iterator[Guess]:
    for each in sayings(heard, Topic.COLOUR):
        if _strong(each.said.value):
            yield Guess("look.colour", each.said.value.casefold(), f"theme-color in {each.where}")
            return
    for sheet in sheets:
        for colour, _ in colours_in(sheet.css):
            if _strong(colour):
                yield Guess("look.colour", colour, f"the colour used most in {sheet.name}")
                return


def _strong(colour: str) -> bool:
    """Tell a colour people would name from paper, ink and grey."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return False
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    light = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
    return max(red, green, blue) - min(red, green, blue) >= 40 and 0.08 <= light <= 0.82
