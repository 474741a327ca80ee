"""What keeps a site from being published: the rules about unfinished things on files that are not written yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kit.check.local import PAGES, address_of
from kit.check.mentions import mentions_of
from kit.check.rule import Rule, findings
from kit.check.rules import forms, leftovers, promises, unfinished
from kit.check.site import Site, digest
from kit.check.truth import truth_of
from kit.check.types import Finding, SubjectKind
from kit.pages.parse import parse_page
from kit.pages.types import Page

if TYPE_CHECKING:
    from kit.facts.models import Business

_PAGE_RULES: tuple[Rule[Any], ...] = tuple(
    value
    for module in (unfinished, leftovers, forms)
    for value in vars(module).values()
    if isinstance(value, Rule)
)
_SITE_RULES: tuple[Rule[Any], ...] = (promises.quote_without_permission, promises.unproved_claim)


def unfinished_files(files: Mapping[str, bytes], business: Business) -> tuple[Finding, ...]:
    """Give what is unfinished in the rendered files of a site; the keys are their paths."""
    pages = (
        parse_page(content, name=path.removeprefix("site/"), address=address_of(path.removeprefix("site/")))
        for path, content in sorted(files.items())
        if path.lower().endswith(PAGES)
    )
    return unfinished_pages(pages, business)


def unfinished_pages(pages: Iterable[Page], business: Business) -> tuple[Finding, ...]:
    """Give what is unfinished on pages, each read once."""
    found: list[Finding] = []
    digests = []
    for page in pages:
        found.extend(findings(_PAGE_RULES, page, page.name))
        digests.append(digest(page, mentions_of(page, business)))
    site = Site(
        SubjectKind.PROJECT, "", tuple(digests), (), business=business, truth=truth_of(business, digests)
    )
    found.extend(findings(_SITE_RULES, site))
    return tuple(sorted(found, key=lambda each: (each.page, each.line, each.column, each.check)))
