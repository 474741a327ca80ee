"""From the state of an interview to a prompt, and from what was typed there to an answer or a move."""

from __future__ import annotations

from kit.interview import engine
from kit.interview.answer_text import choices_of, shown, typed_form
from kit.interview.answers import Refused
from kit.interview.engine import State
from kit.interview.face import KEYS, Move, Prompt, Talk
from kit.interview.found import rivals_for
from kit.interview.guesses import guess_for, ideas_for
from kit.interview.handwriting import fair
from kit.interview.own_trade import trade_shown
from kit.interview.questions import Part, Question
from kit.interview.typed import read_typed


def word_or_text(talk: Talk, prompt: Prompt) -> str:
    """Ask until something other than `?` comes; the words that leave the question are raised as a move."""
    while True:
        text = talk.face.ask(prompt).strip()
        if text == "?" and talk.question:
            talk.face.help(talk.question, prompt.part, details_of(talk.state, talk.question))
        elif text.casefold() in {"<", "later", "!", "+"}:
            raise Move(text.casefold())
        else:
            return text


def taken(prompt: Prompt, text: str) -> str:
    """Give the rival or the idea whose number was typed, or the text."""
    if _is_rival(text, len(prompt.rivals)):
        return prompt.rivals[int(text) - 1][0]
    free = not prompt.choices and prompt.part.kind in {"line", "text", "words"}
    if free and text.isdigit() and 1 <= int(text) <= len(prompt.ideas):
        return prompt.ideas[int(text) - 1]
    return text


def understood(prompt: Prompt, text: str) -> str:
    """Give what was typed as it is understood, in words: `United Kingdom` for `England`; else the text itself."""
    text = taken(prompt, text)
    if prompt.part.kind in {"list", "counts", "hours", "profile", "form"} or not text:
        return text
    try:
        value = read_typed(prompt.part, text, country=prompt.country)
    except ValueError:
        return text
    return (
        shown(prompt.part, fair(prompt.part.fact, value, {"business": {"country": prompt.country}})) or text
    )


def _is_rival(text: str, count: int) -> bool:
    return text.strip().isdigit() and 1 <= int(text) <= count


def details_of(state: State, question: Question) -> tuple[str, ...]:
    """Give the labels of what `+` would ask for."""
    return tuple(part.label for part in engine.parts_now(state, question) if part.more)


def prompt_for(talk: Talk, part: Part) -> Prompt:
    """Give the prompt for a part as things stand."""
    state = talk.state
    value = engine.value_now(state, part.fact)
    guess = guess_for(state, part, machine=talk.world.machine)
    rivals, country = rivals_for(state, part), country_of(state)
    marked = value if value is not None else guess.value if guess else None
    listed = marked if isinstance(marked, list) else [] if marked is None else [marked]
    return Prompt(
        part=part,
        label=part.label,
        name="" if talk.question and _alone(part, talk.question) else part.label,
        now=trade_shown(state, part) if part.kind == "trade" and value else shown(part, value),
        typed=typed_form(part, value),
        guess=shown(part, guess.value) if guess else "",
        where=guess.where if guess else "",
        choices=choices_of(part, country=country),
        chosen=tuple(str(each) for each in listed),
        ideas=ideas_for(state, part),
        rivals=tuple((shown(part, each.value), each.where) for each in rivals),
        country=country,
        more=len(details_of(state, talk.question)) if talk.question and not part.more else 0,
        check=(lambda text: picture_problem(talk, text)) if part.kind == "file"
        else (lambda text: "" if _is_rival(text, len(rivals)) else problem_with(state, part, text, country)),
    )  # fmt: skip


def _alone(part: Part, question: Question) -> bool:
    return not part.more and sum(not each.more for each in question.parts) == 1


def country_of(state: State) -> str:
    """Give the two letters of the country as it is known now, or ""."""
    return str(engine.value_now(state, "business.country") or "")


def problem_with(state: State, part: Part, text: str, country: str = "") -> str:
    """Say what is wrong with a typed text, or give ""; the words that steer and the empty text are right."""
    if not text.strip() or text.strip().casefold() in {*KEYS, "x"}:
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


def picture_problem(talk: Talk, text: str) -> str:
    """Say why a picture cannot be taken, or give ""; one that lies elsewhere is copied to the project by this."""
    if not text.strip() or text.strip().casefold() in {*KEYS, "x"}:
        return ""
    try:
        talk.world.bring(text)
    except ValueError as exc:
        return str(exc)
    return ""


def _reading(part: Part, text: str, country: str) -> str:
    try:
        read_typed(part, text, country=country)
    except ValueError as exc:
        return str(exc)
    return ""
