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

from kit.pages.types import Place

_ESCAPE = r"\\(?:[0-9a-fA-F]{1,6}(?:\r\n|[ \t\n\r\f])?|[^\n\r\f0-9a-fA-F])"
_NAME = rf"(?:[\w\-\x80-\U0010ffff]|{_ESCAPE})"
_TOKEN = re.compile(
    rf"""
      (?P<comment>/\*(?:[^*]|\*(?!/))*+(?:\*/)?)
    | (?P<string>"(?:[^"\\\n\r\f]|\\(?:\r\n|[\s\S]|\Z))*+"?|'(?:[^'\\\n\r\f]|\\(?:\r\n|[\s\S]|\Z))*+'?)
    | (?P<word>@?{_NAME}++\(?)
    | (?P<sign>[{{}}()\[\];])
    """,
    re.VERBOSE,
)
# An unquoted address ends at white space or ")"; quotes, "(" and control characters make the token bad.
_BARE_URL = re.compile(rf"[ \t\n\r\f]*((?:[^\x00-\x20\x7f\"'()\\]|{_ESCAPE})*+)[ \t\n\r\f]*(\)|\Z)")
_BAD_URL = re.compile(r"(?:[^)\\]|\\[\s\S]?)*+\)?")
_QUOTE_FOLLOWS = re.compile(r"[ \t\n\r\f]*[\"']")
_INTERESTING = re.compile(r"url\(|@import|image-set\(|\\", re.IGNORECASE)


class _Inside(Enum):
    BLOCK = "block"
    URL = "url"
    IMAGE_SET = "image-set"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CssLink:
    """One address in a style sheet as typed (escapes resolved); `imported` names another style sheet."""

    raw: str
    place: Place
    imported: bool = False


_START = Place(1, 1)


def css_links(text: str, *, start: Place = _START) -> Iterator[CssLink]:
    """Give the addresses in a style sheet, `start` being the place of its first character in the file."""
    if _INTERESTING.search(text) is None:
        return
    yield from _located(text, start, _Reader(text, declarations=False).read())


def style_links(text: str, place: Place) -> Iterator[CssLink]:
    """Give the addresses in a `style` attribute; all stand at `place`, the element's."""
    if _INTERESTING.search(text) is None:
        return
    for raw, _, _ in _Reader(text, declarations=True).read():
        yield CssLink(raw, place)


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
    return "" if newline else sign or ""


def _located(text: str, start: Place, found: Iterator[tuple[str, int, bool]]) -> Iterator[CssLink]:
    ends = [match.end() for match in re.finditer(r"\r\n|[\n\r\f]", text)]
    for raw, offset, imported in found:
        row = bisect_right(ends, offset)
        column = offset - ends[row - 1] + 1 if row else offset + start.column
        yield CssLink(raw, Place(start.line + row, column), imported)


class _Reader:
    """Reads one style sheet from front to back, knowing where it is: in a prelude, a block, a function."""

    def __init__(self, text: str, *, declarations: bool) -> None:
        self.text = text
        self.stack: list[_Inside] = [_Inside.BLOCK] if declarations else []
        self.imports_allowed = not declarations
        self.prelude = ""  # the at-rule whose prelude we are in; its addresses are not asked for
        self.taken = False  # this url( or @import has had its string

    def read(self) -> Iterator[tuple[str, int, bool]]:
        """Give (address, offset, imported) of each address."""
        text, position = self.text, 0
        while token := _TOKEN.search(text, position):
            position = token.end()
            kind, sign = token.lastgroup, token[0]
            if kind == "string":
                yield from self._string(sign, token.start())
            elif kind == "sign":
                self._sign(sign)
            elif kind == "word":
                if (
                    sign[-1] == "("
                    and unescape(sign[:-1]).lower() == "url"
                    and not _QUOTE_FOLLOWS.match(text, position)
                ):
                    raw, position = _bare(text, position)
                    yield from self._address(raw, token.start())
                else:
                    self._word(sign)

    def _string(self, sign: str, offset: int) -> Iterator[tuple[str, int, bool]]:
        inside = self.stack[-1] if self.stack else None
        closed = (len(sign) > 1 and sign[-1] == sign[0]) or offset + len(sign) == len(self.text)
        raw = unescape(sign[1:-1] if len(sign) > 1 and sign[-1] == sign[0] else sign[1:]) if closed else ""
        if inside is _Inside.URL and not self.taken:
            self.taken = True
            yield from self._address(raw, offset)
        elif inside is _Inside.IMAGE_SET or (not self.stack and self.prelude == "import"):
            yield from self._address(raw, offset)

    def _address(self, raw: str, offset: int) -> Iterator[tuple[str, int, bool]]:
        if not raw:
            return
        if self.prelude == "import":
            if self.imports_allowed and not self.taken_import:
                self.taken_import = True
                yield raw, offset, True
        elif not self.prelude and self.stack:
            yield raw, offset, False

    taken_import = False

    def _word(self, sign: str) -> None:
        name = unescape(sign).lower()
        if name.startswith("@") and not self._in_function():
            self.prelude = name[1:]
            self.taken_import = False
            if name not in {"@import", "@charset", "@layer"}:
                self.imports_allowed = False
        elif name.endswith("("):
            kinds = {
                "url(": _Inside.URL,
                "image-set(": _Inside.IMAGE_SET,
                "-webkit-image-set(": _Inside.IMAGE_SET,
            }
            self.stack.append(kinds.get(name, _Inside.OTHER))
            self.taken = False
        elif not self.stack and not self.prelude:
            self.imports_allowed = False

    def _sign(self, sign: str) -> None:
        if sign == "{":
            self.stack.append(_Inside.BLOCK)
            self.prelude = ""
            self.imports_allowed = False
        elif sign in "([":
            self.stack.append(_Inside.OTHER)
        elif sign in ")]":
            if self._in_function():
                self.stack.pop()
        elif sign == "}":
            while self.stack and self.stack.pop() is not _Inside.BLOCK:
                pass
            self.prelude = ""
        elif sign == ";" and not self._in_function():
            self.prelude = ""

    def _in_function(self) -> bool:
        return bool(self.stack) and self.stack[-1] is not _Inside.BLOCK


def _bare(text: str, position: int) -> tuple[str, int]:
    """Read an unquoted address after `url(`: ("", end) when it is not one."""
    found = _BARE_URL.match(text, position)
    if found:
        return unescape(found[1]), found.end()
    bad = _BAD_URL.match(text, position)
    return "", bad.end() if bad else len(text)
