"""Questions as typed data: one YAML file per group, read once, in the order they are asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kit.facts.trade import Trade
from kit.facts.yaml_data import load_data

_FOLDER = Path(__file__).parent / "questions"
GROUPS = ("you", "sell", "trade", "out_there", "growing", "looks", "brief")
"""The groups in the order of the interview, each a file."""

Interview = Literal["standard", "quick", "designer"]
Kind = Literal[
    "trade", "pick", "many", "line", "text", "words", "list", "hours", "day_hours", "money", "phone", "email",
    "link", "profile", "domain", "form", "date", "yes_no", "number", "score", "counts", "blocks", "colour",
    "file", "country", "timezone", "id", "language",
]  # fmt: skip


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Part(_Record):
    """One thing a question asks for: where it goes (`fact`), what it looks like (`kind`), how it is worded."""

    fact: str
    kind: Kind
    label: str
    required: bool = False
    more: bool = False
    """Asked only of those who want to say more."""
    hint: str = ""
    example: str = ""
    choices: dict[str, str] = {}
    scale: tuple[str, ...] = ()
    ordered: bool = False
    when: dict[str, Any] = {}
    guess: str = ""
    ideas: str = ""
    one: str = ""
    """What one entry of a list of blocks is called."""
    pick: str = "Usual in your trade. Which are yours?"
    """The line above the trade's ideas, to pick from."""
    fields: tuple[Part, ...] = ()

    @property
    def several(self) -> bool:
        """Tell whether the answer is a list."""
        return self.kind in {"many", "list", "blocks"}


class Example(_Record):
    """An example answer, why it is good or weak, and others that fit a trade family better."""

    text: str
    because: str
    trade_home: str = ""
    food_place: str = ""
    care_place: str = ""
    adviser_b2b: str = ""
    coach: str = ""
    maker_online: str = ""
    shop_local: str = ""

    def of(self, family: str) -> str:
        """Give the example for a trade family, or the general one."""
        return str(getattr(self, family, "") or self.text)


class Question(_Record):
    """One question: a page in the browser, a paragraph in the terminal."""

    id: str
    ask: str
    why: str
    feeds: tuple[str, ...]
    good: Example
    weak: Example
    interviews: tuple[Interview, ...]
    seconds: Annotated[int, Field(ge=5, le=600)]
    """How long it usually takes; the person's own pace corrects it."""
    parts: tuple[Part, ...]
    when: dict[str, Any] = {}
    group: str = ""


class _Group(_Record):
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
    return _Group.model_validate(load_data(_FOLDER / f"{name}.yaml"))


@cache
def all_groups() -> tuple[Group, ...]:
    """Give every group in order."""
    return tuple(Group(name, _load(name).title) for name in GROUPS)


@cache
def standing_questions() -> tuple[Question, ...]:
    """Give every question that is in a file, in order, whatever the interview and the trade."""
    return tuple(each.model_copy(update={"group": name}) for name in GROUPS for each in _load(name).questions)


def questions_for(interview: Interview, trade: Trade) -> tuple[Question, ...]:
    """Give the questions of an interview; after the group `trade` come the customers' questions of that trade."""
    asked = [_fitting(each, trade) for each in standing_questions() if interview in each.interviews]
    last = max((number for number, each in enumerate(asked) if each.group == "trade"), default=-1)
    block = trade_block(trade) if last >= 0 else ()
    return (*asked[: last + 1], *block, *asked[last + 1 :])


def _fitting(question: Question, trade: Trade) -> Question:
    """Give the question about services with examples from this trade: a café owner has no boiler to service."""
    if question.id != "services" or not trade.services:
        return question
    of_trade = {"name": trade.services[0].name, "about": ""}
    parts = tuple(
        part.model_copy(
            update={
                "fields": tuple(
                    field.model_copy(update={"example": of_trade.get(field.fact, field.example)})
                    for field in part.fields
                )
            }
        )
        for part in question.parts
    )
    return question.model_copy(update={"parts": parts})


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
