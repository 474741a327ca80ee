"""An existing site as guesses: rows of pages in the spellings that real sites use, English and German."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.facts.phones import parse_phone
from kit.facts.reader import parse_business
from kit.interview.existing import Sheet, guesses_from_pages, logos_said
from kit.networks.links import read_link
from kit.pages.parse import parse_page


def page(html: str, name: str = "index.html", lang: str = "en"):
    content = f'<!doctype html><html lang="{lang}"><meta charset="utf-8">{html}'.encode()
    return parse_page(content, name=name, address=f"https://shop.example/{name}")


def values(*pages, fact: str, **more):
    return [each.value for each in guesses_from_pages(pages, **more) if each.fact == fact]


JSON_LD = """<script type="application/ld+json">{"@type": "Bakery", "name": "Berg", "legalName": "Berg Ltd", "telephone":
 "+44 1632 960123", "foundingDate": "1987-04", "areaServed": ["Whitby", {"name": "Sandsend"}], "address": {"streetAddress": "1 Quay",
 "addressLocality": "Whitby", "postalCode": "YO21 3AB", "addressCountry": "United Kingdom"}, "openingHours": ["Mo-Fr 08:00-17:00", "Sa 09:00-12:00"],
 "makesOffer": [{"itemOffered": {"name": "Rye loaf"}, "price": "4.20", "priceCurrency": "GBP"}, {"itemOffered": {"name": "Cake"}}]}</script>"""
MICRODATA = (
    "<div itemscope itemtype='https://schema.org/Dentist'><b itemprop=name>Dr Berg</b><a itemprop=telephone href='tel:+49301234567'>call</a>"
    "<p itemprop=address itemscope><i itemprop=streetAddress>Weg 5</i> <i itemprop=addressLocality>Berlin</i></p></div>"
)
CARD = "<div class=h-card><b class=p-name>Berg Tiling</b> <span class=p-tel>+353 20 912 0123</span></div>"
LISTED = (
    "<ul><li>Services<li>Contact</ul><h2>Our Services</h2><ul><li>Cut &amp; blow dry - £28<li>Full colour from £60.50<li>Wedding hair</ul>"
    "<h2>Links</h2><ul><li>Weather</ul>"
)
LEISTUNGEN = "<b>Leistungen:</b><ul><li>Haarschnitt 28 €</ul><p>Text<ul><li>Parken</ul>"
TOLD = [
    pytest.param(JSON_LD, "en", "business.trade", ["bakery"], id="trade from a type only one trade has"),
    pytest.param(JSON_LD, "en", "business.name", ["Berg"], id="name from JSON-LD"),
    pytest.param(JSON_LD, "en", "business.legal_name", ["Berg Ltd"], id="the registered name apart"),
    pytest.param(JSON_LD, "en", "business.since", ["1987"], id="the year it began"),
    pytest.param(JSON_LD, "en", "business.country", ["GB"], id="a country by its name"),
    pytest.param(JSON_LD, "en", "place.postcode", ["YO21 3AB"], id="postcode from JSON-LD"),
    pytest.param(JSON_LD, "en", "place.areas", [["Whitby", "Sandsend"]], id="areas, all at once"),
    pytest.param(JSON_LD, "en", "hours.regular", ["Mon-Fri 08:00-17:00, Sat 09:00-12:00"], id="hours from JSON-LD"),
    pytest.param(JSON_LD, "en", "services", [[{"name": "Rye loaf", "price": "£4.20"}], [{"name": "Cake"}]], id="offers"),
    pytest.param(LISTED, "en", "services", [[{"name": "Cut & blow dry", "price": "£28"}], [{"name": "Full colour", "price": "from £60.50"}], [{"name": "Wedding hair"}]], id="a list under its heading"),
    pytest.param(LEISTUNGEN, "de", "services", [[{"name": "Haarschnitt", "price": "€28"}]], id="a German list, and not the next one"),
    pytest.param(JSON_LD + LISTED, "en", "services", [[{"name": "Rye loaf", "price": "£4.20"}], [{"name": "Cake"}]], id="data before a list"),
    pytest.param(MICRODATA, "de", "business.trade", ["dentist"], id="trade from microdata"),
    pytest.param(MICRODATA, "de", "place.street", ["Weg 5"], id="street from microdata"),
    pytest.param(MICRODATA, "de", "contact.phone", ["030 1234567"], id="phone from microdata, as people write it"),
    pytest.param(CARD, "en", "business.name", ["Berg Tiling"], id="name from an h-card"),
    pytest.param(CARD, "en", "business.country", ["IE"], id="country from the number's prefix"),
    pytest.param("<title>Plumber in Whitby | Harbour</title>", "en", "business.trade", ["plumber"], id="trade from the title"),
    pytest.param("<title>Friseur in Bonn – Salon Berg</title>", "de", "business.trade", ["hairdresser"], id="Beruf aus dem Titel"),
    pytest.param("<title>Welcome to our site</title>", "en", "business.trade", [], id="no trade is made up"),
    pytest.param('<script type="application/ld+json">{"@type": "LocalBusiness", "telephone": "1"}</script>', "en", "business.trade", [], id="a wide type says nothing"),
    pytest.param("<p>Mon to Fri: 9am – 5.30pm<br>Saturday 10-2<br>Closed Sundays", "en", "hours.regular", ["Mon-Fri 09:00-17:30, Sat 10:00-14:00"], id="hours in English words"),
    pytest.param("<p>Montag bis Freitag von 8:00 bis 18:00 Uhr<br>Samstags 9–13 Uhr", "de", "hours.regular", ["Mon-Fri 08:00-18:00, Sat 09:00-13:00"], id="Zeiten auf Deutsch"),
    pytest.param("<p>Di–So 10–18 Uhr, Mo Ruhetag", "de", "hours.regular", ["Tue-Sun 10:00-18:00"], id="Ruhetag"),
    pytest.param("<p>We are open Monday to Friday | 8 a.m. – 4 p.m.", "en", "hours.regular", ["Mon-Fri 08:00-16:00"], id="a sentence"),
    pytest.param("<p>Open daily 8 a.m. – 4 p.m.", "en", "hours.regular", ["Mon-Sun 08:00-16:00"], id="daily"),
    pytest.param("<p>Mo-Fr 8-12 und 14-18 Uhr", "de", "hours.regular", ["Mon-Fri 08:00-12:00, 14:00-18:00"], id="with a break"),
    pytest.param("<p>Friday, 25 December closed", "en", "hours.regular", [], id="a holiday is no week"),
    pytest.param("<address>Bäckerei Berg<br>Am Markt 3<br>80331 München</address>", "de", "place.town", ["München"], id="Anschrift in Zeilen"),
    pytest.param("<p>Visit us: 12 High Street, Whitby, North Yorkshire YO21 3AB", "en", "place.street", ["12 High Street"], id="address in a sentence"),
    pytest.param("<footer>© 2019–2026 Berg GmbH", "de", "place.postcode", [], id="a year is no postcode"),
    pytest.param("<p>Companies House 00000000", "en", "contact.phone", [], id="a register's number is no phone"),
    pytest.param("<a href='mailto:hello@shop.example'>x</a><p>info [at] shop.example", "en", "contact.email", ["hello@shop.example"], id="a link before loose text"),
    pytest.param("<a href='mailto:no-reply@shop.example'>x</a>", "en", "contact.email", [], id="a machine's mail"),
    pytest.param("<a href='https://instagram.com/berg_muc/?hl=de'>x</a><a href='https://www.facebook.com/sharer/sharer.php?u=x'>s</a>", "de", "profiles", [[{"network": "instagram", "link": "https://www.instagram.com/berg_muc/"}]], id="profiles written one way, sharing left out"),
    pytest.param("<meta name=theme-color content='#8A3B12'>", "en", "look.colour", ["#8a3b12"], id="a strong colour"),
    pytest.param("<meta name=theme-color content='#faf4e8'>", "en", "look.colour", [], id="paper is no colour"),
    pytest.param("<meta name=description content='We bake bread from slow dough every morning in the old town.'>", "en", "business.about", ["We bake bread from slow dough every morning in the old town."], id="a description that is a sentence"),
    pytest.param("<meta name=description content='Bakery in Whitby. 01632 960123, hello@shop.example. Call us now.'>", "en", "business.about", [], id="number and mail are no story"),
    pytest.param("<p>hi", "de", "language", ["de"], id="language"),
    pytest.param("", "en", "business.name", [], id="an empty page says nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "lang", "fact", "found"), TOLD)
def test_what_a_page_tells(html, lang, fact, found):
    assert values(page(html, lang=lang), fact=fact) == found


def test_each_guess_says_where_it_stands():
    home = page("<title>Berg</title>\n\n<a href='tel:+441632960123'>call</a>")
    other = page("<a href='tel:+441632960123'>call</a>", "contact.html")
    phone = next(each for each in guesses_from_pages([home, other]) if each.fact == "contact.phone")
    assert phone.where == "index.html, line 3 and 1 more page"


def test_one_number_written_in_three_ways_is_one_guess():
    html = JSON_LD + "<a href='tel:01632960123'>call</a><p>Phone: (01632) 960 123"
    assert values(page(html), fact="contact.phone") == ["01632 960123"]


def test_two_numbers_are_rivals_the_surest_first():
    pages = (
        page(JSON_LD),
        page("<p>Call us: 01632 960999", "about.html"),
        page("<p>order 01632 960555", "shop.html"),
    )
    found = [each for each in guesses_from_pages(pages) if each.fact == "contact.phone"]
    assert [(each.value, each.where) for each in found] == [
        ("01632 960123", "index.html, line 1"), ("01632 960999", "about.html, line 1")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Welcome to J. Smith Plumbing - Home", "J. Smith Plumbing"),
        ("Startseite | Willkommen bei Salon Berg", "Salon Berg"),
        ("Home", None),
    ],
)
def test_neither_a_greeting_nor_the_word_home_is_a_name(title, name):
    assert values(page(f"<title>{title}</title>"), fact="business.name") == ([name] if name else [])


def test_the_name_is_the_piece_of_the_titles_that_stays():
    pages = (
        page("<title>Home | Salon Berg</title>"),
        page("<title>Prices | Salon Berg</title>", "prices.html"),
    )
    assert values(*pages, fact="business.name") == ["Salon Berg"]


def test_the_colour_used_most_when_the_head_names_none():
    sheet = Sheet("style.css", "body{color:#222}a{color:#0b5d7a}h1{color:#0b5d7a}b{color:#a3261b}")
    assert values(page("<p>hi"), fact="look.colour", sheets=[sheet]) == ["#0b5d7a"]


def test_the_address_that_was_given_is_the_site():
    found = guesses_from_pages([page("<p>hi")], address="https://www.berg-brot.de/start")
    told = {each.fact: each.value for each in found}
    assert (told["domain.name"], told["site.address"], told["business.country"]) == (
        "berg-brot.de", "https://www.berg-brot.de/", "DE"
    )  # fmt: skip


def test_logos_the_surest_first():
    html = '<link rel=icon href=/i.png><img src=/header-logo.png><script type="application/ld+json">{"@type": "Bakery", "telephone": "1", "logo": "https://shop.example/l.png"}</script>'
    assert [url.rpartition("/")[2] for url, _ in logos_said([page(html)])] == [
        "l.png",
        "header-logo.png",
        "i.png",
    ]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<p>" + "Tel 01632 960123 " * 20000, id="a number twenty thousand times"),
        pytest.param('<script type="application/ld+json">' + '{"address":' * 3000 + "1" + "}" * 3000 + "</script>", id="nested without end"),
        pytest.param('<script type="application/ld+json">[{"@type":["Bakery", 5, null], "name": {"a": []}, "telephone": [1, null, {}], "address": [[]], "makesOffer": "x", "foundingDate": {}}]</script>', id="data of the wrong shapes"),
        pytest.param("<title>\u202eevil\x1b[31m | \u200bBerg</title><p>Phone: 01632 960123\u202e", id="control characters"),
        pytest.param("<p>" + "Mon 9-5, " * 3000, id="a week three thousand times"),
        pytest.param("<p>" + "1 " * 50000 + "AB1 2CD", id="digits without end"),
    ],
)  # fmt: skip
def test_hostile_pages_end_soon_and_give_clean_text(html):
    for guess in guesses_from_pages([page(html)]):
        assert not any(sign in str(guess.value) + guess.where for sign in "\x1b\u202e\u200b")


@pytest.mark.parametrize(
    "sample",
    ["corner-cup", "harbour-plumbing", "north-light-coaching"],
)
@pytest.mark.long
@pytest.mark.slow
def test_our_own_site_gives_its_facts_back(sample, samples: Path, tmp_path):
    from kit.cli.init_from import read_guesses
    from kit.cli.preview import write_preview

    text = (samples / f"{sample}.yaml").read_text("utf-8")
    business = parse_business(text).business
    home = write_preview(tmp_path, text)
    told = {}
    for each in read_guesses(str(home.parent), tmp_path):
        told.setdefault(each.fact, []).append(each.value)
    assert told["business.name"] == [business.name]
    assert told["business.trade"] == [business.identity.trade]
    assert told["business.country"] == [business.country]
    assert told.get("place.street", [None]) == [
        business.place.street if "premises" in business.place.mode else None
    ]
    assert told.get("place.town", [None]) == [business.place.town]
    assert told.get("contact.email", [None]) == [business.contact.email]
    phones = [parse_phone(str(each), business.country).e164 for each in told.get("contact.phone", [])]
    assert phones == ([business.contact.phone.e164] if business.contact.phone else [])
    hours = business.hours.regular.text if business.hours.regular else None
    assert told.get("hours.regular", [None])[0] in {hours, None if hours == "by appointment" else hours}
    linked = {read_link(each.link).url for each in business.profiles if each.link}
    assert {entry["link"] for entries in told.get("profiles", []) for entry in entries} == linked
