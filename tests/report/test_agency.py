"""The designer's name and colours, from a small file of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.base.errors import InputError
from kit.report.agency import Agency, load_agency


def test_the_first_file_counts(tmp_path: Path) -> None:
    """Without one the report has no maker."""
    assert load_agency((tmp_path,)) == Agency()
    (tmp_path / "agency.yaml").write_text('name: Anna\ncolour: "#5b2a86"\nlink: https://a.example/')
    assert load_agency((tmp_path / "x", tmp_path)) == Agency("Anna", "#5b2a86", "https://a.example/")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("colour: red", id="no colour"),
        pytest.param("link: javascript:alert(1)", id="no address"),
        pytest.param("nom: Anna", id="a slip"),
        pytest.param("a: [", id="no YAML"),
        pytest.param("- x", id="a list"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str) -> None:
    """With an example that is right."""
    (tmp_path / "agency.yaml").write_text(text)
    with pytest.raises(InputError) as refused:
        load_agency((tmp_path,))
    assert "Anna Storr" in refused.value.hint
