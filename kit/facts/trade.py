"""Trades: what is known about a line of work before its owner says a word. One YAML file each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from kit.facts.look import check_look
from kit.facts.yaml_data import load_record

if TYPE_CHECKING:
    from kit.facts.models import Business

_FOLDER = Path(__file__).parent / "trades"

Family = Literal[
    "trade_home",
    "home_planned",
    "food_place",
    "care_place",
    "adviser_b2b",
    "coach",
    "maker_online",
    "shop_local",
]
Shape = Literal["comes_to_you", "you_come_to_us", "we_talk", "you_order"]
_Level = Annotated[int, Field(ge=0, le=3)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class TradeLicence(_Record):
    """Who licenses a trade in a country, for which work, and whether the number must be shown."""

    country: str
    body: str
    work: str = Field(alias="for")
    number_shown: bool | None = None


class TradeService(_Record):
    """Something people pay for, with the unit its price is given in (without article)."""

    name: str
    unit: str | None = None


class TradeQuestion(_Record):
    """What customers really ask, why it matters, and one good answer."""

    ask: str
    why: str
    kind: Literal["yes_no", "text", "money", "list", "hours"]
    example: str


class Partner(_Record):
    """A trade that meets the same customer first or sends work, and why."""

    trade: str
    why: str


class Season(_Record):
    """Months (1 to 12, northern hemisphere) in which demand moves, and how."""

    months: tuple[int, ...]
    what: str


class Trade(_Record):
    """One line of work. `known` is False for a trade that has no file: then it is the nearest shape."""

    id: str
    label: dict[str, str]
    names: dict[str, tuple[str, ...]] = {}
    family: Family
    kinds: tuple[str, ...]
    shape: Shape
    look: Annotated[str, AfterValidator(check_look)]
    who: tuple[Literal["people", "firms"], ...]
    sells_goods: bool = False
    schema_org: str
    categories: dict[str, tuple[str, ...] | None] = {}
    licences: tuple[TradeLicence, ...] = ()
    services: tuple[TradeService, ...] = ()
    questions: tuple[TradeQuestion, ...] = ()
    first_words: tuple[str, ...] = ()
    partners: tuple[Partner, ...] = ()
    season: tuple[Season, ...] = ()
    proof: tuple[str, ...] = ()
    confidential: _Level = 0
    shows_in_pictures: _Level = 1
    advice_topics: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    as_of: str = ""
    source: tuple[str, ...] = ()
    known: bool = True

    def name(self, language: str) -> str:
        """Give the trade's shown name in `language`, or in English."""
        return self.label.get(language, self.label["en"])


@cache
def trade_ids() -> tuple[str, ...]:
    """Give every trade that has a file, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@cache
def load_trade(trade: str) -> Trade:
    """Give the record of a trade; an unknown id gives the plainest shape under that name, `known=False`."""
    path = _FOLDER / f"{trade}.yaml"
    if trade in trade_ids() and path.is_file():
        return load_record(path, Trade)
    return plain_trade(trade)


@cache
def trade_id(trade: str) -> str:
    """Give the id behind a word that people have for a trade (`joiner` is a carpenter); else the word itself."""
    if trade in trade_ids():
        return trade
    from kit.facts.trade_search import EXACT, find_trades

    found = find_trades(trade, limit=1)
    return found[0].id if found and found[0].score >= EXACT else trade


def plain_trade(trade: str, shape: Shape = "you_come_to_us", **more: Any) -> Trade:
    """Give a trade that has no file: nothing is claimed that its shape does not say."""
    family, look = {
        "comes_to_you": ("trade_home", "harbour"),
        "you_come_to_us": ("shop_local", "corner"),
        "we_talk": ("adviser_b2b", "study"),
        "you_order": ("maker_online", "bench"),
    }[shape]
    values: dict[str, Any] = {
        "id": trade,
        "label": {"en": trade.replace("_", " ").capitalize()},
        "family": family,
        "kinds": (),
        "shape": shape,
        "look": look,
        "who": ("people",),
        "schema_org": "LocalBusiness",
        "known": False,
    }
    return Trade.model_validate(values | more)


def trade_of(business: Business) -> Trade:
    """Give the record of a business's trade; one without a file gets the shape of where the work is done."""
    found = load_trade(trade_id(business.identity.trade))
    if found.known:
        return found
    shapes: dict[str, Shape] = {
        "at_customer": "comes_to_you",
        "premises": "you_come_to_us",
        "ship": "you_order",
        "remote": "we_talk",
    }
    shape = next((shapes[mode] for mode in business.place.mode if mode in shapes), found.shape)
    return plain_trade(found.id, shape)
