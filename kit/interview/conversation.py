"""The interview held line by line, whatever the terminal can do: a Face shows and asks, this decides what.

At every prompt: an answer, or one of the words in `KEYS`. Each accepted answer is kept (on disk, through
`keep`) before the next prompt appears.
"""

from __future__ import annotations

from collections.abc import Mapping

from kit.facts.legal_name import doubted
from kit.interview import engine
from kit.interview.answer_text import needed, shown, told
from kit.interview.answers import Plain, Refused
from kit.interview.engine import State
from kit.interview.entries import ask_entries
from kit.interview.face import Face, Move, Prompt, Talk, World, no_row
from kit.interview.found_asked import ask_found
from kit.interview.guesses import guess_for
from kit.interview.numbers import numbers_changed, short_number
from kit.interview.own_trade import own_word, trade_shown
from kit.interview.progress import progress
from kit.interview.prompts import details_of, prompt_for, taken, word_or_text
from kit.interview.questions import Part, Question
from kit.interview.typed import read_typed

AFTER_FIVE = "contact"
"""The fifth question; once it is answered a rough home page can be made."""


def converse(state: State, face: Face, world: World, *, revising: bool = False) -> State:
    """Hold the interview from where `state` stands to its end; gives the finished state.

    When `revising`, every question leads back to the review instead of on to the next open one.
    """
    talk = Talk(state, face, world)
    previewed = False
    while not talk.state.finished:
        question = engine.current(talk.state)
        if talk.state.here == engine.FOUND:
            ask_found(talk)
            continue
        if question is None:
            _review(talk)
            continue
        _hold(talk, question)
        if revising:
            talk.state = engine.go(talk.state, engine.REVIEW)
        elif question.id == AFTER_FIVE and not previewed and not engine.obstacles(talk.state):
            previewed = True
            where = world.preview(talk.state)
            if where:
                face.say(f"Your home page so far, rough but real: {where}")
    return talk.state


def _hold(talk: Talk, question: Question) -> None:
    began = talk.world.now()
    talk.question = question
    done = _told_before(talk.state, question)
    talk.details = False
    talk.face.question(question, progress(talk.state), details_of(talk.state, question))
    while True:
        part = _next_part(talk.state, question, done, details=talk.details)
        if part is None:
            talk.keep(engine.onward(talk.state, seconds=talk.world.now() - began))
            return
        try:
            _ask_part(talk, part)
            done.append(part.fact)
            if part.fact == "place.postcode" and _can_be_guessed(talk.state, question, "business.country"):
                done[:] = [fact for fact in done if fact != "business.country"]
        except Move as move:
            if move.word == "+":
                talk.details = True
            elif move.word == "<" and done:
                done.pop()
            else:
                _leave(talk, move.word)
                return


def _can_be_guessed(state: State, question: Question, fact: str) -> bool:
    """Tell whether an answer that was left open can be offered now."""
    part = next((each for each in question.parts if each.fact == fact), None)
    return part is not None and guess_for(state, part) is not None


def _told_before(state: State, question: Question) -> list[str]:
    """Give the parts to pass over: after a stop within a question we go on at the first part without an answer."""
    if question.id in state.passed | state.skipped | state.later:
        return []
    told: list[str] = []
    for part in engine.parts_now(state, question, more=False):
        if engine.value_now(state, part.fact) is None:
            return told
        told.append(part.fact)
    return []


def _leave(talk: Talk, word: str) -> None:
    if word == "<":
        if engine.back(talk.state) == talk.state:
            talk.face.say("This is the first question.")
        talk.keep(engine.back(talk.state))
        return
    if word == "later":
        talk.keep(engine.later(talk.state))
        talk.face.say("Put on your homework.")
        return
    missing = engine.obstacles(talk.state)
    _say_missing(talk, missing)
    talk.keep(engine.go(talk.state, next(iter(missing), engine.REVIEW)))


_NEEDED = {
    "trade": "your trade", "name": "the name of the business", "mode": "where you meet your customers", "place": "your town",
    "contact": "one way to reach you",
}  # fmt: skip


def _say_missing(talk: Talk, missing: Mapping[str, str]) -> None:
    """Name what nothing can be built without, all in one sentence; what a hand broke in the file by its own."""
    needed = [_NEEDED[name] for name in missing if name in _NEEDED]
    if needed:
        talk.face.say(f"Still needed before anything can be built: {', '.join(needed)}.")
    for name, sentence in missing.items():
        if name not in _NEEDED:
            talk.face.refuse(sentence)


def _next_part(state: State, question: Question, done: list[str], *, details: bool) -> Part | None:
    for part in engine.parts_now(state, question):
        if (details or not part.more) and part.fact not in done:
            return part
    return None


def _ask_part(talk: Talk, part: Part) -> None:
    if part.kind == "blocks":
        ask_entries(talk, part)
        return
    prompt = prompt_for(talk, part)
    while True:
        text = word_or_text(talk, prompt)
        if text == "x" and prompt.now:
            talk.keep(engine.put(talk.state, {part.fact: None}))
            talk.face.say("Taken away.")
            return
        if text in {"", "-"}:
            value = _without_words(talk, part, prompt, text)
            if value is None:
                if part.required and not prompt.now and text == "":
                    talk.face.refuse(f"{needed(part)}; or - for later.")
                    continue
                if text == "-" and prompt.now:
                    talk.face.say("It stays as it is. To take it away, type x here.")
                return
        else:
            try:
                value = read_typed(part, taken(prompt, text), country=prompt.country)
                value = talk.world.bring(str(value)) if part.kind == "file" else value
            except ValueError as exc:
                talk.face.refuse(str(exc))
                continue
        if _keep(talk, part, value, text):
            return
        prompt = prompt_for(talk, part)


def _keep(talk: Talk, part: Part, value: Plain | None, text: str) -> bool:
    """Keep an answer or say why not, and tell whether the question is done with it.

    A number that seems to lack a digit is kept, and stands at the same prompt for another look.
    """
    own = own_word(talk.state, value, text) if part.kind == "trade" else {}
    try:
        new = engine.put(talk.state, {part.fact: value} | own)
    except Refused as exc:
        talk.face.refuse(" ".join(exc.problems.values()))
        return False
    _say_back(talk, new, part, value, text)
    doubt = short_number(talk.state, new, part.fact)
    talk.keep(new)
    if doubt:
        talk.face.say(doubt)
    return not doubt


def _without_words(talk: Talk, part: Part, prompt: Prompt, text: str) -> Plain | None:
    """Enter alone takes the guess when there is one; what stands stays."""
    guess = guess_for(talk.state, part, machine=talk.world.machine)
    return guess.value if text == "" and guess is not None and not prompt.now else None


def _say_back(talk: Talk, new: State, part: Part, value: Plain | None, text: str) -> None:
    """Repeat an answer when it was understood as something else than what was typed."""
    said = shown(part, value)
    if part.fact in {"business.legal_name", "place.town", "place.street", "business.trade"}:
        legal, town, street, trade = (
            str(engine.value_now(new, fact) or "")
            for fact in ("business.legal_name", "place.town", "place.street", "business.trade")
        )
        if doubt := doubted(legal, town=town, trade=trade, street=street):
            talk.face.say(f"{doubt} Go back with <; there x takes it away.")
    for number in numbers_changed(talk.state.text, new.text) if part.kind == "country" else ():
        talk.face.say(f"Your number is written {number} now, so that it still rings where it did.")
    if part.kind == "trade" and not engine.trade_now(new).known:
        talk.face.say(
            f"{engine.value_now(new, 'business.trade_name')} is not on my list. I take the nearest kind of business, "
            f"{_SHAPES[engine.trade_now(new).shape]}, until you say where you work."
        )
    elif part.kind == "hours" and isinstance(value, str):
        talk.face.hours(value, engine.weekdays_now(new))
    elif said and text and said.casefold() != text.casefold():
        talk.face.noted(part, said)


_SHAPES = {
    "comes_to_you": "one that drives to its customers",
    "you_come_to_us": "one that customers come to",
    "we_talk": "one that works by talking, on the phone or by video",
    "you_order": "one that sends things",
}


def review_rows(state: State) -> tuple[tuple[str, str, str], ...]:
    """Give one row per question for the review: its id, its short name, the answers in one line."""
    rows = []
    for question in engine.visible(state):
        said = [
            trade_shown(state, part) if part.kind == "trade" else told(part, value)
            for part in engine.parts_now(state, question)
            if (value := engine.value_now(state, part.fact)) is not None
        ]
        status = "on your homework" if question.id in state.later else "open"
        rows.append((question.id, question.ask, " · ".join(said) or status))
    return tuple(rows)


def will_be_made(state: State) -> tuple[str, ...]:
    """Say what the build will create from the answers as they stand, one line per folder."""
    listed = engine.value_now(state, "profiles")
    profiles = len(listed) if isinstance(listed, list) else 0
    minutes = engine.value_now(state, "marketing.minutes_per_week")
    sheets = "profile texts ready to paste" + (
        f", with the {profiles} you have already" if profiles > 1 else ""
    )
    brief = ("brief.md: the brief your client signs",) if state.interview == "designer" else ()
    return (
        "site/: your website",
        f"profiles/: {sheets}",
        f"plan/: what to do in {minutes or 60} minutes a week",
        "homework.md: what is still open",
        *brief,
    )


def _review(talk: Talk) -> None:
    rows = review_rows(talk.state)
    text = talk.face.review(tuple((name, said) for _, name, said in rows), will_be_made(talk.state)).strip()
    if text == "<":
        talk.keep(engine.back(talk.state))
    elif problem := no_row(text, len(rows)):
        talk.face.refuse(problem)
    elif text.isdigit():
        talk.keep(engine.go(talk.state, rows[int(text) - 1][0]))
    else:
        _say_missing(talk, engine.obstacles(talk.state))
        talk.keep(engine.finish(talk.state))
