"""What a page says about a business: rows of HTML and the statements found in them."""

from __future__ import annotations

import pytest

from kit.pages.business import business_said, colours_in
from kit.pages.business_data import said_in_data
from kit.pages.business_offers import offers_and_events
from kit.pages.parse import parse_page
from kit.pages.types import Place, Said, Topic


def said(html: str, topic: Topic, lang: str = "en") -> list[str]:
    return [one.value for one in statements(html, lang) if one.topic is topic]


def statements(html: str, lang: str = "en") -> tuple[Said, ...]:
    page = parse_page(f"<html lang={lang}><body>{html}".encode(), name="p", address="https://shop.example/")
    return business_said(page)


JSON = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "Not the name"},
 {"@type": "Bakery", "name": "Berg &amp; Sons", "legalName": "Berg & Sons Ltd", "telephone": "+44 20 7946 0018",
  "email": "mailto:hello@shop.example", "priceRange": "££", "logo": {"@type": "ImageObject", "url": "/logo.svg"},
  "address": {"@type": "PostalAddress", "streetAddress": "1 Mill Lane", "postalCode": "AB1 2CD",
              "addressLocality": "Milltown", "addressCountry": {"@type": "Country", "name": "GB"}},
  "openingHoursSpecification": [
   {"dayOfWeek": ["Monday", "Tuesday", "https://schema.org/Wednesday", "Friday"], "opens": "08:00:00", "closes": "17:00"},
   {"dayOfWeek": "Sunday", "opens": "00:00", "closes": "00:00"},
   {"dayOfWeek": "Saturday", "opens": "10:00", "closes": "12:00", "validFrom": "2026-12-24"}],
  "sameAs": ["https://www.instagram.com/berg"],
  "makesOffer": {"@type": "Offer", "price": 12.5, "priceCurrency": "GBP"}}]}</script>"""

SCHEMA = [
    (Topic.NAME, ["Berg &amp; Sons", "Berg & Sons Ltd"]),
    (Topic.PHONE, ["+44 20 7946 0018"]),
    (Topic.EMAIL, ["hello@shop.example"]),
    (Topic.ADDRESS, ["1 Mill Lane, AB1 2CD Milltown, GB"]),
    (Topic.HOURS, ["Mon-Wed, Fri 08:00-17:00; Sun closed"]),
    (Topic.PROFILE, ["https://www.instagram.com/berg"]),
    (Topic.LOGO, ["/logo.svg"]),
    (Topic.PRICE, ["££", "12.5"]),
]


@pytest.mark.parametrize(("topic", "values"), SCHEMA)
def test_json_ld(topic: Topic, values: list[str]) -> None:
    assert said(JSON, topic) == values


def test_an_address_keeps_its_parts() -> None:
    (address,) = [one for one in statements(JSON) if one.topic is Topic.ADDRESS]
    assert dict(address.parts) == {
        "street": "1 Mill Lane",
        "postcode": "AB1 2CD",
        "town": "Milltown",
        "country": "GB",
    }
    assert (address.source, address.place) == ("json-ld", Place(1, 21))


def test_two_openings_of_a_day_are_one_week_and_special_days_stand_apart() -> None:
    week = """<script type="application/ld+json">{"@type": "Store", "openingHoursSpecification": [
     {"dayOfWeek": ["Mo", "Tu"], "opens": "08:00", "closes": "12:00"},
     {"dayOfWeek": ["Mo", "https://schema.org/Tuesday/"], "opens": "13:00", "closes": "23:59"},
     {"dayOfWeek": "PublicHolidays", "opens": "09:00", "closes": "09:00"}, "by chance",
     {"validFrom": "2026-12-24", "validThrough": "2026-12-26"}]}</script>"""
    assert said(week, Topic.HOURS) == ["Mon-Tue 08:00-12:00, 13:00-24:00"]
    assert said(week, Topic.SPECIAL) == ["2026-12-24/2026-12-26 closed"]


OWN = [
    pytest.param('{"@type": "Dentist", "name": "Berg", "telephone": "1"}', ["Berg"], id="a business"),
    pytest.param('{"@type": "Article", "publisher": {"@type": "Organization", "name": "Press", "telephone": "1"}}', [], id="a publisher"),
    pytest.param('{"@type": "Event", "name": "Fair", "location": {"@type": "Place", "name": "Hall", "address": "x"}}', [], id="a venue"),
    pytest.param('{"@type": "Organization", "name": "Berg"}', [], id="nothing but a name"),
    pytest.param('["Dentist", 7]', [], id="no object"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "names"), OWN)
def test_what_is_surely_about_the_business_itself(data: str, names: list[str]) -> None:
    html = f"<script type='application/ld+json'>{data}</script>"
    page = parse_page(html.encode(), name="p", address="https://shop.example/")
    assert [one.value for one in said_in_data(page, own=True) if one.topic is Topic.NAME] == names


def test_prices_and_moments_carry_the_name_of_their_thing() -> None:
    html = """<script type="application/ld+json">[{"@type": "Product", "name": "Loaf", "offers": {"price": 3.5}},
     {"@type": "Event", "name": "Fair", "startDate": "2026-12-01T10:00", "offers": [{"price": "0"}]}]</script>"""
    page = parse_page(html.encode(), name="p", address="https://shop.example/")
    assert [(one.topic, one.context, one.value) for one in offers_and_events(page)] == [
        (Topic.PRICE, "Loaf", "3.5"),
        (Topic.PRICE, "Fair", "0"),
        (Topic.MOMENT, "Fair", "2026-12-01T10:00"),
    ]


def test_microdata() -> None:
    html = (
        "<div itemscope itemtype='https://schema.org/Dentist'><b itemprop=name>Dr Berg</b>"
        "<a itemprop=telephone href='tel:+4930901820'>call</a>"
        "<p itemprop=address itemscope itemtype='https://schema.org/PostalAddress'>"
        "<i itemprop=postalCode>10115</i> <i itemprop=addressLocality>Berlin</i></p>"
        "<time itemprop=openingHours datetime='Mo-Fr 09:00-17:00'>weekdays</time></div>"
    )
    found = [(one.topic, one.value) for one in statements(html) if one.source == "microdata"]
    assert found == [
        (Topic.KIND, "Dentist"),
        (Topic.NAME, "Dr Berg"),
        (Topic.PHONE, "+4930901820"),
        (Topic.HOURS, "Mo-Fr 09:00-17:00"),
        (Topic.ADDRESS, "10115 Berlin"),
    ]


def test_h_card() -> None:
    html = (
        "<div class=h-card><b class='p-name p-org'>Berg</b> <a class=u-email href='mailto:a@b.example'>mail</a>"
        "<span class='p-adr h-adr'><span class=p-street-address>1 Mill Lane</span> "
        "<span class=p-postal-code>AB1 2CD</span> <span class=p-locality>Milltown</span></span> "
        "<span class=p-tel>+44 20 7946 0018</span></div>"
    )
    found = {(one.topic, one.value) for one in statements(html) if one.source == "h-card"}
    assert found == {
        (Topic.NAME, "Berg"),
        (Topic.EMAIL, "a@b.example"),
        (Topic.ADDRESS, "1 Mill Lane, AB1 2CD Milltown"),
        (Topic.PHONE, "+44 20 7946 0018"),
    }


PHONES = [
    ("Call us: 020 7946 0018", ["020 7946 0018"]),
    ("Tel. +49 (0)30 / 90 18 20-0", ["+49 (0)30 / 90 18 20-0"]),
    ("(555) 010-1234 or 555-010-9999", ["(555) 010-1234", "555-010-9999"]),
    ("phone 7946001", ["7946001"]),
    ("☎ 12 34 56 78", ["12 34 56 78"]),
    ("Tel:01632 960123", ["01632 960123"]),
    ("from 10:30 to 12:45:00 1234567", []),
    ("Fax: 020 7946 0019", []),
    ("open since 1923-2026", []),
    ("on 01.02.2026", []),
    ("2026-01-02", []),
    ("€ 1 234 567", []),
    ("order 123456789", []),
    ("0123", []),
    ("IP 192.168.100.200", []),
]


@pytest.mark.parametrize(("text", "values"), PHONES)
def test_phones_in_text(text: str, values: list[str]) -> None:
    assert said(f"<p>{text}</p>", Topic.PHONE) == values


EMAILS = [
    ("write to Anna.Berg+x@shop.example.", ["Anna.Berg+x@shop.example"]),
    ("hello [at] shop (dot) example", ["hello@shop.example"]),
    ("hello (at) shop.example", ["hello@shop.example"]),
    ("follow @berg", []),
    ("info @ shop.example", ["info@shop.example"]),
    ("a line of code: yield @types.coroutine", []),
    ("write to 'anna@shop.example'. Or ring", ["anna@shop.example"]),
    ("anna@shop.example. Opening hours", ["anna@shop.example"]),
]


@pytest.mark.parametrize(("text", "values"), EMAILS)
def test_emails_in_text(text: str, values: list[str]) -> None:
    assert said(f"<p>{text}</p>", Topic.EMAIL) == values


HOURS = [
    ("<p>Opening hours: Mon-Fri 9am - 5:30pm, Sat 10-12</p>", "en", ["Mon-Fri 9am - 5:30pm, Sat 10-12"]),
    ("<p>Mo–Fr 8.00–18.00 Uhr<br>So geschlossen</p>", "de", ["Mo–Fr 8.00–18.00 Uhr", "So geschlossen"]),
    (
        "<table><tr><td>Monday:<td>9 - 17<tr><td>Sunday<td>closed</table>",
        "en",
        ["Monday 9 - 17", "Sunday closed"],
    ),
    ("<dl><dt>lundi<dd>9h-12h</dl>", "fr", ["lundi 9h-12h"]),
    ("<p>See you on Monday!</p>", "en", []),
    ("<p>From 9 to 5</p>", "en", []),
]


@pytest.mark.parametrize(("html", "lang", "values"), HOURS)
def test_hours_in_text(html: str, lang: str, values: list[str]) -> None:
    assert said(html, Topic.HOURS, lang) == values


ADDRESSES = [
    ("<p>Visit us: 1 Mill Lane, Milltown AB1 2CD</p>", ["1 Mill Lane, Milltown AB1 2CD"]),
    ("<address>Berg Ltd<br>Hauptstraße 5<br>10115 Berlin</address>", ["Hauptstraße 5, 10115 Berlin"]),
    ("<p>350 Fifth Ave, New York, NY 10118</p>", ["350 Fifth Ave, New York, NY 10118"]),
    ("<p>Keizersgracht 1, 1015 CJ Amsterdam</p>", ["Keizersgracht 1, 1015 CJ Amsterdam"]),
    ("<p>We sold 12000 Loaves in 2025</p>", []),
]


@pytest.mark.parametrize(("html", "values"), ADDRESSES)
def test_addresses_in_text(html: str, values: list[str]) -> None:
    assert said(html, Topic.ADDRESS) == values


PRICES = [
    ("Cut and wash from £25.50", ["from £25.50"]),
    ("Haircut 1.250,00 € per day", ["1.250,00 €"]),
    ("CHF 80.– each", ["CHF 80.–"]),
    ("$5 and 10 EUR", ["$5", "10 EUR"]),
    ("100 % and 25 people", []),
]


@pytest.mark.parametrize(("text", "values"), PRICES)
def test_prices_in_text(text: str, values: list[str]) -> None:
    assert said(f"<p>{text}</p>", Topic.PRICE) == values


def test_links_say_phone_mail_and_profiles() -> None:
    html = (
        "<a href='tel:+44%2020%207946%200018'>call</a><a href='mailto:a@b.example,c@d.example?subject=x'>write</a>"
        "<a href=https://www.instagram.com/berg>Instagram</a><a rel=me href=https://social.example/@berg>m</a>"
        "<a href=https://facebook.com/>front page</a><a href='https://www.facebook.com/sharer/sharer.php?u=x'>share</a>"
        "<a href=https://www.google.com/search>search</a><a href=https://uk.linkedin.com/company/berg>in</a>"
    )
    assert said(html, Topic.PHONE) == ["+44 20 7946 0018"]
    assert said(html, Topic.EMAIL) == ["a@b.example", "c@d.example"]
    assert said(html, Topic.PROFILE) == [
        "https://www.instagram.com/berg",
        "https://social.example/@berg",
        "https://uk.linkedin.com/company/berg",
    ]


def test_names_and_looks_from_the_head_and_the_footer() -> None:
    html = (
        "<title>Bakery in Milltown | Berg & Sons</title><meta property=og:site_name content=Berg>"
        "<meta name=theme-color content=#aa3311><link rel=icon href=/i.svg><img src=/img/header-logo.png alt=''>"
        "<footer>© 2019–2026 Berg & Sons Ltd. All rights reserved</footer>"
    )
    assert said(html, Topic.NAME) == ["Berg", "Bakery in Milltown", "Berg & Sons", "Berg & Sons Ltd"]
    assert said(html, Topic.COLOUR) == ["#aa3311"]
    assert said(html, Topic.LOGO) == [
        "https://shop.example/i.svg",
        "https://shop.example/img/header-logo.png",
    ]


def test_every_statement_knows_its_line() -> None:
    (phone,) = [one for one in statements("\n<p>\n Call us on 020 7946 0018") if one.topic is Topic.PHONE]
    assert (phone.place, phone.source, phone.context) == (Place(3, 2), "text", "Call us on 020 7946 0018")


def test_colours_that_a_sheet_uses_most() -> None:
    css = "a{color:#A31}b{color:#aa3311ff}i{color:#fff;background:#222}p{color:#00f}:root{--brand:#123456}"
    assert colours_in(css) == (("#123456", 10), ("#aa3311", 2), ("#0000ff", 1))


def test_a_page_that_says_nothing() -> None:
    assert business_said(parse_page(b"", name="p", address="")) == ()
