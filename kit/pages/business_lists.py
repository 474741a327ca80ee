"""Services that an old page only lists: the points below a heading such as "Services" or "Leistungen".

A guess and no more: each is shown to its owner with the line it stands on before it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.pages.types import Page, Said, TextRun, Topic

_HEADING = re.compile(
    r"(?:our |unsere |nos |nuestros )?(?:services?(?: (?:and|&) prices| we offer)?|(?:price ?list|prices|treatments)"
    r"|what (?:we|i) (?:do|offer)|leistungen|angebot|preise|was (?:wir|ich) (?:machen?|anbieten?)|prestations|tarifs|servicios)",
)
_SIGNS = {"£": "GBP", "€": "EUR", "$": "USD"}
_AMOUNT = re.compile(
    r"(?P<name>.+?)[\s:.,–—-]*(?P<from>\b(?:from|ab|à partir de|desde)\s*)?"
    r"(?:(?P<before>[£€$])\s?(?P<amount>\d{1,5}(?:[.,]\d\d)?)|(?P<later>\d{1,5}(?:[.,]\d\d)?)\s?(?P<after>[£€$]))\W*",
    re.IGNORECASE,
)
_LONGEST = 90
"""Characters: a longer point is a sentence about the work and no name of it."""
_MOST = 20


def services_listed(page: Page) -> Iterator[Said]:
    """Give each point of a list that follows directly on a heading that announces services, with its price."""
    below, count = False, 0
    for run in page.texts:
        if run.element != "li":
            below = bool(_HEADING.fullmatch(run.text.casefold().strip(" :!.*-–—")))
        elif below and count < _MOST and 2 < len(run.text) <= _LONGEST:
            count += 1
            yield _service(run)


def _service(run: TextRun) -> Said:
    found = _AMOUNT.fullmatch(run.text)
    if not found:
        return Said(Topic.SERVICE, run.text.strip(" -–—:*"), "text", run.place, run.text)
    amount = (found["amount"] or found["later"]).replace(",", ".")
    parts = (
        ("from" if found["from"] else "price", amount),
        ("currency", _SIGNS[found["before"] or found["after"]]),
    )
    return Said(Topic.SERVICE, found["name"].strip(" -–—:*"), "text", run.place, run.text, parts)
