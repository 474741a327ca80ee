"""The word of one's own for a trade that is not on the list: an id has no capitals and no accents."""

from __future__ import annotations

from kit.interview.answer_text import shown
from kit.interview.answers import Plain
from kit.interview.questions import Part
from kit.interview.state import State, value_now

NAME = "business.trade_name"
_LONGEST = 200
"""Characters; what is longer is no trade, and the facts say so."""


def own_word(state: State, trade: Plain | None, typed: str) -> dict[str, Plain | None]:
    """Give what goes with an answered trade: its own word where the list has none, and none where it has one.

    The same trade answered once more changes nothing: a name given by hand stays.
    """
    from kit.facts.trade import load_trade

    if not isinstance(trade, str) or len(trade) > _LONGEST:
        return {}
    known = load_trade(trade).known
    if trade == value_now(state, "business.trade") and (known or value_now(state, NAME)):
        return {}
    return {NAME: None if known else " ".join(typed.replace("_", " ").split())}


def trade_shown(state: State, part: Part) -> str:
    """Give the standing trade as the owner called it."""
    own = value_now(state, NAME)
    return shown(part, own) if isinstance(own, dict) else str(own or shown(part, value_now(state, part.fact)))
