"""Who made the report: the designer's name, colour and link from `agency.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kit.base.errors import InputError
from kit.base.text import clean
from kit.facts.yaml_data import parse_data

FILE = "agency.yaml"
_EXAMPLE = (
    'Write for example:\nname: Anna Storr Web Design\ncolour: "#5b2a86"\nlink: https://www.annastorr.com/'
)


@dataclass(frozen=True, slots=True)
class Agency:
    """The designer, as reports name them."""

    name: str = ""
    colour: str = ""
    link: str = ""


def load_agency(folders: tuple[Path, ...]) -> Agency:
    """Read the first `agency.yaml` of these folders; nothing there is fine. Raises InputError for a bad one."""
    file = next((folder / FILE for folder in folders if (folder / FILE).is_file()), None)
    if file is None:
        return Agency()
    try:
        raw = parse_data(file.read_text(encoding="utf-8")) or {}
    except (OSError, ValueError) as exc:
        raise InputError(f"{file} cannot be read: {clean(str(exc))}", hint=_EXAMPLE) from exc
    if not isinstance(raw, dict) or set(raw) - {"name", "colour", "link"}:
        raise InputError(f"{file} may hold name, colour and link.", hint=_EXAMPLE)
    agency = Agency(*(clean(str(raw.get(key) or "")) for key in ("name", "colour", "link")))
    if agency.colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", agency.colour):
        raise InputError(f"{file}: {agency.colour!r} is not a colour.", hint=_EXAMPLE)
    if agency.link and not agency.link.startswith(("https://", "http://")):
        raise InputError(f"{file}: {agency.link!r} is not a web address.", hint=_EXAMPLE)
    return agency
