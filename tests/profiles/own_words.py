"""A judge of our own texts: finds sentences that any business could have written, and names what they lack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kit.facts.models import Business
from kit.facts.trade import Trade
from kit.profiles.stock import folded, stock_phrases

_BREAK = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][”\"»“)])\s+|\n+")
_SHORTEST = 4
"""Fewer words are a label, not a sentence."""
_OWN_WORDS = 3
"""So many words in a row from the owner's own texts make a sentence theirs."""

# What a sentence without a fact would need, tried in this order: (is it missing?, question, fact).
_QUESTIONS = (
    ("services", "What are the three things people pay you for?", "services"),
    ("prices", "What does it cost?", "services.price"),
    ("first_words", "What does somebody say when they first get in touch?", "customers.first_words"),
    ("people", "Who works here, by name, and what should people know about them?", "people"),
    ("quote", "What did a customer say, in their own words?", "proof.quote"),
    ("proof", "What can a stranger check: a licence, a guarantee, a number?", "proof"),
    ("since", "In which year did you begin?", "business.since"),
    ("speciality", "What is the one kind of work you are known for?", "business.speciality"),
    ("about", "What would you tell a neighbour about the business?", "business.about"),
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One sentence that says nothing only this business could say; `ask` is the question that repairs it."""

    sentence: str
    why: str
    ask: str
    fact: str


def complaints(text: str, business: Business, trade: Trade, language: str = "en") -> tuple[Complaint, ...]:
    """Give every complaint about a text, in its order: stock phrases first, then sentences without a fact."""
    return tuple(_complaints(text, Known.of(business, trade, language), business, language))


def _complaints(text: str, known: Known, business: Business, language: str) -> Iterator[Complaint]:
    for sentence in sentences(text):
        stock = next(stock_phrases(sentence, language), None)
        if stock:
            phrase, ask, fact = stock
            yield Complaint(sentence, f"“{phrase}” could stand on anybody's page.", ask, fact)
        elif len(sentence.split()) >= _SHORTEST and not known.fact_in(sentence):
            ask, fact = _next_question(business)
            yield Complaint(sentence, "No fact of this business is in it.", ask, fact)


def sentences(text: str) -> Iterator[str]:
    """Cut a text into sentences; line ends end one too."""
    for found in _BREAK.split(text):
        if (sentence := " ".join(found.split())).strip(".!?… "):
            yield sentence


@dataclass(frozen=True, slots=True)
class Known:
    """What makes a sentence this business's: its numbers, its names, and runs of its own words."""

    numbers: frozenset[str]
    names: frozenset[str]
    runs: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, business: Business, trade: Trade, language: str) -> Known:
        """Collect what is known of this business, for texts in `language`."""
        texts = tuple(fact_texts(business))
        numbers = {number for text in texts for number in _numbers(text)}
        names = {folded(name) for name in _names(business, trade, language) if name}
        runs = {run for text in texts for run in _runs(_words(text))}
        return cls(frozenset(numbers), frozenset(names), frozenset(runs))

    def fact_in(self, sentence: str) -> bool:
        """Say whether a number, a name or three words in a row come from the facts."""
        said = f" {' '.join(_words(sentence))} "
        if any(f" {name} " in said for name in self.names):
            return True
        if any(number in self.numbers for number in _numbers(sentence)):
            return True
        return any(run in self.runs for run in _runs(_words(sentence)))


def fact_texts(business: Business) -> Iterator[str]:
    """Give every text that stands anywhere in the facts, in all languages, private ones left out."""
    shown = {"identity", "people", "place", "contact", "hours", "services", "customers", "proof", "questions", "site", "domain"}  # fmt: skip
    for name in sorted(shown):
        yield from _texts(getattr(business, name))


def _texts(value: Any) -> Iterator[str]:
    from pydantic import BaseModel

    from kit.facts.words import Words

    if isinstance(value, Words):
        yield from (text for _, text in value.by)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif hasattr(value, "text") and isinstance(value.text, str):  # a price, a phone, a week
        yield value.text
        yield from (
            each for each in (getattr(value, "national", ""), getattr(value, "international", "")) if each
        )
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _names(business: Business, trade: Trade, language: str) -> Iterator[str]:
    yield business.name
    yield trade.name(language)
    place, identity = business.place, business.identity
    yield from (
        each for each in (place.town, place.street, place.region, *place.areas, identity.legal_name) if each
    )
    if identity.trade_name:
        yield identity.trade_name.say(language)
    if identity.licence:
        yield identity.licence.body
    for person in business.people:
        yield person.name
        yield from (part for part in person.name.split() if len(part) > 2)
    for service in business.services:
        yield service.name.say(language)


def _next_question(business: Business) -> tuple[str, str]:
    missing = {
        "services": not business.services,
        "prices": not any(each.price for each in business.services),
        "first_words": not business.customers.first_words,
        "people": not business.people,
        "quote": not any(each.kind == "quote" for each in business.proof),
        "proof": not business.proof,
        "since": not business.identity.since,
        "speciality": not business.identity.speciality,
        "about": True,
    }
    return next((ask, fact) for name, ask, fact in _QUESTIONS if missing[name])


def _words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", folded(text))


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words) - _OWN_WORDS + 1):
        run = tuple(words[start : start + _OWN_WORDS])
        if any(len(word) > 4 for word in run):  # "one of the" belongs to everybody
            yield run


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,:]\d+)*", text)
