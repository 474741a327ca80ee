"""Existing sites as site builders write them: what the owner types once, spread over markup of four kinds."""

from __future__ import annotations

import pytest

from kit.interview.existing import guesses_from_pages
from kit.pages.parse import parse_page

TWO_ITEMS = """<html lang="en-US"><title>Blue Door Pottery</title>
<script type="application/ld+json">{"@type": "WebSite", "name": "Blue Door Pottery", "url": "https://shop.example"}</script>
<script type="application/ld+json">{"@type": "Organization", "legalName": "Blue Door Pottery LLC", "telephone": "(518) 555-0123",
 "address": "12 Mill Street\\nHudson, NY, 12534\\nUnited States", "sameAs": ["http://instagram.com/bluedoorpottery"]}</script>
<script type="application/ld+json">{"@type": "LocalBusiness", "name": "Blue Door Pottery", "address": "12 Mill Street\\nHudson, NY, 12534\\nUnited States",
 "openingHours": ", , We 10:00-17:00, Th 10:00-17:00, Sa 10:00-18:00, Su 12:00-16:00"}</script><p>Call 518-555-0123"""
GRAPH = """<html lang="en-GB"><title>Home - Thornton &amp; Daughters Roofing</title><meta property="og:site_name" content="Thornton &amp; Daughters Roofing">
<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "name": "Home"}, {"@type": "Organization", "name": "Thornton & Daughters Roofing",
 "sameAs": ["https://www.facebook.com/thorntonroofing", "https://x.com/thorntonroof"]}]}</script>
<footer><p>Thornton &amp; Daughters Roofing<br>Unit 4, Bridge Mill<br>Hebden Bridge<br>West Yorkshire<br>HX7 8AB</p>
<p>Monday – Friday: 8:00am – 5:30pm<br>Saturday: 9:00am – 12:00pm<br>Sunday: Closed</p><a href="tel:01422960123">Call us</a>
<p>© 2024 Thornton &amp; Daughters Roofing. Website by Pixel Co</p></footer>"""
BREAKS = """<html lang="de-DE"><title>Tischlerei Holm - Möbel und Innenausbau in Husum</title><p>Tischlerei Holm<br>Inh. Jens Holm<br>Norderstraße 14
<br>25813 Husum</p><p>Telefon: 04841 / 90 12 34<br>Mobil: 0171 / 1234567<br>Fax: 04841 / 90 12 35<br>E-Mail: info(at)holm.example</p>
<p>Öffnungszeiten:<br>Mo. - Do.: 7:00 - 16:30 Uhr<br>Fr.: 7:00 - 13:00 Uhr<br>und nach Vereinbarung</p><p>Umsatzsteuer-ID: DE123456789</p>"""
BLOCKS = """<html lang="en"><title>Home | Sunny Paws</title><div>123 Main St</div><div>San Francisco, CA 94158</div><p>info@sunnypaws.example</p>
<p>Tel: 415-555-0100</p><p>©2035 by Sunny Paws. Powered by a builder</p><p>OPENING HOURS</p><p>Mon - Fri: 7am - 10pm</p><p>​​Saturday: 8am - 10pm</p>"""

PAGES = [
    pytest.param(TWO_ITEMS, {
        "business.name": "Blue Door Pottery", "business.legal_name": "Blue Door Pottery LLC", "business.country": "US",
        "place.street": "12 Mill Street", "place.town": "Hudson", "place.region": "NY", "contact.phone": "(518) 555-0123",
        "hours.regular": "Wed-Thu 10:00-17:00, Sat 10:00-18:00, Sun 12:00-16:00",
    }, id="three items about one shop, the address as text"),
    pytest.param(GRAPH, {
        "business.name": "Thornton & Daughters Roofing", "business.trade": "roofer", "business.country": "GB",
        "place.street": "Unit 4, Bridge Mill", "place.town": "Hebden Bridge", "place.region": "West Yorkshire",
        "place.postcode": "HX7 8AB", "contact.phone": "01422 960123", "hours.regular": "Mon-Fri 08:00-17:30, Sat 09:00-12:00",
    }, id="a graph that knows the name, a footer that knows the rest"),
    pytest.param(BREAKS, {
        "business.name": "Tischlerei Holm", "business.trade": "carpenter", "language": "de", "business.country": "DE",
        "place.street": "Norderstraße 14", "place.town": "Husum", "contact.phone": "04841 901234",
        "contact.text_phone": "0171 1234567", "contact.email": "info@holm.example",
        "hours.regular": "Mon-Thu 07:00-16:30, Fri 07:00-13:00",
    }, id="lines and breaks, landline, mobile and fax"),
    pytest.param(BLOCKS, {
        "business.name": "Sunny Paws", "place.street": "123 Main St", "place.town": "San Francisco", "place.region": "CA",
        "contact.phone": "(415) 555-0100", "contact.email": "info@sunnypaws.example", "hours.regular": "Mon-Fri 07:00-22:00, Sat 08:00-22:00",
    }, id="every line a block of its own"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "facts"), PAGES)
def test_what_a_builders_page_tells(html, facts):
    page = parse_page(html.encode(), name="index.html", address="https://shop.example/")
    told: dict[str, list[object]] = {}
    for guess in guesses_from_pages([page]):
        told.setdefault(guess.fact, []).append(guess.value)
    assert {fact: told.get(fact) for fact in facts} == {fact: [value] for fact, value in facts.items()}
