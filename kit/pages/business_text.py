"""What the visible text of a page says about a business: phones, mail, addresses, hours, prices, its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kit.pages.business_address import address_parts
from kit.pages.types import Page, Place, Said, TextRun, Topic

_LONG = 2000

# Digits in the groups people write phones in; what they could be besides is sorted out below.
_PHONE = re.compile(
    r"(?<![\w.,/:#€$£-])(?:\+\s?|\(\+)?\(?\d[\d\s().\u2010-\u2015/·-]{5,22}\d(?![\w%€]|[.,:]\d)"
)
_PHONE_LABEL = re.compile(
    r"(?:\b(?:tele(?:ph|f)on[eo]?|phone|tel|tél|téléphone|call|ring|mobile?|mob|cell|handy|fon|fax|whatsapp|text)\b|[☎📞✆📱])"
    r"[^0-9+(]{0,25}$",
    re.IGNORECASE,
)
_FAX = re.compile(r"(?:\bfax\b|\btelefax\b)[^0-9+(]{0,12}$", re.IGNORECASE)
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d{2}\s*[-–—/]\s*(?:19|20)?\d{2}"
)
_EMAIL = re.compile(
    r"[\w.+'-]{1,64}\s?(?:@|\[at\]|\(at\)|\{at\})\s?[\w-]+(?:\s?(?:\.|\[dot\]|\(dot\))\s?[\w-]+){1,4}",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"(?:from\s|ab\s|à partir de\s)?(?:(?:€|\$|£|CHF|EUR|USD|GBP|kr\.?)\s?\d{1,3}(?:[.,' ]?\d{3})*(?:[.,](?:\d{2}|[-–—]+))?"
    r"|\d{1,3}(?:[.,' ]?\d{3})*(?:[.,](?:\d{2}|[-–—]+))?\s?(?:€|\$|£|CHF|EUR|USD|GBP|kr\b))(?!\w)",
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d\s*(?:[-–—]\s*(?:(?:19|20)\d\d)?)?)?[,\s]*(?:by\s+)?([^.|©•·]{2,80})",
    re.IGNORECASE,
)
# Postcodes as Great Britain, North America and most of Europe write them, with what must stand beside them.
_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
    r"|\b[A-Z][a-z.]+,?\s+[A-Z]{2},?\s+\d{5}(?:-\d{4})?\b"
    r"|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"
    r"|\b[AC-FHKNPRTV-Y]\d[\dW]\s[\dAC-FHKNPRTV-Y]{4}\b"
    r"|\b(?:[A-Z]{1,2}-)?\d{4,5}\s+[A-ZÄÖÜÉ][\w.'-]{2,}"
    r"|\b\d{4}\s?[A-Z]{2}\s+[A-Z][\w'-]{2,}",
)
_STREET = re.compile(r"\d")
_TIME = re.compile(
    r"\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.|uhr|h)?\s*(?:-|–|—|to|bis|à|a|tot)\s*\d{1,2}",
    re.IGNORECASE,
)
_SHUT = re.compile(
    r"\b(?:closed|geschlossen|ruhetag|fermé|cerrado|gesloten|chiuso|by appointment|nach vereinbarung)\b",
    re.IGNORECASE,
)


def said_in_texts(page: Page) -> Iterator[Said]:
    """Give what the visible text says; a run of text is looked at once for each topic."""
    for run in page.texts:
        text = run.text[:_LONG]
        yield from _phones(text, run)
        yield from _emails(text, run)
        yield from _prices(text, run)
        if found := _COPYRIGHT.search(text):
            name = re.sub(r"(?i)\s*(?:all rights reserved|alle rechte vorbehalten).*", "", found[1]).strip(
                " ,-–—"
            )
            yield _said(Topic.NAME, name, run)
    yield from _addresses(page)
    yield from _hours(page)


def _said(topic: Topic, value: str, run: TextRun, context: str = "") -> Said:
    return Said(topic, " ".join(value.split()), "text", run.place, context or run.text[:200])


def _phones(text: str, run: TextRun) -> Iterator[Said]:
    for found in _PHONE.finditer(text):
        number = found[0].strip(" .-–/").rstrip("(")
        digits = re.sub(r"\D", "", number)
        before = text[max(0, found.start() - 40) : found.start()]
        labelled = _PHONE_LABEL.search(before) is not None
        if not 7 <= len(digits) <= 15 or _FAX.search(before) or (_DATE.search(number) and not labelled):
            continue
        grouped = re.fullmatch(r"\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}", number) is not None
        if labelled or grouped or number.startswith(("+", "0", "(0", "(+")):
            yield _said(Topic.PHONE, number + (")" if number.count("(") > number.count(")") else ""), run)


def _emails(text: str, run: TextRun) -> Iterator[Said]:
    if "@" in text or re.search(r"[\[({]at[\])}]", text, re.IGNORECASE):
        for found in _EMAIL.finditer(text):
            plain = re.sub(r"\s?[\[({]at[\])}]\s?", "@", found[0], flags=re.IGNORECASE)
            plain = re.sub(r"\s?[\[(]dot[\])]\s?", ".", plain, flags=re.IGNORECASE)
            yield _said(Topic.EMAIL, re.sub(r"\s", "", plain).strip("."), run)


def _prices(text: str, run: TextRun) -> Iterator[Said]:
    for found in _PRICE.finditer(text):
        yield _said(Topic.PRICE, found[0], run, text[max(0, found.start() - 80) : found.end() + 40].strip())


def _addresses(page: Page) -> Iterator[Said]:
    """Give lines that hold a postcode and a house number, with the lines before that hold street and town."""
    before: list[str] = []
    for run, line, _ in _lines(page):
        found = _POSTCODE.search(line) if len(line) <= 200 and not _COPYRIGHT.search(line) else None
        if found and (whole := _whole(line, line[: found.start()], before)):
            yield _address(whole, run)
        elif found and run.element == "address":
            yield _address(line, run)
        before = [] if found or len(line) > 120 else [*before, line][-_ABOVE:]


_ABOVE = 4
"""Lines above a postcode among which its street is looked for: street, village, town, county."""


def _whole(line: str, start: str, before: list[str]) -> str:
    """Join a line with those above it from the one that holds a house number; "" when none does."""
    if _STREET.search(start):
        return _after_label(line)
    for place in range(len(before) - 1, -1, -1):
        above = before[place]
        if _PHONE.search(above) or "@" in above or _TIME.search(above):
            return ""
        if _STREET.search(above):
            return ", ".join([_after_label(above), *before[place + 1 :], line])
    return ""


def _address(line: str, run: TextRun) -> Said:
    line = " ".join(line.split())
    return Said(Topic.ADDRESS, line, "text", run.place, run.text[:200], address_parts(line))


def _after_label(line: str) -> str:
    return re.sub(
        r"^(?:address|adresse|visit us|find us|anschrift)(?: at)?\s*:?\s*", "", line, flags=re.IGNORECASE
    )


def _hours(page: Page) -> Iterator[Said]:
    """Give the lines that name days and times, joining a day in one cell with its times in the next."""
    day = _days(page.lang.partition("-")[0].lower() or "en")
    waiting: TextRun | None = None
    for run, line, place in _lines(page):
        has_day = day.search(line) is not None
        has_time = _TIME.search(line) is not None or _SHUT.search(line) is not None
        if has_day and has_time and len(line) <= 300:
            start = day.search(line)
            value = line[start.start() :] if start else line
            yield Said(Topic.HOURS, value, "text", place, run.text[:200])
        elif has_time and waiting is not None and len(line) <= 60:
            yield Said(Topic.HOURS, f"{waiting.text.rstrip(':')} {line}", "text", waiting.place, waiting.text)
        waiting = run if has_day and not has_time and len(line) <= 40 else None


def _lines(page: Page) -> Iterator[tuple[TextRun, str, Place]]:
    for run in page.texts:
        for line in run.lines or (run.text,):
            yield run, line, run.place


@cache
def _days(language: str) -> re.Pattern[str]:
    """Give the pattern of a day's name in English or the page's language."""
    from kit.facts.hours import day_names

    names = sorted((re.escape(name) for name in day_names(language)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)}|daily|täglich)s?(?![\w'])", re.IGNORECASE)
