"""Mail, certificates, registration and the other spellings of an address, over a small made-up internet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kit.check.asking import Answers
from kit.check.memory import open_memory
from kit.check.reaching import reach_of, unsigned_at
from kit.check.rules.reach import old_address_lost
from kit.check.site import Site, Truth
from kit.check.subject import Subject
from kit.check.types import LinkResult, Report, SubjectKind, Verdict
from kit.check.world import Settings, World
from kit.net.records import BOOTSTRAP, Asked, Records
from kit.net.types import Ask, Hop, Reply, Trouble

SITE = Subject(SubjectKind.URL, "https://www.harbour.co.uk/", url="https://www.harbour.co.uk/")
TRUTH = Truth("site", emails=("sue@harbour.co.uk",))
RDAP = b'{"events": [{"eventAction": "expiration", "eventDate": "2027-02-11T00:00:00Z"}]}'


def internet(
    pages: dict[str, str], records: dict[tuple[str, str], tuple[str, ...]], gone: tuple[str, ...] = ()
) -> World:
    """Give a world where these addresses lead somewhere and these names have records."""

    def ask(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        for each in asks:
            assert each is not None
            if each.url == BOOTSTRAP:
                yield Reply(each, 200, each.url, body=b'{"services": [[["uk"], ["https://rdap.example/"]]]}')
            elif each.url.startswith("https://rdap.example/"):
                yield Reply(each, 200, each.url, body=RDAP)
            elif each.url in gone:
                yield Reply(each, 404, each.url)
            elif each.url in pages:
                final = pages[each.url]
                yield Reply(each, 200, final, hops=() if final == each.url else (Hop(301, each.url, final),))
            else:
                yield Reply(each, None, each.url, Trouble.CONNECTION_REFUSED)

    def query(name: str, kind: str) -> Records:
        found = records.get((name, kind))
        return Records(Asked.FOUND, found) if found else Records(Asked.NONE)

    return World(datetime(2026, 11, 24, tzinfo=UTC), ask=ask, ask_by_name=ask, query=query)


MAIN = "https://www.harbour.co.uk/"
ALL_LEAD_ON = dict.fromkeys(
    ["http://harbour.co.uk/", "http://www.harbour.co.uk/", "https://harbour.co.uk/"], MAIN
)
MAIL = {
    ("harbour.co.uk", "MX"): ("10 mx.provider.com",),
    ("harbour.co.uk", "TXT"): ("google-site=1", "v=spf1 include:_spf.provider.com mx -all"),
    ("_spf.provider.com", "TXT"): ("v=spf1 a exists:%{i}.x ip4:1.2.3.4 redirect=more.provider.com",),
    ("more.provider.com", "TXT"): ("v=spf1 include:_spf.provider.com -all",),
    ("_dmarc.harbour.co.uk", "TXT"): ("v=DMARC1; p=none",),
}


def test_a_site_in_order() -> None:
    """Nothing is wrong, and everything was asked."""
    answers = Answers(Settings())
    answers.certificates["www.harbour.co.uk"] = 60
    reach = reach_of(SITE, TRUTH, answers, internet(ALL_LEAD_ON, MAIL), MAIN)
    assert reach is not None
    assert (reach.domain, reach.mail_domain, reach.expires) == (
        "harbour.co.uk",
        "harbour.co.uk",
        date(2027, 2, 11),
    )
    assert reach.mail is not None
    assert reach.mail.arrives
    assert reach.mail.dmarc
    assert (reach.spf_records, reach.spf_lookups) == (1, 6)
    assert reach.certificates == (("www.harbour.co.uk", 60),)
    assert reach.twins == ()


@pytest.mark.parametrize(
    ("pages", "twins"),
    [
        pytest.param(ALL_LEAD_ON | {"https://harbour.co.uk/": "https://harbour.co.uk/"}, (("https://harbour.co.uk/", "https://harbour.co.uk/"),), id="two sites"),
        pytest.param(ALL_LEAD_ON | {"http://harbour.co.uk/": "http://www.harbour.co.uk/"}, (("http://harbour.co.uk/", "http://www.harbour.co.uk/"),), id="no https"),
        pytest.param({"http://www.harbour.co.uk/": MAIN, "https://harbour.co.uk/": MAIN}, (("http://harbour.co.uk/", ""),), id="does not answer"),
        pytest.param({"http://www.harbour.co.uk/": MAIN, "http://harbour.co.uk/": MAIN}, (), id="https for one spelling only"),
    ],
)  # fmt: skip
def test_other_spellings_of_the_address(pages: dict[str, str], twins: tuple[tuple[str, str], ...]) -> None:
    """Each must lead to the one that counts."""
    reach = reach_of(SITE, TRUTH, Answers(Settings()), internet(pages, MAIL), MAIN)
    assert reach is not None
    assert reach.twins == twins


@pytest.mark.parametrize(
    ("start", "email"),
    [
        pytest.param("http://127.0.0.1:8000/", "", id="a number"),
        pytest.param("http://localhost/", "me@gmail.com", id="here, with free mail"),
        pytest.param("https://harbour.example/", "sue@harbour.example", id="a sample"),
        pytest.param("https://sue.github.io/", "", id="a host below somebody else's name"),
    ],
)
def test_what_is_nobodys_domain_is_not_asked(start: str, email: str) -> None:
    """No registry and no name server hears of it."""
    truth = Truth("site", emails=(email,) if email else ())
    assert reach_of(SITE, truth, Answers(Settings()), internet({}, {}), start) is None


@pytest.mark.parametrize(
    ("server", "keys", "expected"),
    [
        pytest.param("aspmx.l.google.com", {"google._domainkey.a.co.uk": ("v=DKIM1; p=x",)}, "", id="signed"),
        pytest.param("aspmx.l.google.com", {}, "Google Workspace", id="not signed"),
        pytest.param("a-co-uk.mail.protection.outlook.com", {"selector2._domainkey.a.co.uk": ("v=DKIM1; p=x",)}, "", id="one selector is enough"),
        pytest.param("mail.a.co.uk", {}, "", id="whose place for the key nobody knows"),
        pytest.param("notgoogle.com", {}, "", id="a name that only ends alike"),
    ],
)  # fmt: skip
def test_the_signing_key_is_looked_for_where_it_is_known(
    server: str, keys: dict[str, tuple[str, ...]], expected: str
) -> None:
    """Silence of the name servers is no answer."""

    def query(name: str, _kind: str) -> Records:
        return Records(Asked.FOUND, keys[name]) if name in keys else Records(Asked.NO_NAME)

    assert unsigned_at("a.co.uk", [server], query) == expected
    assert unsigned_at("a.co.uk", [server], lambda *_: Records(Asked.CANNOT_TELL)) == ""


def test_a_page_of_last_month_must_lead_on(tmp_path: Path) -> None:
    """Only what is gone is named: what is still linked, leads on or is somebody else's is not."""
    pages = ALL_LEAD_ON | {f"{MAIN}kept": f"{MAIN}kept", f"{MAIN}moved": f"{MAIN}kept"}
    earlier = [f"{MAIN}{name}" for name in ("gone", "kept", "moved", "linked")] + ["https://b.co.uk/gone"]
    links = tuple(LinkResult(url, Verdict.LIVE, "ok", 200) for url in earlier)
    here = internet(pages, MAIL, gone=(f"{MAIN}gone", "https://b.co.uk/gone"))
    with open_memory(tmp_path / "h.sqlite", "s", here.now) as memory:
        memory.remember(Report(SubjectKind.URL, "s", 1, links))
        answers = Answers(Settings())
        answers.results[f"{MAIN}linked"] = LinkResult(f"{MAIN}linked", Verdict.BROKEN, "not_found", 404)
        reach = reach_of(SITE, TRUTH, answers, replace(here, past=memory), MAIN)
    assert reach is not None
    assert reach.lost == (f"{MAIN}gone",)
    site = Site(SubjectKind.URL, "s", (), (), reach=reach)
    assert [fault.url for fault in old_address_lost(site)] == [f"{MAIN}gone"]


def test_offline_nothing_is_asked() -> None:
    """And nothing is judged."""
    assert reach_of(SITE, TRUTH, Answers(Settings()), World(datetime(2026, 11, 24, tzinfo=UTC)), MAIN) is None
