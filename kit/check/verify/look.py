"""What a look at the world may use, and the two things it may answer with: addresses and records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from kit.check.placeholders import is_sample_domain
from kit.facts.models import Business
from kit.net.records import Asked, Query, Registration
from kit.net.types import Reply

Fetch = Callable[[str], Reply]
"""One address with its body, redirects followed; never raises."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look: whose business, and the ways to ask. What is no real domain is not asked about."""

    business: Business
    fetch: Fetch
    query: Query
    registration: Callable[[str], Registration]

    @property
    def host(self) -> str:
        """Give the site's host, "" while it has no address of its own."""
        host = (urlsplit(self.business.site.address or "").hostname or "").casefold()
        return "" if not host or is_sample_domain(host) else host

    @property
    def domain(self) -> str:
        """Give the domain of the facts, or the site's host without www."""
        name = (self.business.domain.name or self.host.removeprefix("www.")).casefold()
        return "" if is_sample_domain(name) else name

    @property
    def mail_domain(self) -> str:
        """Give the domain mail is sent from, when it is the owner's own; "" for a large provider's."""
        mail = str(self.business.contact.email or "").rpartition("@")[2].casefold()
        return mail if mail and mail == self.domain else ""

    def texts(self, name: str) -> tuple[str, ...] | None:
        """Give the text records of a name; None when the name servers did not answer."""
        found = self.query(name, "TXT")
        return None if found.asked is Asked.CANNOT_TELL else found.values

    def link_of(self, *networks: str) -> str:
        """Give the link of the first profile on one of these networks, "" without one."""
        return next((each.link for each in self.business.profiles if each.network in networks and each.link and each.state != "closed"), "")  # fmt: skip


def alive(reply: Reply) -> bool | None:
    """Tell whether an address answers: no only for what is gone; walls and troubles cannot tell."""
    if reply.status is not None and reply.status < 300:
        return True
    return False if reply.status in {404, 410} else None


def names_site(reply: Reply, host: str) -> bool | None:
    """Tell whether a page names the site; a page that does not may fill itself in later, so that is no no."""
    if alive(reply) is False:
        return False
    body = reply.body.decode("utf-8", "replace").casefold()
    return True if alive(reply) and host and host.removeprefix("www.") in body else None
