"""What a YAML parser complains about, in words an owner understands: data, in the order it is looked through."""

from __future__ import annotations

_UNCLOSED = 'a quote or bracket is opened here and never closed; add the missing " or ]'
_QUOTE_IT = 'this character cannot begin a text; put the text in quotes, for example: "@name"'
_INDENTED = "this line is indented differently from the ones above; give it the same number of spaces"

_SAID = (
    (
        "mapping values are not allowed",
        'a colon stands where none can; put the text in quotes, for example: name: "Tea: the shop"',
    ),
    ("could not find expected ':'", "a colon is missing after the name, for example: phone: 020 7946 0018"),
    ("found character '\\t'", "there is a tab; use spaces at the beginning of a line"),
    ("cannot start any token", _QUOTE_IT),
    ("end of stream", _UNCLOSED),
    ("expected ',' or", "a comma or the closing bracket is missing after this one, for example: [one, two]"),
    ("expected the node content", _QUOTE_IT),
    (
        "but found '<scalar>'",
        "this text belongs to nothing; put all of it in one pair of quotes, or indent it like the lines above",
    ),
    ("expected <block end>", _INDENTED),
    ("expected '<document start>'", _INDENTED),
    ("more indented follow up line", _INDENTED),
    (
        "sequence entries are not allowed",
        "a list begins on the line below its name, for example: - name: Tea",
    ),
    (
        "escape",
        "a backslash means something else between double quotes; put the text in single ones, for example: 'C:\\photos'",
    ),
)
"""What the parser says (a part of it), and what the owner reads."""
_AT_OPENING = ("end of stream", "expected ',' or", "more indented follow up line")
"""Complaints whose place is where the thing was opened (a quote, a bracket), not where its end was missed."""


def plain_syntax(problem: str) -> tuple[str, bool]:
    """Give the sentence for a parser's complaint, and whether its place is where the thing was opened."""
    said = next((plain for part, plain in _SAID if part in problem), "")
    return (
        said or f"this cannot be read ({problem}); put the text in quotes",
        any(part in problem for part in _AT_OPENING),
    )
