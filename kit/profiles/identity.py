"""Proof in both directions that site and profile belong together: what goes where, and the files that prove it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from kit.facts.models import Business
from kit.networks.links import ProfileLink, read_link

PROOFS = "content/proof"
"""Where the owner puts the files that networks hand out to prove the site."""

_PROOF = re.compile(r"(?:pinterest-[0-9a-f]{4,40}|google[0-9a-f]{8,40})\.html|BingSiteAuth\.xml")
_PROOF_SIZE = 4096
"""Bytes; a real one holds a line or two."""
_DID = re.compile(r"did:(?:plc:[a-z2-7]{24}|web:[A-Za-z0-9.-]+)")


def well_known_files(business: Business) -> Iterator[tuple[str, str]]:
    """Give (path below the site, content) of the files that make the domain the proof.

    Bluesky: `/.well-known/atproto-did` when the profile's link holds the did: (atproto specification,
    Handle Resolution). Other networks hand out their file themselves.
    """
    for profile in business.profiles:
        if profile.network == "bluesky" and (found := _DID.search(f"{profile.link} {profile.handle}")):
            yield ".well-known/atproto-did", found[0]


def proof_files(found: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Give (path below the site, content) of the files in `content/proof/` that prove the site to a network.

    Pinterest, Google and Bing each ask for a small file of their own name at the top of the site. Anything else that
    lies there is no proof and stays where it is.
    """
    for name, content in sorted(found):
        if _PROOF.fullmatch(name) and len(content) <= _PROOF_SIZE:
            yield name, content


def redirects(business: Business) -> Iterator[tuple[str, str]]:
    """Give (path, target) of redirects that the host must send: WebFinger, so that the domain finds the account.

    RFC 7033; Mastodon documents the redirect for accounts on another server.
    """
    for link in _links(business, "mastodon"):
        user, _, server = link.handle.partition("@")
        resource = quote(f"acct:{user}@{server}", safe="")
        yield "/.well-known/webfinger", f"https://{server}/.well-known/webfinger?resource={resource}"


def steps(network: str, business: Business) -> tuple[str, ...]:
    """Say how this profile and the site prove each other, as steps for the owner; empty where nothing can."""
    domain, site = business.domain.name or "", business.site.address or "the address of your site"
    match network:
        case "mastodon":
            return (
                f"Put {site} into the first row of the profile, with https://, exactly so.",
                "Add the profile's link to your facts (profiles:), build and upload: the site links it with rel=me, and the row turns green.",
                "The address @you@your-domain finds the account too, where the host can redirect: build writes the line for it.",
            )
        case "bluesky":
            named = domain or "your domain"
            return (
                f"Make {named} the handle: Settings > Account > Handle > I have my own domain > No DNS panel.",
                "Copy the did: that it shows into your facts, as the link of this profile (https://bsky.app/profile/did:plc:…).",
                "Build and upload: the site then holds /.well-known/atproto-did, and Bluesky finds it.",
                f"Or, with access to the domain: a TXT record _atproto.{named} with the value did=did:plc:…",
            )
        case "pinterest":
            return (
                "Settings > Claimed accounts > Websites > Claim > Upload HTML file.",
                "Put the file pinterest-….html into content/proof/, build and upload: it then stands beside index.html. Press Submit.",
            )
        case "google_business":
            return (
                f"Show Google that the site is yours: on its free page for site owners (Search Console), add {site} and choose the HTML file; put google….html into content/proof/, build and upload.",
                "In the Business Profile the website must be exactly the same address.",
            )
        case "github":
            return (
                f"Settings > Public profile: put {site} into the box for the website; GitHub marks it rel=me.",
            )
    return ()


def _links(business: Business, network: str) -> Iterator[ProfileLink]:
    for profile in business.profiles:
        if profile.network == network and profile.state != "closed":
            found = read_link(profile.link or profile.handle or "", network)
            if isinstance(found, ProfileLink):
                yield found
