"""A style sheet with fewer bytes means the same."""

from __future__ import annotations

import pytest
import tinycss2

from kit.base.share import shared_folder
from kit.site.minify import tightened


@pytest.mark.parametrize(
    ("css", "made"),
    [
        pytest.param("a { color: red; }\n", "a{color:red}", id="spaces go"),
        pytest.param("/* why */\na, b > c { top: 0 }", "a,b > c{top:0}", id="comments go, selectors stay"),
        pytest.param(
            'a::after { content: " · {a; b} " }', 'a::after{content:" · {a; b} "}', id="strings stay"
        ),
        pytest.param(
            "main :is(a) { width: calc(1px + 2px) }", "main :is(a){width:calc(1px + 2px)}", id="sums stay"
        ),
        pytest.param("a{b:c/* x */d}", "a{b:c d}", id="a comment separates"),
    ],
)
def test_what_only_the_author_reads_goes(css: str, made: str) -> None:
    assert tightened(css) == made + "\n"


@pytest.mark.parametrize(
    "path", sorted((shared_folder("templates") / "starter/templates/css").glob("*.css")), ids=str
)
def test_our_sheets_mean_the_same(path: object) -> None:
    css = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert _meaning(tightened(css)) == _meaning(css)
    assert len(tightened(css)) < len(css)


def _meaning(css: str) -> list[str]:
    """Give every token but spaces and comments."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    text = "".join("".join(rule.serialize() for rule in rules).split())
    return text.replace("/**/", "").replace(";}", "}").split("}")
