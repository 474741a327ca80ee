"""Text from outside, made safe to show: one function for terminal, log, CSV, Markdown, HTML and XML."""

from __future__ import annotations

import re
import unicodedata

# Cc except tab and newline, surrogates, and the marks that turn the direction of text or hide it
# (Unicode TR36 and TR9: embeddings, overrides, isolates, deprecated format characters, tags).
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_ESCAPES = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[@-Z\\\\-_])")


def clean(text: str, *, limit: int = 2000, lines: bool = False) -> str:
    """Give `text` without control sequences, direction marks and lone surrogates, at most `limit` long.

    With `lines` newlines and tabs stay, else every run of white space becomes one space. What was cut
    ends in an ellipsis. The result is NFC, and cleaning it again changes nothing.
    """
    text = unicodedata.normalize("NFC", text[: limit * 8])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _UNSAFE.sub("", _ESCAPES.sub("", text))
    if not lines:
        text = " ".join(text.split())
    text = unicodedata.normalize("NFC", text)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
