"""A real pseudo-terminal with `webkit` in it: type keys, wait for words, send signals.

The command runs in a fork of the test process, so that nothing is imported twice; whatever it does to its
terminal, its signals and its files is what a command started by hand does.
"""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[@-Z\\^_=>]|\([AB0])")
_PLAIN = {"TERM": "xterm-256color", "LANG": "en_GB.UTF-8", "TZ": "UTC", "PROMPT_TOOLKIT_NO_CPR": "1"}


def warm() -> None:
    """Import and load once, here, what every run needs, so that a fork begins at its first question."""

    import kit.cli.init_interview
    import kit.interview.conversation
    import kit.interview.terminal  # noqa: F401
    from kit.interview import engine

    state = engine.answer(engine.start(), {"business.trade": "plumber"})
    engine.obstacles(state)


class Screen:
    """One run in a terminal of the given width. `text` is all that was shown, `raw` with control sequences."""

    def __init__(self, *arguments: str, width: int = 80, env: Mapping[str, str] | None = None) -> None:
        warm()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid, self._main = pty.fork()
        if self.pid == 0:
            _run(arguments, width, _PLAIN | dict(env or {}))
        self.text = self.raw = ""
        self._seen = 0
        self._code: int | None = None

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._ended() is None:
            os.kill(self.pid, signal.SIGKILL)
            self._code = _code_of(os.waitpid(self.pid, 0)[1])
        os.close(self._main)

    def _ended(self) -> int | None:
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._code = _code_of(status) if pid else None
        return self._code

    def wait_for(self, words: str, seconds: float = 20) -> None:
        """Read until `words` were shown after those waited for before; fails with what was shown instead."""
        end = time.monotonic() + seconds
        while (found := self.text.find(words, self._seen)) < 0:
            left = end - time.monotonic()
            assert left > 0, f"waited for {words!r}, saw {self.text[self._seen :][-1500:]!r}"
            if select.select([self._main], [], [], min(left, 0.5))[0]:
                assert self._read() or words in self.text[self._seen :], (
                    f"ended before {words!r}: {self.text[-1500:]!r}"
                )
        self._seen = found + len(words)

    def _read(self) -> bool:
        try:
            piece = os.read(self._main, 65536).decode("utf-8", "replace")
        except OSError:  # the other end has closed
            return False
        self.raw += piece
        self.text += _ESCAPES.sub("", piece)
        return bool(piece)

    def type(self, keys: str) -> None:
        """Type keys; `\\r` is Enter, `\\x03` Ctrl-C, `\\x04` Ctrl-D. Wait for the prompt's own words first."""
        os.write(self._main, keys.encode("utf-8"))

    def answer(self, keys: str, then: str) -> None:
        """Type keys and Enter, and wait for the words that follow."""
        self.type(f"{keys}\r")
        self.wait_for(then)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the command."""
        os.kill(self.pid, number)

    def code(self) -> int:
        """Wait for the end and give the exit code; minus the signal's number where one ended it."""
        end = time.monotonic() + 10
        while self._ended() is None:
            assert time.monotonic() < end, f"did not end: {self.text[-1500:]!r}"
            if select.select([self._main], [], [], 0.02)[0]:
                self._read()
        while select.select([self._main], [], [], 0)[0] and self._read():
            pass
        assert self._code is not None
        return self._code


def _code_of(status: int) -> int:
    return os.waitstatus_to_exitcode(status)


def _run(arguments: tuple[str, ...], width: int, env: Mapping[str, str]) -> None:
    """Be the command, in the child: its own terminal, environment and standard streams; never comes back."""
    import fcntl
    import struct
    import termios

    code = 70
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
        for name in ("NO_COLOR", "LC_ALL", "COLUMNS", "LINES"):
            os.environ.pop(name, None)
        os.environ.update(env)
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115 - they live as long as the child
            for number, mode in ((0, "r"), (1, "w"), (2, "w"))
        )
        signal.signal(signal.SIGINT, signal.default_int_handler)
        from kit.cli.main import main

        main(arguments)
    except SystemExit as exc:
        code = int(exc.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def facts_in(folder: Path) -> str:
    """Give the text of the facts on disk, or "" when there are none yet."""
    path = folder / "business.yaml"
    return path.read_text("utf-8") if path.is_file() else ""
