"""What a check is: one decorated function, the subject it looks at, and the faults it yields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any, Generic, TypeVar

from kit.base.errors import InputError
from kit.base.text import clean
from kit.check.types import Finding, Severity
from kit.pages.types import Place

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault a check found: the message, what to do, and where, as far as the check knows."""

    message: str
    fix: str = ""
    place: Place | None = None
    page: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """One check. Calling it looks at one subject; nothing yielded means fine."""

    id: str
    severity: Severity
    subject: type[Subject]
    look: Callable[[Subject], Iterator[Fault]]
    summary: str
    """The first line of its documentation: what is wanted."""
    why: str
    """The rest: why, and how to mend it."""

    def __call__(self, subject: Subject) -> Iterator[Fault]:
        """Yield the faults of one subject."""
        return self.look(subject)


def check(
    subject: type[Subject], severity: Severity
) -> Callable[[Callable[[Subject], Iterator[Fault]]], Rule[Subject]]:
    """Make a check of a function: its name is the id, its docstring the documentation."""

    def decorate(look: Callable[[Subject], Iterator[Fault]]) -> Rule[Subject]:
        first, _, rest = cleandoc(look.__doc__ or "").partition("\n")
        return Rule(look.__name__, severity, subject, look, first.strip(), " ".join(rest.split()))

    return decorate


def chosen(
    rules: Iterable[Rule[Any]], *, only: tuple[str, ...], skip: tuple[str, ...]
) -> tuple[Rule[Any], ...]:
    """Give the rules to run. A name may be an id or the beginning of several; `*` at its end is allowed.

    Raises InputError for a name that fits no rule: a typing slip must not look like success.
    """
    every = tuple(rules)
    for name in (*only, *skip):
        if not any(_fits(rule.id, name) for rule in every):
            raise InputError(f"There is no check called {clean(name)!r}.", hint=_nearest(name, every))
    return tuple(
        rule
        for rule in every
        if (not only or any(_fits(rule.id, name) for name in only))
        and not any(_fits(rule.id, name) for name in skip)
    )


def findings(rules: Iterable[Rule[Any]], subject: Any, page: str = "") -> Iterator[Finding]:
    """Run the rules that asked for this kind of subject, and give each fault its id, severity and place."""
    for rule in rules:
        if isinstance(subject, rule.subject):
            said: dict[str, str] = {}  # one fault in many places has its words once
            for fault in rule.look(subject):
                place = fault.place or _NOWHERE
                yield Finding(
                    rule.id,
                    rule.severity,
                    fault.page or page,
                    place.line,
                    said.get(fault.message)
                    or said.setdefault(fault.message, clean(fault.message, limit=500)),
                    said.get(fault.fix) or said.setdefault(fault.fix, clean(fault.fix, limit=500)),
                    said.get(fault.url) or said.setdefault(fault.url, clean(fault.url, limit=4000)),
                    place.column,
                )


_NOWHERE = Place(0, 0)


def _fits(identity: str, name: str) -> bool:
    return identity == name or (name.endswith("*") and identity.startswith(name[:-1]))


def _nearest(name: str, rules: tuple[Rule[Any], ...]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [rule.id for rule in rules], n=1, cutoff=0.5)
    guess = f"Did you mean {near[0]}? " if near else ""
    return guess + "`webkit list checks` shows all of them."
