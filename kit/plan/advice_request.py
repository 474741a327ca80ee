"""A request for advice, read before it is sent: what makes it answerable in five minutes is checked line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kit.plan.words import counted

MOST_WORDS = 120
_VAGUE = ("pick your brain", "quick chat", "any thoughts", "touch base", "catch up sometime", "grab a coffee sometime", "jump on a call")  # fmt: skip
_DATE = re.compile(
    r"(?i)\b(by|until|before|on)\s+(the\s+)?(\w+day\b|tomorrow|\d{1,2}(st|nd|rd|th)?\b|\d{4}-\d\d-\d\d|"
    r"(january|february|march|april|may|june|july|august|september|october|november|december)\b|next week|end of)"
)
_EASY_NO = re.compile(r"(?i)\b(no hard feelings|ignore this|no need to|if (it|this) is a bad|feel free not|only if you|just say no|if you would rather not|if not, no)")  # fmt: skip
_LEAN = re.compile(r"(?i)\b(i lean|i am leaning|i tend|my first choice|i would rather|i favour|i prefer|i'd go with|i think i will)")  # fmt: skip
_REPORT = re.compile(r"(?i)\b(i will|i'll|let me)\s+(tell|write|let|report|say|show|send)\b.{0,40}|\breport back\b")  # fmt: skip
_LINK = re.compile(r"(?i)\b(we met|you told|you said|you wrote|you gave|you helped|you showed|last (time|year|month|spring|summer|autumn|winter)|when you|since (you|we)|(told|gave|sent) me (your name|to you)|your (talk|post|article|shop|site|workshop|question|advice))")  # fmt: skip
_OPTIONS = re.compile(r"(?i)\b(or|either|versus|two ways|two options|option (a|b|1|2)|the other)\b")
_ATTACHED = re.compile(r"(?i)\b(attached|attachment|see the file|enclosed)\b")


def request_problems(text: str, *, stranger: bool = True) -> tuple[str, ...]:
    """Say what keeps a request from being answered; nothing means it is ready to send.

    `stranger` is False for a trusted adviser, who may get an attachment. The rules are PLAN's ("Scripts").
    """
    return tuple(_problems(text, stranger=stranger))


def _problems(text: str, *, stranger: bool) -> Iterable[str]:
    count, questions, plain = len(text.split()), text.count("?"), text.lower()
    if count > MOST_WORDS:
        yield f"It has {counted(count, 'word')}; under {MOST_WORDS} get answers. Cut the background first."
    if questions == 0:
        yield "There is no question in it. End one sentence with a question mark."
    if questions > 1:
        yield f"It asks {questions} questions; ask one, and keep the others for the answer."
    for phrase in _VAGUE:
        if phrase in plain:
            yield f"“{phrase}” asks for an hour without saying what for. Ask the one question instead."
    for pattern, missing in _WANTED:
        if not pattern.search(text):
            yield missing
    if stranger and _ATTACHED.search(text):
        yield "Send no attachment to somebody you half know; put the one figure that matters into the text."


_WANTED = (
    (_LINK, "Say where you know each other from, in half a sentence: “we met at …”, “you told me …”."),
    (_OPTIONS, "Name the two ways you see; choosing is quicker than inventing."),
    (_LEAN, "Say which way you lean: “I lean to …”. People correct faster than they advise."),
    (_DATE, "Give a day: “by Friday the 12th”."),
    (_EASY_NO, "Make a no easy: “if it is a bad week, ignore this with my blessing”."),
    (_REPORT, "Promise to report back: “I will tell you what I did”."),
)
