"""What is sold has the name its customers give it, and legal pages name their own country's law."""

from __future__ import annotations

import re

import pytest

from kit.facts.reader import parse_business
from kit.facts.trade import load_trade
from kit.site.legal import imprint
from kit.site.offer import services, services_title
from kit.site.speech import Speech
from tests.site.made import made

FACTS = """\
version: 1
language: {language}
business: {{name: Nord, trade: {trade}, country: {country}, voice: {voice}}}
place: {{town: Lund, mode: [at_customer]}}
contact: {{phone: "{phone}"}}
services: [{{name: The first thing{price}}}]
"""


def _facts(**changed: str) -> str:
    usual = {"language": "en", "trade": "plumber", "country": "GB", "voice": "we", "price": ", price: £5"}
    return FACTS.format(**{"phone": "01632 960123", **usual, **changed})


@pytest.mark.parametrize(
    ("changed", "heading", "label"),
    [
        pytest.param({}, "Services and prices", "Services", id="a trade"),
        pytest.param({"price": ""}, "Services", "Services", id="no price, no word of prices"),
        pytest.param({"trade": "restaurant"}, "Menu", "Menu", id="a restaurant"),
        pytest.param({"trade": "caterer"}, "Prices", "Prices", id="a kitchen that comes to you"),
        pytest.param({"trade": "bookshop"}, "Prices", "Prices", id="a shop"),
        pytest.param({"trade": "bookshop", "price": ""}, "What we offer", "What we offer", id="no prices"),
        pytest.param({"trade": "craft_shop", "price": "", "voice": "i"}, "What I offer", "What I offer", id="alone"),
        pytest.param({"trade": "restaurant", "language": "de"}, "Speisekarte", "Speisekarte", id="German"),
    ],
)  # fmt: skip
def test_the_list_of_what_is_sold(changed: dict[str, str], heading: str, label: str) -> None:
    business = parse_business(_facts(**changed)).business
    trade = load_trade(business.identity.trade)
    speech = Speech(business.language, "", alone=business.identity.voice == "i")
    assert services_title(trade, services(business, speech), speech) == (heading, label)


@pytest.mark.parametrize(
    ("country", "phone", "law"),
    [
        pytest.param("GB", "01632 960123", ["UK GDPR", "Data Protection Act 2018", "Information Commissioner"], id="Britain"),
        pytest.param("IE", "020 912 0123", ["General Data Protection Regulation", "authority of your country"], id="Ireland"),
        pytest.param("US", "218 555 0123", [], id="America"),
    ],
)  # fmt: skip
def test_the_privacy_notice_names_the_law_of_its_country(country: str, phone: str, law: list[str]) -> None:
    page = made(parse_business(_facts(country=country, phone=phone)).business)["privacy.html"].decode()
    every = ["UK GDPR", "Data Protection Act 2018", "Information Commissioner"]
    every += ["General Data Protection Regulation", "authority of your country"]
    assert [each for each in every if each in page] == law


def test_an_imprint_is_set_as_an_address_is() -> None:
    facts = _facts(country="DE", language="de", phone="04502 000000").replace(
        "voice: we}",
        "voice: we, form: company, registration: {register: Handelsregister, number: HRB 1, place: Lübeck, vat: DE0}}",
    )
    business = parse_business(facts).business
    sections = imprint(business, Speech("de", "DE"))
    assert sections
    assert [section["lines"] for section in sections] == [
        ["Nord", "Lund", "Deutschland"],
        [],
        ["Eingetragen: Lübeck", "Handelsregister HRB 1", "Umsatzsteuer-Identifikationsnummer DE0"],
    ]
    page = made(business)["imprint.html"].decode()
    assert re.search(r"<p>Nord<br>Lund<br>Deutschland</p>", page)
    assert '<ul class="plain-list">' in page  # ways, not points of a list


@pytest.mark.parametrize("page", ["404.html", "thanks.html"])
def test_where_a_way_ends_the_others_begin(page: str) -> None:
    facts = _facts() + "site: {address: 'https://nord.example/'}\n"
    facts = facts.replace(
        "}\nservices", ", form: {to: provider, address: 'https://forms.example.org/f/x'}}\nservices"
    )
    text = made(parse_business(facts).business)[page].decode()
    main = text.partition("<main")[2].partition("</main>")[0]
    assert re.findall(r'<a [^>]*href="[^"]*?(\w+\.html)"', main) == [
        "index.html",
        "services.html",
        "contact.html",
    ]
    assert '<svg class="pattern"' in main


def test_the_page_of_one_thing_leads_back_to_the_list_by_its_name() -> None:
    facts = _facts(trade="bookshop").replace("price: £5", f"price: £5, details: {'good ' * 50}")
    page = made(parse_business(facts).business)["services/the-first-thing.html"].decode()
    back = re.findall(r'<a [^>]*href="[^"]*services\.html"[^>]*>([^<]*)</a>', page)
    assert set(back) == {"Prices"}, "in the menu, above the title and at the end"
