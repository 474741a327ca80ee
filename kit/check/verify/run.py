"""One look at everything live that the plan asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from types import ModuleType

from kit.check.verify import domain, web
from kit.check.verify.look import Look
from kit.facts.models import Business
from kit.net.records import Query, registration_of
from kit.net.types import Ask, AskAll, Reply
from kit.plan.items import Item

_MODULES: tuple[ModuleType, ...] = (domain, web)
Check = Callable[[Item, Look], bool | None]


def live_check(name: str) -> Check | None:
    """Give the live function of a check name, or None."""
    for module in _MODULES:
        found = vars(module).get(name)
        if callable(found) and getattr(found, "__module__", "") == module.__name__:
            return found  # type: ignore[no-any-return]
    return None


def look_at(items: Iterable[Item], look: Look) -> dict[str, bool]:
    """Give what could be seen, by item; what cannot be told is left out. Each address is asked once."""
    once = Look(look.business, cache(look.fetch), cache(look.query), cache(look.registration))
    found: dict[str, bool] = {}
    for item in items:
        check = live_check(item.verify.check)
        answer = check(item, once) if check else None
        if answer is not None:
            found[item.id] = answer
    return found


def look_of(business: Business, ask: AskAll, query: Query) -> Look:
    """Give a look that asks through the one door of the network."""

    def one(asked: Ask) -> Reply:
        return next(iter(ask([asked])))

    return Look(
        business, lambda url: one(Ask(url, want_body=True)), query, lambda name: registration_of(name, one)
    )
