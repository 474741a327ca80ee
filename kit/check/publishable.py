"""What keeps a site from being published: the rules about unfinished things on files that are not written yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kit.check.local import PAGES, address_of, is_local, path_of, shown_url
from kit.check.mentions import mentions_of
from kit.check.rule import Rule, findings
from kit.check.rules import forms, leftovers, promises, unfinished
from kit.check.rules.links import broken_link
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


def unfinished_files(
    files: Mapping[str, bytes], business: Business, beside: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Give what is unfinished in the rendered files of a site; the keys are their paths.

    `beside` names what else lies in the folder, put there by hand: links may lead to it.
    """
    pages = tuple(
        parse_page(content, name=path.removeprefix("site/"), address=address_of(path.removeprefix("site/")))
        for path, content in sorted(files.items())
        if path.lower().endswith(PAGES)
    )
    there = frozenset(path.removeprefix("site/") for path in (*files, *beside))
    found = (*unfinished_pages(pages, business), *_lost_links(pages, there))
    return tuple(sorted(found, key=_order))


def _lost_links(pages: Iterable[Page], there: frozenset[str]) -> Iterator[Finding]:
    """Give each link to a page that the site has not; hosts that serve `about` from `about.html` are believed."""
    for page in pages:
        for link in page.links:
            if link.element != "a" or not is_local(link.url):
                continue
            path = path_of(link.url)
            if path is not None and there & {
                path,
                f"{path}.html",
                f"{path.rstrip('/')}/index.html".lstrip("/"),
            }:
                continue
            message = f"“{link.text[:60]}” leads to {shown_url(link.url)}: there is no such page"
            fix = "Link to the page itself, for example: contact.html, or add it."
            yield Finding(
                broken_link.id, broken_link.severity, page.name, link.place.line, message, fix, link.url
            )


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return finding.page, finding.line, finding.column, finding.check


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
    return tuple(sorted(found, key=_order))
