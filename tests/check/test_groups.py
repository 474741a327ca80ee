"""Which findings are one fault in several places."""

from __future__ import annotations

import pytest

from kit.check.groups import grouped
from kit.check.types import Finding, Severity


def broken(url: str, why: str) -> Finding:
    return Finding("broken_link", Severity.ERROR, "a.html", 1, f"“x” leads to {url}: {why}", "", url)


@pytest.mark.parametrize(
    ("found", "folds"),
    [
        pytest.param(
            [broken("b.html#x", "no file"), broken("b.html#y", "no file")], 1, id="one missing file"
        ),
        pytest.param(
            [broken("b.html#x", "no file"), broken("b.html", "no file")], 1, id="with and without place"
        ),
        pytest.param([broken("b.html#x", "no x"), broken("b.html#y", "no y")], 2, id="two missing places"),
        pytest.param(
            [broken("b.html#x", "no file"), broken("c.html#x", "no file")], 2, id="two missing files"
        ),
    ],
)
def test_a_missing_file_is_one_fault(found: list[Finding], folds: int) -> None:
    assert [len(group.folds) for group in grouped(found)] == [folds]
