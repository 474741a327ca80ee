"""A contact file (vCard 2.1, 3.0 and 4.0) as structured data: name, phones, mail and address, each with its line."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kit.pages.tree import MAX_BYTES
from kit.pages.types import Data, Page, Place

_LINE = re.compile(r"(?:[\w-]+\.)?([A-Za-z-]+)((?:;[^:]*?)?):(.*)", re.DOTALL)
_MOST = 100
"""Cards read of one file; an address book is nobody's contact file."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    name: str
    value: str


def parse_vcard(content: bytes, *, name: str, address: str) -> Page:
    """Give the cards of a file as data of the syntax `vcard`, named as schema.org names the same things.

    The name is the organisation's: a card often carries a person's beside it.
    """
    text = content[:MAX_BYTES].decode("utf-8-sig", "replace")
    cards: list[Data] = []
    lines: list[_Line] = []
    for line in _lines(text):
        lines.append(line)
        if line.name == "END":
            cards += _data(lines)
            lines = []
    return Page(name=name, address=address, data=tuple(cards[:_MOST]), kind="vcard")


def _lines(text: str) -> Iterator[_Line]:
    """Unfold (RFC 6350, 3.2): a line that begins with a space goes on from the one before."""
    number, held, begun = 0, "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if line[:1] in {" ", "\t"}:
            held += line[1:]
        elif held.endswith("=") and "QUOTED-PRINTABLE" in held.upper():
            held = held[:-1] + line
        else:
            yield from _read(begun, held)
            held, begun = line, number
    yield from _read(begun, held)


def _read(number: int, line: str) -> Iterator[_Line]:
    found = _LINE.match(line)
    if found:
        value = found[3]
        if "QUOTED-PRINTABLE" in found[2].upper():
            value = quopri.decodestring(value.encode("utf-8", "replace")).decode("utf-8", "replace")
        yield _Line(number, found[1].upper(), value)


def _data(lines: list[_Line]) -> Iterator[Data]:
    """Give one item per statement, so that each has its own line."""
    named = {line.name for line in lines}
    for line in lines:
        value: dict[str, object] = {}
        match line.name:
            case "ORG":
                value = {"name": _parts(line.value)[0]}
            case "FN" if "ORG" not in named:
                value = {"name": _plain(line.value)}
            case "TEL":
                value = {"telephone": _plain(line.value).removeprefix("tel:")}
            case "EMAIL":
                value = {"email": _plain(line.value)}
            case "ADR":
                parts = [*_parts(line.value), *[""] * 7]
                keys = {"streetAddress": parts[2], "addressLocality": parts[3], "postalCode": parts[5]}
                value = {"address": {key: each for key, each in keys.items() if each}}
            case "NOTE":
                value = {"openingHours": _plain(line.value).partition(": ")[2]}
        if any(value.values()):
            yield Data("vcard", value, Place(line.number, 1))


def _parts(value: str) -> list[str]:
    return [_plain(part) for part in re.split(r"(?<!\\);", value)]


def _plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
