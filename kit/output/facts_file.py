"""Keeping `business.yaml`: saved whole, never over somebody else's change, the last twenty remembered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kit.base.atomic import atomic_write, remove
from kit.base.errors import InputError
from kit.output.apply import STATE

FACTS = "business.yaml"
_HISTORY = "history"
_KEPT = 20


@dataclass(frozen=True, slots=True)
class Saved:
    """Where the facts went: `path` is `business.yaml`, or the file beside it when that had changed meanwhile."""

    path: Path
    beside: bool


def read_facts(project: Path) -> str | None:
    """Give the text of the project's facts, or None when there are none yet."""
    from kit.facts.tree import decode

    path = project / FACTS
    return decode(path.read_bytes(), FACTS) if path.is_file() else None


def save_facts(project: Path, text: str, *, was: str | None) -> Saved:
    """Save new facts over `was`; call it with the project's lock held.

    When the file no longer reads `was` (an editor saved it meanwhile), ours is written beside it as
    `business.yours.yaml` and theirs stays. The text that is replaced goes into the history.
    """
    path = project / FACTS
    now = read_facts(project)
    if now == text:
        return Saved(path, beside=False)
    if now != was:
        beside = project / "business.yours.yaml"
        atomic_write(beside, text.encode("utf-8"), like=path)
        return Saved(beside, beside=True)
    if now is not None:
        _remember(project, now)
    atomic_write(path, text.encode("utf-8"))
    return Saved(path, beside=False)


def undo_facts(project: Path) -> str:
    """Put the previous facts back and give their text; calling it again goes back one more.

    Raises InputError when nothing was changed yet. What is undone is kept as `undone.yaml` in the history.
    """
    from kit.facts.tree import decode

    kept = history(project)
    now = read_facts(project)
    while kept and decode(kept[-1].read_bytes(), kept[-1].name) == now:
        remove(kept.pop())
    if not kept:
        raise InputError(
            "There is nothing to undo.",
            hint="Only changes of the facts that webkit made are remembered, the last 20.",
        )
    text = decode(kept[-1].read_bytes(), kept[-1].name)
    if now is not None:
        atomic_write(project / STATE / _HISTORY / "undone.yaml", now.encode("utf-8"), like=project / FACTS)
    atomic_write(project / FACTS, text.encode("utf-8"))
    remove(kept[-1])
    return text


def history(project: Path) -> list[Path]:
    """Give the remembered facts, oldest first; what else somebody put beside them is theirs."""
    found = (project / STATE / _HISTORY).glob("[0-9]*.yaml")
    return sorted(path for path in found if path.stem.isdecimal() and path.is_file())


def _remember(project: Path, text: str) -> None:
    kept = history(project)
    number = int(kept[-1].stem) + 1 if kept else 1
    kept_as = project / STATE / _HISTORY / f"{number:06d}.yaml"
    atomic_write(kept_as, text.encode("utf-8"), like=project / FACTS)
    for old in history(project)[:-_KEPT]:
        remove(old)
