"""Proof in both directions that site and profile belong together: what goes where, and the files that prove it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from kit.facts.models import Business
from kit.networks.links import ProfileLink, read_link

_DID = re.compile(r"did:(?:plc:[a-z2-7]{24}|web:[A-Za-z0-9.-]+)")


def well_known_files(business: Business) -> Iterator[tuple[str, str]]:
    """Give (path below the site, content) of the files that make the domain the proof.

    Bluesky: `/.well-known/atproto-did` when the profile's link holds the did: (atproto specification,
    Handle Resolution). Other networks hand out their file themselves.
    """
    for profile in business.profiles:
        if profile.network == "bluesky" and (found := _DID.search(f"{profile.link} {profile.handle}")):
            yield ".well-known/atproto-did", found[0]


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
                "Add the profile's link to your facts (profiles:) and build: the site then links it with rel=me, and the row turns green.",
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
                "Put the file pinterest-….html beside index.html, upload the site, then press Submit.",
            )
        case "google_business":
            return (
                f"In Search Console, add {site} and choose the HTML file: put google….html beside index.html.",
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
