"""Without a facts file a site is compared with itself."""

from __future__ import annotations

from collections.abc import Iterator

from kit.check.agreement import rest_says
from kit.check.rule import Fault, check
from kit.check.site import Site
from kit.check.types import Severity


@check(Site, Severity.WARNING)
def pages_disagree(site: Site) -> Iterator[Fault]:
    """Without a facts file, what the site says of itself must be the same on every page.

    Taken as the truth is what structured data says most often, else what most phone and mail links say.
    """
    truth = site.truth
    if truth.is_facts:
        return
    for page in site.pages:
        for mention in page.mentions:
            right = rest_says(mention, truth)
            if right:
                message = f"this page says {mention.text}, the rest of the site {right}"
                fix = "Make both the same; then every map and customer has one answer."
                yield Fault(message, fix, mention.place, page.name)
