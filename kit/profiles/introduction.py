"""What to say about oneself in a minute, and the one thing to ask for: spoken text, made of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.facts.models import Business
from kit.facts.trade import Partner, Trade, load_trade
from kit.profiles.phrases import Tongue
from kit.profiles.statements import Said, statements, trade_name, where
from kit.profiles.wording import for_whom, small, speaks

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
    yield _who(business, trade, english=english)
    if english and (words := _first(said, "first_words")):
        how = _HOW_THEY_COME.get(business.contact.first_step or "", "People come to {us}")
        verb = "ask" if words.text.rstrip("”").endswith("?") else "say"
        yield f"{how.replace('{us}', 'me' if mine else 'us')} and {verb}: {words.sentence}"
    elif words := _first(said, "starts"):
        yield words.sentence
    # A licence's number is for the eye; nobody says it aloud.
    for kind in ("person_about", "speciality", "service", "guarantee", "proof"):
        found = _first(said, kind)
        if found and (
            kind != "person_about" or speaks(found.text)
        ):  # nobody says of herself "still takes the calls"
            yield found.sentence
    if since := business.identity.since:
        yield (
            f"{'I have' if mine else 'We have'} done this since {since}."
            if english
            else Tongue(business.language).say("Since {year}", year=str(since)) + "."
        )
    if quote := _first(said, "quote"):
        yield f"{'A customer said: ' if english else ''}{quote.sentence}"
    ways = [
        each for each in said if each.kind == "contact" and "://" not in each.text and "@" not in each.text
    ]
    yield from (each.sentence for each in ways[:2])


_HOW_THEY_COME = {
    "call": "People ring {us}",
    "text": "People text {us}",
    "walk_in": "People come in",
}


def _who(business: Business, trade: Trade, *, english: bool) -> str:
    person = business.people[0] if business.people else None
    tongue, name = Tongue(business.language), trade_name(business, trade, business.language)
    spot = where(business, tongue)
    what = tongue.say("{trade} in {place}", trade=name, place=spot) if spot else name
    if not english:
        return f"{person.name if person else business.name}. {what}."
    what = small(what, "en")
    own = business.identity.trade_name is not None or not trade.known or name.endswith("s")
    shown = f": {what}" if own else f", {_article(what)} {what}"  # the owner's own word may want no article
    if person and person.name.casefold() != business.name.casefold():
        return f"I am {person.name} of {business.name}{shown}."
    alone = person is not None or business.identity.voice == "i"
    return f"{'I am' if alone else 'We are'} {business.name}{shown}."


def _first(said: tuple[Said, ...], kind: str) -> Said | None:
    return next((each for each in said if each.kind == kind), None)


def _asks(business: Business, trade: Trade) -> Iterator[tuple[str, str]]:
    """One ask per partner trade, those first whom the owner does not know yet. Names of people never appear."""
    known = {each.trade for each in business.network.referrers if each.trade}
    english = business.language.split("-")[0] == "en"
    for partner in sorted(trade.partners, key=lambda each: each.trade in known):
        if not english and not load_trade(partner.trade).known:
            continue  # a trade without a file has only its English name
        yield _ask(partner, business), partner.why


def _ask(partner: Partner, business: Business) -> str:
    record = load_trade(partner.trade)
    name = small(record.name("en"), "en") if record.known else _spelled(partner.trade)
    modes, reach = set(business.place.mode), business.place.reach
    near = (
        "local" in reach or modes == {"premises"} or (not reach and bool({"premises", "at_customer"} & modes))
    )
    spot = business.place.town if near else ""
    here = f" in {spot}" if spot else _who_knows(business)
    whose = "me" if business.identity.voice == "i" or business.people else "us"
    if business.language.split("-")[0] != "en":
        return _ask_in(Tongue(business.language), f"A good introduction for {whose}: {{firm}}", record, spot)
    return f"A good introduction for {whose} is {_article(name)} {name}{here}."


def _ask_in(tongue: Tongue, phrase: str, firm: Trade, spot: str | None) -> str:
    """Give the ask in another language: without an article, which every language picks by its own rules."""
    name = firm.name(tongue.language)
    where_it_is = tongue.say("{trade} in {place}", trade=name, place=spot) if spot else name
    return f"{tongue.say(phrase, firm=where_it_is)}."


def _who_knows(business: Business) -> str:
    """Make an ask without a town specific: by the customers that firm should know."""
    ideal = business.customers.ideal
    if ideal is None or business.language.split("-")[0] != "en":
        return ""
    whom = for_whom(ideal, Tongue("en")).removeprefix("for ").strip()
    return f" who knows {whom}" if whom else ""


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
