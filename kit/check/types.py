"""The audit's values, from target to report; no value knows what made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kit.base.errors import Exit


class Verdict(StrEnum):
    """What is known of a link or profile. `cannot_tell` is an answer, not a fault."""

    LIVE = "live"
    BROKEN = "broken"
    MISSING = "missing"
    CANNOT_TELL = "cannot_tell"
    NOT_ASKED = "not_asked"


class Severity(StrEnum):
    """Two values only: what costs a customer, and what ought to be mended."""

    ERROR = "error"
    WARNING = "warning"


class SubjectKind(StrEnum):
    """What `webkit check` was pointed at."""

    PROJECT = "project"
    FOLDER = "folder"
    URL = "url"
    PAGE = "page"
    LIST = "list"


REASONS: dict[str, Verdict] = {
    **dict.fromkeys(("ok", "redirected", "too_large"), Verdict.LIVE),
    **dict.fromkeys(
        (
            "not_found",
            "gone",
            "server_error",
            "dns_failure",
            "connection_refused",
            "connection_failed",
            "tls_error",
            "too_many_redirects",
            "malformed_url",
            "not_http",
            "fragment_missing",
            "file_missing",
        ),
        Verdict.BROKEN,
    ),
    **dict.fromkeys(
        (
            "timeout",
            "rate_limited",
            "login_wall",
            "bot_wall",
            "robots",
            "soft_404",
            "parked",
            "seen_once",
            "refused",
        ),
        Verdict.CANNOT_TELL,
    ),
    **dict.fromkeys(
        ("offline", "not_asked", "unsupported_scheme", "blocked_private_address"), Verdict.NOT_ASKED
    ),
}
"""The closed list of reasons for links, each with its verdict (README, "Verdicts").

Two engines that differ, or two time-outs a day apart, override the verdict, never the reason.
"""


class Seen(NamedTuple):
    """One place where a target stands: page name, line, column, element and link text.

    A named tuple, because large folders hold hundreds of thousands of them.
    """

    page: str
    line: int
    column: int
    element: str
    text: str
    followed: bool = True
    """False where no browser and no visitor follows the address: previews, structured data, `link rev`."""


@dataclass(frozen=True, slots=True)
class Target:
    """One distinct address (fragment kept) with every place it was seen."""

    url: str
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkResult:
    """A target after judging; `note` is a sentence for people."""

    url: str
    verdict: Verdict
    reason: str
    status: int | None = None
    final_url: str | None = None
    seen: tuple[Seen, ...] = ()
    note: str = ""
    suggestion: str = ""
    """Where the link may lead instead, seen alive in this run."""
    moved_to: str = ""
    """Where it has moved for good: the end of the permanent redirects (301, 308) that it begins with."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a person saw, when, and who: it settles a verdict for 90 days."""

    answer: Verdict
    on: str
    by: str
    phone_seen: str = ""


@dataclass(frozen=True, slots=True)
class ProfileResult:
    """One profile of the business after probing. `links_back` is yes, no or unknown."""

    network: str
    url: str
    handle: str
    verdict: Verdict
    reason: str
    links_back: str = "unknown"
    confirmed: Confirmed | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: `check` is the id of the rule, `page` "" for the whole site, `line` 0 for the whole page."""

    check: str
    severity: Severity
    page: str
    line: int
    message: str
    fix: str
    url: str = ""
    column: int = 0


@dataclass(frozen=True, slots=True)
class FactGrade:
    """How often one fact stands on the site: as in the facts, written differently, or different."""

    fact: str
    same: int
    differently: int
    different: int


@dataclass(frozen=True, slots=True)
class Report:
    """One subject's audit. The numbers add up by construction: they are counted from what is held."""

    kind: SubjectKind
    name: str
    pages: int
    links: tuple[LinkResult, ...] = ()
    profiles: tuple[ProfileResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    stopped: str | None = None
    notes: tuple[str, ...] = field(default=())
    """Sentences for people: what was taken as the truth, what was left out and why."""
    title: str = ""
    """The name of the business: from the facts, else what the site itself says."""
    facts: tuple[FactGrade, ...] = ()
    """What became of each fact on the site; empty without a facts file."""
    known: int = 0
    """Findings left out because an earlier run or the baseline names them: no news, but not mended either."""

    def count(self, verdict: Verdict) -> int:
        """Count links with this verdict."""
        return sum(link.verdict is verdict for link in self.links)

    def count_profiles(self, verdict: Verdict) -> int:
        """Count profiles with this verdict."""
        return sum(profile.verdict is verdict for profile in self.profiles)

    def count_findings(self, severity: Severity) -> int:
        """Count findings of this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def exit(self, fail_on: str = "error") -> Exit:
        """Give the exit code that what is printed deserves; stopping early wins over findings."""
        if self.stopped:
            return Exit.STOPPED_EARLY
        errors = self.count_findings(Severity.ERROR)
        warnings = self.count_findings(Severity.WARNING)
        failed = {"error": errors, "warning": errors + warnings, "never": 0}[fail_on]
        return Exit.FINDINGS if failed else Exit.DONE
