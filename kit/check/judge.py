"""From an answer to a verdict: what a visitor would meet, or an honest "cannot tell"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kit.base.text import clean
from kit.check.bare import bare_words, is_bare_title
from kit.check.types import REASONS, LinkResult, Target, Verdict
from kit.check.walls import is_bot_wall, is_login_wall, is_parked, shown_words, title_of
from kit.facts.yaml_data import load_data
from kit.net.types import Reply, Trouble

_TROUBLE: dict[Trouble, str] = {each: each.value for each in Trouble} | {Trouble.BLOCKED_PORT: "not_asked"}
JUDGED_BY_LOOK = frozenset({"mailto", "tel", "sms", "geo"})
"""Schemes that have no server to ask: their form is judged."""


def judge(target: Target, reply: Reply, *, accepted: frozenset[int] = frozenset()) -> LinkResult:
    """Give the verdict of one link; `accepted` are statuses that the owner says are fine there."""
    if reply.status in accepted:
        return _result(target, "ok", reply)
    return _result(target, _reason(reply), reply)


def judge_by_look(target: Target) -> LinkResult:
    """Judge a mailto, tel, sms or geo link by its form."""
    scheme, _, rest = target.url.partition(":")
    address = unquote(rest.partition("?")[0]).strip()
    good = {"mailto": _is_mail, "tel": _is_phone, "sms": _is_phones, "geo": _is_place}[scheme.lower()]
    problem = good(address)
    return settle(target, "malformed_url" if problem else "ok", note=problem)


def settle(target: Target, reason: str, *, note: str = "", status: int | None = None) -> LinkResult:
    """Give a result without an exchange: the reason says it all."""
    return LinkResult(target.url, REASONS[reason], reason, status, None, target.seen, note)


def doubt(first: LinkResult, second: LinkResult) -> LinkResult:
    """Join two opinions: broken stays broken only when both engines call it broken."""
    if first.verdict is not Verdict.BROKEN or second.verdict is Verdict.BROKEN:
        return first
    if second.verdict is Verdict.NOT_ASKED:
        return first
    note = f"one way of asking failed ({says(first)}), another did not ({says(second)})"
    return replace(first, verdict=Verdict.CANNOT_TELL, note=note)


def says(link: LinkResult) -> str:
    """Say in plain words what the reason means for this link."""
    if link.reason == "dns_failure" and scheme_is_mail(link.url):
        return "mail to it does not arrive"
    if link.note and link.reason in _SAID_BY_NOTE:
        return link.note
    text = _words()[link.reason]["says"]
    status = "no answer" if link.status is None else str(link.status)
    return text.format(host=_host(link.final_url or link.url) or _host(link.url) or "it", status=status)


_SAID_BY_NOTE = frozenset({"parked", "soft_404"})


def scheme_is_mail(url: str) -> bool:
    """Tell whether an address is a mail address."""
    return url[:7].lower() == "mailto:"


def fix_for(reason: str) -> str:
    """Say what to do about a reason, or "" when nothing is to be done."""
    return _words()[reason]["fix"]


def _reason(reply: Reply) -> str:
    if reply.trouble is not None:
        return _TROUBLE[reply.trouble]
    status = reply.status or 0
    if is_bot_wall(reply):
        return "bot_wall"
    if not 200 <= status < 400:
        return _OF_STATUS.get(status) or ("server_error" if 500 <= status <= 599 else "refused")
    return _reason_of_page(reply)


_OF_STATUS = {404: "not_found", 410: "gone", 429: "rate_limited"}


def _reason_of_page(reply: Reply) -> str:
    """Give what an answer that browsers show is: a page, or something that only looks like one."""
    if is_login_wall(reply):
        return "login_wall"
    if is_parked(reply) or _bare(reply):
        return "parked"
    if _is_empty(reply):
        return "soft_404"
    return "redirected" if reply.hops else "ok"


def _result(target: Target, reason: str, reply: Reply) -> LinkResult:
    note = clean(reply.detail, limit=300)
    if reason == "parked":
        note = _bare(reply)
    elif reason == "soft_404":
        note = "it answers with an empty page"
    if reply.trouble is Trouble.BLOCKED_PORT:
        note = note or "this port is seldom a website; --allow-port asks it all the same"
    led = reply.final_url if reply.final_url and reply.hops else None
    moved = _moved_to(reply) if reason == "redirected" else ""
    return LinkResult(
        target.url, REASONS[reason], reason, reply.status, led, target.seen, note, moved_to=moved
    )


def _bare(reply: Reply) -> str:
    """Say what a server shows in the place of a site, "" for any other answer."""
    title = title_of(reply)
    if not is_bare_title(title) and len(reply.body) > _TINY:  # asked first: nearly all pages are of that kind
        return ""
    return bare_words(title, shown_words(reply))


_TINY = 300


def _is_empty(reply: Reply) -> bool:
    """Tell a page without anything on it; what is not a page may be empty, and HEAD brings no body."""
    return (
        reply.status == 200
        and reply.ask.method == "GET"
        and reply.ask.want_body
        and reply.header("content-type").partition(";")[0].strip().lower() == "text/html"
        and not reply.cut
        and not reply.body.strip()
    )


def _moved_to(reply: Reply) -> str:
    """Give where the permanent redirects lead that an answer begins with; what comes after a temporary one may change."""
    after = (*(hop.url for hop in reply.hops[1:]), reply.final_url)
    moved = ""
    for hop, there in zip(reply.hops, after, strict=True):
        if hop.status not in _PERMANENT:
            break
        moved = there
    return moved


_PERMANENT = frozenset({301, 308})  # RFC 9110, 15.4.2 and 15.4.9


@cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = load_data(Path(__file__).parent / "data" / "reasons.yaml")
    return words


def _host(url: str) -> str:
    try:
        return clean(urlsplit(url).hostname or "", limit=100)
    except ValueError:
        return ""


def _is_mail(address: str) -> str:
    for each in address.split(","):
        mail = re.fullmatch(r".*<([^<>]*)>\s*", each)
        text = (mail.group(1) if mail else each).strip()
        # An address may be absent: `mailto:?subject=…` lets the visitor choose whom to write to.
        if text and not re.fullmatch(r"[^@\s<>,;:\\]+@[^@\s<>,;:\\.]+(\.[^@\s<>,;:\\.]+)*", text):
            return f"“{clean(text, limit=80)}” is not a mail address"
    return ""


def _is_phone(address: str) -> str:
    number = address.partition(";")[0]  # RFC 3966: parameters such as ;ext=7 follow
    if number.startswith("+") and not re.search("[A-Za-z]", number):
        digits = len(re.sub(r"\D", "", number))
        if 0 < digits < 7:
            return f"“{clean(number, limit=80)}” has too few digits to ring anywhere"
        if digits > 15:  # E.164
            return f"“{clean(number, limit=80)}” has more digits than a telephone number can have"
    if re.fullmatch(r"[+*#\d\s().\-\u2010-\u2015/\u00a0A-Da-d]*", number) and re.search(r"\d", number):
        return ""
    if re.fullmatch(r"\+?[\d\s().\-]*[A-Za-z\d\-\s]{3,}", number) and re.search(r"\d.*[A-Za-z]{3}", number):
        return ""  # a vanity number such as 1-800-FLOWERS
    return f"“{clean(number, limit=80)}” is not a telephone number"


def _is_phones(address: str) -> str:
    return next((problem for each in address.split(",") if each and (problem := _is_phone(each))), "")


def _is_place(address: str) -> str:
    if re.fullmatch(r"-?\d+(\.\d+)?,-?\d+(\.\d+)?(,-?\d+(\.\d+)?)?(;.*)?", address):
        return ""
    return f"“{clean(address, limit=80)}” is not a place; geo: wants latitude,longitude"
