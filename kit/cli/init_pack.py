"""`webkit init --pack`: the pack looked at before the first question, its own questions, and its place in the facts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.cli.pack_source import agree_in_terminal, find_pack

if TYPE_CHECKING:
    from kit.interview.engine import Guess
    from kit.interview.questions import Part, Question
    from kit.render.packs import Pack

_DEFAULT = "starter"


@dataclass(frozen=True, slots=True)
class PackChoice:
    """A pack that was looked at and agreed to. `name` is how the facts call it."""

    name: str
    pack: Pack
    without_hooks: bool = False


def choose_pack(name: str | None, folder: Path, *, without_hooks: bool = False) -> PackChoice | None:
    """Look at the pack called `name` (built in, a folder from here, an address), or give None for none named.

    Raises UnsafeError for a pack that could do harm, InputError for what is no pack: before anything is asked.
    """
    from kit.render.fetched import parse_address

    if name is None:
        return None
    pack = find_pack(name, Path(), without_hooks=without_hooks, agree=agree_in_terminal)
    if parse_address(name).kind == "folder":  # the facts know a folder as seen from the project
        name = Path(os.path.relpath(Path(name).resolve(), folder.resolve())).as_posix()
        name = name if name.startswith(".") else f"./{name}"
    return PackChoice(name, pack, without_hooks)


def with_pack(text: str, choice: PackChoice | None) -> str:
    """Give the page of facts with the pack in it; the starter needs no line."""
    from kit.facts.edit import set_fact

    if choice is None or choice.name == _DEFAULT:
        return text
    text = set_fact(text, "pack.from", choice.name)
    return set_fact(text, "pack.without_hooks", "yes") if choice.without_hooks else text


def pack_questions(choice: PackChoice | None) -> tuple[Question, ...]:
    """Give the pack's own variables as one question, worded by its `__prompts__`, after all of ours."""
    from kit.interview.questions import Example, Question

    parts = tuple(_parts(choice.pack)) if choice else ()
    if choice is None or not parts:
        return ()
    weak = Example(text="-", because="then the pack's own value stands")
    question = Question(
        id="pack", group="looks", ask=f"What should the pack {choice.pack.name} know?", feeds=("the site",),
        why="The pack you chose asks this. Enter keeps its own value.",
        good=Example(text=parts[0].example or "yes", because="the pack's author suggests it"), weak=weak,
        interviews=("standard", "quick", "designer"), seconds=10, parts=parts,
    )  # fmt: skip
    return (question,)


def pack_guesses(choice: PackChoice | None) -> tuple[Guess, ...]:
    """Give the pack's defaults as guesses: offered, and kept only when Enter says so."""
    from kit.interview.engine import Guess

    if choice is None:
        return ()
    return tuple(
        Guess(f"pack.{name}", first, "the pack")
        for name, value in choice.pack.variables.items()
        if (first := _default(value))
    )


def _parts(pack: Pack) -> Iterator[Part]:
    from kit.interview.questions import Part

    for name, value in pack.variables.items():
        wording = pack.prompts.get(name)
        words = dict(wording) if isinstance(wording, Mapping) else {"__prompt__": wording}
        label = str(words.get("__prompt__") or name.replace("_", " ").capitalize())[:200]
        if isinstance(value, list):
            choices = {str(each): str(words.get(str(each), each))[:120] for each in value}
            yield Part(fact=f"pack.{name}", kind="pick", label=label, choices=choices)
        elif isinstance(value, bool):
            yield Part(fact=f"pack.{name}", kind="yes_no", label=label)
        elif isinstance(value, str | int | float):
            yield Part(fact=f"pack.{name}", kind="line", label=label, example=str(value))


def _default(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(
        value[0] if isinstance(value, list) and value else "" if isinstance(value, list | dict) else value
    )
