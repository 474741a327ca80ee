"""The candidates of a `srcset`, by the standard's own parsing."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPACES = "\t\n\f\r "
_START = re.compile(f"[{_SPACES},]*")
_ADDRESS = re.compile(f"[^{_SPACES}]+")
_INTEGER = re.compile(r"[0-9]+\Z")
# https://html.spec.whatwg.org/#valid-floating-point-number
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\Z")


def parse_srcset(text: str) -> Iterator[tuple[str, str]]:
    """Give (address as typed, descriptors) of each candidate that a browser keeps.

    https://html.spec.whatwg.org/#parse-a-srcset-attribute: commas may stand inside addresses, a candidate
    whose descriptors are wrong is left out, and the rest still counts. Linear in the length of the text.
    """
    position = 0
    while True:
        position = _end(_START, text, position)
        if position >= len(text):
            return
        end = _end(_ADDRESS, text, position)
        address = text[position:end]
        position = end
        if address.endswith(","):
            yield address.rstrip(","), ""
            continue
        descriptors, position = _descriptors(text, position)
        if _valid(descriptors):
            yield address, " ".join(descriptors)


_DESCRIPTOR_PART = re.compile(rf"[^{_SPACES},()]+|[{_SPACES}]+|[,()]")


def _descriptors(text: str, position: int) -> tuple[list[str], int]:
    """Read descriptors up to the comma that ends the candidate; commas in parentheses do not."""
    found: list[str] = []
    current: list[str] = []
    in_parentheses = False
    for part in _DESCRIPTOR_PART.finditer(text, position):
        sign = part[0]
        if in_parentheses:
            current.append(sign)
            in_parentheses = sign != ")"
        elif sign == ",":
            return _with(found, current), part.end()
        elif sign[0] in _SPACES:
            found, current = _with(found, current), []
        else:
            current.append(sign)
            in_parentheses = sign == "("
    return _with(found, current), len(text)


def _with(found: list[str], current: list[str]) -> list[str]:
    if current:
        found.append("".join(current))
    return found


def _valid(descriptors: list[str]) -> bool:
    """Say whether the descriptors leave the candidate in: at most one of width and density."""
    width = density = height = False
    for descriptor in descriptors:
        value, unit = descriptor[:-1], descriptor[-1]
        if unit == "w" and _INTEGER.match(value) and int(value[:9]) > 0 and not (width or density):
            width = True
        elif unit == "x" and _NUMBER.match(value) and float(value) >= 0 and not (width or density or height):
            density = True
        elif unit == "h" and _INTEGER.match(value) and int(value[:9]) > 0 and not (height or density):
            height = True
        else:
            return False
    return width or not height


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position
