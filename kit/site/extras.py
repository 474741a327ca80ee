"""Files beside the pages: the contact file, QR code, and what machines ask a site for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.site.indexes import robots, sitemap


def contact_files(business: Business, trade: Trade) -> Iterator[tuple[str, bytes]]:
    """Give the contact file phones save, and the QR code of the site once its address is known."""
    from kit.profiles.cards import qr_svg, vcard

    yield "contact.vcf", vcard(business, trade).encode("utf-8")
    if business.site.address:
        yield "assets/qr.svg", qr_svg(business.site.address).encode("utf-8")


def machine_files(
    business: Business, addresses: Iterable[tuple[str, str]], view: Mapping[str, Any], today: dt.date
) -> Iterator[tuple[str, bytes]]:
    """Give robots.txt, llms.txt, and once the address is known the sitemap and security.txt."""
    address = business.site.address or ""
    yield "robots.txt", robots(address).encode("utf-8")
    yield "llms.txt", llms(view).encode("utf-8")
    if address:
        yield "sitemap.xml", sitemap(addresses).encode("utf-8")
    if address and business.contact.email:
        yield ".well-known/security.txt", security(address, business, today).encode("utf-8")


def security(address: str, business: Business, today: dt.date) -> str:
    """Give security.txt (RFC 9116): whom to tell about a hole; good until the end of next year."""
    lines = (
        f"Contact: mailto:{business.contact.email}",
        f"Expires: {today.year + 1}-12-31T23:59:59Z",
        f"Preferred-Languages: {', '.join(business.all_languages)}",
        f"Canonical: {urljoin(address, '.well-known/security.txt')}",
    )
    return "".join(f"{line}\n" for line in lines)


def llms(view: Mapping[str, Any]) -> str:
    """Give llms.txt (llmstxt.org): the business in plain words, for readers that are programs."""
    lines = [f"# {view['name']}", "", f"> {view['headline']}. {view['lead']}".rstrip(), ""]
    lines += [f"- {text}" for text in _plain_facts(view)]
    if view["services"]:
        lines += ["", f"## {view['t']['services']}", ""]
        lines += [
            f"- {each['name']}{': ' + each['price'] if each['price'] else ''}" for each in view["services"]
        ]
    if view["questions"]:
        lines += ["", f"## {view['t']['questions']}", ""]
        lines += [f"- {each['ask']} {each['answer']}" for each in view["questions"]]
    pages = [page for page in view["pages"].values() if page and page["canonical"] and not page["hidden"]]
    if pages:
        lines += ["", f"## {view['t']['more_pages']}", ""]
        lines += [f"- [{page['label']}]({page['canonical']}): {page['description']}" for page in pages]
    return "\n".join(" ".join(line.split()) if line else "" for line in lines).replace("\u00a0", " ") + "\n"


def _plain_facts(view: Mapping[str, Any]) -> Iterator[str]:
    words = view["t"]
    if view["where"]:
        yield f"{words['where']}: {view['where']}"
    if view["address"]:
        yield f"{words['address']}: {', '.join(view['address']['lines'])}"
    for name in ("phone", "email"):
        if view["contact"][name]:
            yield f"{words[name]}: {view['contact'][name]['text']}"
    if view["hours"]["lines"]:
        yield f"{words['hours']}: {'; '.join(view['hours']['lines'])}"
