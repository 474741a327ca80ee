"""A share of the comparison with Chromium; all of it: `python -m tests.pages.differential_pages 2000`."""

from __future__ import annotations

from typing import Any

import pytest

from .differential_pages import differences, served


@pytest.mark.browser
@pytest.mark.slow
def test_chromium_resolves_and_asks_for_the_same_addresses(chromium: Any) -> None:
    """Slow, because a real browser loads fifteen pages."""
    page = chromium.new_page()
    with served() as start:
        found = {seed: told for seed in range(15) if (told := differences(page, start, seed))}
    page.close()
    assert found == {}
