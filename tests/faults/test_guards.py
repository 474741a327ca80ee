"""The guards of `guards_out` stand where its table says: a moved line is found in the quick suite, not in the long gate."""

from __future__ import annotations

import pytest

from tests.faults.guards_out import GUARDS, ROOT, Guard


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.what)
def test_the_text_that_is_taken_out_stands_once_in_its_file(guard: Guard) -> None:
    assert (ROOT / guard.file).read_text("utf-8").count(guard.old) == 1
