"""How customers get in touch: the one main action, numbers as their readers write them, profiles that live."""

from __future__ import annotations

import datetime as dt

import pytest

from kit.facts.models import Business
from kit.facts.money import parse_price
from kit.facts.trade import load_trade
from kit.site import offer
from kit.site.contents import Content, OwnPage, Written
from kit.site.days_off import unsettled_holidays
from kit.site.homework import site_homework
from kit.site.reach import action, address, contact, profiles
from kit.site.speech import Speech
from tests.site.made import facts

EN = Speech("en", "GB")


def _business(more: str, *, place: str = "{mode: [premises], street: 4 Quay, town: Whitby}") -> Business:
    return facts(f"business: {{name: A & B, trade: plumber, country: GB}}\nplace: {place}\n{more}")


PHONE, MAIL, BOOK = "phone: 01632 960123", "email: a@b.co.uk", "booking_link: https://book.example.org/a"


@pytest.mark.parametrize(
    ("ways", "form", "kind", "href"),
    [
        pytest.param(f"{{first_step: call, {PHONE}}}", False, "call", "tel:+441632960123", id="call"),
        pytest.param(f"{{{PHONE}, {MAIL}}}", False, "call", "tel:+441632960123", id="nothing chosen: the phone"),
        pytest.param(f"{{first_step: text, {PHONE}, text_phone: 07700 900123}}", False, "text", "sms:+447700900123", id="text to its own number"),
        pytest.param(f"{{first_step: book, {BOOK}}}", False, "book", "https://book.example.org/a", id="book"),
        pytest.param(f"{{first_step: write, {MAIL}}}", True, "write", "contact.html#form", id="write by the form"),
        pytest.param(f"{{first_step: write, {MAIL}}}", False, "write", "mailto:a@b.co.uk", id="write by mail"),
        pytest.param(f"{{first_step: book, {PHONE}}}", False, "call", "tel:+441632960123", id="what cannot be is replaced"),
        pytest.param("{first_step: walk_in}", False, "walk_in", "contact.html", id="come in"),
    ],
)  # fmt: skip
def test_the_main_action_is_the_first_step_or_the_nearest(
    ways: str, form: bool, kind: str, href: str
) -> None:
    found = action(_business(f"contact: {ways}"), EN, form)
    assert found is not None
    assert (found["kind"], found["href"]) == (kind, href)


def test_who_says_i_is_written_to_as_i() -> None:
    for first, said in (("call", "Call me"), ("text", "Text me"), ("write", "Write to me")):
        text = f"business: {{name: A, trade: plumber, country: GB, voice: i}}\nplace: {{mode: [remote]}}\ncontact: {{first_step: {first}, {PHONE}, {MAIL}}}"
        found = action(facts(text), EN, form=False)
        assert found is not None
        assert found["label"] == said


def test_nobody_to_reach_is_no_action() -> None:
    text = "business: {name: A, trade: plumber, country: GB}\nplace: {mode: [remote]}\ncontact: {form: {to: provider, address: 'https://f.example.org/a'}}"
    found = action(facts(text), EN, form=True)
    assert found is not None
    assert found["kind"] == "write"
    assert action(facts(text), EN, form=False) is None


@pytest.mark.parametrize(
    ("place", "number"),
    [
        pytest.param(
            "{mode: [at_customer], town: Whitby}",
            "01632\u00a0960123",
            id="neighbours read the national number",
        ),
        pytest.param("{mode: [remote]}", "+44\u00a01632\u00a0960123", id="strangers the international one"),
        pytest.param(
            "{mode: [premises], reach: [national], street: A 1, town: B}",
            "+44\u00a01632\u00a0960123",
            id="a whole country too",
        ),
    ],
)
def test_a_number_is_written_for_its_readers(place: str, number: str) -> None:
    assert contact(_business(f"contact: {{{PHONE}}}", place=place), EN)["phone"]["text"] == number


def test_the_address_is_shown_where_customers_come_only() -> None:
    shown = address(_business(f"contact: {{{PHONE}}}"), EN)
    assert shown is not None
    assert shown["lines"] == ["4 Quay", "Whitby"]
    assert (
        shown["map"]
        == "https://www.google.com/maps/search/?api=1&query=A%20%26%20B%2C%204%20Quay%2C%20Whitby"
    )
    hidden = _business(f"contact: {{{PHONE}}}", place="{mode: [at_customer], street: 4 Quay, town: Whitby}")
    assert address(hidden, EN) is None


def test_profiles_that_live_are_linked_and_made_from_handles() -> None:
    business = _business(
        """
contact: {phone: 01632 960123}
profiles:
  - {network: instagram, handle: "@corner.cup", state: active}
  - {network: facebook_page, link: "https://www.facebook.com/cornercup", state: dormant}
  - {network: not_known_here, handle: x}
  - {network: not_known_either, link: "https://else.example.org/x"}
  - {network: google_business, state: active}
"""
    )
    assert [(each["name"], each["href"]) for each in profiles(business)] == [
        ("Instagram", "https://www.instagram.com/corner.cup/"),
        ("Not known either", "https://else.example.org/x"),
    ]
    assert (
        profiles(
            business.model_copy(update={"site": business.site.model_copy(update={"shown_profiles": False})})
        )
        == []
    )


def test_what_is_no_profile_is_never_linked() -> None:
    business = _business(
        """
contact: {phone: 01632 960123}
profiles:
  - {network: x, link: "https://x.com/jack/status/20", state: active}
  - {network: linkedin_person, link: "https://www.linkedin.com/in/sue", state: active}
  - {network: linkedin_company, link: "https://www.linkedin.com/company/harbour", state: active}
  - {network: linkedin_company, link: "https://www.linkedin.com/company/harbour-2", state: active}
  - {network: facebook_page, link: "https://m.facebook.com/harbourplumbing?ref=share", state: active}
"""
    )
    assert [(each["name"], each["href"]) for each in profiles(business)] == [
        ("LinkedIn profile", "https://www.linkedin.com/in/sue/"),
        ("LinkedIn Page", "https://www.linkedin.com/company/harbour/"),
        ("Facebook", "https://www.facebook.com/harbourplumbing"),
    ]


@pytest.mark.parametrize(
    ("text", "fallback", "name"),
    [
        ("Leaks & burst pipes", "x", "leaks-burst-pipes"),
        ("Größe über alles", "x", "grosse-uber-alles"),
        ("سباكة", "service-1", "service-1"),
        ("CON", "x", "con-page"),
        ("a" * 90, "x", "a" * 60),
    ],
)
def test_names_of_pages_are_plain(text: str, fallback: str, name: str) -> None:
    assert offer.slug(text, fallback) == name


def test_two_services_of_one_name_have_two_addresses() -> None:
    business = _business(f"contact: {{{PHONE}}}\nservices: [{{name: Tea}}, {{name: tea!}}, {{name: Tea 2}}]")
    assert [name for name, _ in offer.named_services(business)] == ["tea", "tea-2", "tea-2-2"]


@pytest.mark.parametrize(
    ("prices", "shown"),
    [
        pytest.param("[from £85, £95.50]", "£85–£95.50", id="a range"),
        pytest.param("[£85]", "£85", id="one"),
        pytest.param("[ask]", "", id="none that is a number"),
        pytest.param("[12 a time]", "£12", id="the country's money"),
    ],
)
def test_the_price_range_comes_from_the_prices(prices: str, shown: str) -> None:
    listed = ", ".join(
        f"{{name: S{number}, price: {price}}}" for number, price in enumerate(prices.strip("[]").split(", "))
    )
    assert offer.price_range(_business(f"contact: {{{PHONE}}}\nservices: [{listed}]")) == shown


def test_a_trade_of_ones_own_is_named_by_its_owner() -> None:
    business = facts(
        "business: {name: A, trade: kite_maker, trade_name: Maker of kites, country: GB}\nplace: {mode: [ship], town: Whitby}\ncontact: {email: a@b.co.uk}"
    )
    assert offer.headline(business, load_trade("kite_maker"), EN) == "Maker of kites"


def test_holidays_on_open_days_are_offered_once() -> None:
    text = "hours: {regular: Mon-Fri 9-17, special: [{date: 2026-12-25, hours: closed}, {date: 2026-12-30, until: 2027-01-02, hours: closed}]}"
    business = _business(f"contact: {{{PHONE}}}\n{text}")
    ahead = unsettled_holidays(business, dt.date(2026, 11, 24))
    assert dt.date(2026, 12, 25) not in dict(ahead)
    assert dt.date(2027, 1, 1) not in dict(ahead)
    assert dt.date(2026, 12, 28) in dict(ahead)
    assert any("28 December" in each.say for each in site_homework(business, today=dt.date(2026, 11, 24)))
    assert unsettled_holidays(_business(f"contact: {{{PHONE}}}"), dt.date(2026, 11, 24)) == []


def test_the_holidays_are_those_of_the_region() -> None:
    def ahead(region: str) -> set[dt.date]:
        text = f"business: {{name: A, trade: cafe, country: DE}}\nplace: {{mode: [premises], street: A 1, town: B, region: {region}}}\nhours: {{regular: Mon-Sun 8-18}}"
        return set(dict(unsettled_holidays(facts(text), dt.date(2026, 10, 1))))

    assert dt.date(2026, 11, 1) in ahead("Bayern")
    assert dt.date(2026, 11, 1) not in ahead("Hamburg")


def test_homework_asks_for_what_makes_the_site_better() -> None:
    business = facts(
        """
business: {name: A, trade: cafe, country: DE}
place: {mode: [premises], street: A 1, town: B}
contact: {phone: 040 123456}
proof: [{kind: quote, text: Good., by: K.}]
photos: [{file: content/photos/a.jpg}]
"""
    )
    text = "\n".join(f"{each.say} {each.do}" for each in site_homework(business))
    for wanted in (
        "imprint your country asks for lacks", "place.postcode", "contact.email",
        "The words of K. wait for permission", "proof[1].permission", "what content/photos/a.jpg shows",
    ):  # fmt: skip
        assert wanted in text


def test_a_picture_that_lies_ready_and_is_on_no_page_is_named() -> None:
    """Three photos were put into the folder, the build said "nothing to change", and nobody saw them."""
    business = _business(
        "photos: [{file: content/photos/shop.jpg, alt: The shop}]\ncontact: {phone: 01632 960123}\n"
    )
    lying = ["content/photos/Oven 1.jpg", "content/photos/bread.jpg", "content/photos/shop.jpg"]
    said = [each.say for each in site_homework(business, pictures=lying)]
    assert "content/photos/Oven 1.jpg and 1 more are on no page" in said
    shown = Content(
        pages=(
            OwnPage(
                "a", "en", "A", Written("![o](../photos/Oven%201.jpg) ![b](../photos/bread.jpg)", "a.md")
            ),
        )
    )
    assert not any("no page" in each.say for each in site_homework(business, shown, pictures=lying))


@pytest.mark.parametrize(
    ("typed", "language", "shown"),
    [
        pytest.param("ab 35 €", "en", "from 35\u00a0€", id="a German price in English"),
        pytest.param("from 35 €", "de", "ab 35\u00a0€", id="an English price in German"),
        pytest.param("ab 35 €", "de", "ab 35\u00a0€", id="the owner's own word"),
        pytest.param("from 35 €", "en", "from 35\u00a0€", id="as typed"),
    ],
)
def test_a_price_from_which_it_starts_is_said_in_the_pages_language(
    typed: str, language: str, shown: str
) -> None:
    assert offer.price_text(parse_price(typed, "DE"), Speech(language, "DE")) == shown
