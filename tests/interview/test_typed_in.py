"""Whole businesses typed in, line by line, through the plain face: every fact of the samples has a question."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kit.facts.reader import parse_business
from kit.interview.answer_text import typed_form
from kit.interview.answers import data_of, value_at
from kit.interview.conversation import converse
from kit.interview.engine import State
from kit.interview.face import Prompt, World
from kit.interview.plain import PlainFace
from kit.interview.progress import Progress
from kit.interview.questions import Part, Question
from kit.interview.saving import load, save


@dataclass
class Typist:
    """A person in front of the plain face who types a business in, and asks for every detail with `+`."""

    wanted: Mapping[str, Any]
    shown: list[str] = field(default_factory=list)
    line: str = ""
    question_now: Question | None = None
    opened: bool = False
    entry: int = 0
    block: str = ""

    def __post_init__(self) -> None:
        self.face = PlainFace(read=self._read, write=self.shown.append)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.face, name)

    def _read(self, mark: str) -> str:
        self.shown.append(mark + self.line)
        assert len(self.shown) < 4000, "goes in circles: " + "\n".join(self.shown[-40:])
        return self.line

    def question(self, question: Question, place: Progress, details: tuple[str, ...]) -> None:
        """Read the question."""
        self.question_now, self.opened, self.entry, self.block = question, not details, 0, ""
        self.face.question(question, place, details)

    def ask(self, prompt: Prompt) -> str:
        """Type the answer to a prompt."""
        self.line = self._line(prompt)
        return self.face.ask(prompt)

    def review(self, rows: tuple[tuple[str, str], ...], made: tuple[str, ...]) -> str:
        """Press Enter."""
        self.line = ""
        return self.face.review(rows, made)

    def _line(self, prompt: Prompt) -> str:
        assert self.question_now
        if not self.opened:
            self.opened = True
            return "+"
        if prompt.name == "Picked":
            return ""
        if prompt.part in self.question_now.parts:
            said = typed_form(prompt.part, value_at(self.wanted, prompt.part.fact))
            return said or ("-" if prompt.guess else "")
        block = next(  # the example of a proof is that of its kind
            part
            for part in self.question_now.parts
            if any(
                prompt.part
                in (each, each.examples and each.model_copy(update={"example": prompt.part.example}))
                for each in part.fields
            )
        )
        return self._field(block, prompt)

    def _field(self, block: Part, prompt: Prompt) -> str:
        entries = value_at(self.wanted, block.fact) or []
        if block.fact != self.block:
            self.block, self.entry = block.fact, -1
        if prompt.part == block.fields[0]:
            self.entry += 1
            if self.entry == len(entries):
                return ""
        entry = entries[self.entry]
        if prompt.part.kind == "profile":
            return str(entry.get("link") or entry["network"])
        return typed_form(prompt.part, entry.get(prompt.part.fact))


def type_in(folder: Path, wanted: Mapping[str, Any]) -> tuple[State, str]:
    """Hold a standard interview in `folder` with a typist; gives its end and all that was shown."""
    clock = itertools.count(0, 5)
    typist = Typist(wanted)
    world = World(keep=lambda new, old: save(folder, new, was=old.text), now=lambda: float(next(clock)))
    state = converse(load(folder, "standard"), typist, world)
    return state, "\n".join(typist.shown)


def first_language(value: Any, codes: tuple[str, ...]) -> Any:
    """Leave the first language of every text: the terminal asks in one."""
    if isinstance(value, Mapping):
        if set(value) <= set(codes) and value:
            return value.get(codes[0], next(iter(value.values())))
        return {
            name: kept
            for name, each in value.items()
            if (kept := first_language(each, codes)) not in ([], {})
        }
    return [first_language(each, codes) for each in value] if isinstance(value, list) else value


def compared(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give every fact with its path, without the time zone, which a country with one has by itself."""
    for name, value in data.items():
        for inner, each in value.items() if isinstance(value, Mapping) else [("", value)]:
            if (name, inner) != ("place", "timezone"):
                yield f"{name}.{inner}".rstrip("."), _one_slash(each) if name == "profiles" else each


def _one_slash(profiles: Any) -> Any:
    """Take the network's own way of writing a profile's address as the same."""
    return [each | {"link": each.get("link", "").rstrip("/")} for each in profiles]


@pytest.mark.parametrize(
    "name", ["harbour-plumbing", "corner-cup", pytest.param("north-light-coaching", marks=pytest.mark.long)]
)
def test_a_sample_can_be_typed_in_completely(tmp_path, samples, name):
    original = parse_business((samples / f"{name}.yaml").read_text("utf-8"))
    wanted = first_language(data_of(original.text), tuple(original.business.languages))
    state, shown = type_in(tmp_path, wanted)
    typed = data_of(state.text)
    assert state.finished
    assert "Not kept" not in shown
    assert dict(compared(typed)) == {path: value for path, value in compared(wanted) if path != "languages"}
