"""An address on one line taken apart: street, postcode, town and, where its shape shows it, the country."""

from __future__ import annotations

import re

Parts = tuple[tuple[str, str], ...]

# How postcodes are written, the surest shapes first; `town` stands beside the code, else before it.
_SHAPES = (
    (re.compile(r"\b(?P<postcode>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b"), "GB"),
    (re.compile(r"\b(?P<postcode>[AC-FHKNPRTV-Y]\d[\dW] ?[\dAC-FHKNPRTV-Y]{4})\b"), "IE"),
    (re.compile(r"\b(?P<region>[A-Z]{2}),? (?P<postcode>[A-Z]\d[A-Z] ?\d[A-Z]\d)\b"), "CA"),
    (re.compile(r"\b(?P<region>[A-Z]{2}),? (?P<postcode>\d{5}(?:-\d{4})?)\b"), "US"),
    (re.compile(r"\b(?:NL-)?(?P<postcode>\d{4} ?[A-Z]{2}) (?P<town>[^,|·•\d]{2,60})"), "NL"),
    (re.compile(r"\b(?:(?P<land>[A-Z]{1,2})-)?(?P<postcode>\d{4,5}) (?P<town>[^\W\d][^,|·•\d]{1,60})"), ""),
)
_LANDS = {"D": "DE", "A": "AT", "CH": "CH", "F": "FR", "I": "IT", "E": "ES", "B": "BE", "L": "LU", "DK": "DK"}

_COUNTY = re.compile(
    r"(?i)shire$|^(?:co\.?|county) |^(?:cornwall|cumbria|devon|dorset|durham|essex|fife|gwynedd|kent|merseyside|norfolk|northumberland"
    r"|powys|rutland|somerset|suffolk|surrey|tyne and wear|(?:east |west )?sussex|isle of wight|greater manchester|west midlands)$"
)
"""Counties as people write them after the town; what is none of them is the town itself."""
_LABEL = re.compile(r"^[^\d,:]{2,30}:\s*")


def address_parts(line: str) -> Parts:
    """Give (part, text) of an address line; nothing when it has no postcode of a known shape.

    What stands before the first piece with a house number (the name of the firm, "Visit us") is left out.
    """
    line = " ".join(line.split())
    for shape, country in _SHAPES:
        if found := shape.search(line):
            return _taken_apart(line, found, country)
    return ()


def _taken_apart(line: str, found: re.Match[str], country: str) -> Parts:
    named = {name: text.strip(" .-") for name, text in found.groupdict().items() if text}
    pieces = [
        piece.strip(" .:") for piece in re.split(r"[,|·•]", line[: found.start()]) if piece.strip(" .:")
    ]
    numbered = [number for number, piece in enumerate(pieces) if re.search(r"\d", piece)]
    street = pieces[numbered[0] : numbered[-1] + 1] if numbered else []
    rest = pieces[numbered[-1] + 1 :] if numbered else pieces[-1:]
    if len(rest) > 1 and _COUNTY.search(rest[-1]):
        named.setdefault("region", rest.pop())
    town = named.get("town") or (rest.pop() if rest else "")
    land = _LANDS.get(named.get("land", ""), country)
    parts = (
        ("street", _LABEL.sub("", ", ".join([*street, *rest]))), ("postcode", named["postcode"]), ("town", town),
        ("region", named.get("region", "")), ("country", land),
    )  # fmt: skip
    return tuple((name, text) for name, text in parts if text)
