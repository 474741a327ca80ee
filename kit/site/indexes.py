"""What machines read first: the sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape  # not xml.sax's: that one brings a whole HTTP client with it
from urllib.parse import urljoin


def sitemap(addresses: Iterable[tuple[str, str]]) -> str:
    """Give a sitemap (sitemaps.org 0.9) of (address, day of change or "") pairs, in their order."""
    lines = [
        f"<url><loc>{escape(address, quote=False)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for address, day in addresses
        if address
    ]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + "".join(f"{line}\n" for line in lines) + "</urlset>\n"


def robots(address: str) -> str:
    """Give robots.txt (RFC 9309): everyone may read everything, and where the sitemap is."""
    text = "User-agent: *\nAllow: /\n"
    return f"{text}\nSitemap: {urljoin(address, 'sitemap.xml')}\n" if address else text
