"""What a network answers to programs: the questions that may be asked, and what a reply proves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bots:
    """What a program without an account gets."""

    answers_bots: str
    page_status_exists: tuple[int, ...]
    page_status_missing: tuple[int, ...]
    seen_when_blocked: tuple[int, ...]
    note: str | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tests:
    """What a reply must pass; every given test counts. `json` holds (dotted path, test) pairs."""

    status: tuple[int, ...] = ()
    body_all: tuple[str, ...] = ()
    body_any: tuple[str, ...] = ()
    body_none: tuple[str, ...] = ()
    json: tuple[tuple[str, str], ...] = ()
    final_url: str = ""
    handle_echo: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a reply passes `when`, this is the answer: live, missing, cannot_tell or follow."""

    when: Tests
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Probe:
    """One honest question to a network, and how to read the reply."""

    id: str
    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    redirects: str
    documented_by_network: bool
    use_when: str | None
    check_first: tuple[Rule, ...]
    live_if: Tests
    missing_if: Tests | None
    check_last: tuple[Rule, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Controls:
    """Accounts that should be live, and the shape of a name that should not exist."""

    known_live: tuple[str, ...]
    random_missing: str | None


@dataclass(frozen=True, slots=True)
class Liveness:
    """What may be asked honestly about a profile, and what that can prove."""

    power: str
    reliability: str
    default_state: str
    default_reason: str
    probes: tuple[Probe, ...]
    confirm_missing_times: int
    controls: Controls
    key_alternative: str | None
    human_check: str
    source: tuple[str, ...]
