"""A second process for half of a long work: begun here, its result waited for where it is needed."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from typing import NoReturn, TypeVar

Result = TypeVar("Result")


def begin(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin `work` in a process of its own, and give the function that waits for what it gives.

    What it gives must be picklable; what it changes stays there. Where no process can be had (another system,
    one processor, threads that hold locks) or it does not come to its end, the work is done here, when it is
    waited for: the result is the same, and so is the error.
    """
    if not _is_possible():
        return work
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read_end)
        _work_and_leave(work, write_end)
    os.close(write_end)

    def wait() -> Result:
        with os.fdopen(read_end, "rb") as answer:
            try:
                result: Result = pickle.load(answer)  # noqa: S301 - our own child wrote it
            except (EOFError, pickle.UnpicklingError):  # it was ended, or its work failed
                result = work()
        os.waitpid(pid, 0)
        return result

    return wait


def _is_possible() -> bool:
    """Tell whether a copy of this process is safe and worth it; macOS libraries do not bear being copied."""
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _work_and_leave(work: Callable[[], object], write_end: int) -> NoReturn:
    """Work and send the result; nothing of the first process is flushed, closed or told a second time."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears Ctrl-C, and says what happens
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        result = work()
        with os.fdopen(write_end, "wb") as answer:
            pickle.dump(result, answer, protocol=pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)
