"""What line of work an existing site is about: by its schema.org type, or by a word of its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kit.interview.engine import Guess
from kit.interview.heard import Heard, sayings
from kit.pages.types import Page, Topic

_EXACT = 2
"""The score of a name that was written as the list writes it (kit/facts/trade_search.py)."""


def trade_guesses(heard: Sequence[Heard], pages: Sequence[Page]) -> Iterator[Guess]:
    """Guess the trade from a schema.org type that only one trade has, else from the title of the start page."""
    trades = _trades_of_types()
    for each in sayings(heard, Topic.KIND):
        if trade := trades.get(each.said.value.rpartition("/")[2].casefold()):
            yield Guess("business.trade", trade, f"{each.said.value} in {each.where}")
            return
    named = {trade for page in pages[:1] for trade in _trades_named(page)}
    if len(named) == 1:
        yield Guess("business.trade", named.pop(), f"the title of {pages[0].name}")


def _trades_named(home: Page) -> Iterator[str]:
    """Give the trades whose name stands in the title, in one word or two, exactly as the list writes it."""
    from kit.facts.trade_search import find_trades

    for piece in re.split(r"[|–—·•»,:&/()]|\s-\s", home.title[:300])[:8]:
        words = piece.split()[:8]
        for said in (*words, *(" ".join(pair) for pair in pairwise(words))):
            found = find_trades(said) if len(said) > 3 else ()
            if found and found[0].score >= _EXACT:
                yield found[0].id


def _trades_of_types() -> dict[str, str]:
    from kit.facts.trade import load_trade, trade_ids

    every = [(load_trade(trade).schema_org.casefold(), trade) for trade in trade_ids()]
    types = [name for name, _ in every]
    return {name: trade for name, trade in every if types.count(name) == 1 and name not in _WIDE}


_WIDE = frozenset(
    ["localbusiness", "organization", "store", "onlinestore", "foodestablishment", "medicalbusiness", "healthclub",
     "homeandconstructionbusiness", "professionalservice", "healthandbeautybusiness", "financialservice", "ngo"]
)  # fmt: skip
"""Types that many lines of work share, whatever our own list holds."""
