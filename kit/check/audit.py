"""The audit: a subject and a world in, a report out. Each step is a function of what came before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from kit.base.errors import MachineError
from kit.check.agreement import said_truth
from kit.check.asking import (
    NO_NETWORK,
    Answers,
    ask_links,
    second_opinions,
    take_back_without_network,
    unmask_soft_404,
)
from kit.check.confirmed import settle_link, settle_profile
from kit.check.crawl import charset_of, is_html, origin
from kit.check.gathering import Run, read_subject, refuse_nothing
from kit.check.grades import grades_of
from kit.check.https_and_mail import deaf_domains, secure_twins
from kit.check.ignores import is_not_asked
from kit.check.judge import settle
from kit.check.local import is_local
from kit.check.probing import Wanted, probe, profiles_of, recognised
from kit.check.reaching import reach_of
from kit.check.reading import Extract, Parse, Reading, nothing_said
from kit.check.rule import Rule, findings
from kit.check.site import Site
from kit.check.subject import Subject
from kit.check.suggesting import suggest
from kit.check.targets import ASKED, scheme_of, without_fragment
from kit.check.truth import truth_of
from kit.check.types import (
    Finding,
    LinkResult,
    ProfileResult,
    Report,
    SubjectKind,
    Target,
    Verdict,
)
from kit.check.verdicts import Settling
from kit.check.world import Settings, World
from kit.net.types import Reply


def audit(
    subject: Subject,
    settings: Settings,
    world: World,
    *,
    parse: Parse,
    rules: tuple[Rule[Any], ...],
    extract: Extract = nothing_said,
) -> Report:
    """Check one subject. Raises InputError when there was nothing to check, MachineError without a network."""
    run = Run(subject, settings, world, Reading(parse, rules, extract), Answers(settings))
    read_subject(run)
    refuse_nothing(run)
    settling = Settling(
        run.reading, run.answers, run.tree, run.twins, _own_address(subject), placeless=run.placeless
    )
    wanted = _own_profiles(run)
    _ask(run, settling)
    settling.deaf = _deaf(run)
    probed = probe(wanted, world, run.start or subject.site_address)
    profiles = tuple(settle_profile(each, world.past.confirmed) for each in probed)
    settled = (settling.settle(target) for target in run.reading.targets.all())
    links = tuple(
        settle_link(link, world.past.confirmed) if link.verdict is Verdict.CANNOT_TELL else link
        for link in settled
    )
    run.reading.forget_pages()
    world.past.keep(run.answers.validators)
    links = _with_suggestions(_with_profiles(links, profiles, run), run)
    site = _site(run, links, profiles)
    run.notes.extend(said_truth(site.truth, site.pages))
    found = (
        *run.reading.found,
        *(each for link in _faulty(links, run) for each in findings(rules, link)),
        *(each for stray in settling.strays for each in findings(rules, stray)),
        *(each for profile in profiles for each in findings(rules, profile)),
        *findings(rules, site),
    )
    return Report(
        subject.kind,
        subject.name,
        len(run.reading.digests),
        links,
        profiles,
        tuple(sorted(found, key=_by_place)),
        run.stopped,
        tuple(run.notes),
        subject.business.name if subject.business else next(iter(site.truth.names), ""),
        grades_of(site, found),
    )


def _faulty(links: Iterable[LinkResult], run: Run) -> Iterator[LinkResult]:
    """Give the links that a rule may find fault with; a link to a profile of the business has its profile's."""
    return (
        link
        for link in links
        if (link.verdict is Verdict.BROKEN or link.moved_to or link.reason == "parked")
        and link.url not in run.profiles
    )


def _ask(run: Run, settling: Settling) -> None:
    """Ask for every address that no file answers, then look twice at what came back."""
    strangers = [
        target.url
        for target in run.reading.targets.all()
        if settling.local(target.url) is None
        and scheme_of(target.url) in ASKED
        and target.url not in run.reading.targets.problems
        and target.url not in run.profiles
    ]
    urls = list(map(without_fragment, strangers))
    _answer_without_asking(run, urls)
    named = {without_fragment(url) for url in strangers if "#" in url}
    pages = {url for url in urls if url in named and _has_fragments(run, url)}

    def look(reply: Reply) -> None:
        if reply.ask.key in pages and is_html(reply):
            run.reading.glance(reply.body, without_fragment(reply.final_url), charset_of(reply))

    ask_links(urls, run.answers, run.world, look, pages)
    if run.world.ask is not None and take_back_without_network(run.answers, run.world):
        _refuse_without_network(run)
        run.world = replace(run.world, query=None)  # what such name servers deny proves nothing
    if not run.world.stopping():
        unmask_soft_404(run.answers, run.world)
        second_opinions(run.answers, run.world, urls)
        _settle_old_timeouts(run)
    if run.world.stopping():
        run.stopped = "stopped by you; the rest was not asked"


def _deaf(run: Run) -> frozenset[str]:
    if run.world.ask is None or run.world.stopping():
        return frozenset()
    return deaf_domains(run.reading.targets.all(), run.world)


def _secure(run: Run) -> tuple[tuple[str, str], ...]:
    """Ask for https twins only when somebody will look at the answer."""
    if run.world.stopping() or all(rule.id != "link_without_https" for rule in run.reading.rules):
        return ()
    return secure_twins(run.reading.targets.all(), run.answers, run.world)


def _answer_without_asking(run: Run, urls: Iterable[str]) -> None:
    """Settle what the owner left out, and what was seen alive not long ago."""
    settings, now = run.settings, run.world.now
    for url in urls:
        if url in run.answers.results:
            continue
        if reason := is_not_asked(url, settings.ignores, now.date()):
            run.answers.results[url] = settle(Target(url), "not_asked", note=reason)
        elif settings.max_age and run.world.ask is not None:
            known = run.world.past.live_at(url)
            if known is not None and now - known[0] <= settings.max_age:
                run.answers.results[url] = known[1]


_DAY = timedelta(days=1)


def _settle_old_timeouts(run: Run) -> None:
    """A time-out in two runs a day apart is broken (README, "Verdicts")."""
    for url, result in run.answers.results.items():
        if result.reason == "timeout" and result.verdict is Verdict.CANNOT_TELL:
            first = run.world.past.timeout_since(url)
            if first is not None and run.world.now - first >= _DAY:
                note = f"it did not answer in time since {first.date().isoformat()}"
                run.answers.results[url] = replace(result, verdict=Verdict.BROKEN, note=note)


def _refuse_without_network(run: Run) -> None:
    """Raise MachineError when nothing at all could be asked; what this machine itself answered is kept."""
    if any(result.verdict is not Verdict.NOT_ASKED for result in run.answers.results.values()):
        run.notes.append(f"Links to other hosts were not asked: {NO_NETWORK}.")
        return
    raise MachineError(
        "This machine has no network connection.", hint="Connect it, or check without it: --offline"
    )


def _has_fragments(run: Run, url: str) -> bool:
    """Only pages of the same site are looked into for the places that links name, unless all are wanted."""
    subject = run.subject
    if run.settings.all_fragments:
        return True
    return bool(subject.url) and origin(url) == origin(subject.url)


def _own_profiles(run: Run) -> tuple[Wanted, ...]:
    """Give the profiles to probe, and note which links lead to them.

    With facts these are the profiles of the facts; without, what the site itself calls its own (rel=me,
    sameAs). Links to other people's profiles are links like any other.
    """
    if not run.settings.probe_profiles:
        return ()
    named = profiles_of(run.subject.business)
    if run.subject.business is None:
        claims = (recognised(url) for url in list(run.reading.claimed)[:_MOST_CLAIMS])
        named = tuple({(each.network, each.handle): each for each in claims if each}.values())
    known = {(each.network, each.handle): each for each in named}
    for target in run.reading.targets.all() if known else ():
        found = None if is_local(target.url) else recognised(target.url)
        if found and (found.network, found.handle) in known:
            run.profiles[target.url] = found
    return named


_MOST_CLAIMS = 40


def _with_profiles(
    links: tuple[LinkResult, ...], profiles: tuple[ProfileResult, ...], run: Run
) -> tuple[LinkResult, ...]:
    """Give links to the business's profiles their profile's verdict."""
    if not run.profiles:
        return links
    by_name = {(each.network, each.handle): each for each in profiles}
    return tuple(
        _as_profile(link, by_name[found.network, found.handle])
        if (found := run.profiles.get(link.url)) is not None
        else link
        for link in links
    )


def _with_suggestions(links: tuple[LinkResult, ...], run: Run) -> tuple[LinkResult, ...]:
    """Give broken links what they may have meant; whatever else is asked for is part of this run's manners."""
    broken = [link for link in links if link.verdict is Verdict.BROKEN and link.url not in run.profiles]
    found = suggest(broken, run.reading.digests.values(), run.world) if broken else {}
    if not found:
        return links
    return tuple(
        replace(link, suggestion=found.get(link.url, "")) if link.url in found else link for link in links
    )


def _as_profile(link: LinkResult, profile: ProfileResult) -> LinkResult:
    match profile.verdict:
        case Verdict.MISSING:
            return replace(link, verdict=Verdict.BROKEN, reason="not_found", note=profile.note)
        case Verdict.LIVE:
            return replace(link, verdict=Verdict.LIVE, reason="ok", note="")
        case Verdict.NOT_ASKED:
            return replace(link, verdict=Verdict.NOT_ASKED, reason="offline", note="")
        case _:
            return replace(
                link, verdict=Verdict.CANNOT_TELL, reason=_LINK_REASON.get(profile.reason, "refused")
            )


_LINK_REASON = {
    "login_wall": "login_wall",
    "consent_wall": "login_wall",
    "challenge": "bot_wall",
    "rate_limited": "rate_limited",
    "seen_once": "seen_once",
    "network_error": "timeout",
}
"""Reasons of profile probes as the closest reason of the closed list for links."""


def _site(run: Run, links: Iterable[LinkResult], profiles: tuple[ProfileResult, ...]) -> Site:
    pages = (*run.reading.digests.values(), *run.reading.cards.values())
    truth = truth_of(run.subject.business, pages)
    asked = not run.world.stopping() and any(rule.subject is Site for rule in run.reading.rules)
    return Site(
        run.subject.kind,
        run.subject.name,
        pages,
        tuple(links),
        profiles,
        run.subject.business,
        tuple(run.reading.hosts.items()),
        tuple(run.reading.claimed.items()),
        truth,
        run.world.now.date(),
        _secure(run),
        reach_of(run.subject, truth, run.answers, run.world, run.start) if asked else None,
        tuple(run.reading.hiding),
    )


def _own_address(subject: Subject) -> str:
    return subject.site_address if subject.kind is SubjectKind.PROJECT else ""


def _by_place(finding: Finding) -> tuple[str, int, int, str, str]:
    return (finding.page, finding.line, finding.column, finding.check, finding.url)
