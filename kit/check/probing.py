"""Asking networks about profiles: honest questions, controls in the same run, and missing only when proved twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kit.check.types import ProfileResult, Verdict
from kit.check.world import Step, World
from kit.net.types import Ask, Reply
from kit.networks.backlinks import Back, links_back
from kit.networks.catalogue import index, load_network
from kit.networks.links import ProfileLink, read_link
from kit.networks.own import own_profiles
from kit.networks.probes import (
    Answer,
    Judgement,
    Question,
    confirmations,
    controls,
    needs_controls,
    next_question,
    trustworthy,
)
from kit.networks.probes import judge as judge_answer

if TYPE_CHECKING:
    from kit.facts.models import Business

APART = timedelta(hours=2)
"""Time between two sightings before "missing" is believed (README, "Verdicts")."""

Who = tuple[str, str]
"""Network id and handle."""
Pasts = dict[Who, tuple[tuple[str, Judgement], ...]]

_BODY = 1_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A profile to look at: of the facts or of a link on a page. `problem` says why it cannot be asked."""

    network: str
    handle: str
    url: str
    problem: str = ""


def profiles_of(business: Business | None) -> tuple[Wanted, ...]:
    """Give the profiles the facts name and the owner has not closed."""
    if business is None:
        return ()
    found = [
        Wanted(each.network, each.handle, each.url, each.trouble)
        for each in own_profiles(business)
        if each.network in index() and (each.url or each.trouble)
    ]
    return tuple(dict.fromkeys(found))


def recognised(url: str) -> Wanted | None:
    """Give the profile that a link on a page leads to, or None when it is no profile we know."""
    try:
        read = read_link(url)
    except ValueError:
        return None
    return Wanted(read.network, read.handle, url) if isinstance(read, ProfileLink) else None


def probe(wanted: Iterable[Wanted], world: World, site: str = "") -> tuple[ProfileResult, ...]:
    """Give the verdict on each profile; a network is asked once per profile and once per control.

    With `site`, the address of the business's own site, each profile is also read for whether it names it.
    """
    every = tuple(wanted)
    if world.ask_by_name is None:
        return tuple(_not_asked(each) for each in every)
    asked = [each for each in every if not each.problem]
    first = _answers({(each.network, each.handle) for each in asked}, world, site, want_site=bool(site))
    pairs = {
        each: controls(each.network, each.handle, world.random) for each in asked if _decides(first, each)
    }
    names = {(each.network, name) for each, pair in pairs.items() for name in pair if name}
    checks = _answers(names, world, site)
    return tuple(_conclude(each, first, checks, pairs.get(each), world) for each in every)


def _decides(first: Answered, each: Wanted) -> bool:
    """Controls are only worth asking when there is a verdict to trust or not."""
    state = first.judgements[each.network, each.handle].state
    return state == "missing" or (state == "live" and (needs_controls(each.network) or _has_made_up(each)))


def _has_made_up(each: Wanted) -> bool:
    return load_network(each.network).liveness.controls.random_missing is not None


def _conclude(
    each: Wanted,
    first: Answered,
    checks: Answered,
    pair: tuple[str | None, str | None] | None,
    world: World,
) -> ProfileResult:
    if each.problem:
        return ProfileResult(
            each.network, each.url, each.handle, Verdict.CANNOT_TELL, "handle_invalid", note=each.problem
        )
    judgement = first.judgements[each.network, each.handle]
    if pair is not None:
        known, made_up = (checks.judgements.get((each.network, name)) if name else None for name in pair)
        judgement = trustworthy(judgement, known, made_up)
        if needs_controls(each.network) and (known is None or known.state != "live"):
            judgement = Judgement("cannot_tell", "control_failed")
    verdict, reason = _verdict(each, judgement, world)
    note = "" if verdict is Verdict.LIVE else load_network(each.network).liveness.human_check
    back = first.backs.get((each.network, each.handle), "unknown") if verdict is Verdict.LIVE else "unknown"
    return ProfileResult(each.network, each.url, each.handle, verdict, reason, back, note=note)


def _verdict(each: Wanted, judgement: Judgement, world: World) -> tuple[Verdict, str]:
    if judgement.state == "live":
        return Verdict.LIVE, judgement.reason
    if judgement.state != "missing":
        return Verdict.CANNOT_TELL, judgement.reason
    if confirmations(each.network) > 1:
        before = world.past.missing_since(each.network, each.handle)
        if before is None or world.now - before < APART:
            return Verdict.CANNOT_TELL, "seen_once"
    return Verdict.MISSING, judgement.reason


@dataclass(frozen=True, slots=True)
class Answered:
    """What each name's answers prove, and whether they name the site."""

    judgements: dict[Who, Judgement]
    backs: dict[Who, Back]


def _answers(names: set[Who], world: World, site: str, *, want_site: bool = False) -> Answered:
    """Ask every question of every name, one round after another, until each has its judgement.

    The network's people learn from the site's address who asks (the catalogue's rule for the user agent).
    """
    pasts: Pasts = dict.fromkeys(sorted(names), ())
    done = Answered({}, {})
    while True:
        questions: dict[str, tuple[Who, Question]] = {}
        for who, past in pasts.items():
            if who in done.judgements:
                continue
            ahead = next_question(*who, past, version=_version(), contact_url=site, want_site=want_site)
            if isinstance(ahead, Judgement):
                done.judgements[who] = _surest(past, ahead)
            else:
                questions[f"{who[0]} {who[1]}"] = (who, ahead)
        if not questions:
            return done
        assert world.ask_by_name is not None
        for number, reply in enumerate(
            world.ask_by_name(_ask(key, each[1]) for key, each in questions.items()), 1
        ):
            who, question = questions[reply.ask.key]
            answer = _answer(reply)
            judgement = judge_answer(question.network, question.probe, question.handle, answer)
            if judgement.state == "live":
                back = links_back(question.network, question.probe, question.handle, answer, site)
                done.backs[who] = max(back, done.backs.get(who, "unknown"), key=_SURER.index)
            pasts[who] = (*pasts[who], (question.probe, judgement))
            world.progress(Step("profiles", number, len(questions)))


_SURER = ("unknown", "no", "yes")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("webkit-starter-kit")
    except PackageNotFoundError:
        return "0"


def _surest(past: tuple[tuple[str, Judgement], ...], last: Judgement) -> Judgement:
    """A second question, asked only for the website, may say more (moved) but takes no proof away."""
    proved = next((each for _, each in past if each.state in {"live", "missing"}), None)
    return last if proved is None or last.state in {"live", "missing"} else proved


def _ask(key: str, question: Question) -> Ask:
    return Ask(
        question.url,
        key=key,
        method=question.method,
        headers=question.headers,
        body_limit=_BODY,
        want_body=True,
        follow=question.follow,
        inside=question.inside,
    )


def _answer(reply: Reply) -> Answer:
    return Answer(reply.status, reply.final_url, reply.headers, reply.body.decode("utf-8", "replace"))


def _not_asked(each: Wanted) -> ProfileResult:
    return ProfileResult(each.network, each.url, each.handle, Verdict.NOT_ASKED, "offline")
