"""The decisions that are being weighed: what is next for each, from its post where there is one, else from the facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kit.facts.models import Business
from kit.plan.decisions import GRACE, DecisionPost, problems_at_publication, refused_topic
from kit.plan.words import day_text


@dataclass(frozen=True, slots=True)
class _Weighed:
    title: str
    status: str
    closes: dt.date | None
    written: bool
    """Whether its post is out, and no draft any more."""
    posted: bool = True
    """Whether there is a post at all; without one the facts say all that is known."""


def weighing(business: Business, posts: Iterable[DecisionPost], today: dt.date) -> Iterable[str]:
    """Say of each open decision what is next: a post, ten invitations, an outcome, or another way to ask."""
    every = tuple(posts)
    halves = {_plain(post.title) for post in every if problems_at_publication(post, business.language)}
    for each in _weighed(business, every):
        if each.status in {"decided", "withdrawn"}:
            continue
        refused = refused_topic(each.title)
        if refused:
            yield f"{each.title} Not as an open post. {refused.why} {refused.instead}"
        elif each.posted and each.written and each.closes and each.closes + dt.timedelta(days=GRACE) < today:
            continue  # it stands in red already
        elif each.closes and each.closes < today:
            due = each.closes + dt.timedelta(days=GRACE)
            if due < today:
                yield (
                    f"{each.title} You asked, and the answer was due on {day_text(due, year=True)}. Say now what you "
                    "decided and whose advice changed it, even if it is only: not yet."
                )
                continue
            yield (
                f"{each.title} The answers closed on {day_text(each.closes)}. Say by {day_text(due, year=True)} what "
                "you decided and whose advice changed it."
            )
        elif each.written and each.closes and _plain(each.title) in halves:
            continue  # so does this
        elif each.written and each.closes:
            yield f"{each.title} People can answer until {day_text(each.closes)}. Invite ten of them by name."
        else:
            yield f'{each.title} Ask before you decide: webkit new decision "{each.title}"'


def _weighed(business: Business, posts: tuple[DecisionPost, ...]) -> Iterable[_Weighed]:
    """Join facts and posts by their title; once a post exists, its head is the truth."""
    by_title = {_plain(post.title): post for post in posts}
    for decision in business.decisions:
        post = by_title.pop(_plain(str(decision.title)), None)
        if post:
            yield _of(post)
        else:
            yield _Weighed(
                str(decision.title),
                decision.status or "open",
                decision.closes,
                bool(decision.opened),
                posted=False,
            )
    yield from (_of(post) for post in by_title.values())


def _of(post: DecisionPost) -> _Weighed:
    return _Weighed(post.title, post.status, post.closes, not post.draft)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split()).rstrip("?! .")
