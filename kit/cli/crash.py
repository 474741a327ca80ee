"""The log of our own mistakes: enough to mend them, without the owner's secrets."""

from __future__ import annotations

import os
import platform
import re
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from kit.base.atomic import atomic_write
from kit.base.errors import MachineError
from kit.base.text import clean

_SECRET = re.compile(r"(://)[^/\s@]+@")


def write_log(exc: Exception, args: Sequence[str]) -> str:
    """Write what happened to a log file and give its path; with WEBKIT_DEBUG it goes to stderr too."""
    from importlib.metadata import version

    import platformdirs

    text = "\n".join(
        (
            f"webkit {version('webkit-starter-kit')}, Python {platform.python_version()}, {platform.system()}",
            "webkit " + " ".join(args[1:]),
            *traceback.format_exception(exc),
        )
    )
    text = _SECRET.sub(r"\1***@", clean(text, limit=100_000, lines=True)).replace(str(Path.home()), "~")
    if os.environ.get("WEBKIT_DEBUG"):
        sys.stderr.write(text)
    path = Path(platformdirs.user_state_dir("webkit")) / "crash.log"
    try:
        atomic_write(path, text.encode("utf-8", "replace"))
    except MachineError:
        sys.stderr.write(text)
        return "(the lines above; the log could not be written)"
    return str(path)
