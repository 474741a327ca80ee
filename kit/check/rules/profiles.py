"""The facts name profiles: each must be one of this business that a visitor can land on."""

from __future__ import annotations

from collections.abc import Iterator

from kit.check.rule import Fault, check
from kit.check.site import Site
from kit.check.types import Severity
from kit.networks.own import own_profiles


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
