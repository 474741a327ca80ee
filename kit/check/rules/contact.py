"""Phone numbers and mail addresses against the facts: a wrong one loses whoever uses it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kit.check.rule import Fault, check
from kit.check.rules.facts import different
from kit.check.site import MACHINE_READ, Mention, Site
from kit.check.slips import digits_of, is_one_of, is_slip
from kit.check.truth import is_called_a_fax, is_called_a_phone, same_phone
from kit.check.types import Severity


@check(Site, Severity.ERROR)
def different_phone(site: Site) -> Iterator[Fault]:
    """The phone number must be the owner's on every page.

    A customer who rings a wrong number does not try again. Compared are phone links, structured data, and
    visible numbers on pages that do not show the right one; spaces, brackets and country codes do not count.
    """
    right = site.truth.phones
    if not site.truth.is_facts or not right:
        return
    for page in site.pages:
        phones = [mention for mention in page.mentions if mention.kind == "phone"]
        shown = any(
            is_one_of(mention.text, right) for mention in phones if mention.source not in MACHINE_READ
        )
        told: set[tuple[int, str]] = set()
        for mention in phones:
            if not is_one_of(mention.text, right) and _is_meant_as_ours(mention, right, shown=shown):
                # A link and the number it shows are one fault; what machines read is mended elsewhere.
                where = 0 if mention.source in MACHINE_READ else mention.place.line
                if (where, digits_of(mention.text)) not in told or not where:
                    told.add((where, digits_of(mention.text)))
                    yield different(
                        page, mention, "the phone number", _shown(mention), _as_typed(site), "contact.phone"
                    )


@check(Site, Severity.ERROR)
def different_email(site: Site) -> Iterator[Fault]:
    """The mail address must be the owner's on every page.

    Compared are structured data, addresses that look like a slip of the right one, and, on a page that shows no
    other, the one that is called the business's own ("Email: …", "Email us") or stands at the foot of most pages.
    """
    right = site.truth.emails
    if not site.truth.is_facts or not right:
        return
    known = {each.casefold() for each in right}
    at_foot = _at_most_feet(site)
    for page in site.pages:
        mails = [mention for mention in page.mentions if mention.kind == "email"]
        alone = len({mention.text.casefold() for mention in mails}) == 1
        for mention in mails:
            if mention.text.casefold() in known:
                continue
            named = alone and _is_called_ours(mention, right[0], at_foot)
            if mention.source in MACHINE_READ or named or is_slip(mention.text, right[0]):
                yield different(page, mention, "the mail address", mention.text, right[0], "contact.email")


@check(Site, Severity.ERROR)
def different_phone_on_profile(site: Site) -> Iterator[Fault]:
    """The phone number on a profile must be the owner's.

    A person looked (`--confirm`) and wrote down the number; programs are not let in there.
    """
    right = site.truth.phones
    for profile in site.profiles if site.truth.is_facts and right else ():
        seen = profile.confirmed.phone_seen if profile.confirmed else ""
        if seen and not is_one_of(seen, right):
            message = f"your {profile.network} profile shows {seen}; the facts say {_as_typed(site)}"
            yield Fault(message, "Sign in there and correct the number.", url=profile.url)


def _shown(mention: Mention) -> str:
    """Give a number as a visitor reads it: a link shows it otherwise than it dials it."""
    linked = mention.source == "link" and same_phone(mention.around, mention.text)
    return mention.around if linked and re.fullmatch(r"[+\d\s().\-/]+", mention.around) else mention.text


def _as_typed(site: Site) -> str:
    """Give the right number as the owner wrote it in the facts."""
    contact = site.business.contact if site.business else None
    phone = (contact.phone or contact.text_phone) if contact else None
    return phone.text if phone else site.truth.phones[0]


def _is_meant_as_ours(mention: Mention, right: tuple[str, ...], *, shown: bool) -> bool:
    """Tell a wrong number of ours from the number of somebody else, such as an authority in a notice."""
    if mention.source in MACHINE_READ or mention.source == "meta":
        return True
    if mention.source == "link":
        if any(
            same_phone(number, right[0])
            for number in re.findall(r"\+?[\d(][\d\s().\-/]{5,}\d", mention.around)
        ):
            return False  # it shows the right number and dials another: phone_link_differs says so
        return not shown or is_slip(digits_of(mention.text), digits_of(right[0]))
    if is_called_a_fax(mention.around):
        return False
    slip = is_slip(digits_of(mention.text), digits_of(right[0]))
    return slip or (is_called_a_phone(mention.around) and not shown)


def _is_called_ours(mention: Mention, right: str, at_foot: frozenset[str]) -> bool:
    """Tell a mail address that the page gives as the business's own; at the same domain it may be a colleague's."""
    if mention.text.rpartition("@")[2].casefold() == right.rpartition("@")[2].casefold():
        return False
    if mention.source == "link" and mention.text.casefold() in at_foot:
        return True
    label = _MAIL_LINK if mention.source == "link" else _MAIL_LABEL
    return label.search(mention.around.strip()) is not None


def _at_most_feet(site: Site) -> frozenset[str]:
    """Give the mail addresses at the foot of at least half of the pages, and of two: further in one is a guest's.

    A site of one page has no further pages: its only foot is the owner's.
    """
    every = sum(not page.name.endswith(".vcf") for page in site.pages)
    feet = Counter(
        text
        for page in site.pages
        for text in {mention.text.casefold() for mention in page.mentions if mention.kind == "foot"}
    )
    return frozenset(text for text, count in feet.items() if count >= min(every, 2) and count * 2 >= every)


_MAIL_LABEL = re.compile(
    r"(?:^|[.!?;|,·] ?|\b(?:or|and) )(?:e-?mail|mail|e-?mail us|write to us|contact us|schreiben sie uns)(?: at| on)?\s?:?$",
    re.IGNORECASE,
)
_MAIL_LINK = re.compile(
    r"^(?:(?:send us an? )?e-?mail(?: us)?|mail us|write to us|contact us|get in touch)[.!]?$", re.IGNORECASE
)
