"""How long a text is for each network, and how to shorten one without cutting a character, word or link."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w/])@(\w+(?:[.-]+\w+)*)@[\w.-]+\w")
# twitter-text config/v3.json: these ranges weigh one, everything else two.
_LIGHT = ((0x0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
_LINK_LENGTH = 23
BYTES_PER_GRAPHEME = 10
"""app.bsky.actor.profile allows ten UTF-8 bytes for every grapheme."""


def graphemes(text: str) -> list[str]:
    """Give the characters as a reader sees them (UAX 29 extended grapheme clusters)."""
    if text.isascii():  # only CR LF would be one cluster of two
        return list(text) if "\r" not in text else re.findall(r"\r\n|[\x00-\x7f]", text)
    import regex

    return regex.findall(r"\X", text)


def utf16(text: str) -> int:
    """Count as JavaScript's `.length` does: never less than code points or graphemes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def x_weighted(text: str) -> int:
    """Count as X does for posts: links 23, emoji 2, most scripts outside Europe 2 a character."""
    return _weigh(_LINK.sub("", text)) + _LINK_LENGTH * sum(1 for _ in _LINK.finditer(text))


def x_weighted_full_url(text: str) -> int:
    """Count safely for X's bio, whose rule is not documented: the largest of the ways it may count."""
    return max(_weigh(text), utf16(text))


def mastodon(text: str) -> int:
    """Count as Mastodon does: graphemes, links as 23, `@user@server` as `@user`."""
    return len(graphemes(_MENTION.sub(r"@\1", _LINK.sub("x" * _LINK_LENGTH, text))))


def graphemes_and_bytes(text: str) -> int:
    """Count graphemes, or UTF-8 bytes in tens when that is more: both limits in one number."""
    return max(len(graphemes(text)), -(-len(text.encode("utf-8", "replace")) // BYTES_PER_GRAPHEME))


COUNTERS: Mapping[str, Callable[[str], int]] = {
    "strict": utf16,
    "graphemes": lambda text: len(graphemes(text)),
    "graphemes_and_bytes": graphemes_and_bytes,
    "codepoints": len,
    "mastodon": mastodon,
    "x_weighted": x_weighted,
    "x_weighted_full_url": x_weighted_full_url,
}
"""One function per counting method of `common.yaml`; networks that do not say are counted `strict`."""

UNITS: Mapping[str, str] = {
    "strict": "characters",
    "graphemes": "characters",
    "graphemes_and_bytes": "characters",
    "codepoints": "characters",
    "mastodon": "characters, links count 23",
    "x_weighted": "X's own count, links count 23",
    "x_weighted_full_url": "X's own count",
}


def count(text: str, method: str) -> int:
    """Count `text` by the method of that name; raises KeyError for a name that is not in COUNTERS."""
    return COUNTERS[method](text)


def fits(text: str, limit: int | None, method: str) -> bool:
    """Say whether `text` is within `limit`; without a limit everything fits."""
    return limit is None or count(text, method) <= limit


def shorten(text: str, limit: int | None, method: str, *, mark: str = "…", whole_words: bool = False) -> str:
    """Cut `text` at a word to fit `limit`, ending in `mark`; whole graphemes, whole words, whole links.

    A link that does not fit goes altogether. A first word that alone is too long is cut between
    graphemes, unless it is a link or `whole_words` are wanted. Gives "" when nothing fits.
    """
    text = text.strip()
    if fits(text, limit, method):
        return text
    starts = [piece.end() for piece in re.finditer(r"\S+", text)]
    low, high = 0, len(starts)  # binary search: counts grow with length, long texts stay fast
    while low < high:
        middle = (low + high + 1) // 2
        if fits(_ended(text[: starts[middle - 1]], mark), limit, method):
            low = middle
        else:
            high = middle - 1
    if low:
        return _ended(text[: starts[low - 1]], mark)
    first = text.split(maxsplit=1)[0] if text else ""
    return "" if whole_words or _LINK.search(first) else _cut(first, limit, method, mark)


def _ended(text: str, mark: str) -> str:
    """Put the mark behind a cut text: no comma or dash before it; after a full stop none is needed."""
    text = text.rstrip(" ,;:–—-(·|")
    return text if text.endswith((".", "!", "?", "…")) else text + mark


def _cut(word: str, limit: int | None, method: str, mark: str) -> str:
    best = ""
    for piece in _growing(graphemes(word)):
        if not fits(piece + mark, limit, method):
            break
        best = piece + mark
    return best


def _growing(pieces: list[str]) -> Iterator[str]:
    made = ""
    for piece in pieces:
        made += piece
        yield made


def _weigh(text: str) -> int:
    """Weigh as twitter-text v3 does: NFC first, an emoji sequence weighs 2 whatever its length."""
    total = 0
    for cluster in graphemes(unicodedata.normalize("NFC", text)):
        if len(cluster) > 1 and _is_emoji(cluster):
            total += 2
        else:
            total += sum(1 if _is_light(each) else 2 for each in cluster)
    return total


def _is_light(character: str) -> bool:
    return any(low <= ord(character) <= high for low, high in _LIGHT)


def _is_emoji(cluster: str) -> bool:
    import regex

    return bool(
        regex.search(r"[\p{Emoji_Presentation}\p{Regional_Indicator}\u20e3]|\p{Emoji}\ufe0f", cluster)
    )
