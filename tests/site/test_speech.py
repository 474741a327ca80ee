"""The languages of the site: every fixed string in every language, dates and hours as people there write them."""

from __future__ import annotations

import datetime as dt
import re
import string

import pytest

from kit.facts.trade import load_trade, trade_ids
from kit.site.alone import ALONE
from kit.site.homework import site_homework, untranslated
from kit.site.opening import opening
from kit.site.speech import Speech, catalogue, spoken
from kit.site.view import make_view
from tests.site.made import facts, site
from tests.site.messages import messages

LANGUAGES = tuple(language for language in spoken() if language != "en")


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_languages_are_those_we_promise() -> None:
    assert {"en", "ar", "de", "es", "fr", "it", "nl", "pt"} <= set(spoken())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_string_is_there_with_its_names(language: str) -> None:
    words = catalogue(language)
    file = f"kit/site/locale/{language}.po"
    wanted = messages()
    missing = [text for text in wanted if not words.get(text)]
    assert not missing, f"{file} lacks {len(missing)} texts: {missing}"
    other = [text for text in wanted if _names(text) != _names(words[text])]
    assert not other, f"{file}: these need the same names in {{}} as the English text: {other}"
    unused = [text for text in words if "\x04" not in text and text not in wanted]
    assert not unused, f"{file} has texts that no page uses: {unused}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trade_has_a_name(language: str) -> None:
    speech = Speech(language)
    trades = [load_trade(trade) for trade in trade_ids()]
    unnamed = [
        trade.id
        for trade in trades
        if language not in trade.label and f"trade\x04{trade.label['en']}" not in catalogue(language)
    ]
    assert not unnamed, (
        f'kit/site/locale/{language}.po: needs a name (msgctxt "trade") for: {", ".join(unnamed)}'
    )
    assert speech.trade("A trade nobody knows") == "A trade nobody knows"


@pytest.mark.parametrize(
    ("language", "country", "row", "day"),
    [
        pytest.param("en", "GB", "Monday – Friday 08:00–12:30", "Thursday, 24 December", id="Britain"),
        pytest.param(
            "en", "US", "Monday – Friday 8\u202fAM–12:30\u202fPM", "Thursday, December 24", id="America"
        ),
        pytest.param("de", "DE", "Montag – Freitag 08:00–12:30", "Donnerstag, 24. Dezember", id="Germany"),
        pytest.param("fr", "FR", "Lundi – vendredi 08:00–12:30", "Jeudi 24 décembre", id="France"),
        pytest.param("es", "ES", "Lunes – viernes 8:00–12:30", "Jueves, 24 de diciembre", id="Spain"),
        pytest.param("nl", "NL", "Maandag – vrijdag 08:00–12:30", "Donderdag 24 december", id="Netherlands"),
        pytest.param("it", "IT", "Lunedì – venerdì 08:00–12:30", "Giovedì 24 dicembre", id="Italy"),
        pytest.param(
            "pt",
            "PT",
            "Segunda-feira – sexta-feira 08:00–12:30",
            "Quinta-feira, 24 de dezembro",
            id="Portugal",
        ),
    ],
)
def test_hours_and_days_are_written_as_there(language: str, country: str, row: str, day: str) -> None:
    business = facts(
        f"""
language: {language}
business: {{name: A, trade: cafe, country: {country}}}
place: {{mode: [premises], street: B 1, town: C}}
hours:
  regular: Mon-Fri 8-12:30
  special: [{{date: 2026-12-24, hours: closed}}]
"""
    )
    shown = opening(business.hours, Speech(language, country), dt.date(2026, 11, 24))
    assert f"{shown['rows'][0]['days']} {shown['rows'][0]['times']}" == row
    assert shown["special"][0]["date"] == day


def test_special_days_that_are_over_or_far_away_are_left_out() -> None:
    business = facts(
        """
business: {name: A, trade: cafe, country: GB}
place: {mode: [premises], street: B 1, town: C}
hours:
  regular: Mon-Fri 8-12:30
  special:
    - {date: 2026-11-23, hours: closed}
    - {date: 2026-11-20, until: 2026-11-24, hours: 9-10}
    - {date: 2028-01-01, hours: closed}
"""
    )
    shown = opening(business.hours, Speech("en", "GB"), dt.date(2026, 11, 24))
    assert [day["iso"] for day in shown["special"]] == ["2026-11-20"]


def test_each_language_has_its_pages_switch_and_direction() -> None:
    files = {path: content.decode() for path, content in site("fullest").items() if path.endswith(".html")}
    assert '<html lang="de" dir="ltr"' in files["de/index.html"]
    assert '<html lang="ar" dir="rtl"' in files["ar/index.html"]
    assert "Öffnungszeiten" in files["de/index.html"]
    assert "ساعات العمل" in files["ar/index.html"]
    assert (
        '<link rel="alternate" hreflang="de" href="https://lindenhof.example/de/contact.html">'
        in files["contact.html"]
    )
    assert '<a href="../contact.html" hreflang="en" lang="en">English</a>' in files["de/contact.html"]
    assert "hreflang" not in files["404.html"]
    assert "ab 62" in files["de/index.html"]


def test_an_untranslated_text_is_homework_and_stands_in_the_first_language() -> None:
    business = facts(
        """
languages: [en, de]
business: {name: A, trade: cafe, country: GB, about: Only English}
place: {mode: [premises], street: B 1, town: C}
services: [{name: {en: Tea, de: Tee}}]
"""
    )
    assert untranslated(business) == [("business.about", "de")]
    assert any(
        "Not translated into German yet" in each.say and "business.about" in each.say
        for each in site_homework(business)
    )
    assert any(
        "Only English" in page.decode() for path, page in site_of(business).items() if path == "de/index.html"
    )


def site_of(business: object) -> dict[str, bytes]:
    """Give the files of a business."""
    from kit.facts.models import Business
    from tests.site.made import made

    assert isinstance(business, Business)
    return made(business)


def test_a_language_without_a_catalogue_keeps_english_words_and_says_so() -> None:
    business = facts(
        "language: fi\nbusiness: {name: A, trade: cafe, country: FI}\nplace: {mode: [premises], street: B 1, town: C}\n"
    )
    from kit.site.job import Job

    view = make_view(Job(business, load_trade("cafe"), dt.date(2026, 1, 1)), "fi")
    assert view["t"]["contact"] == "Contact"
    assert any('not there in "fi"' in each.say for each in site_homework(business))


@pytest.mark.parametrize(
    ("country", "time", "day"),
    [("", "07:30", "3 May 2026"), ("US", "7:30\u202fAM", "May 3, 2026"), ("IE", "07:30", "3 May 2026")],
)
def test_english_of_no_country_is_read_everywhere(country: str, time: str, day: str) -> None:
    speech = Speech("en", country)
    assert (speech.time(450), speech.day(dt.date(2026, 5, 3))) == (time, day)


def test_who_works_alone_says_i_on_every_page() -> None:
    assert set(ALONE) <= set(messages())
    pages = {path: page.decode() for path, page in site("online").items() if path.endswith(".html")}
    said = {
        path: re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</footer>")[0])
        for path, page in pages.items()
    }
    assert {
        path: found for path, text in said.items() if (found := re.findall(r"\b(?:us|our|we)\b", text, re.I))
    } == {}
    assert "on its way to me" in said["thanks.html"]
    assert Speech("de", "DE", alone=True).say("Where we work") == "Wo ich arbeite"
