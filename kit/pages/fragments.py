"""Is this fragment found on this page? Ids, names, `#top` and text fragments, judged as browsers do."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, unquote_to_bytes

from kit.pages.types import Page


class Found(StrEnum):
    """Whether the place that a fragment names is there."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a fragment is found, and when it is not a plain yes, why in plain words."""

    found: Found
    reason: str = ""


_YES = Answer(Found.YES)
_BUILT = "this page builds itself in the browser; the anchor was not checked"
_PAGES = ("text/html", "application/xhtml+xml", "text/markdown", "")
# Directives of other kinds than text= (`:~:selector(`) are proposals; a browser ignores what it does not know.
_DIRECTIVE = ":~:"
# Scripts that write words without spaces between them: no word boundary can be asked for there.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def find_fragment(page: Page, fragment: str, *, content_type: str = "text/html") -> Answer:
    """Say whether `fragment` (what follows `#`, still percent-encoded) is found on `page`.

    https://html.spec.whatwg.org/#find-a-potential-indicated-element and
    https://wicg.github.io/scroll-to-text-fragment/. Nothing is judged on images, PDFs and other files that
    give fragments a meaning of their own, nor on pages that build themselves by script.
    """
    if content_type.partition(";")[0].strip().lower() not in _PAGES:
        return Answer(Found.CANNOT_TELL, "anchors in this kind of file are not checked")
    element, delimiter, directive = fragment.partition(_DIRECTIVE)
    if not _names_a_place(page, element):
        return _missing(page, element)
    for text in _text_directives(directive) if delimiter else ():
        if not find_text(page, text):
            return _text_missing(page, text)
    return _YES


def _names_a_place(page: Page, fragment: str) -> bool:
    """Find the fragment as written, then percent-decoded; the empty one and `top` are the start of the page."""
    if not fragment or fragment in page.anchors:
        return True
    decoded = unquote_to_bytes(fragment).decode("utf-8", "replace")
    return decoded in page.anchors or decoded.lower() == "top"


def _missing(page: Page, fragment: str) -> Answer:
    if fragment.startswith(("/", "!")):
        return Answer(
            Found.CANNOT_TELL, "this anchor is an address inside a scripted page; it was not checked"
        )
    if page.cut:
        return Answer(
            Found.CANNOT_TELL, "only the start of this page was read; the anchor may stand further down"
        )
    if page.scripted:
        return Answer(Found.CANNOT_TELL, _BUILT)
    return Answer(Found.NO, f'there is no place named "{unquote(fragment)[:80]}" on that page')


def _text_missing(page: Page, directive: str) -> Answer:
    if page.cut or page.scripted:
        return Answer(Found.CANNOT_TELL, _BUILT if page.scripted else "only the start of this page was read")
    return Answer(Found.NO, f'the page does not say "{unquote(directive)[:80]}", which the link points at')


def _text_directives(directive: str) -> list[str]:
    return [part[5:] for part in directive.split("&") if part.startswith("text=") and len(part) > 5]


def find_text(page: Page, directive: str) -> bool:
    """Say whether a text directive (`[prefix-,]start[,end][,-suffix]`) matches the visible text of the page.

    Capitals and accents do not matter, words must be whole. A directive that is malformed matches, because
    a browser ignores it.
    """
    terms = directive.split(",")
    prefix = terms.pop(0)[:-1] if terms[0].endswith("-") else ""
    suffix = terms.pop()[1:] if terms and terms[-1].startswith("-") else ""
    if len(terms) not in {1, 2} or not all(terms):
        return True
    words = [plain_text(unquote(term)) for term in (prefix, *terms, suffix)]
    first, last = words[1], words[-2] if len(terms) == 2 else ""
    text = "\n".join(plain_text(run.text) for run in page.texts)
    opening = _pattern(words[0], first, "" if last else words[-1]).search(text)
    return bool(opening and (not last or _pattern("", last, words[-1]).search(text, opening.end())))


def plain_text(text: str) -> str:
    """Give text without capitals, accents and double spaces, for comparing what people read."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in spread if not unicodedata.combining(sign)).split())


def _pattern(prefix: str, term: str, suffix: str) -> re.Pattern[str]:
    """Give the pattern of whole terms; blocks may part prefix, term and suffix, but not one term."""
    return re.compile(r"\s*".join(_whole(words) for words in (prefix, term, suffix) if words))


def _whole(words: str) -> str:
    before = r"(?<!\w)" if _asks_for_boundary(words[0]) else ""
    after = r"(?!\w)" if _asks_for_boundary(words[-1]) else ""
    return before + re.escape(words) + after


def _asks_for_boundary(sign: str) -> bool:
    return bool(re.match(r"\w", sign)) and not _UNSPACED.match(sign)
