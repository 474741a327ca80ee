"""The learning network: what a business hangs on, what its owner knows of it, and who could be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kit.facts.models import Business
from kit.facts.trade import Trade, trade_id
from kit.plan.words import count_word

OPEN_GAP = 5
"""Gap score from which an empty "outside" cell is an open gap (PLAN, "The expertise map")."""
RED = 3
"""Cost of a mistake at which a named paid professional is needed, whatever the network says."""
_OVERUSED = 3
_ROWS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One topic. `gap` = (3 - know) x cost; None while the owner has not said how much they know."""

    topic: str
    know: int | None
    cost: int | None
    adviser: str = ""
    outside: tuple[str, ...] = ()
    question: str = ""
    suggested: bool = False

    @property
    def gap(self) -> int | None:
        """Give the gap score, or None when know or cost is unknown."""
        return None if self.know is None or self.cost is None else (3 - self.know) * self.cost

    @property
    def open_gap(self) -> bool:
        """Tell whether nobody outside is named for a topic whose gap matters."""
        return self.gap is not None and self.gap >= OPEN_GAP and not self.outside

    @property
    def red(self) -> bool:
        """Tell whether a mistake here costs law, health or the firm and no professional is named."""
        return self.cost == RED and not self.adviser


def expertise_map(business: Business, trade: Trade) -> tuple[Row, ...]:
    """Give the owner's topics, largest gap first, then suggestions of the trade until there are eight rows."""
    network = business.network
    advisers = {adviser.topic.casefold(): adviser.name for adviser in network.advisers}
    mine = [
        Row(each.topic, each.know, each.mistake_costs, _adviser(each.topic, advisers), each.outside, each.question or "")
        for each in network.topics
    ]  # fmt: skip
    mine.sort(key=lambda row: -(row.gap if row.gap is not None else 0))
    said = {row.topic.casefold() for row in mine}
    more = [Row(topic, None, None, _adviser(topic, advisers), suggested=True) for topic in trade.advice_topics if topic.casefold() not in said]  # fmt: skip
    return (*mine, *more[: max(0, _ROWS - len(mine))])


def _adviser(topic: str, advisers: dict[str, str]) -> str:
    plain = topic.casefold()
    return next((name for word, name in advisers.items() if word in plain or plain in word), "")


def findings(rows: Iterable[Row], business: Business) -> Iterable[str]:
    """Say what the map shows: open gaps, red topics without a professional, advisers asked too much."""
    every = tuple(rows)
    for row in [row for row in every if row.open_gap][:3]:
        yield f"Open gap: {row.topic}. Nobody outside is named. Find two people who have done it."
    for row in every:
        if row.red:
            yield f"Red topic: {row.topic}. A mistake here is law, health or the firm: name one paid professional. Others may only help to prepare the question."
    rows_of = Counter(row.adviser for row in every if row.adviser)
    topics_of = Counter(each.name for each in business.network.advisers)
    for name, count in (rows_of | topics_of).items():
        if count > _OVERUSED:
            yield f"You ask {name} about {count_word(count)} things. That is one view {count_word(count)} times; ask somebody else too."
    if _one_trade(business):
        yield "Everybody you named works in your own trade, and knows what you know. Name two people from other trades: what they see is what you cannot."
    if not business.network.topics and not every:
        yield "You have not named a topic yet. Write down three things you would like to know more about, and how well you know them."
    elif not business.network.topics:
        yield "You have not named a topic yet. The rows below are what owners of your trade wish they knew more about; keep three, strike the rest."


def _one_trade(business: Business) -> bool:
    """Tell whether all who send work, two at least, are of the owner's own trade and nobody outside is named."""
    theirs = [trade_id(each.trade or "") for each in business.network.referrers]
    outside = any(topic.outside for topic in business.network.topics)
    return len(theirs) > 1 and set(theirs) == {trade_id(business.identity.trade)} and not outside


def empty_cells(rows: Iterable[Row]) -> int:
    """Count the topics nobody outside is named for: the empty cells are the finding."""
    return sum(not row.outside for row in rows)
