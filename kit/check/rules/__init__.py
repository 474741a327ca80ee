"""The written list of the modules that hold checks, and the one loop over it."""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Any

from kit.check.rule import Rule
from kit.check.rules import (
    agreeing,
    bare,
    contact,
    facts,
    forms,
    found,
    hours,
    leftovers,
    links,
    profiles,
    promises,
    reach,
    unfinished,
)

MODULES: tuple[ModuleType, ...] = (
    bare,
    links,
    facts,
    contact,
    agreeing,
    hours,
    profiles,
    unfinished,
    leftovers,
    forms,
    promises,
    reach,
    found,
)
"""Where checks stand. A new module is a new file and a name here."""


@cache
def all_checks() -> tuple[Rule[Any], ...]:
    """Give every check, sorted by id."""
    found = {
        value.id: value for module in MODULES for value in vars(module).values() if isinstance(value, Rule)
    }
    return tuple(found[name] for name in sorted(found))
