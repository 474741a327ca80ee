"""Running the checks: which function belongs to which name, and what each item's answer is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType

from kit.plan.items import Item, Verify, load_items
from kit.plan.verify import content, decisions, facts, files, ledger, own, pages
from kit.plan.verify.seen import Mark, Seen

Check = Callable[[Verify, Seen], bool | None]
MODULES: tuple[ModuleType, ...] = (ledger, facts, files, pages, content, decisions, own)


def check_for(name: str) -> Check | None:
    """Give the function of a check name, or None: then the item is the owner's word."""
    for module in MODULES:
        found = vars(module).get(name)
        if callable(found) and getattr(found, "__module__", "") == module.__name__:
            return found  # type: ignore[no-any-return]
    return None


def open_names() -> tuple[str, ...]:
    """Give the check names that no function here looks at, sorted."""
    names = {item.verify.check for item in load_items() if item.verify.check}
    return tuple(sorted(name for name in names if check_for(name) is None))


def mark(item: Item, seen: Seen) -> Mark:
    """Say how it stands with one item. What nobody can look at is the owner's word once it is logged as done."""
    check = check_for(item.verify.check) if item.verify.check else None
    answer = (
        seen.looked.get(item.id) if item.id in seen.looked else check(item.verify, seen) if check else None
    )
    if answer:
        return Mark.PROVED if item.verify.by == "software" else Mark.LOGGED
    if any(entry.who.casefold() == item.id for entry in seen.ledger.of("done")):
        return Mark.YOUR_WORD
    if answer is None and item.verify.by == "software":
        return Mark.CANNOT_TELL
    return Mark.OPEN


def marks(items: Iterable[Item], seen: Seen) -> dict[str, Mark]:
    """Say how it stands with each item."""
    return {item.id: mark(item, seen) for item in items}
