"""What may be asked honestly about a profile, and what the reply proves. Nothing here asks: `kit/check` does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from urllib.parse import quote, urlsplit

from kit.networks.catalogue import load_common, load_network
from kit.networks.evidence import Probe, Rule, Tests
from kit.networks.handles import handle_problem, normalise
from kit.networks.models import Network
from kit.networks.reading import Answer, Reading, in_address

__all__ = [
    "Answer",
    "Judgement",
    "Question",
    "confirmations",
    "controls",
    "judge",
    "needs_controls",
    "next_question",
    "trustworthy",
]


@dataclass(frozen=True, slots=True)
class Question:
    """One request: ask it as it is, add nothing. Redirects may not leave `inside` (empty: any host)."""

    network: str
    probe: str
    handle: str
    url: str
    method: str
    headers: tuple[tuple[str, str], ...]
    follow: bool
    inside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one reply proves: live, missing, cannot_tell or follow, with a reason of `common.yaml`.

    `decided` is False when the probe had nothing to say and the next one may be tried.
    """

    state: str
    reason: str
    decided: bool = True


def next_question(
    network: str,
    handle: str,
    past: tuple[tuple[str, Judgement], ...] = (),
    *,
    version: str = "0",
    contact_url: str = "",
    want_site: bool = False,
) -> Question | Judgement:
    """Give the next honest request, or the judgement when there is nothing (more) to ask.

    `past` holds (probe id, judgement) of the questions already answered. A handle that breaks the
    network's rules is never asked for. With `want_site` Mastodon is asked a second question, because
    only that answer holds the rows with the website (kit/networks/backlinks.py reads them).
    """
    record = load_network(network)
    handle = normalise(handle, record.handle)
    if handle_problem(handle, record):
        return Judgement("cannot_tell", "handle_invalid")
    if (
        want_site
        and network == "mastodon"
        and [name for name, _ in past] == ["webfinger"]
        and past[0][1].state == "live"
    ):
        return _question(record, record.liveness.probes[1], handle, version, contact_url)
    if past and past[-1][1].decided and past[-1][1].reason != "rate_limited":
        return past[-1][1]
    asked = {name for name, _ in past}
    for probe in record.liveness.probes:
        if probe.id not in asked and _may_use(record, probe, handle, past):
            return _question(record, probe, handle, version, contact_url)
    return past[-1][1] if past and past[-1][1].decided else _default(record)


def judge(network: str, probe_id: str, handle: str, answer: Answer) -> Judgement:
    """Read one reply by the catalogue's rules: walls first, then live, then missing, then the rest."""
    record = load_network(network)
    probe = next(each for each in record.liveness.probes if each.id == probe_id)
    handle = normalise(handle, record.handle)
    if answer.status is None:
        return Judgement("cannot_tell", "network_error")
    if wall := _wall(probe, answer):
        return wall
    seen = Reading(answer, record.id, probe.id, handle)
    if rule := _first(probe.check_first, seen):
        return Judgement(rule.state, rule.reason)
    live = seen.passes(probe.live_if)
    if live and seen.echoes(probe.live_if):
        return Judgement("live", "ok")
    if challenge := _challenge(answer):
        return challenge
    if probe.missing_if and seen.passes(probe.missing_if):
        return Judgement("missing", "not_found")
    if rule := _first(probe.check_last, seen):
        return Judgement(rule.state, rule.reason)
    if live:
        return Judgement("cannot_tell", "wrong_page")
    return Judgement(record.liveness.default_state, record.liveness.default_reason, decided=False)


def controls(network: str, handle: str, random: Random) -> tuple[str | None, str | None]:
    """Give a handle that must exist and one that must not, to ask in the same run (None: there is none).

    Servers of the fediverse differ, so both must be on the server of `handle`.
    """
    record = load_network(network)
    server = handle.rpartition("@")[2] if record.urls.any_host else ""
    known = [each for each in record.liveness.controls.known_live if each.endswith(server)]
    shape = record.liveness.controls.random_missing
    missing = _made_up(shape.replace("{same server}", server), random) if shape else None
    return (known[0] if known else None), missing


def trustworthy(judgement: Judgement, known: Judgement | None, made_up: Judgement | None) -> Judgement:
    """Keep a judgement only when the controls of the same run came out right.

    A live verdict needs the made-up name not to be live; a missing one needs both controls.
    """
    if judgement.state not in {"live", "missing"}:
        return judgement
    if made_up is not None and made_up.state == "live":
        return Judgement("cannot_tell", "control_failed")
    if judgement.state == "missing" and (
        known is None or made_up is None or known.state != "live" or made_up.state != "missing"
    ):
        return Judgement("cannot_tell", "control_failed")
    return judgement


def needs_controls(network: str) -> bool:
    """Say whether even a live verdict needs both controls first, because nobody has proved the probe."""
    return load_network(network).liveness.power == "unproven"


def confirmations(network: str) -> int:
    """Give how many separate runs must agree before a profile is called missing."""
    return load_network(network).liveness.confirm_missing_times


def _may_use(network: Network, probe: Probe, handle: str, past: tuple[tuple[str, Judgement], ...]) -> bool:
    """The catalogue's `use_when`, in code: who may be asked second, and for which shape of handle."""
    match network.id, probe.id:
        case "substack", "publication_feed":
            return not handle.startswith("@")
        case "substack", "person_api":
            return handle.startswith("@")
        case "youtube", "channel_feed":
            return handle.startswith("UC") and bool(past)
        case "github", "page":
            return bool(past) and past[-1][1].reason == "rate_limited"
        case (("pinterest" | "vimeo"), "page"):
            return bool(past) and not past[-1][1].decided
        case "mastodon", "lookup":
            return bool(past) and not past[-1][1].decided
    return not past


def _question(network: Network, probe: Probe, handle: str, version: str, contact_url: str) -> Question:
    user, _, server = handle.partition("@")
    url = probe.url
    if network.id == "youtube" and handle.startswith("UC"):
        url = url.replace("/@{handle}", "/channel/{handle}")
    url = url.format(
        handle=quote(handle, safe=""),
        handle_without_at=quote(handle.removeprefix("@"), safe=""),
        user=quote(user, safe=""),
        server=server,
        path=quote(handle),
    )
    names = {"url": contact_url or "https://example.org", "version": version, "contact_url": contact_url}
    agent = load_common().user_agent.format(**names)
    headers = {"User-Agent": agent} | {name: value.format(**names) for name, value in probe.headers}
    inside = (
        ()
        if network.urls.any_host
        else tuple(dict.fromkeys((*network.urls.hosts, urlsplit(url).hostname or "")))
    )
    return Question(
        network.id,
        probe.id,
        handle,
        url,
        probe.method,
        tuple(headers.items()),
        probe.redirects == "follow",
        inside,
    )


def _wall(probe: Probe, answer: Answer) -> Judgement | None:
    """Recognise a wall by status, header or address, unless the probe names that status itself."""
    common, status = load_common(), answer.status or 0
    named = {code for tests in _all_tests(probe) for code in tests.status}
    if any(name in common.wall_headers for name, _ in answer.headers) and status != 200:
        return Judgement("cannot_tell", "challenge")
    if (status in common.wall_statuses or not 100 <= status <= 599) and status not in named:
        return Judgement("cannot_tell", _reason_of(status))
    for sign in common.wall_url:
        if in_address(sign, answer.final_url) and not any(tests.final_url for tests in _all_tests(probe)):
            return Judgement("cannot_tell", "consent_wall" if "consent" in sign else "login_wall")
    return None


def _challenge(answer: Answer) -> Judgement | None:
    html = answer.body.lstrip()[:1] == "<"
    if html and any(sign in answer.body for sign in load_common().wall_body):
        return Judgement("cannot_tell", "challenge")
    return None


def _reason_of(status: int) -> str:
    if status == 401:
        return "login_wall"
    if status == 429:
        return "rate_limited"
    return "server_error" if 500 <= status <= 599 else "blocked"


def _all_tests(probe: Probe) -> tuple[Tests, ...]:
    rules = (*probe.check_first, *probe.check_last)
    missing = (probe.missing_if,) if probe.missing_if else ()
    return (probe.live_if, *missing, *(rule.when for rule in rules))


def _first(rules: tuple[Rule, ...], seen: Reading) -> Rule | None:
    return next((rule for rule in rules if seen.passes(rule.when)), None)


def _default(network: Network) -> Judgement:
    return Judgement(network.liveness.default_state, network.liveness.default_reason)


def _made_up(shape: str, random: Random) -> str:
    """Fill `z[a-z0-9]{14}` and the like with random letters."""

    def fill(found: re.Match[str]) -> str:
        letters = "".join(
            "".join(chr(code) for code in range(ord(first), ord(last) + 1))
            for first, last in re.findall(r"(\w)-(\w)", found[1])
        )
        return "".join(random.choice(letters) for _ in range(int(found[2])))

    return re.sub(r"\[([^\]]+)\]\{(\d+)\}", fill, shape)
