"""Open decisions: the rules of a post that asks for advice before it is decided. Pure functions on head and text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kit.facts.yaml_data import load_data, parse_data
from kit.plan.words import counted

SHORTEST, LONGEST = 10, 30
"""Days an open decision listens (PLAN, "The open decision")."""
_SAID = 3
_SAID = 3
"""What a post lacks is named up to so many things, the rest is counted."""
GRACE = 14
"""Days after closing in which the outcome is due; an unanswered request for advice does more harm than none."""
_HEAD = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,4}[ \t]+(.+?)[ \t#]*$|^\*\*(.+?)[.:]?\*\*", re.MULTILINE)
_OPTION = re.compile(r"^[ \t]*(?:\d+[.)]|[-*])[ \t]+(?=\S)", re.MULTILINE)
APOSTROPHE = "'"
_NO_WORD = re.compile(r"[^\w'-]+")
_DOTS = re.compile(r"[:*] ?…")
"""What the draft leaves to be filled in."""
_SOMEBODY = re.compile(r"\b(?:[Ff]ire|[Ss]ack|[Dd]ismiss) (?:Mr |Mrs |Ms |Dr )?[A-Z][a-z]+\b")

"""A verb of staff before a name."""
_PERCENT = re.compile(r"\b(\d{1,3})\s?(?:%|percent|per cent|prozent)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DecisionPost:
    """A post of `kind: decision`: what its head says, and its text. Dates that cannot be read are None."""

    title: str
    status: str
    opened: dt.date | None
    closes: dt.date | None
    decided_on: dt.date | None
    review_on: dt.date | None
    answer_publicly: str
    answer_privately: str
    body: str
    draft: bool = False
    file: str = ""


def read_decision(text: str, file: str = "") -> DecisionPost | None:
    """Give the decision a Markdown text holds, or None when it is no decision (or its head cannot be read)."""
    text = text.replace("\r\n", "\n")
    found = _HEAD.match(text)
    if not found or "decision" not in found[1]:
        return None  # most posts: their heads need not be read a second time
    try:
        head = parse_data(found[1])
    except ValueError:
        return None
    if not isinstance(head, Mapping) or head.get("kind") != "decision":
        return None
    return DecisionPost(
        title=str(head.get("title") or ""),
        status=str(head.get("status") or "open"),
        opened=_day(head.get("opened")),
        closes=_day(head.get("closes")),
        decided_on=_day(head.get("decided_on")),
        review_on=_day(head.get("review_on")),
        answer_publicly=str(head.get("answer_publicly") or ""),
        answer_privately=str(head.get("answer_privately") or ""),
        body=text[found.end() :],
        draft=head.get("draft") is True,
        file=file,
    )


def _day(value: Any) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError:
        return None


@cache
def words(language: str) -> dict[str, Any]:
    """Give the words of a language; English where there are none."""
    every = load_data(Path(__file__).resolve().parent / "decision_words.yaml")
    found: dict[str, Any] = every.get(language, every["en"])
    return found


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not for an open post, and what to do in its place."""

    why: str
    instead: str


def refused_topic(text: str) -> Refusal | None:
    """Say why a question must not be asked in public (people, pay, disputes, clients, security), or None."""
    every = load_data(Path(__file__).resolve().parent / "decision_words.yaml")["refused"]
    plain = _plain(text)
    if _SOMEBODY.search(text):
        return Refusal(every["people"]["why"], every["people"]["instead"])
    for kind in every.values():
        if any(_plain(word) in plain for word in kind["words"]):
            return Refusal(kind["why"], kind["instead"])
    return None


def _plain(text: str) -> str:
    """Give lower-case words with single spaces around them; both apostrophes are one."""
    return f" {' '.join(_NO_WORD.sub(' ', text.lower().replace('’', APOSTROPHE)).split())} "


def sections(body: str) -> dict[str, str]:
    """Give the text below each heading (or bold beginning of a paragraph), by the heading in lower case."""
    found = list(_HEADING.finditer(body))
    ends = [match.start() for match in found[1:]] + [len(body)]
    return {
        (match[1] or match[2]).strip().rstrip(".:").lower(): body[match.end() : end].strip()
        for match, end in zip(found, ends, strict=False)  # no heading at all: nothing
    }


def section(body: str, name: str, language: str) -> str:
    """Give one section by its name in `decision_words.yaml`, in the post's language or in English."""
    every = sections(body)
    for code in (language, "en"):
        both = words(code)["headings"] | words(code)["outcome"]
        if both[name].lower() in every:
            return every[both[name].lower()]
    return ""


def problems_at_publication(post: DecisionPost, language: str = "en") -> tuple[str, ...]:
    """Say everything the upper half of a decision post still lacks (`decision_post_fields`)."""
    return (*_head_problems(post), *_body_problems(post, language))


def _head_problems(post: DecisionPost) -> Iterable[str]:
    if not post.title.strip().endswith("?"):
        yield "the title must be the question, with a question mark"
    refused = refused_topic(post.title)
    if refused:
        yield f"this question is not for an open post. {refused.why} {refused.instead}"
    if post.opened is None:
        yield "the day it was opened is missing; write in the head for example: opened: 2026-11-02"
    if post.closes is None:
        yield "the day it closes is missing; write in the head for example: closes: 2026-11-22"
    if post.opened and post.closes and not SHORTEST <= (post.closes - post.opened).days <= LONGEST:
        yield f"it listens for {counted((post.closes - post.opened).days, 'day')}; {SHORTEST} to {LONGEST} are right"


def _body_problems(post: DecisionPost, language: str) -> Iterable[str]:
    names = words(language)["headings"]
    for name, heading in names.items():
        if not _filled(section(post.body, name, language)):
            yield f"“{heading}” is still empty"
    options = section(post.body, "options", language)
    count = len(_OPTION.findall(options))
    if _filled(options) and not 2 <= count <= 4:
        yield f"it has {counted(count, 'option')}; two to four are right"
    if _filled(options) and not _says(options, "stay", language):
        yield "“leave it as it is” must be one of the options"
    leaning = section(post.body, "leaning", language)
    if _filled(leaning) and not _PERCENT.search(leaning):
        yield "say how sure you are in percent"
    who = section(post.body, "who", language)
    if _filled(who) and not _says(who, "mine", language):
        yield "say that you decide, and that it is not a vote"
    if not private_route(post, language):
        yield "offer a way to answer in private, without a name"
    answer = section(post.body, "answer", language)
    if _filled(answer) and not (post.answer_publicly or _says(answer, "public", language)):
        yield "offer a way to answer in public too"


def private_route(post: DecisionPost, language: str = "en") -> bool:
    """Tell whether people can answer without being seen (`decision_post_private_route`)."""
    return bool(post.answer_privately) or _says(section(post.body, "answer", language), "private", language)


def _says(text: str, kind: str, language: str) -> bool:
    plain = text.lower()
    return any(word in plain for code in (language, "en") for word in words(code)[kind])


def _filled(text: str) -> bool:
    """Tell whether a section says something: neither empty nor the draft's own dots."""
    return bool(re.sub(r"[\s.…_*\d)-]", "", re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)))


def problems_at_close(post: DecisionPost, today: dt.date, language: str = "en") -> tuple[str, ...]:
    """Say what is owed after the closing day (`decision_post_closed`), or give nothing."""
    return tuple(_close_problems(post, today, language))


def _close_problems(post: DecisionPost, today: dt.date, language: str) -> Iterable[str]:
    if post.draft or post.status == "withdrawn":
        return
    if post.status != "decided":
        if post.closes and today > post.closes + dt.timedelta(days=GRACE):
            late = (today - post.closes).days
            yield (
                f"“{post.title}” closed {counted(late, 'day')} ago and nobody has heard what you decided. An unanswered request "
                "for advice does more harm than none: write the outcome today, or withdraw it and say why."
            )
        return
    if post.decided_on is None:
        yield f"“{post.title}”: the day you decided is missing in the head, for example: decided_on: 2026-11-28"
    for name in ("outcome", "why", "changed", "expect"):
        if not _filled(section(post.body, name, language)):
            yield f"“{post.title}”: “{words(language)['outcome'][name]}” is still empty"


def outcome_due(post: DecisionPost, today: dt.date) -> bool:
    """Tell whether an open decision is past its closing day, so that the outcome is being written."""
    return bool(post.status == "open" and not post.draft and post.closes and today > post.closes)


def red_lines(posts: Iterable[DecisionPost], today: dt.date, language: str = "en") -> tuple[str, ...]:
    """Give the warnings that stand in red on the owner's page: asked by halves, or never answered."""
    return tuple(
        line
        for post in posts
        for line in (*_half_asked(post, today, language), *problems_at_close(post, today, language))
    )


def _half_asked(post: DecisionPost, today: dt.date, language: str) -> Iterable[str]:
    """Say of a decision that people can read what it still lacks, three things at most."""
    if post.draft or post.status != "open" or outcome_due(post, today):
        return
    lacks = problems_at_publication(post, language)
    if lacks:
        more = f" (and {counted(len(lacks) - _SAID, 'thing')} more)" if len(lacks) > _SAID else ""
        yield (
            f"“{post.title}” is no draft any more and not finished: {'; '.join(lacks[:_SAID])}{more}. "
            "Finish it, or put `draft: true` back into its head."
        )
