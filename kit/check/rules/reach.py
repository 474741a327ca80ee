"""Can a customer reach you: phone links, mail, certificate, domain, and one address for the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from kit.check.rule import Fault, check
from kit.check.site import Site
from kit.check.truth import same_phone
from kit.check.types import Severity
from kit.pages.business_text import emails_in
from kit.pages.types import LinkKind, Page

_CERTIFICATE_DAYS = 14
"""Let's Encrypt renews 30 days before the end; below 14 the renewal has failed several times."""
_DOMAIN_DAYS = 30
_SPF_LOOKUPS = 10
"""RFC 7208, 4.6.4: more than ten look-ups are an error, and mail is refused."""


@check(Page, Severity.ERROR)
def phone_link_differs(page: Page) -> Iterator[Fault]:
    """A phone link must dial the number that is shown.

    Whoever taps it on a phone rings somebody else, and never knows why nobody answers.
    """
    for link in page.links:
        if link.kind is LinkKind.NAVIGATE and link.url.startswith("tel:"):
            shown = re.search(r"\+?[\d(][\d\s().\-\u00a0/]{5,}\d", link.text)
            dialled = link.url[4:].partition(";")[0]
            if shown and re.search(r"\d{5}", dialled) and not same_phone(shown.group(), dialled):
                message = f"the link shows {shown.group().strip()} and dials {dialled}"
                yield Fault(message, "Make both the same number.", link.place, url=link.url)


@check(Page, Severity.WARNING)
def mail_link_differs(page: Page) -> Iterator[Fault]:
    """A mail link must write to the address that is shown.

    It is left from an old address: whoever presses it writes where nobody may look any more.
    """
    for link in page.links:
        scheme, _, rest = link.url.partition(":")
        if link.kind is LinkKind.NAVIGATE and scheme.lower() == "mailto" and "@" in link.text:
            shown, written = list(emails_in(link.text)), unquote(rest.partition("?")[0]).strip()
            # sue@NOSPAM.example is meant to be read by people only.
            one = len(shown) == 1 and "@" in written and "spam" not in link.text.casefold()
            if one and _in_ascii(shown[0]) not in _in_ascii(written):
                message = f"the link shows {shown[0]} and writes to {written}"
                yield Fault(message, "Make both the same address.", link.place, url=link.url)


def _in_ascii(address: str) -> str:
    """Give a mail address in small letters with its host as name servers know it: info@xn--mller-kva.de."""
    name, at, host = address.casefold().rpartition("@")
    try:
        return f"{name}{at}{host.encode('idna').decode()}"
    except UnicodeError:
        return address.casefold()


@check(Site, Severity.WARNING)
def phone_not_shown(site: Site) -> Iterator[Fault]:
    """The phone number must stand on the site when the owner wants to be rung.

    Somebody with a burst pipe does not write a mail.
    """
    business = site.business
    if (
        business is None
        or business.contact.phone is None
        or business.contact.first_step not in {None, "call"}
    ):
        return
    right = business.contact.phone.e164
    phones = [mention for page in site.pages for mention in page.mentions if mention.kind == "phone"]
    if not any(same_phone(mention.text, right) for mention in phones):
        yield Fault(
            "your phone number stands nowhere on the site", "Put it at the top of every page, as a link."
        )


@check(Site, Severity.ERROR)
def mail_has_no_server(site: Site) -> Iterator[Fault]:
    """The domain of the mail address must take mail.

    Without a mail server every enquiry comes back to its sender, or is lost.
    """
    reach = site.reach
    if reach and reach.mail and reach.mail.arrives is False:
        yield Fault(
            f"no mail can arrive at {reach.mail_domain}: it has no mail server",
            "Ask your mail provider for the MX record, and set it where the domain is managed.",
            url=reach.mail_domain,
        )


@check(Site, Severity.WARNING)
def mail_sender_not_proved(site: Site) -> Iterator[Fault]:
    """The domain must say who may send mail in its name (SPF), sign it (DKIM) and say what to do with the rest (DMARC).

    Without these records large providers put your answers into the junk folder. The signing key is only looked
    for at providers whose place for it is known.
    """
    reach = site.reach
    if reach is None or reach.mail is None or not reach.mail.arrives:
        return
    if not reach.mail.spf:
        yield Fault(
            f"{reach.mail_domain} has no SPF record",
            "Your mail provider tells you the line to set.",
            url=reach.mail_domain,
        )
    if reach.spf_records > 1:
        yield Fault(
            f"{reach.mail_domain} has {reach.spf_records} SPF records; two cancel each other",
            "Join them into one.",
            url=reach.mail_domain,
        )
    if reach.spf_lookups > _SPF_LOOKUPS:
        message = f"the SPF record of {reach.mail_domain} needs {reach.spf_lookups} look-ups; ten are allowed"
        yield Fault(message, "Remove services you no longer use from it.", url=reach.mail_domain)
    if reach.unsigned:
        yield Fault(
            f"{reach.mail_domain} has no signing key (DKIM) where {reach.unsigned} keeps it",
            f"Switch on DKIM in the settings of {reach.unsigned}, and set the record it names.",
            url=reach.mail_domain,
        )
    if not reach.mail.dmarc:
        fix = "Begin with: v=DMARC1; p=none; rua=mailto:your address"
        yield Fault(f"{reach.mail_domain} has no DMARC record", fix, url=reach.mail_domain)


@check(Site, Severity.WARNING)
def certificate_ends_soon(site: Site) -> Iterator[Fault]:
    """The certificate must be renewed in time.

    On the day after its end every visitor meets a warning instead of the site.
    """
    for host, days in site.reach.certificates if site.reach else ():
        if days < _CERTIFICATE_DAYS:
            message = f"the certificate of {host} ends in {days} day{'s' * (days != 1)}"
            yield Fault(message, "Ask your host why it was not renewed by itself.", url=host)


@check(Site, Severity.WARNING)
def domain_ends_soon(site: Site) -> Iterator[Fault]:
    """The domain must be renewed in time.

    A domain that lapses takes the website and all mail with it, and somebody else may take it.
    """
    expires = site.reach.expires if site.reach else None
    expires = expires or (site.business.domain.renews if site.business else None)
    if expires is None:
        return
    days = (expires - site.today).days
    if days < 0:
        yield Fault(f"the domain ran out on {expires.isoformat()}", "Renew it today.")
    elif days < _DOMAIN_DAYS:
        yield Fault(
            f"the domain runs out in {days} day{'s' * (days != 1)}",
            "Renew it now, and switch on automatic renewal.",
        )


@check(Site, Severity.WARNING)
def host_has_two_addresses(site: Site) -> Iterator[Fault]:
    """Every way to write the site's address must lead to the one that counts.

    With and without www, with and without https: what answers by itself is a second site to a search engine,
    and what does not answer is a lost visitor.
    """
    for asked, landed in site.reach.twins if site.reach else ():
        if not landed:
            yield Fault(
                f"{asked} does not answer", "Let your host send it on to the main address.", url=asked
            )
        elif landed.startswith("http:"):
            yield Fault(
                f"{asked} is not sent on to https", "Switch on “force https” at your host.", url=asked
            )
        else:
            yield Fault(
                f"{asked} answers by itself instead of leading on",
                "Let your host send it on to the main address.",
                url=asked,
            )


@check(Site, Severity.WARNING)
def old_address_lost(site: Site) -> Iterator[Fault]:
    """An address that was a page of the site must lead on to where the page is now.

    Search engines, other sites and people's bookmarks still name it. Known are the pages that an earlier run
    saw alive; a page that was given up for good may answer 410, and is then left out by a rule with a reason.
    """
    for url in site.reach.lost if site.reach else ():
        fix = "Let your host send it on (301) to the page that replaced it."
        yield Fault(f"{url} was a page of the site and is gone", fix, url=url)
