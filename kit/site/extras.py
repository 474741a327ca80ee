"""Files beside the pages: the contact file, QR code, and what machines ask a site for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.site.indexes import robots, sitemap


def contact_files(business: Business, trade: Trade) -> Iterator[tuple[str, bytes]]:
    """Give the contact file phones save, and the QR code of the site once its address is known."""
    from kit.profiles.cards import qr_svg, vcard

    yield "contact.vcf", vcard(business, trade).encode("utf-8")
    if business.site.address:
        yield "assets/qr.svg", qr_svg(business.site.address).encode("utf-8")


def machine_files(business: Business, addresses: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Give robots.txt, and the sitemap once the address is known."""
    address = business.site.address or ""
    yield "robots.txt", robots(address).encode("utf-8")
    if address:
        yield "sitemap.xml", sitemap(addresses).encode("utf-8")
