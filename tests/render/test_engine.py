"""The door to Jinja: what it lets in, what it escapes, and where it stops."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.base.errors import UnsafeError
from kit.render.engine import TemplateMistake, Templates, plain, render_text, safe_html


def _render(folder: Path, source: str, name: str = "page.html", **data: object) -> str:
    (folder / name).write_text(source)
    return Templates(folder).render(name, data)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("a.html", "&lt;b&gt;", id="html is escaped"),
        pytest.param("a.svg", "&lt;b&gt;", id="svg is escaped"),
        pytest.param("a.md", "<b>", id="markdown is text"),
    ],
)
def test_escapes_by_file_type(tmp_path: Path, name: str, expected: str) -> None:
    assert _render(tmp_path, "{{ word }}", name, word="<b>") == expected


def test_answers_are_never_parsed_as_templates(tmp_path: Path) -> None:
    assert _render(tmp_path, "{{ word }}", "a.md", word="{{ 7 * 7 }}") == "{{ 7 * 7 }}"


def test_sanitised_html_passes(tmp_path: Path) -> None:
    assert _render(tmp_path, "{{ word }}", word=safe_html("<b>x</b>")) == "<b>x</b>"


def test_an_absent_name_is_a_mistake_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(TemplateMistake, match=r"page\.html:2: 'nothing' is undefined"):
        _render(tmp_path, "one\n{{ nothing }}")


def test_a_syntax_error_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(TemplateMistake, match=r"page\.html:3"):
        _render(tmp_path, "\n\n{% if %}")


def test_a_missing_include_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateMistake, match="other"):
        _render(tmp_path, "{% include 'other.html' %}")


@pytest.mark.parametrize(
    "source",
    [
        "{{ word.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ range(100000000) | length }}",
        "{{ lipsum.__globals__ }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxxxxxxxxxx{% endfor %}{% endfor %}",
    ],
)
def test_escapes_from_the_sandbox_are_refused(tmp_path: Path, source: str) -> None:
    with pytest.raises((UnsafeError, TemplateMistake)):
        _render(tmp_path, source, word="x")


def test_a_template_may_write_a_page_and_not_a_library(tmp_path: Path) -> None:
    with pytest.raises(UnsafeError, match="does not come to an end"):
        _render(tmp_path, "{{ 'x' * 5000000 }}")


def test_templates_cannot_leave_their_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    inside = tmp_path / "pack"
    inside.mkdir()
    with pytest.raises(TemplateMistake):
        _render(inside, "{% include '../secret.txt' %}")


def test_only_plain_data_gets_in(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="Path is not plain data"):
        plain({"a": [tmp_path]})


def test_file_names_are_rendered_too() -> None:
    assert render_text("{{ slug }}.html", {"slug": "tea"}) == "tea.html"
    with pytest.raises(TemplateMistake):
        render_text("{{ slug.x.y }}", {"slug": "tea"})


@pytest.mark.parametrize("name", ["{% include slug %}", "{% extends slug %}", "{% from slug import a %}"])
def test_a_file_name_cannot_have_an_answer_parsed(name: str) -> None:
    with pytest.raises(TemplateMistake, match=r"there is no template '{{ 7 \* 7 }}'"):
        render_text(name, {"slug": "{{ 7 * 7 }}"})


def test_compiled_templates_are_kept_and_a_damaged_cache_costs_nothing(
    tmp_path: Path, own_cache: Path
) -> None:
    (tmp_path / "pack").mkdir()
    assert _render(tmp_path / "pack", "for {{ word }}", word="a") == "for a"
    (kept,) = (own_cache / "webkit" / "templates").iterdir()
    content = kept.read_bytes()
    other = content.replace(b"for ", b"far ")  # it would run, and say something else
    for damaged in (b"damaged", b"", content[:-9] + bytes(9), bytes(len(content)), other):
        kept.write_bytes(damaged)
        assert _render(tmp_path / "pack", "for {{ word }}", word="b") == "for b"
        assert kept.read_bytes() == content, "it is made anew"
    (tmp_path / "pack" / "page.html").write_text("new {{ word }}")
    assert Templates(tmp_path / "pack").render("page.html", {"word": "c"}) == "new c"


def test_without_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBKIT_NO_CACHE", "1")
    assert _render(tmp_path, "{{ word }}", word="a") == "a"
