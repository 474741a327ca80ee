"""A second process gives what the first would, whatever becomes of it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from kit.base.second import begin, cores

two = pytest.mark.skipif(
    sys.platform != "linux" or cores() < 2, reason="a copy needs Linux and two processors"
)


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


@two
def test_a_machine_that_gives_no_more_processes_works_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError("as many processes as you may have")

    before = _open_files()
    monkeypatch.setattr(os, "fork", refuse)
    assert begin(os.getpid)() == os.getpid()
    assert _open_files() == before


@two
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_at_the_very_beginning_does_not_send_the_copy_our_way_out(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here, real = os.getpid(), os.fork

    def fork() -> int:
        process = real()
        if not process:
            os.kill(os.getpid(), getattr(signal, name))
        return process

    def ours(*_: object) -> None:
        (tmp_path / str(os.getpid())).touch()

    monkeypatch.setattr(os, "fork", fork)
    before = signal.signal(getattr(signal, name), ours)
    try:
        assert begin(lambda: here)() == here
    finally:
        signal.signal(getattr(signal, name), before)
    assert not list(tmp_path.iterdir())


@two
def test_a_copy_ends_with_the_first_process() -> None:
    """Whoever stops the first one, however hard, is not kept waiting by the other."""
    from kit.base.second import fork

    told, tell = os.pipe()

    def for_ever() -> None:
        os.write(tell, b"%d" % os.getpid())
        while True:
            signal.pause()

    first = os.fork()
    if not first:
        fork(for_ever)
        signal.pause()
    copy = int(os.read(told, 20))
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    os.close(tell)
    assert os.read(told, 1) == b"", f"process {copy} holds the pipe open"
    os.close(told)


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
