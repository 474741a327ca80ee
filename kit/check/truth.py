"""What a site is compared with: the owner's facts, or, without them, what the site itself says most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kit.check.placeholders import host_of_mail, is_fiction, is_sample_domain
from kit.check.site import Digest, Mention, Truth
from kit.facts.hours import Week, clock, parse_week

if TYPE_CHECKING:
    from kit.facts.models import Business


def truth_of(business: Business | None, pages: Iterable[Digest]) -> Truth:
    """Give the truth: the facts, or what the site says most often about itself."""
    return _from_facts(business) if business is not None else _from_site(tuple(pages))


def _from_facts(business: Business) -> Truth:
    contact, place = business.contact, business.place
    phones = (contact.phone, contact.text_phone)
    return Truth(
        "facts",
        names=tuple(name for name in (business.name, business.identity.legal_name) if name),
        phones=tuple(dict.fromkeys(phone.e164 for phone in phones if phone)),
        emails=tuple(email for email in (contact.email,) if email),
        street=place.street or "",
        postcode=place.postcode or "",
        town=place.town or "",
        week=business.hours.regular,
        country=business.country,
        language=business.language,
    )


def _from_site(pages: tuple[Digest, ...]) -> Truth:
    """Structured data counts before links, links before text; of several the most frequent one."""
    mentions = [mention for page in pages for mention in page.mentions]
    return Truth(
        "site",
        names=_most(mentions, "name", "site_name"),
        phones=_most(mentions, "phone") or _called_so_twice(mentions),
        emails=_most(mentions, "email"),
        street=next(iter(_most(mentions, "street")), ""),
        postcode=next(iter(_most(mentions, "postcode")), ""),
        town=next(iter(_most(mentions, "town")), ""),
    )


def _most(mentions: Iterable[Mention], *kinds: str) -> tuple[str, ...]:
    wanted = [
        mention
        for mention in mentions
        if mention.kind in kinds and mention.source != "text" and can_be(mention.kind, mention.text)
    ]
    own = [mention for mention in wanted if not _is_sample(mention)] or wanted
    data = [mention for mention in own if mention.source != "link"] or own
    return _commonest(data)


def _called_so_twice(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Give the number that the pages only say in words: when it is called a phone's, in two places at least."""
    called = [
        mention
        for mention in mentions
        if mention.kind == "phone"
        and is_called_a_phone(mention.around)
        and _RUNG.match(mention.text)
        and can_be("phone", mention.text)
        and not _is_sample(mention)
    ]
    twice = Counter(core_of(mention.text) for mention in called)
    return _commonest([mention for mention in called if twice[core_of(mention.text)] > 1])


_RUNG = re.compile(r"\+|0|\(\d|\d{3}[-. ]\d{3}")
"""How a number to ring begins: with a plus, a nought, a bracket, or as 503-224-1881."""


def _commonest(mentions: list[Mention]) -> tuple[str, ...]:
    """Give the most frequent one as it is written first; spaces and brackets make no other number."""
    written: dict[str, str] = {}
    for mention in mentions:
        written.setdefault(_same(mention), mention.text)
    common = Counter(map(_same, mentions)).most_common(1)
    return tuple(written[key] for key, _ in common)


def _same(mention: Mention) -> str:
    return core_of(mention.text) if mention.kind == "phone" else mention.text


def _is_sample(mention: Mention) -> bool:
    """Tell what a template came with; it is taken only where the site says nothing else."""
    if mention.kind == "email":
        return is_sample_domain(host_of_mail(mention.text))
    return mention.kind == "phone" and is_fiction(mention.text)


def can_be(kind: str, text: str) -> bool:
    """Tell whether a number or mail address is whole: half of one is no truth to hold the others against."""
    if kind == "phone":
        return (
            re.fullmatch(r"[+\d\s().\-\u2010-\u2015/]+", text) is not None
            and 7 <= len(re.sub(r"\D", "", text)) <= 15
        )
    return kind != "email" or re.fullmatch(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+", text) is not None


# ---------------------------------------------------------------- comparing


def same_phone(one: str, other: str) -> bool:
    """Compare two numbers by their digits: country code, trunk zero and spaces are only ways to write."""
    first, second = core_of(one), core_of(other)
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) >= 6 and longer.endswith(shorter) and len(longer) - len(shorter) <= 3


def is_called_a_phone(words: str) -> bool:
    """Tell whether the words before a number say that it is one to ring: "Tel.", "Call us on"; of several the last counts."""
    return _called(words) == "phone"


def is_called_a_fax(words: str) -> bool:
    """Tell whether the words before a number say that it is a fax's, which is often one digit away from the phone's."""
    return _called(words) == "fax"


def _called(words: str) -> str:
    said = ["fax" if found[1] else "phone" for found in _CALLED.finditer(words)]
    return said[-1] if said else ""


_CALLED = re.compile(
    r"\b(?:((?:tele)?fax)|call|phone|tel|telephone|ring|telefon|anruf|mobile|mobil)\b", re.IGNORECASE
)


def same_text(one: str, other: str) -> bool:
    """Compare two names or lines of an address: case, marks and common short forms do not count."""
    return fold_text(one) == fold_text(other)


def same_name(one: str, other: str) -> bool:
    """Compare two names of a business: the legal form at the end and what follows a dash do not count."""
    first, second = _FORMS.sub("", fold_text(one)), _FORMS.sub("", fold_text(other))
    return first == second or first.startswith(second) or second.startswith(first)


def same_postcode(one: str, other: str) -> bool:
    """Compare two postcodes without spaces and marks."""
    return _letters(one) == _letters(other)


def street_name(street: str) -> str:
    """Give a street without its house number, as texts are compared: "4 Church Street" is "church st"."""
    return " ".join(word for word in fold_text(street).split() if not word[0].isdigit())


def other_address(truth: Truth, text: str) -> str:
    """Give the house number or postcode in a text that names the owner's street otherwise, "" when all is right.

    A text that also holds the right one is about more than one address, and says nothing wrong. The street
    must stand in the owner's town or beside a postcode: every town has a Church Street.
    """
    name, words = street_name(truth.street), fold_text(text)
    right = next((word for word in fold_text(truth.street).split() if word[0].isdigit()), "")
    if not name or not right or name not in words:
        return ""
    if _codes_like(truth.postcode, text) and right in words.split():
        codes = _codes_like(truth.postcode, text)
        return "" if any(same_postcode(code, truth.postcode) for code in codes) else codes[0]
    if not (truth.town and fold_text(truth.town) in words) and not _codes_like(truth.postcode, text):
        return ""
    found = re.findall(rf"(?:\b(\d+[a-z]?) )?\b{re.escape(name)}\b(?: (\d+[a-z]?)\b)?", words)
    numbers = [before or after for before, after in found if before or after]
    return numbers[0] if numbers and right not in words.split() else ""


def _codes_like(postcode: str, text: str) -> list[str]:
    """Find what is shaped as the owner's postcode is: letters for letters, digits for digits."""
    if len(_letters(postcode)) < 4:
        return []
    shape = "".join(
        r"\d" if sign.isdigit() else "[A-Z]" if sign.isalpha() else r"\s?" for sign in postcode.strip()
    )
    return re.findall(rf"(?<![\w-]){shape}(?![\w-])", text)


def different_days(
    truth: Week, text: str, language: str = "en", *, whole: bool = False
) -> tuple[str, ...] | None:
    """Give each day on which `text` differs from the facts, in words; None when it cannot be read.

    With `whole` a day that `text` does not name counts as closed.
    """
    try:
        week = parse_week(_spelled_out(text), language, some_days=True)
    except ValueError:
        return None
    days = [(number, week.day(number)) for number in range(7)] if whole else week.days
    found: list[tuple[int, str]] = []
    for number, hours in days:
        right = truth.day(number)
        if not right.by_appointment and not hours.by_appointment and right.spans != hours.spans:
            found.append((number, f"{_spans(hours.spans)} instead of {_spans(right.spans)}"))
    return tuple(_together(found))


def _together(found: list[tuple[int, str]]) -> Iterator[str]:
    """Say what is the same on days that follow each other once: Monday to Friday 9-17 instead of 8-18."""
    place = 0
    while place < len(found):
        first, said = found[place]
        last = first
        while place + 1 < len(found) and found[place + 1] == (last + 1, said):
            place, last = place + 1, last + 1
        to = "" if last == first else f"{' and ' if last == first + 1 else ' to '}{_DAYS[last]}"
        yield f"{_DAYS[first]}{to} {said}"
        place += 1


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = {"mo": "Mon", "tu": "Tue", "we": "Wed", "th": "Thu", "fr": "Fri", "sa": "Sat", "su": "Sun"}
_FORMS = re.compile(r"\b(ltd|limited|llc|inc|gmbh|ug|ag|kg|ohg|e k|plc|llp|sarl|bv|srl|sl)\b.*$")
_SHORTENED = {
    "street": "st", "road": "rd", "avenue": "ave", "lane": "ln", "drive": "dr", "square": "sq", "place": "pl",
    "strasse": "str", "straße": "str", "and": "", "und": "", "et": "", "the": "",
}  # fmt: skip


def core_of(number: str) -> str:
    """Give the digits of a number without trunk noughts; with a country code where it has one."""
    number = re.sub(r"\(0\)", "", number)
    return re.sub(r"\D", "", number).removeprefix("00").lstrip("0")


def fold_text(text: str) -> str:
    """Give a text as names and addresses are compared: lower case, short forms, single spaces."""
    text = re.sub(r"(?<=\w)(straße|strasse)\b", "str", text.casefold().replace("ß", "ss"))
    words = re.findall(r"\w+", text.replace("'", "").replace("’", ""))
    return " ".join(filter(None, (_SHORTENED.get(word, word) for word in words))).strip()


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())


def _spelled_out(text: str) -> str:
    """Write schema.org's two-letter days so that the hours grammar reads them."""
    text = re.sub(
        r"(?i)\b(mo|tu|we(?!['’]| are| open)|th|fr|sa|su)\b",
        lambda found: _SHORT[found.group(1).lower()],
        text,
    )
    return re.sub(r"(?<=[A-Za-z]),(?=[A-Za-z])", ", ", text)


def _spans(spans: tuple[tuple[int, int], ...]) -> str:
    return ", ".join(f"{clock(opens)}-{clock(closes)}" for opens, closes in spans) or "closed"
