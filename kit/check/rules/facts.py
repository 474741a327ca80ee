"""Facts against the site: name, address, prices, licence, profiles. How something is written is never a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kit.check.rule import Fault, check
from kit.check.site import Digest, Mention, Site, Truth
from kit.check.truth import other_address, same_name, same_postcode, same_text
from kit.check.types import Severity
from kit.facts.money import parse_price
from kit.networks.links import ProfileLink, read_link
from kit.pages.types import Place


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
                yield different(page, mention, "the name", mention.text, site.truth.names[0], "business.name")


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
                    yield different(page, mention, "the street", mention.text, truth.street, "place.street")
                case "postcode" if truth.postcode and not same_postcode(mention.text, truth.postcode):
                    yield different(
                        page, mention, "the postcode", mention.text, truth.postcode, "place.postcode"
                    )
                case "address" if wrong := other_address(truth, mention.text):
                    yield Fault(
                        f"your street stands here with {wrong}; the facts say {_line(truth)}",
                        correct("place"),
                        mention.place,
                        page.name,
                    )
                case "town" if truth.town and not same_text(mention.text, truth.town):
                    yield different(page, mention, "the town", mention.text, truth.town, "place.town")


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
                        yield different(page, mention, f"the price of {name}", shown, price.text, "services")


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
                    yield different(
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
            yield Fault(message, correct("profiles"), Place(seen.line, seen.column), seen.page, url)


def _amounts(text: str, country: str) -> set[Decimal]:
    found = (parse_price(each, country) for each in re.findall(r"\d[\d.,\u00a0\u202f' ]*", text))
    return {price.amount for price in found if price.amount is not None}


def different(page: Digest, mention: Mention, what: str, said: str, right: str, fact: str) -> Fault:
    """Give the fault of a mention that differs from a fact."""
    where = {"vcard": "in the contact file, ", "meta": "in what previews show, ", "text": "", "link": ""}.get(
        mention.source, "in what search engines read, "
    )
    return Fault(f"{where}{what} is {said}; the facts say {right}", correct(fact), mention.place, page.name)


def _line(truth: Truth) -> str:
    return ", ".join(filter(None, (truth.street, " ".join(filter(None, (truth.postcode, truth.town))))))


def correct(fact: str) -> str:
    """Say what to do about a fact that the page gives otherwise."""
    return f"Correct the page, or the fact {fact} if the page is right."
