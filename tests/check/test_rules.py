"""Each check with pages that must pass and pages that must fail; a false alarm is the worse bug."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kit.base.errors import InputError
from kit.check.audit import audit
from kit.check.mentions import mentions_of
from kit.check.publishable import unfinished_files
from kit.check.rule import Fault, check, chosen
from kit.check.rules import all_checks
from kit.check.rules.forms import form_to_placeholder, form_without_address
from kit.check.rules.found import canonical_elsewhere
from kit.check.rules.leftovers import placeholder_title
from kit.check.rules.promises import outside_host_not_named
from kit.check.rules.reach import (
    certificate_ends_soon,
    domain_ends_soon,
    host_has_two_addresses,
    mail_has_no_server,
    mail_sender_not_proved,
)
from kit.check.site import Reach, Site, digest
from kit.check.slips import is_mistyped
from kit.check.subject import Subject
from kit.check.truth import truth_of
from kit.check.types import Report, Seen, Severity, SubjectKind
from kit.check.world import Settings, World
from kit.facts.models import Business
from kit.facts.reader import parse_business
from kit.net.records import Mail
from kit.pages.other import parse_any

FACTS = """
version: 1
language: en
business: {name: Harbour Plumbing, trade: plumber, country: GB, legal_name: Harbour Plumbing Ltd,
  licence: {body: Gas Safe Register, number: 123456}}
place: {mode: [premises], street: 4 Church Street, town: Whitby, postcode: YO21 3AB, timezone: Europe/London}
contact: {first_step: call, phone: 01947 820123, email: sue@harbour-plumbing.co.uk}
hours: {regular: "Mon-Fri 08:00-18:00, Sat 09:00-13:00"}
services:
  - {name: Boiler service, price: from £85}
  - {name: Leaks, price: ask}
proof:
  - {kind: quote, text: She found the leak two others missed.}
profiles: [{network: instagram, link: "https://www.instagram.com/harbourplumbing/"}]
site: {shown_profiles: false}
"""
HEAD = "<!doctype html><html lang=en><title>Harbour</title>"


def business(text: str = FACTS) -> Business:
    """Read facts."""
    return parse_business(text).business


def checked(
    root: Path, pages: dict[str, str], *, facts: Business | None = None, every: bool = False
) -> Report:
    """Audit a folder of pages offline; a page of one line need not name every service, unless `every`."""
    for name, text in pages.items():
        (root / name).write_text(text if name.endswith(".vcf") else f"{HEAD}\n{text}", encoding="utf-8")
    kind = SubjectKind.PROJECT if facts else SubjectKind.FOLDER
    subject = Subject(kind, "site", folder=root, business=facts)
    world = World(datetime(2026, 11, 24, tzinfo=UTC))
    extract = partial(mentions_of, business=facts)
    rules = chosen(all_checks(), only=(), skip=() if every else ("service_not_shown",))
    return audit(subject, Settings(), world, parse=parse_any, rules=rules, extract=extract)


def ids(report: Report) -> list[str]:
    """Give the ids of the findings, sorted."""
    return sorted(finding.check for finding in report.findings)


def _jsonld(**values: str) -> str:
    import json

    return f'<script type="application/ld+json">{json.dumps({"@type": "Plumber", **values})}</script>'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("<title>Harbour Plumbing</title>", [], id="a title"),
        pytest.param("<title> </title>", ["empty_title"], id="a blank"),
        pytest.param("", ["empty_title"], id="none at all"),
        pytest.param("<svg><title>A wave</title></svg>", ["empty_title"], id="the title of a drawing"),
    ],
)
def test_every_page_needs_a_title(tmp_path: Path, head: str, expected: list[str]) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html><html lang=en>{head}<p>We mend leaks.")
    assert ids(checked(tmp_path, {})) == expected


RIGHT = '<a href="tel:+441947820123">01947 820123</a>'


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<p>We mend leaks.", [], id="plain words"),
        pytest.param("<p>Lorem ipsum dolor sit amet.", ["placeholder_text"], id="filler"),
        pytest.param("<p>Call [your phone number] now", ["placeholder_text"], id="brackets"),
        pytest.param("<p>See [company law] and press [Add/Remove].", [], id="brackets that begin like one"),
        pytest.param("<p>Welcome to [Company Name]", ["placeholder_text"], id="a name in brackets"),
        pytest.param("<p>See [1], [sic] and [Fig. 2].", [], id="brackets in a text"),
        pytest.param("<p>Hello {{ business.name }}", ["placeholder_text"], id="an unfilled name"),
        pytest.param("<pre>Hello {{ business.name }}</pre>", [], id="code shows templates"),
        pytest.param("<p>f(x) = {{1, 2}, {3}}", [], id="sets in mathematics"),
        pytest.param("<p>TODO: prices", ["placeholder_text"], id="a note to oneself"),
        pytest.param("<p>Our todo list is long.", [], id="the word todo"),
        pytest.param("<p>Company number 00000000", ["placeholder_text"], id="noughts"),
        pytest.param("<p>A turnover of 1000000 pounds", [], id="a million"),
        pytest.param('<a href="tel:+441632960123">01632 960123</a>', ["sample_number"], id="a number for films"),
        pytest.param('<a href="tel:01632960123">call</a>', ["sample_number"], id="without country code"),
        pytest.param('<a href="tel:+12025550143">call</a>', ["sample_number"], id="555-01"),
        pytest.param('<a href="tel:+15555555555">call</a>', ["sample_number"], id="all fives"),
        pytest.param(RIGHT, [], id="a real number"),
        pytest.param('<a href="tel:+12025551234">call</a>', [], id="555 is not all fiction"),
        pytest.param('<a href="https://www.example.com/">x</a>', ["sample_domain"], id="example.com"),
        pytest.param('<a href="mailto:me@yourdomain.com">x</a>', ["sample_mail"], id="yourdomain"),
        pytest.param('<a href="https://harbour.example/">x</a>', ["sample_domain"], id=".example"),
        pytest.param('<a href="https://examples.com/">x</a>', [], id="a real name that looks alike"),
        pytest.param('<a href="#">Services</a>', ["empty_link"], id="bare hash"),
        pytest.param('<a href="">Services</a><a href="">Team</a><a href="">Us</a>', ["empty_link"] * 3, id="empty"),
        pytest.param('<a href="">Services</a>', [], id="a menu's link to its own page"),
        pytest.param('<a href="#">Back to top</a>', [], id="to the top"),
        pytest.param('<a href="#!">Privacy</a>', ["empty_link"], id="a theme's way to lead nowhere"),
        pytest.param('<a href="#" role="button">Blog</a><a href="#!" onclick="go()">x</a><a href="#" data-bs-toggle="dropdown">y</a>', [], id="buttons written as links"),
        pytest.param('<p>Ring (555) 892-9403', ["sample_number"], id="a made-up number in words"),
        pytest.param('<p>Ring (202) 555-0143 now', ["sample_number"], id="a number for films in words"),
        pytest.param('<p>Ring 01632 960 123', ["sample_number"], id="a British one in words"),
        pytest.param('<p>ISBN 978-0-306-40615-7, 2015-555-0143-x, 1234567890', [], id="digits that are no number to ring"),
        pytest.param('<pre>(555) 892-9403</pre>', [], id="a number shown as code"),
        pytest.param('<p>Write to hello@yourdomain.com', ["sample_mail"], id="a template's mail in words"),
        pytest.param('<p>git config user.email someone@example.com', [], id="a handbook's mail"),
        pytest.param('<a href="https://git.example.org/x/">https://git.example.org/x</a>', [], id="a handbook shows an address"),
        pytest.param('<footer>Copyright © Your Website 2023</footer>', ["placeholder_text"], id="nobody's copyright"),
        pytest.param('<p>Protect the copyright of your website', [], id="words about copyright"),
        pytest.param('<img src="data:," alt="...">', ["missing_alt"], id="dots for a picture"),
        pytest.param('<img src="data:," alt="A picture of our shop">', [], id="words for a picture"),
        pytest.param('<img src="https://dummyimage.com/600x400" alt="Shop">', ["placeholder_picture"], id="a grey box"),
        pytest.param('<a name="x">Services</a>', [], id="an old anchor"),
        pytest.param('<a href="https://www.facebook.com/"><img src="data:," alt="Facebook"></a>', ["front_page_link"], id="icon to a front page"),
        pytest.param('<a href="https://www.facebook.com/harbour">Facebook</a>', [], id="a profile"),
        pytest.param('<a href="https://github.com/">GitHub</a>', [], id="a site people write about"),
        pytest.param('<a href="https://startbootstrap.com/">Theme</a>', ["theme_author_link"], id="maker of the theme"),
        pytest.param('<a href="file:///C:/x.pdf">Price list</a>', ["link_to_own_disk"], id="own disk"),
        pytest.param('<form><input type=email name=e><button>Send</button></form>', ["form_without_address"], id="dead form"),
        pytest.param('<form action="#"><textarea name=m></textarea></form>', ["form_without_address"], id="hash form"),
        pytest.param('<form action="https://formspree.io/f/your-form-id"><input type=email name=e></form>', ["form_to_placeholder"], id="placeholder form"),
        pytest.param('<form data-netlify="true"><input type=email name=e></form>', [], id="the host takes it"),
        pytest.param('<form onsubmit="send()"><input type=email name=e></form>', [], id="a script takes it"),
        pytest.param('<form><input type=search name=q></form>', [], id="a search box"),
        pytest.param('<form action="mailto:sue@harbour.co.uk"><input type=email name=e></form>', [], id="by mail"),
        pytest.param('<img src="data:,">', ["missing_alt"], id="picture without text"),
        pytest.param('<img src="data:," alt="">', [], id="decoration"),
        pytest.param('<img src="http://cdn.harbour.co.uk/x.png" alt="x">', ["insecure_resource"], id="mixed content"),
        pytest.param('<a href="http://www.harbour.co.uk/">x</a>', [], id="a link may be http"),
        pytest.param('<a href="tel:+441947820123">01947 820124</a>', ["phone_link_differs"], id="shown is not dialled"),
        pytest.param('<a href="tel:+441947820123">+44 (0)1947 820123</a>', [], id="written differently"),
        pytest.param('<a href="mailto:old@harbour.co.uk">sue@harbour.co.uk</a>', ["mail_link_differs"], id="a mail link to an old address"),
        pytest.param('<a href="mailto:Sue@Harbour.co.uk?subject=Hi">sue@harbour.co.uk</a>', [], id="a mail link in other letters"),
        pytest.param('<a href="mailto:sue@harbour.co.uk">sue@NOSPAM.harbour.co.uk</a>', [], id="a mail address hidden from programs"),
        pytest.param('<a href="mailto:info@xn--mller-kva.de">info@müller.de</a>', [], id="a mail link to a host with an umlaut"),
        pytest.param("<p>Hi, this is a comment. To get started with moderating, editing", ["placeholder_text"], id="a new blog's first comment"),
        pytest.param("<p>I'm a paragraph. Click here to add your own text", ["placeholder_text"], id="a website builder's text"),
        pytest.param(_jsonld(telephone="(555) 555-5555"), ["sample_number"], id="a builder's number for machines"),
        pytest.param('<a href="tel:+441947820123">Call us (24 h)</a>', [], id="words"),
        pytest.param("<p>The best plumber in Whitby", [], id="nobody's claim without facts"),
        pytest.param('<meta name="robots" content="noindex, follow"><p>x', ["hidden_from_search"], id="nothing to be found"),
        pytest.param('<meta name="robots" content="index, follow"><p>x', [], id="to be found"),
        pytest.param('<link rel="canonical" href="http://localhost:8080/">', ["canonical_on_one_computer"], id="canonical on one computer"),
        pytest.param('<link rel="canonical" href="https://www.harbour.co.uk/">', [], id="its own address"),
        pytest.param("<h1>Coming soon</h1><p>Ring us.", ["placeholder_page"], id="a page to come"),
        pytest.param("<h1>Our site is under construction!</h1>", ["placeholder_page"], id="a site to come"),
        pytest.param("<p>Coming soon: our new showroom in Whitby", [], id="news of something to come"),
        pytest.param('<a href="https://www.facebook.com/yourpage">Facebook</a>', ["sample_profile"], id="a template's profile"),
        pytest.param('<a href="https://www.instagram.com/yourbrandstudio">Us</a>', [], id="a name that begins like one"),
        pytest.param('<img src="" alt="Our van">', ["empty_source"], id="a picture of nothing"),
        pytest.param('<link rel="stylesheet" href=" ">', ["empty_source"], id="a style of nothing"),
        pytest.param('<img src="" alt="Our van"><script src="data:,"></script>', [], id="a script brings the picture"),
        pytest.param('<img srcset="data:,x 1x" alt="Our van">', [], id="a picture from its set"),
        pytest.param('<a href="javascript:void(0)">Prices</a>', ["empty_script_link"], id="a link that does nothing"),
        pytest.param('<a href="javascript:void(0)" onclick="go()">Prices</a>', [], id="a script takes the press"),
        pytest.param('<img src="data:," alt="IMG_2041.jpg">', ["file_name_alt"], id="a file's name for a picture"),
        pytest.param('<form action="http://forms.harbour.co.uk/send"><input type=email name=e></form>', ["form_without_https"], id="a form without protection"),
    ],
)  # fmt: skip
def test_pages_without_facts(tmp_path: Path, page: str, expected: list[str]) -> None:
    """What is wrong whoever owns the site."""
    assert ids(checked(tmp_path, {"index.html": page})) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(RIGHT, [], id="the right number"),
        pytest.param(_jsonld(telephone="+44 1947 820123"), [], id="the right number for machines"),
        pytest.param(RIGHT + _jsonld(telephone="+44 1947 820999"), ["different_phone"], id="another for machines"),
        pytest.param('<a href="tel:+441947600600">call</a>', ["different_phone", "phone_not_shown"], id="only another number"),
        pytest.param(RIGHT + '<a href="tel:+441132345678">The ombudsman</a>', [], id="somebody else's beside ours"),
        pytest.param(RIGHT + '<a href="tel:+441947820132">call</a>', ["different_phone"], id="two digits swapped"),
        pytest.param("<p>Phone: 01947 600600", ["different_phone", "phone_not_shown"], id="an old number in words"),
        pytest.param(RIGHT + "<p>Fax: 01947 600600", [], id="a fax"),
        pytest.param(RIGHT + "<p>Fax 01947 820124", [], id="a fax one digit further"),
        pytest.param(RIGHT + "<p>Telefax: 01947 600600, Tel. 01947 820132", ["different_phone"], id="a slip behind a fax"),
        pytest.param(RIGHT + "<p>VAT 123 4567 89, order 2026-11-24", [], id="other digits"),
        pytest.param(RIGHT + '<a href="mailto:sue@harbour-plumbing.co.uk">m</a>', [], id="the right mail"),
        pytest.param(RIGHT + '<a href="mailto:Sue@Harbour-Plumbing.co.uk">m</a>', [], id="mail in capitals"),
        pytest.param(RIGHT + '<a href="mailto:sue@harbour-plumbng.co.uk">m</a>', ["different_email"], id="a slip"),
        pytest.param(RIGHT + '<a href="mailto:info@ico.org.uk">m</a>', [], id="an authority's mail"),
        pytest.param(RIGHT + "<p>Email: bob@gmail.com", ["different_email"], id="another mail with a label"),
        pytest.param(RIGHT + '<footer><a href="mailto:bob@gmail.com">Email us</a></footer>', ["different_email"], id="another mail behind email us"),
        pytest.param(RIGHT + "<p>Email: bob@gmail.com<p>Email: ann@gmail.com", [], id="two people's mail"),
        pytest.param(RIGHT + "<p>Email: ann@harbour-plumbing.co.uk", [], id="a colleague's mail"),
        pytest.param(RIGHT + "<p>The ombudsman's email: help@ombudsman.org.uk", [], id="somebody else's labelled mail"),
        pytest.param(RIGHT + "<p>We are open Monday to Friday, 7am till 10pm.", ["different_hours"], id="other hours in a sentence"),
        pytest.param(RIGHT + "<p>We're open Monday to Friday, 8am till 6pm.", [], id="hours in a sentence"),
        pytest.param(RIGHT + _jsonld(telephone="01947820123", name="Harbour Plumbing Ltd."), [], id="the legal name"),
        pytest.param(RIGHT + _jsonld(telephone="01947820123", name="Harbor Heating"), ["different_name"], id="another name"),
        pytest.param('<meta property="og:site_name" content="Harbour Plumbing | Whitby">' + RIGHT, [], id="name with a town"),
        pytest.param(RIGHT + "<dl><dt>Monday<dd>8am - 6pm<dt>Saturday<dd>9:00–13:00</dl>", [], id="hours written differently"),
        pytest.param(RIGHT + "<dl><dt>Monday<dd>8am - 5pm</dl>", ["different_hours"], id="other hours"),
        pytest.param(RIGHT + "<p>Mon-Fri 8-18, Sat 9-13", [], id="hours in one line"),
        pytest.param(RIGHT + "<p>Mon-Fri 9-18", ["different_hours"], id="other hours in one line"),
        pytest.param(RIGHT + "<p>Between 3 and 5 of 10-12 people ring on Monday", [], id="numbers and a day"),
        pytest.param(RIGHT + "<p>Kitchen: Mon-Fri 12-14", [], id="hours of the kitchen"),
        pytest.param(RIGHT + "<p>Kitchen<br>Mon-Fri 12-14", [], id="hours of the kitchen in two lines"),
        pytest.param(RIGHT + "<h3>Monday</h3><p>19:00-21:00", [], id="a day above a time is an event"),
        pytest.param(RIGHT + "<p>Monday closed", ["different_hours"], id="closed on a working day"),
        pytest.param(RIGHT + "<dl><dt>Monday<dd>closed<dt>Sunday<dd>closed</dl>", ["different_hours"], id="a row that says closed"),
        pytest.param(RIGHT + "<p>We are open 24/7", ["different_hours"], id="always open, it says"),
        pytest.param(RIGHT + "<p>Emergency call-outs 24/7", [], id="help at any hour is not the shop's hours"),
        pytest.param(RIGHT + "<p>We are open now", ["open_now_claim"], id="open now"),
        pytest.param(RIGHT + "<p>Now open in Whitby!", [], id="news of an opening"),
        pytest.param(RIGHT + "<p>14 Church Street, Whitby", ["different_address"], id="another house number in words"),
        pytest.param(RIGHT + "<p>4 Church St., Whitby YO21 3AB", [], id="the address in words"),
        pytest.param(RIGHT + "<p>4 Church Street, Whitby YO22 4AA", ["different_address"], id="another postcode in words"),
        pytest.param(RIGHT + "<p>Opposite 12 Church Street: that is 4 Church Street, Whitby", [], id="a house across the street"),
        pytest.param(RIGHT + "<p>Our job at 12 Church Street, Scarborough", [], id="the same street in another town"),
        pytest.param(RIGHT + '<meta property="business:contact_data:phone_number" content="01947 600600">', ["different_phone"], id="another number in previews"),
        pytest.param(RIGHT + '<meta property="og:street-address" content="4 Church St">', [], id="the street in previews"),
        pytest.param(RIGHT + "<p>10% off, offer ends 31 March 2026", ["stale_date"], id="an offer that ran out"),
        pytest.param(RIGHT + "<p>10% off, offer ends 31 March 2027", [], id="an offer that holds"),
        pytest.param(RIGHT + "<p>Christmas opening hours 2024", ["stale_date"], id="last year's holiday"),
        pytest.param(RIGHT + "<p>Christmas opening hours 2026", [], id="this year's holiday"),
        pytest.param(RIGHT + "<p>Over 500 happy customers", ["unproved_claim"], id="a number nobody can check"),
        pytest.param(RIGHT + "<p>Over 500 boilers serviced since 2015", [], id="a number of things"),
        pytest.param(RIGHT + '<script type="application/ld+json">{"@type": "Service", "name": "Boiler service", "offers": {"price": "79"}}</script>', ["different_price"], id="an old price for machines"),
        pytest.param(RIGHT + '<script type="application/ld+json">{"@type": "Service", "name": "Boiler service", "offers": {"price": 85.00}}</script>', [], id="the price for machines"),
        pytest.param(RIGHT + '<script type="application/ld+json">{"@type": "Event", "name": "Open day", "startDate": "2026-12-01T10:00:00+01:00"}</script>', ["different_time_zone"], id="an event by the clock of another country"),
        pytest.param(RIGHT + '<script type="application/ld+json">{"@type": "Event", "name": "Open day", "startDate": "2026-07-01T10:00+01:00", "endDate": "2026-07-01T11:00:00Z"}</script>', [], id="an event in summer time"),
        pytest.param(RIGHT + "<h2>Boiler service</h2><p>from £85", [], id="the price"),
        pytest.param(RIGHT + "<h2>Boiler service</h2><p>from £79", ["different_price"], id="an old price"),
        pytest.param(RIGHT + "<h2>Leaks</h2><p>call-out £95", [], id="a service without a price"),
        pytest.param(RIGHT + "<p>Gas Safe Register number 123456", [], id="licence"),
        pytest.param(RIGHT + "<p>Gas Safe Register no. 654321", ["different_licence"], id="another licence"),
        pytest.param(RIGHT + '<a rel="me" href="https://instagram.com/harbourplumbing">i</a>', [], id="our profile"),
        pytest.param(RIGHT + '<a rel="me" href="https://instagram.com/harborplumbing">i</a>', ["different_profile"], id="another profile"),
        pytest.param(RIGHT + "<p>The best plumber in Whitby, says nobody", ["unproved_claim"], id="a claim"),
        pytest.param(RIGHT + "<p>She found the leak two others missed.", ["quote_without_permission"], id="a quote"),
        pytest.param(RIGHT + "<footer>© 2021 Harbour</footer>", ["stale_year"], id="an old year"),
        pytest.param(RIGHT + "<footer>© 2015–2026 Harbour</footer>", [], id="a span of years"),
        pytest.param(RIGHT + '<script src="https://cdn.jsdelivr.net/x.js"></script>', ["outside_host_not_named"], id="an outside host"),
    ],
)  # fmt: skip
def test_pages_against_the_facts(tmp_path: Path, page: str, expected: list[str]) -> None:
    """Different is an error, written differently is fine."""
    assert ids(checked(tmp_path, {"index.html": page}, facts=business())) == expected


@pytest.mark.parametrize(
    ("form", "faults"),
    [
        pytest.param('<form data-sb-form-api-token="API_TOKEN"><input type=email name=e></form>', 1, id="a provider's id was never filled in"),
        pytest.param('<form data-sb-form-api-token="7f3a-11"><input type=email name=e></form>', 0, id="a provider's id"),
        pytest.param("<form><input type=email name=e></form>", 0, id="on the web a page may take its own answers"),
    ],
)  # fmt: skip
def test_a_form_on_the_web(form: str, faults: int) -> None:
    """No address means: to the page itself, which a server may well take."""
    page = parse_any(f"<title>x</title>{form}".encode(), name="x.html", address="https://a.co.uk/")
    assert len([*form_to_placeholder(page), *form_without_address(page)]) == faults


def test_a_template_s_title_is_seen(tmp_path: Path) -> None:
    """It is the line that search results show."""
    (tmp_path / "index.html").write_text("<title>Agency - Start Bootstrap Theme</title><p>Hello")
    report = audit(
        Subject(SubjectKind.FOLDER, "site", folder=tmp_path),
        Settings(),
        World(datetime(2026, 11, 24, tzinfo=UTC)),
        parse=parse_any,
        rules=all_checks(),
    )
    assert [finding.message for finding in report.findings] == [
        "a placeholder is left in the page's title: “Start Bootstrap”"
    ]


def test_structured_data_is_compared_part_by_part(tmp_path: Path) -> None:
    """Street, postcode and hours; closed days count."""
    good = """<script type="application/ld+json">{"@type": "Plumber", "telephone": "+441947820123",
      "address": {"streetAddress": "4 Church St.", "postalCode": "yo213ab", "addressLocality": "Whitby"},
      "openingHoursSpecification": [
        {"dayOfWeek": ["https://schema.org/Monday","Tuesday","Wednesday","Thursday","Friday"], "opens": "08:00", "closes": "18:00"},
        {"dayOfWeek": "Saturday", "opens": "09:00", "closes": "13:00"},
        {"dayOfWeek": "Friday", "validFrom": "2026-12-25", "opens": "00:00", "closes": "00:00"}]}</script>"""
    report = checked(tmp_path, {"index.html": RIGHT + good}, facts=business())
    assert ids(report) == []
    bad = (
        good.replace("4 Church St.", "14 Church St.")
        .replace("yo213ab", "YO22 4AA")
        .replace('"09:00"', '"10:00"')
    )
    report = checked(tmp_path, {"index.html": RIGHT + bad}, facts=business())
    assert sorted(ids(report)) == ["different_address", "different_address", "different_hours"]


def test_a_profile_that_is_none_is_told_once(tmp_path: Path) -> None:
    """A post and a second page are left out by the site; only this check tells the owner."""
    more = FACTS.replace(
        "profiles: [",
        'profiles: [{network: x, link: "https://x.com/jack/status/20"}, {network: instagram, handle: corner.cup}, ',
    )
    report = checked(tmp_path, {"index.html": RIGHT}, facts=business(more))
    assert ids(report) == ["unusable_profile", "unusable_profile"]
    assert "profiles[1] (X): This is one post" in report.findings[0].message
    assert "two profiles on Instagram" in report.findings[1].message


SPECIAL = """
hours:
  regular: "Mon-Fri 08:00-18:00, Sat 09:00-13:00"
  special:
    - {date: 2026-12-25, until: 2026-12-28, hours: closed}
    - {date: 2026-12-24, hours: 9-12}
"""


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param([("2026-12-24", "2026-12-24", "09:00", "12:00"), ("2026-12-25", "2026-12-28", "00:00", "00:00")], [], id="as in the facts"),
        pytest.param([("2026-12-24", "2026-12-24", "09:00", "14:00"), ("2026-12-25", "2026-12-28", "00:00", "00:00")], ["different_special_hours"], id="longer on Christmas Eve"),
        pytest.param([("2026-12-24", "2026-12-24", "09:00", "12:00")], ["special_day_not_told"], id="Christmas is not told"),
        pytest.param([("2026-12-24", "2026-12-24", "09:00", "12:00"), ("2026-12-25", "2026-12-28", "00:00", "00:00"), ("2027-01-01", "2027-01-01", "00:00", "00:00")], [], id="a day the facts do not know"),
        pytest.param([("2026-12-24", "2026-12-24", "09:00", "12:00"), ("2026-12-25", "2026-12-28", "00:00", "00:00"), ("2025-12-25", "2025-12-25", "10:00", "11:00")], [], id="a day that is over"),
        pytest.param([("2026-12-24", "2026-12-24", "09:00", "12:00"), ("2026-12-25", "2026-12-28", "00:00", "00:00"), ("soon", "later", "10:00", "11:00")], [], id="no day at all"),
    ],
)  # fmt: skip
def test_special_days(tmp_path: Path, days: list[tuple[str, ...]], expected: list[str]) -> None:
    """What maps show on the very day."""
    import json

    week = [
        {"dayOfWeek": ["Mo", "Tu", "We", "Th", "Fr"], "opens": "08:00", "closes": "18:00"},
        {"dayOfWeek": "Saturday", "opens": "09:00", "closes": "13:00"},
    ]
    names = ("validFrom", "validThrough", "opens", "closes")
    special = [dict(zip(names, day, strict=True)) for day in days]
    data = {"@type": "Plumber", "telephone": "+441947820123", "openingHoursSpecification": week}
    page = json.dumps(data | {"specialOpeningHoursSpecification": special})
    regular = 'hours: {regular: "Mon-Fri 08:00-18:00, Sat 09:00-13:00"}'
    facts = business(FACTS.replace(regular, SPECIAL))
    report = checked(
        tmp_path, {"index.html": f'{RIGHT}<script type="application/ld+json">{page}</script>'}, facts=facts
    )
    assert ids(report) == expected


CARD = """BEGIN:VCARD
VERSION:3.0
FN:Sue Hill
ORG:Harbour Plumbing
TEL;TYPE=WORK,VOICE:+44 1947
  820123
item1.EMAIL;TYPE=WORK:sue@harbour-plumbing.co.uk
ADR;TYPE=WORK:;;4 Church Street;Whitby;;YO21 3AB;GB
NOTE:Hours: Mon-Fri 8-18\\, Sat 9-13
END:VCARD
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", [], id="all right"),
        pytest.param("820123", "820124", ["different_phone"], id="another phone"),
        pytest.param("ORG:Harbour Plumbing", "ORG:Harbour Heating", ["different_name"], id="another name"),
        pytest.param("4 Church", "5 Church", ["different_address"], id="another house"),
        pytest.param("Sat 9-13", "Sat 9-14", ["different_hours"], id="other hours"),
        pytest.param("sue@harbour", "tom@harbour", ["different_email"], id="another mail"),
    ],
)
def test_the_contact_file_is_compared(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    """Whoever saves it keeps the wrong number for years. It is no page of its own."""
    report = checked(tmp_path, {"index.html": RIGHT, "me.vcf": CARD.replace(old, new)}, facts=business())
    assert ids(report) == expected
    assert report.pages == 1
    assert all(each.page == "me.vcf" and each.line > 1 for each in report.findings)


def test_a_service_nobody_shows(tmp_path: Path) -> None:
    """Named once anywhere is enough."""
    report = checked(
        tmp_path, {"index.html": RIGHT + "<h2>Boiler Service</h2>"}, facts=business(), every=True
    )
    assert [each.message for each in report.findings] == ["the service “Leaks” stands nowhere on the site"]


def test_a_stock_phrase_names_the_question_that_repairs_it(tmp_path: Path) -> None:
    """Only on an owner's own site; strangers' words are their own."""
    page = RIGHT + "<p>We are passionate about pipes.</p><pre>passionate about code</pre>"
    report = checked(tmp_path, {"index.html": page}, facts=business())
    assert ids(report) == ["stock_phrase"]
    assert "“passionate about” could stand on anybody's page" in report.findings[0].message
    assert "What do you do that others leave out? (services.about)" in report.findings[0].fix
    assert "stock_phrase" not in ids(checked(tmp_path, {"index.html": page}))


def test_a_named_host_is_fine(tmp_path: Path) -> None:
    """The notice may say the service's name."""
    font = '<link rel="stylesheet" href="https://fonts.googleapis.com/css?family=X">'
    notice = "<h1>Privacy</h1><p>Our letters come from Google Fonts."
    assert (
        ids(checked(tmp_path, {"index.html": RIGHT + font, "privacy.html": notice}, facts=business())) == []
    )


@pytest.mark.parametrize(
    ("host", "told"),
    [
        pytest.param("www.harbour.co.uk", 0, id="its own host"),
        pytest.param("static.harbour.co.uk", 0, id="a host below its own"),
        pytest.param("old.harbour.net", 0, id="what the page calls its own address"),
        pytest.param("notharbour.co.uk", 1, id="a host that ends alike"),
    ],
)
def test_a_site_on_the_web_calls_itself(host: str, told: int) -> None:
    """A crawled site loads its pictures from its own host: that is no other company."""
    link = '<link rel="canonical" href="https://harbour.net/"><a href="tel:+441947820123">call</a>'
    page = parse_any(f"<title>x</title>{link}".encode(), name="x", address="https://www.harbour.co.uk/")
    pages = (digest(page, mentions_of(page)),)
    hosts = ((host, Seen("x", 1, 1, "img", "")),)
    site = Site(SubjectKind.URL, "x", pages, (), hosts=hosts, truth=truth_of(None, pages))
    assert len(list(outside_host_not_named(site))) == told


def test_without_facts_a_site_is_compared_with_itself(tmp_path: Path) -> None:
    """A page that disagrees with the others is a warning."""
    one, other = _jsonld(telephone="01947 820123"), _jsonld(telephone="01947 600600")
    report = checked(tmp_path, {"a.html": one, "b.html": one, "c.html": other})
    assert [(each.check, each.page) for each in report.findings] == [("pages_disagree", "c.html")]
    assert any("taken as the truth" in note for note in report.notes)


def test_what_a_template_came_with_is_not_taken_as_the_truth(tmp_path: Path) -> None:
    """The sample stands in every foot, the owner's own number and address on one page."""
    left = '<a href="tel:+12025550143">Call</a><a href="mailto:info@example.com">Mail</a>'
    own = '<a href="tel:+441947820123">Call</a><a href="mailto:sue@harbour.co.uk">Mail</a>'
    report = checked(tmp_path, {"a.html": left, "b.html": left, "c.html": own})
    assert "taken as the truth: +441947820123, sue@harbour.co.uk." in report.notes[0]


CALL = "<p>Ring us on 01943 607 881"


@pytest.mark.parametrize(
    ("other", "told", "note"),
    [
        pytest.param("<p>Tel. 01943 607881", [], "", id="written otherwise"),
        pytest.param("<p>Workshop 01943 607818", ["pages_disagree"], "", id="two digits changed places"),
        pytest.param("<p>Tel. 01943 60781", ["pages_disagree"], "", id="a digit left out"),
        pytest.param("<p>Tel. 01943 607882", [], "01943 607882 (b.html)", id="the office's second line"),
        pytest.param("<p>Fax 01943 607818", [], "", id="a fax"),
        pytest.param("<p>Phone 01943 817220", [], "01943 817220 (b.html)", id="another shop"),
        pytest.param("<p>Order 01943 817220", [], "", id="a number that is not called a phone's"),
    ],
)
def test_numbers_that_stand_only_in_words_are_compared_too(
    tmp_path: Path, other: str, told: list[str], note: str
) -> None:
    """Old sites have no phone links; only what must be a slip is a fault, other numbers are listed."""
    report = checked(tmp_path, {"a.html": CALL, "b.html": f"{CALL}{other}"})
    assert ids(report) == told
    assert report.notes[0] == "Without a facts file this was taken as the truth: 01943 607 881."
    assert report.notes[1:] == ((f"Other phone numbers on its pages: {note}.",) if note else ())


@pytest.mark.parametrize(
    ("number", "told"),
    [
        pytest.param("312-777-8123", False, id="the same number in another city"),
        pytest.param("212-777-81223", True, id="a digit written twice"),
        pytest.param("212-777-8132", True, id="two digits changed places"),
    ],
)
def test_a_number_is_mistyped(number: str, told: bool) -> None:
    assert is_mistyped(number, "+1 212-777-8123") == told


def test_a_number_that_links_dial_wrongly_is_told_once(tmp_path: Path) -> None:
    wrong = '<a href="tel:+441947820132">01947 820123</a>'
    report = checked(tmp_path, {"a.html": _jsonld(telephone="01947 820123") + wrong})
    assert (ids(report), len(report.notes)) == (["phone_link_differs"], 1)


@pytest.mark.parametrize(
    ("foot", "told"),
    [
        pytest.param('<a href="mailto:bob@gmail.com">bob@gmail.com</a>', ["different_email"] * 2, id="an old address"),
        pytest.param('Site by <a href="mailto:bob@gmail.com">bob@gmail.com</a>', [], id="the designer's"),
        pytest.param('Webdesign:<p><a href="mailto:bob@gmail.com">bob@gmail.com</a>', [], id="the designer's, below the word"),
        pytest.param('Réalisation : <a href="mailto:bob@gmail.com">bob@gmail.com</a>', [], id="the designer's in French"),
        pytest.param('<a href="mailto:ann@harbour-plumbing.co.uk">ann@harbour-plumbing.co.uk</a>', [], id="a colleague's"),
    ],
)  # fmt: skip
def test_the_mail_address_at_the_foot_of_the_pages_is_the_owner_s(
    tmp_path: Path, foot: str, told: list[str]
) -> None:
    pages = dict.fromkeys(("index.html", "b.html"), f"{RIGHT}<footer><p>{foot}</footer>")
    assert ids(checked(tmp_path, pages, facts=business())) == told
    if told:
        for each in tmp_path.iterdir():
            each.unlink()
        guest = {"c.html": pages.pop("b.html"), "index.html": RIGHT, "d.html": RIGHT}
        assert ids(checked(tmp_path, guest, facts=business())) == [], "on one page it may be a guest's"
    for each in tmp_path.iterdir():
        each.unlink()
    only = {"index.html": f"{RIGHT}<footer><p>{foot}</footer>"}
    assert ids(checked(tmp_path, only, facts=business())) == told[:1], "a site of one page has no other foot"


def test_a_wrong_number_is_told_once_and_as_it_is_written(tmp_path: Path) -> None:
    page = '<p>Phone: <a href="tel:+441132785555">0113 278 5555</a>'
    report = checked(tmp_path, {"index.html": page}, facts=business())
    wrong = [finding.message for finding in report.findings if finding.check == "different_phone"]
    assert wrong == ["the phone number is 0113 278 5555; the facts say 01947 820123"]


def test_half_a_number_is_not_taken_as_the_truth(tmp_path: Path) -> None:
    page = '<a href="tel:0113 49x">Ring</a><a href="mailto:info@@oneill">Write</a>' + _jsonld(
        openingHours="Mo-Fr 08:00-17:00", name="Oneill"
    )
    report = checked(tmp_path, {"index.html": page})
    assert report.notes == ("Without a facts file this was taken as the truth: Oneill.",)
    assert ids(report) == ["broken_link", "broken_link"]


def _reach(**values: Any) -> Site:
    return Site(
        SubjectKind.URL,
        "x",
        (),
        (),
        reach=Reach(domain="a.co.uk", mail_domain="a.co.uk", **values),
        today=date(2026, 11, 24),
    )


@pytest.mark.parametrize(
    ("rule", "site", "faults"),
    [
        pytest.param(mail_has_no_server, _reach(mail=Mail(arrives=False)), 1, id="no mail server"),
        pytest.param(mail_has_no_server, _reach(mail=Mail(arrives=None)), 0, id="name servers silent"),
        pytest.param(mail_has_no_server, _reach(), 0, id="not asked"),
        pytest.param(mail_sender_not_proved, _reach(mail=Mail(True, ("mx",), "v=spf1 -all", "v=DMARC1"), spf_records=1), 0, id="all set"),
        pytest.param(mail_sender_not_proved, _reach(mail=Mail(True, ("mx",))), 2, id="neither SPF nor DMARC"),
        pytest.param(mail_sender_not_proved, _reach(mail=Mail(True, (), "v=spf1", "v=DMARC1"), spf_records=2, spf_lookups=12), 2, id="two records, too many look-ups"),
        pytest.param(certificate_ends_soon, _reach(certificates=(("a.co.uk", 13),)), 1, id="13 days"),
        pytest.param(certificate_ends_soon, _reach(certificates=(("a.co.uk", 60),)), 0, id="60 days"),
        pytest.param(domain_ends_soon, _reach(expires=date(2026, 12, 1)), 1, id="a week"),
        pytest.param(domain_ends_soon, _reach(expires=date(2027, 12, 1)), 0, id="a year"),
        pytest.param(domain_ends_soon, _reach(expires=date(2026, 11, 1)), 1, id="ran out"),
        pytest.param(host_has_two_addresses, _reach(twins=(("http://a.co.uk/", ""), ("http://b.co.uk/", "http://b.co.uk/"), ("https://c.co.uk/", "https://c.co.uk/"))), 3, id="three faults"),
    ],
)  # fmt: skip
def test_what_keeps_customers_from_reaching_you(rule: Any, site: Site, faults: int) -> None:
    """What was not asked is not judged."""
    assert len(list(rule(site))) == faults


def test_publishing_is_refused_by_the_same_rules() -> None:
    """The rendered files, before they are written."""
    files = {
        "site/index.html": b"<title>x</title><p>Lorem ipsum<p>She found the leak two others missed.",
        "site/style.css": b"/* lorem ipsum */",
    }
    found = unfinished_files(files, business())
    assert [(each.page, each.check) for each in found] == [
        ("index.html", "placeholder_text"),
        ("index.html", "quote_without_permission"),
    ]


def test_a_link_to_no_page_keeps_a_site_from_being_published() -> None:
    """An owner's own page may link to another by the name of its Markdown file."""
    files = {
        "site/index.html": b'<title>x</title><a href="courses.html#top">a</a> <a href="blog/">b</a> <a href="menu.pdf">c</a>'
        b'<a href="/">d</a> <a href="courses">e</a>',
        "site/courses.html": b'<title>y</title><a href="../posts/bread.md">our bread</a><a href="lost.html">lost</a>',
        "site/blog/index.html": b'<title>z</title><a href="../index.html">home</a>',
    }
    found = unfinished_files(files, business(), ["menu.pdf"])
    assert [(each.page, each.check, each.message) for each in found] == [
        ("courses.html", "broken_link", "“our bread” leads to ../posts/bread.md: there is no such page"),
        ("courses.html", "broken_link", "“lost” leads to lost.html: there is no such page"),
    ]


def test_every_check_is_documented_and_named_after_its_fault() -> None:
    """The first line is the rule, the rest says why and how to mend it."""
    for rule in all_checks():
        assert rule.summary.endswith("."), f"{rule.id}: the docstring's first line is the rule, a sentence"
        assert len(rule.why) > 40, (
            f"{rule.id}: below its first line the docstring says why, and how to mend it"
        )
        assert rule.id == rule.look.__name__


def test_a_check_is_chosen_by_name_or_beginning() -> None:
    """A slip names the nearest."""
    assert [rule.id for rule in chosen(all_checks(), only=("broken_*",), skip=("broken_mention",))] == [
        "broken_link",
        "broken_picture",
    ]
    with pytest.raises(InputError) as refused:
        chosen(all_checks(), only=(), skip=("brokn_link",))
    assert "broken_link" in refused.value.hint
    with pytest.raises(InputError, match="no check called 'qqqq'") as refused:
        chosen(all_checks(), only=("qqqq",), skip=())
    assert refused.value.hint == "`webkit list checks` shows all of them."


def test_a_rule_sees_only_what_it_asked_for() -> None:
    """The subject is named in the decorator."""

    @check(Site, Severity.WARNING)
    def always(_site: Site):  # type: ignore[no-untyped-def]
        """Always."""
        yield Fault("here")

    assert [fault.message for fault in always(_reach())] == ["here"]


@pytest.mark.parametrize("title", ["Untitled document", "Document", "Home page"])
def test_a_title_the_editor_began_with(title: str) -> None:
    page = parse_any(f"<title>{title}</title>".encode(), name="a.html", address="")
    assert [fault.message for fault in placeholder_title(page)] == [
        f"the page's title says nothing: “{title}”"
    ]


@pytest.mark.parametrize(
    ("canonical", "faults"),
    [
        pytest.param("https://old-host.net/", 1, id="another site"),
        pytest.param("https://harbour.co.uk/", 0, id="without www"),
        pytest.param("", 0, id="none"),
    ],
)
def test_a_front_page_names_itself(canonical: str, faults: int) -> None:
    content = (
        f'<title>x</title><link rel="canonical" href="{canonical}">' if canonical else "<title>x</title>"
    )
    address = "https://www.harbour.co.uk/"
    page = digest(parse_any(content.encode(), name=address, address=address))
    assert len(list(canonical_elsewhere(Site(SubjectKind.URL, "x", (page,), ())))) == faults
