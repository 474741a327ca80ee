"""A second process gives what the first would, whatever becomes of it."""

from __future__ import annotations

import os

import pytest

from kit.base.second import begin


def test_work_beside_gives_its_result_and_changes_nothing_here() -> None:
    done: list[int] = []

    def work() -> tuple[int, ...]:
        done.append(os.getpid())
        return (1, 2, 3)

    wait = begin(work)
    assert wait() == (1, 2, 3)
    assert done in ([], [os.getpid()])  # by a process of its own, or here where there can be none


def test_a_process_that_is_ended_is_made_up_for() -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os._exit(9)
        return "done here"

    assert begin(work)() == "done here"


def test_a_fault_is_raised_where_it_is_waited_for() -> None:
    def work() -> None:
        raise ValueError("the page is no page")

    with pytest.raises(ValueError, match="no page"):
        begin(work)()
