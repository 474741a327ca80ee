"""What structured data offers: services with their prices, priced things, and events with their times."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.pages.tree import fold
from kit.pages.types import Data, Page, Said, Topic

_DEEPEST = 8
_MOST = 200
"""Things of one item that are looked at; a shop's whole catalogue tells no more than its beginning."""


def services_in(value: Any) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Give (name, parts) of what is offered by name, with its price where one stands beside it."""
    waiting = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, list):
            waiting.extend((inner, depth + 1) for inner in reversed(one) if depth < _DEEPEST)
        elif isinstance(one, dict) and isinstance(thing := one.get("itemOffered"), dict):
            spelled = one.get("priceSpecification")
            price = spelled if isinstance(spelled, dict) else one
            parts = [
                ("about", thing.get("description")), ("price", price.get("price")),
                ("from", price.get("minPrice")), ("currency", price.get("priceCurrency")),
            ]  # fmt: skip
            kept = tuple(
                (name, fold(str(text))[:500]) for name, text in parts if isinstance(text, str | int | float)
            )
            yield plain(thing), kept
        elif isinstance(one, dict) and depth < _DEEPEST:
            waiting.append((one.get("itemListElement"), depth + 1))


def prices_in(value: Any) -> Iterator[tuple[str, str]]:
    """Give (amount, currency) of every price in an offer or a list of them."""
    for one in _things(value):
        if one.get("price") is not None:
            yield str(one["price"]), str(one.get("priceCurrency") or "")


def offers_and_events(page: Page) -> Iterator[Said]:
    """Give each price with the name of the thing it is asked for, and each time of an event with the event's."""
    for data in page.data:
        for number, item in enumerate(_things(data.value)):
            name = plain(item)
            if number >= _MOST:
                break
            for price in _own_prices(item) if name else ():
                yield Said(Topic.PRICE, price, data.syntax, data.place, name[:200])
            yield from _moments(item, name, data)


def _own_prices(item: dict[str, Any]) -> Iterator[str]:
    """Give the prices of a thing: its own, or those of the offers it holds."""
    for each in (item, *many(item.get("offers")), *many(item.get("priceSpecification"))):
        if isinstance(each, dict):
            yield from filter(None, map(plain, many(each.get("price"))))


def _moments(item: dict[str, Any], name: str, data: Data) -> Iterator[Said]:
    if any(str(kind).casefold().endswith("event") for kind in many(item.get("@type"))):
        for key in ("startDate", "endDate", "doorTime"):
            for text in filter(None, map(plain, many(item.get(key)))):
                yield Said(Topic.MOMENT, text, data.syntax, data.place, name[:80])


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """Give every object in plain data, in its order, without recursion."""
    waiting = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend((inner, depth + 1) for inner in reversed(list(one.values())) if depth < _DEEPEST)
        elif isinstance(one, list):
            waiting.extend((inner, depth + 1) for inner in reversed(one) if depth < _DEEPEST)


def many(value: Any) -> list[Any]:
    """Give a property of structured data as a list: one value may stand without one."""
    return [] if value is None else value if isinstance(value, list) else [value]


def plain(value: Any) -> str:
    """Give a text, a number or the name of a thing on one line; "" for anything else."""
    if isinstance(value, dict):
        value = next(iter(many(value.get("name"))), "")
    return fold(str(value)) if isinstance(value, str | int | float) else ""
