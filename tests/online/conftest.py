"""The live web, only when somebody says so: WEBKIT_ONLINE=1 pytest -n0 tests/online."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip everything here unless it was asked for: a test run is not to knock at strangers' doors."""
    if os.environ.get("WEBKIT_ONLINE") == "1":
        return
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="asks the live web; WEBKIT_ONLINE=1 permits it"))


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> None:
    """Let these tests out: the fixture of this name in tests/conftest.py keeps all others on loopback."""
