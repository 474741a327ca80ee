"""The audit: a subject and a world in, a report out. Each step is a function of what came before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin

from kit.base.errors import InputError, MachineError
from kit.base.text import clean
from kit.check.asking import (
    NO_NETWORK,
    Answers,
    ask_links,
    second_opinions,
    take_back_without_network,
    unmask_soft_404,
)
from kit.check.crawl import Crawl, ask_page, is_html, origin
from kit.check.judge import says
from kit.check.local import Tree, address_of, is_local
from kit.check.probing import Wanted, probe, profiles_of, recognised
from kit.check.reading import Extract, Parse, Reading, Source, nothing_said
from kit.check.rule import Rule, findings
from kit.check.settling import Settling
from kit.check.site import Site
from kit.check.subject import Subject
from kit.check.targets import ASKED, scheme_of, without_fragment
from kit.check.truth import said_truth, truth_of
from kit.check.types import (
    Finding,
    LinkResult,
    ProfileResult,
    Report,
    Seen,
    SubjectKind,
    Verdict,
)
from kit.check.world import Settings, Step, World
from kit.net.robots import read_robots, robots_ask
from kit.net.types import Reply


@dataclass(slots=True)
class _Run:
    """One audit under way."""

    subject: Subject
    settings: Settings
    world: World
    reading: Reading
    answers: Answers
    tree: Tree | None = None
    twins: dict[str, str] = field(default_factory=dict)
    profiles: dict[str, Wanted] = field(default_factory=dict)
    """Links of the site that lead to the business's own profiles, by address."""
    stopped: str | None = None
    notes: list[str] = field(default_factory=list)


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
    run = _Run(subject, settings, world, Reading(parse, rules, extract), Answers(settings))
    _read(run)
    _refuse_nothing(run)
    settling = Settling(run.reading, run.answers, run.tree, run.twins, _own_address(subject))
    wanted = _own_profiles(run)
    _ask(run, settling)
    profiles = tuple(_confirm(each, world) for each in probe(wanted, world))
    links = tuple(settling.settle(target) for target in run.reading.targets.all())
    links = _with_profiles(links, profiles, run)
    site = _site(run, links, profiles)
    run.notes.extend(said_truth(site.truth))
    found = (
        *run.reading.found,
        *(each for link in links for each in findings(rules, link)),
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
        subject.business.name if subject.business else "",
    )


def _read(run: _Run) -> None:
    """Read every page of the subject, crawling where it lives on the web."""
    subject = run.subject
    match subject.kind:
        case SubjectKind.PROJECT | SubjectKind.FOLDER:
            assert subject.folder is not None
            run.tree = Tree(subject.folder, clean_urls=subject.clean_urls)
            run.twins = run.reading.read_folder(run.tree, lambda done, of: _step(run, "pages", done, of))
        case SubjectKind.URL:
            _crawl(run)
        case SubjectKind.PAGE if subject.url:
            _online_page(run)
        case SubjectKind.PAGE:
            assert subject.folder is not None
            run.tree = Tree(subject.folder)
            if subject.file:
                run.reading.read_file(subject.folder / subject.file, subject.file)
            else:
                run.reading.read(Source(subject.content, "-", address_of("-")))
        case SubjectKind.LIST:
            assert subject.folder is not None
            run.tree = Tree(subject.folder)
            for number, line in subject.lines:
                run.reading.targets.see(_listed(line), Seen(subject.name, number, 1, "line", ""))


def _crawl(run: _Run) -> None:
    if run.world.ask is None:
        raise InputError(
            "A website cannot be crawled offline.", hint="Leave --offline away, or name a folder of pages."
        )
    robots = read_robots(_first(run.world.ask([robots_ask(run.subject.url)])))
    crawl = Crawl(run.subject.url, run.reading, run.answers, run.settings, run.world, robots)
    crawl.run(robots.sitemaps or (urljoin(run.subject.url, "/sitemap.xml"),))
    run.stopped = crawl.stopped
    run.reading.targets.see(crawl.start, Seen(run.subject.name, 0, 0, "start", ""))


def _first(replies: Iterable[Reply]) -> Reply:
    return next(iter(replies))


def _online_page(run: _Run) -> None:
    url = run.subject.url
    if run.world.ask is None:
        raise InputError("A page on the web cannot be read offline.", hint="Leave --offline away.")
    run.reading.targets.see(url, Seen(run.subject.name, 0, 0, "start", ""))
    ask_page(without_fragment(url), run.reading, run.answers, run.world)


def _ask(run: _Run, settling: Settling) -> None:
    """Ask for every address that no file answers, then look twice at what came back."""
    urls = [
        without_fragment(target.url)
        for target in run.reading.targets.all()
        if scheme_of(target.url) in ASKED
        and target.url not in run.reading.targets.problems
        and settling.local(target.url) is None
        and target.url not in run.profiles
    ]
    pages = {url for url in urls if _has_fragments(run, url)}

    def look(reply: Reply) -> None:
        if reply.ask.key in pages and is_html(reply):
            run.reading.glance(reply.body, reply.final_url.partition("#")[0])

    ask_links(urls, run.answers, run.world, look)
    if run.world.ask is not None and take_back_without_network(run.answers, run.world):
        _refuse_without_network(run)
    if not run.world.stopping():
        unmask_soft_404(run.answers, run.world)
        second_opinions(run.answers, run.world, urls)
    if run.world.stopping():
        run.stopped = "stopped by you; the rest was not asked"


def _refuse_without_network(run: _Run) -> None:
    """Raise MachineError when nothing at all could be asked; what this machine itself answered is kept."""
    if any(result.verdict is not Verdict.NOT_ASKED for result in run.answers.results.values()):
        run.notes.append(f"Links to other hosts were not asked: {NO_NETWORK}.")
        return
    raise MachineError(
        "This machine has no network connection.", hint="Connect it, or check without it: --offline"
    )


def _has_fragments(run: _Run, url: str) -> bool:
    """Only pages of the same site are looked into for the places that links name."""
    subject = run.subject
    return bool(subject.url) and origin(url) == origin(subject.url)


def _own_profiles(run: _Run) -> tuple[Wanted, ...]:
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
    links: tuple[LinkResult, ...], profiles: tuple[ProfileResult, ...], run: _Run
) -> tuple[LinkResult, ...]:
    """Give links to the business's profiles their profile's verdict."""
    by_name = {(each.network, each.handle): each for each in profiles}
    return tuple(
        _as_profile(link, by_name[found.network, found.handle])
        if (found := run.profiles.get(link.url)) is not None
        else link
        for link in links
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


def _confirm(profile: ProfileResult, world: World) -> ProfileResult:
    confirmed = world.past.confirmed(profile.url)
    if confirmed is None or profile.verdict in {Verdict.LIVE, Verdict.MISSING}:
        return replace(profile, confirmed=confirmed)
    return replace(profile, verdict=confirmed.answer, confirmed=confirmed)


def _site(run: _Run, links: Iterable[LinkResult], profiles: tuple[ProfileResult, ...]) -> Site:
    return Site(
        run.subject.kind,
        run.subject.name,
        tuple(run.reading.digests.values()),
        tuple(links),
        profiles,
        run.subject.business,
        tuple(run.reading.hosts.items()),
        tuple(run.reading.claimed.items()),
        truth_of(run.subject.business, run.reading.digests.values()),
        run.world.now.date(),
    )


def _own_address(subject: Subject) -> str:
    return subject.site_address if subject.kind is SubjectKind.PROJECT else ""


def _step(run: _Run, what: str, done: int, total: int) -> None:
    run.world.progress(Step(what, done, total))


def _listed(line: str) -> str:
    """Give the address of one line of a list: as it stands, or of a path beside the list."""
    if len(scheme_of(line)) > 1:  # a single letter is a drive of Windows
        return line
    path, mark, fragment = line.replace("\\", "/").partition("#")
    return f"{address_of(path)}{mark}{fragment}"


def _by_place(finding: Finding) -> tuple[str, int, int, str, str]:
    return (finding.page, finding.line, finding.column, finding.check, finding.url)


def _refuse_nothing(run: _Run) -> None:
    """Empty is not success: raise InputError when there was no page to read and no address to ask."""
    subject = run.subject
    if run.reading.digests or run.reading.found:
        return
    if subject.url:
        start = run.answers.results.get(without_fragment(subject.url))
        if start is None or start.verdict is Verdict.BROKEN:
            return
        why = start.note or (says(start) if start.verdict is not Verdict.LIVE else "it is no HTML page")
        hint = _HINTS.get(start.reason, _NOTHING_HINT[subject.kind])
        raise InputError(f"{clean(subject.url)} could not be read: {why}.", hint=hint)
    if not len(run.reading.targets):
        raise InputError(_nothing(subject), hint=_NOTHING_HINT[subject.kind])


_HINTS = {
    "blocked_private_address": "If it is yours, permit it: --allow-address with its name or number.",
    "not_asked": "If it is yours, permit its port: --allow-port.",
}


def _nothing(subject: Subject) -> str:
    what = {
        SubjectKind.PROJECT: "has no pages yet",
        SubjectKind.FOLDER: "holds no HTML pages",
        SubjectKind.LIST: "names no addresses",
    }.get(subject.kind, "could not be read")
    return f"There is nothing to check: {subject.name} {what}."


_NOTHING_HINT = {
    SubjectKind.PROJECT: "Run `webkit build` first.",
    SubjectKind.FOLDER: "Name the folder that holds index.html.",
    SubjectKind.LIST: "Put one address or path on each line.",
    SubjectKind.URL: "Open the address in a browser: does it show a page?",
    SubjectKind.PAGE: "Open the address in a browser: does it show a page?",
}
