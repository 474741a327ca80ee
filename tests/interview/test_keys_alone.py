"""Whoever has only a keyboard reaches every question and every detail of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from kit.interview import engine
from kit.interview.conversation import converse
from kit.interview.engine import State
from kit.interview.face import Prompt, World
from kit.interview.plain import PlainFace
from kit.interview.progress import Progress
from kit.interview.questions import Part, Question

NEEDED = {
    "business.trade": "plumber", "business.name": "Harbour", "place.mode": "1, 2, 3, 4", "business.country": "US",
    "contact.phone": "+44 20 7946 0018", "business.regulated": "yes", "business.licence.body": "The register",
    "business.registration.register": "The house",
}  # fmt: skip
"""What opens every branch; everything else is passed over with Enter."""


@dataclass
class Passer:
    """Somebody who types `+` once at every question and Enter at everything else, and notes what was asked."""

    trade: str
    asked: set[str] = field(default_factory=set)
    questions: list[str] = field(default_factory=list)
    now: Question | None = None
    opened: bool = False

    def __post_init__(self) -> None:
        self.face = PlainFace(read=lambda _mark: self.line, write=lambda _line: None)

    def __getattr__(self, name: str) -> object:
        return getattr(self.face, name)

    def question(self, question: Question, place: Progress, details: tuple[str, ...]) -> None:
        """Note the question."""
        self.now, self.opened = question, False
        self.questions.append(question.id)
        assert len(self.questions) < 60, self.questions

    def ask(self, prompt: Prompt) -> str:
        """Note the part, or the list it belongs to, and go on."""
        assert self.now
        part = prompt.part
        inside = [block for block in self.now.parts if part in block.fields or part.fact == block.fact]
        self.asked |= {each.fact for each in inside} | ({part.fact} if part in self.now.parts else set())
        if not self.opened:
            self.opened = True
            return "+"
        if part.fact == "business.trade":
            return self.trade
        return NEEDED.get(part.fact, "")

    def review(self, rows: object, made: object) -> str:
        """Press Enter."""
        return ""


@pytest.mark.parametrize("interview", ["standard", "quick", "designer"])
@pytest.mark.parametrize("trade", ["plumber", "cafe", "sail_loft"])
def test_every_question_and_every_detail_is_asked(interview, trade):
    passer = Passer(trade)
    world = World(keep=lambda new, _old: new, now=lambda: 0.0)
    state: State = converse(engine.start(interview), passer, world)
    assert state.finished
    assert passer.questions == [question.id for question in engine.visible(state)]
    parts: list[Part] = [part for each in engine.visible(state) for part in engine.parts_now(state, each)]
    assert {part.fact for part in parts} - passer.asked == set()


def test_back_from_the_review_reaches_the_first_question_again():
    state = engine.answer(engine.start(), {"business.trade": "plumber"})
    while state.here != engine.REVIEW:
        state = engine.skip(state)
    seen = []
    for _ in range(40):
        state = engine.back(state)
        seen.append(state.here)
    assert seen[-1] == "trade"
    assert set(seen) >= {question.id for question in engine.visible(state)}
