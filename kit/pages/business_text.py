"""What the visible text of a page says about a business: phones, mail, addresses, hours, prices, its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kit.pages.business_address import address_parts
from kit.pages.types import Page, Said, TextRun, Topic

LONGEST_RUN = 2000
"""Characters of a run of text that are looked at: a stranger may write a million digits in a row."""

# Digits in the groups people write phones in; what they could be besides is sorted out below.
_PHONE = re.compile(
    r"(?<![\w./#€$£-])(?<!\d[,:])(?:\+\s?|\(\+)?\(?\d[\d\s().\u2010-\u2015/·-]{5,22}\d(?![\w%€]|[.,:]\d)"
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
    r"(?<![\w.@/+-])[\w+-][\w.+'-]{0,63}(?:@|\s@\s|\s?(?:\[at\]|\(at\)|\{at\})\s?)"
    r"[\w-]+(?:(?:\.|\s?(?:\[dot\]|\(dot\))\s?)[\w-]+){1,4}(?!@)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"[\[({]at[\])}]", re.IGNORECASE)
_PRICE = re.compile(
    r"(?:from\s|ab\s|à partir de\s)?(?:(?:€|\$|£|CHF|EUR|USD|GBP|kr\.?)\s?\d{1,3}(?:[.,' ]?\d{3})*(?:[.,](?:\d{2}|[-–—]+))?"
    r"|(?<!\d)\d{1,3}(?:[.,' ]?\d{3})*+(?:[.,](?:\d{2}|[-–—]+))?\s?(?:€|\$|£|CHF|EUR|USD|GBP|kr\b))(?!\w)",
)
_YEAR = re.compile(
    r"(?:©|\(c\)|copyright)\D{0,20}((?:19|20)\d\d)(?:\s*[-–—]\s*((?:19|20)\d\d))?", re.IGNORECASE
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
    r"\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.|uhr|h)?\s*(?:-|–|—|to|till|until|bis|à|a|tot)\s*\d{1,2}",
    re.IGNORECASE,
)
_SHUT = re.compile(
    r"\b(?:closed|geschlossen|ruhetag|fermé|cerrado|gesloten|chiuso|by appointment|nach vereinbarung|24 ?h(?:ours|rs?)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """Digits in the groups people write phones in, and the words before them."""

    text: str
    before: str

    @property
    def digits(self) -> int:
        """Count the digits."""
        return sum(sign.isdigit() for sign in self.text)

    @property
    def is_phone(self) -> bool:
        """Tell a phone from the dates, sums and order numbers that look alike; a fax is none."""
        labelled = _PHONE_LABEL.search(self.before) is not None
        if _FAX.search(self.before) or (_DATE.search(self.text) and not labelled):
            return False
        grouped = re.fullmatch(r"\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}", self.text) is not None
        return labelled or grouped or self.text.startswith(("+", "0", "(0", "(+"))


@dataclass(frozen=True, slots=True)
class HoursLine:
    """A line that names days and times; `value` begins at the day, and may join two cells or lines."""

    value: str
    run: TextRun
    context: str
    joined: str = ""
    """The element its times stand in, where day and times stand in two."""


def said_in_texts(page: Page) -> Iterator[Said]:
    """Give what the visible text says; a run of text is looked at once for each topic."""
    for run in page.texts:
        text = run.text[:LONGEST_RUN]
        yield from (_said(Topic.PHONE, one.text, run) for one in numbers_in(text) if one.is_phone)
        yield from (_said(Topic.EMAIL, address, run) for address in emails_in(text))
        yield from _prices(text, run)
        if found := _COPYRIGHT.search(text):
            name = re.sub(r"(?i)\s*(?:all rights reserved|alle rechte vorbehalten).*", "", found[1]).strip(
                " ,-–—"
            )
            yield _said(Topic.NAME, name, run)
    yield from _addresses(page)
    for each in hours_in(page):
        yield Said(Topic.HOURS, each.value, "text", each.run.place, each.context[:200])


def _said(topic: Topic, value: str, run: TextRun, context: str = "") -> Said:
    return Said(topic, " ".join(value.split()), "text", run.place, context or run.text[:200])


def numbers_in(text: str) -> Iterator[Number]:
    """Give every number of seven to fifteen digits that could be a phone."""
    for found in _PHONE.finditer(text):
        number = found[0].strip(" .-–/").rstrip("(")
        number += ")" if number.count("(") > number.count(")") else ""
        one = Number(" ".join(number.split()), text[max(0, found.start() - 40) : found.start()])
        if 7 <= one.digits <= 15:
            yield one


def emails_in(text: str) -> Iterator[str]:
    """Give every mail address, also those hidden from programs as `info [at] example [dot] com`."""
    if "@" in text or _HIDDEN.search(text):
        for found in _EMAIL.finditer(text):
            plain = re.sub(r"\s?[\[({]at[\])}]\s?", "@", found[0], flags=re.IGNORECASE)
            plain = re.sub(r"\s?[\[(]dot[\])]\s?", ".", plain, flags=re.IGNORECASE)
            yield re.sub(r"\s", "", plain).strip(".")


def copyright_year(text: str) -> str:
    """Give the last year of a copyright line, "" for any other text."""
    found = _YEAR.search(text)
    return (found[2] or found[1]) if found else ""


def _prices(text: str, run: TextRun) -> Iterator[Said]:
    for found in _PRICE.finditer(text):
        yield _said(Topic.PRICE, found[0], run, text[max(0, found.start() - 80) : found.end() + 40].strip())


def _addresses(page: Page) -> Iterator[Said]:
    """Give lines that hold a postcode and a house number, with the lines before that hold street and town."""
    before: list[str] = []
    for run, line in _lines(page):
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


def hours_in(page: Page, *languages: str) -> Iterator[HoursLine]:
    """Give the lines that name days and times, joining a day in one cell with its times in the next.

    Days are read in English, the page's language and `languages`.
    """
    day = _days(frozenset({page.lang.partition("-")[0].lower(), *languages}))
    before: tuple[TextRun, str] | None = None
    for run, line in _lines(page):
        length = len(line)
        if length > 300 or not (_TIME.search(line) or _SHUT.search(line)):
            before = (run, line) if length <= 40 else None
            continue
        if found := day.search(line):
            yield HoursLine(line[found.start() :], run, run.text)
        elif before is not None and length <= 60 and day.search(before[1]):
            first = before[0]
            yield HoursLine(f"{first.text.rstrip(':')} {line}", first, first.text, run.element)
        before = None


def _lines(page: Page) -> Iterator[tuple[TextRun, str]]:
    for run in page.texts:
        for line in run.lines or (run.text,):
            yield run, line


@cache
def _days(languages: frozenset[str]) -> re.Pattern[str]:
    """Give the pattern of a day's name in English or one of the languages; one letter alone is none in a text."""
    from kit.facts.hours import day_names

    known = {
        name for language in languages | {"en"} if language for name in day_names(language) if len(name) > 1
    }
    names = sorted(map(re.escape, known), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)}|daily|täglich)s?(?![\w'])", re.IGNORECASE)
