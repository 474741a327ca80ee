"""What a terminal must be able to do to hold the interview, and what it is handed at each prompt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kit.interview.engine import State
from kit.interview.machine import NOWHERE, Machine
from kit.interview.progress import Progress
from kit.interview.questions import Part, Question

KEYS = {"?": "why", "<": "back", "-": "skip", "later": "homework", "!": "finish", "+": "more"}
"""What can be typed instead of an answer, and what it does, in a word for the toolbar."""

ENOUGH = "that_is_all"
"""The choice that ends a list whose entries begin with a pick."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to type: its part, what stands there, what we guess, and what may be chosen."""

    part: Part
    label: str
    name: str = ""
    """What the answer is called once it is given; "" where the question itself says it."""
    now: str = ""
    """The standing answer in words; Enter keeps it."""
    typed: str = ""
    """The standing answer as it would be typed."""
    guess: str = ""
    where: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    ideas: tuple[str, ...] = ()
    rivals: tuple[tuple[str, str], ...] = ()
    """What an existing site says in two ways: (value, where), to be taken by number."""
    country: str = ""
    more: int = 0
    """How many details `+` would ask for."""
    silent: bool = False
    """Leaves no line behind when nothing was answered: the end of a list is no open answer."""
    check: Callable[[str], str] = lambda _text: ""
    """Says in one sentence what is wrong with a text, or gives ""; used while typing."""


def no_row(text: str, last: int) -> str:
    """Say what can be typed at the review of `last` rows where a text is none of it, or give ""."""
    text = text.strip()
    if text in {"", "!", "<"} or (text.isdigit() and 1 <= int(text) <= last):
        return ""
    return f'"{text}" is not a number of the list; type for example 3, or press Enter to go on.'


class Face(Protocol):
    """What a terminal must be able to do."""

    def question(self, question: Question, place: Progress, details: tuple[str, ...]) -> None:
        """Show the heading of a question."""

    def ask(self, prompt: Prompt) -> str:
        """Show a prompt and give what was typed; raises KeyboardInterrupt or EOFError when stopped."""

    def help(self, question: Question, part: Part, details: tuple[str, ...]) -> None:
        """Show why we ask, a good and a weak answer, which details `+` asks for, and the keys."""

    def say(self, text: str) -> None:
        """Show a sentence."""

    def noted(self, part: Part, said: str) -> None:
        """Repeat an answer that was understood as something else than what was typed."""

    def refuse(self, text: str) -> None:
        """Show what is wrong with an answer."""

    def hours(self, text: str, language: str) -> None:
        """Show a week as it was understood."""

    def review(self, rows: tuple[tuple[str, str], ...], made: tuple[str, ...]) -> str:
        """Show all answers as a numbered table and what will be created, and give what was typed."""


@dataclass(frozen=True, slots=True)
class World:
    """What the conversation needs from outside: keeping a state, the time, what the machine says, a preview."""

    keep: Callable[[State, State], State]
    """Put the new state on disk (second argument: the one before) and give it back."""
    now: Callable[[], float]
    machine: Machine = NOWHERE
    preview: Callable[[State], str] = lambda _state: ""
    """Builds the rough home page and gives where it is, or "" when it cannot be built yet."""
    bring: Callable[[str], str] = lambda path: path
    """Gives the path below the project for a picture named by a person; raises ValueError when there is none."""


class Move(Exception):
    """Leave the question: the word that was typed."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(slots=True)
class Talk:
    """The one changing value of a conversation: the state as it stands on disk, the face and the world.

    It changes in place, so that a move out of a half-told list leaves no answer behind.
    """

    state: State
    face: Face
    world: World
    question: Question | None = None
    details: bool = False
    """Whether `+` was typed at this question: then everything more is asked too."""

    def keep(self, new: State) -> None:
        """Keep the new state on disk, then go on from it."""
        self.state = self.world.keep(new, self.state)
