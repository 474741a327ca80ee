"""Facts against the site: same, written differently, or different. How something is written is never a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kit.check.rule import Fault, check
from kit.check.site import MACHINE_READ, Digest, Mention, Site, Truth
from kit.check.truth import other_address, same_name, same_phone, same_postcode, same_text
from kit.check.types import Severity
from kit.facts.money import parse_price
from kit.networks.links import ProfileLink, read_link
from kit.pages.types import Place

_LABEL = re.compile(r"\b(?:call|phone|tel|telephone|ring|telefon|anruf|mobile|mobil)\b", re.IGNORECASE)
_FAX = re.compile(r"\bfax\b", re.IGNORECASE)


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
            _is_one_of(mention.text, right) for mention in phones if mention.source not in MACHINE_READ
        )
        told: set[tuple[int, str]] = set()
        for mention in phones:
            if not _is_one_of(mention.text, right) and _is_meant_as_ours(mention, right, shown=shown):
                # A link and the number it shows are one fault; what machines read is mended elsewhere.
                where = 0 if mention.source in MACHINE_READ else mention.place.line
                if (where, _digits(mention.text)) not in told or not where:
                    told.add((where, _digits(mention.text)))
                    yield _different(
                        page, mention, "the phone number", _shown(mention), _as_typed(site), "contact.phone"
                    )


@check(Site, Severity.ERROR)
def different_email(site: Site) -> Iterator[Fault]:
    """The mail address must be the owner's on every page.

    Compared are structured data, addresses that look like a slip of the right one, and, on a page that shows no
    other, the one that is called the business's own: "Email: …", "Email us".
    """
    right = site.truth.emails
    if not site.truth.is_facts or not right:
        return
    known = {each.casefold() for each in right}
    for page in site.pages:
        mails = [mention for mention in page.mentions if mention.kind == "email"]
        alone = len({mention.text.casefold() for mention in mails}) == 1
        for mention in mails:
            if mention.text.casefold() in known:
                continue
            named = alone and _is_called_ours(mention, right[0])
            if mention.source in MACHINE_READ or named or _is_slip(mention.text, right[0]):
                yield _different(page, mention, "the mail address", mention.text, right[0], "contact.email")


@check(Site, Severity.ERROR)
def different_name(site: Site) -> Iterator[Fault]:
    """The business has one name, on the site and in what search engines read.

    A second name looks like a second business to a map.
    """
    if not site.truth.is_facts:
        return
    for page in site.pages:
        for mention in page.mentions:
            if mention.kind not in {"name", "site_name"} or mention.source == "h-card":
                continue
            if not any(same_name(mention.text, name) for name in site.truth.names):
                yield _different(
                    page, mention, "the name", mention.text, site.truth.names[0], "business.name"
                )


@check(Site, Severity.ERROR)
def different_address(site: Site) -> Iterator[Fault]:
    """Street, house number, postcode and town must be the owner's, in words and in what search engines read.

    Maps send customers where the structured data says, and people go where the page says. In words only a
    line that names the owner's own street is compared.
    """
    truth = site.truth
    if not truth.is_facts:
        return
    for page in site.pages:
        for mention in page.mentions:
            match mention.kind:
                case "street" if truth.street and not same_text(mention.text, truth.street):
                    yield _different(page, mention, "the street", mention.text, truth.street, "place.street")
                case "postcode" if truth.postcode and not same_postcode(mention.text, truth.postcode):
                    yield _different(
                        page, mention, "the postcode", mention.text, truth.postcode, "place.postcode"
                    )
                case "address" if wrong := other_address(truth, mention.text):
                    yield Fault(
                        f"your street stands here with {wrong}; the facts say {_line(truth)}",
                        _fix("place"),
                        mention.place,
                        page.name,
                    )
                case "town" if truth.town and not same_text(mention.text, truth.town):
                    yield _different(page, mention, "the town", mention.text, truth.town, "place.town")


@check(Site, Severity.ERROR)
def different_price(site: Site) -> Iterator[Fault]:
    """A price beside a service must be the one in the facts.

    In many countries the lower of two prices shown is the one that counts.
    """
    if site.business is None:
        return
    country = site.business.country
    priced = [
        (str(service.name), service.price)
        for service in site.business.services
        if service.price and service.price.amount is not None
    ]
    names = [str(service.name) for service in site.business.services]
    for page in site.pages:
        for mention in page.mentions:
            if mention.kind != "price":
                continue
            named = [name for name in names if name.casefold() in mention.text.casefold()]
            for name, price in priced:
                if named == [name] and price is not None and price.amount is not None:
                    amounts = _amounts(mention.text.partition("\u2014")[2], country)
                    if amounts and price.amount not in amounts:
                        shown = mention.text.partition("\u2014")[2].strip()[:80]
                        yield _different(page, mention, f"the price of {name}", shown, price.text, "services")


@check(Site, Severity.ERROR)
def different_licence(site: Site) -> Iterator[Fault]:
    """The licence number beside its register must be the one in the facts.

    Customers look it up; a wrong one reads as a false claim.
    """
    licence = site.business.identity.licence if site.business else None
    if licence is None or not licence.number:
        return
    right = re.sub(r"\W", "", licence.number)
    for page in site.pages:
        for mention in page.mentions:
            if mention.kind == "licence":
                after = mention.text.casefold().partition(licence.body.casefold())[2]
                found = re.match(r"\D{0,30}?\b(\d[\d ]{3,14}\d)\b", after)
                if found and re.sub(r"\W", "", found.group(1)) != right:
                    what = f"the {licence.body} number"
                    yield _different(
                        page, mention, what, found.group(1), licence.number, "business.licence.number"
                    )


@check(Site, Severity.ERROR)
def different_profile(site: Site) -> Iterator[Fault]:
    """What the site calls its own profile must be the one in the facts.

    Compared are rel=me links and sameAs in structured data, per network.
    """
    if site.business is None:
        return
    right: dict[str, set[str]] = {}
    for profile in site.business.profiles:
        read = read_link(profile.link or profile.handle or "", profile.network)
        if isinstance(read, ProfileLink):
            right.setdefault(read.network, set()).add(read.handle.casefold())
    for url, seen in site.claims:
        read = read_link(url)
        if not isinstance(read, ProfileLink) or read.network not in right:
            continue
        if read.handle.casefold() not in right[read.network]:
            message = f"the site calls {url} its profile, the facts name another one there"
            yield Fault(message, _fix("profiles"), Place(seen.line, seen.column), seen.page, url)


@check(Site, Severity.ERROR)
def different_phone_on_profile(site: Site) -> Iterator[Fault]:
    """The phone number on a profile must be the owner's.

    A person looked (`--confirm`) and wrote down the number; programs are not let in there.
    """
    right = site.truth.phones
    for profile in site.profiles if site.truth.is_facts and right else ():
        seen = profile.confirmed.phone_seen if profile.confirmed else ""
        if seen and not _is_one_of(seen, right):
            message = f"your {profile.network} profile shows {seen}; the facts say {_as_typed(site)}"
            yield Fault(message, "Sign in there and correct the number.", url=profile.url)


@check(Site, Severity.WARNING)
def pages_disagree(site: Site) -> Iterator[Fault]:
    """Without a facts file, what the site says of itself must be the same on every page.

    Taken as the truth is what structured data says most often, else what most phone and mail links say.
    """
    truth = site.truth
    if truth.is_facts:
        return
    for page in site.pages:
        for mention in page.mentions:
            right = _rest_says(mention, truth)
            if right:
                message = f"this page says {mention.text}, the rest of the site {right}"
                fix = "Make both the same; then every map and customer has one answer."
                yield Fault(message, fix, mention.place, page.name)


def _rest_says(mention: Mention, truth: Truth) -> str:
    """Give what the rest of the site says instead, "" when this agrees or may be about somebody else."""
    data, linked = mention.source in MACHINE_READ, mention.source == "link"
    match mention.kind:
        case "phone" if truth.phones and not _is_one_of(mention.text, truth.phones):
            slip = linked and _is_slip(_digits(mention.text), _digits(truth.phones[0]))
            return truth.phones[0] if data or slip else ""
        case "email" if (
            truth.emails and linked and _is_slip(mention.text.casefold(), truth.emails[0].casefold())
        ):
            return truth.emails[0]
        case "postcode" if data and truth.postcode and not same_postcode(mention.text, truth.postcode):
            return truth.postcode
    return ""


def _shown(mention: Mention) -> str:
    """Give a number as a visitor reads it: a link shows it otherwise than it dials it."""
    linked = mention.source == "link" and same_phone(mention.around, mention.text)
    return mention.around if linked and re.fullmatch(r"[+\d\s().\-/]+", mention.around) else mention.text


def _as_typed(site: Site) -> str:
    """Give the right number as the owner wrote it in the facts."""
    contact = site.business.contact if site.business else None
    phone = (contact.phone or contact.text_phone) if contact else None
    return phone.text if phone else site.truth.phones[0]


def _is_one_of(text: str, right: tuple[str, ...]) -> bool:
    return any(same_phone(text, each) for each in right)


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
        return not shown or _is_slip(_digits(mention.text), _digits(right[0]))
    label = bool(_LABEL.search(mention.around)) and not _FAX.search(mention.around)
    return _is_slip(_digits(mention.text), _digits(right[0])) or (label and not shown)


def _is_called_ours(mention: Mention, right: str) -> bool:
    """Tell a mail address that the page gives as the business's own; at the same domain it may be a colleague's."""
    if mention.text.rpartition("@")[2].casefold() == right.rpartition("@")[2].casefold():
        return False
    label = _MAIL_LINK if mention.source == "link" else _MAIL_LABEL
    return label.search(mention.around.strip()) is not None


_MAIL_LABEL = re.compile(
    r"(?:^|[.!?;|,·] ?|\b(?:or|and) )(?:e-?mail|mail|e-?mail us|write to us|contact us|schreiben sie uns)(?: at| on)?\s?:?$",
    re.IGNORECASE,
)
_MAIL_LINK = re.compile(
    r"^(?:(?:send us an? )?e-?mail(?: us)?|mail us|write to us|contact us|get in touch)[.!]?$", re.IGNORECASE
)


def _is_slip(text: str, right: str) -> bool:
    """Tell whether at most two letters were mistyped, swapped or left out."""
    if abs(len(text) - len(right)) > 1 or len(right) < 7:
        return False
    if len(text) == len(right):
        return 0 < sum(one != other for one, other in zip(text, right, strict=True)) <= 2
    shorter, longer = sorted((text, right), key=len)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)[-9:]


def _amounts(text: str, country: str) -> set[Decimal]:
    found = (parse_price(each, country) for each in re.findall(r"\d[\d.,\u00a0\u202f' ]*", text))
    return {price.amount for price in found if price.amount is not None}


def _different(page: Digest, mention: Mention, what: str, said: str, right: str, fact: str) -> Fault:
    where = {"vcard": "in the contact file, ", "meta": "in what previews show, ", "text": "", "link": ""}.get(
        mention.source, "in what search engines read, "
    )
    return Fault(f"{where}{what} is {said}; the facts say {right}", _fix(fact), mention.place, page.name)


def _line(truth: Truth) -> str:
    return ", ".join(filter(None, (truth.street, " ".join(filter(None, (truth.postcode, truth.town))))))


def _fix(fact: str) -> str:
    return f"Correct the page, or the fact {fact} if the page is right."
