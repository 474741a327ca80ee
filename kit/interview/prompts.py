"""From the state of an interview to a prompt, and from what was typed there to an answer or a move."""

from __future__ import annotations

from typing import Any

from kit.interview import engine
from kit.interview.answers import Refused
from kit.interview.engine import Guess, State
from kit.interview.face import KEYS, Face, Move, Prompt, World
from kit.interview.guesses import guess_for, ideas_for
from kit.interview.questions import Part, Question
from kit.interview.shown import choices_of, shown, typed_form
from kit.interview.typed import read_typed


def word_or_text(face: Face, question: Question, prompt: Prompt, state: State) -> str:
    """Ask until something other than `?` comes; the words that leave the question are raised as a move."""
    while True:
        text = face.ask(prompt).strip()
        if text == "?":
            face.help(question, engine.trade_now(state).family, prompt.part)
        elif text.casefold() in {"<", "later", "!", "+"}:
            raise Move(text.casefold())
        else:
            return text


def taken(prompt: Prompt, text: str) -> str:
    """Give the idea whose number was typed, or the text."""
    free = not prompt.choices and prompt.part.kind in {"line", "text", "words"}
    if free and text.isdigit() and 1 <= int(text) <= len(prompt.ideas):
        return prompt.ideas[int(text) - 1]
    return text


def prompt_for(state: State, part: Part, world: World, *, label: str = "", now: Any = ...) -> Prompt:
    """Give the prompt for a part as things stand."""
    value = engine.value_now(state, part.fact) if now is ... else now
    guess: Guess | None = guess_for(state, part, locale=world.locale) if now is ... else None
    country = str(engine.value_now(state, "business.country") or "")
    chosen = tuple(value) if isinstance(value, list) else (str(value),) if value is not None else ()
    if not chosen and guess is not None:
        chosen = tuple(guess.value) if isinstance(guess.value, list) else (str(guess.value),)
    return Prompt(
        part=part,
        label=label or part.label,
        now=shown(part, value),
        typed=typed_form(part, value),
        guess=shown(part, guess.value) if guess else "",
        where=guess.where if guess else "",
        choices=choices_of(part, country=country),
        chosen=chosen,
        ideas=ideas_for(state, part),
        country=country,
        check=lambda text: problem_with(state, part, text, country),
    )


def problem_with(state: State, part: Part, text: str, country: str = "") -> str:
    """Say what is wrong with a typed text, or give ""; the words that steer and the empty text are right."""
    if not text.strip() or text.strip().casefold() in KEYS:
        return ""
    if "." not in part.fact and part.kind not in {"blocks", "counts"} and part.fact not in {"language"}:
        return _reading(part, text, country)
    try:
        engine.put(state, {part.fact: read_typed(part, text, country=country)})
    except Refused as exc:
        return " ".join(exc.problems.values())
    except ValueError as exc:
        return str(exc)
    return ""


def _reading(part: Part, text: str, country: str) -> str:
    try:
        read_typed(part, text, country=country)
    except ValueError as exc:
        return str(exc)
    return ""
