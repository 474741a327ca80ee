"""How often each fact stands on a site: the same, written differently, or different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from kit.check.site import Mention, Site
from kit.check.truth import same_name, same_phone, same_postcode, same_text
from kit.check.types import FactGrade, Finding

_CHECKS = {
    "phone": "different_phone",
    "email": "different_email",
    "name": "different_name",
    "street": "different_address",
    "postcode": "different_address",
    "hours": "different_hours",
}
"""The check whose findings say that a fact is different somewhere; of an address it is counted once, as the street."""


def grades_of(site: Site, findings: Iterable[Finding]) -> tuple[FactGrade, ...]:
    """Count each fact of the owner over all pages; without facts, or where a fact is not stated, nothing.

    "Different" is what a check found: a number that may be somebody else's is none of ours, and not counted.
    """
    if not site.truth.is_facts:
        return ()
    wrong = Counter(each.check for each in findings)
    return tuple(grade for fact in _CHECKS if (grade := _grade(fact, site, wrong)) is not None)


def _grade(fact: str, site: Site, wrong: Counter[str]) -> FactGrade | None:
    same = differently = 0
    for mention in _stated(site, fact):
        verdict = _compare(fact, mention.text, site)
        same += verdict == "same"
        differently += verdict == "differently"
    different = 0 if fact == "postcode" else wrong[_CHECKS[fact]]
    return FactGrade(fact, same, differently, different) if same or differently or different else None


def _stated(site: Site, fact: str) -> Iterator[Mention]:
    kinds = {"name": {"name", "site_name"}, "hours": {"hours", "week"}}.get(fact, {fact})
    for page in site.pages:
        for mention in page.mentions:
            if mention.kind in kinds:
                yield mention


def _compare(fact: str, text: str, site: Site) -> str:
    """Give same, differently, or "" for what is different or about somebody else."""
    truth = site.truth
    if fact == "hours":
        from kit.check.truth import different_days

        days = different_days(truth.week, text, truth.language) if truth.week else None
        return "same" if days == () else ""
    rights, alike = _facts(fact, site)
    if any(text == right or (fact == "phone" and _digits(text) == _digits(right)) for right in rights):
        return "same"
    return "differently" if any(alike(text, right) for right in rights) else ""


def _facts(fact: str, site: Site) -> tuple[tuple[str, ...], Callable[[str, str], bool]]:
    truth = site.truth
    match fact:
        case "phone":
            return truth.phones, same_phone
        case "email":
            return truth.emails, lambda one, other: one.casefold() == other.casefold()
        case "name":
            return truth.names, same_name
        case "street":
            return tuple(filter(None, (truth.street,))), same_text
        case _:
            return tuple(filter(None, (truth.postcode,))), same_postcode


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign in "+0123456789")
