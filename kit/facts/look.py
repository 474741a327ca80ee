"""Looks: the designs a site can wear, and what each is made from. One YAML file each.

A look is its file here and its style sheet in the pack (`templates/starter/templates/css/look-ID.css`).
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "looks"


@dataclass(frozen=True, slots=True)
class Ground:
    """How a look's surfaces are made, in OKLCH: lightness by day and by night, chroma, and a hue of its own.

    Without a hue the surfaces wear a breath of the brand's.
    """

    light: float
    dark: float
    chroma: float
    hue: float | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One look: how it feels, whom it suits, and what its palette and its drawings are made from.

    `turn` is how far the second tint's hue stands from the brand's, in degrees. `colours` are offered
    where the owner named none. `pattern` names a family of drawings; one that does not keep its shape
    may be stretched to any band. `face` and `weight` are its headings' typeface, for letters inside drawings.
    """

    id: str
    feeling: str
    suits: str
    pattern: str
    keeps_shape: bool
    face: str
    weight: int
    ground: Ground
    turn: float
    colours: tuple[str, ...]


@cache
def look_ids() -> tuple[str, ...]:
    """Give the id of every look, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def looks() -> tuple[Look, ...]:
    """Give every look."""
    return tuple(map(load_look, look_ids()))


@cache
def load_look(name: str) -> Look:
    """Give one look by its id; raises KeyError for a name that `check_look` would refuse."""
    if name not in look_ids():
        raise KeyError(name)
    from kit.facts.yaml_data import load_data, place

    path = _FOLDER / f"{name}.yaml"
    data = load_data(path)
    try:
        return Look(**data | {"ground": Ground(**data["ground"]), "colours": tuple(data["colours"])})
    except (KeyError, TypeError) as exc:
        raise ValueError(f"{place(path)}: missing or wrong: {exc}") from exc


def check_look(value: Any) -> str:
    """Keep the id of a look, or refuse it with the ids there are; raises ValueError."""
    text = str(value).strip().lower()
    if text in look_ids():
        return text
    near = difflib.get_close_matches(text, look_ids(), n=1)
    hint = f'did you mean "{near[0]}"? There are: ' if near else "there are: "
    raise ValueError(f'"{value}" is no look; {hint}{", ".join(look_ids())}')
