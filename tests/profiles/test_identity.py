"""Site and profile prove each other: the files and redirects that the domain must carry."""

from __future__ import annotations

import pytest

from kit.profiles.identity import proof_files, redirects, steps, well_known_files
from tests.profiles.conftest import Owner, owner

FACTS = "business: {name: A, trade: cafe, country: IE}\nplace: {town: Westport}\ncontact: {email: a@b-c.co}\ndomain: {name: corner-cup.ie}\nprofiles:\n"


def test_a_bluesky_did_becomes_a_file() -> None:
    who = owner(
        FACTS + "  - {network: bluesky, link: 'https://bsky.app/profile/did:plc:ewvi7nxzyoun6zhxrhs64oiz'}\n"
    )
    assert list(well_known_files(who.business)) == [
        (".well-known/atproto-did", "did:plc:ewvi7nxzyoun6zhxrhs64oiz")
    ]
    plain = owner(FACTS + "  - {network: bluesky, link: 'https://bsky.app/profile/corner-cup.ie'}\n")
    assert list(well_known_files(plain.business)) == []


def test_a_mastodon_account_gets_a_webfinger_redirect() -> None:
    who = owner(FACTS + "  - {network: mastodon, link: 'https://mastodon.ie/@cornercup'}\n")
    assert list(redirects(who.business)) == [
        (
            "/.well-known/webfinger",
            "https://mastodon.ie/.well-known/webfinger?resource=acct%3Acornercup%40mastodon.ie",
        )
    ]
    closed = owner(FACTS + "  - {network: mastodon, link: 'https://mastodon.ie/@cornercup', state: closed}\n")
    assert list(redirects(closed.business)) == []


@pytest.mark.parametrize("network", ["mastodon", "bluesky", "pinterest", "google_business", "github"])
def test_steps_name_the_site(plumber: Owner, network: str) -> None:
    said = " ".join(steps(network, plumber.business))
    assert said
    assert network in {"pinterest"} or "harbourplumbing.example" in said
    assert steps("yelp", plumber.business) == ()


def test_proof_files_are_known_by_their_names() -> None:
    found = [
        ("pinterest-3f2a1.html", b"ok"),
        ("google1a2b3c4d5e6f.html", b"ok"),
        ("BingSiteAuth.xml", b"ok"),
        ("index.html", b"no proof"),
        ("pinterest-3f2a1.html.bak", b"no"),
        ("google00000000.html", b"x" * 5000),
    ]
    assert [name for name, _ in proof_files(found)] == [
        "BingSiteAuth.xml",
        "google1a2b3c4d5e6f.html",
        "pinterest-3f2a1.html",
    ]


@pytest.mark.parametrize("kind", ["nginx", "apache", "caddy"])
def test_every_host_that_can_redirect_is_told_to(kind: str) -> None:
    from kit.site.headers import host_block
    from kit.site.hosting import hosting_files

    who = owner(FACTS + "  - {network: mastodon, link: 'https://mastodon.ie/@cornercup'}\n")
    target = "https://mastodon.ie/.well-known/webfinger?resource=acct%3Acornercup%40mastodon.ie"
    assert target in host_block(kind, who.business)
    files = {str(each.path): each.content.decode() for each in hosting_files(who.business)}
    assert files["site/_redirects"] == f"/.well-known/webfinger {target} 302\n"
