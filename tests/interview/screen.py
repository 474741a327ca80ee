"""A real pseudo-terminal with `webkit init` in it: type keys, wait for words, send signals."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[@-Z\\^_=>]|\([AB0])")


class Screen:
    """One run in a terminal of the given width. `text` is all that was shown, without control sequences."""

    def __init__(self, *arguments: str, width: int = 80, env: Mapping[str, str] | None = None) -> None:
        self._main, end = pty.openpty()
        _size(end, width)
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from kit.cli.main import main; main()", *arguments],
            stdin=end, stdout=end, stderr=end, start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "LANG": "en_GB.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1", **(env or {})},
            preexec_fn=_own_terminal,
        )  # fmt: skip
        os.close(end)
        self.text = ""
        self._seen = 0

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(5)
        os.close(self._main)

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
        self.text += _ESCAPES.sub("", piece)
        return bool(piece)

    def type(self, keys: str) -> None:
        """Type keys when the screen has come to rest; `\\r` is Enter, `\\x03` Ctrl-C, `\\x04` Ctrl-D."""
        self._rest()
        os.write(self._main, keys.encode("utf-8"))

    def answer(self, keys: str, then: str) -> None:
        """Type keys and Enter, and wait for the words that follow."""
        self.type(f"{keys}\r")
        self.wait_for(then)

    def _rest(self) -> None:
        """Read until nothing was shown for a moment: the prompt stands and the keyboard is listened to."""
        while select.select([self._main], [], [], 0.15)[0] and self._read():
            pass

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process, when the screen has come to rest."""
        self._rest()
        self.process.send_signal(number)

    def code(self) -> int:
        """Wait for the end and give the exit code."""
        end = time.monotonic() + 10
        while self.process.poll() is None and time.monotonic() < end:
            if select.select([self._main], [], [], 0.1)[0] and not self._read():
                break
        return self.process.wait(5)


def _own_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _size(handle: int, width: int) -> None:
    import fcntl
    import struct
    import termios

    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))


def facts_in(folder: Path) -> str:
    """Give the text of the facts on disk, or "" when there are none yet."""
    path = folder / "business.yaml"
    return path.read_text("utf-8") if path.is_file() else ""
