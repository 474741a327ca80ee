"""What a terminal must be able to do to hold the interview, and what it is handed at each prompt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kit.interview.engine import State
from kit.interview.progress import Progress
from kit.interview.questions import Part, Question

KEYS = {"?": "why we ask", "<": "back", "-": "skip", "later": "homework", "!": "finish", "+": "details"}
"""What can be typed instead of an answer, and what it does."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to type: its part, what stands there, what we guess, and what may be chosen."""

    part: Part
    label: str
    now: str = ""
    """The standing answer in words; Enter keeps it."""
    typed: str = ""
    """The standing answer as it would be typed."""
    guess: str = ""
    where: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    ideas: tuple[str, ...] = ()
    country: str = ""
    check: Callable[[str], str] = lambda _text: ""
    """Says in one sentence what is wrong with a text, or gives ""; used while typing."""


class Face(Protocol):
    """What a terminal must be able to do."""

    def question(self, question: Question, place: Progress, details: tuple[str, ...]) -> None:
        """Show the heading of a question."""

    def ask(self, prompt: Prompt) -> str:
        """Show a prompt and give what was typed; raises KeyboardInterrupt or EOFError when stopped."""

    def help(self, question: Question, family: str, part: Part) -> None:
        """Show why we ask, a good and a weak answer, and the keys."""

    def say(self, text: str) -> None:
        """Show a sentence."""

    def noted(self, part: Part, said: str) -> None:
        """Repeat an answer that was understood as something else than what was typed."""

    def refuse(self, text: str) -> None:
        """Show what is wrong with an answer."""

    def hours(self, text: str, language: str) -> None:
        """Show a week as it was understood."""

    def review(self, rows: tuple[tuple[str, str], ...]) -> str:
        """Show all answers as a numbered table and give what was typed."""


@dataclass(frozen=True, slots=True)
class World:
    """What the conversation needs from outside: keeping a state, the time, the machine's locale, a preview."""

    keep: Callable[[State, State], State]
    """Put the new state on disk (second argument: the one before) and give it back."""
    now: Callable[[], float]
    locale: str = ""
    preview: Callable[[State], str] = lambda _state: ""
    """Builds the rough home page and gives where it is, or "" when it cannot be built yet."""


class Move(Exception):
    """Leave the question: the word that was typed."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def move_to(old: State, new: State, world: World) -> State:
    """Keep the new state and give it as it stands on disk."""
    return world.keep(new, old)
