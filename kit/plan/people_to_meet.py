"""Names, not audiences: partner trades joined with the people the owner named, and a first sentence for each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kit.facts.models import Business
from kit.facts.trade import Trade, load_trade, trade_id, trade_ids
from kit.facts.yaml_data import load_data


@dataclass(frozen=True, slots=True)
class Partner:
    """A trade that meets the same customer, whom the owner knows there, and what to say first."""

    trade: str
    why: str
    names: tuple[str, ...]
    first_words: str


def partners(business: Business, trade: Trade) -> tuple[Partner, ...]:
    """Give the partner trades, those where the owner knows somebody first; named people of other trades too."""
    known: dict[str, list[str]] = {}
    listed = {each.trade for each in trade.partners}
    for person in business.network.referrers:
        theirs = person.trade or ""
        known.setdefault(theirs if theirs in listed else trade_id(theirs), []).append(person.name)
    rows = [
        Partner(trade_name(each.trade), each.why, tuple(known.pop(each.trade, ())), "")
        for each in trade.partners
    ]
    others = [
        Partner(trade_name(key) if key else "No trade given", "You named them yourself.", tuple(names), "")
        for key, names in known.items()
    ]
    ordered = sorted([*rows, *others], key=lambda row: not row.names)
    return tuple(
        replace(row, first_words=_words(row.trade, number, business)) for number, row in enumerate(ordered)
    )


_ROLE = re.compile(r"(?i)(our|my|the|an?|unser(e|en)?|meine?n?|der|die|ein(e|en)?)\s")


def is_name(text: str) -> bool:
    """Tell whether somebody is named: “our accountant” is a place for a name, and cannot be invited."""
    return not _ROLE.match(text)


def trade_name(trade: str, language: str = "en") -> str:
    """Give a trade's shown name; one without a file is shown as it reads."""
    if trade in trade_ids():
        return load_trade(trade).name(language)
    words = trade.replace("_", " ").capitalize()
    return re.sub(r"(?i)\b(hr|it|pr)\b", lambda match: match[0].upper(), words)


def _words(them: str, number: int, business: Business) -> str:
    """Give a first sentence that names one thing offered and one small thing asked; no two in a row are alike.

    It is said to somebody, so it speaks the language of the facts where there are words for it.
    """
    every = _first_words()
    language = business.language if business.language in every else "en"
    ideal = str(business.customers.ideal or "").strip().rstrip(".")
    job = str(business.customers.first_words or "").strip().rstrip(".")
    if language == "en":
        ideal = f"{ideal[:1].lower()}{ideal[1:]}"
    return every[language][number % len(every[language])].format(
        them=article(them),
        town=f" in {business.place.town}" if business.place.town else "",
        ideal=ideal or "____",
        heard=job or "____",
    )


@cache
def _first_words() -> dict[str, tuple[str, ...]]:
    """Give the first sentences by language, from `scripts.yaml`."""
    found = load_data(Path(__file__).resolve().parent / "scripts.yaml")["first_words"]
    return {language: tuple(sentences) for language, sentences in found.items()}


_SAID = {
    "removals": "a removals firm", "appliance repair": "an appliance repairer", "musicians": "a musician",
    "occupational health": "an occupational health service", "other childminders": "another childminder",
    "other therapists": "another therapist", "self storage": "a self storage firm",
    "house clearance": "a house clearance firm", "marquee hire": "a marquee hire firm",
}  # fmt: skip
"""Trades whose name is a plural or a thing: whom one would ask for there."""
_AN = re.compile(r"(?i)[aeio]|u(?!se)|(hr|it)\b")


def article(trade: str) -> str:
    """Give a trade with its article, as it stands inside a sentence: `an electrician`, `an HR consultant`."""
    plain = trade if trade.partition(" ")[0].isupper() else f"{trade[:1].lower()}{trade[1:]}"
    return _SAID.get(plain, f"{'an' if _AN.match(plain) else 'a'} {plain}")
