"""Whole sites, as a visitor, a search engine and a server meet them."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from kit.facts.reader import load_business
from tests.site.made import ALL, Links, broken, facts, made, site

_JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def _pages(name: str) -> dict[str, str]:
    return {path: content.decode() for path, content in site(name).items() if path.endswith(".html")}


def test_the_smallest_answers_have_home_contact_and_404_and_no_filler() -> None:
    pages = _pages("smallest")
    assert {"index.html", "contact.html", "404.html", "privacy.html", "accessibility.html"} == set(pages)
    for absent in ("about.html", "services.html", "hours-table", "<blockquote", "None", "undefined"):
        assert absent not in pages["index.html"]
    assert "4 Example Quay" in pages["index.html"]
    assert 'href="tel:+353209120123"' in pages["index.html"]
    assert "Café in Westport" in pages["index.html"]


def test_the_fullest_answers_have_every_page() -> None:
    assert {
        "index.html", "services.html", "services/physiotherapy.html", "about.html", "contact.html",
        "questions.html", "blog.html", "blog/course-hours.html", "blog/about-backs.html", "events.html",
        "events/talk.html", "events/talk.ics", "feed.xml", "links.html", "referred.html", "thanks.html",
        "privacy.html", "accessibility.html", "imprint.html", "404.html", "first-visit.html", "sitemap.xml",
        "robots.txt", "special-days.ics", "contact.vcf", "favicon.ico", "icon.svg", "site.webmanifest",
        "de/index.html", "de/first-visit.html", "ar/index.html",
    } <= set(site("fullest"))  # fmt: skip


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("base", ["https://site.test/", "https://site.test/below/here/"])
def test_every_link_inside_leads_somewhere(name: str, base: str) -> None:
    files = {path: content for path, content in site(name).items() if path != "404.html"}
    under = base.removeprefix("https://site.test/")
    files = {under + path: content for path, content in files.items()}
    assert list(broken(files)) == []


@pytest.mark.parametrize("name", ALL)
def test_nothing_runs_and_nothing_comes_from_elsewhere(name: str) -> None:
    for path, html in _pages(name).items():
        assert not re.search(
            r"<script(?! type=\"application/ld\+json\")|\son\w+=|javascript:|<iframe|style=", html
        ), path
        assert [each for each in Links(html).loaded if re.match(r"(?:[a-z]+:)?//", each)] == [], path


@pytest.mark.parametrize("name", ALL)
def test_ids_are_unique_and_there_is_one_main_heading(name: str) -> None:
    for path, html in _pages(name).items():
        ids = Links(html).ids
        assert len(ids) == len(set(ids)), path
        assert len(re.findall(r"<h1\b", html)) == 1, path
        assert len(re.findall(r"<main\b", html)) == 1, path
        title = re.search(r"<title>(.*?)</title>", html)
        assert title, path
        assert len(title[1].replace("&amp;", "&")) <= 70, path


@pytest.mark.parametrize("name", ALL)
def test_structured_data_is_json_and_tells_the_facts(name: str) -> None:
    business = load_business(ALL[name]).business
    data = json.loads(_JSON_LD.findall(_pages(name)["index.html"])[0])
    assert data["@context"] == "https://schema.org"
    assert data["name"] == business.name
    if business.contact.phone:
        assert data["telephone"] == business.contact.phone.e164
    for html in _pages(name).values():
        for block in _JSON_LD.findall(html):
            json.loads(block)


@pytest.mark.parametrize(
    ("name", "narrowest"),
    [
        pytest.param("smallest", "CafeOrCoffeeShop", id="cafe"),
        pytest.param("usual", "Plumber", id="plumber"),
        pytest.param("fullest", "Physiotherapy", id="physiotherapist"),
    ],
)
def test_the_type_is_the_narrowest(name: str, narrowest: str) -> None:
    assert f'"@type": "{narrowest}"' in _pages(name)["index.html"]


def test_who_does_not_receive_customers_shows_no_street_and_no_postcode() -> None:
    """The plumber's postcode is his home."""
    assert not any(b"YO21" in content for content in site("usual").values())


def test_names_of_the_owners_network_never_reach_the_site() -> None:
    for name in ALL:
        business = load_business(ALL[name]).business
        private = [*business.network.referrers, *business.network.advisers]
        for path, content in site(name).items():
            for each in private:
                assert each.name.encode() not in content, f"{path}: {each.name}"


def test_a_quote_without_permission_is_not_shown() -> None:
    assert not any(b"Nobody allowed us" in content for content in site("fullest").values())


def test_the_same_arguments_give_the_same_bytes() -> None:
    business = load_business(ALL["usual"]).business
    assert made(business) == made(business)


@pytest.mark.parametrize("name", ["smallest", "usual", "online"])
def test_html_and_css_of_the_first_load_fit_into_14_kilobytes(name: str) -> None:
    files = site(name)
    style = next(content for path, content in files.items() if path.endswith(".css"))
    assert len(gzip.compress(files["index.html"], 9)) + len(gzip.compress(style, 9)) <= 14_000


def test_drafts_and_scripts_of_the_owner_stay_out() -> None:
    home = _pages("fullest")["index.html"]
    assert "alert(1)" not in home
    assert "onclick" not in home
    assert "<b>Ask us.</b>" in home
    assert not any("Not ready" in html for html in _pages("fullest").values())


def test_a_hostile_answer_is_shown_exactly_as_typed() -> None:
    business = facts(
        """
business: {name: "</script><script>alert(1)</script>{{ 7 * 7 }}\\" onload=x", trade: cafe, country: IE}
place: {mode: [premises], street: "<img src=x onerror=alert(2)>", town: "W'\\"&]]>"}
contact: {phone: 020 912 0123}
services: [{name: "{% for %}", about: "--><!--", price: "</td>"}]
"""
    )
    files = made(business)
    html = files["index.html"].decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "{{ 7 * 7 }}" in html
    assert "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in html
    data = json.loads(_JSON_LD.findall(html)[0])
    assert data["name"] == business.name
    assert data["address"]["streetAddress"] == "<img src=x onerror=alert(2)>"
