"""Live items: each check on a world that has it, one that lacks it, and one that does not answer."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest

from kit.check.verify.look import Look
from kit.check.verify.run import live_check, look_at
from kit.net.records import Asked, Records, Registration
from kit.net.types import Ask, Reply
from kit.plan.items import load_items
from kit.plan.last_look import Looked, looked_text, read_looked
from kit.plan.verify.marks import mark
from kit.plan.verify.seen import Mark, Seen
from tests.plan.owners import business_from, plan_for

ITEMS = {item.id: item for item in load_items()}
SITE = "https://harbour-heating.zz/"
BUSINESS = business_from(
    contact={"email": "sue@harbour-heating.zz"},
    site={"address": SITE},
    domain={"name": "harbour-heating.zz"},
    profiles=[
        {"network": "google_business", "link": "https://maps.zz/sue", "state": "active"},
        {"network": "yell", "link": "https://yell.zz/sue", "state": "active"},
        {"network": "reddit", "link": "https://forum.zz/sue", "state": "active"},
    ],
    proof=[{"kind": "insured", "text": "Insured", "link": "https://register.zz/1"}],
)


def look(pages: dict[str, Any] | None = None, names: dict[tuple[str, str], tuple[str, ...]] | None = None, registration: Registration | None = None) -> Look:  # fmt: skip
    """Give a look at a world of pages (status, or status and body and headers) and records; None answers nothing."""

    def fetch(url: str) -> Reply:
        found = (pages or {}).get(url)
        if found is None:
            return Reply(Ask(url), None, url)
        status, body, headers, final = (*found, "", (), url)[:4] if isinstance(found, tuple) else (found, "", (), url)  # fmt: skip
        return Reply(Ask(url), status, final or url, headers=headers, body=body.encode())

    def query(name: str, kind: str) -> Records:
        if names is None:
            return Records(Asked.CANNOT_TELL)
        found = names.get((name, kind), ())
        return Records(Asked.FOUND if found else Asked.NONE, found)

    return Look(BUSINESS, fetch, query, lambda _: registration or Registration(None))


def txt(*values: str, at: str = "harbour-heating.zz") -> dict[tuple[str, str], tuple[str, ...]]:
    return {(at, "TXT"): values}


MAP = f"<urlset><url><loc>{SITE}partners.html</loc></url></urlset>"
FIRMS = f'<a href="{SITE}">home</a> <a href="https://spark.zz/">Spark</a>'
HEADERS = (("content-security-policy", "x"), ("x-content-type-options", "nosniff"), ("referrer-policy", "x"))


@pytest.mark.parametrize(
    ("item", "world", "expected"),
    [
        pytest.param("sec-11", look(names=txt("v=spf1 include:mail.test -all")), True, id="one SPF record"),
        pytest.param("sec-11", look(names=txt("v=spf1 -all", "v=spf1 ~all")), False, id="two SPF records"),
        pytest.param("sec-11", look(names=txt("v=spf1 include:mail.test ?all")), False, id="SPF that decides nothing"),
        pytest.param("sec-11", look(names=txt(f"v=spf1 {'include:a.test ' * 11}-all")), False, id="eleven look-ups"),
        pytest.param("sec-11", look(), None, id="name servers silent"),
        pytest.param("sec-12", look(names=txt("v=DKIM1; p=MIGf", at="google._domainkey.harbour-heating.zz")), True, id="DKIM"),
        pytest.param("sec-12", look(names={}), None, id="DKIM under a name nobody can guess"),
        pytest.param("sec-13", look(names=txt("v=DMARC1; p=none", at="_dmarc.harbour-heating.zz")), True, id="DMARC"),
        pytest.param("sec-13", look(names={}), False, id="no DMARC"),
        pytest.param("sec-10", look(names={("harbour-heating.zz", "MX"): ("10 mx.mail.test",)}), True, id="mail server"),
        pytest.param("sec-10", look(names={("harbour-heating.zz", "MX"): ("0 .",)}), False, id="null MX"),
        pytest.param("sec-14", look(names={("harbour-heating.zz", "MX"): ("0 ",), **txt("v=spf1 -all"), **txt("v=DMARC1; p=reject", at="_dmarc.harbour-heating.zz")}), True, id="says no mail"),
        pytest.param("sec-14", look(names=txt("v=spf1 -all")), False, id="says it once only"),
        pytest.param("sec-01", look(registration=Registration(True, registrar="Names Ltd")), True, id="registrar known"),
        pytest.param("sec-01", look(registration=Registration(False)), False, id="domain not registered"),
        pytest.param("sec-01", look(), None, id="registry silent"),
        pytest.param("sec-05", look(registration=Registration(True, statuses=("client transfer prohibited",))), True, id="locked"),
        pytest.param("sec-05", look(registration=Registration(True, statuses=("active",))), False, id="not locked"),
        pytest.param("web-23", look(names=txt("google-site-verification=abc")), True, id="search console"),
        pytest.param("web-23", look(names=txt("other")), False, id="no search console"),
        pytest.param("web-13", look(dict.fromkeys((SITE, "http://harbour-heating.zz/", "http://www.harbour-heating.zz/"), (200, "", (), SITE))), True, id="one address"),
        pytest.param("web-13", look({SITE: 200, "http://harbour-heating.zz/": 200, "http://www.harbour-heating.zz/": (200, "", (), SITE)}), False, id="http stays http"),
        pytest.param("web-13", look(), None, id="site silent"),
        pytest.param("sec-18", look({SITE: (200, "", HEADERS)}), True, id="headers"),
        pytest.param("sec-18", look({SITE: 200}), False, id="no headers"),
        pytest.param("pro-14", look({SITE: (200, '<meta name="p:domain_verify" content="x">')}), True, id="pinterest"),
        pytest.param("pro-14", look({SITE: 200}), False, id="no tag"),
        pytest.param("pro-18", look(names=txt("did=did:plc:x", at="_atproto.harbour-heating.zz")), True, id="own domain as a handle"),
        pytest.param("pro-18", look({SITE: (200, '<a rel="me" href="https://m.test/@sue">')}, {}), True, id="rel me"),
        pytest.param("lst-01", look({"https://maps.zz/sue": 200}), True, id="listing answers"),
        pytest.param("lst-01", look({"https://maps.zz/sue": 404}), False, id="listing gone"),
        pytest.param("lst-01", look({"https://maps.zz/sue": 403}), None, id="listing behind a wall"),
        pytest.param("lst-09", look(), False, id="no such link in the facts"),
        pytest.param("rev-01", look({"https://maps.zz/sue": 200, "https://yell.zz/sue": 200}), True, id="two places for reviews"),
        pytest.param("pro-03", look({"https://maps.zz/sue": 999, "https://yell.zz/sue": (200, "see harbour-heating.zz")}), True, id="one links back, one is walled"),
        pytest.param("pro-03", look({"https://maps.zz/sue": 410, "https://yell.zz/sue": (200, "harbour-heating.zz")}), False, id="one is gone"),
        pytest.param("lst-11", look({"https://register.zz/1": (200, "www.harbour-heating.zz")}), True, id="register names the site"),
        pytest.param("lst-12", look({"https://yell.zz/sue": 200}), None, id="directory may fill itself in later"),
        pytest.param("web-29", look({"https://register.zz/1": 200}), True, id="register answers"),
        pytest.param("ref-13", look({f"{SITE}sitemap.xml": (200, MAP), f"{SITE}partners.html": (200, FIRMS), "https://spark.zz/": 200}), True, id="partners answer"),
        pytest.param("ref-13", look({f"{SITE}sitemap.xml": (200, MAP), f"{SITE}partners.html": (200, FIRMS), "https://spark.zz/": 404}), False, id="a partner is gone"),
        pytest.param("ref-13", look({f"{SITE}sitemap.xml": (200, "<loc>x/about.html</loc>")}), False, id="no page of partners"),
        pytest.param("ref-13", look(), None, id="no sitemap to be seen"),
        pytest.param("pro-21", look({"https://forum.zz/sue": (200, "I own Any Business")}), True, id="says who it is"),
        pytest.param("pro-21", look({"https://forum.zz/sue": 403}), None, id="forum behind a wall"),
        pytest.param("pro-21", look({"https://forum.zz/sue": 410}), False, id="forum profile gone"),
        pytest.param("lst-19", look(), None, id="not on the free map"),
    ],
)  # fmt: skip
def test_live(item: str, world: Look, expected: bool | None) -> None:
    check = live_check(ITEMS[item].verify.check)
    assert check is not None
    assert check(ITEMS[item], world) is expected


def test_an_address_is_asked_once_and_what_cannot_be_told_is_left_out() -> None:
    asked: list[str] = []
    world = look({SITE: (200, "", HEADERS)})

    def fetch(url: str) -> Reply:
        asked.append(url)
        return world.fetch(url)

    found = look_at(ITEMS.values(), Look(BUSINESS, fetch, world.query, world.registration))
    assert found["sec-18"] is True
    assert "sec-11" not in found
    assert len(asked) == len(set(asked))


def test_sample_domains_and_large_mail_providers_are_not_asked_about() -> None:
    sample = business_from(contact={"email": "sue@example.com"}, site={"address": "https://example.com/"})
    made = Look(sample, look().fetch, look().query, look().registration)
    assert (made.host, made.domain, made.mail_domain) == ("", "", "")


def test_a_look_counts_for_thirty_days() -> None:
    day = dt.date(2026, 12, 1)
    kept = read_looked(looked_text(Looked(day, {"sec-11": True, "sec-13": False})))
    assert kept.fresh(day + dt.timedelta(days=30)) == {"sec-11": True, "sec-13": False}
    assert kept.fresh(day + dt.timedelta(days=31)) == kept.fresh(day - dt.timedelta(days=1)) == {}
    assert read_looked("{") == read_looked("[]") == read_looked("") == Looked()
    there = Seen(plan_for(BUSINESS), day, looked=kept.fresh(day))
    assert mark(ITEMS["sec-11"], there) is Mark.PROVED
    assert mark(ITEMS["sec-13"], there) is Mark.OPEN
    assert mark(ITEMS["sec-12"], there) is Mark.CANNOT_TELL


@pytest.mark.parametrize("name", ["partner_links_alive", "meta_tag_present"])
def test_a_page_of_beginnings_keeps_nobody_waiting(name: str) -> None:
    """A page that only begins links and tags was searched again from each of them."""
    page = (200, "<a <meta " * 60_000)
    world = look({SITE: page, f"{SITE}sitemap.xml": (200, MAP), f"{SITE}partners.html": page})
    item = next(each for each in ITEMS.values() if each.verify.check == name)
    check = live_check(name)
    assert check is not None
    began = time.process_time()
    check(item, world)
    assert time.process_time() - began < 3
