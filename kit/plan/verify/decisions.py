"""Checks of the open decisions among the posts: asked fully, answerable in private, closed in time."""

# ruff: noqa: ARG001 - every check has the same two arguments, whether it needs both or not
from __future__ import annotations

from kit.plan.decisions import outcome_due, private_route, problems_at_close, problems_at_publication
from kit.plan.items import Verify
from kit.plan.verify.seen import Seen


def decision_post_fields(verify: Verify, seen: Seen) -> bool:
    """Hold when a published open decision has everything its upper half needs."""
    live = [post for post in seen.decisions if not post.draft]
    return any(not problems_at_publication(post, seen.business.language) for post in live)


def decision_post_private_route(verify: Verify, seen: Seen) -> bool | None:
    """Hold when every published decision can be answered in private."""
    live = [post for post in seen.decisions if not post.draft]
    return all(private_route(post, seen.business.language) for post in live) if live else None


def decision_post_closed(verify: Verify, seen: Seen) -> bool | None:
    """Hold when no decision that is past its date still waits for its outcome."""
    live = [post for post in seen.decisions if not post.draft and (post.status != "open" or outcome_due(post, seen.today))]  # fmt: skip
    return not any(problems_at_close(post, seen.today, seen.business.language) for post in live) if live else None  # fmt: skip
