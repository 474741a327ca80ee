"""The reviews: what the log says of the last month or quarter, the questions only the owner can answer, the next choice."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from kit.plan.ledger import Entry, Ledger, hours_by_channel
from kit.plan.people import People
from kit.plan.plan import Plan
from kit.plan.words import count_word, counted, day_text

PEOPLE_CHANNELS = frozenset({"past_customers", "referral_partners", "referral_group", "chamber", "speaking"})
_FEW = 5
"""Events below which counts are printed and no shares (PLAN, "Eight numbers")."""
_COUNTS = frozenset({"enquiry", "job", "conversation", "referral"})
"""Kinds of entries that a stop rule's number may be made of."""
_A_DAY = dt.timedelta(days=1)
_A_WEEK = dt.timedelta(days=6)
MONTHLY_QUESTIONS = (
    "Who are the two people who helped most this month? Have I told them?",
    "Whom did I help, and with what?",
    "Which enquiry would I like ten more of? Where did it come from, in their words?",
    "Which hour was wasted? What would I do with it instead?",
    "What did I learn from someone who knows more? What will I change because of it?",
    "What did I ask for and get no answer to: wrong question, wrong person, or wrong time?",
    "Which promise is late?",
    "Which decision is coming, and who should be asked before it?",
    "What did a customer misunderstand about us? Is it mended on the site?",
    "Is anything on the site or in a listing no longer true?",
    "What did I do that was not in the plan and worked?",
    "For each channel at its date: keep, change one thing, or drop?",
    "Am I full? Then what is the plan for: better work, a higher price, learning, or a rest?",
    "Keep one thing. Change one thing. Stop one thing.",
    "Who will look at this sheet besides me?",
)
QUARTERLY_QUESTIONS = (
    "Was the number reached? If not: was it the number, the plan or the doing?",
    "Which letter (A, B, C) has each person who sends me work now?",
    "Which third of the reading list goes?",
    "Of the decisions I was 80 percent sure of, how many came true?",
)


@dataclass(frozen=True, slots=True)
class Review:
    """Figures of a span of days, ready to be shown."""

    since: dt.date
    until: dt.date
    rows: tuple[tuple[str, int, int, float, float | None], ...]
    """Channel, enquiries, jobs, hours, cost of one enquiry (None when it cannot be said)."""
    numbers: tuple[tuple[str, str], ...]
    last_ten: tuple[tuple[str, int], ...]
    """How the last ten jobs really came; empty while fewer than ten are logged."""
    notes: tuple[str, ...]
    empty: bool = False
    """Whether nothing was logged in the span."""


def review(plan: Plan, ledger: Ledger, people: People, since: dt.date, until: dt.date) -> Review:
    """Look at a span of days. Below five events only counts are given, never a share."""
    span = _span(ledger, since, until)
    worth = plan.business.marketing.hour_worth
    return Review(
        since,
        until,
        tuple(_rows(span, worth)),
        tuple(_numbers(span, _span(ledger, since - (until - since) - _A_DAY, since - _A_DAY))),
        last_ten(ledger),
        (*_notes(plan, span, people, until), *_verdicts(plan, ledger, until)),
        empty=not span.entries,
    )


def _span(ledger: Ledger, since: dt.date, until: dt.date) -> Ledger:
    return Ledger(tuple(entry for entry in ledger.entries if since <= entry.date <= until))


def _rows(span: Ledger, worth: float | None) -> Iterable[tuple[str, int, int, float, float | None]]:
    hours = hours_by_channel(span.entries)
    asked = Counter(entry.channel or "unknown" for entry in span.of("enquiry"))
    jobs = Counter(entry.channel or "unknown" for entry in span.of("job"))
    for channel in sorted({*hours, *asked, *jobs}, key=lambda name: (-jobs[name], -asked[name], name)):
        spent = hours.get(channel, 0.0)
        cost = spent * worth / asked[channel] if worth and asked[channel] and spent else None
        yield channel, asked[channel], jobs[channel], spent, cost


def _numbers(span: Ledger, before: Ledger) -> Iterable[tuple[str, str]]:
    """Give the numbers, with those of the same time before where anything was logged then."""
    now, then = _hours(span), _hours(before)
    yield "Hours spent", f"{now:.1f}{f' (before: {then:.1f})' if before.entries else ''}"
    for label, kinds in (
        ("Touches", ("touch",)),
        ("Conversations", ("conversation",)),
        ("Advice received and used", ("advice_used",)),
        ("Recommendations given", ("referral_given",)),
        ("Recommendations received", ("referral",)),
    ):
        yield label, _against(len(span.of(*kinds)), len(before.of(*kinds)), before)
    asked, jobs = span.of("enquiry"), span.of("job")
    known = [entry for entry in asked if _known(entry)]
    yield "Enquiries with a known source", _share(len(known), len(asked))
    yield "Jobs, bookings or orders", _against(len(jobs), len(before.of("job")), before)
    if jobs:
        yield (
            "of them from people",
            _share(sum(entry.channel in PEOPLE_CHANNELS for entry in jobs), len(jobs)),
        )
    waits = [entry.minutes for entry in span.of("reply") if entry.minutes is not None]
    if len(waits) >= _FEW:
        yield "Half of the replies came within", counted(median(waits), "minute")


def _hours(span: Ledger) -> float:
    return sum(entry.minutes or 0 for entry in span.entries if entry.kind not in {"reply", "promise"}) / 60


def _against(now: int, then: int, before: Ledger) -> str:
    return f"{now} (before: {then})" if before.entries else str(now)


def _known(entry: Entry) -> bool:
    return bool(entry.channel) and entry.channel != "unknown"


def _share(part: int, whole: int) -> str:
    text = f"{part} of {whole}"
    return f"{text} ({100 * part / whole:.0f} %)" if whole >= _FEW else text


def last_ten(ledger: Ledger) -> tuple[tuple[str, int], ...]:
    """Give how the last ten jobs came, as `marketing.last_ten` wants it; empty below ten jobs."""
    jobs = ledger.of("job")[-10:]
    if len(jobs) < 10:
        return ()
    return tuple(Counter(entry.channel or "unknown" for entry in jobs).most_common())


def _notes(plan: Plan, span: Ledger, people: People, until: dt.date) -> Iterable[str]:
    asked = span.of("enquiry")
    if len(asked) >= _FEW and sum(map(_known, asked)) / len(asked) < 0.8:
        yield "Fewer than eight in ten enquiries have a known source: every other figure here is doubtful. Ask the next ones."
    late = [
        each.name
        for each in people.contacts
        if each.promise and each.promise_due and each.promise_due < until
    ]
    if late:
        yield f"Late promises: {', '.join(late)}. Do them first, or say that you cannot."
    hours = _hours(span)
    weeks = max(1, round(((until - span.entries[0].date).days + 1) / 7)) if span.entries else 1
    planned = plan.choice.budget.minutes / 60 * weeks
    if hours > planned * 1.1 and planned:
        yield f"You spent {hours:.1f} hours where {planned:.1f} were planned. Which of them would you not spend again?"


def _verdicts(plan: Plan, ledger: Ledger, until: dt.date) -> Iterable[str]:
    """Say which stop rules are due this week and have no verdict in the log yet."""
    for rule in plan.rules:
        mine = [
            entry for entry in ledger.entries if entry.channel == rule.channel and entry.date >= rule.begins
        ]
        said = any(entry.kind == "verdict" for entry in mine)
        if not said and rule.judged <= until + _A_WEEK:
            count = sum(entry.kind in _COUNTS for entry in mine)
            yield (
                f"{rule.name}: judged on {day_text(rule.judged)}; the log shows {count_word(count) if count else 'none'} since it began, "
                f"and {count_word(rule.number)} {rule.what} are needed. "
                f"Log it: webkit log verdict keep --channel {rule.channel}"
            )
