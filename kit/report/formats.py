"""The formats a report can have: one module each, imported when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass

from kit.check.types import Report

FORMATS: dict[str, str] = {
    "text": "kit.report.text",
    "json": "kit.report.json",
    "html": "kit.report.html",
    "sarif": "kit.report.sarif",
    "junit": "kit.report.junit",
    "csv": "kit.report.csv",
    "markdown": "kit.report.markdown",
    "github": "kit.report.github",
}
"""Format → module; each module has `render(reports, frame)`."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a report: the day, the terminal's size and colour, how much to tell, who made it."""

    day: str
    width: int = 100
    height: int = 40
    """Lines of a screen; a pipe has none, and gets as much as a usual window shows."""
    colour: bool = False
    verbose: bool = False
    maker: str = ""
    maker_colour: str = ""
    maker_link: str = ""


def render(style: str, reports: Sequence[Report], frame: Frame) -> str:
    """Write reports in one format; `style` is a key of FORMATS."""
    text: str = importlib.import_module(FORMATS[style]).render(reports, frame)
    return text
