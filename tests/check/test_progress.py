"""The line that says how far a check is."""

from __future__ import annotations

import pytest

from kit.check.world import Step
from kit.cli.check_progress import CheckProgress, progress_line
from kit.net.types import Progress

LINKS = Step("links", 100, 300)


@pytest.mark.parametrize(
    ("step", "hosts", "seconds", "line"),
    [
        pytest.param(LINKS, (), 1.0, "links: 100 of 300", id="too early for a guess"),
        pytest.param(LINKS, (), 10.0, "links: 100 of 300, about 20 s left", id="time left"),
        pytest.param(LINKS, (), 600.0, "links: 100 of 300, about 20 min left", id="minutes"),
        pytest.param(Step("links", 0, 300), (), 10.0, "links: 0 of 300", id="nothing done yet"),
        pytest.param(Step("pages", 1200, 0), (), 10.0, "pages: 1,200", id="a crawl knows no total"),
        pytest.param(
            LINKS,
            ("slow.example", "b.example", "c.example"),
            10.0,
            "links: 100 of 300, about 20 s left, waiting for slow.example, b.example and 1 …",
            id="hosts waited for, cut to a line",
        ),
        pytest.param(
            LINKS,
            ("\x1b[2Jbad",),
            4.0,
            "links: 100 of 300, about 8 s left, waiting for bad",
            id="no escapes",
        ),
    ],
)
def test_how_far(step: Step, hosts: tuple[str, ...], seconds: float, line: str) -> None:
    assert progress_line(step, hosts, seconds) == line


def test_the_line_goes_on_while_no_answer_comes(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 0.0, 5.0, 5.0, 6.0, 6.0])
    progress = CheckProgress(watched=True, clock=lambda: next(times))
    progress(Step("links", 1, 2))
    progress.waits(Progress(1, 2, ("slow.example",)))
    assert "waiting for slow.example" in capsys.readouterr().err
    progress(Step("links", 2, 2))
    assert capsys.readouterr().err.endswith("\r")  # click leaves escapes out here


def test_nothing_is_drawn_when_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    CheckProgress(watched=False)(LINKS)
    assert capsys.readouterr() == ("", "")
