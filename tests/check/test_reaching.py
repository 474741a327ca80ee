"""Mail, certificates, registration and the other spellings of an address, over a small made-up internet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

import pytest

from kit.check.asking import Answers
from kit.check.reaching import reach_of
from kit.check.site import Truth
from kit.check.subject import Subject
from kit.check.types import SubjectKind
from kit.check.world import Settings, World
from kit.net.records import BOOTSTRAP, Asked, Records
from kit.net.types import Ask, Hop, Reply, Trouble

SITE = Subject(SubjectKind.URL, "https://www.harbour.co.uk/", url="https://www.harbour.co.uk/")
TRUTH = Truth("site", emails=("sue@harbour.co.uk",))
RDAP = b'{"events": [{"eventAction": "expiration", "eventDate": "2027-02-11T00:00:00Z"}]}'


def internet(pages: dict[str, str], records: dict[tuple[str, str], tuple[str, ...]]) -> World:
    """Give a world where these addresses lead somewhere and these names have records."""

    def ask(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        for each in asks:
            assert each is not None
            if each.url == BOOTSTRAP:
                yield Reply(each, 200, each.url, body=b'{"services": [[["uk"], ["https://rdap.example/"]]]}')
            elif each.url.startswith("https://rdap.example/"):
                yield Reply(each, 200, each.url, body=RDAP)
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


def test_offline_nothing_is_asked() -> None:
    """And nothing is judged."""
    assert reach_of(SITE, TRUTH, Answers(Settings()), World(datetime(2026, 11, 24, tzinfo=UTC)), MAIN) is None
