"""What a page says about the business, as the rules compare it: numbers, addresses, names, hours and prices.

The reading itself is `kit/pages/business*.py`, which the interview shares; here are the choice of what is
surely about this business, and what only an audit looks for (claims, stale offers, the owner's facts quoted).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from kit.check.site import Mention
from kit.check.truth import fold_text, street_name
from kit.pages.business import said_in_links, said_in_meta
from kit.pages.business_data import said_in_data
from kit.pages.business_offers import offers_and_events
from kit.pages.business_text import LONGEST_RUN, copyright_year, emails_in, hours_in, numbers_in
from kit.pages.business_week import WEEK
from kit.pages.types import Page, Said, Topic

if TYPE_CHECKING:
    from kit.facts.models import Business

_CLAIM = re.compile(
    r"\b(?:[Tt]he|[Yy]our|[Oo]ur \w+'s) (?:best|leading|finest|cheapest|most trusted|number one|no\. ?1)\b[^.!?]{0,40}"
    r"\b(?:in|around) [A-Z][\w'-]+"
)
# A number of customers, jobs or stars that nobody can check.
_MANY = re.compile(
    r"\b(?:over|more than|around|about|\d)\s?[\d,. ]{0,20}\d{2}\+? (?:happy|satisfied|delighted|loyal) (?:customers|clients|patients|guests|families|couples)\b"
    r"|\b(?:100 ?%|hundred per ?cent) (?:satisfaction|satisfied)\b",
    re.IGNORECASE,
)
# Only a line that is nothing else: "Now open in Leeds!" is news, "We are open now" on a page of files is a guess.
_NOW = re.compile(
    r"^\W*(?:we(?:['’]re| are) )?(?:currently )?open (?:right )?now\W*$|^\W*(?:wir haben )?jetzt geöffnet\W*$"
    r"|^\W*ouvert (?:maintenant|actuellement)\W*$",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"\b(?:we(?:['’]re| are) )?open (?:24/7|24 ?h(?:ours)?|around the clock|day and night)\b|\brund um die uhr geöffnet\b",
    re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?),? 20\d\d"
_OFFER = re.compile(
    rf"\b(?:offer|sale|discount|voucher|early bird|% off)\b[^.!?]{{0,60}}\b(?:until|till|ends?|expires?|through|valid to)\b[^.!?]{{0,12}}?{_DATE}",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"\b(?:christmas|easter|bank holiday|holiday|summer|new year(?:['’]s)?) (?:opening )?(?:hours|times)\W{1,3}20\d\d\b",
    re.IGNORECASE,
)
_MOST = 200
"""Mentions of one kind kept per page; a directory of thousands of numbers is nobody's own page."""


def mentions_of(page: Page, business: Business | None = None) -> tuple[Mention, ...]:
    """Give every statement about the business that a page makes; with facts also where it quotes them."""
    said = (
        *said_in_links(page),
        *said_in_data(page, own=True),
        *said_in_meta(page),
        *offers_and_events(page),
    )
    return (
        *(mention for each in said for mention in _from_said(each)),
        *_at_most(_texts(page)),
        *_years(page),
        *_hours(page, business),
        *_quoted(page, business),
        *((*_stock(page, business), *_feet(page)) if business else ()),
    )


_KINDS = {
    Topic.NAME: "name",
    Topic.PHONE: "phone",
    Topic.EMAIL: "email",
    Topic.SPECIAL: "special",
    Topic.MOMENT: "moment",
}


def _from_said(said: Said) -> Iterator[Mention]:
    """Give what can be compared with the facts; a card on a page may be a person's, whose name and street are no fact."""
    card = said.source == "h-card"
    match said.topic:
        case Topic.ADDRESS:
            for part, text in said.parts:
                if part == "postcode" or (part in {"street", "town"} and not card):
                    yield Mention(part, text, said.place, said.source)
        case Topic.HOURS:
            kind = "week" if said.parts == WEEK else "hours"
            yield Mention(kind, said.value, said.place, said.source)
        case Topic.PRICE if said.context:
            yield Mention("price", f"{said.context} \u2014 {said.value}", said.place, said.source)
        case Topic.NAME if card or ("kind", "other") in said.parts:
            return
        case topic if topic in _KINDS:
            yield Mention(_KINDS[topic], said.value, said.place, said.source, said.context)


def _at_most(mentions: Iterable[Mention]) -> Iterator[Mention]:
    counts: Counter[str] = Counter()
    for mention in mentions:
        counts[mention.kind] += 1
        if counts[mention.kind] <= _MOST:
            yield mention


def _texts(page: Page) -> Iterator[Mention]:
    # Searching every run for everything was a quarter of a large folder's time: a pattern is only tried on pages,
    # and there on runs, that hold one of its words.
    whole = "\n".join(run.text for run in page.texts).lower()
    likely = [each for each in _SIGNS if each.may_be_in(whole)]
    for run in page.texts:
        text = run.text[:LONGEST_RUN]
        for address in emails_in(text):
            before = text[: text.find(address)][-40:] if address in text else ""
            yield Mention("email", address, run.place, "text", before)
        if run.element not in {"pre", "code"}:
            for number in numbers_in(text):
                yield Mention("phone", number.text, run.place, "text", number.before)
            lower = text.lower() if likely else ""
            for sign in likely:
                for found in sign.like.finditer(text) if sign.may_be_in(lower) else ():
                    yield Mention(sign.kind, found.group(), run.place, "text")


def _years(page: Page) -> Iterator[Mention]:
    for run in page.texts[-_FOOTER:]:
        if year := copyright_year(run.text):
            yield Mention("year", year, run.place, "text")


def _feet(page: Page) -> Iterator[Mention]:
    """Give the mail addresses at the end of a page, where a business gives its own; a web designer's line does too."""
    before = ""
    for run in page.texts[-_FOOTER:]:
        made = _MAKER.search(before) or _MAKER.search(run.text)
        for address in () if made else emails_in(run.text[:LONGEST_RUN]):
            yield Mention("foot", address, run.place, "text")
        before = run.text[-LONGEST_RUN:]


_MAKER = re.compile(
    r"\b(?:by|design\w*|built|web ?(?:site|design\w*|master)|theme|hosting|powered|template|webseite|erstellt|gestaltung|umsetzung|"
    r"réalis\w+|création|conception|hébergement|realizza\w+|sito|diseñ\w+|desarroll\w+|ontwerp|realisatie|gemaakt|"
    r"desenvolvi\w+|criad\w+)\b",
    re.IGNORECASE,
)


def _hours(page: Page, business: Business | None) -> Iterator[Mention]:
    """Give lines of hours whole: "Kitchen: Mon-Fri 12-14" is not about the door, and cannot be read as hours."""
    languages = business.all_languages if business else ()
    lines = [each for each in hours_in(page, *languages) if each.run.element not in {"pre", "code"}]
    for line in lines:
        if line.joined in _CELLS and len(line.context) <= _LABEL:
            yield Mention("row", line.value[:120], line.run.place, "text")
    for text, place in dict.fromkeys((line.context, line.run.place) for line in lines if not line.joined):
        if len(text) <= _LONGEST_HOURS:
            yield Mention("hours", text, place, "text")


class _Sign(NamedTuple):
    """A kind of statement, its pattern, and words (small letters) of which a text holds one wherever it fits."""

    kind: str
    like: re.Pattern[str]
    words: tuple[str, ...]

    def may_be_in(self, lower: str) -> bool:
        """Tell whether a text in small letters is worth searching."""
        return any(word in lower for word in self.words)


_SIGNS = (
    _Sign(
        "claim",
        _CLAIM,
        (
            "best",
            "leading",
            "finest",
            "cheapest",
            "most trusted",
            "number one",
            "no. 1",
            "no.1",
            "no 1",
            "no1",
        ),
    ),
    _Sign("claim", _MANY, ("happy ", "satisf", "delighted ", "loyal ")),
    _Sign("now", _NOW, ("open now", "open right now", "jetzt geöffnet", "ouvert")),
    _Sign("always", _ALWAYS, ("open 24", "around the clock", "day and night", "rund um die uhr")),
    _Sign("dated", _OFFER, ("offer", "sale", "discount", "voucher", "early bird", "% off")),
    _Sign("dated", _SEASON, ("hours", "times")),
)


def _quoted(page: Page, business: Business | None) -> Iterator[Mention]:
    """Give the runs that name a service with a price, the licence, or a customer's words without permission."""
    if business is None:
        return
    licence = business.identity.licence
    body = licence.body.casefold() if licence else ""
    quotes = [
        _folded(str(proof.text))
        for proof in business.proof
        if proof.kind == "quote" and proof.permission is None
    ]
    services = {
        service.name.say(language).casefold()
        for service in business.services
        for language in business.all_languages
    }
    street = street_name(business.place.street or "")
    heading = ""
    for run in page.texts:
        text = run.text
        folded = text.casefold()
        for name in [each for each in services if each in folded]:
            services.discard(name)
            yield Mention("service", name, run.place, "text")
        if street and len(text) <= 400 and street in fold_text(text):
            yield Mention("address", text, run.place, "text")
        if run.element in _HEADINGS:
            heading = text
        if _MONEY.search(text):
            yield Mention("price", f"{heading} \u2014 {text}"[:400], run.place, "text")
        if body and body in folded:
            yield Mention("licence", text[:400], run.place, "text")
        if any(quote in _folded(text) for quote in quotes):
            yield Mention("quote", text[:200], run.place, "text")


def _stock(page: Page, business: Business) -> Iterator[Mention]:
    """Give the runs with a phrase that any business could write; only on an owner's own pages."""
    from kit.profiles.stock import stock_phrases

    language = page.lang or business.language
    for run in page.texts:
        if run.element not in {"pre", "code", "script", "style"}:
            for phrase, ask, fact in stock_phrases(run.text, language):
                yield Mention("stock", phrase, run.place, "text", f"{ask} ({fact})")


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"})
_FOOTER = 8
"""Runs at the end of a page among which its own copyright line stands; further up it is somebody else's."""
_MONEY = re.compile(r"[£€$¥₹]\s*\d|\d\s*(?:[£€]|EUR|GBP|USD|CHF|zł|Kč)\b|\d\s*€")
_CELLS = frozenset({"dd", "td"})
"""Elsewhere a day above a time is more often an event."""
_LABEL = 30
_LONGEST_HOURS = 160
"""Characters of a line of hours; a longer one is a sentence that happens to hold a day and times."""


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
