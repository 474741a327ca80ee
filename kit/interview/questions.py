"""Questions as typed data: one YAML file per group, read once, in the order they are asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kit.facts.trade import Trade
from kit.facts.yaml_data import load_record
from kit.interview.fitting import fitted
from kit.interview.parts import Example, Interview, Kind, Part, Question, Record

__all__ = [
    "ASKED_FIRST",
    "GROUPS",
    "Example",
    "Group",
    "Interview",
    "Kind",
    "Part",
    "Question",
    "all_groups",
    "questions_for",
    "standing_questions",
    "trade_block",
]

_FOLDER = Path(__file__).parent / "questions"
GROUPS = ("you", "sell", "trade", "out_there", "growing", "looks", "brief")
"""The groups in the order of the interview, each a file."""


class _Group(Record):
    group: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group's id and shown title."""

    id: str
    title: str


@cache
def _load(name: str) -> _Group:
    return load_record(_FOLDER / f"{name}.yaml", _Group)


@cache
def all_groups() -> tuple[Group, ...]:
    """Give every group in order."""
    return tuple(Group(name, _load(name).title) for name in GROUPS)


@cache
def standing_questions() -> tuple[Question, ...]:
    """Give every question that is in a file, in order, whatever the interview and the trade."""
    return tuple(each.model_copy(update={"group": name}) for name in GROUPS for each in _load(name).questions)


def questions_for(interview: Interview, trade: Trade, country: str = "") -> tuple[Question, ...]:
    """Give the questions of an interview; after the group `trade` come the customers' questions of that trade.

    Their examples are those of the trade and the country.
    """
    key = (interview, trade.id, trade.family, country)
    if key not in _ASKED:
        _ASKED[key] = _questions_for(interview, trade, country)
    return _ASKED[key]


_ASKED: dict[tuple[str, str, str, str], tuple[Question, ...]] = {}
"""Made once: an answer asks for them a dozen times."""


def _questions_for(interview: Interview, trade: Trade, country: str) -> tuple[Question, ...]:
    asked = [fitted(each, trade, country) for each in standing_questions() if interview in each.interviews]
    last = max((number for number, each in enumerate(asked) if each.group == "trade"), default=-1)
    block = trade_block(trade) if last >= 0 else ()
    return (*asked[: last + 1], *block, *asked[last + 1 :])


ASKED_FIRST = 4
"""Customers' questions asked of everybody; the rest of the trade's list comes with `+`."""


def trade_block(trade: Trade) -> tuple[Question, ...]:
    """Give what customers of this trade really ask as one question; the answers land in `questions:`.

    The last part is for what one's own customers ask; for a trade without a file it is the only one.
    """
    example = (
        trade.questions[0].example if trade.questions else "Yes. You get it in writing the same evening."
    )
    own = Part(
        fact=f"questions#*{trade.id}", kind="blocks", one="question", more=bool(trade.questions),
        label="What else do your own customers ask?", fields=_OWN_FIELDS,
    )  # fmt: skip
    return (
        Question(
            id=f"asked_{trade.id}",
            ask="What do you tell customers who ask this?"
            if trade.questions
            else "What do your customers ask first?",
            why="People ask this before they ring anybody. Each answer on the site saves a call, or wins one.",
            feeds=("questions on the site", "Google", "fewer calls that lead nowhere"),
            good=Example(text=example, because="it is plain, and it commits to something"),
            weak=Example(text="It depends.", because="say on what; that is the answer they came for"),
            interviews=("standard", "designer"),
            seconds=15 * min(len(trade.questions) or ASKED_FIRST, ASKED_FIRST),
            parts=(*(_customer_question(number, trade) for number in range(len(trade.questions))), own),
            group="trade",
        ),
    )


_OWN_FIELDS = (
    Part(fact="ask", kind="text", required=True, label="The question, in their words", example="Do you give a written price first?"),
    Part(fact="answer", kind="text", required=True, label="Your answer", example="Yes, the same evening, by text or email."),
)  # fmt: skip


def _customer_question(number: int, trade: Trade) -> Part:
    asked = trade.questions[number]
    return Part(
        fact=f"questions#{asked.ask}",
        kind="text",
        label=asked.ask,
        hint=asked.why,
        example=asked.example,
        more=number >= ASKED_FIRST,
    )
