"""From one ask to its reply: redirects, retries and cookies decided here; the sending is somebody else's.

`chase` is a generator that says which request to make next and is told how it went. Both engines drive it,
so that they follow the same rules by construction.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kit.base.text import clean
from kit.net.body import ACCEPTED
from kit.net.head import Head
from kit.net.patience import may_retry, retry_wait
from kit.net.types import Ask, Hop, NetSettings, Reply, Trouble
from kit.net.urls import BadUrl, Url, mask, parse_url

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_COOKIES = 50
_COOKIE_LENGTH = 4096


class Exchange(NamedTuple):
    """One request to make: `wait` seconds from now at the earliest, to be over within `seconds`."""

    url: Url
    method: str
    headers: tuple[tuple[str, str], ...]
    wait: float
    seconds: float
    body_limit: int
    want_body: bool


class Outcome(NamedTuple):
    """How one request went: a head, or a trouble with one sentence."""

    head: Head | None = None
    trouble: Trouble | None = None
    detail: str = ""
    body: bytes = b""
    cut: bool = False
    seconds: float = 0.0
    answer_seconds: float = 0.0
    """From the request's last byte to the end of the answer: what the server itself took."""
    certificate_days: int | None = None
    address: str = ""
    """The IP that was dialled."""
    dropped: bool = False
    """The connection broke before an answer, so that another try may go better."""
    certificate_fault: int = 0
    """OpenSSL's number for what is wrong with the certificate."""
    last: bool = False
    """Do not try again: this host has asked for patience too often."""


Chain = Generator[Exchange, Outcome, Reply]


@dataclass(slots=True)
class _Course:
    """Where a chain stands; it lives inside one generator and is never shared."""

    url: Url
    method: str
    first: Url
    hops: list[Hop] = field(default_factory=list)
    cookies: dict[tuple[str, str], tuple[str, bool]] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    was_https: bool = False
    tries: int = 1
    used: float = 0.0
    waited: float = 0.0
    wait: float = 0.0


def chase(ask: Ask, settings: NetSettings, wall: Callable[[], float]) -> Chain:
    """Give the requests that lead to the reply for `ask`, one by one; `wall` is the time for Retry-After dates."""
    try:
        url = parse_url(ask.url)
    except BadUrl as bad:
        return Reply(ask, None, mask(ask.url), bad.trouble, bad.detail)
    course = _Course(url, ask.method, url, was_https=url.scheme == "https")
    while True:
        outcome = yield _exchange(ask, course, settings)
        course.used += outcome.seconds
        wait = None if outcome.last else _next_wait(outcome, course, settings, wall)
        if wait is not None:
            course.tries += 1
            course.waited += wait
            course.wait = wait
            continue
        course.wait = 0.0
        status = outcome.head.status if outcome.head else None
        if course.method == "HEAD" and (status is None or status >= 400) and not _own_refusal(outcome):
            # Many servers answer HEAD wrongly; only what a GET says counts.
            course.method = "GET"
            continue
        if outcome.head is None or status not in _REDIRECTS or not outcome.head.header("location"):
            return _reply(ask, course, outcome)
        trouble = _follow(ask, course, outcome.head, settings)
        if trouble is not None:
            return _reply(ask, course, outcome._replace(trouble=trouble[0], detail=trouble[1]))
        if not ask.follow or (ask.inside and course.hops[-1].location and course.url.host not in ask.inside):
            course.url = parse_url(course.hops[-1].url)
            return _reply(ask, course, outcome)


def _own_refusal(outcome: Outcome) -> bool:
    return outcome.trouble in {
        Trouble.BLOCKED_PRIVATE_ADDRESS,
        Trouble.BLOCKED_PORT,
        Trouble.DNS_FAILURE,
        Trouble.TLS_ERROR,
    }


def _exchange(ask: Ask, course: _Course, settings: NetSettings) -> Exchange:
    left = settings.timeout - course.used
    if course.waited:
        # The server has answered once within its time; a second wait need not be as long, and the
        # longest chain (all of Retry-After, then silence) still ends within 45 seconds.
        left = min(left, settings.timeout / 2)
    if course.method == "HEAD":
        # Some servers never answer HEAD; the other half of the time is for the GET after it.
        left /= 2
    headers = _headers(ask, course, settings)
    return Exchange(
        course.url, course.method, headers, course.wait, max(left, 0.05), ask.body_limit, ask.want_body
    )


@lru_cache(maxsize=64)
def _common_headers(user_agent: str) -> tuple[tuple[str, str], ...]:
    return (
        ("User-Agent", user_agent if _TIDY.fullmatch(user_agent) else _tidy(user_agent)),
        ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
        ("Accept-Encoding", ACCEPTED),
    )


def _headers(ask: Ask, course: _Course, settings: NetSettings) -> tuple[tuple[str, str], ...]:
    common = _common_headers(settings.user_agent)
    if not (ask.headers or course.url.login or settings.host_headers or course.cookies):
        return common
    headers = {name.lower(): (name, value) for name, value in common}
    for name, value in ask.headers:
        headers[name.lower()] = (name, value)
    login = course.url.login
    if login is not None and course.url.origin == course.first.origin:
        token = base64.b64encode(f"{login[0]}:{login[1]}".encode()).decode()
        headers["authorization"] = ("Authorization", f"Basic {token}")
    for name, value in _own_headers(course, settings):
        headers[name.lower()] = (name, value)
    cookies = _cookie_header(course)
    if cookies:
        headers["cookie"] = ("Cookie", cookies)
    return tuple(
        (name, value if _TIDY.fullmatch(value) else _tidy(value))
        for name, value in headers.values()
        if _TOKEN.fullmatch(name)
    )


_TIDY = re.compile(r"[\x20-\x7e]{0,8000}")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~\w-]{1,200}", re.ASCII)


def _tidy(value: str) -> str:
    """Give a header value that fits on the wire: a line end inside one would smuggle another header in."""
    text = clean(value, limit=8000)
    return text if text.isascii() else text.encode("utf-8").decode("latin-1")


def _own_headers(course: _Course, settings: NetSettings) -> tuple[tuple[str, str], ...]:
    """Give the headers set for this host, never after a step down from https to http."""
    if course.was_https and course.url.scheme == "http":
        return ()
    url = course.url
    own_port = url.port in {80, 443} or (url.host, url.port) == (course.first.host, course.first.port)
    return tuple(
        header
        for host, headers in settings.host_headers
        if host.lower() in {f"{url.host}:{url.port}", url.host if own_port else ""}
        for header in headers
    )


def _cookie_header(course: _Course) -> str:
    pairs = [
        f"{name}={value}"
        for (host, name), (value, secure) in course.cookies.items()
        if host == course.url.host and (not secure or course.url.scheme == "https")
    ]
    return "; ".join(pairs) if sum(map(len, pairs)) < 8000 else ""


def _next_wait(
    outcome: Outcome, course: _Course, settings: NetSettings, wall: Callable[[], float]
) -> float | None:
    """Say how long to wait before the same request is made again, or None for: it stays at this outcome."""
    status = outcome.head.status if outcome.head else None
    if course.tries >= settings.tries or not (outcome.dropped or may_retry(status)):
        return None
    wait = settings.retry_wait * 2.0 ** (course.tries - 1)
    if outcome.head is not None:
        wait = max(wait, retry_wait(outcome.head.header("retry-after"), wall()) or 0.0)
    if course.waited + wait > settings.retry_after_limit or course.used + outcome.seconds > settings.timeout:
        return None
    return wait


def _follow(ask: Ask, course: _Course, head: Head, settings: NetSettings) -> tuple[Trouble, str] | None:
    """Move the course to where the answer points, or say why that cannot be."""
    location = head.header("location").encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        target = parse_url(location, course.url)
    except BadUrl as bad:
        return bad.trouble, f"it redirects to {mask(location)[:200]}: {bad.detail}"
    fragment = f"#{target.fragment}" if target.fragment else ""
    course.hops.append(Hop(head.status, course.url.text, target.text + fragment))
    if not ask.follow:
        return None
    course.seen.add((course.url.text, _cookie_header(course)))
    _keep_cookies(course, head)
    if len(course.hops) > settings.max_hops:
        return Trouble.TOO_MANY_REDIRECTS, f"it redirects more than {settings.max_hops} times"
    course.url = target
    if head.status == 303 and course.method != "HEAD":
        course.method = "GET"
    # The same address with the same cookies is a circle; with new ones a site that tests for cookies.
    if (target.text, _cookie_header(course)) in course.seen:
        return Trouble.TOO_MANY_REDIRECTS, "it redirects in a circle"
    course.was_https = course.was_https or target.scheme == "https"
    return None


def _keep_cookies(course: _Course, head: Head) -> None:
    """Remember cookies for the same host until this chain ends: some sites circle without them."""
    for name, value in head.headers:
        if name != "set-cookie" or len(value) > _COOKIE_LENGTH or len(course.cookies) >= _COOKIES:
            continue
        pair, _, attributes = value.partition(";")
        key, equals, content = pair.partition("=")
        if equals and key.strip():
            secure = "secure" in {part.strip().lower() for part in attributes.split(";")}
            course.cookies[course.url.host, key.strip()] = (content.strip(), secure)


def _reply(ask: Ask, course: _Course, outcome: Outcome) -> Reply:
    head = outcome.head
    return Reply(
        ask=ask,
        status=head.status if head and outcome.trouble is None else None,
        final_url=course.url.text,
        trouble=outcome.trouble,
        detail=mask(outcome.detail) if outcome.detail else "",
        headers=head.headers if head else (),
        body=outcome.body,
        cut=outcome.cut,
        hops=tuple(course.hops),
        tries=course.tries,
        seconds=course.used,
        certificate_days=outcome.certificate_days,
    )
