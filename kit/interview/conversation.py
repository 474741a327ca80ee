"""The interview held line by line, whatever the terminal can do: a Face shows and asks, this decides what.

At every prompt: an answer, or one of the words in `KEYS`. Each accepted answer is kept (on disk, through
`keep`) before the next prompt appears.
"""

from __future__ import annotations

from kit.interview import engine
from kit.interview.answers import Plain, Refused
from kit.interview.engine import State
from kit.interview.entries import ask_entries
from kit.interview.face import Face, Move, Prompt, World, move_to
from kit.interview.guesses import guess_for
from kit.interview.progress import progress
from kit.interview.prompts import prompt_for, taken, word_or_text
from kit.interview.questions import Part, Question
from kit.interview.shown import shown
from kit.interview.typed import read_typed


def converse(state: State, face: Face, world: World, *, revising: bool = False) -> State:
    """Hold the interview from where `state` stands to its end; gives the finished state.

    When `revising`, every question leads back to the review instead of on to the next open one.
    """
    previewed = False
    while not state.finished:
        question = engine.current(state)
        if question is None:
            state = _review(state, face, world)
            continue
        state = _hold(state, question, face, world)
        if revising:
            state = engine.go(state, engine.REVIEW)
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
            return move_to(state, engine.onward(state, seconds=world.now() - began), world)
        try:
            state = _ask_part(state, question, part, face, world)
            done.append(part.fact)
        except Move as move:
            if move.word == "+":
                details = True
            elif move.word == "<" and done:
                done.pop()
            else:
                return _leave(state, move.word, face, world)


def _leave(state: State, word: str, face: Face, world: World) -> State:
    if word == "<":
        return move_to(state, engine.back(state), world)
    if word == "later":
        face.say("Put on your homework.")
        return move_to(state, engine.later(state), world)
    missing = engine.obstacles(state)
    for sentence in missing.values():
        face.refuse(f"Not yet: {sentence}")
    return move_to(state, engine.go(state, next(iter(missing), engine.REVIEW)), world)


def _details(state: State, question: Question) -> tuple[str, ...]:
    return tuple(part.label for part in engine.parts_now(state, question) if part.more)


def _next_part(state: State, question: Question, done: list[str], *, details: bool) -> Part | None:
    for part in engine.parts_now(state, question):
        if (details or not part.more) and part.fact not in done:
            return part
    return None


def _ask_part(state: State, question: Question, part: Part, face: Face, world: World) -> State:
    if part.kind == "blocks":
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
                value = read_typed(part, taken(prompt, text), country=prompt.country)
            except ValueError as exc:
                face.refuse(str(exc))
                continue
        try:
            new = engine.put(state, {part.fact: value})
        except Refused as exc:
            face.refuse(" ".join(exc.problems.values()))
            continue
        _say_back(face, part, value, text, str(engine.value_now(new, "language") or "en"))
        return move_to(state, new, world)


def _without_words(state: State, part: Part, prompt: Prompt, text: str, world: World) -> Plain | None:
    """Enter alone takes the guess when there is one; what stands stays."""
    guess = guess_for(state, part, locale=world.locale)
    return guess.value if text == "" and guess is not None and not prompt.now else None


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
        return move_to(state, engine.back(state), world)
    if text.isdigit() and 1 <= int(text) <= len(rows):
        return move_to(state, engine.go(state, rows[int(text) - 1][0]), world)
    if text in {"", "!"}:
        for sentence in engine.obstacles(state).values():
            face.refuse(f"Not yet: {sentence}")
        return move_to(state, engine.finish(state), world)
    face.refuse(f'"{text}" is not a number of the list; type for example 3, or press Enter to go on.')
    return state
