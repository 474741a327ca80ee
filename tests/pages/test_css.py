"""Addresses in style sheets, row by row and against tinycss2."""

from __future__ import annotations

import pytest
import tinycss2
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.pages.css import css_links, style_links
from kit.pages.types import Place

ROWS = [
    ("a{b:url(x)}", ["x"], "bare"),
    ("a{b:URL( x )}", ["x"], "capitals and spaces"),
    ("a{b:url('x y')}", ["x y"], "single quotes"),
    ('a{b:url("x)y")}', ["x)y"], "bracket in quotes"),
    (r"a{b:url(x\)y)}", ["x)y"], "escaped bracket"),
    (r"a{b:url(\78  y)}", [], "space inside a bare address"),
    (r"a{b:url(\78 y)}", ["xy"], "hexadecimal escape"),
    (r"a{b:\75rl(x)}", ["x"], "escaped name"),
    ('a{b:url("x\\\ny")}', ["xy"], "line end escaped in a string"),
    ('a{b:url("x\ny")}', [], "line end in a string"),
    ("a{b:url(x'y)}", [], "quote inside a bare address"),
    ("a{b:url()}", [], "empty"),
    ("a{b:url(x", ["x"], "end of file closes"),
    ("a{b:url('x", ["x"], "end of file closes a string"),
    ("a{b:url(x),url(y)}", ["x", "y"], "two"),
    ("/* url(x) */a{/*url(y)*/}", [], "comments"),
    ("a{/* b:url(x)", [], "comment without end"),
    ("a{b:url(/*x*/y)}", ["/*x*/y"], "no comments inside url"),
    ("a{b:'url(x)'}", [], "inside a string"),
    ("a[href='x'],b:not([c=\"url(x)\"]){}", [], "in selectors"),
    ("a{b:myurl(x) xurl('y')}", [], "other functions"),
    ("a{b:image-set('x' 1x, url(y) 2x type('image/png'))}", ["x", "y"], "image-set"),
    ("a{b:-webkit-image-set(url(x) 1x)}", ["x"], "image-set with prefix"),
    ("@font-face{src:url(x) format('woff2'),url('y')}", ["x", "y"], "fonts"),
    ("@media print{a{b:url(x)}}", ["x"], "inside media"),
    ("@supports (b:url(x)){a{b:url(y)}}", ["y"], "condition of an at-rule"),
    ("@namespace url(x);a{b:url(y)}", ["y"], "namespace"),
    ("a{--x:{b:url(y)};c:url(z)}", ["y", "z"], "braces in a value"),
    ("a{b:url(x)}}c{d:url(y)}", ["x", "y"], "brace too many"),
    ("a{b:c(url(x);d:url(y)}", ["x", "y"], "bracket too few"),
    ("<!-- a{b:url(x)} -->", ["x"], "old comment signs"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[:2], id=row[2]) for row in ROWS])
def test_addresses(text: str, expected: list[str]) -> None:
    assert [link.raw for link in css_links(text)] == expected


IMPORTS = [
    ("@import 'x';", ["x"], "string"),
    ("@import url(x);", ["x"], "url"),
    ('@import url("x") screen;', ["x"], "url and media"),
    ("@IMPORT'x'layer(y)supports(a:url(z))", ["x"], "conditions, no semicolon"),
    ("@charset 'utf-8';@import 'x';@import 'y';", ["x", "y"], "several, after charset"),
    ("@layer a;@import 'x';", ["x"], "after a layer statement"),
    ("@import 'x' {} @import 'y';", ["y"], "with a block it is no rule"),
    ("a{}@import 'x';", [], "too late"),
    ("@media all{}@import 'x';", [], "after another rule"),
    ("@media all{@import 'x';}", [], "inside a block"),
    ("@import;'x'", [], "empty"),
    ("@importer 'x';", [], "another name"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[:2], id=row[2]) for row in IMPORTS])
def test_imports(text: str, expected: list[str]) -> None:
    assert [link.raw for link in css_links(text) if link.imported] == expected
    assert [link.raw for link in css_links(text)] == expected


def test_places_count_every_kind_of_line_end() -> None:
    found = css_links("@import 'a';\r\nb{c:\r  url(d),\f\nurl('e')}", start=Place(10, 8))
    assert [(link.raw, link.place) for link in found] == [
        ("a", Place(10, 16)),
        ("d", Place(12, 3)),
        ("e", Place(14, 5)),
    ]


def test_style_attribute() -> None:
    found = style_links("color:red;background:url(x)}b:url(y)", Place(3, 4))
    assert [(link.raw, link.place) for link in found] == [("x", Place(3, 4)), ("y", Place(3, 4))]


@pytest.mark.parametrize(
    "text",
    [
        "a{b:url(" * 20_000,
        "url(\\" * 20_000,
        '"\\' * 50_000,
        "/*" * 50_000,
        "\\" * 50_000,
        "((((" * 50_000,
        "}" * 99_999,
    ],
)
def test_hostile_sheets_end(text: str) -> None:
    assert next(iter(css_links("a{b:url(x)}" + text))).raw == "x"


PIECES = st.sampled_from(
    [
        "a",
        "{",
        "}",
        "b:",
        ";",
        "url(",
        "url('x')",
        'url("y',
        "url(z)",
        ")",
        "(",
        "[",
        "]",
        "'",
        '"',
        "/*",
        "*/",
        "\\",
        "\n",
        " ",
        "@media",
        "@font-face",
        "@x",
        "\\75 rl(",
        "w",
        ",",
        "<!--",
        "é",
        "image(",
        "#",
        "1px",
    ]
)


def _by_tinycss2(text: str) -> list[str]:
    """Give every url token and url("…") of a declaration block, by another's lexer."""
    found = []

    def walk(nodes: list[object]) -> None:
        for node in nodes:
            if node.type == "url":
                found.append(node.value)
            elif node.type == "function":
                if node.lower_name == "url":
                    # What comes after a string that a line end cuts off is no address.
                    first = [inner for inner in node.arguments if inner.type in {"string", "error"}][:1]
                    found.extend(inner.value for inner in first if inner.type == "string")
                else:
                    walk(node.arguments)
            elif node.type.endswith("block"):
                walk(node.content)

    walk(tinycss2.parse_component_value_list(text))
    return [value for value in found if value]


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_the_lexer_agrees_with_tinycss2(text: str) -> None:
    text = text.translate({ord(sign): None for sign in "@;"})  # preludes have rows above
    assert [link.raw for link in style_links(text, Place(1, 1))] == _by_tinycss2(text)
