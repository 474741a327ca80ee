"""What is asked beside the links: https addresses of http links, and mail servers of mail links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kit.check.audit import audit
from kit.check.https_and_mail import mail_domains
from kit.check.rules import all_checks
from kit.check.subject import find_subject
from kit.check.types import Report
from kit.check.world import Settings, World
from kit.net.records import Asked, Records
from kit.net.types import Ask, Hop, Reply, Trouble
from kit.pages.other import parse_any

RULES = tuple(rule for rule in all_checks() if rule.id in {"broken_link", "link_without_https"})


def report_of(folder: Path, markup: str, asked: list[str] | None = None) -> Report:
    """Check one page in a world where old.org answers by http and https, plain.org by http only."""

    def ask(asks: Iterable[Ask | None]) -> Iterator[Reply]:
        for each in asks:
            assert each is not None
            if asked is not None:
                asked.append(each.url)
            if each.url.startswith("https://plain.org"):
                yield Reply(each, None, each.url, Trouble.CONNECTION_REFUSED)
            elif each.url.startswith("http://moved.org"):
                there = f"https{each.url[4:]}"
                yield Reply(each, 200, there, hops=(Hop(301, each.url, there),))
            else:
                yield Reply(each, 200, each.url)

    def query(name: str, kind: str) -> Records:
        if name == "silent.org":
            return Records(Asked.CANNOT_TELL)
        known = {
            ("post.org", "MX"): "10 mx.post.org",
            ("www.org", "A"): "192.0.2.1",
            ("null.org", "MX"): "0 ",
        }
        if value := known.get((name, kind)):
            return Records(Asked.FOUND, (value,))
        return Records(Asked.NO_NAME if name == "nowhere.org" else Asked.NONE)

    (folder / "index.html").write_text(f"<!doctype html><title>x</title>{markup}")
    subject = find_subject(str(folder), load=lambda _: pytest.fail("no facts"), stdin=bytes)
    world = World(datetime(2026, 11, 3, tzinfo=UTC), ask=ask, query=query)
    return audit(subject, Settings(), world, parse=parse_any, rules=RULES)


@pytest.mark.parametrize(
    ("link", "found"),
    [
        pytest.param("http://old.org/a#b", ["link_without_https"], id="answers on both"),
        pytest.param("http://plain.org/a", [], id="answers by http only"),
        pytest.param("http://moved.org/a", [], id="is sent on to https by its server"),
        pytest.param("http://old.org:8080/a", [], id="a port of its own has no twin"),
        pytest.param("https://old.org/a", [], id="is written with https"),
        pytest.param("mailto:ann@post.org", [], id="mail server"),
        pytest.param("mailto:ann@www.org", [], id="address that takes mail"),
        pytest.param("mailto:ann@null.org", ["broken_link"], id="says that it takes no mail"),
        pytest.param("mailto:ann@nowhere.org", ["broken_link"], id="no such domain"),
        pytest.param("mailto:ann@silent.org", [], id="name server is silent"),
        pytest.param("mailto:ann@example.org", [], id="sample domain"),
    ],
)
def test_links_and_what_stands_behind_them(tmp_path: Path, link: str, found: list[str]) -> None:
    report = report_of(tmp_path, f'<a href="{link}">x</a>')
    assert [each.check for each in report.findings] == found


def test_each_https_address_is_asked_once_for_all_its_places(tmp_path: Path) -> None:
    asked: list[str] = []
    report = report_of(tmp_path, '<a href="http://old.org/a">x</a><a href="http://old.org/a#c">y</a>', asked)
    assert asked.count("https://old.org/a") == 1
    assert len(report.findings) == 2


@pytest.mark.parametrize(
    ("url", "domains"),
    [
        pytest.param("mailto:a@Post.org?subject=b@c.org", ["post.org"], id="header fields are no addresses"),
        pytest.param("mailto:a@post.org,b@two.org", ["post.org", "two.org"], id="two"),
        pytest.param("mailto:a%40post.org", ["post.org"], id="percent-encoded"),
        pytest.param("mailto:?subject=x", [], id="nobody"),
        pytest.param("mailto:a@post.org/..", [], id="no host name"),
        pytest.param("tel:1@post.org", [], id="not mail"),
    ],
)
def test_domains_of_mail_links(url: str, domains: list[str]) -> None:
    assert list(mail_domains(url)) == domains
