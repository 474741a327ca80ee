"""The addresses in a style sheet: `url()`, `@import` in both forms, `image-set`; never those in comments.

A lexer of the few tokens that matter (https://drafts.csswg.org/css-syntax-3/): tinycss2 makes an object of
every token, half a second for one Bootstrap file; it stays the second opinion in the tests.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from kit.pages.types import Place

_ESCAPE = r"\\(?:[0-9a-fA-F]{1,6}(?:\r\n|[ \t\n\r\f])?|[^\n\r\f0-9a-fA-F]|\Z)"
_NAME = rf"(?:[\w\-\x80-\U0010ffff]|{_ESCAPE})"
# An unquoted address ends at white space or ")"; quotes, "(" and control characters make the token bad.
_BARE_URL = re.compile(rf"[ \t\n\r\f]*((?:[^\x00-\x20\x7f\"'()\\]|{_ESCAPE})*+)[ \t\n\r\f]*(\)|\Z)")
_BAD_URL = re.compile(r"(?:[^)\\]|\\[\s\S]?)*+\)?")
_QUOTE_FOLLOWS = re.compile(r"[ \t\n\r\f]*[\"']")
_INTERESTING = ("url(", "@import", "image-set(", "\\")
# Every page of a site may carry the same sheet in its head.
_REPEATED = 8
_LONGEST_REPEATED = 1_000_000


@cache
def _token() -> re.Pattern[str]:
    """Give the pattern of one token; made when a sheet is read, because most starts read none and it takes 5 ms."""
    return re.compile(
        rf"""
          (?P<comment>/\*(?:[^*]|\*(?!/))*+(?:\*/)?|<!--)
        | (?P<string>"(?:[^"\\\n\r\f]|\\(?:\r\n|[\s\S]|\Z))*+(?P<double>"?)|'(?:[^'\\\n\r\f]|\\(?:\r\n|[\s\S]|\Z))*+(?P<single>'?))
        | (?P<word>[@\#]{_NAME}++|{_NAME}++\(?)
        | (?P<sign>[{{}}()\[\];])
        """,
        re.VERBOSE,
    )


class _Inside(Enum):
    BLOCK = "block"
    URL = "url"
    IMAGE_SET = "image-set"
    OTHER = "other"
    SPOILED = "spoiled"
    """Inside a url( that holds more than one string: nothing in it counts."""


@dataclass(frozen=True, slots=True)
class CssLink:
    """One address in a style sheet as typed (escapes resolved); `imported` names another style sheet."""

    raw: str
    place: Place
    imported: bool = False


_START = Place(1, 1)


def css_links(text: str, *, start: Place = _START) -> Iterator[CssLink]:
    """Give the addresses in a style sheet, `start` being the place of its first character in the file."""
    if not _is_interesting(text):
        return
    located = _located if len(text) <= _LONGEST_REPEATED else _located.__wrapped__
    for raw, row, column, imported in located(text):
        place = Place(start.line + row, column if row else start.column + column - 1)
        yield CssLink(raw, place, imported)


def style_links(text: str, place: Place) -> Iterator[CssLink]:
    """Give the addresses in a `style` attribute; all stand at `place`, the element's."""
    if not _is_interesting(text):
        return
    for raw, _, _ in _Reader(text, declarations=True).read():
        yield CssLink(raw, place)


def _is_interesting(text: str) -> bool:
    """Tell whether a sheet can hold an address; four plain looks take a fortieth of a pattern's time."""
    lower = text.lower()
    return any(sign in lower for sign in _INTERESTING)


def unescape(text: str) -> str:
    """Give CSS text with its escapes resolved (css-syntax-3, "consume an escaped code point")."""
    return _ESCAPED.sub(_character, text) if "\\" in text else text


_ESCAPED = re.compile(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\n\r\f])?|(\r\n|[\n\r\f])|([\s\S])|\Z)")


def _character(found: re.Match[str]) -> str:
    code, newline, sign = found.groups()
    if code:
        number = int(code, 16)
        bad = number == 0 or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF
        return "\N{REPLACEMENT CHARACTER}" if bad else chr(number)
    return "" if newline else sign or "\N{REPLACEMENT CHARACTER}"


@lru_cache(maxsize=_REPEATED)
def _located(text: str) -> tuple[tuple[str, int, int, bool], ...]:
    """Give (address, row from 0, column from 1, imported) of each address of a sheet."""
    ends = [0, *(match.end() for match in re.finditer(r"\r\n|[\n\r\f]", text))]
    found = _Reader(text, declarations=False).read()
    rows = ((raw, bisect_right(ends, offset) - 1, offset, imported) for raw, offset, imported in found)
    return tuple((raw, row, offset - ends[row] + 1, imported) for raw, row, offset, imported in rows)


class _Reader:
    """Reads one style sheet from front to back, knowing where it is: in a prelude, a block, a function."""

    def __init__(self, text: str, *, declarations: bool) -> None:
        self.text = text
        self.stack: list[_Inside] = [_Inside.BLOCK] if declarations else []
        self.floor = len(self.stack)  # a brace too many does not end a style attribute
        self.imports_allowed = not declarations
        self.prelude = ""  # the at-rule whose prelude we are in; its addresses are not asked for
        self.taken = False  # this url( has had its string
        self.imported: tuple[str, int, bool] | None = None  # counts once its rule ends without a block

    def read(self) -> Iterator[tuple[str, int, bool]]:
        """Give (address, offset, imported) of each address."""
        text, position, search = self.text, 0, _token().search
        while token := search(text, position):
            position = token.end()
            kind, sign = token.lastgroup, token[0]
            if kind == "string":
                yield from self._string(sign, token.start(), ended=bool(token["double"] or token["single"]))
            elif kind == "sign":
                yield from self._sign(sign)
            elif kind == "word" and self._opens_bare_url(sign, position):
                raw, position = _bare(text, position)
                if not self._in_url():
                    yield from self._address(raw, token.start())
            elif kind == "word":
                self._word(sign)
        yield from self._import_ends()

    def _opens_bare_url(self, sign: str, position: int) -> bool:
        opens = sign[-1] == "(" and unescape(sign[:-1]).lower() == "url"
        return opens and not _QUOTE_FOLLOWS.match(self.text, position)

    def _string(self, sign: str, offset: int, *, ended: bool) -> Iterator[tuple[str, int, bool]]:
        inside = self.stack[-1] if self.stack else None
        if not ended and offset + len(sign) < len(self.text):
            self.taken = True  # a string that a line end cuts off is none, and spoils the url( around it
            return
        # A backslash that ends the file stands for nothing in a string, and for U+FFFD elsewhere.
        raw = unescape(sign[1:-1] if ended else re.sub(r"(?<!\\)((?:\\\\)*)\\\Z", r"\1", sign[1:]))
        if inside is _Inside.URL and not self.taken:
            self.taken = True
            yield from self._address(raw, offset)
        elif inside is _Inside.IMAGE_SET or (not self.stack and self.prelude == "import"):
            yield from self._address(raw, offset)

    def _address(self, raw: str, offset: int) -> Iterator[tuple[str, int, bool]]:
        if raw and self.prelude == "import" and self.imports_allowed:
            self.imported = self.imported or (raw, offset, True)
        elif raw and not self.prelude and self.stack:
            yield raw, offset, False

    def _import_ends(self) -> Iterator[tuple[str, int, bool]]:
        if self.prelude == "import" and self.imported:
            yield self.imported
        self.imported = None

    def _word(self, sign: str) -> None:
        name = unescape(sign).lower()
        if name.startswith("@") and not self.prelude and not self._in_function():
            self.prelude = name[1:]
            if name not in {"@import", "@charset", "@layer"}:
                self.imports_allowed = False
        elif name.endswith("("):
            kinds = {
                "url(": _Inside.URL,
                "image-set(": _Inside.IMAGE_SET,
                "-webkit-image-set(": _Inside.IMAGE_SET,
            }
            spoiled = self._in_url()
            self.stack.append(_Inside.SPOILED if spoiled else kinds.get(name, _Inside.OTHER))
            self.taken = spoiled
        elif not self.stack and not self.prelude:
            self.imports_allowed = False

    def _sign(self, sign: str) -> Iterator[tuple[str, int, bool]]:
        if sign == "{":
            # An @import with a block is no rule at all, and the next one still counts.
            self.imports_allowed = self.imports_allowed and self.prelude == "import"
            self.imported = None
            self.stack.append(_Inside.SPOILED if self._in_url() else _Inside.BLOCK)
            self.prelude = ""
        elif sign in "([":
            self.stack.append(_Inside.SPOILED if self._in_url() else _Inside.OTHER)
        elif sign in ")]":
            if self._in_function():
                self.stack.pop()
        elif sign == "}":
            if len(self.stack) > self.floor and not self._in_function():
                self.stack.pop()
                self.prelude = ""
        elif not self._in_function():
            yield from self._import_ends()
            self.prelude = ""

    def _in_url(self) -> bool:
        return bool(self.stack) and self.stack[-1] in {_Inside.URL, _Inside.SPOILED}

    def _in_function(self) -> bool:
        return bool(self.stack) and self.stack[-1] is not _Inside.BLOCK


def _bare(text: str, position: int) -> tuple[str, int]:
    """Read an unquoted address after `url(`: ("", end) when it is not one."""
    found = _BARE_URL.match(text, position)
    if found:
        return unescape(found[1]), found.end()
    bad = _BAD_URL.match(text, position)
    return "", bad.end() if bad else len(text)
