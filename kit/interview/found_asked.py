"""The first step after an existing site was read, line by line: what it says, and whether that is right."""

from __future__ import annotations

from kit.interview import engine, found
from kit.interview.face import Face, Prompt, Talk
from kit.interview.found import Row
from kit.interview.questions import Part
from kit.interview.typed import read_typed


def ask_found(talk: Talk) -> None:
    """Lay what the site says before the owner: Enter takes all of it, rivals wait for their question."""
    rows = found.rows_of(talk.state)
    _tell(rows, talk.face)
    sure = {f"g{row.number}": f"{row.label}: {row.said} ({row.where})" for row in rows if not row.rivals}
    label = "Is this right? Enter takes what is marked, - takes nothing"
    part = Part(fact=engine.FOUND, kind="many", label=label, choices=sure)
    while sure:
        text = talk.face.ask(Prompt(part, label, choices=sure, chosen=tuple(sure))).strip()
        if text == "?":
            talk.face.say("What you confirm here is not asked again; everything can be changed at the end.")
        elif text.casefold() in {"later", "!", "<", "+"}:
            break
        else:
            try:
                right = [] if text == "-" else list(read_typed(part, text)) if text else list(sure)
            except ValueError as exc:
                talk.face.refuse(str(exc))
                continue
            wrong = [name for name in sure if name not in right]
            talk.keep(found.take(talk.state, _numbers(right), wrong=_numbers(wrong)))
            return
    talk.keep(found.take(talk.state, (), wrong=()))


def _tell(rows: tuple[Row, ...], face: Face) -> None:
    face.say("This is what your website says. Nothing of it counts before you say so.")
    for fact in dict.fromkeys(row.fact for row in rows if row.rivals):
        rivals = [row for row in rows if row.fact == fact]
        said = "; or ".join(f"{row.said} ({row.where})" for row in rivals)
        face.say(f"{rivals[0].label}: your website says {said}. We shall ask which is right.")


def _numbers(names: list[str]) -> list[int]:
    return [int(name.removeprefix("g")) for name in names]
