"""Whole plans, compared with files that were read critically: three samples and the seven worked inputs.

`python -m tests.plan.test_expected` writes them anew; read the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kit.facts.models import Business
from kit.facts.trade import load_trade
from kit.plan.make import render_plan
from tests.plan.owners import TODAY, sample, worked_business
from tests.plan.worked_owners import WORKED

FOLDER = Path(__file__).parent.parent / "expected"
SAMPLES = ("harbour-plumbing", "north-light-coaching", "corner-cup")
WHOLE = ("plan.md", "advisers.md", "scripts.md", "first-30-days.md")


def plans() -> dict[str, tuple[Business, tuple[str, ...]]]:
    """Give every business and the files of it that are kept: all for the samples, the text for the worked inputs."""
    kept: dict[str, tuple[Business, tuple[str, ...]]] = {name: (sample(name), WHOLE) for name in SAMPLES}
    return kept | {name: (worked_business(name), ("plan.md",)) for name in WORKED}


def made(name: str) -> dict[str, bytes]:
    """Give the kept files of one plan, by the path below `tests/expected`."""
    business, names = plans()[name]
    files = render_plan(business, load_trade(business.identity.trade), TODAY)
    return {f"plan-{name}/{file.path.name}": file.content for file in files if file.path.name in names}


@pytest.mark.parametrize("name", [*SAMPLES, *WORKED])
def test_the_plan_is_the_one_that_was_read(name: str) -> None:
    for path, content in made(name).items():
        want = (FOLDER / path).read_text("utf-8")
        got = content.decode("utf-8").replace("\r\n", "\n")
        assert got == want, f"{path} differs; if that is right: python -m tests.plan.test_expected"


if __name__ == "__main__":
    for each in plans():
        for path, content in made(each).items():
            os.makedirs((FOLDER / path).parent, exist_ok=True)  # noqa: PTH103 - a script for authors
            (FOLDER / path).write_bytes(content.replace(b"\r\n", b"\n"))
