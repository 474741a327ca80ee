"""A ready text to send to a client: thanks, what is still missing, what to look at again, what was promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from kit.base.text import clean
from kit.interview import engine
from kit.interview.form import Form, FormQuestion, form_parts
from kit.interview.form_record import Record

MOST = 12
"""Open questions that are named; the form holds the rest. More is a list nobody reads."""


def reminder(form: Form, record: Record, *, kept: int, signed: str = "") -> str:
    """Write the mail; `kept` answers have just come in, `signed` is the sender's name."""
    name = clean(form.name, limit=200)
    lines = [f"Subject: {_subject(form, name)}", "", "Hello,", "", f"{_thanks(kept)}{_state(form, name)}", ""]
    for block in (_again(form, record), _open(form, record), _asking(form, record), _promised(form)):
        rows = list(block)
        lines += [*rows, ""] if rows else []
    if form.questions:
        lines += [
            "The form attached holds just these. Open it in your browser, answer what you can, press",
            '"Save my answers" and send me the file that appears.', "",
        ]  # fmt: skip
    lines += ["Thank you, and kind regards", *([clean(signed, limit=100)] if signed else [])]
    return "\n".join(lines).rstrip() + "\n"


def _subject(form: Form, name: str) -> str:
    return f"{name}: what is still open" if form.questions else f"{name}: everything is here"


def _thanks(kept: int) -> str:
    if not kept:
        return ""
    return "thank you, your answer is in. " if kept == 1 else f"thank you, {kept} answers are in. "


def _state(form: Form, name: str) -> str:
    count = len(form.questions)
    if not count:
        return f"We have everything we need for the website of {name}."
    minutes = max(round(form.seconds / 60), 1)
    things = "one thing is" if count == 1 else f"{count} things are"
    return f"For the website of {name} {things} still open, about {minutes} minute{'s' if minutes > 1 else ''} in all."


def _again(form: Form, record: Record) -> Iterator[str]:
    asked = form_parts(form.state)
    rows = [each for each in record.sent_back if each.fact in asked]
    if rows:
        yield "Please look again at:"
    for each in rows:
        _, part = asked[each.fact]
        yield f"  * {clean(part.label)}: {clean(each.remark)}"


def _open(form: Form, record: Record) -> Iterator[str]:
    rows = [
        each
        for each in form.questions
        if not each.whom and not any(record.remark(part.part.fact) for part in each.parts)
    ]
    if rows:
        yield "Still missing:"
    for each in rows[:MOST]:
        yield f"  * {clean(_named(each))}"
    if len(rows) > MOST:
        yield f"  * and {len(rows) - MOST} more in the form"


def _named(asked: FormQuestion) -> str:
    """Name a question; of one that is answered in part, only what is left of it."""
    labels = [
        part.part.label.partition("?")[0].partition(",")[0] for part in asked.parts if not part.part.more
    ]
    left = "; ".join(labels[:3]) + ("; …" if len(labels) > 3 else "")
    return f"{asked.question.ask} ({left})" if asked.known and labels else asked.question.ask


def _asking(form: Form, record: Record) -> Iterator[str]:
    rows = [each for each in form.questions if each.question.id in dict(record.unsure)]
    if rows:
        yield "You wanted to find out:"
    for each in rows:
        asks = f" (you were going to ask {clean(each.whom, limit=200)})" if each.whom else ""
        yield f"  * {clean(each.question.ask)}{asks}"


def _promised(form: Form) -> Iterator[str]:
    supplies: Any = engine.value_now(form.state, "brief.supplies")
    rows = [each for each in supplies if isinstance(each, dict)] if isinstance(supplies, list) else []
    if rows:
        yield "And to send as files, when you have them:"
    for each in rows:
        more = [clean(said) for said in (str(each.get("who", "")), _day(str(each.get("by", "")))) if said]
        yield f"  * {clean(str(each.get('what', '')))}{_bracket(more)}"


def _day(text: str) -> str:
    """Write a day as people read it: `by 12 December`."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return f"by {day.day} {day:%B}"


def _bracket(said: list[str]) -> str:
    return f" ({', '.join(said)})" if said else ""
