"""What to say about oneself in a minute, and the one thing to ask for: spoken text, made of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.facts.models import Business
from kit.facts.trade import Partner, Trade, load_trade
from kit.profiles.phrases import Tongue
from kit.profiles.statements import Said, small, speaks, statements, trade_name, where

_WORDS_A_SECOND = 2.4
"""A calm speaker says about 145 words a minute."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """The minute, line by line, with its length in seconds; the ask, and further asks to choose from."""

    lines: tuple[str, ...]
    seconds: int
    ask: str
    reason: str
    """Why that firm meets the same customers first; for the owner, not for the speech."""
    more_asks: tuple[tuple[str, str], ...]


def introduction(business: Business, trade: Trade) -> Introduction:
    """Give a spoken introduction of at most a minute, ending in the specific ask."""
    asks = tuple(_asks(business, trade))
    ask, reason = asks[0] if asks else ("", "")
    room = int(60 * _WORDS_A_SECOND) - len(ask.split())
    kept: list[str] = []
    for line in _lines(business, trade):
        if sum(len(each.split()) for each in kept) + len(line.split()) <= room:
            kept.append(line)
    words = sum(len(each.split()) for each in (*kept, ask))
    return Introduction(tuple(kept), round(words / _WORDS_A_SECOND), ask, reason, asks[1:4])


def _lines(business: Business, trade: Trade) -> Iterator[str]:
    said = statements(business, trade, business.language)
    mine = business.identity.voice == "i"
    english = business.language.split("-")[0] == "en"
    yield from _who(business, trade, english=english, mine=mine)
    if words := _first(said, "first_words"):
        when = "People come to me when they say: " if mine else "People ring us when they say: "
        yield f"{when if english else ''}{words.sentence}"
    for kind in ("person_about", "speciality", "service", "guarantee", "licence", "proof", "since"):
        found = _first(said, kind)
        if found and (
            kind != "person_about" or speaks(found.text)
        ):  # nobody says of herself "still takes the calls"
            yield found.sentence
    if quote := _first(said, "quote"):
        yield f"{'A customer said: ' if english else ''}{quote.sentence}"
    ways = [
        each for each in said if each.kind == "contact" and "://" not in each.text and "@" not in each.text
    ]
    yield from (each.sentence for each in ways[:2])


def _who(business: Business, trade: Trade, *, english: bool, mine: bool) -> Iterator[str]:
    person = business.people[0] if business.people else None
    tongue, name = Tongue(business.language), trade_name(business, trade, business.language)
    spot = where(business, tongue)
    what = tongue.say("{trade} in {place}", trade=name, place=spot) if spot else name
    if not english:
        yield f"{person.name if person else business.name}. {what}."
        return
    if person and person.name.casefold() != business.name.casefold():
        yield f"I am {person.name}, {business.name}: {small(what, 'en')}."
    else:
        yield f"{'I am' if mine else 'We are'} {business.name}: {small(what, 'en')}."


def _first(said: tuple[Said, ...], kind: str) -> Said | None:
    return next((each for each in said if each.kind == kind), None)


def _asks(business: Business, trade: Trade) -> Iterator[tuple[str, str]]:
    """One ask per partner trade, those first whom the owner does not know yet. Names of people never appear."""
    known = {each.trade for each in business.network.referrers if each.trade}
    for partner in sorted(trade.partners, key=lambda each: each.trade in known):
        yield _ask(partner, business), partner.why


def _ask(partner: Partner, business: Business) -> str:
    record = load_trade(partner.trade)
    name = small(record.name("en"), "en") if record.known else _spelled(partner.trade)
    spot = (
        business.place.town if "local" in business.place.reach or business.place.mode == ("premises",) else ""
    )
    here = f" in {spot}" if spot else ""
    whose = "me" if business.identity.voice == "i" or business.people else "us"
    return f"A good introduction for {whose} is {_article(name)} {name}{here}."


def _spelled(trade: str) -> str:
    """Give a trade that has no file as it reads: `hr_consultant` is an HR consultant."""
    return " ".join(each.upper() if each in _LETTERS else each for each in trade.split("_"))


_LETTERS = frozenset({"hr", "it", "seo", "pr", "gp", "hvac", "dj"})


def _article(name: str) -> str:
    """Give "a" or "an" by sound: letters that are spelled out count by their names."""
    first = name.split()[0]
    if first.isupper():
        return "an" if first[0] in "AEFHILMNORSX" else "a"
    return "an" if first[:1].lower() in "aeio" or first.lower().startswith(("um", "up")) else "a"
