"""What is left out of a check, each with a reason and, if wanted, a day to look again."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.base.errors import InputError
from kit.base.text import clean
from kit.check.types import Finding, Report, Severity
from kit.facts.yaml_data import parse_data

if TYPE_CHECKING:
    from kit.facts.models import Business

FILE = "webkit-check.yaml"
_EXAMPLE = (
    "Write for example:\nignore:\n  - url: https://intranet.example/*\n    reason: only reachable in the office\n"
    "    until: 2027-03-01"
)


@dataclass(frozen=True, slots=True)
class Ignore:
    """One rule: addresses by pattern, on all pages or some, or a whole check; never without a reason."""

    reason: str
    url: str = "*"
    page: str = "*"
    check: str = "*"
    until: date | None = None

    def fits(self, *, url: str, page: str, check: str) -> bool:
        """Tell whether this rule leaves out what is found there."""
        return fnmatchcase(url, self.url) and fnmatchcase(page, self.page) and fnmatchcase(check, self.check)

    @property
    def is_about_links(self) -> bool:
        """Tell whether matching addresses need not even be asked for."""
        return self.url != "*" and self.page == "*" and self.check == "*"


@dataclass(frozen=True, slots=True)
class CheckFile:
    """What `webkit-check.yaml` says. Header values that begin with $ name environment variables."""

    ignore: tuple[Ignore, ...] = ()
    accept: tuple[tuple[str, frozenset[int]], ...] = ()
    headers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = field(default=())
    per_second: float | None = None
    paces: tuple[tuple[str, float], ...] = ()
    """Requests a second of single hosts."""


def load_check_file(folder: Path, environment: Mapping[str, str]) -> CheckFile:
    """Read `webkit-check.yaml` of a folder, if there is one; raises InputError that names the entry."""
    file = folder / FILE
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return CheckFile()
    except (OSError, UnicodeDecodeError) as exc:
        raise InputError(f"{file} cannot be read: {exc}", hint="Save it as UTF-8 text.") from exc
    try:
        raw = parse_data(text) or {}
    except ValueError as exc:
        raise InputError(f"{file}: {clean(str(exc))}", hint=_EXAMPLE) from exc
    if not isinstance(raw, dict):
        raise InputError(f"{file} must hold names and values.", hint=_EXAMPLE)
    unknown = sorted(set(map(str, raw)) - {"ignore", "accept", "headers", "basic", "per_second"})
    if unknown:
        raise InputError(
            f"{file}: there is no {clean(unknown[0])!r}.",
            hint="Known are ignore, accept, headers, basic, per_second.",
        )
    paces = _paces(raw.get("per_second"), file)
    return CheckFile(
        ignore=tuple(_ignore(each, file) for each in raw.get("ignore") or ()),
        accept=_accept(raw.get("accept") or {}, file),
        headers=(
            *_headers(raw.get("headers") or {}, environment, file),
            *_basic(raw.get("basic") or {}, environment, file),
        ),
        per_second=paces.pop("*", None),
        paces=tuple(paces.items()),
    )


def ignores_of(business: Business | None) -> tuple[Ignore, ...]:
    """Give the checks that the facts leave out (`site.skip`)."""
    if business is None:
        return ()
    return tuple(Ignore(each.reason, check=each.check, until=each.until) for each in business.site.skip)


def leave_out(report: Report, ignores: tuple[Ignore, ...], today: date) -> Report:
    """Take out what the rules name, say how much and why, and warn of rules whose day has passed."""
    kept: list[Finding] = []
    counts = dict.fromkeys(ignores, 0)
    for finding in report.findings:
        rule = next((each for each in ignores if _holds(each, finding, today)), None)
        if rule is None:
            kept.append(finding)
        else:
            counts[rule] += 1
    notes = [f"Left out {count}: {_name(rule)} ({rule.reason})." for rule, count in counts.items() if count]
    old = (_expired(rule) for rule in ignores if rule.until is not None and rule.until < today)
    return replace(report, findings=(*kept, *old), notes=(*report.notes, *notes))


def is_not_asked(url: str, ignores: tuple[Ignore, ...], today: date) -> str:
    """Give the reason why an address is not even asked for, or ""."""
    for rule in ignores:
        if rule.is_about_links and fnmatchcase(url, rule.url) and (rule.until is None or rule.until >= today):
            return rule.reason
    return ""


def _holds(rule: Ignore, finding: Finding, today: date) -> bool:
    if rule.until is not None and rule.until < today:
        return False
    return rule.fits(url=finding.url, page=finding.page, check=finding.check)


def _expired(rule: Ignore) -> Finding:
    message = f"the day to look again has passed: {_name(rule)} ({rule.reason}, until {rule.until})"
    fix = f"Look whether it is still so; then give it a new day, or remove it from {FILE} or site.skip."
    return Finding("expired_ignore", Severity.WARNING, "", 0, message, fix)


def _name(rule: Ignore) -> str:
    parts = (rule.check, rule.url, f"on {rule.page}" if rule.page != "*" else "*")
    return " ".join(part for part in parts if part != "*") or "everything"


def _ignore(raw: Any, file: Path) -> Ignore:
    if not isinstance(raw, dict) or not str(raw.get("reason") or "").strip():
        raise InputError(f"{file}: each entry of ignore needs a reason.", hint=_EXAMPLE)
    if not {"url", "page", "check"} & raw.keys() or set(raw) - {"url", "page", "check", "reason", "until"}:
        raise InputError(f"{file}: an entry of ignore names a url, a page or a check.", hint=_EXAMPLE)
    until = raw.get("until")
    if until is not None and not isinstance(until, date):
        raise InputError(f"{file}: until must be a day such as 2027-03-01.", hint=_EXAMPLE)
    texts = {name: str(raw[name]) for name in ("url", "page", "check") if name in raw}
    return Ignore(clean(str(raw["reason"])), until=until, **texts)


def _accept(raw: Any, file: Path) -> tuple[tuple[str, frozenset[int]], ...]:
    try:
        return tuple((str(host), frozenset(map(int, statuses))) for host, statuses in raw.items())
    except (AttributeError, TypeError, ValueError) as exc:
        raise InputError(
            f"{file}: accept names statuses per host.",
            hint="Write for example:\naccept:\n  www.linkedin.com: [999]",
        ) from exc


def _paces(raw: Any, file: Path) -> dict[str, float]:
    """Give requests a second by host, "*" for all others; one number stands for all."""
    given = raw if isinstance(raw, dict) else {} if raw is None else {"*": raw}
    try:
        paces = {str(host): float(number) for host, number in given.items()}
    except (TypeError, ValueError):
        paces = {"": 0.0}
    if any(not 0 < pace <= 1000 for pace in paces.values()):
        raise InputError(
            f"{file}: per_second is a number above 0, for all hosts or one by one.",
            hint='Write for example:\nper_second:\n  www.example.org: 1\n  "*": 5',
        )
    return paces


def _basic(
    raw: Any, environment: Mapping[str, str], file: Path
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Give the header for each host's name and password, which one environment variable holds as name:password."""
    if not isinstance(raw, dict):
        raise InputError(f"{file}: basic names one variable per host.", hint=_BASIC_EXAMPLE)
    made = []
    for host, value in raw.items():
        secret = _secret(str(value), environment, file, _BASIC_EXAMPLE)
        if ":" not in secret:
            raise InputError(
                f"The environment variable {clean(str(value)[1:])} must hold name:password.",
                hint=_BASIC_EXAMPLE,
            )
        token = base64.b64encode(secret.encode()).decode()
        made.append((str(host), (("Authorization", f"Basic {token}"),)))
    return tuple(made)


_BASIC_EXAMPLE = (
    "Write for example:\nbasic:\n  intranet.example: $INTRANET_LOGIN\nand set it to name:password."
)


def _secret(text: str, environment: Mapping[str, str], file: Path, hint: str) -> str:
    if not text.startswith("$"):
        raise InputError(f"{file}: a secret does not belong into a file.", hint=hint)
    if text[1:] not in environment:
        raise InputError(
            f"The environment variable {clean(text[1:])} is not set.", hint=f"{file} asks for it."
        )
    return environment[text[1:]]


def _headers(
    raw: Any, environment: Mapping[str, str], file: Path
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    hint = "Write for example:\nheaders:\n  intranet.example: {Authorization: $INTRANET_TOKEN}"
    if not isinstance(raw, dict) or not all(isinstance(each, dict) for each in raw.values()):
        raise InputError(f"{file}: headers names headers per host.", hint=hint)
    made = []
    for host, headers in raw.items():
        pairs = [(str(name), _secret(str(value), environment, file, hint)) for name, value in headers.items()]
        made.append((str(host), tuple(pairs)))
    return tuple(made)
