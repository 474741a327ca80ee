"""The owner's report on paper: the HTML page printed by the Chromium of this machine, when there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from kit.base.atomic import atomic_write
from kit.base.errors import MachineError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 60
_HINT = "Write it as a page instead (--output report.html) and print that from your browser."


def printed(html: str) -> bytes:
    """Give the page as PDF. Raises MachineError with what to do instead when no browser can print it.

    Nothing is loaded from anywhere: the page holds all it needs, and the browser gets a profile of its own.
    """
    browser = next(filter(None, map(shutil.which, _NAMES)), None)
    if browser is None:
        raise MachineError("A PDF needs Chromium or Chrome, and there is none here.", hint=_HINT)
    with tempfile.TemporaryDirectory(prefix="webkit-print-") as name:
        folder = Path(name)
        page, paper = folder / "report.html", folder / "report.pdf"
        atomic_write(page, html.encode("utf-8"))
        _print(browser, folder, page, paper)
        content = paper.read_bytes() if paper.is_file() else b""
    if not content.startswith(b"%PDF"):
        raise MachineError(f"{browser} printed nothing.", hint=_HINT)
    return content


def _print(browser: str, folder: Path, page: Path, paper: Path) -> None:
    command = [
        browser,
        "--headless",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        "--no-pdf-header-footer",
        f"--user-data-dir={folder / 'profile'}",
        f"--print-to-pdf={paper}",
        page.as_uri(),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.insert(1, "--no-sandbox")  # Chromium refuses its sandbox to root, as in most containers
    try:
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - a fixed list
    except (OSError, subprocess.TimeoutExpired) as exc:
        raise MachineError(f"{browser} could not print the report.", hint=_HINT) from exc
