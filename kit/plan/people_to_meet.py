"""Names, not audiences: partner trades joined with the people the owner named, and a first sentence for each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kit.facts.models import Business
from kit.facts.trade import Trade, load_trade, trade_ids


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
    for person in business.network.referrers:
        known.setdefault(person.trade or "", []).append(person.name)
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


def trade_name(trade: str, language: str = "en") -> str:
    """Give a trade's shown name; one without a file is shown as it reads."""
    if trade in trade_ids():
        return load_trade(trade).name(language)
    words = trade.replace("_", " ").capitalize()
    return re.sub(r"(?i)\b(hr|it|pr)\b", lambda match: match[0].upper(), words)


def _words(them: str, number: int, business: Business) -> str:
    """Give a first sentence that names one thing offered and one small thing asked; no two in a row are alike."""
    ideal = str(business.customers.ideal or "").strip().rstrip(".")
    mine = f"{ideal[0].lower()}{ideal[1:]}" if ideal else "____"
    town = f" in {business.place.town}" if business.place.town else ""
    job = str(business.customers.first_words or "").strip().rstrip(".")
    heard = f"“{job}”" if job else "____"
    trade = (
        f"I am asked for {article(them)}{town} now and then and would like to give a name I can stand by. "
        "What makes a job easy for you, and what should I never send?"
    )
    words = (
        f"Mine begin with the sentence {heard}. What do yours say just before they need you? If I know the words, I "
        "can send them on the same day."
    )
    coffee = f"I work best for {mine}. Whom do you work best for? Ten minutes at your place would do; I bring the coffee."
    return (trade, words, coffee)[number % 3]


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
