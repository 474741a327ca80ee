"""The ownership register and the hand-over book: what must be there, who holds it, and whether an afternoon is enough."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kit.base.errors import Exit
from kit.cli.main import run
from kit.facts.reader import parse_business
from kit.report.formats import Frame
from kit.report.handover import handover_page, handover_text, verdict
from kit.report.register import Register, register_of

TODAY = date(2026, 11, 24)
HEAD = """
version: 1
business: {name: Harbour & Sons, trade: plumber, country: GB}
place: {mode: [at_customer], town: Whitby}
contact: {phone: 01947 820123}
"""
ALL = """
domain: {name: harbour.co.uk, held_by: me, renews: 2027-09-01}
accounts:
  - {what: domain, name: Nominet, holder: Sue, recovery: sue@gmail.com}
  - {what: dns, name: Gandi, holder: Sue, recovery: sue@gmail.com}
  - {what: hosting, name: Netlify, holder: Sue, recovery: sue@gmail.com}
  - {what: mail, name: Fastmail, holder: Sue, recovery: by letter}
"""


def register(more: str) -> Register:
    """Read facts; gives their register."""
    return register_of(parse_business(HEAD + more).business, TODAY)


def test_all_is_there() -> None:
    """Domain, name server, hosting and mail, each with holder and way back."""
    found = register(ALL)
    assert [entry.what for entry in found.entries] == ["domain", "dns", "hosting", "mail"]
    assert all(entry.ready for entry in found.entries)
    assert found.in_an_afternoon
    assert verdict(found) == "All of it could be handed over in an afternoon, about 40 minutes."


@pytest.mark.parametrize(
    ("more", "what", "words", "afternoon"),
    [
        pytest.param("", "hosting", "do not say where the hosting is", True, id="nobody wrote down where it is"),
        pytest.param(ALL.replace("recovery: by letter", ""), "mail", "who can get it back", True, id="nobody can get it back"),
        pytest.param(ALL.replace("held_by: me", "held_by: designer"), "domain", "in the web designer's name", False, id="the designer holds the domain"),
        pytest.param(ALL.replace("2027-09-01", "2026-12-20"), "domain", "must be renewed by 2026-12-20", True, id="it runs out next month"),
        pytest.param(ALL.replace("2027-09-01", "2026-11-01"), "domain", "it ran out on 2026-11-01", True, id="it ran out"),
        pytest.param(ALL + "profiles: [{network: instagram, link: 'https://www.instagram.com/harbour/', login: lost}]", "profile", "nobody can sign in", False, id="a login that is lost"),
        pytest.param(ALL + "profiles: [{network: instagram, link: 'https://www.instagram.com/harbour/', login: someone_else}]", "profile", "somebody else signs in", False, id="a nephew signs in"),
        pytest.param(ALL + "profiles: [{network: google_business, link: 'https://maps.google.com/?cid=1234567890123456789', login: me}]", "listing", "who can get it back", True, id="a listing is no profile"),
    ],
)  # fmt: skip
def test_what_is_open(more: str, what: str, words: str, afternoon: bool) -> None:
    """In words, with whether it can be done between lunch and evening."""
    found = register(more)
    entry = next(each for each in found.entries if each.what == what)
    assert any(words in each for each in entry.open)
    assert found.in_an_afternoon is afternoon
    assert verdict(found).startswith("All of it could" if afternoon else "Not in an afternoon yet")
    assert f"✗ {what.capitalize()}" in handover_text(found)


def test_a_closed_profile_and_absent_mail_need_no_handing_over() -> None:
    """What is not there is not in the book."""
    more = "domain: {mail: none}\nprofiles: [{network: instagram, link: 'https://www.instagram.com/h/', state: closed}]"
    assert [entry.what for entry in register(more).entries] == ["dns", "hosting"]


def test_the_book_is_text_and_colour_only() -> None:
    """Names are escaped, a colour that is none is not used, and there is a place to sign."""
    page = handover_page("Harbour & <b>Sons</b>", register(ALL), Frame("2026-11-24", maker_colour="red;}"))
    assert "Harbour &amp; &lt;b&gt;Sons&lt;/b&gt;" in page
    assert "red;}" not in page
    assert "received by" in page
    assert "src=" not in page


def test_the_command_keeps_the_book_private(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It names who can get into what: only its owner may read the file."""
    (tmp_path / "business.yaml").write_text(HEAD + ALL)
    assert run(["handover", str(tmp_path)]) == Exit.DONE
    assert "All of it could be handed over" in capfd.readouterr().out
    assert (tmp_path / "handover.html").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("held_by", "holder"), [("designer", "the web designer"), ("someone_else", "somebody else")]
)
def test_a_domain_in_other_hands_says_whose_and_never_that_nobody_knows(held_by: str, holder: str) -> None:
    """The box is filled in from `held_by`, and no line contradicts it."""
    found = register(f"domain: {{name: harbour.co.uk, held_by: {held_by}}}")
    domain = found.entries[0]
    assert domain.holder == holder
    assert not any("in whose name" in each for each in domain.open)
    assert "1 depends on somebody else" in verdict(found)
    assert "under accounts in business.yaml" in handover_text(found)
