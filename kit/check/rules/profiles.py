"""Profiles: whether each is there, is still the one in use, and whether site and profile point at each other."""

from __future__ import annotations

from collections.abc import Iterator

from kit.check.rule import Fault, check
from kit.check.site import Site
from kit.check.types import ProfileResult, Severity, Verdict
from kit.networks.catalogue import index, load_network
from kit.networks.links import ProfileLink, read_link
from kit.networks.own import own_profiles
from kit.pages.types import Place


@check(ProfileResult, Severity.ERROR)
def missing_profile(profile: ProfileResult) -> Iterator[Fault]:
    """Every profile the business names must be there.

    "Missing" is only said when the network itself said so twice, hours apart, while names that must exist
    and names that cannot were told apart in the same run; or when a person looked.
    """
    if profile.verdict is Verdict.MISSING:
        who = f", says {profile.confirmed.by}" if profile.confirmed else ""
        what, fix = _GONE.get(profile.reason, _NOT_THERE) if not who else _NOT_THERE
        yield Fault(f"your {_name(profile)} profile {_shown(profile)} {what}{who}", fix, url=profile.url)


_NOT_THERE = ("is not there", "Correct its link in business.yaml, or remove it there.")
_GONE = {
    "suspended": (
        "was suspended by the network",
        "Sign in and ask for it back; until then remove the link from the site.",
    ),
    "deactivated": (
        "is switched off",
        "Sign in, which switches it on again, or set its state to closed in business.yaml.",
    ),
}


@check(ProfileResult, Severity.WARNING)
def moved_profile(profile: ProfileResult) -> Iterator[Fault]:
    """A profile that has moved or has a new name must be linked by the new one.

    The old address leads on today; when somebody else takes the old name, it leads to them.
    """
    if profile.verdict is Verdict.LIVE and profile.reason in {"moved", "renamed"}:
        what = {"moved": "has moved to another account", "renamed": "has another name now"}[profile.reason]
        fix = "Open it, and put the new address into business.yaml."
        yield Fault(f"your {_name(profile)} profile {_shown(profile)} {what}", fix, url=profile.url)


@check(ProfileResult, Severity.WARNING)
def profile_without_link_back(profile: ProfileResult) -> Iterator[Fault]:
    """A profile must name the website.

    Who finds you there wants to see prices and hours, and search engines learn from it that both are one
    business. Said only where the network's own answer shows every place for an address, and none is yours.
    """
    if profile.verdict is Verdict.LIVE and profile.links_back == "no":
        guide = load_network(profile.network).guide
        where = f" There: {guide.website}." if guide and guide.website else ""
        message = f"your {_name(profile)} profile {_shown(profile)} does not name your website"
        yield Fault(message, f"Put the address of your site into the profile.{where}", url=profile.url)


@check(Site, Severity.WARNING)
def unusable_profile(site: Site) -> Iterator[Fault]:
    """Every profile in the facts must be a profile, and one per network.

    A post, a front page, a person's profile where a page is meant, a handle against the network's rules, a closing
    network, a second profile: the site leaves it out, and nobody would notice.
    """
    for each in own_profiles(site.business) if site.business else ():
        if each.trouble:
            message = f"profiles[{each.number}] ({each.name}): {each.trouble}"
            yield Fault(message, "Correct it in business.yaml under profiles, then build.", url=each.url)


@check(Site, Severity.WARNING)
def unlinked_profile(site: Site) -> Iterator[Fault]:
    """The site must link the profiles that are in use.

    A profile nobody finds from your site is a shop without a sign; the link also proves that it is yours.
    """
    if site.business is None or site.business.site.shown_profiles is False:
        return
    linked = {
        (read.network, read.handle.casefold()) for read in (_read(link.url) for link in site.links) if read
    }
    for each in own_profiles(site.business):
        if each.state not in {"", "active"} or not each.url or each.network not in index():
            continue
        if (each.network, each.handle.casefold()) not in linked:
            fix = "Link it where people look for a way to reach you, or set its state in business.yaml."
            yield Fault(f"no page links your {each.name} profile {each.url}", fix, url=each.url)


@check(Site, Severity.WARNING)
def profile_link_without_me(site: Site) -> Iterator[Fault]:
    """A link to a profile that can be verified needs rel="me".

    Mastodon and a few others put a green tick beside your address when the profile names the site and the
    site links back with rel="me". Both ends are looked at; only the missing word is named.
    """
    me = {_key(read) for url, seen in site.claims if seen.element in {"a", "link"} and (read := _read(url))}
    back = {
        (each.network, each.handle.casefold())
        for each in site.profiles
        if each.verdict is Verdict.LIVE and each.links_back == "yes"
    }
    for link in site.links:
        read = _read(link.url)
        if read is None or _key(read) in me or _key(read) not in back or not link.seen:
            continue
        if load_network(read.network).backlink.rel_me == "yes":
            name, seen = index()[read.network].name, link.seen[0]
            message = (
                f'the link to your {name} profile lacks rel="me", so {name} shows no tick beside your address'
            )
            fix = f'Write the link as <a rel="me" href="{read.url}">.'
            yield Fault(message, fix, Place(seen.line, seen.column), seen.page, link.url)


@check(Site, Severity.WARNING)
def old_network_address(site: Site) -> Iterator[Fault]:
    """A link to a profile must use the network's address of today.

    twitter.com, threads.net and the like lead on for now; nobody promises for how long.
    """
    for link in site.links:
        host = link.url.partition("://")[2].partition("/")[0].casefold().removeprefix("www.")
        if host in _OLD_HOSTS and link.seen and link.seen[0].element == "a" and (read := _read(link.url)):
            seen = link.seen[0]
            yield Fault(
                f"{link.url} is an old address of {index()[read.network].name}",
                f"Link to {read.url}",
                Place(seen.line, seen.column),
                seen.page,
                link.url,
            )


_OLD_HOSTS = frozenset(
    {"twitter.com", "mobile.twitter.com", "threads.net", "instagr.am", "telegram.me", "discordapp.com"}
)
"""Former main hosts of networks that moved to another name (`old_domains` of the catalogue)."""


def _read(text: str, network: str | None = None) -> ProfileLink | None:
    if network is None and not text.startswith("http"):
        return None
    try:
        read = read_link(text, network)
    except ValueError:
        return None
    return read if isinstance(read, ProfileLink) else None


def _key(read: ProfileLink) -> tuple[str, str]:
    return read.network, read.handle.casefold()


def _name(profile: ProfileResult) -> str:
    return index()[profile.network].name if profile.network in index() else profile.network


def _shown(profile: ProfileResult) -> str:
    return profile.handle or profile.url
