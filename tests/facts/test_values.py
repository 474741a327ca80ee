"""Phones, prices, places and words: read as meant, kept as typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.facts import kinds
from kit.facts.hours import babel_days, day_names
from kit.facts.kinds import check_link, check_text
from kit.facts.money import Price, currency_of, parse_price
from kit.facts.phones import parse_phone
from kit.facts.places import COUNTRIES, address_lines, check_country, check_timezone, country_names, timezones
from kit.facts.words import words


def test_a_phone_knows_all_its_spellings() -> None:
    phone = parse_phone("020 7946 0018", "GB")
    assert (phone.text, phone.e164, phone.international) == (
        "020 7946 0018",
        "+442079460018",
        "+44 20 7946 0018",
    )


def test_a_number_nobody_has_is_shown_with_the_nought_it_was_typed_with():
    assert parse_phone("07700 90012", "GB").national == "07700 90012"


def test_a_number_kept_for_fiction_is_possible_but_not_valid() -> None:
    assert not parse_phone("01632 960123", "GB").valid


@pytest.mark.parametrize(
    ("typed", "country", "says"),
    [
        ("12", "", "no country code"),
        ("12", "GB", "too few digits"),
        pytest.param(
            "0113 496 02", "GB", "too few digits", id="two digits short, and its zero does not count"
        ),
        pytest.param("555-0142", "US", "too few digits", id="without its area code"),
        ("abc", "GB", "is not a telephone number"),
        ("0123456789012345", "GB", "too many digits"),
        ("x", "AQ", "write for example: "),
    ],
)
def test_an_impossible_phone_is_refused(typed: str, country: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_phone(typed, country)


@pytest.mark.parametrize(
    ("typed", "country", "price"),
    [
        ("from £85", "GB", Price("from £85", Decimal("85.0"), "GBP", starts=True)),
        ("$450 a month", "US", Price("$450 a month", Decimal("450.0"), "USD", unit="month")),
        ("$450", "CA", Price("$450", Decimal("450.0"), "CAD")),
        ("ab 1.250,50 €", "DE", Price("ab 1.250,50 €", Decimal("1250.50"), "EUR", starts=True)),
        ("85 per visit", "IE", Price("85 per visit", Decimal("85.0"), "EUR", unit="visit")),
        ("USD 12", "DE", Price("USD 12", Decimal("12.0"), "USD")),
        ("12 XYZ", "DE", Price("12 XYZ", Decimal("12.0"), "EUR")),
        ("80-120", "GB", Price("80-120")),
        ("ask", "GB", Price("ask")),
    ],
)
def test_prices(typed: str, country: str, price: Price) -> None:
    assert parse_price(typed, country) == price


def test_no_money_where_nobody_lives() -> None:
    assert currency_of("") == ""


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("GB", ("4 Quay", "Whitby", "N Yorks", "YO21")),
        ("DE", ("4 Quay", "YO21 Whitby", "N Yorks")),
        ("US", ("4 Quay", "Whitby, N Yorks YO21")),
    ],
)
def test_addresses_follow_their_country(country: str, lines: tuple[str, ...]) -> None:
    made = address_lines(street="4 Quay", town="Whitby", region="N Yorks", postcode="YO21", country=country)
    assert made == lines


@pytest.mark.parametrize(
    ("typed", "says"), [("UK", "write GB"), ("Germany", "write DE"), ("Narnia", "two letters")]
)
def test_countries_are_two_letters(typed: str, says: str) -> None:
    assert check_country("ie") == "IE"
    with pytest.raises(ValueError, match=says):
        check_country(typed)


def test_time_zones() -> None:
    assert timezones("GB") == ("Europe/London",)
    assert timezones("DE") == ("Europe/Berlin",)
    assert len(timezones("US")) > 4
    assert check_timezone("Europe/Dublin") == "Europe/Dublin"
    with pytest.raises(ValueError, match="Europe/London"):
        check_timezone("Whitby")


def test_countries_have_names_in_other_languages() -> None:
    assert country_names("de")["IE"] == "Irland"
    assert country_names("xx-nonsense")["IE"] == "Ireland"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("yourname.com", "write https://yourname.com"),
        ("ftp://x.com", "is not a web address"),
        ("https://user:pass@x.com/", "user name or password"),
        ("https://x.com:99999/", "is not a web address"),
        ("https://x.com/a b", "is not a web address"),
    ],
)
def test_links(typed: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        check_link(typed)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("a\u202eb", "U\\+202E"),
        ("a\x07b", "U\\+0007"),
        ("x" * 30, "at most 20"),
        ("  ", "is empty"),
        (["a"], "one text"),
    ],
)
def test_texts_that_cannot_be_kept(typed: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        check_text(typed, 20)


def test_texts_are_kept_exactly() -> None:
    assert check_text(" สวัสดี 👩‍👩‍👧 ", 20) == "สวัสดี 👩‍👩‍👧"
    assert check_text(12, 20) == "12"


def test_words_per_language() -> None:
    text = words({"en": "Tea", "de": "Tee"})
    assert (str(text), text.say("de"), text.say("fr"), text.has("fr"), text.languages) == (
        "Tea",
        "Tee",
        "Tea",
        False,
        ("en", "de"),
    )
    assert words("Tea").say("de") == "Tea"


@given(
    st.from_regex(
        r"[A-Za-z0-9]{1,3}([._+-][A-Za-z0-9]{1,3}){0,2}@([a-z0-9-]{1,4}\.){1,3}(com|uk|local|test|onion|arpa|museum|example|invalid|localhost)",
        fullmatch=True,
    )
)
@settings(max_examples=80, deadline=None, derandomize=True)
def test_a_plain_mail_address_is_judged_as_the_library_does(text: str) -> None:
    """The short way says the same, or leaves the word to the library."""
    try:
        expected = kinds._any_email(text)
    except ValueError:
        expected = None
    try:
        found = kinds._email(text)
    except ValueError:
        found = None
    assert found == expected


def test_what_is_written_out_is_what_babel_says() -> None:
    """Countries and English weekdays stand in the code, because reading babel's tables takes longer than all facts."""
    assert frozenset(country_names("en")) == COUNTRIES
    english = day_names("en")
    assert {name: english[name] for name, _ in babel_days("en")} == dict(babel_days("en"))
    assert day_names("de")["montag"] == 0
