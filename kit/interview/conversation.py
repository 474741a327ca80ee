"""The interview held line by line, whatever the terminal can do: a Face shows and asks, this decides what.

At every prompt: an answer, or one of the words in `KEYS`. Each accepted answer is kept (on disk, through
`keep`) before the next prompt appears.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from kit.interview import engine
from kit.interview.answers import Plain, Refused
from kit.interview.engine import Guess, State
from kit.interview.guesses import guess_for, ideas_for
from kit.interview.progress import Progress, progress
from kit.interview.questions import Part, Question
from kit.interview.typed import choices_of, read_typed, shown, typed_form

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


class _Move(Exception):
    """Leave the question: the word that was typed."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def converse(state: State, face: Face, world: World) -> State:
    """Hold the interview from where `state` stands to its end; gives the finished state."""
    previewed = False
    while not state.finished:
        question = engine.current(state)
        if question is None:
            state = _review(state, face, world)
            continue
        state = _hold(state, question, face, world)
        if question.id == "contact" and not previewed and not engine.obstacles(state):
            previewed = True
            where = world.preview(state)
            if where:
                face.say(f"A rough home page is ready, made from your answers so far: {where}")
    return state


def _hold(state: State, question: Question, face: Face, world: World) -> State:
    began = world.now()
    done: list[str] = []
    details = False
    face.question(question, progress(state), _details(state, question))
    while True:
        part = _next_part(state, question, done, details=details)
        if part is None:
            return _move(state, engine.onward(state, seconds=world.now() - began), world)
        try:
            state = _ask_part(state, question, part, face, world)
            done.append(part.fact)
        except _Move as move:
            if move.word == "+":
                details = True
            elif move.word == "<" and done:
                done.pop()
            else:
                return _leave(state, move.word, face, world)


def _leave(state: State, word: str, face: Face, world: World) -> State:
    if word == "<":
        return _move(state, engine.back(state), world)
    if word == "later":
        face.say("Put on your homework.")
        return _move(state, engine.later(state), world)
    missing = engine.obstacles(state)
    for sentence in missing.values():
        face.refuse(f"Not yet: {sentence}")
    return _move(state, engine.go(state, next(iter(missing), engine.REVIEW)), world)


def _move(old: State, new: State, world: World) -> State:
    return world.keep(new, old)


def _details(state: State, question: Question) -> tuple[str, ...]:
    return tuple(part.label for part in engine.parts_now(state, question) if part.more)


def _next_part(state: State, question: Question, done: list[str], *, details: bool) -> Part | None:
    for part in engine.parts_now(state, question):
        if (details or not part.more) and part.fact not in done:
            return part
    return None


def _ask_part(state: State, question: Question, part: Part, face: Face, world: World) -> State:
    if part.kind == "blocks":
        from kit.interview.entries import ask_entries

        return ask_entries(state, question, part, face, world)
    prompt = prompt_for(state, part, world)
    while True:
        text = word_or_text(face, question, prompt, state)
        if text in {"", "-"}:
            value = _without_words(state, part, prompt, text, world)
            if value is None:
                if part.required and not prompt.now and text == "":
                    face.refuse(
                        f"This one is needed. Write for example: {part.example or 'a few letters'}; or - for later."
                    )
                    continue
                return state
        else:
            try:
                value = read_typed(part, _taken(prompt, text), country=prompt.country)
            except ValueError as exc:
                face.refuse(str(exc))
                continue
        try:
            new = engine.put(state, {part.fact: value})
        except Refused as exc:
            face.refuse(" ".join(exc.problems.values()))
            continue
        _say_back(face, part, value, text, str(engine.value_now(new, "language") or "en"))
        return _move(state, new, world)


def _without_words(state: State, part: Part, prompt: Prompt, text: str, world: World) -> Plain | None:
    """Enter alone takes the guess when there is one; what stands stays."""
    guess = guess_for(state, part, locale=world.locale)
    return guess.value if text == "" and guess is not None and not prompt.now else None


def word_or_text(face: Face, question: Question, prompt: Prompt, state: State) -> str:
    """Ask until something other than `?` comes; the words that leave the question are raised as a move."""
    while True:
        text = face.ask(prompt).strip()
        if text == "?":
            face.help(question, engine.trade_now(state).family, prompt.part)
        elif text.casefold() in {"<", "later", "!", "+"}:
            raise _Move(text.casefold())
        else:
            return text


def _taken(prompt: Prompt, text: str) -> str:
    """Give the idea whose number was typed, or the text."""
    free = not prompt.choices and prompt.part.kind in {"line", "text", "words"}
    if free and text.isdigit() and 1 <= int(text) <= len(prompt.ideas):
        return prompt.ideas[int(text) - 1]
    return text


def _say_back(face: Face, part: Part, value: Plain | None, text: str, language: str) -> None:
    """Repeat an answer when it was understood as something else than what was typed."""
    said = shown(part, value)
    if part.kind == "trade" and isinstance(value, str):
        from kit.facts.trade import load_trade

        if not load_trade(value).known:
            face.say(
                f"{said}: not on my list, so I shall ask general questions. The place you work decides the rest."
            )
            return
    if part.kind == "hours" and isinstance(value, str):
        face.hours(value, language)
        return
    if said and said.casefold() != text.casefold():
        face.noted(part, said)


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


def review_rows(state: State) -> tuple[tuple[str, str, str], ...]:
    """Give one row per question for the review: its id, its short name, the answers in one line."""
    rows = []
    for question in engine.visible(state):
        said = [
            shown(part, value)
            for part in engine.parts_now(state, question)
            if (value := engine.value_now(state, part.fact)) is not None
        ]
        status = "on your homework" if question.id in state.later else "open"
        rows.append((question.id, question.customer_asks or question.ask, " · ".join(said) or status))
    return tuple(rows)


def _review(state: State, face: Face, world: World) -> State:
    rows = review_rows(state)
    text = face.review(tuple((name, said) for _, name, said in rows)).strip()
    if text == "<":
        return _move(state, engine.back(state), world)
    if text.isdigit() and 1 <= int(text) <= len(rows):
        return _move(state, engine.go(state, rows[int(text) - 1][0]), world)
    if text in {"", "!"}:
        for sentence in engine.obstacles(state).values():
            face.refuse(f"Not yet: {sentence}")
        return _move(state, engine.finish(state), world)
    face.refuse(f'"{text}" is not a number of the list; type for example 3, or press Enter to go on.')
    return state
