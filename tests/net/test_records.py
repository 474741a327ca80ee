"""Mail and registration of a domain, with name system and registry as plain functions."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kit.net.records import (
    BOOTSTRAP,
    Asked,
    Mail,
    Records,
    Registration,
    mail_of,
    registration_of,
    system_query,
)
from kit.net.types import Ask, Reply, Trouble


def names(table: dict[tuple[str, str], Records], other: Asked = Asked.NONE) -> Callable[[str, str], Records]:
    return lambda name, kind: table.get((name, kind), Records(other))


def found(*values: str) -> Records:
    return Records(Asked.FOUND, values)


MAIL = [
    pytest.param(
        {("a.test", "MX"): found("20 second.test", "10 first.test")},
        Mail(True, ("first.test", "second.test")),
        id="servers by rank",
    ),
    pytest.param({("a.test", "MX"): found("0 .")}, Mail(False), id="the null MX"),
    pytest.param({("a.test", "A"): found("8.8.8.8")}, Mail(True), id="an address is enough"),
    pytest.param({}, Mail(False), id="neither"),
    pytest.param({("a.test", "MX"): Records(Asked.NO_NAME)}, Mail(False), id="no such name"),
    pytest.param({("a.test", "MX"): Records(Asked.CANNOT_TELL)}, Mail(None), id="no answer"),
    pytest.param({("a.test", "AAAA"): Records(Asked.CANNOT_TELL)}, Mail(None), id="half an answer"),
    pytest.param(
        {
            ("a.test", "MX"): found("1 m.test"),
            ("a.test", "TXT"): found("something", "v=spf1 -all"),
            ("_dmarc.a.test", "TXT"): found("v=DMARC1; p=none"),
        },
        Mail(True, ("m.test",), "v=spf1 -all", "v=DMARC1; p=none"),
        id="sender rules",
    ),
]


@pytest.mark.parametrize(("table", "expected"), MAIL)
def test_mail(table: dict[tuple[str, str], Records], expected: Mail) -> None:
    assert mail_of("a.test", names(table)) == expected


SERVICES = {
    "services": [
        [["com", "net"], ["http://plain.test/", "https://rdap.test/v1/"]],
        [["co.test"], ["https://co.rdap.test"]],
        [["test"], ["https://top.rdap.test"]],
        ["odd"],
        [["bare"], []],
    ]
}
RECORD: dict[str, Any] = {
    "events": [
        {"eventAction": "registration"},
        {"eventAction": "expiration", "eventDate": "2027-03-01T00:00:00Z"},
    ],
    "entities": [
        {"roles": ["abuse"]},
        {"roles": ["registrar"], "vcardArray": ["vcard", [["fn", {}, "text", "Names Ltd"]]]},
    ],
    "status": ["client hold"],
}


def registry(answers: dict[str, object], asked: list[str] | None = None) -> Callable[[Ask], Reply]:
    def ask(question: Ask) -> Reply:
        if asked is not None:
            asked.append(question.url)
        answer = answers.get(question.url, 404)
        if isinstance(answer, int):
            return Reply(question, answer, question.url)
        if isinstance(answer, Trouble):
            return Reply(question, None, question.url, answer)
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        return Reply(question, 200, question.url, body=body)

    return ask


def test_a_registration() -> None:
    asked: list[str] = []
    ask = registry({BOOTSTRAP: SERVICES, "https://rdap.test/v1/domain/shop.com": RECORD}, asked)
    assert registration_of("shop.com", ask) == Registration(
        True, date(2027, 3, 1), "Names Ltd", ("client hold",)
    )
    assert asked == [BOOTSTRAP, "https://rdap.test/v1/domain/shop.com"]


@pytest.mark.parametrize(
    ("domain", "server"),
    [
        ("shop.co.test", "https://co.rdap.test/domain/shop.co.test"),
        ("shop.test", "https://top.rdap.test/domain/shop.test"),
    ],
)
def test_the_longest_ending_answers(domain: str, server: str) -> None:
    asked: list[str] = []
    assert registration_of(domain, registry({BOOTSTRAP: SERVICES}, asked)).registered is False
    assert asked[-1] == server


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({}, id="no bootstrap"),
        pytest.param({BOOTSTRAP: b"[" * 100_000}, id="nested without end"),
        pytest.param({BOOTSTRAP: b"[]"}, id="another shape"),
        pytest.param({BOOTSTRAP: {"services": "none"}}, id="services are no list"),
        pytest.param({BOOTSTRAP: {"services": [[["com"], ["http://plain.test"]]]}}, id="not over https"),
        pytest.param(
            {BOOTSTRAP: SERVICES, "https://rdap.test/v1/domain/shop.com": Trouble.TIMEOUT}, id="no answer"
        ),
        pytest.param({BOOTSTRAP: SERVICES, "https://rdap.test/v1/domain/shop.com": b"<html>"}, id="not JSON"),
    ],
)
def test_what_cannot_be_told(answers: dict[str, object]) -> None:
    assert registration_of("shop.com", registry(answers)).registered is None


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"events": {}, "entities": 3, "status": "x"},
        {
            "events": [1, {"eventAction": "expiration", "eventDate": "soon"}],
            "entities": [1, {"roles": ["registrar"]}],
        },
        {"entities": [{"roles": ["registrar"], "vcardArray": ["vcard", [["fn"]]]}]},
    ],
)
def test_odd_records_are_read_as_far_as_they_go(record: dict[str, object]) -> None:
    ask = registry({BOOTSTRAP: SERVICES, "https://rdap.test/v1/domain/shop.com": record or {"x": 1}})
    assert registration_of("shop.com", ask) == Registration(registered=True)


class _Answer:
    """What dnspython gives, as far as it is used."""

    def __init__(self, entries: list[Any]) -> None:
        self.entries = entries

    def __iter__(self) -> Any:
        return iter(self.entries)


def test_the_name_system(monkeypatch: pytest.MonkeyPatch) -> None:
    import dns.rdata
    import dns.resolver

    def record(kind: str, text: str) -> Any:
        return dns.rdata.from_text("IN", kind, text)

    table: dict[str, Any] = {
        "MX": _Answer([record("MX", "10 mail.a.test.")]),
        "TXT": _Answer([record("TXT", '"v=spf1" " -all"')]),
        "CNAME": _Answer([record("CNAME", "b.test.")]),
        "A": dns.resolver.NoAnswer(),
        "AAAA": dns.resolver.NXDOMAIN(),
        "NS": dns.resolver.NoNameservers(),
    }

    def resolve(name: str, kind: str, **_: object) -> _Answer:
        answer = table[kind]
        if isinstance(answer, Exception):
            raise answer
        return answer  # type: ignore[no-any-return]

    monkeypatch.setattr(dns.resolver, "resolve", resolve)
    said = {kind: system_query("a.test", kind) for kind in table}
    assert said == {
        "MX": found("10 mail.a.test"),
        "TXT": found("v=spf1 -all"),
        "CNAME": found("b.test"),
        "A": Records(Asked.NONE),
        "AAAA": Records(Asked.NO_NAME),
        "NS": Records(Asked.CANNOT_TELL),
    }
