"""A second process for half of a long work: a copy of this one that nobody sees, and its result where it is needed."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Set
from typing import NoReturn, TypeVar

Result = TypeVar("Result")


def cores() -> int:
    """Give the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def begin(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin `work` in a process of its own, and give the function that waits for what it gives.

    What it gives must be picklable; what it changes stays there. Where no process can be had (`fork`, or only one
    processor) or it does not come to its end, the work is done here, when it is waited for: the result is the same,
    and so is the error.
    """
    if cores() < 2:
        return work
    read_end, write_end = os.pipe()

    def send() -> None:
        os.close(read_end)
        signal.signal(
            signal.SIGINT, signal.SIG_DFL
        )  # whoever stops the first process waits for nothing of this
        result = work()
        with os.fdopen(write_end, "wb") as answer:
            pickle.dump(result, answer, protocol=pickle.HIGHEST_PROTOCOL)

    process = fork(send)
    os.close(write_end)
    if process is None:
        os.close(read_end)
        return work

    def wait() -> Result:
        with os.fdopen(read_end, "rb") as answer:
            try:
                result: Result = pickle.load(answer)  # noqa: S301 - our own child wrote it
            except (EOFError, pickle.UnpicklingError):  # it was ended, or its work failed
                result = work()
        os.waitpid(process, 0)
        return result

    return wait


def fork(run: Callable[[], object]) -> int | None:
    """Run `run` in a copy of this process and give its number; None where no copy can be had.

    That is safe on Linux in a process without threads: a lock that another thread holds would stay closed in the
    copy forever, and macOS's own libraries do not bear being copied. Nothing of the first process is flushed, closed
    or told a second time, and Ctrl-C is the first one's to hear.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return None
    # A signal must not meet the copy while it still has our handlers: it would leave by our way out.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    first = os.getpid()
    try:
        process = os.fork()
        if not process:
            _run_and_leave(run, mask, first)
    except OSError:  # as many processes as this user may have
        return None
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    return process


def _end_with(first: int) -> None:
    """Let the kernel end this copy when the first process ends, however that comes: nobody waits for it any more."""
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != first:  # it ended before the kernel was told
        os._exit(1)


_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def _run_and_leave(run: Callable[[], object], mask: Set[int], first: int) -> NoReturn:
    code = 1
    try:
        _end_with(first)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for name in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        run()
        code = 0
    except BaseException:  # noqa: BLE001 - what happens here is the first process's to find again
        if os.environ.get("WEBKIT_DEBUG"):
            traceback.print_exc()
    finally:
        os._exit(code)
