"""Names, not audiences: partner trades joined with the people the owner named, and a first sentence for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
        Partner(
            trade_name(each.trade), each.why, tuple(known.pop(each.trade, ())), _words(each.trade, business)
        )
        for each in trade.partners
    ]
    others = [
        Partner(
            trade_name(key) if key else "You named",
            "You named them yourself.",
            tuple(names),
            _words(key, business),
        )
        for key, names in known.items()
    ]
    return tuple(sorted([*others, *rows], key=lambda row: not row.names))


def trade_name(trade: str, language: str = "en") -> str:
    """Give a trade's shown name; one without a file is shown as it reads."""
    if trade in trade_ids():
        return load_trade(trade).name(language)
    return trade.replace("_", " ").capitalize()


def _words(trade: str, business: Business) -> str:
    """Give a first sentence that names the link, one thing offered, and one small thing asked."""
    them = trade_name(trade).lower() if trade else "you"
    ideal = str(business.customers.ideal or "").strip().rstrip(".")
    good = f" The ones I do best for: {ideal[0].lower()}{ideal[1:]}." if ideal else ""
    town = f" in {business.place.town}" if business.place.town else ""
    who = (
        f"Whom do you trust as {_article(them)}{town}"
        if trade
        else "Whom do you send people to when it is not your job"
    )
    return (
        f"I am asked for {_article(them)}{town} now and then, and I would like to give a name I can stand by.{good} "
        "May I ask you two questions over a coffee: what makes a job easy for you, and what should I never send?"
        if trade
        else f"{who}? I would like to know how you work before I give your name away.{good}"
    )


def _article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def named(rows: Iterable[Partner]) -> tuple[str, ...]:
    """Give every person named in these rows."""
    return tuple(name for row in rows for name in row.names)
